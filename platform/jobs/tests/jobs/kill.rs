//! Workers that are killed: this test starts itself as other processes and kills them in a loop.
//! Each process queues jobs, tells which were acknowledged, and does them meanwhile.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use oqu_db::testing::FreshPostgres;
use oqu_db::{Db, Error, Migration, Migrations, Mode, Place, Query};
use oqu_jobs::{JobId, Kind, Kinds, NewJob, Work};
use oqu_kernel::{Chance, Clock, Moment};

use crate::support::World;

/// Cycles in the gate; `OQU_FAULT_CYCLES` asks for more.
const CYCLES: u32 = 4;
/// Where a started process finds its database.
const PLACE: &str = "OQU_TEST_JOBS_PLACE";
/// Whether it queues jobs too.
const QUEUES: &str = "OQU_TEST_JOBS_QUEUES";
/// Leases run out and the line is looked at again within this.
const PATIENCE: Duration = Duration::from_secs(90);

/// Writes down that it was done: the work of a small job.
const TALLY: Kind<()> = Kind::new("test.tally");

const TABLE: Migration = Migration {
    area: "tests",
    number: 1,
    name: "tally",
    text: "CREATE TABLE tally (job @ID@ NOT NULL PRIMARY KEY, times BIGINT NOT NULL) @STRICT@;",
};

fn tallying() -> Kinds {
    Kinds::new().on(&TALLY, async |work: Work, (): ()| {
        let (id, db) = (work.id, work.site.db.clone());
        db.write::<_, Error, _>(async move |tx| {
            let query = Query::new("INSERT INTO tally (job, times) VALUES (")
                .bind(id)
                .push(
                    ", 1) ON CONFLICT (job) DO UPDATE SET times = tally.times + 1 RETURNING times",
                );
            tx.list::<i64>(&query).await
        })
        .await?;
        Ok(())
    })
}

fn place(text: &str) -> Place {
    match text.strip_prefix("postgres://") {
        Some(_) => Place::Postgres(text.to_owned()),
        None => Place::Sqlite(text.into()),
    }
}

/// What a started process does until it is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is started by the tests beside it"]
async fn a_process() {
    let Ok(text) = std::env::var(PLACE) else {
        return;
    };
    let db = Db::open(&place(&text), Mode::Own)
        .await
        .expect("the database opens");
    let world = World::at(&db, Clock::system(), tallying());
    let worker = world.running(Duration::from_secs(1));
    println!("at work");
    while std::env::var(QUEUES).is_ok() {
        let queued = world.enqueue(NewJob::of(&TALLY, &())).await;
        println!("{}", queued.id);
        std::io::stdout().flush().expect("told");
    }
    std::future::pending::<()>().await;
    worker.stop().await;
}

/// A started process, with what it has told.
struct Process {
    child: Child,
    told: JoinHandle<Vec<JobId>>,
}

impl Process {
    fn start(place: &str, queues: bool) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command
            .args(["kill::a_process", "--exact", "--ignored", "--nocapture"])
            .env(PLACE, place)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if queues {
            command.env(QUEUES, "1");
        }
        let mut child = command.spawn().expect("the process starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let works = lines
            .by_ref()
            .map_while(Result::ok)
            .any(|line| line.ends_with("at work"));
        assert!(works, "it comes to work");
        let (first, heard) = std::sync::mpsc::channel();
        let told = std::thread::spawn(move || {
            let ids = lines
                .map_while(Result::ok)
                .filter_map(|line| line.parse().ok());
            ids.inspect(|_| first.send(()).unwrap_or_default())
                .collect()
        });
        if queues {
            // A busy machine may take its time; the kill comes in the middle of the work anyway.
            heard.recv_timeout(PATIENCE).expect("it queues");
        }
        Self { child, told }
    }

    /// As a power cut does; the jobs whose queueing was acknowledged.
    fn kill(mut self) -> Vec<JobId> {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ends");
        self.told.join().expect("what it told")
    }
}

fn cycles() -> u32 {
    let asked = std::env::var("OQU_FAULT_CYCLES").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(CYCLES)
}

/// `workers` processes at once: one on the built-in database, two on PostgreSQL.
async fn kill_in_a_loop(text: &str, workers: usize) {
    let steps = Migrations::of(&[oqu_audit::MIGRATIONS, oqu_jobs::MIGRATIONS, &[TABLE]]);
    let db = Db::open(&place(text), Mode::Own)
        .await
        .expect("the database opens");
    steps
        .apply(&db, Moment::from_millis(0))
        .await
        .expect("the tables");
    drop(db);
    let mut acknowledged = Vec::new();
    for _ in 0..cycles() {
        let processes: Vec<Process> = (0..workers).map(|_| Process::start(text, true)).collect();
        let [early] = Chance::system().bytes::<1>();
        tokio::time::sleep(Duration::from_millis(50 + 2 * u64::from(early))).await;
        let told: Vec<JobId> = processes.into_iter().flat_map(Process::kill).collect();
        acknowledged.extend(told);
    }
    let last = Process::start(text, false);
    let began = tokio::time::Instant::now();
    let mut left = 1_i64;
    while left > 0 && began.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(500)).await;
        left = look(
            text,
            "SELECT CAST(count(*) AS BIGINT) FROM jobs WHERE state IN ('queued', 'running')",
        )
        .await[0];
    }
    last.kill();
    assert_eq!(left, 0, "jobs that nobody does");
    let done: Vec<JobId> = look(
        text,
        "SELECT j.id FROM jobs j JOIN tally t ON t.job = j.id WHERE j.state = 'done'",
    )
    .await;
    let done: std::collections::HashSet<JobId> = done.into_iter().collect();
    let lost: Vec<&JobId> = acknowledged
        .iter()
        .filter(|id| !done.contains(id))
        .collect();
    assert!(lost.is_empty(), "queued and lost: {lost:?}");
    // Only what was broken off was done again.
    let again = look::<i64>(
        text,
        "SELECT CAST(count(*) AS BIGINT) FROM jobs j JOIN tally t ON t.job = j.id WHERE t.times > j.attempts",
    )
    .await;
    assert_eq!(again, [0]);
    println!(
        "{} jobs acknowledged and done in {} kills",
        acknowledged.len(),
        cycles()
    );
}

/// Rows as somebody beside the processes sees them.
async fn look<T: oqu_db::FromRow + Send + 'static>(text: &str, sql: &'static str) -> Vec<T> {
    let db = Db::open(&place(text), Mode::Beside)
        .await
        .expect("the database opens");
    db.read::<_, Error, _>(async move |tx| tx.list(&Query::new(sql)).await)
        .await
        .expect("the rows")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_job_is_lost_in_kills_on_the_built_in_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("oqu.db");
    kill_in_a_loop(&path.to_string_lossy(), 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_job_is_lost_in_kills_on_postgresql() {
    let fresh = FreshPostgres::create().await;
    kill_in_a_loop(&fresh.url(), 2).await;
    fresh.drop().await;
}
