use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations};
use oqu_kernel::{Chance, Clock, Id, Moment, PersonId};
use oqu_text::{Language, search};
use serde_json::json;

use crate::issue::{NewDocument, issue_alone, revoke};
use crate::store::{self, DocumentId, DocumentRow, Mark, Wanted};

fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS])
}

struct House {
    db: Db,
    clock: Clock,
    chance: Chance,
}

impl House {
    fn new(db: Db) -> Self {
        Self {
            db,
            clock: Clock::standing(Moment::from_millis(1_795_150_320_000)),
            chance: Chance::seeded(5),
        }
    }

    fn by(&self) -> By {
        By::console(self.clock.now(), &self.chance, "Тіркеуші")
    }

    fn draft(&self, name: &str, year: i16) -> NewDocument {
        NewDocument {
            id: DocumentId::new(self.clock.now(), &self.chance),
            kind: "study-certificate",
            subject: PersonId::new(self.clock.now(), &self.chance),
            subject_name: name.to_owned(),
            issuer: "«Сарыарқа» университеті".to_owned(),
            language: Language::Kk,
            year,
            content: json!({ "name": name }),
        }
    }

    async fn issue(&self, new: &NewDocument) -> Result<DocumentRow, Error> {
        issue_alone(&self.db, &self.by(), new).await
    }

    async fn list(&self, wanted: Wanted, mark: Mark) -> Vec<DocumentRow> {
        let listed = self
            .db
            .read(async move |tx| store::list(tx, &wanted, mark).await);
        listed.await.unwrap().rows
    }

    async fn acts(&self) -> Vec<String> {
        let query = oqu_db::Query::new("SELECT act FROM audit_entries ORDER BY id");
        let acts = self
            .db
            .read::<Vec<String>, Error, _>(async move |tx| tx.list(&query).await);
        acts.await.unwrap()
    }
}

#[tokio::test]
async fn documents_are_numbered_without_gaps_and_issued_once() {
    on_both(&migrations(), async |db| {
        let house = House::new(db);
        let first = house.draft("Әлия", 2026);
        let issued = house.issue(&first).await.unwrap();
        assert_eq!(issued.registration(), "2026-00001");
        assert_eq!(issued.printed_code().len(), 14);
        // The same form again is the same document, and no second act.
        let again = house.issue(&first).await.unwrap();
        assert_eq!((again.id, again.code), (issued.id, issued.code.clone()));
        assert_eq!(house.acts().await, ["document.issued"]);
        // The id of one document is not taken for another.
        let stolen = NewDocument {
            id: first.id,
            ..house.draft("Басқа", 2026)
        };
        assert!(matches!(house.issue(&stolen).await, Err(Error::Taken(_))));
        let second = house.issue(&house.draft("Құрманғазы", 2026)).await.unwrap();
        assert_eq!(second.registration(), "2026-00002");
        assert_ne!(second.code, issued.code);
        let next_year = house.issue(&house.draft("Һажар", 2027)).await.unwrap();
        assert_eq!(next_year.registration(), "2027-00001");
    })
    .await;
}

#[tokio::test]
async fn many_at_once_get_numbers_of_their_own() {
    on_both(&migrations(), async |db| {
        let house = std::sync::Arc::new(House::new(db));
        let mut tasks = Vec::new();
        for n in 0..8 {
            let house = std::sync::Arc::clone(&house);
            tasks.push(tokio::spawn(async move {
                let draft = house.draft(&format!("Адам {n}"), 2026);
                house.issue(&draft).await.unwrap().registered.1
            }));
        }
        let mut serials = Vec::new();
        for task in tasks {
            serials.push(task.await.unwrap());
        }
        serials.sort_unstable();
        assert_eq!(serials, (1..=8).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn a_document_is_revoked_once_and_found_by_what_is_known_of_it() {
    on_both(&migrations(), async |db| {
        let house = House::new(db);
        let issued = house
            .issue(&house.draft("Әлия Үсенқызы", 2026))
            .await
            .unwrap();
        let other = house.issue(&house.draft("Болат", 2026)).await.unwrap();
        for (ground, first) in [("қате бар", true), ("тағы", false)] {
            let (by, document) = (house.by(), issued.clone());
            let done = house
                .db
                .write::<_, Error, _>(async move |tx| revoke(tx, &by, &document, ground).await);
            assert_eq!(done.await.unwrap(), first);
        }
        let id = issued.id;
        let found = house
            .db
            .read::<_, Error, _>(async move |tx| store::document(tx, id).await);
        let revoked = found.await.unwrap().unwrap().revoked.unwrap();
        assert_eq!(revoked.ground, "қате бар");
        assert_eq!(
            house.acts().await,
            ["document.issued", "document.issued", "document.revoked"]
        );
        let ids = |rows: Vec<DocumentRow>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        let by_words = |typed: &str| Wanted {
            words: search::query(typed),
            ..Wanted::default()
        };
        let valid = Wanted {
            revoked: Some(false),
            ..Wanted::default()
        };
        for _ in 0..2 {
            for (wanted, expected) in [
                (by_words("үсенқызы"), vec![issued.id]),
                (by_words("болат"), vec![other.id]),
                (by_words("2026-00002"), vec![other.id]),
                (valid.clone(), vec![other.id]),
                (Wanted::default(), vec![other.id, issued.id]),
            ] {
                assert_eq!(ids(house.list(wanted, Mark::Newest).await), expected);
            }
            // And again after a restore.
            let made = house
                .db
                .write::<_, Error, _>(async |tx| store::rebuild_search(tx).await);
            made.await.unwrap();
        }
        let older = house
            .list(Wanted::default(), Mark::Older(other.number))
            .await;
        assert_eq!(ids(older), [issued.id]);
        let newer = house
            .list(Wanted::default(), Mark::Newer(issued.number))
            .await;
        assert_eq!(ids(newer), [other.id]);
    })
    .await;
}

#[tokio::test]
async fn every_print_leads_to_its_document() {
    on_both(&migrations(), async |db| {
        let house = House::new(db);
        let issued = house.issue(&house.draft("Әлия", 2026)).await.unwrap();
        let (id, now) = (issued.id, house.clock.now());
        for hash in [[1; 32], [2; 32], [1; 32]] {
            let kept = house
                .db
                .write::<_, Error, _>(async move |tx| store::add_print(tx, id, hash, now).await);
            kept.await.unwrap();
        }
        for (hash, expected) in [([1; 32], Some(id)), ([2; 32], Some(id)), ([3; 32], None)] {
            let found = house
                .db
                .read::<_, Error, _>(async move |tx| store::by_print(tx, hash).await);
            assert_eq!(found.await.unwrap().map(|row| row.id), expected);
        }
        let known = house.db.read::<_, Error, _>(async move |tx| {
            store::is_print(tx, Id::from_uuid(id.uuid()), [2; 32]).await
        });
        assert!(known.await.unwrap());
    })
    .await;
}
