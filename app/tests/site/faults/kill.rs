use std::time::Duration;

use oqu_db::testing::FreshPostgres;
use oqu_kernel::Chance;

use super::{Load, administrator, check_rows};
use crate::program::Program;

/// Cycles in the gate; `OQU_FAULT_CYCLES` asks for more.
const CYCLES: u32 = 4;

fn cycles() -> u32 {
    let asked = std::env::var("OQU_FAULT_CYCLES").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(CYCLES)
}

async fn kill_in_a_loop(database: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let chance = Chance::system();
    let mut saved = Vec::new();
    let mut program = Program::start(&data, database);
    let mut writer = administrator(&program).await;
    for cycle in 0..cycles() {
        let load = Load::begin(&writer, &format!("k{cycle}"));
        let [early] = chance.bytes::<1>();
        tokio::time::sleep(Duration::from_millis(150 + 2 * u64::from(early))).await;
        program.kill();
        let acknowledged = load.end().await;
        assert!(
            !acknowledged.is_empty(),
            "nothing was saved in cycle {cycle}"
        );
        saved.extend(acknowledged);
        program = Program::start(&data, database);
        writer = writer.at(&program);
        check_rows(&data, database, &saved).await;
    }
    assert_eq!(program.stop(), Some(0));
    check_rows(&data, database, &saved).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_kills_on_the_built_in_database() {
    kill_in_a_loop(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_kills_on_postgresql() {
    let fresh = FreshPostgres::create().await;
    kill_in_a_loop(Some(&fresh.url())).await;
    fresh.drop().await;
}
