use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{FORMAT, Fault};

/// What an archive holds and where it comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the archive.
    pub format: u32,
    /// The version of Oqu that wrote it.
    pub program: String,
    /// When, in milliseconds since 1970.
    pub made_at: i64,
    /// The database it was read from.
    pub engine: String,
    /// The steps that the database had taken.
    pub migrations: Vec<Step>,
    /// The parts in the order of the archive.
    pub parts: Vec<Part>,
    /// Files that the rows know and that the store had not, or had damaged.
    #[serde(default)]
    pub lost: Vec<String>,
}

/// A migration that the database had taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The area.
    pub area: String,
    /// Its place in the area.
    pub number: i64,
    /// The hash of its text.
    pub checksum: String,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// The rows of a table.
    Table,
    /// A file of the data folder.
    File,
}

/// One part of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the archive.
    pub entry: String,
    /// What it is.
    pub kind: PartKind,
    /// The table, or the path in the data folder.
    pub name: String,
    /// Rows of a table.
    #[serde(default)]
    pub rows: u64,
    /// Bytes when unpacked.
    pub bytes: u64,
    /// Bytes in the archive.
    pub stored: u64,
    /// SHA-256 of the unpacked bytes, in hexadecimal digits.
    pub sha256: String,
}

/// Deflate cannot pack tighter than 1 : 1032; what claims more is made to fill a disk.
const TIGHTEST: u64 = 1_040;
/// The folders and files of a data folder that an archive may bring.
const BROUGHT: [&str; 3] = ["files", "keys", oqu_audit::HEADS_FILE];

impl Manifest {
    /// Whether this program can read it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), Fault> {
        if self.format > FORMAT {
            return Err(Fault::Refused(format!(
                "the archive was written by Oqu {} in a newer format; restore it with that version or a newer one",
                self.program
            )));
        }
        let mut names: Vec<(&str, bool)> = Vec::new();
        for part in &self.parts {
            part.check()?;
            names.push((&part.name, part.kind == PartKind::Table));
        }
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Fault::Archive("a part stands in it twice".into()));
        }
        Ok(())
    }

    /// The tables.
    pub fn tables(&self) -> impl Iterator<Item = &Part> {
        self.parts
            .iter()
            .filter(|part| part.kind == PartKind::Table)
    }

    /// The files.
    pub fn files(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.kind == PartKind::File)
    }
}

impl Part {
    /// Whether the bytes in the archive are packed.
    pub fn is_packed(&self) -> bool {
        self.kind == PartKind::Table
    }

    fn check(&self) -> Result<(), Fault> {
        let wrong = |what: &str| Err(Fault::Archive(format!("part {:?} {what}", self.entry)));
        match self.kind {
            PartKind::Table => {
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                if self.name.is_empty() || !self.name.chars().all(plain) {
                    return wrong("is no table");
                }
                if self.bytes > self.stored.saturating_mul(TIGHTEST) {
                    return wrong("claims to be larger than it can be");
                }
            }
            PartKind::File => {
                if safe_path(&self.name).is_none() {
                    return wrong("leads out of the data folder");
                }
                if self.bytes != self.stored {
                    return wrong("has two sizes");
                }
            }
        }
        Ok(())
    }
}

/// A path below the data folder, when it is one that an archive may bring.
pub(super) fn safe_path(name: &str) -> Option<PathBuf> {
    if name.contains(['\\', '\0', ':']) {
        return None;
    }
    let path = Path::new(name);
    let mut parts = path.components();
    let Some(Component::Normal(first)) = parts.next() else {
        return None;
    };
    let allowed = BROUGHT.iter().any(|brought| first == *brought);
    let plain = parts.all(|part| matches!(part, Component::Normal(_)));
    // Only as it was written: `files//a` and `files/./a` would be one file under several names.
    let same = path.components().collect::<PathBuf>().as_os_str() == name;
    (allowed && plain && same).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_the_data_folder() {
        assert!(safe_path("files/ab/cdef").is_some());
        assert!(safe_path("audit-heads.jsonl").is_some());
        assert!(safe_path("keys/audit.pub").is_some());
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "files/../../x",
            "files/./x",
            "files//x",
            "oqu.db",
            "oqu.toml",
            "files\\..\\x",
            "C:\\x",
            ".",
            "files/a\0b",
        ] {
            assert!(safe_path(path).is_none(), "{path:?}");
        }
    }
}
