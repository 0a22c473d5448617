use std::time::Duration;

use oqu_audit::{Act, By, record};
use oqu_db::{Result, Tx};
use oqu_jobs::{NewJob, Queued, enqueue, living};
use oqu_kernel::Id;
use uuid::Uuid;

use super::PATH;
use super::job::{MAKE, Make};
use super::rules::Schedule;
use crate::administration::settings::{self, SettingRow};

/// Marks the id under which the history of backups stands.
#[derive(Debug)]
enum Whole {}

/// The backups of an installation are one thing; its id says "backup".
const WHOLE: Uuid = Uuid::from_u128(0x0000_0000_0000_7000_8000_6261_636b_7570);
/// The kind in the audit.
pub(super) const KIND: &str = "backup";
/// One is made at a time.
const KEY: &str = "one";
/// The rows of the settings.
pub(super) const HOUR: &str = "setting-backup-hour";
pub(super) const KEEP: &str = "setting-backup-keep";
pub(super) const LOCK: &str = "setting-backup-lock";
/// Days are remembered so long.
const REMEMBERED: Duration = Duration::from_secs(60 * 24 * 60 * 60);

oqu_db::statements! {
    CLAIM_DAY = "INSERT INTO backup_days (day, asked_at) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING";
    FORGET_DAYS = "DELETE FROM backup_days WHERE asked_at < $1";
}

/// The value of a row, when somebody chose it.
pub(super) fn value<'a>(rows: &'a [SettingRow], name: &str) -> Option<&'a str> {
    let row = rows.iter().find(|row| row.name == name);
    row.map(|row| row.value.as_str())
}

/// When backups are made by the clock.
pub(super) fn schedule(rows: &[SettingRow]) -> Schedule {
    Schedule::read(value(rows, HOUR), value(rows, KEEP))
}

/// What was chosen.
pub(super) async fn chosen(tx: &mut Tx) -> Result<Vec<SettingRow>> {
    settings::rows(tx).await
}

/// Has a backup made, unless one is being made.
pub(super) async fn ask(tx: &mut Tx, by: &By, make: &Make) -> Result<Queued> {
    let job = NewJob::of(&MAKE, make).key(KEY).shown().place(PATH);
    let queued = enqueue(tx, by, &job).await?;
    if queued.is_new {
        note(tx, by, "backup.asked", &make.name).await?;
    }
    Ok(queued)
}

/// The job by which a backup is being made.
pub(super) async fn running(tx: &mut Tx) -> Result<Option<oqu_jobs::JobId>> {
    living(tx, &MAKE, KEY).await
}

/// Takes the backup of a day upon itself; false when that was done before, on any node.
pub(super) async fn claim_day(tx: &mut Tx, by: &By, day: &str) -> Result<bool> {
    tx.run(&FORGET_DAYS, &[by.now.before(REMEMBERED).into()])
        .await?;
    Ok(tx.run(&CLAIM_DAY, &[day.into(), by.now.into()]).await? == 1)
}

/// Notes what was done with an archive.
pub(super) async fn note(tx: &mut Tx, by: &By, act: &'static str, name: &str) -> Result<()> {
    record(
        tx,
        by,
        Act::on(act, KIND, Id::<Whole>::from_uuid(WHOLE), name),
    )
    .await?;
    Ok(())
}

/// The last acts, newest first.
pub(super) async fn history(tx: &mut Tx) -> Result<Vec<oqu_audit::EntryRow>> {
    const SHOWN: u32 = 30;
    oqu_audit::history(tx, KIND, WHOLE, SHOWN).await
}
