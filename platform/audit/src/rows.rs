//! Entries and batches as they stand in the tables, and the bytes of an entry that are sealed.

use oqu_db::{FromRow, Result, Row, Tx};
use oqu_kernel::{Id, Moment, PersonId};
use uuid::Uuid;

use crate::merkle::{self, Hash};
use crate::{Change, Entry, Hex, PublicKey};

oqu_db::row! {
    /// An entry as it was written.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EntryRow {
        /// Its id, which grows with time.
        pub id: Id<Entry>,
        /// The time of the act.
        pub at: Moment,
        /// Who acted; none for the program itself.
        pub person: Option<PersonId>,
        /// Their name as it was then.
        pub who: String,
        /// The role under which they acted.
        pub role: String,
        /// What was done: `person.changed`.
        pub act: String,
        /// The kind of the object.
        pub object_kind: String,
        /// The object.
        pub object_id: Option<Uuid>,
        /// Its name as it was then.
        pub object_name: String,
        /// On which ground.
        pub ground: String,
        /// The changes as JSON.
        pub details: String,
        /// From where.
        pub origin: String,
        /// The number of the request.
        pub request: String,
    }
}

/// The columns of [`EntryRow`] in its order.
macro_rules! entry_columns {
    () => {
        "id, at, person, who, role, act, object_kind, object_id, object_name, ground, details, origin, request"
    };
}

pub(crate) use entry_columns;

/// The first field of every leaf: a later form of entries would have another.
const FORM: &[u8] = b"oqu audit entry 1";
/// In place of a length where there is no value; no field is so long.
const NONE: u32 = u32::MAX;

impl EntryRow {
    /// The changed fields.
    pub fn changes(&self) -> Vec<Change> {
        serde_json::from_str(&self.details).unwrap_or_default()
    }

    /// What is sealed of an entry: each field with its length before it, so that no two entries
    /// share their bytes. `seq` and `xid` are not among them: a restore gives them anew.
    pub(crate) fn canonical(&self) -> Vec<u8> {
        let at = self.at.millis().to_be_bytes();
        let id = self.id.uuid();
        let person = self.person.map(Id::uuid);
        let fields: [Option<&[u8]>; 14] = [
            Some(FORM),
            Some(id.as_bytes()),
            Some(&at),
            person.as_ref().map(|id| id.as_bytes().as_slice()),
            Some(self.who.as_bytes()),
            Some(self.role.as_bytes()),
            Some(self.act.as_bytes()),
            Some(self.object_kind.as_bytes()),
            self.object_id.as_ref().map(|id| id.as_bytes().as_slice()),
            Some(self.object_name.as_bytes()),
            Some(self.ground.as_bytes()),
            Some(self.details.as_bytes()),
            Some(self.origin.as_bytes()),
            Some(self.request.as_bytes()),
        ];
        let mut bytes = Vec::with_capacity(256);
        for field in fields {
            let length = field.map_or(NONE, |field| u32::try_from(field.len()).unwrap_or(NONE - 1));
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(field.unwrap_or_default());
        }
        bytes
    }

    pub(crate) fn leaf(&self) -> Leaf {
        Leaf {
            id: self.id.uuid(),
            hash: merkle::leaf(&self.canonical()),
        }
    }
}

/// Where an entry stands in the order of commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub xid: i64,
    pub seq: i64,
}

impl Place {
    /// Before every entry.
    pub(crate) const START: Self = Self {
        xid: i64::MIN,
        seq: i64::MIN,
    };
}

impl FromRow for Place {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            xid: row.next()?,
            seq: row.next()?,
        })
    }
}

/// Before which transaction number everything has ended. SQLite knows none and writes 0: a row with
/// another was not written by the program, and is neither sealed nor gone on from.
pub(crate) async fn settled_mark(tx: &mut Tx) -> Result<i64> {
    Ok(match tx.settled_mark().await? {
        i64::MAX => AFTER_ONE_WRITER,
        mark => mark,
    })
}

/// The mark on SQLite.
pub(crate) const AFTER_ONE_WRITER: i64 = 1;

/// An entry and its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub place: Place,
    pub entry: EntryRow,
}

impl FromRow for Placed {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            place: Place::from_row(row)?,
            entry: EntryRow::from_row(row)?,
        })
    }
}

/// One entry of a batch: its id, and the hash that the tree is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub id: Uuid,
    pub hash: Hash,
}

/// Bytes of a leaf in the column `leaves`.
pub(crate) const LEAF_BYTES: usize = 16 + 32;

impl Leaf {
    /// The column `leaves` of a batch.
    pub(crate) fn write_all(leaves: &[Self]) -> Vec<u8> {
        let parts = leaves
            .iter()
            .flat_map(|leaf| [leaf.id.as_bytes().as_slice(), &leaf.hash]);
        parts.flatten().copied().collect()
    }

    /// The leaves of a column; none when somebody cut it at a wrong place.
    pub(crate) fn read_all(column: &[u8]) -> Option<Vec<Self>> {
        let (leaves, rest) = column.as_chunks::<LEAF_BYTES>();
        if !rest.is_empty() {
            return None;
        }
        let read = |bytes: &[u8; LEAF_BYTES]| {
            let (id, hash) = bytes.split_at(16);
            Some(Self {
                id: Uuid::from_slice(id).ok()?,
                hash: hash.try_into().ok()?,
            })
        };
        leaves.iter().map(read).collect()
    }

    /// The hashes, for the root.
    pub(crate) fn hashes(leaves: &[Self]) -> Vec<Hash> {
        leaves.iter().map(|leaf| leaf.hash).collect()
    }
}

oqu_db::row! {
    /// A batch without its leaves.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub(crate) struct BatchRow {
        pub number: i64,
        pub entries: i64,
        pub total: i64,
        pub root: Hex<32>,
        pub head: Hex<32>,
        pub sealed_at: Moment,
        pub public_key: PublicKey,
        pub signature: Hex<64>,
    }
}

/// A batch with its leaves, read so that rubbish in a column is a finding and no failure.
#[derive(Clone, Debug)]
pub(crate) struct FullBatch {
    pub number: i64,
    pub leaves: Vec<u8>,
    /// None when a hash, key or signature is not as long as it must be.
    pub batch: Option<BatchRow>,
}

impl FromRow for FullBatch {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let leaves = row.next()?;
        let number = row.next()?;
        let (entries, total) = (row.next()?, row.next()?);
        let (root, head) = (fixed(row)?, fixed(row)?);
        let sealed_at = row.next()?;
        let (public_key, signature) = (fixed(row)?, fixed(row)?);
        let whole = || {
            Some(BatchRow {
                number,
                entries,
                total,
                root: root?,
                head: head?,
                sealed_at,
                public_key: public_key?,
                signature: signature?,
            })
        };
        Ok(Self {
            number,
            leaves,
            batch: whole(),
        })
    }
}

fn fixed<const N: usize>(row: &mut Row<'_>) -> Result<Option<Hex<N>>> {
    let bytes: Vec<u8> = row.next()?;
    Ok(bytes.try_into().ok().map(Hex))
}

macro_rules! batch_columns {
    () => {
        "number, entries, total, root, head, sealed_at, public_key, signature"
    };
}

oqu_db::statements! {
    pub(crate) LAST_BATCH = concat!("SELECT ", batch_columns!(), " FROM audit_batches ORDER BY number DESC LIMIT 1");
    pub(crate) BATCH = concat!("SELECT ", batch_columns!(), " FROM audit_batches WHERE number = $1");
    pub(crate) BATCHES_AFTER = concat!(
        "SELECT ", batch_columns!(), " FROM audit_batches WHERE number > $1 ORDER BY number LIMIT $2"
    );
    pub(crate) LAST_TOTAL = "SELECT total FROM audit_batches ORDER BY number DESC LIMIT 1";
    pub(crate) LEAVES = "SELECT leaves FROM audit_batches WHERE number = $1";
    pub(crate) LEAF_SIZES = "SELECT number, CAST(length(leaves) AS BIGINT) FROM audit_batches \
        WHERE number > $1 ORDER BY number LIMIT $2";
    pub(crate) FULL_BATCHES = concat!(
        "SELECT leaves, ", batch_columns!(), " FROM audit_batches WHERE number > $1 AND number <= $2 ORDER BY number"
    );
    pub(crate) ENTRY_PLACE = "SELECT xid, seq FROM audit_entries WHERE id = $1";
    pub(crate) ENTRY = concat!("SELECT ", entry_columns!(), " FROM audit_entries WHERE id = $1");
    pub(crate) ENTRIES_OF_OBJECT = concat!(
        "SELECT ", entry_columns!(), " FROM audit_entries \
         WHERE object_id = $1 AND object_kind = $2 ORDER BY id DESC LIMIT $3"
    );
    /// In the order of commits, after a place.
    pub(crate) ENTRIES_AFTER = concat!(
        "SELECT xid, seq, ", entry_columns!(), " FROM audit_entries \
         WHERE (xid, seq) > ($1, $2) ORDER BY xid, seq LIMIT $3"
    );
    /// The same, of transactions that have ended.
    pub(crate) SETTLED_AFTER = concat!(
        "SELECT xid, seq, ", entry_columns!(), " FROM audit_entries \
         WHERE (xid, seq) > ($1, $2) AND xid < $3 ORDER BY xid, seq LIMIT $4"
    );
    /// Only the ids, where a row cannot be read as a whole.
    pub(crate) IDS_AFTER = "SELECT xid, seq, id FROM audit_entries \
        WHERE (xid, seq) > ($1, $2) ORDER BY xid, seq LIMIT $3";
    pub(crate) COUNT_UNTIL = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE (xid, seq) <= ($1, $2)";
    /// On SQLite: written by somebody else than the program.
    pub(crate) ODD_ENTRY = "SELECT id FROM audit_entries WHERE xid > 0 ORDER BY xid, seq LIMIT 1";
    pub(crate) COUNT_AFTER = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE (xid, seq) > ($1, $2)";
    pub(crate) INSERT_BATCH = "INSERT INTO audit_batches \
        (number, entries, total, leaves, root, head, sealed_at, public_key, signature) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

/// The last acts on an object, newest first.
///
/// # Errors
/// The database's failure.
pub async fn history(tx: &mut Tx, kind: &str, id: Uuid, limit: u32) -> Result<Vec<EntryRow>> {
    tx.all(&ENTRIES_OF_OBJECT, &[id.into(), kind.into(), limit.into()])
        .await
}

#[cfg(test)]
mod tests {
    use oqu_kernel::{Chance, Id};

    use super::*;

    fn entry() -> EntryRow {
        EntryRow {
            id: Id::new(Moment::from_millis(1), &Chance::seeded(1)),
            at: Moment::from_millis(1),
            person: None,
            who: "ab".into(),
            role: "c".into(),
            act: "unit.added".into(),
            object_kind: "unit".into(),
            object_id: None,
            object_name: String::new(),
            ground: String::new(),
            details: "[]".into(),
            origin: String::new(),
            request: String::new(),
        }
    }

    #[test]
    fn every_field_counts_and_none_flows_into_the_next() {
        let whole = entry();
        let shifted = EntryRow {
            who: "a".into(),
            role: "bc".into(),
            ..entry()
        };
        let absent = EntryRow {
            object_id: Some(Uuid::nil()),
            ..entry()
        };
        assert_ne!(whole.leaf(), shifted.leaf());
        assert_ne!(whole.leaf(), absent.leaf());
        assert_eq!(whole.leaf(), entry().leaf());
    }

    #[test]
    fn leaves_survive_their_column() {
        let leaves = [entry().leaf(), entry().leaf()];
        let column = Leaf::write_all(&leaves);
        assert_eq!(column.len(), 2 * LEAF_BYTES);
        assert_eq!(Leaf::read_all(&column).as_deref(), Some(leaves.as_slice()));
        assert_eq!(Leaf::read_all(&column[1..]), None);
    }
}
