//! The writing of an import as work that goes on by itself.

use std::sync::Arc;
use std::time::Duration;

use oqu_db::Error;
use oqu_jobs::{Failed, Kind, Kinds, NewJob, Work};

use super::kept::{Import, ImportId, SLICE};
use super::run::{self, Ground, Step};
use super::steps::path;
use super::store;
use crate::api::ScopeNames;

/// 50 000 rows on a slow disk.
const TIMEOUT: Duration = Duration::from_secs(30 * 60);

/// What is kept of an import that was written, so that one can look at it again.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// An import that never came to its end, because its work was given up.
const LOST: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Writes one import.
const IMPORT: Kind<ImportId> = Kind::new("people.import").timeout(TIMEOUT).at_once(2);

/// Forgets imports that nobody needs any more.
const FORGET: Kind<()> = Kind::new("people.forget-imports").at_once(1);

/// The work of writing this import; asked twice it is one.
pub(super) fn of(import: &Import) -> NewJob {
    NewJob::of(&IMPORT, &import.id)
        .key(import.id.to_string())
        .shown()
        .place(path(import.id))
}

/// What this feature does later.
pub(crate) fn jobs(scopes: Arc<dyn ScopeNames>) -> Kinds {
    Kinds::new()
        .on(&IMPORT, move |work, id| {
            let scopes = Arc::clone(&scopes);
            async move { write(work, scopes, id).await }
        })
        .on(&FORGET, forget)
        .schedule("forget-imports", "20 3 * * *", &FORGET, &())
}

async fn forget(work: Work, (): ()) -> Result<(), Failed> {
    let now = work.site.clock.now();
    let (before, lost) = (now.before(KEPT), now.before(LOST));
    let forgotten = work
        .site
        .db
        .write::<_, Error, _>(async move |tx| store::forget_old(tx, before, lost).await);
    forgotten.await?;
    Ok(())
}

async fn write(work: Work, scopes: Arc<dyn ScopeNames>, id: ImportId) -> Result<(), Failed> {
    let site = &work.site;
    let ground = Ground {
        db: site.db.clone(),
        l10n: site.l10n,
        scopes,
        today: site.local(site.clock.now()).date(),
    };
    let total = run::slices(&ground, id).await?;
    loop {
        if work.stop_asked() {
            return Err(Failed::stopped());
        }
        match run::step(&ground, &work.by(), id).await? {
            Step::Done => return Ok(()),
            Step::Left(left) => {
                let done = total.saturating_sub(u64::try_from(left).unwrap_or_default());
                work.progress(done * SLICE as u64, total * SLICE as u64);
            }
        }
    }
}
