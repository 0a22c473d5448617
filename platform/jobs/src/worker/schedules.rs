//! Work that comes by itself: whoever moves the time of a schedule on queues its job, in one unit.

use jiff::tz::TimeZone;
use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_kernel::Moment;

use crate::kind::Schedule;
use crate::{JobId, NewJob, enqueue};

oqu_db::row! {
    /// A schedule as its row has it.
    #[derive(Clone, Debug)]
    pub(crate) struct ScheduleRow {
        pub name: String,
        pub cron: String,
        pub next_at: Moment,
        pub last_at: Option<Moment>,
        pub last_job: Option<JobId>,
    }
}

oqu_db::statements! {
    pub(crate) ALL = "SELECT name, cron, next_at, last_at, last_job FROM job_schedules ORDER BY name";
    ADD = "INSERT INTO job_schedules (name, cron, next_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    CHANGE = "UPDATE job_schedules SET cron = $1, next_at = $2 WHERE name = $3 AND cron = $4";
    /// The condition on the time is what makes each period one job.
    MOVE_ON = "UPDATE job_schedules SET next_at = $1, last_at = $2 WHERE name = $3 AND next_at = $4";
    NAME_JOB = "UPDATE job_schedules SET last_job = $1 WHERE name = $2";
}

/// All schedules that the database knows.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<ScheduleRow>> {
    tx.all(&ALL, &[]).await
}

/// Brings the row of a schedule up to the program: makes it, or moves it to another cron text.
/// Returns when the schedule is next.
pub(crate) async fn settle(
    tx: &mut Tx,
    schedule: &Schedule,
    row: Option<&ScheduleRow>,
    now: Moment,
    zone: &TimeZone,
) -> Result<Option<Moment>> {
    if let Some(row) = row
        && row.cron == schedule.text
    {
        return Ok(Some(row.next_at));
    }
    let Some(next) = schedule.next(now, zone) else {
        return Ok(None);
    };
    match row {
        None => {
            let values = [schedule.name.into(), schedule.text.into(), next.into()];
            tx.run(&ADD, &values).await?;
        }
        Some(row) => {
            let values = [
                schedule.text.into(),
                next.into(),
                schedule.name.into(),
                (&row.cron).into(),
            ];
            tx.run(&CHANGE, &values).await?;
        }
    }
    Ok(Some(next))
}

/// Queues the job of a schedule whose time `due` has come, unless another node did; returns its next
/// time. Times that were missed while nobody was there are one.
pub(crate) async fn queue(
    tx: &mut Tx,
    schedule: &Schedule,
    due: Moment,
    by: &By,
    zone: &TimeZone,
) -> Result<Option<Moment>> {
    let Some(next) = schedule.next(by.now, zone) else {
        return Ok(None);
    };
    let values = [next.into(), by.now.into(), schedule.name.into(), due.into()];
    if tx.run(&MOVE_ON, &values).await? == 1 {
        let queued = enqueue(tx, by, &NewJob::of_schedule(schedule)).await?;
        tx.run(&NAME_JOB, &[queued.id.into(), schedule.name.into()])
            .await?;
    }
    Ok(Some(next))
}
