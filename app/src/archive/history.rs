//! What became of each backup: a line of JSON for each in the data folder, beside the rows and not
//! in them, because `oqu backup` reads beside a server and does not write.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use oqu_kernel::Moment;
use serde::{Deserialize, Serialize};

use super::{Fault, Manifest};

/// The file in the data folder.
pub const FILE: &str = "backups.jsonl";
/// Lines are looked for in so many last bytes of it: some hundreds of backups.
const TAIL: usize = 64 << 10;

/// What became of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// When it was begun, in UTC milliseconds.
    pub at: i64,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// The archive.
    pub file: String,
    /// Its bytes; none when it was not made.
    pub bytes: u64,
    /// Rows in it.
    pub rows: u64,
    /// Files in it.
    pub files: u64,
    /// Files that were missing or damaged and are not whole in it.
    pub lost: u64,
    /// Why it was not made; empty when it was.
    pub trouble: String,
    /// Who had it made; empty for the console and for the clock.
    #[serde(default)]
    pub by: String,
}

impl Record {
    /// What became of the backup to `target`.
    pub fn of(
        target: &Path,
        begun: Moment,
        took: Duration,
        made: &Result<Manifest, Fault>,
    ) -> Self {
        let count = |number: usize| number as u64;
        let manifest = made.as_ref().ok();
        Self {
            at: begun.millis(),
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            file: target.display().to_string(),
            bytes: match manifest {
                Some(_) => target.metadata().map_or(0, |meta| meta.len()),
                None => 0,
            },
            rows: manifest.map_or(0, |made| made.tables().map(|part| part.rows).sum()),
            files: manifest.map_or(0, |made| count(made.files().count())),
            lost: manifest.map_or(0, |made| count(made.lost.len())),
            trouble: made
                .as_ref()
                .err()
                .map(ToString::to_string)
                .unwrap_or_default(),
            by: String::new(),
        }
    }

    /// By the hand of a person.
    #[must_use]
    pub fn by(mut self, name: &str) -> Self {
        self.by = name.to_owned();
        self
    }

    /// Whether it was made and everything is in it.
    pub fn is_whole(&self) -> bool {
        self.trouble.is_empty() && self.lost == 0
    }
}

/// Adds a line.
///
/// # Errors
/// When the folder cannot be written to.
pub fn add(data: &Path, record: &Record) -> std::io::Result<()> {
    let line = serde_json::to_string(record)? + "\n";
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(data.join(FILE))?;
    file.write_all(line.as_bytes())
}

/// The last one, whatever became of it.
pub fn last(data: &Path) -> Option<Record> {
    lines(data).next()
}

/// The last one with everything in it.
pub fn last_whole(data: &Path) -> Option<Record> {
    lines(data).find(Record::is_whole)
}

/// The last hundreds, the newest first. A line that was cut off by a kill is passed over.
pub fn lines(data: &Path) -> impl Iterator<Item = Record> {
    let bytes = std::fs::read(data.join(FILE)).unwrap_or_default();
    let tail = bytes[bytes.len().saturating_sub(TAIL)..].to_vec();
    let text = String::from_utf8_lossy(&tail).into_owned();
    let records: Vec<Record> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    records.into_iter().rev()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(at: i64, trouble: &str) -> Record {
        Record {
            at,
            took_ms: 1,
            file: "a.tar".into(),
            bytes: 1,
            rows: 1,
            files: 0,
            lost: 0,
            trouble: trouble.into(),
            by: String::new(),
        }
    }

    #[test]
    fn the_last_is_told_and_the_last_whole_one_and_half_a_line_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(last(folder.path()), None);
        for (at, trouble) in [(1, ""), (2, ""), (3, "no room")] {
            add(folder.path(), &record(at, trouble)).unwrap();
        }
        assert_eq!(last(folder.path()).unwrap().at, 3);
        assert_eq!(last_whole(folder.path()).unwrap().at, 2);
        let path = folder.path().join(FILE);
        let mut cut = std::fs::read_to_string(&path).unwrap();
        cut.push_str("{\"at\":4,");
        std::fs::write(&path, cut).unwrap();
        assert_eq!(last(folder.path()).unwrap().at, 3);
    }
}
