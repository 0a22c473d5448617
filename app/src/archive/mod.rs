//! One archive that holds everything: rows, files, heads of the audit. The same for both databases,
//! so that it is also the way from one to the other.
//!
//! A tar file with a part for each table (JSON lines, gzip), each file of the data folder, the heads
//! of the audit and its public keys; the manifest comes last and names each part with its SHA-256.
//! An archive that was cut off has no manifest, and is refused. With a lock all of that is sealed.

mod backup;
pub mod history;
mod manifest;
mod reader;
mod restore;
mod rows;
mod seal;
mod writer;

use std::fmt;
use std::path::{Path, PathBuf};

use oqu_files::Trouble;

pub use backup::{Backup, backup};
pub use manifest::{Manifest, Part, PartKind};
pub use reader::Archive;
pub use restore::restore;
pub use seal::{LEAST_CHARS, Lock, is_sealed};

/// The format that this program writes; it reads this one and all before it.
const FORMAT: u32 = 1;
/// The name of the manifest in the archive.
const MANIFEST: &str = "manifest.json";
/// Rows that do not travel: people sign in again and begin their uploads anew, the next backup by the
/// clock is made, and migrations are told in the manifest.
const LEFT_OUT: [&str; 9] = [
    "migrations",
    "sessions",
    "half_sessions",
    "devices",
    "sign_in_delays",
    "passkey_challenges",
    "uploads",
    "upload_pieces",
    "backup_days",
];

/// Why an archive could not be made or taken.
#[derive(Debug)]
pub enum Fault {
    /// The database's failure.
    Db(oqu_db::Error),
    /// A file cannot be read or written.
    File(PathBuf, std::io::Error),
    /// The archive is not what it should be.
    Archive(String),
    /// It cannot be done here, in words.
    Refused(String),
    /// The store of files failed at one of them.
    Store(String, Trouble),
    /// Whoever watches said that it is over.
    Stopped,
}

impl Fault {
    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File(path, error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Db(error) => error.fmt(f),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Archive(what) => write!(f, "the archive cannot be used: {what}"),
            Self::Refused(what) => f.write_str(what),
            Self::Store(name, trouble) => write!(f, "{name}: {trouble}"),
            Self::Stopped => f.write_str("it was stopped"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<oqu_db::Error> for Fault {
    fn from(error: oqu_db::Error) -> Self {
        Self::Db(error)
    }
}

/// Told how far the work is: the part at hand, its place, and how many there are when that is known.
pub trait Watch: Send + Sync + 'static {
    /// Begins a part.
    fn part(&self, name: &str, place: usize, of: Option<usize>);

    /// Whether it is to stop; nothing is left then.
    fn is_over(&self) -> bool {
        false
    }
}
