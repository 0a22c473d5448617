//! Queueing: with its unit of work, once for a key, at its time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use oqu_db::Error;
use oqu_db::testing::on_both;
use oqu_jobs::{Failed, Kind, Kinds, NewJob, Work, enqueue};
use oqu_kernel::{Chance, PersonId};

use crate::support::{MORNING, World, migrations};

const NOTE: Kind<u32> = Kind::new("test.note");

/// Counts how often it was done.
fn noting(count: &Arc<AtomicUsize>) -> Kinds {
    let count = Arc::clone(count);
    Kinds::new().on(&NOTE, move |_: Work, _: u32| {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok::<(), Failed>(()) }
    })
}

#[tokio::test]
async fn a_job_is_there_with_its_unit_or_not_at_all() {
    on_both(&migrations(), async |db| {
        let count = Arc::default();
        let world = World::new(&db, noting(&count));
        let by = world.by();
        let undone = db
            .write::<(), Error, _>(async move |tx| {
                enqueue(tx, &by, &NewJob::of(&NOTE, &1)).await?;
                Err(Error::Conflict)
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(world.work_off().await, 0);
        let queued = world.enqueue(NewJob::of(&NOTE, &1)).await;
        assert!(queued.is_new);
        assert_eq!(world.work_off().await, 1);
        assert_eq!(world.seen(queued.id).await.0, "done");
        assert_eq!(count.load(Ordering::SeqCst), 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_work_waits_once_and_may_come_again_when_it_is_done() {
    on_both(&migrations(), async |db| {
        let count = Arc::default();
        let world = World::new(&db, noting(&count));
        let first = world.enqueue(NewJob::of(&NOTE, &1).key("a")).await;
        let second = world.enqueue(NewJob::of(&NOTE, &2).key("a")).await;
        let other = world.enqueue(NewJob::of(&NOTE, &3).key("b")).await;
        assert!(first.is_new && !second.is_new && other.is_new);
        assert_eq!(first.id, second.id);
        assert_eq!(world.work_off().await, 2);
        let again = world.enqueue(NewJob::of(&NOTE, &1).key("a")).await;
        assert!(again.is_new && again.id != first.id);
        assert_eq!(world.work_off().await, 1);
    })
    .await;
}

#[tokio::test]
async fn many_who_ask_for_the_same_at_once_are_given_one_job() {
    on_both(&migrations(), async |db| {
        let count = Arc::default();
        let world = Arc::new(World::new(&db, noting(&count)));
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let world = Arc::clone(&world);
            asking.spawn(async move { world.enqueue(NewJob::of(&NOTE, &1).key("a")).await.id });
        }
        let mut ids = asking.join_all().await;
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(world.work_off().await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    on_both(&migrations(), async |db| {
        let count = Arc::default();
        let world = World::new(&db, noting(&count));
        let hour = Duration::from_secs(3_600);
        world
            .enqueue(NewJob::of(&NOTE, &1).at(MORNING.after(hour)))
            .await;
        assert_eq!(world.work_off().await, 0);
        world.clock.advance(hour);
        assert_eq!(world.work_off().await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_stands_in_the_list_of_whom_it_is_shown_to() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, noting(&Arc::default()));
        let chance = Chance::system();
        let [asker, other] = [0, 1].map(|_| PersonId::new(MORNING, &chance));
        let by = oqu_audit::By {
            person: Some(asker),
            ..world.by()
        };
        let units = db.write::<_, Error, _>(async move |tx| {
            let hidden = enqueue(tx, &by, &NewJob::of(&NOTE, &1)).await?.id;
            let own = enqueue(tx, &by, &NewJob::of(&NOTE, &1).shown()).await?.id;
            let given = NewJob::of(&NOTE, &1).shown_to(other);
            Ok([hidden, own, enqueue(tx, &by, &given).await?.id])
        });
        let ids = units.await.expect("the jobs");
        for (id, shown_to) in ids.into_iter().zip([None, Some(asker), Some(other)]) {
            let query = oqu_db::Query::new("SELECT asked_by, shown_to FROM jobs WHERE id = ");
            let seen: Vec<(Option<PersonId>, Option<PersonId>)> = world.rows(query.bind(id)).await;
            assert_eq!(seen, [(Some(asker), shown_to)]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_long_payload_is_refused_with_its_unit() {
    const LETTER: Kind<String> = Kind::new("test.letter");
    on_both(&migrations(), async |db| {
        let world = World::new(&db, Kinds::new());
        let by = world.by();
        let refused = db
            .write::<_, Error, _>(async move |tx| {
                enqueue(tx, &by, &NewJob::of(&LETTER, &"а".repeat(5_000))).await
            })
            .await;
        assert!(matches!(refused, Err(Error::Shape(_))), "{refused:?}");
    })
    .await;
}
