use std::time::Duration;

use super::cluster::Cluster;
use super::{Load, administrator, check_rows};
use crate::program::Program;

/// Requests fail in words or wait; then everything goes on, and nothing that was acknowledged is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgresql_that_restarts_under_load_is_survived() {
    let cluster = Cluster::start();
    let url = cluster.url();
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start(folder.path(), Some(&url));
    let mut writer = administrator(&program).await;
    let load = Load::begin(&writer, "pg");
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        cluster.restart();
    }
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let mut saved = load.end().await;
    assert!(!saved.is_empty());
    for number in 0..20 {
        let login = format!("after-{number}");
        let answer = writer.add(&login).await.expect("an answer");
        assert_eq!(answer.status, 303, "after the restart: {}", answer.text());
        saved.push(login);
    }
    assert_eq!(writer.browser.get("/readyz").await.status, 200);
    assert_eq!(program.stop(), Some(0));
    check_rows(folder.path(), Some(&url), &saved).await;
}
