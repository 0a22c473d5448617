//! Heads of the chain outside the database: a line of JSON for each batch in `audit-heads.jsonl`.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use oqu_kernel::Moment;
use sha2::{Digest, Sha256};

use crate::merkle::Hash;
use crate::rows::BatchRow;
use crate::{Error, Hex, PublicKey, Result, keys};

/// The name of the file in the data folder.
pub const HEADS_FILE: &str = "audit-heads.jsonl";
/// Before the first batch.
pub(crate) const GENESIS: Hash = [0; 32];
/// A line is about 480 bytes; the last one is looked for in so much of the file's end.
const TAIL_BYTES: u64 = 64 << 10;

/// The head of the chain after a batch, signed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    /// The batch, from 1 without gaps.
    pub number: u64,
    /// Entries in it.
    pub entries: u64,
    /// Entries in it and in all before it.
    pub total: u64,
    /// The root of its Merkle tree.
    pub root: Hex<32>,
    /// SHA-256 over the head before, the number, the count, the root and the time.
    pub head: Hex<32>,
    /// When it was sealed, in milliseconds since 1970.
    pub sealed_at: Moment,
    /// The key that signed.
    pub public_key: PublicKey,
    /// Ed25519 over the head.
    pub signature: Hex<64>,
}

impl From<BatchRow> for Head {
    fn from(row: BatchRow) -> Self {
        Self {
            number: u64::try_from(row.number).unwrap_or_default(),
            entries: u64::try_from(row.entries).unwrap_or_default(),
            total: u64::try_from(row.total).unwrap_or_default(),
            root: row.root,
            head: row.head,
            sealed_at: row.sealed_at,
            public_key: row.public_key,
            signature: row.signature,
        }
    }
}

/// The head after a batch: SHA-256(previous ‖ number ‖ entries ‖ root ‖ time), numbers as eight
/// bytes with the highest first.
pub(crate) fn chained(previous: &Hash, number: i64, entries: i64, root: &Hash, at: Moment) -> Hash {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(number.to_be_bytes());
    hash.update(entries.to_be_bytes());
    hash.update(root);
    hash.update(at.millis().to_be_bytes());
    hash.finalize().into()
}

/// Where the heads of an installation stand.
pub fn heads_path(data: &Path) -> PathBuf {
    data.join(HEADS_FILE)
}

/// What a check needs of the heads that were kept outside: 48 bytes for each.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    known: Vec<Known>,
    keys: Vec<PublicKey>,
    trusted: BTreeSet<PublicKey>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub number: u64,
    pub total: u64,
    pub head: Hash,
    pub key: u16,
}

impl Heads {
    /// No heads: only the inside of the chain can be checked.
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a file of heads, this installation's or one that was exported. A file that is not
    /// there is an empty one; a last line that is still being written is left out.
    ///
    /// # Errors
    /// When it cannot be read, or a line is no head.
    pub fn read(path: &Path) -> Result<Self> {
        let mut heads = Self::none();
        each_line(path, |head| heads.add(&head))?;
        heads.known.sort_by_key(|known| known.number);
        Ok(heads)
    }

    /// Trusts the keys that lie in `<data>/keys`: the own one and every `*.pub` beside it.
    ///
    /// # Errors
    /// When the folder or a key in it cannot be read.
    pub fn trust_keys_of(mut self, data: &Path) -> Result<Self> {
        self.trusted.extend(keys::of_folder(data)?);
        Ok(self)
    }

    /// Trusts one more key.
    #[must_use]
    pub fn trust(mut self, key: PublicKey) -> Self {
        self.trusted.insert(key);
        self
    }

    fn add(&mut self, head: &Head) {
        let at = self.keys.iter().position(|key| *key == head.public_key);
        let at = at.unwrap_or_else(|| {
            self.keys.push(head.public_key);
            self.keys.len() - 1
        });
        self.known.push(Known {
            number: head.number,
            total: head.total,
            head: head.head.0,
            key: u16::try_from(at).unwrap_or(u16::MAX),
        });
    }

    /// How many are known.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// What is known of a batch: usually one head; several when the database was set back.
    pub(crate) fn of(&self, number: u64) -> &[Known] {
        let from = self.known.partition_point(|known| known.number < number);
        let to = self.known.partition_point(|known| known.number <= number);
        &self.known[from..to]
    }

    /// All of them, ordered by number.
    pub(crate) fn all(&self) -> &[Known] {
        &self.known
    }

    pub(crate) fn last(&self) -> Option<Known> {
        self.known.last().copied()
    }

    pub(crate) fn key_of(&self, known: Known) -> Option<PublicKey> {
        self.keys.get(usize::from(known.key)).copied()
    }

    /// Whether a key was told to be trusted. A head vouches for its own batch and not for the key
    /// that signed it. Without any head or key, nothing can be said against a key.
    pub(crate) fn trusts(&self, key: &PublicKey) -> bool {
        self.known.is_empty() && self.trusted.is_empty() || self.trusted.contains(key)
    }
}

fn each_line(path: &Path, mut take: impl FnMut(Head)) -> Result<()> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        opened => opened.map_err(|error| Error::file(path, &error))?,
    };
    let mut lines = BufReader::new(file);
    let mut line = String::new();
    let mut number = 0_u64;
    loop {
        line.clear();
        number += 1;
        let read = lines
            .read_line(&mut line)
            .map_err(|error| Error::file(path, &error))?;
        if read == 0 || !line.ends_with('\n') {
            return Ok(());
        }
        let head = serde_json::from_str(line.trim_end()).map_err(|error| {
            Error::Heads(format!(
                "line {number} of {} is no head ({error}); the file was changed by hand or the disk is damaged",
                path.display()
            ))
        })?;
        take(head);
    }
}

/// Adds heads at the end and waits until they are on disk.
pub(crate) fn append(path: &Path, heads: &[Head]) -> Result<()> {
    let mut lines = Vec::new();
    for head in heads {
        serde_json::to_writer(&mut lines, head).map_err(|error| Error::Heads(error.to_string()))?;
        lines.push(b'\n');
    }
    let written = || {
        let is_new = !path.exists();
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(&lines)?;
        file.sync_data()?;
        if is_new {
            File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(())
    };
    written().map_err(|error| Error::file(path, &error))
}

/// Takes away a last line that a power cut left half written, and returns the last whole head.
pub(crate) fn repair(path: &Path) -> Result<Option<Head>> {
    let file = OpenOptions::new().read(true).write(true).open(path);
    let mut file = match file {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|error| Error::file(path, &error))?,
    };
    let tail = read_tail(&mut file).map_err(|error| Error::file(path, &error))?;
    let whole = tail
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    if whole == 0 && tail.len() as u64 == TAIL_BYTES {
        return Err(Error::Heads(format!(
            "{} has no lines; it is no file of heads",
            path.display()
        )));
    }
    let partial = tail.len() - whole;
    if partial > 0 {
        let cut = || {
            let length = file.metadata()?.len();
            file.set_len(length - partial as u64)?;
            file.sync_all()
        };
        cut().map_err(|error| Error::file(path, &error))?;
        tracing::warn!(file = %path.display(), bytes = partial, "a half line of audit heads was taken away; it is written again");
    }
    let lines = &tail[..whole];
    let last = lines
        .strip_suffix(b"\n")
        .map(|lines| lines.rsplit(|byte| *byte == b'\n').next().unwrap_or(lines));
    let Some(last) = last else { return Ok(None) };
    serde_json::from_slice(last).map(Some).map_err(|error| {
        Error::Heads(format!(
            "the last whole line of {} is no head ({error}); the file was changed by hand or the disk is damaged",
            path.display()
        ))
    })
}

fn read_tail(file: &mut File) -> std::io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    Ok(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(number: u64) -> Head {
        Head {
            number,
            entries: 1,
            total: number,
            root: Hex([1; 32]),
            head: Hex([u8::try_from(number).unwrap(); 32]),
            sealed_at: Moment::from_millis(5),
            public_key: Hex([2; 32]),
            signature: Hex([3; 64]),
        }
    }

    #[test]
    fn a_half_line_is_taken_away_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = heads_path(folder.path());
        assert_eq!(repair(&path).unwrap(), None);
        append(&path, &[head(1), head(2)]).unwrap();
        assert_eq!(repair(&path).unwrap(), Some(head(2)));
        let whole = std::fs::read(&path).unwrap();
        let half = [whole.as_slice(), br#"{"number":3,"#].concat();
        std::fs::write(&path, half).unwrap();
        assert_eq!(Heads::read(&path).unwrap().count(), 2);
        assert_eq!(repair(&path).unwrap(), Some(head(2)));
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }

    #[test]
    fn damage_elsewhere_is_said_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = heads_path(folder.path());
        append(&path, &[head(1), head(2)]).unwrap();
        let damaged = std::fs::read_to_string(&path)
            .unwrap()
            .replacen("entries", "entr", 1);
        std::fs::write(&path, &damaged).unwrap();
        assert!(matches!(Heads::read(&path), Err(Error::Heads(_))));
        assert_eq!(repair(&path).unwrap(), Some(head(2)));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
    }

    #[test]
    fn a_head_makes_no_key_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let path = heads_path(folder.path());
        assert!(Heads::none().trusts(&Hex([9; 32])));
        append(&path, &[head(1)]).unwrap();
        let heads = Heads::read(&path).unwrap();
        assert!(!heads.trusts(&Hex([2; 32])));
        assert!(heads.trust(Hex([9; 32])).trusts(&Hex([9; 32])));
    }
}
