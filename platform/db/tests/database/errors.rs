use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Result};
use oqu_kernel::{Chance, Id, Moment};

use crate::{DROP_THING, PUT_COUNTER, PUT_THING, Thing, steps};

fn id(seed: u64) -> Id<Thing> {
    Id::new(Moment::from_millis(1), &Chance::seeded(seed))
}

async fn put(db: &Db, seed: u64, parent: Option<u64>, code: &str, at: i64) -> Result<()> {
    let parent = parent.map(id);
    let code = code.to_owned();
    db.write(async move |tx| {
        let values = [
            id(seed).into(),
            parent.into(),
            (&code).into(),
            oqu_db::Value::Null,
            at.into(),
        ];
        tx.run(&PUT_THING, &values).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_unique_index_is_named_alike() {
    on_both(&steps(), async |db| {
        put(&db, 1, None, "a", 1).await.unwrap();
        put(&db, 2, Some(1), "a", 2).await.unwrap();
        let pair = put(&db, 3, Some(1), "a", 3).await.unwrap_err();
        assert!(pair.taken("things_in_their_place"), "{pair:?}");
        let single = put(&db, 3, None, "b", 1).await.unwrap_err();
        assert!(single.taken("things_at"), "{single:?}");
        let inline = put(&db, 1, None, "c", 9).await.unwrap_err();
        assert!(inline.taken("things_id_key"), "{inline:?}");
        let key = db
            .write::<(), Error, _>(async |tx| {
                for _ in 0..2 {
                    tx.run(&PUT_COUNTER, &[1_i64.into(), 1_i64.into()]).await?;
                }
                Ok(())
            })
            .await
            .unwrap_err();
        assert!(key.taken("counters_pkey"), "{key:?}");
    })
    .await;
}

#[tokio::test]
async fn a_broken_link_is_told_alike() {
    on_both(&steps(), async |db| {
        let nowhere = put(&db, 1, Some(7), "a", 1).await;
        assert!(matches!(nowhere, Err(Error::Linked(_))), "{nowhere:?}");
        put(&db, 1, None, "a", 1).await.unwrap();
        put(&db, 2, Some(1), "b", 2).await.unwrap();
        let still_named = db
            .write::<u64, Error, _>(async |tx| tx.run(&DROP_THING, &[id(1).into()]).await)
            .await;
        assert!(
            matches!(still_named, Err(Error::Linked(_))),
            "{still_named:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_a_database_is_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oqu.db");
    std::fs::write(&path, [7_u8; 8192]).unwrap();
    let opened = Db::open(&oqu_db::Place::Sqlite(path), oqu_db::Mode::Own).await;
    assert!(matches!(opened.err(), Some(Error::Corrupt(_))));
}

#[tokio::test]
async fn a_server_that_is_away_is_told_after_a_short_wait() {
    let place = oqu_db::Place::Postgres("postgres://nobody@127.0.0.1:1/none".into());
    let opened = Db::open(&place, oqu_db::Mode::Own).await;
    assert!(matches!(opened.err(), Some(Error::Unavailable(_))));
}
