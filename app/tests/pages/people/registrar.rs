//! The day of a registrar: people are added, changed, found, listed, and given roles.

use std::collections::BTreeSet;
use std::sync::Arc;

use oqu_text::Language;

use super::IIN;
use crate::support::browser::encoded;
use crate::support::sheet;
use crate::support::{Browser, TestSite, assert_problem, forms, main_form, tags, text};

pub async fn a_person_is_added_with_errors_put_right_and_stands_in_the_audit(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let form = main_form(&registrar.open("/people/new").await);
    assert_eq!(form.get("citizenship"), "KZ");
    let answer = registrar.send(&form).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    assert_problem(&page, "surname", &site.said("person-surname-missing"));
    assert_problem(&page, "given", &site.said("person-given-missing"));
    assert!(
        page.contains("href=\"#surname\""),
        "the summary leads to the field"
    );
    let wrong = main_form(&page)
        .set("surname", "Ғабитова")
        .set("given", "Іңкәр")
        .set("iin", "030515500123")
        .set("birth_date", "31.02.2004")
        .set("email", "a@b")
        .set("phone", "12")
        .set("login", ".x");
    let answer = registrar.send(&wrong).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for (field, key) in [
        ("iin", "person-iin-wrong"),
        ("birth_date", "form-date"),
        ("email", "person-email-wrong"),
        ("phone", "person-phone-wrong"),
        ("login", "person-login-wrong"),
    ] {
        assert_problem(&page, field, &site.said(key));
    }
    let back = main_form(&page);
    assert_eq!(
        (back.get("surname"), back.get("iin")),
        ("Ғабитова", "030515500123")
    );
    // An IIN, a login and an address belong to one person; all that is taken is said at once.
    let taken = back
        .set("iin", IIN)
        .set("birth_date", "15.05.2004")
        .set("email", "ADMIN@kokzhiek.example")
        .set("phone", "8 701 123 45 67")
        .set("login", "Zhanar");
    let answer = registrar.send(&taken.clone().set("email", "")).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    assert_problem(&page, "iin", &site.said("person-iin-taken"));
    assert_problem(&page, "login", &site.said("person-login-taken"));
    assert!(!page.contains(&site.said("person-email-taken")));
    let answer = registrar.send(&taken).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for (field, key) in [
        ("iin", "person-iin-taken"),
        ("email", "person-email-taken"),
        ("login", "person-login-taken"),
    ] {
        assert_problem(&page, field, &site.said(key));
    }
    let right = main_form(&page)
        .set("iin", "")
        .set("email", "inkar@kokzhiek.example")
        .set("login", "inkar");
    let page = registrar.submit(&right).await;
    assert!(
        page.contains("data-tone=\"action\" role=\"status\""),
        "a word after the act"
    );
    assert!(page.contains("<h1>Ғабитова Іңкәр</h1>"));
    assert!(page.contains("+77011234567"));
    // The word is said once.
    let id = site.person("inkar").await;
    let path = format!("/people/{id}");
    let page = registrar.open(&path).await;
    assert!(!page.contains("page-flash"));
    assert!(
        page.contains(&site.said("act-person-added")),
        "{}",
        text(&page)
    );
    // A change tells the field, the old and the new.
    let form = main_form(&registrar.open(&format!("{path}/edit")).await);
    assert_eq!(form.get("birth_date"), "15.05.2004");
    let page = registrar
        .submit(&form.set("phone", "+7 777 000 11 22"))
        .await;
    let history = &page[page.find("class=\"timeline\"").expect("a history")..];
    for part in ["act-person-changed", "field-phone"] {
        assert!(
            history.contains(&site.said(part)),
            "{part}: {}",
            text(history)
        );
    }
    assert!(history.contains("+77011234567") && history.contains("+77770001122"));
    // Who added this person stands in the log of the administrator.
    let mut admin = site.signed_in("admin").await;
    let page = admin.open(&format!("/audit?object={id}")).await;
    assert!(
        page.contains(&site.said("act-person-added")),
        "{}",
        text(&page)
    );
    assert!(page.contains(&site.said("act-person-changed")));
    assert!(page.contains("Жанар Омарова"));
    assert_eq!(
        registrar.get(&format!("/audit?object={id}")).await.status,
        403
    );
    // Nothing was changed by a form without a change.
    let weight = site.weight().await;
    let form = main_form(&registrar.open(&format!("{path}/edit")).await);
    registrar.submit(&form).await;
    assert_eq!(weight, site.weight().await, "no change is no act");
}

pub async fn two_browsers_change_one_person(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0110").await;
    let edit = format!("/people/{id}/edit");
    let first = main_form(&registrar.open(&edit).await).set("phone", "+77010000001");
    let second = main_form(&admin.open(&edit).await).set("email", "second@kokzhiek.example");
    registrar.submit(&first).await;
    let weight = site.weight().await;
    let answer = admin.send(&second).await;
    assert_eq!(answer.status, 422, "{}", text(&answer.text()));
    assert_eq!(weight, site.weight().await);
    let page = answer.text();
    assert!(page.contains("role=\"alert\"") || page.contains("class=\"error-summary\""));
    let again = main_form(&page);
    assert_eq!(
        again.get("email"),
        "second@kokzhiek.example",
        "nothing typed is lost"
    );
    let told = site
        .words(Language::Kk)
        .with("person-changed-meanwhile")
        .arg("value", "+77010000001")
        .to_string();
    assert_problem(&page, "phone", &told);
    admin.submit(&again).await;
    let saved = main_form(&admin.open(&edit).await);
    assert_eq!(
        (saved.get("phone"), saved.get("email")),
        ("+77010000001", "second@kokzhiek.example"),
        "nothing saved is undone"
    );
}

pub async fn kazakh_letters_are_found_as_they_are_typed(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let found = async |registrar: &mut Browser, words: &str, name: &str| {
        let query = encoded(&[("q", words)]);
        let page = registrar.open(&format!("/people?{query}")).await;
        assert!(page.contains(name), "{words} finds {name}: {}", text(&page));
    };
    for words in [
        "Тұрсынбек",
        "турсынбек",
        "ТҰРСЫНБЕК АЙГ",
        "айгерим турсынбек",
        "турсын",
        "aigerim",
    ] {
        found(&mut registrar, words, "Тұрсынбек Айгерім").await;
    }
    found(&mut registrar, "аскарулы", "Сейтқали Нұрлан Асқарұлы").await;
    found(&mut registrar, "умит", "Шәріпова Үміт").await;
    let page = registrar.open("/people?q=%D1%8A%D1%8A%D1%8A%D1%8A").await;
    assert!(page.contains(&site.said("people-none-found")));
    let page = registrar.open("/people?q=%D0%B0%D0%B9&role=rector").await;
    let rows = tags(&page)
        .iter()
        .filter(|tag| tag.get("class") == Some("name"))
        .count();
    assert_eq!(
        rows,
        usize::from(page.contains("Байжанов Болат")),
        "the filter holds beside words"
    );
}

pub async fn the_spreadsheet_opens_and_counts_nothing(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let form = main_form(&registrar.open("/people/new").await)
        .set("surname", "Формулаев")
        .set("given", "Тең")
        .set("email", "=1+1@kokzhiek.example");
    registrar.send(&form).await;
    let acts = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'people.exported'";
    let before = site.number(acts).await;
    let answer = registrar.get("/people.xlsx").await;
    assert_eq!(answer.status, 200);
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(answer.header("content-type"), Some(kind));
    let name = answer.header("content-disposition").unwrap_or_default();
    assert!(
        name.starts_with("attachment;") && name.contains("filename*=UTF-8''"),
        "{name}"
    );
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    assert_eq!(
        before + 1,
        site.number(acts).await,
        "what leaves the house stands in the log"
    );
    let rows = sheet::rows(&answer.body);
    let people = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM people")
        .await;
    assert_eq!(rows.len(), usize::try_from(people).expect("few") + 1);
    assert!(rows[0].contains(&site.said("people-name")), "{:?}", rows[0]);
    assert!(
        rows.iter()
            .flatten()
            .any(|cell| cell == "Тұрсынбек Айгерім Серікқызы")
    );
    assert!(
        !rows.iter().flatten().any(|cell| cell.contains(IIN)),
        "no IIN leaves the house"
    );
    let narrowed = registrar.get("/people.xlsx?role=rector").await;
    assert_eq!(sheet::rows(&narrowed.body).len(), 2);
    // Whoever may not see the list may not take it.
    for login in ["aigerim", "nurzhan", "saule"] {
        assert_eq!(
            site.signed_in(login).await.get("/people.xlsx").await.status,
            403
        );
    }
}

/// The addresses of the people of a page, and where it leads.
fn listed(page: &str) -> (Vec<String>, Option<String>, Option<String>) {
    let all = tags(page);
    let people = all
        .iter()
        .filter(|tag| tag.name == "a" && tag.get("class") == Some("name"))
        .filter_map(|tag| tag.get("href").map(str::to_owned))
        .collect();
    let leads = |rel: &str| {
        let found = all.iter().find(|tag| tag.get("rel") == Some(rel));
        found.and_then(|tag| tag.get("href").map(str::to_owned))
    };
    (people, leads("prev"), leads("next"))
}

pub async fn pages_lead_forth_and_back(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    for query in [
        "",
        "?sort=-name",
        "?sort=added",
        "?sort=-added",
        "?role=learner",
        "?q=%D0%B0",
    ] {
        let mut address = format!("/people{query}");
        let (mut forth, mut last) = (Vec::new(), Vec::new());
        for _ in 0..40 {
            let (people, _, next) = listed(&registrar.open(&address).await);
            forth.extend(people.clone());
            last = people;
            match next {
                Some(next) => address = next,
                None => break,
            }
        }
        let unique: BTreeSet<&String> = forth.iter().collect();
        assert_eq!(
            unique.len(),
            forth.len(),
            "{query}: somebody stands there twice"
        );
        if query != "?q=%D0%B0" {
            assert!(forth.len() >= 300, "{query}: {}", forth.len());
        }
        let mut back = vec![last];
        for _ in 0..40 {
            let (_, before, _) = listed(&registrar.open(&address).await);
            let Some(before) = before else {
                break;
            };
            address = before;
            back.push(listed(&registrar.open(&address).await).0);
        }
        back.reverse();
        assert_eq!(
            back.concat(),
            forth,
            "{query}: the way back is the way forth"
        );
    }
}

pub async fn a_role_is_given_and_ended(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0111").await;
    let path = format!("/people/{id}");
    let mut person = site.signed_in("s0111").await;
    assert_eq!(person.get("/people").await.status, 403);
    let give = admin.form(&path, &format!("{path}/roles")).await;
    let unit = site.unit("ІЖ").await;
    let give = give
        .set("role", "clerk")
        .set("scope", &format!("unit:{unit}"));
    let page = admin.submit(&give).await;
    assert!(page.contains(&site.said("role-clerk")), "{}", text(&page));
    assert!(
        page.contains(&site.said("act-role-given")),
        "{}",
        text(&page)
    );
    assert_eq!(
        person.get("/people").await.status,
        200,
        "it holds at once, in open sessions too"
    );
    // Given twice it is held once.
    let roles = "SELECT CAST(count(*) AS BIGINT) FROM grants WHERE ended_at IS NULL";
    let before = site.number(roles).await;
    admin.submit(&give).await;
    assert_eq!(before, site.number(roles).await);
    let page = admin.open(&path).await;
    let mut ends = forms(&page)
        .into_iter()
        .filter(|form| form.action.ends_with("/end"));
    let end = ends.next_back().expect("a role to end");
    let page = admin.submit(&end).await;
    assert!(
        page.contains(&site.said("act-role-ended")),
        "{}",
        text(&page)
    );
    assert_eq!(
        person.get("/people").await.status,
        403,
        "it is over at once"
    );
    assert_eq!(admin.send(&end).await.status, 404);
    // The last key of the house is not thrown away by the hand that holds it.
    let own = format!("/people/{}", site.person("admin").await);
    let page = admin.open(&own).await;
    for end in forms(&page)
        .into_iter()
        .filter(|form| form.action.ends_with("/end"))
    {
        admin.send(&end).await;
    }
    assert_eq!(
        admin.get("/audit").await.status,
        200,
        "still an administrator"
    );
}
