use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_jobs::{Failed, Kind, Kinds, NewJob, Work, enqueue};
use oqu_kernel::Moment;

use super::{delays, devices, failures, halves, store};

/// Removes the rows of sessions, and of all that protects the sign-in, that have run out. None of
/// them lets anybody in any more.
const END_OLD: Kind<()> = Kind::new("sessions.end-old").at_once(1);

/// Old rows are taken away by themselves.
pub(crate) fn jobs() -> Kinds {
    Kinds::new()
        .on(&END_OLD, end_old)
        .schedule("end-old-sessions", "*/10 * * * *", &END_OLD, &())
}

/// Takes old rows away at once, and once more a day later, whatever the schedule says.
///
/// # Errors
/// The database's failure.
pub async fn plan_tidying(tx: &mut Tx, by: &By) -> Result<()> {
    const DAY: Duration = Duration::from_secs(86_400);
    let job = NewJob::of(&END_OLD, &());
    enqueue(tx, by, &job).await?;
    enqueue(tx, by, &job.key("tomorrow").at(by.now.after(DAY))).await?;
    Ok(())
}

async fn run_out(tx: &mut Tx, now: Moment) -> Result<()> {
    store::end_old(tx, now).await?;
    halves::end_old(tx, now).await?;
    delays::forget(tx, now).await?;
    failures::forget(tx, now).await?;
    devices::forget(tx, now).await?;
    crate::passkeys::store::forget(tx, now).await?;
    Ok(())
}

async fn end_old(work: Work, (): ()) -> Result<(), Failed> {
    let now = work.site.clock.now();
    let ended = work
        .site
        .db
        .write::<_, Error, _>(async move |tx| run_out(tx, now).await);
    ended.await?;
    Ok(())
}
