//! The sealer: takes what was committed into a signed chain of Merkle batches, within a second.
//!
//! Writers never wait for it. It reads committed entries on a view of its own, which takes part in
//! no conflict, and writes only its own table.

mod outside;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use oqu_db::{Db, Tx};
use oqu_kernel::{Clock, Moment};
use tokio::sync::Mutex;
use tokio::time::MissedTickBehavior;

use crate::chain::Link;
use crate::heads::{self, GENESIS, HEADS_FILE, Head};
use crate::index::index_slice;
use crate::keys::Keyring;
use crate::merkle::{self, Hash};
use crate::rows::{
    AFTER_ONE_WRITER, BatchRow, ENTRY_PLACE, INSERT_BATCH, LAST_BATCH, LEAVES, Leaf, Place, Placed,
    SETTLED_AFTER, settled_mark,
};
use crate::{Error, Hex, Result, SealingKey};

/// Entries of one batch at most: 200 kB of leaves, some milliseconds of work.
const BATCH_ENTRIES: i64 = 4_096;
/// How often the sealer looks: twice within the promised second.
const EVERY: Duration = Duration::from_millis(500);
/// Slices of names indexed between two looks when nobody writes.
const IDLE_SLICES: usize = 20;
/// Heads written to the file at once.
const HEADS_AT_ONCE: i64 = 500;
/// How often trouble that lasts is said again.
const SAID_EVERY: Duration = Duration::from_secs(60);
/// How often the sealed entries are counted; 0.1 s for a million.
const COUNTED_EVERY: Duration = Duration::from_secs(600);
/// A number that means "sealing" among the advisory locks.
const LOCK: i64 = 0x4f_51_55_02;

/// Seals the log of one database with the key of one data folder.
pub struct Sealer {
    db: Db,
    clock: Clock,
    key: SealingKey,
    keyring: Arc<Keyring>,
    file: PathBuf,
    memory: Mutex<Memory>,
}

/// What need not be looked up again. One sealer of a process works at a time.
#[derive(Default)]
struct Memory {
    /// The end of the chain that was checked and is in the file, once that is known.
    written: Option<Link>,
    /// The place of the last entry of a batch.
    place: Option<(i64, Place)>,
    /// When the sealed entries were counted.
    counted: Option<Moment>,
}

/// A batch that is put together and not yet kept.
#[derive(Clone)]
struct Draft {
    previous: Hash,
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
        let key = SealingKey::open(data)?;
        Ok(Self {
            db,
            clock,
            keyring: Arc::new(Keyring::new(key.public(), data)),
            key,
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
        let mut said = Said::default();
        let mut said_of_index = Said::default();
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
                // A log that may not be gone on with can be searched.
                Err(Error::Chain(_)) => IDLE_SLICES,
                Err(_) => 0,
            };
            let now = self.clock.now();
            said.say(worked.map(|_| ()), now);
            said_of_index.say(self.index(slices).await, now);
        }
        said.say(self.seal_once().await.map(|_| ()), self.clock.now());
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
    /// When the database or the file fails; nothing is half done, the next call goes on. When a
    /// batch of the database is none that may be built upon: nothing is sealed until it is gone.
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
            let link = self.write_heads(&mut memory.written, last).await?;
            if link.number != last {
                // Another node sealed meanwhile; it needs no help.
                return Ok(sealed);
            }
            self.count(&mut memory.counted, link, found.place).await?;
            if found.entries.is_empty() {
                return Ok(sealed);
            }
            let draft = self.draft(&found, link, self.clock.now());
            if !self.keep(draft.clone()).await? {
                // Another node seals.
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

    fn draft(&self, found: &Found, link: Link, now: Moment) -> Draft {
        let leaves: Vec<Leaf> = found.entries.iter().map(|row| row.entry.leaf()).collect();
        let root = merkle::root(&Leaf::hashes(&leaves));
        let number = link.number + 1;
        let entries = leaves.len() as i64;
        let head = heads::chained(&link.head, number, entries, &root, now);
        Draft {
            previous: link.head,
            row: BatchRow {
                number,
                entries,
                total: link.total + entries,
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
                let end = last.map_or((0, GENESIS), |last| (last.number, last.head.0));
                if end != (draft.row.number - 1, draft.previous) {
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
}

/// Trouble that was said: the same is said once a minute, not twice a second.
#[derive(Default)]
struct Said(Option<(String, Moment)>);

impl Said {
    fn say(&mut self, worked: Result<()>, now: Moment) {
        let Err(error) = worked else { return };
        let words = error.to_string();
        let lately = self
            .0
            .as_ref()
            .is_some_and(|(said, at)| *said == words && now.since(*at) < SAID_EVERY);
        if lately {
            return;
        }
        tracing::error!(
            error = words,
            "failed to seal the audit log; it is tried again"
        );
        self.0 = Some((words, now));
    }
}

async fn find(tx: &mut Tx, known: Option<(i64, Place)>) -> Result<Found> {
    let mark = settled_mark(tx).await?;
    let last: Option<BatchRow> = tx.maybe(&LAST_BATCH, &[]).await?;
    let number = last.as_ref().map_or(0, |last| last.number);
    let place = match known {
        Some((of, place)) if of == number => place,
        _ => sealed_place(tx, number, mark).await?,
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
/// gives places anew; entries that somebody deleted, or wrote with a place of their own, are passed over.
pub(crate) async fn sealed_place(tx: &mut Tx, last: i64, mark: i64) -> Result<Place> {
    for number in (1..=last).rev() {
        let column: Option<Vec<u8>> = tx.maybe(&LEAVES, &[number.into()]).await?;
        let leaves = column.and_then(|column| Leaf::read_all(&column));
        for leaf in leaves.unwrap_or_default().iter().rev() {
            let place: Option<Place> = tx.maybe(&ENTRY_PLACE, &[leaf.id.into()]).await?;
            if let Some(place) = place.filter(|place| place.xid < mark || mark != AFTER_ONE_WRITER)
            {
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
