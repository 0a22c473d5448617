//! Workers: failures, dead letters, leases, stops, panics, schedules, two at once.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oqu_db::Query;
use oqu_db::testing::on_both;
use oqu_jobs::{Failed, JobId, Kind, Kinds, NewJob, Work};

use crate::support::{World, migrations};

const MINUTE: Duration = Duration::from_secs(60);
const NOT_LONG: Duration = Duration::from_millis(300);

const FAIL: Kind<String> = Kind::new("test.fail").attempts(3);
const WAIT: Kind<()> = Kind::new("test.wait");

fn failing() -> Kinds {
    Kinds::new().on(&FAIL, async |work: Work, how: String| match how.as_str() {
        "again" => Err(Failed::again("jobs-trouble-database", "away")),
        "once" if work.attempt == 1 => Err(Failed::again("jobs-trouble-database", "away")),
        "never" => Err(Failed::give_up("jobs-trouble-payload", "no")),
        "panic" => panic!("as asked"),
        "long" => {
            tokio::time::sleep(MINUTE).await;
            Ok(())
        }
        _ => Ok(()),
    })
}

#[tokio::test]
async fn a_failure_is_tried_again_after_growing_pauses_and_then_put_aside() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, failing());
        let id = world.enqueue(NewJob::of(&FAIL, &"again".into())).await.id;
        assert_eq!(world.work_off().await, 1);
        let trouble = "jobs-trouble-database".to_owned();
        assert_eq!(world.seen(id).await, ("queued".into(), 1, trouble.clone()));
        // The first pause is between 5 and 15 seconds, the second between 10 and 30.
        world.clock.advance(Duration::from_secs(4));
        assert_eq!(world.work_off().await, 0);
        world.clock.advance(Duration::from_secs(11));
        assert_eq!(world.work_off().await, 1);
        world.clock.advance(Duration::from_secs(9));
        assert_eq!(world.work_off().await, 0);
        world.clock.advance(Duration::from_secs(21));
        assert_eq!(world.work_off().await, 1);
        assert_eq!(world.seen(id).await, ("dead".into(), 3, trouble));
        world.clock.advance(MINUTE * 600);
        assert_eq!(world.work_off().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_second_try_may_do_it_and_a_hopeless_one_is_put_aside_at_once() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, failing());
        let once = world.enqueue(NewJob::of(&FAIL, &"once".into())).await.id;
        let never = world.enqueue(NewJob::of(&FAIL, &"never".into())).await.id;
        assert_eq!(world.work_off().await, 2);
        assert_eq!(world.seen(never).await.0, "dead");
        world.clock.advance(MINUTE);
        assert_eq!(world.work_off().await, 1);
        assert_eq!(world.seen(once).await.0, "done");
    })
    .await;
}

#[tokio::test]
async fn a_panic_is_a_failed_try_and_the_worker_goes_on() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, failing());
        let panics = world.enqueue(NewJob::of(&FAIL, &"panic".into())).await.id;
        let goes = world.enqueue(NewJob::of(&FAIL, &"well".into())).await.id;
        assert_eq!(world.work_off().await, 2);
        assert_eq!(world.seen(goes).await.0, "done");
        let (state, attempts, trouble) = world.seen(panics).await;
        assert_eq!((state.as_str(), attempts), ("queued", 1));
        assert_eq!(trouble, "jobs-trouble-panic");
        let said: Vec<String> = world
            .rows(Query::new("SELECT trouble_detail FROM jobs WHERE id = ").bind(panics))
            .await;
        assert_eq!(said, ["as asked"]);
    })
    .await;
}

#[tokio::test]
async fn a_try_that_takes_too_long_is_broken_off() {
    const SLOW: Kind<()> = Kind::new("test.slow").timeout(NOT_LONG);
    on_both(&migrations(), async |db| {
        let kinds = Kinds::new().on(&SLOW, async |_: Work, (): ()| {
            tokio::time::sleep(MINUTE).await;
            Ok(())
        });
        let world = World::new(&db, kinds);
        let id = world.enqueue(NewJob::of(&SLOW, &())).await.id;
        assert_eq!(world.work_off().await, 1);
        assert_eq!(
            world.seen(id).await,
            ("queued".into(), 1, "jobs-trouble-timeout".into())
        );
    })
    .await;
}

#[tokio::test]
async fn a_payload_that_cannot_be_read_waits_for_an_administrator() {
    const NUMBER: Kind<u32> = Kind::new("test.number");
    const TEXT: Kind<String> = Kind::new("test.number");
    on_both(&migrations(), async |db| {
        let kinds = Kinds::new().on(&NUMBER, async |_: Work, _: u32| Ok(()));
        let world = World::new(&db, kinds);
        let id = world.enqueue(NewJob::of(&TEXT, &"seven".into())).await.id;
        assert_eq!(world.work_off().await, 1);
        let (state, _, trouble) = world.seen(id).await;
        assert_eq!(
            (state.as_str(), trouble.as_str()),
            ("dead", "jobs-trouble-payload")
        );
    })
    .await;
}

#[tokio::test]
async fn what_nobody_knows_how_to_do_waits() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, failing());
        let id = world.enqueue(NewJob::of(&WAIT, &())).await.id;
        assert_eq!(world.work_off().await, 0);
        assert_eq!(world.seen(id).await.0, "queued");
    })
    .await;
}

/// Takes all that waits and is never heard of again.
async fn take_and_die(world: &World) {
    let query = Query::new(
        "UPDATE jobs SET state = 'running', worker = 'killed', attempts = attempts + 1, leased_until = ",
    )
    .bind(world.clock.now().after(Duration::from_secs(20)))
    .push(" WHERE state = 'queued' RETURNING id");
    let taken: Vec<JobId> = world.rows(query).await;
    assert_eq!(taken.len(), 1);
}

#[tokio::test]
async fn what_a_killed_worker_held_is_run_again_after_its_lease() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, failing());
        let id = world.enqueue(NewJob::of(&FAIL, &"well".into())).await.id;
        take_and_die(&world).await;
        world.clock.advance(Duration::from_secs(19));
        assert_eq!(world.work_off().await, 0);
        world.clock.advance(Duration::from_secs(2));
        assert_eq!(world.work_off().await, 1);
        assert_eq!(world.seen(id).await.0, "done");
        // What kills its worker each time is put aside in the end.
        let poison = world.enqueue(NewJob::of(&FAIL, &"well".into())).await.id;
        for _ in 0..2 {
            take_and_die(&world).await;
            world.clock.advance(MINUTE);
            let query = Query::new("UPDATE jobs SET state = 'queued' WHERE id = ")
                .bind(poison)
                .push(" RETURNING id");
            let _: Vec<JobId> = world.rows(query).await;
        }
        take_and_die(&world).await;
        world.clock.advance(MINUTE);
        assert_eq!(world.work_off().await, 0);
        assert_eq!(
            world.seen(poison).await,
            ("dead".into(), 3, "jobs-trouble-killed".into())
        );
    })
    .await;
}

/// Counts when it goes.
struct Gone(Arc<AtomicUsize>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Waits until it is told to stop, or for good; counts the handlers that have ended.
fn waiting(heeds: bool, ended: &Arc<AtomicUsize>) -> Kinds {
    let ended = Arc::clone(ended);
    Kinds::new().on(&WAIT, move |work: Work, (): ()| {
        let gone = Gone(Arc::clone(&ended));
        async move {
            let _gone = gone;
            work.progress(3, 10);
            if heeds {
                work.stopping().await;
                assert!(work.stop_asked());
                return Err(Failed::stopped());
            }
            std::future::pending().await
        }
    })
}

#[tokio::test]
async fn what_cannot_be_finished_before_a_stop_is_given_back_uncounted() {
    for heeds in [true, false] {
        on_both(&migrations(), async |db| {
            let world = World::new(&db, waiting(heeds, &Arc::default()));
            let worker = world.running(NOT_LONG);
            let id = world.enqueue(NewJob::of(&WAIT, &())).await.id;
            world.until(id, "running").await;
            worker.stop().await;
            assert_eq!(world.seen(id).await, ("queued".into(), 0, String::new()));
        })
        .await;
    }
}

#[tokio::test]
async fn a_stop_waits_for_what_is_nearly_done() {
    const SHORT: Kind<()> = Kind::new("test.short");
    on_both(&migrations(), async |db| {
        let kinds = Kinds::new().on(&SHORT, async |_: Work, (): ()| {
            tokio::time::sleep(NOT_LONG).await;
            Ok(())
        });
        let world = World::new(&db, kinds);
        let worker = world.running(MINUTE);
        let id = world.enqueue(NewJob::of(&SHORT, &())).await.id;
        world.until(id, "running").await;
        worker.stop().await;
        assert_eq!(world.seen(id).await, ("done".into(), 1, String::new()));
    })
    .await;
}

#[tokio::test]
async fn progress_is_told_and_a_job_that_is_taken_away_ends() {
    on_both(&migrations(), async |db| {
        let ended = Arc::default();
        let world = World::new(&db, waiting(false, &ended));
        let worker = world.running(Duration::ZERO);
        let id = world.enqueue(NewJob::of(&WAIT, &())).await.id;
        world.until(id, "running").await;
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let query = Query::new("SELECT done, total FROM jobs WHERE id = ").bind(id);
        let progress: Vec<(i64, i64)> = world.rows(query).await;
        assert_eq!(progress, [(3, 10)]);
        // An administrator gives it up; the handler would wait for ever, its worker must not.
        let query = Query::new("UPDATE jobs SET state = 'dropped', total = 11 WHERE id = ");
        let _: Vec<JobId> = world.rows(query.bind(id).push(" RETURNING id")).await;
        tokio::time::sleep(Duration::from_secs(6)).await;
        assert_eq!(ended.load(Ordering::SeqCst), 1, "the handler goes on");
        worker.stop().await;
        assert_eq!(world.seen(id).await.0, "dropped");
    })
    .await;
}

#[tokio::test]
async fn news_wakes_a_worker_at_once() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, failing());
        let worker = world.running(MINUTE);
        tokio::time::sleep(Duration::from_secs(1)).await;
        // Without news the line is looked at every ten seconds.
        let id = world.enqueue(NewJob::of(&FAIL, &"well".into())).await.id;
        let done = tokio::time::timeout(Duration::from_secs(3), world.until(id, "done"));
        assert!(done.await.is_ok(), "nobody was told");
        worker.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_never_run_one_job_at_once() {
    const COUNT: Kind<u32> = Kind::new("test.count");
    const JOBS: u32 = 200;
    on_both(&migrations(), async |db| {
        let running: Arc<Mutex<HashSet<u32>>> = Arc::default();
        let runs: Arc<Mutex<HashMap<u32, u32>>> = Arc::default();
        let (now, all) = (Arc::clone(&running), Arc::clone(&runs));
        let kinds = Kinds::new().on(&COUNT, move |_: Work, number: u32| {
            let (now, all) = (Arc::clone(&now), Arc::clone(&all));
            async move {
                assert!(
                    now.lock().unwrap().insert(number),
                    "{number} runs twice at once"
                );
                tokio::time::sleep(Duration::from_millis(2)).await;
                now.lock().unwrap().remove(&number);
                *all.lock().unwrap().entry(number).or_default() += 1;
                Ok(())
            }
        });
        let world = World::new(&db, kinds);
        let by = world.by();
        db.write::<(), oqu_db::Error, _>(async move |tx| {
            for number in 0..JOBS {
                oqu_jobs::enqueue(tx, &by, &NewJob::of(&COUNT, &number)).await?;
            }
            Ok(())
        })
        .await
        .expect("the jobs");
        let (one, two) = (world.worker(), world.worker());
        let (one, two) = tokio::join!(one.work_off(), two.work_off());
        let (one, two) = (one.expect("tries"), two.expect("tries"));
        assert_eq!(one + two, JOBS as usize);
        assert!(one > 0 && two > 0, "both work: {one} and {two}");
        let runs = runs.lock().unwrap();
        assert_eq!(runs.len(), JOBS as usize);
        assert!(runs.values().all(|times| *times == 1));
    })
    .await;
}

#[tokio::test]
async fn each_period_is_queued_once_with_two_workers() {
    const TICK: Kind<()> = Kind::new("test.tick");
    const MINUTES: usize = 30;
    on_both(&migrations(), async |db| {
        let count: Arc<AtomicUsize> = Arc::default();
        let counted = Arc::clone(&count);
        let kinds = Kinds::new()
            .on(&TICK, move |_: Work, (): ()| {
                counted.fetch_add(1, Ordering::SeqCst);
                async { Ok(()) }
            })
            .schedule("tick", "* * * * *", &TICK, &());
        let world = World::new(&db, kinds);
        let (one, two) = (world.worker(), world.worker());
        // The first look makes the row; the first period is the next full minute.
        assert_eq!(one.work_off().await.expect("a look"), 0);
        for _ in 0..MINUTES {
            world.clock.advance(MINUTE);
            let (one, two) = tokio::join!(one.work_off(), two.work_off());
            assert!(one.is_ok() && two.is_ok());
        }
        assert_eq!(count.load(Ordering::SeqCst), MINUTES);
        // A night without anybody is one period.
        world.clock.advance(MINUTE * 600);
        world.work_off().await;
        assert_eq!(count.load(Ordering::SeqCst), MINUTES + 1);
        assert_eq!(
            world
                .number("SELECT CAST(count(*) AS BIGINT) FROM job_schedules")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_schedule_means_the_clocks_on_the_walls() {
    const NIGHT: Kind<()> = Kind::new("test.night");
    on_both(&migrations(), async |db| {
        let kinds = Kinds::new()
            .on(&NIGHT, async |_: Work, (): ()| Ok(()))
            .schedule("night", "30 3 * * *", &NIGHT, &());
        let world = World::new(&db, kinds);
        world.work_off().await;
        // From 9 in the morning to half past three in the night: 18 and a half hours.
        let next = world.number("SELECT next_at FROM job_schedules").await;
        assert_eq!((next - world.clock.now().millis()) / 60_000, 18 * 60 + 30);
    })
    .await;
}

#[tokio::test]
async fn old_jobs_are_forgotten_by_a_schedule() {
    on_both(&migrations(), async |db| {
        let world = World::new(&db, failing().and(oqu_jobs::jobs()));
        let day = MINUTE * 60 * 24;
        world.work_off().await;
        let done = world.enqueue(NewJob::of(&FAIL, &"well".into())).await.id;
        let dead = world.enqueue(NewJob::of(&FAIL, &"never".into())).await.id;
        world.work_off().await;
        let left = async |id: JobId| {
            let query = Query::new("SELECT id FROM jobs WHERE id = ").bind(id);
            world.rows::<JobId>(query).await.len()
        };
        world.clock.advance(day * 2);
        world.work_off().await;
        assert_eq!((left(done).await, left(dead).await), (1, 1));
        world.clock.advance(day * 2);
        world.work_off().await;
        assert_eq!((left(done).await, left(dead).await), (0, 1));
        world.clock.advance(day * 90);
        world.work_off().await;
        assert_eq!(left(dead).await, 0);
    })
    .await;
}
