//! Answers under keys are forgotten after a day: whoever repeats a request does so within minutes.

use std::time::Duration;

use oqu_db::{Error, Result, Tx};
use oqu_jobs::{Failed, Kind, Kinds, Work};
use oqu_kernel::Moment;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// Rows of one unit of work.
const SLICE: i64 = 1_000;

/// Forgets old answers.
const FORGET: Kind<()> = Kind::new("exchange.forget").at_once(1);

oqu_db::statements! {
    FORGET_OLD = "DELETE FROM api_repeats WHERE created_at < $1 AND created_at <= \
        (SELECT coalesce(max(o.created_at), 0) FROM \
            (SELECT created_at FROM api_repeats ORDER BY created_at LIMIT $2) o)";
}

pub(crate) fn jobs() -> Kinds {
    Kinds::new()
        .on(&FORGET, forget)
        .schedule("forget-answers", "15 * * * *", &FORGET, &())
}

async fn forget(work: Work, (): ()) -> Result<(), Failed> {
    let before = work.site.clock.now().before(KEPT);
    loop {
        let unit = work
            .site
            .db
            .write_locking::<_, Error, _>(async move |tx| forget_slice(tx, before).await);
        if unit.await? == 0 {
            return Ok(());
        }
        if work.stop_asked() {
            return Err(Failed::stopped());
        }
    }
}

/// Forgets the oldest answers from before a moment, about [`SLICE`] of them; how many.
pub(super) async fn forget_slice(tx: &mut Tx, before: Moment) -> Result<u64> {
    tx.run(&FORGET_OLD, &[before.into(), SLICE.into()]).await
}
