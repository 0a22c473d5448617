//! The check of the whole log: every entry against its batch, every batch against the chain, its
//! signature and the heads that were kept outside. It reads in slices, so that a log of millions
//! takes some megabytes of memory and holds nobody up.

mod slice;

use oqu_db::{Db, Tx};
use oqu_kernel::{Id, Moment};
use uuid::Uuid;

use crate::heads::{self, GENESIS, Heads};
use crate::merkle::Hash;
use crate::report::{Finding, KeyUse, LastHead, Report, Wrong};
use crate::rows::{
    AFTER_ONE_WRITER, BatchRow, COUNT_AFTER, ENTRY, ENTRY_PLACE, EntryRow, FULL_BATCHES, FullBatch,
    LAST_TOTAL, Leaf, ODD_ENTRY, Place, settled_mark,
};
use crate::{Result, keys, merkle};
use slice::{Slice, readable};

/// Checks the log of `db` against `heads`, which must have been read before. `progress` is told
/// how many entries are done, of about how many.
///
/// # Errors
/// When the database fails. A log that was tampered with is a report and no error.
pub async fn verify(db: &Db, heads: &Heads, mut progress: impl FnMut(u64, u64)) -> Result<Report> {
    let total: Option<i64> = db
        .read::<_, oqu_db::Error, _>(async |tx| tx.maybe(&LAST_TOTAL, &[]).await)
        .await?;
    let total = total
        .and_then(|total| u64::try_from(total).ok())
        .unwrap_or_default();
    let mut walk = Walk::new(heads);
    progress(0, total);
    loop {
        let (number, place) = (walk.number, walk.place);
        let slice = Slice::read(db, number, place).await?;
        if slice.batches.is_empty() {
            break;
        }
        match walk.pass(slice) {
            Ok(()) => {}
            Err(Stop::Found(finding)) => return Ok(walk.report(None, Some(*finding))),
            Err(Stop::Leaf(unlike)) => {
                let finding = walk.explain(db, *unlike).await?;
                return Ok(walk.report(None, Some(finding)));
            }
        }
        progress(walk.position, total.max(walk.position));
        tokio::task::yield_now().await;
    }
    let place = walk.place;
    let unsealed: i64 = db
        .read::<_, oqu_db::Error, _>(async move |tx| {
            tx.one(&COUNT_AFTER, &[place.xid.into(), place.seq.into()])
                .await
        })
        .await?;
    let (next, _) = readable(db, place, 1).await?;
    let finding = match walk.cut_off(next.first().map(|row| &row.entry)) {
        None => walk.odd(db).await?,
        found => found,
    };
    Ok(walk.report(Some(unsigned(unsealed)), finding))
}

/// How far the check is.
struct Walk<'heads> {
    heads: &'heads Heads,
    /// The last batch passed.
    number: i64,
    /// The place of the last entry passed.
    place: Place,
    /// Entries passed.
    position: u64,
    previous: Hash,
    last: Option<LastHead>,
    keys: Vec<KeyUse>,
}

/// Why the check ends before the end.
enum Stop {
    Found(Box<Finding>),
    Leaf(Box<Unlike>),
}

/// A leaf without its row.
struct Unlike {
    leaf: Leaf,
    batch: i64,
    /// The row that stands there instead.
    instead: Option<EntryRow>,
    broken: bool,
}

impl<'heads> Walk<'heads> {
    fn new(heads: &'heads Heads) -> Self {
        Self {
            heads,
            number: 0,
            place: Place::START,
            position: 0,
            previous: GENESIS,
            last: None,
            keys: Vec::new(),
        }
    }

    fn pass(&mut self, mut slice: Slice) -> Result<(), Stop> {
        for full in slice.batches {
            let first = slice.rows.front().map(|row| &row.entry);
            let (batch, leaves) = self.pass_batch(&full).map_err(|(wrong, number)| {
                Stop::Found(Box::new(self.finding(wrong, number, first)))
            })?;
            for leaf in leaves {
                match slice.rows.pop_front() {
                    Some(row) if row.entry.id.uuid() == leaf.id => {
                        if row.entry.leaf() != leaf {
                            let found =
                                self.finding(Wrong::Changed, batch.number, Some(&row.entry));
                            return Err(Stop::Found(Box::new(found)));
                        }
                        self.place = row.place;
                        self.position += 1;
                    }
                    instead => {
                        return Err(Stop::Leaf(Box::new(Unlike {
                            leaf,
                            batch: batch.number,
                            broken: instead.is_none() && slice.broken,
                            instead: instead.map(|row| row.entry),
                        })));
                    }
                }
            }
            self.number = batch.number;
            self.previous = batch.head.0;
            self.last = Some(LastHead {
                number: unsigned(batch.number),
                head: batch.head,
                sealed_at: batch.sealed_at,
            });
            self.count_key(&batch);
        }
        Ok(())
    }

    /// Checks the row of a batch. What is wrong comes with the number of the batch it is about.
    fn pass_batch(&self, full: &FullBatch) -> Result<(BatchRow, Vec<Leaf>), (Wrong, i64)> {
        let expected = self.number + 1;
        if full.number != expected {
            return Err((Wrong::BatchMissing, expected));
        }
        let changed = (Wrong::BatchChanged, expected);
        let batch = full.batch.clone().ok_or(changed)?;
        let leaves = Leaf::read_all(&full.leaves).ok_or(changed)?;
        let entries = leaves.len() as i64;
        let as_sealed = entries > 0
            && batch.entries == entries
            && unsigned(batch.total) == self.position + unsigned(entries)
            && batch.root.0 == merkle::root(&Leaf::hashes(&leaves));
        if !as_sealed {
            return Err(changed);
        }
        let head = heads::chained(
            &self.previous,
            expected,
            entries,
            &batch.root.0,
            batch.sealed_at,
        );
        let signed = keys::holds(&batch.public_key.0, &batch.head.0, &batch.signature.0);
        match (head == batch.head.0, signed) {
            (true, true) => {}
            (true, false) => return Err((Wrong::SignatureWrong, expected)),
            (false, true) => return Err((Wrong::ChainBroken, expected)),
            (false, false) => return Err(changed),
        }
        let outside = self.heads.of(unsigned(expected));
        let differs = outside.iter().any(|known| {
            known.head != batch.head.0 || self.heads.key_of(*known) != Some(batch.public_key)
        });
        if differs {
            return Err((Wrong::HeadDiffers, expected));
        }
        if outside.is_empty() && !self.heads.trusts(&batch.public_key) {
            return Err((Wrong::KeyUnknown, expected));
        }
        Ok((batch, leaves))
    }

    fn count_key(&mut self, batch: &BatchRow) {
        let known = self
            .keys
            .iter_mut()
            .find(|used| used.public_key == batch.public_key);
        match known {
            Some(used) => used.batches += 1,
            None => self.keys.push(KeyUse {
                public_key: batch.public_key,
                first_batch: unsigned(batch.number),
                batches: 1,
                trusted: self.heads.trusts(&batch.public_key),
            }),
        }
    }

    /// Tells a deleted entry, an inserted one and one that was moved from each other.
    async fn explain(&self, db: &Db, unlike: Unlike) -> Result<Finding> {
        let id = unlike.leaf.id;
        let row: Option<Place> = db
            .read::<_, oqu_db::Error, _>(async move |tx| tx.maybe(&ENTRY_PLACE, &[id.into()]).await)
            .await?;
        let of_leaf = |wrong| Finding {
            entry: Some(Id::from_uuid(id)),
            at: time_of(id),
            ..self.finding(wrong, unlike.batch, None)
        };
        let Some(row) = row else {
            return Ok(of_leaf(Wrong::Deleted));
        };
        if unlike.broken {
            return Ok(of_leaf(Wrong::Changed));
        }
        match &unlike.instead {
            // Where a row that claims a later transaction was sealed, later ones stand before it.
            Some(entry)
                if is_odd(db, row).await? && !self.is_sealed(db, entry.id.uuid()).await? =>
            {
                let odd = entry_of(db, id).await?;
                Ok(Finding {
                    entry: Some(Id::from_uuid(id)),
                    ..self.finding(Wrong::Inserted, unlike.batch, odd.as_ref())
                })
            }
            Some(entry) if !self.is_sealed(db, entry.id.uuid()).await? => {
                Ok(self.finding(Wrong::Inserted, unlike.batch, Some(entry)))
            }
            _ => Ok(of_leaf(Wrong::Moved)),
        }
    }

    /// Whether an entry is in a batch that has not been passed yet.
    async fn is_sealed(&self, db: &Db, id: Uuid) -> Result<bool> {
        let mut after = self.number;
        loop {
            let batches: Vec<FullBatch> = db
                .read::<_, oqu_db::Error, _>(async move |tx| {
                    tx.all(&FULL_BATCHES, &[after.into(), (after + 8).into()])
                        .await
                })
                .await?;
            let Some(last) = batches.last() else {
                return Ok(false);
            };
            after = last.number;
            let leaves = batches
                .iter()
                .flat_map(|batch| Leaf::read_all(&batch.leaves));
            if leaves.flatten().any(|leaf| leaf.id == id) {
                return Ok(true);
            }
        }
    }

    /// Whether a head outside knows batches after the last one.
    fn cut_off(&self, next: Option<&EntryRow>) -> Option<Finding> {
        let known = self.heads.last()?;
        let number = unsigned(self.number);
        (known.number > number).then(|| Finding {
            missing: Some(known.total.saturating_sub(self.position)),
            ..self.finding(Wrong::Truncated, self.number + 1, next)
        })
    }

    /// An entry at the end that no unit of the program wrote, and that is never sealed therefore.
    async fn odd(&self, db: &Db) -> Result<Option<Finding>> {
        let id: Option<Vec<u8>> = db
            .read::<_, oqu_db::Error, _>(async |tx| {
                if !has_one_writer(tx).await? {
                    return Ok(None);
                }
                tx.maybe(&ODD_ENTRY, &[]).await
            })
            .await?;
        let Some(id) = id else { return Ok(None) };
        let id = Uuid::from_slice(&id).ok();
        let entry = match id {
            Some(id) => entry_of(db, id).await?,
            None => None,
        };
        Ok(Some(Finding {
            entry: id.map(Id::from_uuid),
            ..self.finding(Wrong::Inserted, self.number + 1, entry.as_ref())
        }))
    }

    fn finding(&self, wrong: Wrong, batch: i64, entry: Option<&EntryRow>) -> Finding {
        Finding {
            wrong,
            batch: unsigned(batch),
            position: self.position + 1,
            entry: entry.map(|entry| entry.id),
            at: entry.map(|entry| entry.at),
            act: entry.map(|entry| entry.act.clone()),
            who: entry.map(|entry| entry.who.clone()),
            missing: None,
        }
    }

    fn report(self, unsealed: Option<u64>, first_bad: Option<Finding>) -> Report {
        Report {
            whole: first_bad.is_none(),
            entries: self.position,
            batches: unsigned(self.number),
            unsealed,
            last: self.last,
            heads_known: self.heads.count() as u64,
            keys: self.keys,
            first_bad,
        }
    }
}

async fn has_one_writer(tx: &mut Tx) -> oqu_db::Result<bool> {
    Ok(settled_mark(tx).await? == AFTER_ONE_WRITER)
}

/// Whether a place is one that the program never gives on this database.
async fn is_odd(db: &Db, place: Place) -> Result<bool> {
    let has_one_writer = db
        .read::<_, oqu_db::Error, _>(async |tx| has_one_writer(tx).await)
        .await?;
    Ok(has_one_writer && place.xid != 0)
}

/// An entry by its id; none when its row cannot be read.
async fn entry_of(db: &Db, id: Uuid) -> Result<Option<EntryRow>> {
    let read = db
        .read::<Option<EntryRow>, oqu_db::Error, _>(async move |tx| {
            tx.maybe(&ENTRY, &[id.into()]).await
        })
        .await;
    match read {
        Ok(entry) => Ok(entry),
        Err(oqu_db::Error::Corrupt(_) | oqu_db::Error::Shape(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// The time within a UUIDv7. Source: RFC 9562 §5.7.
fn time_of(id: Uuid) -> Option<Moment> {
    let bytes = id.as_bytes();
    let millis = bytes[..6]
        .iter()
        .fold(0_i64, |millis, byte| millis << 8 | i64::from(*byte));
    (id.get_version_num() == 7).then(|| Moment::from_millis(millis))
}
