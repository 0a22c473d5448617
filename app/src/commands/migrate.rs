use oqu_db::{Db, Mode, Pending};
use oqu_kernel::Clock;

use crate::config::Settings;
use crate::{Failed, areas};

/// `oqu migrate`: the steps that the database lacks, told or taken. It begins no installation: that
/// is for `oqu serve` and the first account.
pub async fn run(settings: &Settings, check: bool, json: bool) -> Result<(), Failed> {
    let said = |error: oqu_db::Error| Failed::of_database(&error, settings);
    super::must_exist(settings)?;
    let mode = if check { Mode::Beside } else { Mode::Own };
    let db = Db::open(&settings.place, mode).await.map_err(said)?;
    if !super::holds_oqu(&db).await.map_err(said)? {
        db.close();
        return Err(super::nothing_there(settings));
    }
    let migrations = areas::migrations();
    let steps = if check {
        migrations.pending(&db).await
    } else {
        migrations.apply(&db, Clock::system().now()).await
    };
    let steps = steps.map_err(said)?;
    db.close();
    tell(&steps, check, json);
    Ok(())
}

fn tell(steps: &[Pending], check: bool, json: bool) {
    if json {
        let steps: Vec<_> = steps
            .iter()
            .map(|step| serde_json::json!({ "area": step.area, "number": step.number, "name": step.name }))
            .collect();
        let told = if check { "pending" } else { "applied" };
        println!("{}", serde_json::json!({ told: steps }));
        return;
    }
    for step in steps {
        let did = if check { "pending" } else { "applied" };
        eprintln!("{did} {} {}: {}", step.area, step.number, step.name);
    }
    eprintln!(
        "{}",
        match (steps.is_empty(), check) {
            (true, _) => "The database is up to date.",
            (false, true) => "Take these steps by oqu migrate; oqu serve takes them too.",
            (false, false) => "Done.",
        }
    );
}
