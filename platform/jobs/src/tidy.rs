//! Old jobs are forgotten, so that the list stays short: done ones after three days, dead letters and
//! those given up after ninety.

use std::time::Duration;

use oqu_db::{Error, Result, Tx};
use oqu_kernel::Moment;

use crate::{Failed, Kind, Kinds, Work};

/// A day, in seconds.
const DAY_S: u64 = 86_400;
/// Somebody may still ask how it went.
const DONE_KEPT: Duration = Duration::from_secs(3 * DAY_S);
/// A term of study passes before nobody restarts it any more.
const DEAD_KEPT: Duration = Duration::from_secs(90 * DAY_S);
/// Rows of one unit of work.
const SLICE: i64 = 1_000;

/// Forgets old jobs.
pub(crate) const FORGET: Kind<()> = Kind::new("jobs.forget").at_once(1);

oqu_db::statements! {
    FORGET_OLD = "DELETE FROM jobs WHERE id IN \
        (SELECT id FROM jobs WHERE state = $1 AND finished_at < $2 LIMIT $3)";
}

pub(crate) fn jobs() -> Kinds {
    Kinds::new()
        .on(&FORGET, forget)
        .schedule("forget-jobs", "30 3 * * *", &FORGET, &())
}

async fn forget(work: Work, (): ()) -> Result<(), Failed> {
    let now = work.site.clock.now();
    for (state, kept) in [
        ("done", DONE_KEPT),
        ("dead", DEAD_KEPT),
        ("dropped", DEAD_KEPT),
    ] {
        let before = now.before(kept);
        loop {
            let unit = work.site.db.write_locking::<_, Error, _>(async move |tx| {
                forget_slice(tx, state, before).await
            });
            if unit.await? < SLICE.unsigned_abs() {
                break;
            }
            if work.stop_asked() {
                return Err(Failed::stopped());
            }
        }
    }
    Ok(())
}

async fn forget_slice(tx: &mut Tx, state: &'static str, before: Moment) -> Result<u64> {
    tx.run(&FORGET_OLD, &[state.into(), before.into(), SLICE.into()])
        .await
}
