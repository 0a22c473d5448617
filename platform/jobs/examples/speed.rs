//! How fast one worker does small jobs, for `./bench people`: each writes one row, as a job that sends
//! no letter and draws no picture does.
//!
//! `speed --jobs 2000 (--data DIR | --database URL)` prints one line of JSON.
#![allow(
    dead_code,
    reason = "the harness of the tests has more than is needed here"
)]

#[path = "../tests/jobs/support.rs"]
mod support;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use oqu_db::{Db, Error, Mode, Place, Query};
use oqu_jobs::{Kind, Kinds, NewJob, Work, enqueue};
use oqu_kernel::{Clock, Moment};
use support::World;

/// Jobs queued in one unit of work.
const SLICE: usize = 200;
/// Jobs queued one after another, to see how soon each begins.
const SINGLE: usize = 50;

const SMALL: Kind<()> = Kind::new("bench.small").at_once(8);

#[tokio::main]
async fn main() -> ExitCode {
    match measure().await {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("failed to measure: {why}");
            ExitCode::FAILURE
        }
    }
}

fn asked(name: &str) -> Option<String> {
    let mut words = std::env::args();
    words.find(|word| word == name)?;
    words.next()
}

async fn measure() -> Result<String, Error> {
    let jobs: usize = asked("--jobs")
        .and_then(|count| count.parse().ok())
        .unwrap_or(2_000);
    let data = asked("--data").unwrap_or_else(|| ".".into());
    let place = Place::parse(asked("--database").as_deref(), std::path::Path::new(&data))?;
    let db = Db::open(&place, Mode::Own).await?;
    support::migrations()
        .apply(&db, Moment::from_millis(0))
        .await?;
    db.write::<_, Error, _>(async |tx| {
        let table = "CREATE TABLE IF NOT EXISTS small_work (at BIGINT NOT NULL) ";
        tx.list::<i64>(&Query::new(table)).await
    })
    .await?;
    let count: Arc<AtomicUsize> = Arc::default();
    let done = Arc::clone(&count);
    let kinds = Kinds::new().on(&SMALL, move |work: Work, (): ()| {
        let done = Arc::clone(&done);
        async move {
            let now = work.site.clock.now();
            let unit = work.site.db.write::<_, Error, _>(async move |tx| {
                let row = Query::new("INSERT INTO small_work (at) VALUES (").bind(now);
                tx.list::<i64>(&row.push(") RETURNING at")).await
            });
            unit.await?;
            done.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }
    });
    let world = World::at(&db, Clock::system(), kinds);
    for begin in (0..jobs).step_by(SLICE) {
        let by = world.by();
        let slice = SLICE.min(jobs - begin);
        db.write::<(), Error, _>(async move |tx| {
            for _ in 0..slice {
                enqueue(tx, &by, &NewJob::of(&SMALL, &())).await?;
            }
            Ok(())
        })
        .await?;
    }
    let began = Instant::now();
    let worker = world.running(Duration::from_secs(5));
    while count.load(Ordering::Relaxed) < jobs {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    let mut waits = Vec::new();
    for _ in 0..SINGLE {
        let before = count.load(Ordering::Relaxed);
        let queued = Instant::now();
        world.enqueue(NewJob::of(&SMALL, &())).await;
        while count.load(Ordering::Relaxed) == before {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        waits.push(queued.elapsed().as_millis());
    }
    worker.stop().await;
    db.close();
    waits.sort_unstable();
    Ok(serde_json::json!({
        "jobs": jobs,
        "per_second": jobs as f64 / seconds,
        "wait_ms_median": waits[SINGLE / 2] as u64,
        "wait_ms_most": waits[SINGLE - 1] as u64,
    })
    .to_string())
}
