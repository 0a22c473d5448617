//! The doing of an act as work that goes on by itself.

use std::time::Duration;

use oqu_db::Error;
use oqu_jobs::{Failed, Kind, Kinds, NewJob, Work};

use super::path;
use super::run::{self, Step};
use super::store::{self, BulkId};

/// 10 000 people on a slow disk.
const TIMEOUT: Duration = Duration::from_secs(15 * 60);
/// What is kept of an act, so that one can look at it again; the audit keeps it for good.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Does one act.
const ACT: Kind<BulkId> = Kind::new("people.act").timeout(TIMEOUT).at_once(2);
/// Forgets acts that nobody looks at any more.
const FORGET: Kind<()> = Kind::new("people.forget-acts").at_once(1);

/// The work of doing this act; asked twice it is one.
pub(super) fn of(id: BulkId) -> NewJob {
    NewJob::of(&ACT, &id)
        .key(id.to_string())
        .shown()
        .place(path(id))
}

/// What this feature does later.
pub(crate) fn jobs() -> Kinds {
    Kinds::new().on(&ACT, act).on(&FORGET, forget).schedule(
        "forget-acts",
        "40 3 * * *",
        &FORGET,
        &(),
    )
}

async fn act(work: Work, id: BulkId) -> Result<(), Failed> {
    let db = &work.site.db;
    let all = db
        .read::<_, Error, _>(async move |tx| store::all(tx, id).await)
        .await?;
    let all = u64::try_from(all).unwrap_or_default();
    loop {
        if work.stop_asked() {
            return Err(Failed::stopped());
        }
        match run::step(db, &work.by(), id).await? {
            Step::Done => return Ok(()),
            Step::Left(left) => {
                let left = u64::try_from(left).unwrap_or_default();
                work.progress(all.saturating_sub(left), all);
            }
        }
    }
}

async fn forget(work: Work, (): ()) -> Result<(), Failed> {
    let before = work.site.clock.now().before(KEPT);
    let forgotten = work
        .site
        .db
        .write::<_, Error, _>(async move |tx| store::forget_old(tx, before).await);
    forgotten.await?;
    Ok(())
}
