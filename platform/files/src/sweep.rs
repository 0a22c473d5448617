use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use oqu_db::{Db, Error, Result, Tx};
use oqu_jobs::{Failed, Kind, Kinds, Work};
use oqu_kernel::{Id, Moment};
use uuid::Uuid;

use crate::blobs::{Blobs, Trouble};
use crate::uploads::{self, Upload};
use crate::{Files, Hash};

/// Bytes that nothing holds stay so long: a form may still come for them, and a backup that reads
/// rows of yesterday still finds them.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// Pieces that a sweep looks at; a file of 2 GB comes in some five hundred.
const AT_ONCE: usize = 100_000;
/// Bytes that are taken away at once.
const REMOVED_AT_ONCE: usize = 8;
/// Bytes are taken away within so long after they were marked, or a day later. With the tries of a
/// slow store it is over before `GOING` is, after which the same bytes may be put again.
const BEGUN_WITHIN: Duration = Duration::from_secs(20);
/// A number that means "sweeping files" among the advisory locks.
const LOCK: i64 = 0x4f_51_55_46;

oqu_db::statements! {
    LOOSE = "UPDATE blobs SET state = 'going', touched_at = $1 WHERE hash IN ( \
            SELECT hash FROM blobs b WHERE b.touched_at <= $2 \
            AND NOT EXISTS (SELECT 1 FROM files f WHERE f.hash = b.hash) \
            AND NOT EXISTS (SELECT 1 FROM file_sizes s WHERE s.hash = b.hash) \
            AND NOT EXISTS (SELECT 1 FROM uploads u WHERE u.hash = b.hash) \
            LIMIT 200) RETURNING hash";
    GONE = "DELETE FROM blobs WHERE hash = $1 AND state = 'going'";
    OPEN_UPLOAD = "SELECT count(*) FROM uploads WHERE id = $1";
}

/// What a sweep took away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Bytes that nothing held.
    pub blobs: usize,
    /// Uploads that nobody went on with.
    pub uploads: usize,
    /// Pieces that no upload knew.
    pub pieces: usize,
}

/// Takes away what nobody needs any more. Every hour, by one node.
pub(crate) const SWEEP: Kind<()> = Kind::new("files.sweep")
    .attempts(3)
    .timeout(Duration::from_secs(30 * 60))
    .at_once(1);

/// What files do by themselves.
pub(crate) fn jobs(files: &Files) -> Kinds {
    let files = files.clone();
    Kinds::new()
        .on(&SWEEP, move |work, ()| sweep_as_job(work, files.clone()))
        .schedule("sweep-files", "20 * * * *", &SWEEP, &())
}

async fn sweep_as_job(work: Work, files: Files) -> std::result::Result<(), Failed> {
    let asked = || work.stop_asked();
    match sweep_until(&work.site.db, &files, work.site.clock.now(), asked).await {
        Ok(_) if work.stop_asked() => Err(Failed::stopped()),
        Ok(swept) if swept == Swept::default() => Ok(()),
        Ok(swept) => {
            tracing::info!(?swept, "files nobody needs are gone");
            Ok(())
        }
        Err(trouble) => Err(Failed::again("files-trouble-store", trouble.to_string())),
    }
}

/// Takes away what nobody needs any more: uploads that have expired, bytes that nothing has held for
/// a day, files that were never finished. Run again, it does what was left.
///
/// # Errors
/// The failure of the database or of the store; what was done stays done.
pub async fn sweep(db: &Db, files: &Files, now: Moment) -> Result<Swept, Trouble> {
    sweep_until(db, files, now, || false).await
}

async fn sweep_until(
    db: &Db,
    files: &Files,
    now: Moment,
    stop_asked: impl Fn() -> bool,
) -> Result<Swept, Trouble> {
    let mut swept = Swept::default();
    let blobs = files.blobs();
    loop {
        let expired = db.write::<_, Error, _>(async move |tx| forget_expired(tx, now).await);
        match expired.await.map_err(said)? {
            0 => break,
            count => swept.uploads += count,
        }
    }
    while !stop_asked() {
        let loose = db
            .write::<Vec<Hash>, Error, _>(async move |tx| {
                if !tx.try_lock(LOCK).await? {
                    return Ok(Vec::new());
                }
                tx.all(&LOOSE, &[now.into(), now.before(KEPT).into()]).await
            })
            .await
            .map_err(said)?;
        if loose.is_empty() {
            break;
        }
        let marked = Instant::now();
        let mut loose = loose.into_iter();
        let mut going = FuturesUnordered::new();
        loop {
            while going.len() < REMOVED_AT_ONCE
                && let Some(hash) = loose.next()
            {
                going.push(take_away(db, blobs, hash, marked));
            }
            let Some(gone) = going.next().await else {
                break;
            };
            swept.blobs += usize::from(gone?);
        }
    }
    swept.pieces = sweep_pieces(db, blobs).await?;
    blobs.tidy(KEPT).await?;
    Ok(swept)
}

/// Takes away bytes that were marked; not when that was so long ago that somebody may bring the same
/// anew before it is done.
async fn take_away(db: &Db, blobs: &Blobs, hash: Hash, marked: Instant) -> Result<bool, Trouble> {
    if marked.elapsed() > BEGUN_WITHIN {
        return Ok(false);
    }
    blobs.remove(&hash.place()).await?;
    let gone = db.write::<_, Error, _>(async move |tx| tx.run(&GONE, &[hash.into()]).await);
    gone.await.map_err(said)?;
    Ok(true)
}

async fn forget_expired(tx: &mut Tx, now: Moment) -> Result<usize> {
    let expired = uploads::store::expired(tx, now).await?;
    for id in &expired {
        uploads::store::forget(tx, *id).await?;
    }
    Ok(expired.len())
}

/// Pieces of uploads that are no more.
async fn sweep_pieces(db: &Db, blobs: &Blobs) -> Result<usize, Trouble> {
    let mut count = 0;
    let mut known: Option<(Id<Upload>, bool)> = None;
    for place in blobs.below(uploads::store::FOLDER, AT_ONCE).await? {
        let Some(id) = place
            .split('/')
            .nth(1)
            .and_then(|id| Uuid::parse_str(id).ok())
        else {
            continue;
        };
        let id = Id::<Upload>::from_uuid(id);
        let is_open = match known {
            Some((same, is_open)) if same == id => is_open,
            _ => {
                let open = db.read::<i64, Error, _>(async move |tx| {
                    tx.one(&OPEN_UPLOAD, &[id.into()]).await
                });
                open.await.map_err(said)? > 0
            }
        };
        known = Some((id, is_open));
        if !is_open {
            blobs.remove(&place).await?;
            count += 1;
        }
    }
    Ok(count)
}

fn said(error: Error) -> Trouble {
    match error {
        Error::Unavailable(why) => Trouble::Away(why),
        Error::DiskFull => Trouble::Full,
        other => Trouble::Other(other.to_string()),
    }
}
