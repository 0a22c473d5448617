use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations};
use oqu_kernel::{Chance, Id, Moment, PersonId, Scope};
use oqu_text::Language;
use oqu_text::search::query;

use super::listing::{self, ListRow, Listing, Mark, Order, Place};
use super::rules::PersonData;
use super::sight::Seen;
use super::store;
use crate::roles::{self, Role};

fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS])
}

fn by() -> By {
    By::console(Moment::from_millis(1_000), &Chance::system(), "test")
}

fn named(surname: &str, given: &str) -> PersonData {
    PersonData {
        surname: surname.into(),
        given: given.into(),
        citizenship: "KZ".into(),
        ..PersonData::default()
    }
}

async fn add(db: &Db, data: PersonData) -> Result<PersonId, Error> {
    let by = by();
    let id = Id::new(by.now, &by.chance);
    db.write(async move |tx| store::add(tx, &by, id, &data).await.map(|_| id))
        .await
}

fn listing(words: &str) -> Listing {
    Listing {
        language: Language::Kk,
        words: query(words),
        role: None,
        locked: false,
        scope: None,
        exact: Vec::new(),
        seen: Seen::All,
        order: Order::Name,
        down: false,
        place: Place::First,
    }
}

async fn names(db: &Db, listing: Listing) -> Vec<String> {
    let page = db
        .read::<_, Error, _>(async move |tx| listing::page(tx, &listing).await)
        .await
        .unwrap();
    page.rows.iter().map(ListRow::full_name).collect()
}

#[tokio::test]
async fn lists_follow_the_kazakh_alphabet_and_search_forgives_keyboards() {
    on_both(&migrations(), async |db| {
        for (surname, given) in [
            ("Үсенов", "А"),
            ("Ұзақ", "А"),
            ("Әлім", "А"),
            ("Бекен", "А"),
            ("Ізбасар", "А"),
            ("Эрнст", "А"),
            ("Ыбырай", "А"),
        ] {
            add(&db, named(surname, given)).await.unwrap();
        }
        let all = names(&db, listing("")).await;
        let expected = [
            "Әлім А",
            "Бекен А",
            "Ұзақ А",
            "Үсенов А",
            "Ыбырай А",
            "Ізбасар А",
            "Эрнст А",
        ];
        assert_eq!(all, expected);
        let mut russian = listing("");
        russian.language = Language::Ru;
        assert_ne!(names(&db, russian).await, expected);
        assert_eq!(names(&db, listing("усен")).await, ["Үсенов А"]);
        assert_eq!(names(&db, listing("ИЗБАСАР")).await, ["Ізбасар А"]);
        assert!(names(&db, listing("\" OR terms:*")).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn pages_join_without_gaps_or_doubles_in_both_directions() {
    on_both(&migrations(), async |db| {
        for at in 0..60 {
            add(&db, named(&format!("Аман{:02}", at % 7), "А"))
                .await
                .unwrap();
        }
        let mut seen = Vec::new();
        let mut place = Place::First;
        loop {
            let asked = Listing {
                place: place.clone(),
                ..listing("")
            };
            let page = db
                .read::<_, Error, _>(async move |tx| listing::page(tx, &asked).await)
                .await
                .unwrap();
            seen.extend(page.rows.iter().map(|row| row.number));
            let Some(last) = page.rows.last().filter(|_| page.after) else {
                break;
            };
            place = Place::After(Mark {
                sort: last.sort.clone(),
                number: last.number,
            });
        }
        assert_eq!(seen.len(), 60);
        let mut unique = seen.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), 60);
        let Place::After(mark) = place else {
            panic!("more than one page")
        };
        let back = Listing {
            place: Place::Before(mark),
            ..listing("")
        };
        let page = db
            .read::<_, Error, _>(async move |tx| listing::page(tx, &back).await)
            .await
            .unwrap();
        assert!(page.after && page.before);
        let numbers: Vec<i64> = page.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, seen[24..49]);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_is_named_alike_on_both() {
    on_both(&migrations(), async |db| {
        let mut data = named("Ахметов", "Асан");
        data.iin = oqu_text::Iin::parse("061211600012").ok();
        data.login = Some("asan".into());
        data.email = Some("asan@example.kz".into());
        add(&db, data.clone()).await.unwrap();
        let check = async |changed: PersonData, index: &str| {
            let error = add(&db, changed).await.unwrap_err();
            assert!(error.taken(index), "{index}: {error:?}");
        };
        check(
            PersonData {
                login: None,
                email: None,
                ..data.clone()
            },
            "people_iin_key",
        )
        .await;
        check(
            PersonData {
                iin: None,
                email: None,
                ..data.clone()
            },
            "people_login_key",
        )
        .await;
        check(
            PersonData {
                iin: None,
                login: None,
                ..data.clone()
            },
            "people_email_key",
        )
        .await;
        assert_eq!(names(&db, listing("")).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_is_kept_once_and_told_without_secrets() {
    on_both(&migrations(), async |db| {
        let id = add(&db, named("Ахметов", "Асан")).await.unwrap();
        let row = db
            .read::<_, Error, _>(async move |tx| store::person(tx, id).await)
            .await
            .unwrap()
            .unwrap();
        let mut data = row.data();
        data.surname = "Әхметов".into();
        data.iin = oqu_text::Iin::parse("061211600012").ok();
        let (stale, changed) = (row.clone(), data.clone());
        let kept = db
            .write::<_, Error, _>(async move |tx| store::change(tx, &by(), &row, &changed).await)
            .await;
        assert!(kept.unwrap());
        let late = PersonData {
            given: "Үсен".into(),
            ..data
        };
        let kept = db
            .write::<_, Error, _>(async move |tx| store::change(tx, &by(), &stale, &late).await)
            .await;
        assert!(!kept.unwrap(), "the slower hand must be told");
        assert_eq!(names(&db, listing("ахметов")).await, ["Әхметов Асан"]);
        let acts = db
            .read::<_, Error, _>(async move |tx| {
                oqu_audit::history(tx, "person", id.uuid(), 10).await
            })
            .await
            .unwrap();
        assert_eq!(acts[0].act, "person.changed");
        assert!(acts[0].details.contains("iin") && !acts[0].details.contains("061211"));
    })
    .await;
}

#[tokio::test]
async fn a_role_is_given_once_and_found_by_its_scope() {
    on_both(&migrations(), async |db| {
        let id = add(&db, named("Ахметов", "Асан")).await.unwrap();
        let group = uuid::Uuid::from_u128(7);
        let give = async || {
            db.write::<_, Error, _>(async move |tx| {
                let scope = Scope::Thing {
                    kind: "group".into(),
                    id: group,
                };
                roles::store::give(
                    tx,
                    &by(),
                    (id, "Ахметов Асан"),
                    Role::Learner,
                    &scope,
                    "ИС-21",
                )
                .await
            })
            .await
            .unwrap()
        };
        assert!(give().await);
        assert!(!give().await, "twice is once");
        let mut scoped = listing("");
        scoped.scope = Some(("group".into(), group));
        scoped.role = Some(Role::Learner);
        assert_eq!(names(&db, scoped).await, ["Ахметов Асан"]);
        let mut others = listing("");
        others.role = Some(Role::Teacher);
        assert!(names(&db, others).await.is_empty());
    })
    .await;
}
