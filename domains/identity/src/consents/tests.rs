use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations, Query};
use oqu_kernel::{Chance, Id, Moment, PersonId, Scope};
use oqu_text::Language;

use super::kind::{ConsentKind, TextId, Way};
use super::ledger::Ledger;
use super::rules::{Age, Hand, Standing};
use super::store::{self, GivenRow, Giving};
use super::text_store::{self, Added, NewText};
use crate::api;
use crate::people::rules::PersonData;
use crate::people::{relatives, store as people};
use crate::roles::{self, Role};

const DAY: i64 = 24 * 60 * 60 * 1000;
const KIND: ConsentKind = ConsentKind::Recording;

fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS])
}

fn day(number: i64) -> Moment {
    Moment::from_millis(number * DAY)
}

fn on(number: i64) -> By {
    By::console(day(number), &Chance::system(), "test")
}

async fn person(db: &Db, surname: &str, birth_date: Option<&str>) -> PersonId {
    let by = on(1);
    let id = Id::new(by.now, &by.chance);
    let data = PersonData {
        surname: surname.into(),
        given: "Асқар".into(),
        citizenship: "KZ".into(),
        birth_date: birth_date.map(|date| date.parse().expect("a date")),
        ..PersonData::default()
    };
    let added = db.write::<_, Error, _>(async move |tx| {
        people::add(tx, &by, id, &data).await?;
        let person = (id, surname_of(&data));
        roles::store::give(tx, &by, person, Role::Learner, &Scope::Organisation, "").await
    });
    added.await.expect("a person");
    id
}

fn surname_of(data: &PersonData) -> &str {
    &data.surname
}

async fn version(db: &Db, words: &str, since: i64) -> Added {
    let by = on(since.min(2));
    let new = NewText {
        kind: KIND,
        text: [words, words, words].map(str::to_owned),
        without: ["жоқ", "нет", "no"].map(str::to_owned),
        since: day(since),
    };
    let added = db.write::<_, Error, _>(async move |tx| text_store::add(tx, &by, &new).await);
    added.await.expect("a version")
}

async fn written(db: &Db, words: &str, since: i64) -> TextId {
    match version(db, words, since).await {
        Added::Yes(id) => id,
        Added::BeforeLast => panic!("{words} is before the last"),
    }
}

/// Gives the text in force on a day; `until` is the first day when it is over.
async fn give(db: &Db, at: i64, id: PersonId, until: Option<i64>) -> bool {
    let by = on(at);
    let given = db.write::<_, Error, _>(async move |tx| {
        let texts = text_store::in_force(tx, by.now).await?;
        let new = Giving {
            person: (id, "Асқар"),
            text: &texts[0],
            language: Language::Kk,
            giver: (id, "Асқар"),
            way: Way::Page,
            paper: "",
            given_at: by.now,
            ends_at: until.map(day),
        };
        store::give(tx, &by, &new).await
    });
    given.await.expect("it is given")
}

async fn rows(db: &Db, id: PersonId) -> Vec<GivenRow> {
    let read = db.read::<_, Error, _>(async move |tx| store::of_people(tx, &[id]).await);
    read.await.expect("the rows")
}

async fn version_now(db: &Db, id: PersonId, at: i64) -> Option<i64> {
    let read = db.read::<_, Error, _>(async move |tx| api::consent(tx, id, KIND, day(at)).await);
    let consent = read.await.expect("an answer");
    consent.map(|consent| consent.version)
}

async fn standing(db: &Db, id: PersonId, at: i64) -> Standing {
    let read = db.read::<_, Error, _>(async move |tx| {
        let ledger = Ledger::load(tx, &[id], day(at)).await?;
        Ok(ledger.standing(id, KIND))
    });
    read.await.expect("an answer")
}

async fn acts(db: &Db) -> Vec<(String, String)> {
    let read = db.read::<_, Error, _>(async |tx| {
        let all =
            "SELECT act, details FROM audit_entries WHERE act LIKE 'consent%' ORDER BY at, id";
        tx.list(&Query::new(all)).await
    });
    read.await.expect("the log")
}

#[tokio::test]
async fn a_consent_is_given_once_replaced_and_withdrawn() {
    on_both(&migrations(), async |db| {
        let id = person(&db, "Ахметов", None).await;
        written(&db, "бірінші", 2).await;
        assert_eq!(version_now(&db, id, 3).await, None);
        assert!(give(&db, 3, id, None).await);
        assert!(!give(&db, 4, id, None).await, "the same again is nothing");
        assert_eq!(rows(&db, id).await.len(), 1);
        assert_eq!(version_now(&db, id, 500).await, Some(1));
        assert!(
            give(&db, 5, id, Some(10)).await,
            "another term is another consent"
        );
        let all = rows(&db, id).await;
        assert_eq!(all.len(), 2);
        assert!(all[0].ended_at.is_none() && !all[1].is_withdrawn());
        assert_eq!(all[1].ended_at, Some(day(5)));
        assert_eq!(version_now(&db, id, 9).await, Some(1));
        assert_eq!(version_now(&db, id, 10).await, None);
        assert_eq!(standing(&db, id, 10).await, Standing::Over);
        let standing_row = all[0].clone();
        let withdrawn = db.write::<_, Error, _>(async move |tx| {
            let by = on(6);
            let first = store::withdraw(tx, &by, "Асқар", &standing_row, "").await?;
            Ok((
                first,
                store::withdraw(tx, &by, "Асқар", &standing_row, "").await?,
            ))
        });
        assert_eq!(withdrawn.await.expect("it is withdrawn"), (true, false));
        assert_eq!(version_now(&db, id, 7).await, None);
        assert_eq!(standing(&db, id, 7).await, Standing::Withdrawn);
        let log = acts(&db).await;
        let names: Vec<&str> = log.iter().map(|(act, _)| act.as_str()).collect();
        let expected = [
            "consent-text.added",
            "consent.given",
            "consent.given",
            "consent.withdrawn",
        ];
        assert_eq!(names, expected);
        let hash = &rows(&db, id).await[0].hash;
        assert!(
            log.iter().all(|(_, details)| details.contains(hash)),
            "{log:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_version_leaves_what_was_given() {
    on_both(&migrations(), async |db| {
        let id = person(&db, "Ахметов", None).await;
        let first = written(&db, "бірінші", 2).await;
        give(&db, 3, id, None).await;
        let second = written(&db, "екінші", 20).await;
        assert_ne!(first, second);
        assert_eq!(version(&db, "ерте", 19).await, Added::BeforeLast);
        assert_eq!(standing(&db, id, 19).await, Standing::Given);
        assert_eq!(standing(&db, id, 20).await, Standing::GivenOld);
        assert_eq!(version_now(&db, id, 20).await, Some(1));
        let text = rows(&db, id).await[0].text;
        assert_eq!(text, first);
        let read = db.read::<_, Error, _>(async move |tx| text_store::text(tx, first).await);
        let text = read.await.expect("a text").expect("the first");
        assert_eq!(text.text(Language::Ru), "бірінші");
        assert!(give(&db, 21, id, None).await);
        assert_eq!(version_now(&db, id, 21).await, Some(2));
    })
    .await;
}

#[tokio::test]
async fn who_is_asked_answers_once() {
    on_both(&migrations(), async |db| {
        let id = person(&db, "Ахметов", None).await;
        written(&db, "мәтін", 2).await;
        let asked = db.write::<_, Error, _>(async move |tx| {
            let by = on(3);
            let first = store::ask(tx, &by, (id, "Асқар"), KIND).await?;
            Ok((first, store::ask(tx, &by, (id, "Асқар"), KIND).await?))
        });
        assert_eq!(asked.await.expect("asked"), (true, false));
        assert_eq!(standing(&db, id, 3).await, Standing::Asked);
        let refused = db.write::<_, Error, _>(async move |tx| {
            let by = on(4);
            let texts = text_store::in_force(tx, by.now).await?;
            let first = store::refuse(tx, &by, (id, "Асқар"), &texts[0]).await?;
            Ok((
                first,
                store::refuse(tx, &by, (id, "Асқар"), &texts[0]).await?,
            ))
        });
        assert_eq!(refused.await.expect("refused"), (true, false));
        assert_eq!(standing(&db, id, 4).await, Standing::Refused);
        assert_eq!(version_now(&db, id, 4).await, None);
        let again = db.write::<_, Error, _>(async move |tx| {
            store::ask(tx, &on(5), (id, "Асқар"), KIND).await
        });
        assert!(again.await.expect("asked again"));
        give(&db, 6, id, None).await;
        assert_eq!(standing(&db, id, 6).await, Standing::Given);
        let open = db.read::<_, Error, _>(async move |tx| store::requests_of(tx, &[id]).await);
        let requests = open.await.expect("the requests");
        assert_eq!(requests.len(), 2);
        assert!(requests.iter().all(|row| row.answered_at.is_some()));
        assert!(!requests[0].is_refused() && requests[1].is_refused());
    })
    .await;
}

#[tokio::test]
async fn a_consent_ends_with_the_last_role() {
    on_both(&migrations(), async |db| {
        let id = person(&db, "Ахметов", None).await;
        written(&db, "мәтін", 2).await;
        give(&db, 3, id, None).await;
        assert_eq!(version_now(&db, id, 100).await, Some(1));
        let ended = db.write::<_, Error, _>(async move |tx| {
            let held = roles::store::of_person(tx, id).await?;
            roles::store::end(tx, &on(50), (id, "Асқар"), &held[0]).await
        });
        assert!(ended.await.expect("the role ends"));
        assert_eq!(version_now(&db, id, 100).await, None);
        assert_eq!(standing(&db, id, 100).await, Standing::Over);
        let back = db.write::<_, Error, _>(async move |tx| {
            let person = (id, "Асқар");
            roles::store::give(tx, &on(90), person, Role::Learner, &Scope::Organisation, "").await
        });
        assert!(back.await.expect("back after forty days"));
        assert_eq!(version_now(&db, id, 100).await, None, "agrees again");
    })
    .await;
}

#[tokio::test]
async fn a_representative_has_an_age_too() {
    on_both(&migrations(), async |db| {
        let child = person(&db, "Бала", Some("2012-05-01")).await;
        let mother = person(&db, "Ана", Some("1985-05-01")).await;
        let stranger = person(&db, "Бөтен", None).await;
        let today = jiff::civil::date(2026, 11, 20);
        let linked = db.write::<_, Error, _>(async move |tx| {
            relatives::link(tx, &on(2), (child, "Бала"), mother, "mother").await
        });
        linked.await.expect("linked");
        for (actor, expected) in [
            (child, Hand::Own),
            (mother, Hand::Representative(Age::Adult)),
            (stranger, Hand::Stranger),
        ] {
            let read =
                db.read::<_, Error, _>(async move |tx| store::hand(tx, actor, child, today).await);
            assert_eq!(read.await.expect("a hand"), expected);
        }
    })
    .await;
}
