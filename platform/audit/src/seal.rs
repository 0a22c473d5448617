//! The sealer: takes what was committed into a signed chain of Merkle batches, within a second.
//!
//! Writers never wait for it. It reads committed entries on a view of its own, which takes part in
//! no conflict, and writes only its own table.

use std::path::{Path, PathBuf};
use std::time::Duration;

use oqu_db::{Db, Tx};
use oqu_kernel::{Clock, Moment};
use tokio::sync::Mutex;
use tokio::time::MissedTickBehavior;

use crate::heads::{self, GENESIS, HEADS_FILE, Head};
use crate::index::index_slice;
use crate::rows::{
    BATCH, BATCHES_AFTER, BatchRow, ENTRY_PLACE, INSERT_BATCH, LAST_BATCH, LEAVES, Leaf, Place,
    Placed, SETTLED_AFTER,
};
use crate::{Error, Hex, Result, SealingKey, merkle};

/// Entries of one batch at most: 200 kB of leaves, some milliseconds of work.
const BATCH_ENTRIES: i64 = 4_096;
/// How often the sealer looks: twice within the promised second.
const EVERY: Duration = Duration::from_millis(500);
/// Slices of names indexed between two looks when nobody writes.
const IDLE_SLICES: usize = 20;
/// Heads written to the file at once.
const HEADS_AT_ONCE: i64 = 500;
/// A number that means "sealing" among the advisory locks.
const LOCK: i64 = 0x4f_51_55_02;

/// Seals the log of one database with the key of one data folder.
pub struct Sealer {
    db: Db,
    clock: Clock,
    key: SealingKey,
    file: PathBuf,
    memory: Mutex<Memory>,
}

/// What need not be looked up again. One sealer of a process works at a time.
#[derive(Default)]
struct Memory {
    /// The batch up to which the file has the chain, once that is known.
    written: Option<i64>,
    /// The place of the last entry of a batch.
    place: Option<(i64, Place)>,
}

/// A batch that is put together and not yet kept.
#[derive(Clone)]
struct Draft {
    row: BatchRow,
    leaves: Vec<u8>,
}

/// What the database holds at the end of the chain, and what comes after it.
struct Found {
    last: Option<BatchRow>,
    place: Place,
    entries: Vec<Placed>,
}

impl Sealer {
    /// Opens the key in `<data>/keys`, making it at the first start.
    ///
    /// # Errors
    /// When the key cannot be read or made.
    pub fn new(db: Db, clock: Clock, data: &Path) -> Result<Self> {
        Ok(Self {
            db,
            clock,
            key: SealingKey::open(data)?,
            file: data.join(HEADS_FILE),
            memory: Mutex::default(),
        })
    }

    /// The public half of the key.
    pub fn public_key(&self) -> crate::PublicKey {
        self.key.public()
    }

    /// Seals until `shutdown` comes, and once more then. Failures are logged and tried again.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut said = None;
        tokio::pin!(shutdown);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = &mut shutdown => break,
            }
            let worked = self.seal_once().await;
            let slices = match &worked {
                // While people write, searching may lag behind; while they rest it catches up.
                Ok(Some(_)) => 1,
                Ok(None) => IDLE_SLICES,
                Err(_) => 0,
            };
            say(worked.map(|_| ()), &mut said);
            say(self.index(slices).await, &mut said);
        }
        say(self.seal_once().await.map(|_| ()), &mut said);
    }

    /// Puts at most so many slices of names into the search index.
    async fn index(&self, slices: usize) -> Result<()> {
        for _ in 0..slices {
            if !index_slice(&self.db).await? {
                break;
            }
        }
        Ok(())
    }

    /// Seals everything that is committed and not sealed, and writes what the file of heads lacks.
    /// Returns the last head when there was something to seal.
    ///
    /// # Errors
    /// When the database or the file fails; nothing is half done, the next call goes on.
    pub async fn seal_once(&self) -> Result<Option<Head>> {
        let mut memory = self.memory.lock().await;
        let mut sealed = None;
        loop {
            let known = memory.place;
            let found = self
                .db
                .read::<_, Error, _>(async move |tx| find(tx, known).await)
                .await?;
            let last = found.last.as_ref().map_or(0, |last| last.number);
            memory.place = Some((last, found.place));
            if found.entries.is_empty() {
                self.write_heads(&mut memory.written, last).await?;
                return Ok(sealed);
            }
            let draft = self.draft(&found, self.clock.now());
            if !self.keep(draft.clone()).await? {
                // Another node seals; it needs no help.
                self.write_heads(&mut memory.written, last).await?;
                return Ok(sealed);
            }
            let number = draft.row.number;
            memory.place = found.entries.last().map(|row| (number, row.place));
            sealed = Some(draft.row.into());
            self.write_heads(&mut memory.written, number).await?;
            if (found.entries.len() as i64) < BATCH_ENTRIES {
                return Ok(sealed);
            }
        }
    }

    fn draft(&self, found: &Found, now: Moment) -> Draft {
        let leaves: Vec<Leaf> = found.entries.iter().map(|row| row.entry.leaf()).collect();
        let root = merkle::root(&Leaf::hashes(&leaves));
        let (number, total, previous) = match &found.last {
            Some(last) => (last.number + 1, last.total, last.head.0),
            None => (1, 0, GENESIS),
        };
        let entries = leaves.len() as i64;
        let head = heads::chained(&previous, number, entries, &root, now);
        Draft {
            row: BatchRow {
                number,
                entries,
                total: total + entries,
                root: Hex(root),
                head: Hex(head),
                sealed_at: now,
                public_key: self.key.public(),
                signature: Hex(self.key.sign(&head)),
            },
            leaves: Leaf::write_all(&leaves),
        }
    }

    /// Keeps a batch, unless another node was faster.
    async fn keep(&self, draft: Draft) -> Result<bool> {
        let kept = self
            .db
            .write::<_, oqu_db::Error, _>(async move |tx| {
                if !tx.try_lock(LOCK).await? {
                    return Ok(false);
                }
                let last: Option<BatchRow> = tx.maybe(&LAST_BATCH, &[]).await?;
                if last.map_or(0, |last| last.number) + 1 != draft.row.number {
                    return Ok(false);
                }
                let row = &draft.row;
                let values = [
                    row.number.into(),
                    row.entries.into(),
                    row.total.into(),
                    draft.leaves.as_slice().into(),
                    row.root.into(),
                    row.head.into(),
                    row.sealed_at.into(),
                    row.public_key.into(),
                    row.signature.into(),
                ];
                tx.run(&INSERT_BATCH, &values).await?;
                Ok(true)
            })
            .await;
        match kept {
            Err(oqu_db::Error::Taken(_)) => Ok(false),
            kept => Ok(kept?),
        }
    }

    /// Appends the heads up to batch `last` that the file lacks: those of a crash, of another node.
    async fn write_heads(&self, written: &mut Option<i64>, last: i64) -> Result<()> {
        let mut from = match *written {
            Some(number) => number,
            None => self.already_written().await?,
        };
        while from < last {
            let after = from;
            let rows: Vec<BatchRow> = self
                .db
                .read::<_, oqu_db::Error, _>(async move |tx| {
                    tx.all(&BATCHES_AFTER, &[after.into(), HEADS_AT_ONCE.into()])
                        .await
                })
                .await?;
            let Some(newest) = rows.last().map(|row| row.number) else {
                break;
            };
            let lines: Vec<Head> = rows.into_iter().map(Head::from).collect();
            let file = self.file.clone();
            *written = None;
            on_disk(move || heads::append(&file, &lines)).await?;
            from = newest;
            *written = Some(from);
        }
        *written = Some(from);
        Ok(())
    }

    /// Up to which batch the file and the database agree. A file that knows more, or another
    /// chain, is left as it is, because it is the evidence; what the database has since is added.
    async fn already_written(&self) -> Result<i64> {
        let file = self.file.clone();
        let Some(last) = on_disk(move || heads::repair(&file)).await? else {
            return Ok(0);
        };
        let number = i64::try_from(last.number).unwrap_or(i64::MAX);
        if self.has(number, last.head).await? {
            return Ok(number);
        }
        tracing::error!(
            batch = number,
            "the database lacks the last audit head that was written beside it: it was set back or cut off; run `oqu audit verify`"
        );
        let file = self.file.clone();
        let known = on_disk(move || heads::Heads::read(&file)).await?;
        let mut agreed = 0;
        for head in known.all() {
            let number = i64::try_from(head.number).unwrap_or(i64::MAX);
            if number == agreed + 1 && self.has(number, Hex(head.head)).await? {
                agreed = number;
            }
        }
        Ok(agreed)
    }

    async fn has(&self, number: i64, head: Hex<32>) -> Result<bool> {
        let row: Option<BatchRow> = self
            .db
            .read::<_, oqu_db::Error, _>(async move |tx| tx.maybe(&BATCH, &[number.into()]).await)
            .await?;
        Ok(row.is_some_and(|row| row.head == head))
    }
}

/// The same trouble is said once, not twice a second.
fn say(worked: Result<()>, said: &mut Option<String>) {
    match worked {
        Ok(()) => {}
        Err(error) => {
            let words = error.to_string();
            if said.as_ref() != Some(&words) {
                tracing::error!(
                    error = words,
                    "failed to seal the audit log; it is tried again"
                );
                *said = Some(words);
            }
        }
    }
}

async fn find(tx: &mut Tx, known: Option<(i64, Place)>) -> Result<Found> {
    let mark = tx.settled_mark().await?;
    let last: Option<BatchRow> = tx.maybe(&LAST_BATCH, &[]).await?;
    let number = last.as_ref().map_or(0, |last| last.number);
    let place = match known {
        Some((of, place)) if of == number => place,
        _ => sealed_place(tx, number).await?,
    };
    if place.xid >= mark {
        return Err(Error::Order(
            "sealed audit entries carry transaction numbers that this server has not reached: the database was moved here by other means than `oqu restore`; back it up with `oqu backup` and restore it into an empty one".into(),
        ));
    }
    let values = [
        place.xid.into(),
        place.seq.into(),
        mark.into(),
        BATCH_ENTRIES.into(),
    ];
    let entries = tx.all(&SETTLED_AFTER, &values).await?;
    Ok(Found {
        last,
        place,
        entries,
    })
}

/// The place of the last sealed entry that is still there. Looked up by its id, because a restore
/// gives places anew; entries that somebody deleted are passed over.
async fn sealed_place(tx: &mut Tx, last: i64) -> Result<Place> {
    for number in (1..=last).rev() {
        let column: Option<Vec<u8>> = tx.maybe(&LEAVES, &[number.into()]).await?;
        let leaves = column.and_then(|column| Leaf::read_all(&column));
        for leaf in leaves.unwrap_or_default().iter().rev() {
            if let Some(place) = tx.maybe(&ENTRY_PLACE, &[leaf.id.into()]).await? {
                return Ok(place);
            }
        }
    }
    Ok(Place::START)
}

/// Files are slow: they are written where nobody waits for a page.
async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::File(error.to_string()))?
}
