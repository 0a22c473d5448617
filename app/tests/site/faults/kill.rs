use std::time::Duration;

use oqu_db::testing::FreshPostgres;
use oqu_kernel::Chance;

use super::{Load, administrator, check_rows};
use crate::program::Program;

/// Cycles in the gate; `OQU_FAULT_CYCLES` asks for more.
const CYCLES: u32 = 4;

/// Cycles on one database. Every cycle checks all that was ever saved in it, so that a longer row
/// would spend its time on reading again what was read before.
const ROW: u32 = 20;

/// How many cycles each database of a run has.
fn rows() -> impl Iterator<Item = u32> {
    let asked = std::env::var("OQU_FAULT_CYCLES").ok();
    let cycles = asked.and_then(|count| count.parse().ok()).unwrap_or(CYCLES);
    (0..cycles)
        .step_by(ROW as usize)
        .map(move |begun| ROW.min(cycles - begun))
}

async fn kill_in_a_row(cycles: u32, database: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let chance = Chance::system();
    let mut saved = Vec::new();
    let mut program = Program::start(&data, database);
    let mut writer = administrator(&program).await;
    for cycle in 0..cycles {
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
    for cycles in rows() {
        kill_in_a_row(cycles, None).await;
        println!("{cycles} cycles survived");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_kills_on_postgresql() {
    for cycles in rows() {
        let fresh = FreshPostgres::create().await;
        kill_in_a_row(cycles, Some(&fresh.url())).await;
        fresh.drop().await;
        println!("{cycles} cycles survived");
    }
}
