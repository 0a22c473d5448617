use oqu_db::testing::{FreshPostgres, on_both};
use oqu_db::{Db, Error, Migration, Migrations, Mode};
use oqu_kernel::Moment;

use crate::{COUNT_COUNTERS, PUT_COUNTER, STEP, steps};

const NOW: Moment = Moment::from_millis(5);

const SECOND: Migration = Migration {
    area: "tests",
    number: 2,
    name: "a word for each counter",
    text: "ALTER TABLE counters ADD COLUMN word TEXT NOT NULL DEFAULT '';",
};

#[tokio::test]
async fn taking_the_steps_again_changes_nothing_and_a_new_one_is_added() {
    on_both(&steps(), async |db| {
        assert!(steps().apply(&db, NOW).await.unwrap().is_empty());
        let two = Migrations::of(&[&[STEP, SECOND]]);
        let pending = two.pending(&db).await.unwrap();
        assert_eq!(pending.len(), 1);
        assert_eq!((pending[0].area, pending[0].number), ("tests", 2));
        assert_eq!(two.apply(&db, NOW).await.unwrap(), pending);
        assert!(two.pending(&db).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_changed_or_unknown_step_is_refused() {
    on_both(&steps(), async |db| {
        let changed = Migration {
            text: "SELECT 1",
            ..STEP
        };
        let refused = Migrations::of(&[&[changed]])
            .pending(&db)
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("changed"), "{refused}");
        let older = Migrations::of(&[]).pending(&db).await.unwrap_err();
        assert!(older.to_string().contains("newer Oqu"), "{older}");
    })
    .await;
}

#[tokio::test]
async fn a_step_that_fails_leaves_everything_as_it_was() {
    on_both(&steps(), async |db| {
        let put = db.write::<u64, Error, _>(async |tx| {
            tx.run(&PUT_COUNTER, &[1_i64.into(), 1_i64.into()]).await
        });
        put.await.unwrap();
        let broken = Migration {
            text: "DELETE FROM counters; CREATE TABLE counters (id BIGINT);",
            ..SECOND
        };
        let failed = Migrations::of(&[&[STEP, broken]]).apply(&db, NOW).await;
        assert!(matches!(failed, Err(Error::Migration(_))), "{failed:?}");
        let count = db.read::<i64, Error, _>(async |tx| tx.one(&COUNT_COUNTERS, &[]).await);
        assert_eq!(count.await.unwrap(), 1);
        assert!(steps().pending(&db).await.unwrap().is_empty());
    })
    .await;
}

/// Several nodes start at once: one does it, the others find it done.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_together_do_not_hinder_each_other() {
    let fresh = FreshPostgres::create().await;
    let mut nodes = Vec::new();
    for _ in 0..4 {
        let place = fresh.place();
        nodes.push(tokio::spawn(async move {
            let db = Db::open(&place, Mode::Own).await?;
            steps().apply(&db, NOW).await?;
            steps().pending(&db).await
        }));
    }
    for node in nodes {
        assert!(node.await.unwrap().unwrap().is_empty());
    }
    fresh.drop().await;
}
