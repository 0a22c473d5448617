//! `oqu worker`: jobs without a server around them.

use std::process::{Command, Stdio};
use std::time::Duration;

use oqu_audit::By;
use oqu_db::testing::FreshPostgres;
use oqu_db::{Db, Error, Mode, Query};
use oqu_jobs::{Kind, NewJob, enqueue};
use oqu_kernel::{Chance, Clock};

use crate::program::{oqu, run, said};

#[test]
fn a_worker_is_refused_on_the_built_in_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let output = run(&data, None, &["worker"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("oqu serve"), "{said}");
    assert!(!data.join("oqu.db").exists(), "nothing is made");
}

#[tokio::test]
async fn a_worker_does_jobs_on_postgresql_and_stops_as_it_is_told() {
    const END_OLD: Kind<()> = Kind::new("sessions.end-old");
    let folder = tempfile::tempdir().expect("a folder");
    let fresh = FreshPostgres::create().await;
    let db = Db::open(&fresh.place(), Mode::Own)
        .await
        .expect("the database");
    let now = Clock::system().now();
    oqu::areas::migrations()
        .apply(&db, now)
        .await
        .expect("the tables");
    let mut worker = oqu(&folder.path().join("data"), Some(&fresh.url()))
        .arg("worker")
        .stderr(Stdio::null())
        .spawn()
        .expect("the worker starts");
    let by = By::console(now, &Chance::system(), "");
    let queued =
        db.write::<_, Error, _>(async move |tx| enqueue(tx, &by, &NewJob::of(&END_OLD, &())).await);
    let id = queued.await.expect("the job").id;
    let done = async {
        loop {
            let query = Query::new("SELECT state FROM jobs WHERE id = ").bind(id);
            let state: Vec<String> = db
                .read::<_, Error, _>(async move |tx| tx.list(&query).await)
                .await
                .expect("the job");
            if state == ["done"] {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let came = tokio::time::timeout(Duration::from_secs(60), done).await;
    assert!(came.is_ok(), "nobody did the job");
    let told = Command::new("kill")
        .args(["-TERM", &worker.id().to_string()])
        .status();
    assert!(told.expect("kill runs").success());
    let ended = worker.wait().expect("the worker ends");
    assert_eq!(ended.code(), Some(0));
    drop(db);
    fresh.drop().await;
}
