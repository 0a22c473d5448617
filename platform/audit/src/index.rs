//! Names of people and objects in the log, put into the search index beside the writers: an act
//! must not wait until its words are indexed.

use oqu_db::{Db, Tx};
use uuid::Uuid;

use crate::entries::store::SEARCH;
use crate::rows::{ENTRY_PLACE, Place, Placed, SETTLED_AFTER, settled_mark};
use crate::{Error, Result};

/// Entries indexed in one unit: about 5 ms of the one writer of SQLite.
pub(crate) const SLICE: i64 = 100;
/// A number that means "indexing the log" among the advisory locks.
const LOCK: i64 = 0x4f_51_55_03;

oqu_db::statements! {
    INDEXED = "SELECT entry FROM audit_entries_search_place WHERE one = 1";
    KEEP_INDEXED = "INSERT INTO audit_entries_search_place (one, entry) VALUES (1, $1) \
        ON CONFLICT (one) DO UPDATE SET entry = excluded.entry";
}

/// Puts the next entries into the index; returns whether there may be more.
pub(crate) async fn index_slice(db: &Db) -> Result<bool> {
    let waiting: Vec<Placed> = db
        .read::<_, oqu_db::Error, _>(async |tx| not_indexed(tx).await)
        .await?;
    let Some(last) = waiting.last().map(|row| row.entry.id) else {
        return Ok(false);
    };
    let more = waiting.len() as i64 == SLICE;
    db.write::<_, Error, _>(async move |tx| {
        if !tx.try_lock(LOCK).await? {
            return Ok(false);
        }
        let words = waiting.iter().map(|row| {
            let text = format!("{}\n{}", row.entry.who, row.entry.object_name);
            (row.place.seq, text)
        });
        SEARCH.put_all(tx, words).await?;
        tx.run(&KEEP_INDEXED, &[last.into()]).await?;
        Ok(more)
    })
    .await
}

async fn not_indexed(tx: &mut Tx) -> oqu_db::Result<Vec<Placed>> {
    let mark = settled_mark(tx).await?;
    let last: Option<Uuid> = tx.maybe(&INDEXED, &[]).await?;
    let place: Option<Place> = match last {
        Some(id) => tx.maybe(&ENTRY_PLACE, &[id.into()]).await?,
        None => None,
    };
    let place = place.unwrap_or(Place::START);
    let values = [
        place.xid.into(),
        place.seq.into(),
        mark.into(),
        SLICE.into(),
    ];
    tx.all(&SETTLED_AFTER, &values).await
}
