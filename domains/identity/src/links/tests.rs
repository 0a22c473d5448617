use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations};
use oqu_kernel::{Chance, Id, Moment, PersonId};

use super::rules::{Purpose, Standing, standing};
use super::store::{self, NewLink};
use crate::duties;
use crate::people::rules::PersonData;

const NOW: Moment = Moment::from_millis(1_795_150_320_000);

fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS])
}

fn by() -> By {
    By::console(NOW, &Chance::system(), "test")
}

async fn person(db: &Db) -> PersonId {
    let by = by();
    let id = Id::new(by.now, &by.chance);
    let data = PersonData {
        surname: "Ахметова".into(),
        given: "Айгерім".into(),
        patronymic: Some("Серікқызы".into()),
        email: Some("a@b.kz".into()),
        citizenship: "KZ".into(),
        ..blank()
    };
    db.write::<_, Error, _>(async move |tx| {
        crate::people::store::add(tx, &by, id, &data).await?;
        Ok(id)
    })
    .await
    .expect("a person")
}

fn blank() -> PersonData {
    PersonData {
        surname: String::new(),
        given: String::new(),
        patronymic: None,
        iin: None,
        birth_date: None,
        sex: None,
        citizenship: String::new(),
        email: None,
        login: None,
        phone: None,
        external_number: None,
        languages: Vec::new(),
        special_needs: None,
    }
}

fn new_link(person: PersonId, hash: u8, purpose: Purpose) -> NewLink {
    NewLink {
        id: Id::new(NOW, &Chance::system()),
        hash: [hash; 32],
        person,
        purpose,
        address: "a@b.kz".into(),
    }
}

async fn made(db: &Db, link: &NewLink) -> bool {
    let link = link.clone();
    db.write::<_, Error, _>(async move |tx| store::make(tx, &by(), &link).await)
        .await
        .expect("the database answers")
}

async fn stands(db: &Db, hash: u8, purpose: Purpose) -> Standing {
    let found = db
        .read::<_, Error, _>(async move |tx| store::find(tx, [hash; 32]).await)
        .await
        .expect("the database answers");
    let known = found.map(|link| link.known());
    standing(known.as_ref(), purpose, NOW)
}

#[tokio::test]
async fn a_link_is_made_once_and_a_newer_one_takes_its_place() {
    on_both(&migrations(), async |db| {
        let person = person(&db).await;
        let first = new_link(person, 1, Purpose::Invitation);
        assert!(made(&db, &first).await);
        assert!(!made(&db, &first).await, "the same job again");
        assert_eq!(stands(&db, 1, Purpose::Invitation).await, Standing::Live);
        assert!(made(&db, &new_link(person, 2, Purpose::Recovery)).await);
        assert_eq!(
            stands(&db, 1, Purpose::Invitation).await,
            Standing::Live,
            "a link of another kind changes nothing"
        );
        let second = new_link(person, 3, Purpose::Invitation);
        assert!(made(&db, &second).await);
        assert_eq!(
            stands(&db, 1, Purpose::Invitation).await,
            Standing::Withdrawn
        );
        let used = db
            .write::<_, Error, _>(async move |tx| {
                let first = store::use_up(tx, second.id, NOW).await?;
                Ok((first, store::use_up(tx, second.id, NOW).await?))
            })
            .await;
        assert_eq!(used.unwrap(), (true, false));
        assert_eq!(stands(&db, 3, Purpose::Invitation).await, Standing::Used);
        let proven = db
            .read::<_, Error, _>(async move |tx| {
                Ok((
                    store::is_proven(tx, person, "a@b.kz").await?,
                    store::is_proven(tx, person, "c@d.kz").await?,
                ))
            })
            .await;
        assert_eq!(proven.unwrap(), (true, false));
    })
    .await;
}

#[tokio::test]
async fn a_duty_stands_until_it_is_done() {
    on_both(&migrations(), async |db| {
        let person = person(&db).await;
        let told = db
            .write::<_, Error, _>(async move |tx| {
                let first = duties::store::begin(tx, &by(), person, "А").await?;
                let again = duties::store::begin(tx, &by(), person, "А").await?;
                let stood = duties::store::stands(tx, person).await?;
                duties::store::end(tx, person, NOW).await?;
                Ok((
                    first,
                    again,
                    stood,
                    duties::store::stands(tx, person).await?,
                ))
            })
            .await;
        assert_eq!(told.unwrap(), (true, false, true, false));
    })
    .await;
}
