//! The proof of one entry: which batch holds it, and whether it is as it was sealed.

use oqu_db::{Result, Tx};
use uuid::Uuid;

use crate::heads::Head;
use crate::rows::{BATCH, BatchRow, ENTRY_PLACE, EntryRow, LEAVES, Leaf, Place};
use crate::{keys, merkle};

/// What can be said of the seal of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It was written a moment ago.
    Unsealed,
    /// It is in this batch.
    Sealed {
        head: Box<Head>,
        /// The place in the whole log, from 1.
        position: u64,
        /// Whether the entry, its batch and the signature agree.
        holds: bool,
    },
    /// The batches around it are not as they should be: only a check of the whole log can tell.
    Unclear,
}

oqu_db::statements! {
    LAST_NUMBER = "SELECT number FROM audit_batches ORDER BY number DESC LIMIT 1";
    /// Only the id of the last leaf: the column itself is long.
    LAST_LEAF = "SELECT substr(leaves, length(leaves) - 47, 16) FROM audit_batches WHERE number = $1";
}

/// Finds the batch of an entry. Batches hold entries in the order of commits, so that twenty steps
/// find one among a million.
pub(crate) async fn proof(tx: &mut Tx, entry: &EntryRow) -> Result<Proof> {
    let Some(place) = place_of(tx, entry.id.uuid()).await? else {
        return Ok(Proof::Unclear);
    };
    let last: Option<i64> = tx.maybe(&LAST_NUMBER, &[]).await?;
    let (mut low, mut high) = (1, last.unwrap_or(0) + 1);
    let beyond = high;
    while low < high {
        let middle = low + (high - low) / 2;
        let Some(end) = end_of(tx, middle).await? else {
            return Ok(Proof::Unclear);
        };
        if end < place {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if low == beyond {
        return Ok(Proof::Unsealed);
    }
    within(tx, entry, low).await
}

async fn within(tx: &mut Tx, entry: &EntryRow, number: i64) -> Result<Proof> {
    let batch: Option<BatchRow> = match tx.maybe(&BATCH, &[number.into()]).await {
        Err(oqu_db::Error::Shape(_)) => None,
        read => read?,
    };
    let column: Option<Vec<u8>> = tx.maybe(&LEAVES, &[number.into()]).await?;
    let leaves = column.and_then(|column| Leaf::read_all(&column));
    let (Some(batch), Some(leaves)) = (batch, leaves) else {
        return Ok(Proof::Unclear);
    };
    let Some(at) = leaves.iter().position(|leaf| leaf.id == entry.id.uuid()) else {
        return Ok(Proof::Unclear);
    };
    let holds = leaves[at] == entry.leaf()
        && merkle::root(&Leaf::hashes(&leaves)) == batch.root.0
        && keys::holds(&batch.public_key.0, &batch.head.0, &batch.signature.0);
    let before = batch.total.saturating_sub(batch.entries);
    let position = u64::try_from(before).unwrap_or_default() + at as u64 + 1;
    Ok(Proof::Sealed {
        head: Box::new(batch.into()),
        position,
        holds,
    })
}

/// Where a batch ends in the order of commits.
async fn end_of(tx: &mut Tx, number: i64) -> Result<Option<Place>> {
    let id: Option<Vec<u8>> = tx.maybe(&LAST_LEAF, &[number.into()]).await?;
    match id.and_then(|id| Uuid::from_slice(&id).ok()) {
        Some(id) => place_of(tx, id).await,
        None => Ok(None),
    }
}

async fn place_of(tx: &mut Tx, id: Uuid) -> Result<Option<Place>> {
    tx.maybe(&ENTRY_PLACE, &[id.into()]).await
}
