use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::StreamExt;
use oqu_files::{Flow, Trouble};
use oqu_kernel::Chance;
use sha2::{Digest, Sha256};

use super::manifest::{Manifest, Part, PartKind};
use super::seal::{Lock, SealWriter};
use super::{Fault, MANIFEST, Watch};

/// Tar counts in blocks of so many bytes.
const BLOCK: u64 = 512;
/// Level 3 packs rows to a fifth and keeps up with the database.
const LEVEL: u32 = 3;
/// Bytes that gather before they are handed to the system.
const GATHERED: usize = 1 << 20;

/// Writes an archive beside its place, and moves it there when it is whole. It goes from the first
/// byte to the last, so that it can be sealed on its way.
pub(super) struct Writer {
    sink: Sink,
    partial: PathBuf,
    target: PathBuf,
    parts: Vec<Part>,
}

/// Where the bytes go.
enum Sink {
    Plain(BufWriter<File>),
    Sealed(Box<SealWriter<BufWriter<File>>>),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.write(bytes),
            Self::Sealed(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.flush(),
            Self::Sealed(file) => file.flush(),
        }
    }
}

impl Sink {
    /// Waits until all is on disk.
    fn end(&mut self) -> io::Result<()> {
        let file = match self {
            Self::Plain(file) => file,
            Self::Sealed(sealed) => sealed.end()?,
        };
        file.flush()?;
        file.get_ref().sync_all()
    }
}

/// The rows of a table on their way. How long they are is known at the end only, so they are packed
/// into a file without a name first.
pub(super) struct Lines {
    packer: GzEncoder<BufWriter<File>>,
    hash: Sha256,
    bytes: u64,
    rows: u64,
}

impl Lines {
    /// Adds a line.
    pub(super) fn add(&mut self, line: &[u8]) -> io::Result<()> {
        self.hash.update(line);
        self.bytes += line.len() as u64;
        self.rows += 1;
        self.packer.write_all(line)
    }
}

impl Writer {
    /// Begins `<target>.partial`, which only its owner may read; with a lock, sealed by it.
    pub(super) fn create(
        target: &Path,
        lock: Option<&Lock>,
        chance: &Chance,
    ) -> Result<Self, Fault> {
        let mut partial = target.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&partial)
            .map_err(Fault::file(&partial))?;
        let file = BufWriter::with_capacity(GATHERED, file);
        let sink = match lock {
            None => Sink::Plain(file),
            Some(lock) => Sink::Sealed(Box::new(SealWriter::new(file, lock, chance)?)),
        };
        Ok(Self {
            sink,
            partial,
            target: target.to_owned(),
            parts: Vec::new(),
        })
    }

    /// Begins the rows of a table.
    pub(super) fn table(&self) -> Result<Lines, Fault> {
        let folder = folder_of(&self.target);
        let spool = tempfile::tempfile_in(folder).map_err(Fault::file(folder))?;
        let spool = BufWriter::with_capacity(GATHERED, spool);
        Ok(Lines {
            packer: GzEncoder::new(spool, Compression::new(LEVEL)),
            hash: Sha256::new(),
            bytes: 0,
            rows: 0,
        })
    }

    /// Adds the part of a table.
    pub(super) fn end_table(&mut self, name: &str, lines: Lines) -> Result<(), Fault> {
        let entry = format!("tables/{name}.jsonl.gz");
        let sha256 = hex(&lines.hash.finalize());
        let (rows, bytes) = (lines.rows.saturating_sub(1), lines.bytes);
        let packed = lines.packer.finish();
        let added = packed.and_then(|spool| {
            let mut spool = spool.into_inner().map_err(io::IntoInnerError::into_error)?;
            let stored = spool.stream_position()?;
            spool.rewind()?;
            self.begin_entry(&entry, stored)?;
            io::copy(&mut spool, &mut self.sink)?;
            self.end_entry(stored)?;
            Ok(stored)
        });
        let stored = added.map_err(Fault::file(&self.partial))?;
        self.parts.push(Part {
            entry,
            kind: PartKind::Table,
            name: name.to_owned(),
            // The first line names the columns.
            rows,
            bytes,
            stored,
            sha256,
        });
        Ok(())
    }

    /// Adds a small file of the data folder.
    pub(super) fn file(&mut self, name: &str, content: &[u8]) -> Result<(), Fault> {
        let entry = format!("data/{}", self.parts.len());
        let size = content.len() as u64;
        self.begin_entry(&entry, size)
            .and_then(|()| self.sink.write_all(content))
            .and_then(|()| self.end_entry(size))
            .map_err(Fault::file(&self.partial))?;
        self.took(entry, name, size, hex(&Sha256::digest(content)));
        Ok(())
    }

    /// Adds a file of `size` bytes that comes from the store; its hash in hexadecimal digits.
    pub(super) async fn flow(
        &mut self,
        name: &str,
        size: u64,
        mut flow: Flow,
        watch: &dyn Watch,
    ) -> Result<String, Fault> {
        let entry = format!("data/{}", self.parts.len());
        self.begin_entry(&entry, size)
            .map_err(Fault::file(&self.partial))?;
        let mut hash = Sha256::new();
        let mut bytes = 0;
        while let Some(part) = flow.next().await {
            if watch.is_over() {
                return Err(Fault::Stopped);
            }
            let part = part.map_err(|trouble| Fault::Store(name.to_owned(), trouble))?;
            hash.update(&part);
            bytes += part.len() as u64;
            self.sink
                .write_all(&part)
                .map_err(Fault::file(&self.partial))?;
        }
        if bytes != size {
            let what = format!("{bytes} bytes came where there were {size}");
            return Err(Fault::Store(name.to_owned(), Trouble::Damaged(what)));
        }
        self.end_entry(size).map_err(Fault::file(&self.partial))?;
        let sha256 = hex(&hash.finalize());
        self.took(entry, name, size, sha256.clone());
        Ok(sha256)
    }

    fn took(&mut self, entry: String, name: &str, size: u64, sha256: String) {
        self.parts.push(Part {
            entry,
            kind: PartKind::File,
            name: name.to_owned(),
            rows: 0,
            bytes: size,
            stored: size,
            sha256,
        });
    }

    /// Adds the manifest, waits until all is on disk and gives the archive its name.
    pub(super) fn finish(mut self, mut manifest: Manifest) -> Result<Manifest, Fault> {
        manifest.parts = std::mem::take(&mut self.parts);
        let text = serde_json::to_vec_pretty(&manifest)
            .map_err(|error| Fault::Archive(error.to_string()))?;
        let size = text.len() as u64;
        let written = (|| {
            self.begin_entry(MANIFEST, size)?;
            self.sink.write_all(&text)?;
            self.end_entry(size)?;
            self.sink.write_all(&[0; 2 * BLOCK as usize])?;
            self.sink.end()?;
            std::fs::rename(&self.partial, &self.target)?;
            File::open(folder_of(&self.target))?.sync_all()
        })();
        written.map_err(Fault::file(&self.target))?;
        Ok(manifest)
    }

    fn begin_entry(&mut self, entry: &str, stored: u64) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_path(entry)?;
        header.set_size(stored);
        header.set_mode(0o600);
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        self.sink.write_all(header.as_bytes())
    }

    fn end_entry(&mut self, stored: u64) -> io::Result<()> {
        let rest = (BLOCK - stored % BLOCK) % BLOCK;
        self.sink.write_all(&vec![0; rest as usize])
    }
}

fn folder_of(target: &Path) -> &Path {
    let folder = target.parent().filter(|path| !path.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// An archive that was not finished is taken away.
impl Drop for Writer {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.partial);
    }
}

/// Hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
