use axum::body::Bytes;
use futures_util::StreamExt;
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_web::{Failure, Site};
use sha2::{Digest, Sha256};

use super::store::{self, Hand, PieceRow, UploadRow};
use crate::blobs::{Blobs, Flow, Trouble};
use crate::kind::TOLD_BY;
use crate::scan::Looked;
use crate::store::{Kept, Scan};
use crate::{Files, Hash, Kind};

/// Pieces that are asked for before their turn: a store answers some milliseconds later.
const AHEAD: usize = 4;

/// What became of an upload of which all bytes have arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finished {
    /// It lies in the store under its hash.
    Whole(Hash),
    /// It was thrown away: the message says why.
    Refused(&'static str),
    /// Nobody could look for viruses; it may be finished later.
    Away,
    /// Another hand holds it.
    Taken,
}

/// The bytes of several pieces, one after another.
fn joined(blobs: &Blobs, upload: Id<super::Upload>, pieces: &[PieceRow]) -> Flow {
    let blobs = blobs.clone();
    let places: Vec<(String, u64)> = pieces
        .iter()
        .map(|piece| (piece.place(upload), piece.size()))
        .collect();
    let flows = futures_util::stream::iter(places).map(move |(place, size)| {
        let blobs = blobs.clone();
        async move {
            match blobs.read(&place, 0, size).await {
                Ok(flow) => flow,
                Err(trouble) => {
                    let failed = futures_util::stream::once(async { Err(trouble) });
                    Box::pin(failed) as Flow
                }
            }
        }
    });
    Box::pin(flows.buffered(AHEAD).flatten())
}

/// What the pieces come to.
async fn read(mut flow: Flow) -> Result<Kept, Trouble> {
    let mut hasher = Sha256::new();
    let mut first: Vec<u8> = Vec::with_capacity(TOLD_BY);
    let mut size = 0;
    while let Some(bytes) = flow.next().await {
        let bytes: Bytes = bytes?;
        let missing = TOLD_BY - first.len();
        first.extend_from_slice(&bytes[..bytes.len().min(missing)]);
        size += bytes.len() as u64;
        hasher = blocking_update(hasher, bytes).await?;
    }
    Ok(Kept {
        hash: Hash::end(hasher),
        size,
        kind: Kind::of(&first),
    })
}

/// A quarter of a megabyte takes a fifth of a millisecond: other requests may go in between.
async fn blocking_update(mut hasher: Sha256, bytes: Bytes) -> Result<Sha256, Trouble> {
    hasher.update(&bytes);
    tokio::task::yield_now().await;
    Ok(hasher)
}

/// Sniffs what has arrived and puts it under its hash. May be done again after it was broken off.
pub(super) async fn finish(
    site: &Site,
    files: &Files,
    upload: &UploadRow,
    hand: Id<Hand>,
) -> Result<Finished, Failure> {
    if let Some(hash) = upload.hash {
        return Ok(Finished::Whole(hash));
    }
    let id = upload.id;
    let pieces = site
        .db
        .read::<_, Error, _>(async move |tx| store::pieces(tx, id).await)
        .await?;
    let working = keep_hold(site, id, hand);
    let worked = tokio::select! {
        worked = work(site, files, upload, &pieces) => worked?,
        () = working => return Ok(Finished::Taken),
    };
    let (kept, scan) = match worked {
        Ok(worked) => worked,
        Err(None) => return Ok(Finished::Away),
        Err(Some(refused)) => {
            forget(site, files, id).await?;
            return Ok(Finished::Refused(refused));
        }
    };
    let hash = kept.hash;
    let whole = site
        .db
        .write::<_, Error, _>(async move |tx| store::whole(tx, id, hand, hash, scan).await)
        .await?;
    if !whole {
        return Ok(Finished::Taken);
    }
    for piece in &pieces {
        // What cannot be taken away now, a sweep takes later.
        let _ = files.blobs().remove(&piece.place(id)).await;
    }
    Ok(Finished::Whole(hash))
}

async fn work(
    site: &Site,
    files: &Files,
    upload: &UploadRow,
    pieces: &[PieceRow],
) -> Result<Result<(Kept, Scan), Option<&'static str>>, Failure> {
    let flow = || joined(files.blobs(), upload.id, pieces);
    let kept = read(flow()).await?;
    if kept.size != upload.length() {
        return Err(Failure::Internal("an upload lacks a piece".into()));
    }
    let takes = files.purpose(&upload.purpose).map(|purpose| purpose.takes);
    if !takes.is_some_and(|takes| takes(kept.kind)) {
        return Ok(Err(Some("files-kind-unwanted")));
    }
    let scan = match files.look(flow()).await? {
        Looked::Taken(scan) => scan,
        Looked::Away => return Ok(Err(None)),
        Looked::Infected(virus) => {
            tracing::warn!(virus, person = %upload.person, "an infected file was refused");
            return Ok(Err(Some("files-infected")));
        }
    };
    files.keep_flow(&site.db, &site.clock, kept, flow).await?;
    Ok(Ok((kept, scan)))
}

/// Says every few seconds that the work goes on; ends when another hand has taken it.
async fn keep_hold(site: &Site, id: Id<super::Upload>, hand: Id<Hand>) {
    loop {
        tokio::time::sleep(store::HELD / 3).await;
        let now = site.clock.now();
        let still = site
            .db
            .write::<_, Error, _>(async move |tx| store::still(tx, id, hand, now).await)
            .await;
        if matches!(still, Ok(false)) {
            return;
        }
    }
}

/// Forgets an upload, and takes its pieces away.
pub(super) async fn forget(
    site: &Site,
    files: &Files,
    id: Id<super::Upload>,
) -> Result<(), Failure> {
    let pieces = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let pieces = store::pieces(tx, id).await?;
            store::forget(tx, id).await?;
            Ok(pieces)
        })
        .await?;
    for piece in pieces {
        let _ = files.blobs().remove(&piece.place(id)).await;
    }
    Ok(())
}
