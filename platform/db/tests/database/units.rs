use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Result};

use crate::{COUNT_COUNTERS, GET_COUNTER, PUT_COUNTER, SET_COUNTER, steps};

async fn put(db: &Db, id: i64) -> Result<()> {
    db.write(async move |tx| {
        tx.run(&PUT_COUNTER, &[id.into(), 0_i64.into()]).await?;
        Ok(())
    })
    .await
}

async fn counters(db: &Db) -> i64 {
    let count = db.read::<i64, Error, _>(async |tx| tx.one(&COUNT_COUNTERS, &[]).await);
    count.await.unwrap()
}

#[tokio::test]
async fn a_unit_is_kept_whole_or_not_at_all() {
    on_both(&steps(), async |db| {
        put(&db, 1).await.unwrap();
        let failed: Result<()> = db
            .write(async |tx| {
                tx.run(&PUT_COUNTER, &[2_i64.into(), 0_i64.into()]).await?;
                Err(Error::Conflict)
            })
            .await;
        assert!(matches!(failed, Err(Error::Conflict)));
        assert_eq!(counters(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_unit_cannot_go_on_after_a_failed_statement() {
    on_both(&steps(), async |db| {
        put(&db, 1).await.unwrap();
        let went_on: Result<()> = db
            .write(async |tx| {
                tx.run(&PUT_COUNTER, &[2_i64.into(), 0_i64.into()]).await?;
                let twice = tx.run(&PUT_COUNTER, &[1_i64.into(), 0_i64.into()]).await;
                assert!(matches!(twice, Err(Error::Taken(_))));
                Ok(())
            })
            .await;
        assert!(went_on.is_err());
        assert_eq!(counters(&db).await, 1);
        put(&db, 3).await.unwrap();
        assert_eq!(counters(&db).await, 2);
    })
    .await;
}

/// Many units at once, some of which fail or panic: each for itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_group_a_failing_or_panicking_unit_rolls_back_alone() {
    on_both(&steps(), async |db| {
        let mut tasks = Vec::new();
        for id in 0..300_i64 {
            let db = db.clone();
            tasks.push(tokio::spawn(async move {
                db.write::<(), Error, _>(async move |tx| {
                    tx.run(&PUT_COUNTER, &[id.into(), 0_i64.into()]).await?;
                    match id % 30 {
                        7 => Err(Error::Shape("on purpose".into())),
                        8 => panic!("on purpose"),
                        _ => Ok(()),
                    }
                })
                .await
            }));
        }
        for (id, task) in tasks.into_iter().enumerate() {
            let outcome = task.await.unwrap();
            match id % 30 {
                7 => assert!(matches!(outcome, Err(Error::Shape(_)))),
                8 => assert!(matches!(outcome, Err(Error::Panicked)), "{outcome:?}"),
                _ => assert!(outcome.is_ok(), "{outcome:?}"),
            }
        }
        assert_eq!(counters(&db).await, 280);
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_panics_while_reading_harms_nobody() {
    on_both(&steps(), async |db| {
        for _ in 0..40 {
            let failed = db
                .read::<i64, Error, _>(async |tx| {
                    let _: i64 = tx.one(&COUNT_COUNTERS, &[]).await?;
                    panic!("on purpose")
                })
                .await;
            assert!(matches!(failed, Err(Error::Panicked)), "{failed:?}");
        }
        put(&db, 1).await.unwrap();
        assert_eq!(counters(&db).await, 1);
    })
    .await;
}

/// SERIALIZABLE: read, think, write back; nobody's step is lost on the way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_steps_of_one_counter_all_count() {
    const PEOPLE: i64 = 8;
    const STEPS: i64 = 20;
    on_both(&steps(), async |db| {
        put(&db, 1).await.unwrap();
        let mut tasks = Vec::new();
        for _ in 0..PEOPLE {
            let db = db.clone();
            tasks.push(tokio::spawn(async move {
                let mut done = 0;
                while done < STEPS {
                    let stepped = db
                        .write::<(), Error, _>(async |tx| {
                            let value: i64 = tx.one(&GET_COUNTER, &[1_i64.into()]).await?;
                            tx.run(&SET_COUNTER, &[(value + 1).into(), 1_i64.into()])
                                .await?;
                            Ok(())
                        })
                        .await;
                    match stepped {
                        Ok(()) => done += 1,
                        Err(Error::Conflict) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let value = db
            .read::<i64, Error, _>(async |tx| tx.one(&GET_COUNTER, &[1_i64.into()]).await)
            .await
            .unwrap();
        assert_eq!(value, PEOPLE * STEPS);
    })
    .await;
}

/// A reader sees one unchanging view, however long it looks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_sees_one_moment() {
    on_both(&steps(), async |db| {
        put(&db, 1).await.unwrap();
        let writing = Arc::new(AtomicBool::new(true));
        let reader = {
            let db = db.clone();
            let writing = Arc::clone(&writing);
            tokio::spawn(async move {
                db.read::<(i64, i64), Error, _>(async move |tx| {
                    let before: i64 = tx.one(&COUNT_COUNTERS, &[]).await?;
                    while writing.load(Ordering::SeqCst) {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                    let after: i64 = tx.one(&COUNT_COUNTERS, &[]).await?;
                    Ok((before, after))
                })
                .await
            })
        };
        tokio::time::sleep(Duration::from_millis(50)).await;
        // Of two PostgreSQL workers one is held by the sleeping reader; the other still writes.
        let others = tokio::time::timeout(Duration::from_secs(10), put(&db, 2)).await;
        writing.store(false, Ordering::SeqCst);
        others.expect("a reader does not stop writers").unwrap();
        let (before, after) = reader.await.unwrap().unwrap();
        assert_eq!(before, after);
    })
    .await;
}

#[tokio::test]
async fn closing_waits_for_what_was_taken() {
    let folder = tempfile::tempdir().unwrap();
    let place = oqu_db::Place::Sqlite(folder.path().join("oqu.db"));
    let db = Db::open(&place, oqu_db::Mode::Own).await.unwrap();
    let now = oqu_kernel::Moment::from_millis(0);
    steps().apply(&db, now).await.unwrap();
    put(&db, 1).await.unwrap();
    db.close();
    assert!(matches!(put(&db, 2).await, Err(Error::Unavailable(_))));
    let wal = folder.path().join("oqu.db-wal");
    assert_eq!(wal.metadata().map_or(0, |meta| meta.len()), 0);
    drop(db);
    let db = Db::open(&place, oqu_db::Mode::Own).await.unwrap();
    assert_eq!(counters(&db).await, 1);
}

#[tokio::test]
async fn a_second_owner_of_a_folder_is_refused_and_a_reader_beside_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let place = oqu_db::Place::Sqlite(folder.path().join("oqu.db"));
    let db = Db::open(&place, oqu_db::Mode::Own).await.unwrap();
    let now = oqu_kernel::Moment::from_millis(0);
    steps().apply(&db, now).await.unwrap();
    let second = Db::open(&place, oqu_db::Mode::Own).await;
    assert!(matches!(second.err(), Some(Error::Owned(_))));
    let beside = Db::open(&place, oqu_db::Mode::Beside).await.unwrap();
    put(&db, 1).await.unwrap();
    assert_eq!(counters(&beside).await, 1);
    assert!(put(&beside, 2).await.is_err());
}
