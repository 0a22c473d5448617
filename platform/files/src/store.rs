use std::collections::HashMap;
use std::time::Duration;

use oqu_db::{Error, Query, Result, Tx};
use oqu_kernel::{Chance, Id, Moment, PersonId};
use uuid::Uuid;

use crate::{Hash, Kind};

/// Marks ids of files.
#[derive(Debug)]
pub enum File {}

/// Whose a file is: the kind is known to the area that keeps such things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The kind, such as `person-photo`.
    pub kind: &'static str,
    /// The thing.
    pub id: Uuid,
}

/// Whether somebody looked for viruses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// Looked at, nothing found.
    Clean,
    /// Nobody looked.
    Unscanned,
}

impl Scan {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Unscanned => "unscanned",
        }
    }

    pub(crate) fn of(word: &str) -> Self {
        match word {
            "clean" => Self::Clean,
            _ => Self::Unscanned,
        }
    }
}

/// Bytes that lie in the store and may become a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What they are called.
    pub hash: Hash,
    /// How many.
    pub size: u64,
    /// What they are.
    pub kind: Kind,
}

/// A file that is about to be.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Its bytes.
    pub kept: Kept,
    /// The same picture smaller: longest edge in pixels, bytes.
    pub sizes: Vec<(u32, Kept)>,
    /// What people call it.
    pub name: String,
    /// Whose it is.
    pub owner: Owner,
    /// Who brought it; none for the program itself.
    pub brought_by: Option<PersonId>,
    /// Whether somebody looked for viruses.
    pub scan: Scan,
}

oqu_db::row! {
    /// A file as a row.
    #[derive(Clone, Debug)]
    pub struct FileRow {
        /// Which.
        pub id: Id<File>,
        /// Its bytes.
        pub hash: Hash,
        /// What people call it.
        pub name: String,
        kind: String,
        size: i64,
        /// The kind of its owner.
        pub owner_kind: String,
        /// Its owner.
        pub owner_id: Uuid,
    }
}

impl FileRow {
    /// What it is.
    pub fn kind(&self) -> Kind {
        Kind::parse(&self.kind)
    }

    /// How many bytes.
    pub fn size(&self) -> u64 {
        u64::try_from(self.size).unwrap_or_default()
    }
}

oqu_db::statements! {
    BLOB = "SELECT state, touched_at FROM blobs WHERE hash = $1";
    ADD_BLOB = "INSERT INTO blobs (hash, size, kind, state, touched_at) VALUES ($1, $2, $3, 'coming', $4) \
        ON CONFLICT (hash) DO NOTHING";
    TOUCH_BLOB = "UPDATE blobs SET touched_at = $1 WHERE hash = $2";
    COME_AGAIN = "UPDATE blobs SET state = 'coming', touched_at = $1 WHERE hash = $2";
    BLOB_STORED = "UPDATE blobs SET state = 'stored', touched_at = $1 WHERE hash = $2 AND state <> 'going'";
    STORED = "SELECT count(*) FROM blobs WHERE hash = $1 AND state = 'stored'";
    ADD_FILE = "INSERT INTO files (id, hash, name, kind, size, brought_by, brought_at, owner_kind, owner_id, scan) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    ADD_SIZE = "INSERT INTO file_sizes (file, edge, hash, size) VALUES ($1, $2, $3, $4)";
    FILE = "SELECT id, hash, name, kind, size, owner_kind, owner_id FROM files WHERE id = $1";
    OF_OWNER = "SELECT id, hash, name, kind, size, owner_kind, owner_id FROM files \
        WHERE owner_kind = $1 AND owner_id = $2 ORDER BY id";
    SIZE = "SELECT hash, size FROM file_sizes WHERE file = $1 AND edge = $2";
    SIZES = "SELECT hash FROM file_sizes WHERE file = $1";
    DROP_SIZES = "DELETE FROM file_sizes WHERE file = $1";
    GIVE_FILES = "UPDATE files SET owner_id = $1 WHERE owner_kind = $2 AND owner_id = $3";
    DROP_FILE = "DELETE FROM files WHERE id = $1";
}

/// How long a sweep may take over one blob; after that it is thought dead. A store that does not
/// answer is asked for some forty seconds.
const GOING: Duration = Duration::from_secs(120);

/// What the store has of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// They are there.
    Stored,
    /// They are to be written.
    Write,
    /// They are being taken away at this moment.
    Wait,
}

/// Announces bytes before they are written, so that nothing lies in the store unknown.
pub(crate) async fn claim(tx: &mut Tx, kept: Kept, now: Moment) -> Result<Claim> {
    let found: Option<(String, Moment)> = tx.maybe(&BLOB, &[kept.hash.into()]).await?;
    let values = [now.into(), kept.hash.into()];
    match found {
        None => {
            let size = i64::try_from(kept.size).unwrap_or(i64::MAX);
            let values = [
                kept.hash.into(),
                size.into(),
                kept.kind.mime.into(),
                now.into(),
            ];
            tx.run(&ADD_BLOB, &values).await?;
            Ok(Claim::Write)
        }
        Some((state, touched)) if state == "going" => {
            if now.since(touched) < GOING {
                return Ok(Claim::Wait);
            }
            tx.run(&COME_AGAIN, &values).await?;
            Ok(Claim::Write)
        }
        Some((state, _)) => {
            tx.run(&TOUCH_BLOB, &values).await?;
            Ok(if state == "stored" {
                Claim::Stored
            } else {
                Claim::Write
            })
        }
    }
}

/// Notes that announced bytes are wholly in the store.
pub(crate) async fn stored(tx: &mut Tx, hash: Hash, now: Moment) -> Result<bool> {
    Ok(tx.run(&BLOB_STORED, &[now.into(), hash.into()]).await? == 1)
}

/// Makes a file of bytes that lie in the store.
///
/// # Errors
/// [`Error::Conflict`] when they lie there no more; the database's failure.
pub async fn add(tx: &mut Tx, new: &NewFile, now: Moment, chance: &Chance) -> Result<Id<File>> {
    let id = Id::<File>::new(now, chance);
    for kept in std::iter::once(&new.kept).chain(new.sizes.iter().map(|(_, kept)| kept)) {
        let there: i64 = tx.one(&STORED, &[kept.hash.into()]).await?;
        if there == 0 {
            return Err(Error::Conflict);
        }
    }
    let size = |kept: &Kept| i64::try_from(kept.size).unwrap_or(i64::MAX);
    let values = [
        id.into(),
        new.kept.hash.into(),
        (&new.name).into(),
        new.kept.kind.mime.into(),
        size(&new.kept).into(),
        new.brought_by.into(),
        now.into(),
        new.owner.kind.into(),
        new.owner.id.into(),
        new.scan.word().into(),
    ];
    tx.run(&ADD_FILE, &values).await?;
    for (edge, kept) in &new.sizes {
        let values = [
            id.into(),
            (*edge).into(),
            kept.hash.into(),
            size(kept).into(),
        ];
        tx.run(&ADD_SIZE, &values).await?;
    }
    Ok(id)
}

/// Takes a file away. Its bytes follow a day later, when nothing else holds them.
///
/// # Errors
/// The database's failure.
pub async fn remove(tx: &mut Tx, file: &FileRow, now: Moment) -> Result<()> {
    let mut hashes: Vec<Hash> = tx.all(&SIZES, &[file.id.into()]).await?;
    hashes.push(file.hash);
    tx.run(&DROP_SIZES, &[file.id.into()]).await?;
    tx.run(&DROP_FILE, &[file.id.into()]).await?;
    for hash in hashes {
        tx.run(&TOUCH_BLOB, &[now.into(), hash.into()]).await?;
    }
    Ok(())
}

/// Gives all files of a thing to another of the same kind.
///
/// # Errors
/// The database's failure.
pub async fn give(tx: &mut Tx, from: Owner, to: Owner) -> Result<()> {
    let values = [to.id.into(), from.kind.into(), from.id.into()];
    tx.run(&GIVE_FILES, &values).await?;
    Ok(())
}

/// The file with this id.
///
/// # Errors
/// The database's failure.
pub async fn file(tx: &mut Tx, id: Id<File>) -> Result<Option<FileRow>> {
    tx.maybe(&FILE, &[id.into()]).await
}

/// All files of a thing, the oldest first.
///
/// # Errors
/// The database's failure.
pub async fn of_owner(tx: &mut Tx, owner: Owner) -> Result<Vec<FileRow>> {
    tx.all(&OF_OWNER, &[owner.kind.into(), owner.id.into()])
        .await
}

/// The bytes of a picture with its longest edge of so many pixels.
pub(crate) async fn size(tx: &mut Tx, file: Id<File>, edge: u32) -> Result<Option<(Hash, i64)>> {
    tx.maybe(&SIZE, &[file.into(), edge.into()]).await
}

/// The newest file of each of several things of one kind, in one statement.
///
/// # Errors
/// The database's failure.
pub async fn newest(
    tx: &mut Tx,
    kind: &'static str,
    things: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Id<File>>> {
    let query = Query::new("SELECT owner_id, id FROM files WHERE owner_kind = ")
        .bind(kind)
        .push(" AND owner_id IN (")
        .bind_all(things)
        .push(") ORDER BY id");
    let rows: Vec<(Uuid, Id<File>)> = tx.list(&query).await?;
    Ok(rows.into_iter().collect())
}
