use oqu_db::{Result, Tx};

use crate::Error;
use crate::rows::{self, BatchRow, COUNT_AFTER, LAST_BATCH};
use crate::seal::sealed_place;

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
