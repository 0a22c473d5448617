use std::path::Path;

use oqu_db::{Result, Tx};

use crate::rows::{self, BatchRow, COUNT_AFTER, LAST_BATCH};
use crate::seal::sealed_place;
use crate::{Error, PublicKey, keys};

/// How many entries wait to be sealed; while the program serves they wait about a second.
///
/// # Errors
/// The database's failure.
pub async fn unsealed(tx: &mut Tx) -> Result<i64> {
    let last: Option<BatchRow> = tx.maybe(&LAST_BATCH, &[]).await?;
    let mark = rows::settled_mark(tx).await?;
    let number = last.map_or(0, |last| last.number);
    let place = match sealed_place(tx, number, mark).await {
        Ok(place) => place,
        Err(Error::Db(error)) => return Err(error),
        Err(other) => return Err(oqu_db::Error::Shape(other.to_string())),
    };
    tx.one(&COUNT_AFTER, &[place.xid.into(), place.seq.into()])
        .await
}

/// Whether the folder has a key to seal with.
pub fn has_key(data: &Path) -> bool {
    keys::has_own(data)
}

/// The key that sealed last, when the folder does not trust it. A key made there now would be one
/// that the other nodes of this database do not trust either.
///
/// # Errors
/// The database's failure; a folder of keys that cannot be read.
pub async fn stranger(tx: &mut Tx, data: &Path) -> crate::Result<Option<PublicKey>> {
    let last: Option<BatchRow> = tx.maybe(&LAST_BATCH, &[]).await?;
    let Some(last) = last else {
        return Ok(None);
    };
    let trusted = keys::of_folder(data)?.contains(&last.public_key);
    Ok((!trusted).then_some(last.public_key))
}
