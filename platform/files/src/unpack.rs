//! ZIP archives of strangers, read under limits: nothing is written by what they say, and nothing is
//! read that they do not say before.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Read, Seek, Take};

use zip::ZipArchive;

/// What an archive may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnpackLimits {
    /// Entries, folders among them.
    pub entries: usize,
    /// Bytes of one file, unpacked.
    pub file_bytes: u64,
    /// Bytes of all files together, unpacked.
    pub all_bytes: u64,
    /// How many times larger files may be than they are packed; small ones are not asked.
    pub ratio: u64,
    /// Folders in each other.
    pub depth: usize,
    /// Bytes of a path.
    pub path_bytes: usize,
}

/// Files under this size may be packed as tightly as they like: a page of blanks is no bomb.
const SMALL: u64 = 1 << 20;

impl UnpackLimits {
    /// Packages of courses and of office documents.
    pub const USUAL: Self = Self {
        entries: 20_000,
        file_bytes: 2 << 30,
        all_bytes: 4 << 30,
        ratio: 200,
        depth: 16,
        path_bytes: 500,
    };
}

/// Why an archive is not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no archive, or it is damaged.
    Broken(String),
    /// It holds more than it may: entries, bytes, or bytes packed too tightly.
    TooMuch(&'static str),
    /// A path in it leads elsewhere, is too long or too deep, or stands in it twice.
    Path(String),
    /// It holds a link or a device.
    Special(String),
    /// It is locked by a password.
    Locked(String),
}

impl Unfit {
    /// The message that tells it.
    pub const fn message(&self) -> &'static str {
        match self {
            Self::Broken(_) => "files-archive-broken",
            Self::TooMuch(_) => "files-archive-large",
            Self::Path(_) | Self::Special(_) => "files-archive-paths",
            Self::Locked(_) => "files-archive-locked",
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(why) => write!(f, "damaged: {why}"),
            Self::TooMuch(what) => write!(f, "too much: {what}"),
            Self::Path(path) => write!(f, "a path that is not taken: {path:?}"),
            Self::Special(path) => write!(f, "neither file nor folder: {path:?}"),
            Self::Locked(path) => write!(f, "locked by a password: {path:?}"),
        }
    }
}

impl std::error::Error for Unfit {}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path with `/`, without a beginning slash and without steps up.
    pub path: String,
    /// Its bytes when unpacked, as the archive says; not one more is read.
    pub size: u64,
    place: usize,
}

/// An archive whose list of contents has been looked through.
pub struct Unpacked<R> {
    archive: ZipArchive<R>,
    entries: Vec<Entry>,
    limits: UnpackLimits,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<R: Read + Seek> Unpacked<R> {
    /// Opens an archive and looks through its list before anything is unpacked.
    ///
    /// # Errors
    /// Why it is not opened.
    pub fn open(mut reader: R, limits: UnpackLimits) -> Result<Self, Unfit> {
        let broken = |error: &dyn fmt::Display| Unfit::Broken(error.to_string());
        let packed = reader
            .seek(io::SeekFrom::End(0))
            .map_err(|error| broken(&error))?;
        let mut archive = ZipArchive::new(reader).map_err(|error| broken(&error))?;
        if archive.len() > limits.entries {
            return Err(Unfit::TooMuch("entries"));
        }
        let mut entries = Vec::new();
        let mut seen = HashSet::new();
        let mut all = 0_u64;
        for place in 0..archive.len() {
            let entry = archive
                .by_index_raw(place)
                .map_err(|error| broken(&error))?;
            let name = String::from_utf8(entry.name_raw().to_vec())
                .map_err(|error| Unfit::Path(error.to_string()))?;
            let path = checked(&name, &limits)?;
            let kind = entry.unix_mode().map_or(0, |mode| mode & 0o170_000);
            if entry.is_symlink() || !matches!(kind, 0 | 0o040_000 | 0o100_000) {
                return Err(Unfit::Special(name));
            }
            if entry.encrypted() {
                return Err(Unfit::Locked(name));
            }
            if !seen.insert(path.to_lowercase()) {
                return Err(Unfit::Path(name));
            }
            if entry.is_dir() {
                continue;
            }
            let size = entry.size();
            let is_tight = size > entry.compressed_size().saturating_mul(limits.ratio);
            all = all.saturating_add(size);
            if size > limits.file_bytes || all > limits.all_bytes {
                return Err(Unfit::TooMuch("bytes"));
            }
            if size > SMALL && is_tight {
                return Err(Unfit::TooMuch("bytes packed tightly"));
            }
            entries.push(Entry { path, size, place });
        }
        // Entries that lie over each other are packed into fewer bytes than they say.
        if all > SMALL && all > packed.saturating_mul(limits.ratio) {
            return Err(Unfit::TooMuch("bytes packed tightly"));
        }
        Ok(Self {
            archive,
            entries,
            left: limits.all_bytes,
            limits,
        })
    }

    /// The files, in the order of the archive.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file at a path.
    pub fn find(&self, path: &str) -> Option<Entry> {
        self.entries
            .iter()
            .find(|entry| entry.path == path)
            .cloned()
    }

    /// Unpacks one file into `out`, and not one byte more than it said. Each reading counts towards
    /// the bytes of all.
    ///
    /// # Errors
    /// When it is damaged or longer than it said, or when `out` fails.
    pub fn read(&mut self, entry: &Entry, out: &mut impl io::Write) -> Result<u64, Unfit> {
        let broken = |error: &dyn fmt::Display| Unfit::Broken(error.to_string());
        let most = entry.size.min(self.limits.file_bytes);
        let packed = self.archive.by_index(entry.place);
        let packed = packed.map_err(|error| broken(&error))?;
        let mut plain: Take<_> = packed.take(most + 1);
        let count = io::copy(&mut plain, out).map_err(|error| broken(&error))?;
        self.left = match self.left.checked_sub(count) {
            Some(left) if count <= most => left,
            _ => return Err(Unfit::TooMuch("bytes")),
        };
        Ok(count)
    }
}

/// The path of an entry, when it stays below the folder into which it is unpacked, on every system.
fn checked(name: &str, limits: &UnpackLimits) -> Result<String, Unfit> {
    let unfit = || Unfit::Path(name.to_owned());
    let path = name.strip_suffix('/').unwrap_or(name);
    let is_odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '\u{202a}'..='\u{202e}');
    if path.len() > limits.path_bytes || path.contains(is_odd) {
        return Err(unfit());
    }
    let steps: Vec<&str> = path.split('/').collect();
    if steps.len() > limits.depth || steps.iter().any(|step| matches!(*step, "" | "." | "..")) {
        return Err(unfit());
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::path::Path;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    const LIMITS: UnpackLimits = UnpackLimits {
        entries: 10,
        file_bytes: 8 << 20,
        all_bytes: 12 << 20,
        ratio: 100,
        depth: 4,
        path_bytes: 100,
    };

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn opened(bytes: &[u8]) -> Result<Unpacked<Cursor<&[u8]>>, Unfit> {
        Unpacked::open(Cursor::new(bytes), LIMITS)
    }

    fn refused(bytes: &[u8]) -> Unfit {
        match opened(bytes) {
            Ok(_) => panic!("a hostile archive is opened"),
            Err(unfit) => unfit,
        }
    }

    #[test]
    fn files_are_read_as_they_were() {
        let bytes = packed(&[
            ("imsmanifest.xml", b"<manifest/>"),
            ("сабақ/1.html", b"<p>"),
        ]);
        let mut archive = opened(&bytes).unwrap();
        let paths: Vec<&str> = archive.entries().iter().map(|e| e.path.as_str()).collect();
        assert_eq!(paths, ["imsmanifest.xml", "сабақ/1.html"]);
        let entry = archive.find("сабақ/1.html").unwrap();
        let mut out = Vec::new();
        assert_eq!(archive.read(&entry, &mut out), Ok(3));
        assert_eq!(out, b"<p>");
        assert!(archive.find("nothing").is_none());
    }

    #[test]
    fn paths_stay_below() {
        for name in [
            "../evil",
            "a/../../evil",
            "/etc/passwd",
            "a//b",
            "./a",
            "a\\..\\b",
            "C:/x",
            "a/b/c/d/e",
            "a\u{202e}gpj.exe",
            "a\nb",
        ] {
            let unfit = refused(&renamed(name));
            assert!(matches!(unfit, Unfit::Path(_)), "{name:?}: {unfit}");
        }
        assert!(matches!(
            refused(&packed(&[(&"a".repeat(101), b"")])),
            Unfit::Path(_)
        ));
        assert!(matches!(
            refused(&packed(&[("A.txt", b"1"), ("a.TXT", b"2")])),
            Unfit::Path(_)
        ));
    }

    /// A writer may clean names; here they are put into the bytes by hand.
    fn renamed(name: &str) -> Vec<u8> {
        let place = "x".repeat(name.len());
        let mut bytes = packed(&[(&place, b"1")]);
        let found: Vec<usize> = (0..bytes.len().saturating_sub(name.len()))
            .filter(|at| &bytes[*at..*at + name.len()] == place.as_bytes())
            .collect();
        assert_eq!(found.len(), 2, "in the file and in the list");
        for at in found {
            bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
        bytes
    }

    #[test]
    fn bombs_do_not_go_off() {
        let zeros = vec![0; 7 << 20];
        assert_eq!(
            refused(&packed(&[("a", &zeros)])),
            Unfit::TooMuch("bytes packed tightly")
        );
        let large = vec![0; 9 << 20];
        assert_eq!(refused(&packed(&[("a", &large)])), Unfit::TooMuch("bytes"));
        let names: Vec<String> = (0..11).map(|number| format!("{number}")).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(refused(&packed(&many)), Unfit::TooMuch("entries"));
        // One that says it is small, and is not.
        let mut lying = packed(&[("a", &vec![b'x'; 3_000])]);
        let size = 3_000_u32.to_le_bytes();
        let found: Vec<usize> = (0..lying.len() - 4)
            .filter(|at| lying[*at..*at + 4] == size)
            .collect();
        for at in found {
            lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        let mut archive = opened(&lying).unwrap();
        let entry = archive.entries()[0].clone();
        let mut out = Vec::new();
        assert!(archive.read(&entry, &mut out).is_err());
        assert!(out.len() <= 11, "{}", out.len());
    }

    #[test]
    fn links_passwords_and_rubbish_are_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .add_symlink("a", "/etc/passwd", SimpleFileOptions::default())
            .unwrap();
        let link = writer.finish().unwrap().into_inner();
        assert!(matches!(refused(&link), Unfit::Special(_)));
        let mut locked = packed(&[("a", b"1")]);
        // The first of the flags, in both headers (APPNOTE 4.4.4).
        locked[6] |= 1;
        let list = locked
            .windows(4)
            .position(|four| four == b"PK\x01\x02")
            .unwrap();
        locked[list + 8] |= 1;
        assert!(matches!(refused(&locked), Unfit::Locked(_)));
        let whole = packed(&[("a", b"1")]);
        for bytes in [&b""[..], b"PK\x03\x04", &whole[..whole.len() / 2]] {
            assert!(matches!(refused(bytes), Unfit::Broken(_)));
        }
    }

    /// The fixtures that all areas share, where they are present.
    #[test]
    fn the_shared_hostile_archives_are_refused() {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/hostile-uploads");
        let open = |name: &str| std::fs::File::open(folder.join(name)).ok();
        if let Some(bomb) = open("bomb-flat-200MB.zip") {
            let unfit = Unpacked::open(bomb, UnpackLimits::USUAL).err();
            assert_eq!(unfit, Some(Unfit::TooMuch("bytes packed tightly")));
        }
        if let Some(slip) = open("zip-slip.zip") {
            let unfit = Unpacked::open(slip, UnpackLimits::USUAL).err();
            assert!(matches!(unfit, Some(Unfit::Path(_))), "{unfit:?}");
        }
    }
}
