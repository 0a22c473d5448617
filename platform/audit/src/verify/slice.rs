//! What the check reads at once: some batches, and the rows that should be their entries.

use std::collections::VecDeque;

use oqu_db::{Db, Tx};
use uuid::Uuid;

use crate::Result;
use crate::rows::{
    ENTRIES_AFTER, ENTRY, EntryRow, FULL_BATCHES, FullBatch, IDS_AFTER, LEAF_BYTES, LEAF_SIZES,
    Place, Placed,
};

/// Entries checked between two reads; about 10 ms of work and 4 MB.
const SLICE_ENTRIES: i64 = 4_096;
/// Batches checked between two reads; a signature takes about 50 µs.
const SLICE_BATCHES: i64 = 128;

/// Some batches and the rows that should be their entries.
pub(super) struct Slice {
    pub(super) batches: Vec<FullBatch>,
    pub(super) rows: VecDeque<Placed>,
    /// Whether the row after `rows` is there and cannot be read.
    pub(super) broken: bool,
}

impl Slice {
    pub(super) async fn read(db: &Db, after: i64, place: Place) -> Result<Self> {
        let (batches, entries) = db
            .read::<_, oqu_db::Error, _>(async move |tx| some_batches(tx, after).await)
            .await?;
        let (rows, broken) = readable(db, place, entries).await?;
        Ok(Self {
            batches,
            rows: rows.into(),
            broken,
        })
    }
}

/// The batches of a slice, and how many entries they should have.
async fn some_batches(tx: &mut Tx, after: i64) -> oqu_db::Result<(Vec<FullBatch>, i64)> {
    let sizes: Vec<(i64, i64)> = tx
        .all(&LEAF_SIZES, &[after.into(), SLICE_BATCHES.into()])
        .await?;
    let mut until = after;
    let mut entries = 0;
    for (number, bytes) in sizes {
        let count = bytes / LEAF_BYTES as i64;
        if until != after && entries + count > SLICE_ENTRIES {
            break;
        }
        until = number;
        entries += count;
    }
    let batches = tx.all(&FULL_BATCHES, &[after.into(), until.into()]).await?;
    Ok((batches, entries))
}

/// At most `count` rows after a place, and whether the row after them cannot be read: somebody who
/// writes rubbish into a row must not stop the check. Rows before the rubbish are read one by one.
pub(super) async fn readable(db: &Db, place: Place, count: i64) -> Result<(Vec<Placed>, bool)> {
    let from = [place.xid.into(), place.seq.into(), count.into()];
    let values = from.clone();
    let rows = db
        .read::<_, oqu_db::Error, _>(async move |tx| tx.all(&ENTRIES_AFTER, &values).await)
        .await;
    match rows {
        Ok(rows) => return Ok((rows, false)),
        Err(oqu_db::Error::Corrupt(_) | oqu_db::Error::Shape(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let ids: Vec<(i64, i64, Vec<u8>)> = db
        .read::<_, oqu_db::Error, _>(async move |tx| tx.all(&IDS_AFTER, &from).await)
        .await?;
    let mut rows = Vec::new();
    for (xid, seq, id) in ids {
        let Ok(id) = Uuid::from_slice(&id) else {
            return Ok((rows, true));
        };
        let read = db.read::<Option<EntryRow>, oqu_db::Error, _>(async move |tx| {
            tx.maybe(&ENTRY, &[id.into()]).await
        });
        let Ok(Some(entry)) = read.await else {
            return Ok((rows, true));
        };
        rows.push(Placed {
            place: Place { xid, seq },
            entry,
        });
    }
    Ok((rows, false))
}
