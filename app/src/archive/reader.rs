use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use super::manifest::{Manifest, Part};
use super::seal::{Opener, is_sealed};
use super::writer::hex;
use super::{Fault, MANIFEST};

/// A manifest of more bytes is none of ours: it would name some hundred thousand files.
const MANIFEST_BYTES: u64 = 256 << 20;
/// A row of more bytes is none of ours.
const ROW_BYTES: u64 = 256 << 20;

/// Where the bytes of an archive come from.
#[derive(Clone)]
struct Source {
    path: PathBuf,
    opener: Option<Opener>,
}

/// A file that can be read from any place.
trait Plain: Read + Seek + Send {}

impl<T: Read + Seek + Send> Plain for T {}

impl Source {
    fn open(&self) -> Result<Box<dyn Plain>, Fault> {
        let file = File::open(&self.path).map_err(Fault::file(&self.path))?;
        Ok(match &self.opener {
            None => Box::new(file),
            Some(opener) => Box::new(opener.open(file).map_err(Fault::file(&self.path))?),
        })
    }
}

/// An archive whose every part was found as its manifest says.
#[derive(Clone)]
pub struct Archive {
    source: Source,
    /// What it holds.
    pub manifest: Manifest,
    /// Where the bytes of each part begin.
    places: HashMap<String, u64>,
}

impl Archive {
    /// Opens an archive and reads all of it once, so that nothing is touched for a damaged one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        Self::open_with(path, None)
    }

    /// The same of an archive that may be sealed.
    ///
    /// # Errors
    /// What is wrong with it; [`Fault::Refused`] when it is sealed and this is not its passphrase.
    pub fn open_with(path: &Path, passphrase: Option<&str>) -> Result<Self, Fault> {
        let is_sealed = is_sealed(path).map_err(Fault::file(path))?;
        let opener = match (is_sealed, passphrase) {
            (false, _) => None,
            (true, Some(passphrase)) => Some(Opener::new(path, passphrase)?),
            (true, None) => {
                return Err(Fault::Refused(
                    "the archive is sealed: give its passphrase by --passphrase-file or OQU_PASSPHRASE"
                        .into(),
                ));
            }
        };
        let source = Source {
            path: path.to_owned(),
            opener,
        };
        let (manifest, places) = index(&source)?;
        manifest.check()?;
        let archive = Self {
            source,
            manifest,
            places,
        };
        if archive.manifest.parts.len() != archive.places.len() {
            return Err(Fault::Archive(
                "it holds what its manifest does not name".into(),
            ));
        }
        for part in &archive.manifest.parts {
            archive.check(part)?;
        }
        Ok(archive)
    }

    /// The unpacked bytes of a part; reading fails beyond the size that the manifest gives.
    pub(super) fn content(&self, part: &Part) -> Result<Content, Fault> {
        let broken = || Fault::Archive(format!("{} is missing or cut off", part.entry));
        let at = *self.places.get(&part.entry).ok_or_else(broken)?;
        let mut file = self.source.open()?;
        file.seek(SeekFrom::Start(at))
            .map_err(Fault::file(&self.source.path))?;
        let stored = BufReader::with_capacity(256 << 10, file).take(part.stored);
        let plain: Box<dyn Read + Send> = if part.is_packed() {
            Box::new(GzDecoder::new(stored))
        } else {
            Box::new(stored)
        };
        Ok(Content {
            // One byte more than promised would be one too many.
            plain: BufReader::new(plain.take(part.bytes + 1)),
            hash: Sha256::new(),
            bytes: 0,
            part: part.clone(),
        })
    }

    fn check(&self, part: &Part) -> Result<(), Fault> {
        let mut content = self.content(part)?;
        let mut buffer = vec![0; 256 << 10];
        while content.read(&mut buffer)? > 0 {}
        content.end()
    }
}

/// The unpacked bytes of one part, hashed as they are read.
pub(super) struct Content {
    plain: BufReader<Take<Box<dyn Read + Send>>>,
    hash: Sha256,
    bytes: u64,
    part: Part,
}

impl Content {
    /// Some bytes; none at the end.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Fault> {
        let count = self
            .plain
            .read(buffer)
            .map_err(|error| self.broken(&error))?;
        self.took(&buffer[..count])?;
        Ok(count)
    }

    /// The next line with its end; none after the last.
    pub(super) fn line(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let mut line = Vec::new();
        let count = (&mut self.plain)
            .take(ROW_BYTES)
            .read_until(b'\n', &mut line)
            .map_err(|error| self.broken(&error))?;
        if count == 0 {
            return Ok(None);
        }
        self.took(&line)?;
        if line.ends_with(b"\n") {
            Ok(Some(line))
        } else {
            Err(Fault::Archive(format!(
                "{}: a row without an end",
                self.part.entry
            )))
        }
    }

    /// Compares what was read to the manifest.
    pub(super) fn end(self) -> Result<(), Fault> {
        if self.bytes != self.part.bytes || hex(&self.hash.finalize()) != self.part.sha256 {
            return Err(Fault::Archive(format!(
                "{} is not what the manifest says: the archive is damaged or was changed",
                self.part.entry
            )));
        }
        Ok(())
    }

    fn took(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        if self.bytes > self.part.bytes {
            return Err(Fault::Archive(format!(
                "{} is larger than the manifest says",
                self.part.entry
            )));
        }
        Ok(())
    }

    fn broken(&self, error: &io::Error) -> Fault {
        Fault::Archive(format!("{}: {error}", self.part.entry))
    }
}

/// Walks over the archive: plain files only, the manifest last.
fn index(source: &Source) -> Result<(Manifest, HashMap<String, u64>), Fault> {
    let mut file = source.open()?;
    let whole = file.seek(SeekFrom::End(0)).and_then(|whole| {
        file.rewind()?;
        Ok(whole)
    });
    let whole = whole.map_err(Fault::file(&source.path))?;
    let damaged =
        |error: io::Error| Fault::Archive(format!("it is damaged or no archive of Oqu ({error})"));
    let mut archive = tar::Archive::new(file);
    let mut places = HashMap::new();
    let mut manifest: Option<Manifest> = None;
    for entry in archive.entries_with_seek().map_err(damaged)?.raw(true) {
        let mut entry = entry.map_err(damaged)?;
        if manifest.is_some() {
            return Err(Fault::Archive("something follows its manifest".into()));
        }
        if entry.header().entry_type() != tar::EntryType::Regular {
            return Err(Fault::Archive(
                "it holds something else than plain files".into(),
            ));
        }
        let name = String::from_utf8(entry.path_bytes().into_owned())
            .map_err(|_| Fault::Archive("a part has a name that is not UTF-8".into()))?;
        let size = entry.header().entry_size().map_err(damaged)?;
        let at = entry.raw_file_position();
        if at.saturating_add(size) > whole {
            return Err(Fault::Archive(format!("{name} is cut off")));
        }
        if name == MANIFEST {
            manifest = Some(read_manifest(&mut entry, size)?);
        } else if places.insert(name.clone(), (at, size)).is_some() {
            return Err(Fault::Archive(format!("{name} stands in it twice")));
        }
    }
    let manifest = manifest.ok_or_else(|| {
        Fault::Archive("it has no manifest: it is cut off or no archive of Oqu".into())
    })?;
    for part in &manifest.parts {
        if places.get(&part.entry).map(|(_, size)| *size) != Some(part.stored) {
            return Err(Fault::Archive(format!(
                "{} is missing or has another size than the manifest says",
                part.entry
            )));
        }
    }
    let places = places
        .into_iter()
        .map(|(name, (at, _))| (name, at))
        .collect();
    Ok((manifest, places))
}

fn read_manifest(entry: &mut impl Read, size: u64) -> Result<Manifest, Fault> {
    if size > MANIFEST_BYTES {
        return Err(Fault::Archive("its manifest is too large".into()));
    }
    let mut text = Vec::new();
    entry
        .take(size)
        .read_to_end(&mut text)
        .map_err(|error| Fault::Archive(error.to_string()))?;
    serde_json::from_slice(&text)
        .map_err(|error| Fault::Archive(format!("its manifest cannot be read: {error}")))
}
