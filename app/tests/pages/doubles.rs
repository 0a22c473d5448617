//! Two records of one person: found, compared, made one; and no table is forgotten.

use std::collections::BTreeSet;
use std::sync::Arc;

use oqu_db::{Error, Query};
use oqu_kernel::PersonId;
use uuid::Uuid;

use crate::stories;
use crate::support::{
    Browser, Engine, Form, TestSite, assert_failure, assert_problem, main_form, tags, text,
};

stories!(
    every_column_with_a_person_has_a_mover,
    doubles_are_compared_and_made_one,
    all_that_a_record_has_goes_over,
    who_may_not_merge_is_told_why,
    two_people_are_told_apart,
);

/// Columns with ids that are of no person, or of one for good: what is written in the log stays as it
/// was, and a pointer keeps the id that it points from.
const OTHERS: [(&str, &str); 11] = [
    ("audit_checks", "person"),
    ("audit_entries", "object_id"),
    ("audit_entries", "person"),
    ("audit_entries_search_place", "entry"),
    ("bulk_acts", "scope_id"),
    ("files", "owner_id"),
    ("grants", "scope_id"),
    ("job_schedules", "last_job"),
    ("merged_people", "id"),
    ("upload_pieces", "place"),
    ("uploads", "holder"),
];

/// All columns that hold ids, except those of the rows themselves and keys to tables without people.
const ID_COLUMNS: &str = "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT) \
    FROM information_schema.columns c JOIN information_schema.tables t \
        ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' \
    WHERE c.table_schema = current_schema() AND c.data_type = 'uuid' \
        AND (c.column_name <> 'id' OR c.table_name = 'merged_people') \
        AND NOT EXISTS (SELECT 1 FROM pg_constraint k JOIN pg_attribute a \
            ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) \
            WHERE k.contype = 'f' AND k.confrelid <> CAST('people' AS regclass) \
                AND k.conrelid = CAST(quote_ident(c.table_name) AS regclass) AND a.attname = c.column_name)";

/// What PostgreSQL knows of columns tells for both databases: the migrations are one text.
async fn id_columns(site: &TestSite) -> Vec<(String, String)> {
    let found = site
        .site
        .db
        .read::<_, Error, _>(async |tx| tx.list(&Query::new(ID_COLUMNS)).await)
        .await;
    found.expect("the columns")
}

async fn every_column_with_a_person_has_a_mover(site: Arc<TestSite>) {
    if site.engine != Engine::Postgres {
        return;
    }
    let columns: BTreeSet<(String, String)> = id_columns(&site).await.into_iter().collect();
    let owned = |(table, column): (&str, &str)| (table.to_owned(), column.to_owned());
    let movers = oqu::areas::movers();
    let moved: Vec<(String, String)> = movers
        .iter()
        .flat_map(|mover| mover.columns())
        .map(|column| owned((column.table, column.column)))
        .collect();
    let named: BTreeSet<(String, String)> = moved
        .iter()
        .cloned()
        .chain(OTHERS.into_iter().map(owned))
        .collect();
    let forgotten: Vec<_> = columns.difference(&named).collect();
    assert!(
        forgotten.is_empty(),
        "these columns may hold a person, and no mover in app/src/areas.rs names them: {forgotten:?}"
    );
    let gone: Vec<_> = named.difference(&columns).collect();
    assert!(
        gone.is_empty(),
        "there are no such columns any more: {gone:?}"
    );
    let once: BTreeSet<_> = moved.iter().collect();
    assert_eq!(once.len(), moved.len(), "one column has one mover");
}

/// How many rows of any table hold an id, where none may be left.
async fn left_of(site: &TestSite, id: Uuid) -> Vec<String> {
    let mut left = Vec::new();
    for (table, column) in id_columns(site).await {
        if OTHERS.contains(&(table.as_str(), column.as_str())) {
            continue;
        }
        let text = format!("SELECT CAST(count(*) AS BIGINT) FROM {table} WHERE {column} = ");
        let counted = site
            .site
            .db
            .read::<_, Error, _>(async move |tx| tx.list::<i64>(&Query::new(&text).bind(id)).await)
            .await;
        if counted.expect("a count") != [0] {
            left.push(format!("{table}.{column}"));
        }
    }
    left
}

/// Adds a person by the form; the id.
async fn added(browser: &mut Browser, surname: &str, given: &str, born: &str) -> Uuid {
    let form = main_form(&browser.open("/people/new").await)
        .set("surname", surname)
        .set("given", given)
        .set("birth_date", born);
    let answer = browser.send(&form).await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    let place = answer.place();
    let id = place.rsplit('/').next().unwrap_or_default();
    id.parse().expect("an id")
}

/// The form of two records, with the right one kept.
async fn form(browser: &mut Browser, one: Uuid, other: Uuid) -> Form {
    let path = format!("/people/doubles/{one}/{other}");
    let form = browser.form(&path, &path).await;
    form.set("ground", "Жеке куәлік")
}

async fn doubles_are_compared_and_made_one(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let one = added(&mut registrar, "Қосаров", "Ғани", "01.02.1990").await;
    let other = added(&mut registrar, "Гани", "Косаров", "01.02.1990").await;
    let page = registrar.open("/people/doubles").await;
    let path = format!("/people/doubles/{one}/{other}");
    assert!(page.contains(&path), "{}", text(&page));
    let edit = format!("/people/{other}/edit");
    let change = main_form(&registrar.open(&edit).await).set("iin", "900201390006");
    registrar.submit(&change).await;
    let change = main_form(&registrar.open(&format!("/people/{one}/edit")).await);
    registrar.submit(&change.set("iin", "900201390016")).await;
    let page = registrar.open("/people/doubles").await;
    assert!(
        page.contains(&site.said("doubles-other-iin")),
        "{}",
        text(&page)
    );
    // Which IIN is right nobody guesses.
    let asked = form(&mut registrar, one, other).await;
    assert_eq!((asked.get("iin"), asked.get("surname")), ("", "one"));
    let answer = registrar.send(&asked.clone().set("ground", "")).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert_problem(&page, "iin", &site.said("doubles-choice-missing"));
    assert_problem(&page, "ground", &site.said("doubles-ground-missing"));
    // Another hand changed one of them after the page was opened.
    let change = main_form(&registrar.open(&edit).await).set("phone", "87010000099");
    registrar.submit(&change).await;
    let chosen = asked.set("iin", "other").set("keep", "one");
    let answer = registrar.send(&chosen).await;
    assert_eq!(answer.status, 422);
    assert_problem(&answer.text(), "ground", &site.said("doubles-changed"));
    let asked = form(&mut registrar, one, other).await;
    let chosen = asked.set("iin", "other").set("keep", "one");
    let page = registrar.submit(&chosen).await;
    assert!(page.contains("900201390006"), "{}", text(&page));
    assert!(text(&page).contains("+77010000099") || text(&page).contains("701"));
    assert!(page.contains(&site.said("act-person-merged")));
    // The old link leads to the kept one, and done twice it tells that it is done.
    let answer = registrar.get(&format!("/people/{other}")).await;
    assert_eq!(
        (answer.status, answer.place()),
        (303, format!("/people/{one}").as_str())
    );
    let answer = registrar.send(&chosen).await;
    assert_eq!(
        (answer.status, answer.place()),
        (303, format!("/people/{one}").as_str())
    );
    let page = registrar.open(&format!("/people/{one}")).await;
    assert_eq!(page.matches(&site.said("act-person-merged")).count(), 1);
    let answer = registrar.get(&path).await;
    assert_eq!(answer.status, 303);
    assert!(!registrar.open("/people/doubles").await.contains(&path));
    let mut admin = site.signed_in("admin").await;
    let log = admin.open(&format!("/audit?object={other}")).await;
    assert!(
        log.contains(&site.said("act-person-merged-away")),
        "{}",
        text(&log)
    );
}

async fn all_that_a_record_has_goes_over(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let (login, kept_name) = ("s0030", "Өтпелі");
    let gone = site.person(login).await;
    // A session, a photo, a document, an invitation with its letter, consents and a role.
    let mut learner = site.signed_in(login).await;
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8)
        .write_to(&mut picture, image::ImageFormat::Png)
        .expect("a picture");
    let photo = format!("/people/{gone}/photo");
    learner.open(&photo).await;
    let set = learner.post_file(&photo, "photo", "a.png", picture.get_ref());
    assert_eq!(set.await.status, 303);
    let paper = main_form(&learner.open(&format!("/people/{gone}/certificate")).await);
    learner.submit(&paper).await;
    admin.open(&format!("/people/{gone}")).await;
    admin
        .post(&format!("/people/{gone}/invitations"), &[])
        .await;
    let kept = added(&mut admin, kept_name, "Адам", "03.03.2003").await;
    let asked = form(&mut admin, kept, gone.uuid()).await;
    let page = admin.open(&asked.action).await;
    for count in ["1 құжат", "1 рөл", "Әкелінген 1 файл", "1 ашық сеанс"]
    {
        assert!(text(&page).contains(count), "{count}: {}", text(&page));
    }
    let mut asked = asked.set("keep", "one");
    for part in ["surname", "given", "patronymic", "birth-date"] {
        if tags(&page).iter().any(|tag| tag.get("id") == Some(part)) {
            asked = asked.set(part, "one");
        }
    }
    admin.submit(&asked).await;
    if site.engine == Engine::Postgres {
        let left = left_of(&site, gone.uuid()).await;
        assert!(left.is_empty(), "the record is still held by {left:?}");
    }
    let kept_id = PersonId::from_uuid(kept);
    assert_eq!(site.person(login).await, kept_id, "found by the old login");
    let page = admin.open(&format!("/people/{kept}")).await;
    assert!(
        page.contains("/files/"),
        "the photo went over: {}",
        text(&page)
    );
    let documents = admin.open("/documents").await;
    assert!(documents.contains("/documents/"), "{}", text(&documents));
    // The session of the record that went is over; so is its password.
    assert_ne!(learner.get("/today").await.status, 200);
    let found = admin.open(&format!("/people?q={login}")).await;
    assert!(found.contains(&kept.to_string()), "{}", text(&found));
    assert!(
        !found.contains(&gone.to_string()),
        "the pointer is no person"
    );
}

async fn who_may_not_merge_is_told_why(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let mut admin = site.signed_in("admin").await;
    let own = site.person("zhanar").await.uuid();
    let administrator = site.person("admin").await.uuid();
    let teacher = site.person("saule").await.uuid();
    let parent = site.person("nurzhan").await.uuid();
    let child = site.child("nurzhan").await;
    let before = site.weight().await;
    for (one, other, key) in [
        (own, teacher, "doubles-barred-oneself"),
        (administrator, teacher, "doubles-barred-administrator"),
        (parent, child, "doubles-barred-related"),
        (teacher, teacher, "doubles-barred-same"),
    ] {
        let path = format!("/people/doubles/{one}/{other}");
        let page = registrar.open(&path).await;
        assert!(page.contains(&site.said(key)), "{key}: {}", text(&page));
        let answer = registrar.post(&path, &[("keep", "one")]).await;
        assert_failure(&site, &answer, 403, "forbidden");
    }
    let path = format!("/people/doubles/{own}/{teacher}");
    let page = admin.open(&path).await;
    assert!(
        !page.contains(&site.said("doubles-barred")),
        "{}",
        text(&page)
    );
    let nobody = "00000000-0000-7000-8000-000000000000";
    let path = format!("/people/doubles/{nobody}/{teacher}");
    assert_eq!(registrar.get(&path).await.status, 404);
    assert_eq!(before, site.weight().await);
}

async fn two_people_are_told_apart(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let one = added(&mut registrar, "Аттасов", "Аян", "05.05.1995").await;
    let other = added(&mut registrar, "Аттасов", "Аян", "05.05.1995").await;
    let path = format!("/people/doubles/{one}/{other}");
    assert!(registrar.open("/people/doubles").await.contains(&path));
    registrar.open(&path).await;
    for _ in 0..2 {
        let answer = registrar.post(&format!("{path}/difference"), &[]).await;
        assert_eq!(answer.status, 303, "the second time changes nothing");
    }
    assert!(!registrar.open("/people/doubles").await.contains(&path));
    let page = registrar.open(&format!("/people/{one}")).await;
    assert_eq!(page.matches(&site.said("act-person-told-apart")).count(), 1);
}
