use futures_util::StreamExt;
use oqu_db::{Db, Error, Result, Tx};
use sha2::{Digest, Sha256};

use crate::Hash;
use crate::blobs::{Blobs, Sizes, Trouble};

oqu_db::statements! {
    STORED = "SELECT hash, size FROM blobs WHERE state = 'stored' AND hash > $1 ORDER BY hash LIMIT 1000";
}

/// How the store agrees with the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// What the rows know.
    pub blobs: u64,
    /// Bytes of that together.
    pub bytes: u64,
    /// Bytes that were read and compared to their hash.
    pub read: u64,
    /// What the store does not have.
    pub missing: Vec<Hash>,
    /// What is in the store and is something else.
    pub damaged: Vec<Hash>,
}

impl Agreement {
    /// Whether nothing is missing or damaged.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.damaged.is_empty()
    }
}

/// Some of what the rows know, after a hash; the lowest first.
async fn stored(tx: &mut Tx, after: Option<Hash>) -> Result<Vec<(Hash, i64)>> {
    let after = after.map_or(oqu_db::Value::Bytes(Vec::new()), Into::into);
    tx.all(&STORED, &[after]).await
}

/// All bytes that the rows know, with their sizes, as they are in this unit.
///
/// # Errors
/// The database's failure.
pub async fn known(tx: &mut Tx) -> Result<Vec<(Hash, u64)>> {
    let mut known: Vec<(Hash, u64)> = Vec::new();
    loop {
        let more = stored(tx, known.last().map(|(hash, _)| *hash)).await?;
        if more.is_empty() {
            return Ok(known);
        }
        let sized = more.into_iter();
        known.extend(sized.map(|(hash, size)| (hash, u64::try_from(size).unwrap_or_default())));
    }
}

/// Compares the store to the rows: every size, and every hash until `most_read` bytes were read.
///
/// # Errors
/// When the database or the store as a whole does not answer.
pub async fn check(db: &Db, blobs: &Blobs, most_read: u64) -> Result<Agreement, Trouble> {
    let known = db
        .read::<_, Error, _>(async |tx| known(tx).await)
        .await
        .map_err(|error| Trouble::Away(error.to_string()))?;
    let mut found = Agreement::default();
    // Hashes come in order, so that each folder of the store is asked once.
    let mut folder = String::new();
    let mut there = Sizes::new();
    for (hash, size) in known {
        found.blobs += 1;
        found.bytes += size;
        let place = hash.place();
        let (of, _) = place.split_once('/').unwrap_or_default();
        if folder != of {
            folder = of.to_owned();
            there = blobs.sizes(&folder, usize::MAX).await?;
        }
        match there.get(&place) {
            None => found.missing.push(hash),
            Some(bytes) if *bytes != size => found.damaged.push(hash),
            Some(_) if found.read + size > most_read => {}
            Some(_) => {
                found.read += size;
                if !is_same(blobs, hash, size).await {
                    found.damaged.push(hash);
                }
            }
        }
    }
    Ok(found)
}

async fn is_same(blobs: &Blobs, hash: Hash, size: u64) -> bool {
    let Ok(mut flow) = blobs.read(&hash.place(), 0, size).await else {
        return false;
    };
    let mut hasher = Sha256::new();
    while let Some(bytes) = flow.next().await {
        match bytes {
            Ok(bytes) => hasher.update(&bytes),
            Err(_) => return false,
        }
    }
    Hash::end(hasher) == hash
}
