use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations};
use oqu_kernel::{Chance, Id, Moment, PersonId};

use super::{codes, store};
use crate::people::rules::PersonData;
use crate::people::store as people;
use crate::roles::Role;

fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS])
}

fn by() -> By {
    By::console(Moment::from_millis(1_000), &Chance::system(), "test")
}

async fn somebody(db: &Db) -> PersonId {
    let by = by();
    let id = Id::new(by.now, &by.chance);
    let data = PersonData {
        surname: "Сынақ".into(),
        given: "Адам".into(),
        citizenship: "KZ".into(),
        ..PersonData::default()
    };
    db.write::<_, Error, _>(async move |tx| people::add(tx, &by, id, &data).await)
        .await
        .unwrap();
    id
}

#[tokio::test]
async fn a_step_is_taken_by_one_of_many_at_once() {
    on_both(&migrations(), async |db| {
        let person = somebody(&db).await;
        db.write::<_, Error, _>(async move |tx| {
            store::pend(tx, person, b"sealed", by().now).await?;
            store::confirm(tx, &by(), (person, "Сынақ"), 7).await
        })
        .await
        .unwrap();
        let tries: Vec<_> = (0..8)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    db.write::<_, Error, _>(async move |tx| store::take_step(tx, person, 8).await)
                        .await
                })
            })
            .collect();
        let mut taken = 0;
        for one in tries {
            taken += usize::from(one.await.unwrap().unwrap());
        }
        assert_eq!(taken, 1);
        let earlier = db
            .write::<_, Error, _>(async move |tx| store::take_step(tx, person, 7).await)
            .await;
        assert!(!earlier.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_secret_counts_only_after_its_first_code() {
    on_both(&migrations(), async |db| {
        let person = somebody(&db).await;
        db.write::<_, Error, _>(async move |tx| {
            assert!(!store::confirm(tx, &by(), (person, "Сынақ"), 1).await?);
            store::pend(tx, person, b"first", by().now).await?;
            assert!(!store::standing(tx, person).await?.has_factor());
            assert!(store::confirm(tx, &by(), (person, "Сынақ"), 1).await?);
            store::pend(tx, person, b"second", by().now).await?;
            let row = store::factor(tx, person).await?.expect("a row");
            assert_eq!(row.secret.as_deref(), Some(&b"first"[..]));
            assert!(store::confirm(tx, &by(), (person, "Сынақ"), 2).await?);
            assert!(
                !store::confirm(tx, &by(), (person, "Сынақ"), 3).await?,
                "twice"
            );
            let row = store::factor(tx, person).await?.expect("a row");
            assert_eq!(row.secret.as_deref(), Some(&b"second"[..]));
            assert_eq!((row.last_step, row.pending), (2, None));
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn codes_go_with_the_last_factor() {
    on_both(&migrations(), async |db| {
        let person = somebody(&db).await;
        let other = somebody(&db).await;
        let fresh = codes::fresh(&Chance::seeded(1));
        db.write::<_, Error, _>(async move |tx| {
            store::pend(tx, person, b"sealed", by().now).await?;
            store::confirm(tx, &by(), (person, "Сынақ"), 1).await?;
            let hashes: Vec<_> = fresh
                .iter()
                .filter_map(|code| codes::hash(person, code))
                .collect();
            store::renew_codes(tx, &by(), person, &hashes).await?;
            assert_eq!(store::codes_left(tx, person).await?, 10);
            assert!(!store::take_code(tx, &by(), other, &fresh[0]).await?);
            assert!(store::take_code(tx, &by(), person, &fresh[0]).await?);
            assert!(!store::take_code(tx, &by(), person, &fresh[0]).await?);
            assert_eq!(store::codes_left(tx, person).await?, 9);
            assert!(store::remove(tx, &by(), person).await?);
            assert_eq!(store::codes_left(tx, person).await?, 0);
            assert!(!store::remove(tx, &by(), person).await?, "twice");
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn roles_that_ask_are_set_once() {
    on_both(&migrations(), async |db| {
        db.write::<_, Error, _>(async move |tx| {
            let wanted = [Role::Administrator, Role::Registrar];
            assert!(store::set_roles(tx, &by(), &wanted).await?);
            assert!(!store::set_roles(tx, &by(), &wanted).await?);
            assert_eq!(store::roles(tx).await?, ["administrator", "registrar"]);
            assert!(store::set_roles(tx, &by(), &wanted[1..]).await?);
            assert_eq!(store::roles(tx).await?, ["registrar"]);
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}
