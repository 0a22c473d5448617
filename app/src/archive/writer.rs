use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::StreamExt;
use oqu_files::Flow;
use sha2::{Digest, Sha256};

use super::manifest::{Manifest, Part, PartKind};
use super::{Fault, MANIFEST};

/// Tar counts in blocks of so many bytes.
const BLOCK: u64 = 512;
/// Level 3 packs rows to a fifth and keeps up with the database.
const LEVEL: u32 = 3;

/// Writes an archive beside its place, and moves it there when it is whole.
pub(super) struct Writer {
    file: BufWriter<File>,
    partial: PathBuf,
    target: PathBuf,
    parts: Vec<Part>,
}

/// A part that is being written.
struct Open<'writer> {
    file: &'writer mut BufWriter<File>,
    stored: u64,
}

impl Write for Open<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.stored += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// What a part is filled by: a table's rows come as lines.
pub(super) struct Lines<'writer> {
    packer: GzEncoder<Open<'writer>>,
    hash: Sha256,
    bytes: u64,
    rows: u64,
}

impl Lines<'_> {
    /// Adds a line.
    pub(super) fn add(&mut self, line: &[u8]) -> io::Result<()> {
        self.hash.update(line);
        self.bytes += line.len() as u64;
        self.rows += 1;
        self.packer.write_all(line)
    }
}

impl Writer {
    /// Begins `<target>.partial`, which only its owner may read.
    pub(super) fn create(target: &Path) -> Result<Self, Fault> {
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
        Ok(Self {
            file: BufWriter::with_capacity(1 << 20, file),
            partial,
            target: target.to_owned(),
            parts: Vec::new(),
        })
    }

    /// Begins the part of a table.
    pub(super) fn table(&mut self) -> Result<(u64, Lines<'_>), Fault> {
        let at = self.begin_entry().map_err(Fault::file(&self.partial))?;
        let open = Open {
            file: &mut self.file,
            stored: 0,
        };
        let lines = Lines {
            packer: GzEncoder::new(open, Compression::new(LEVEL)),
            hash: Sha256::new(),
            bytes: 0,
            rows: 0,
        };
        Ok((at, lines))
    }

    /// What became of the lines of a table, so that the writer may be used again.
    pub(super) fn close(lines: Lines<'_>) -> io::Result<(u64, u64, u64, String)> {
        let open = lines.packer.finish()?;
        let sha256 = hex(&lines.hash.finalize());
        // The first line names the columns.
        Ok((
            lines.rows.saturating_sub(1),
            lines.bytes,
            open.stored,
            sha256,
        ))
    }

    /// Ends the part of a table.
    pub(super) fn end_table(
        &mut self,
        at: u64,
        name: &str,
        (rows, bytes, stored, sha256): (u64, u64, u64, String),
    ) -> Result<(), Fault> {
        let entry = format!("tables/{name}.jsonl.gz");
        self.end_entry(at, &entry, stored)
            .map_err(Fault::file(&self.partial))?;
        self.parts.push(Part {
            entry,
            kind: PartKind::Table,
            name: name.to_owned(),
            rows,
            bytes,
            stored,
            sha256,
        });
        Ok(())
    }

    /// Adds a file of the data folder.
    pub(super) fn file(&mut self, name: &str, content: &mut impl io::Read) -> Result<(), Fault> {
        let entry = format!("data/{}", self.parts.len());
        let at = self.begin_entry().map_err(Fault::file(&self.partial))?;
        let mut hash = Sha256::new();
        let mut bytes = 0;
        let mut buffer = vec![0; 256 << 10];
        loop {
            let count = content
                .read(&mut buffer)
                .map_err(Fault::file(Path::new(name)))?;
            if count == 0 {
                break;
            }
            hash.update(&buffer[..count]);
            bytes += count as u64;
            self.file
                .write_all(&buffer[..count])
                .map_err(Fault::file(&self.partial))?;
        }
        self.end_entry(at, &entry, bytes)
            .map_err(Fault::file(&self.partial))?;
        self.parts.push(Part {
            entry,
            kind: PartKind::File,
            name: name.to_owned(),
            rows: 0,
            bytes,
            stored: bytes,
            sha256: hex(&hash.finalize()),
        });
        Ok(())
    }

    /// Adds a file that comes from the store; its hash in hexadecimal digits.
    pub(super) async fn flow(&mut self, name: &str, mut flow: Flow) -> Result<String, Fault> {
        let entry = format!("data/{}", self.parts.len());
        let at = self.begin_entry().map_err(Fault::file(&self.partial))?;
        let mut hash = Sha256::new();
        let mut bytes = 0;
        while let Some(part) = flow.next().await {
            let part = part.map_err(|trouble| Fault::Store(name.to_owned(), trouble))?;
            hash.update(&part);
            bytes += part.len() as u64;
            self.file
                .write_all(&part)
                .map_err(Fault::file(&self.partial))?;
        }
        self.end_entry(at, &entry, bytes)
            .map_err(Fault::file(&self.partial))?;
        let sha256 = hex(&hash.finalize());
        self.parts.push(Part {
            entry,
            kind: PartKind::File,
            name: name.to_owned(),
            rows: 0,
            bytes,
            stored: bytes,
            sha256: sha256.clone(),
        });
        Ok(sha256)
    }

    /// Adds the manifest, waits until all is on disk and gives the archive its name.
    pub(super) fn finish(mut self, mut manifest: Manifest) -> Result<Manifest, Fault> {
        manifest.parts = std::mem::take(&mut self.parts);
        let text = serde_json::to_vec_pretty(&manifest)
            .map_err(|error| Fault::Archive(error.to_string()))?;
        let written = (|| {
            let at = self.begin_entry()?;
            self.file.write_all(&text)?;
            self.end_entry(at, MANIFEST, text.len() as u64)?;
            self.file.write_all(&[0; 2 * BLOCK as usize])?;
            self.file.flush()?;
            self.file.get_ref().sync_all()?;
            std::fs::rename(&self.partial, &self.target)?;
            let folder = self
                .target
                .parent()
                .filter(|path| !path.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
        })();
        written.map_err(Fault::file(&self.target))?;
        Ok(manifest)
    }

    /// Leaves room for the header, whose size is known at the end only.
    fn begin_entry(&mut self) -> io::Result<u64> {
        let at = self.file.stream_position()?;
        self.file.write_all(&[0; BLOCK as usize])?;
        Ok(at)
    }

    fn end_entry(&mut self, at: u64, entry: &str, stored: u64) -> io::Result<()> {
        let rest = (BLOCK - stored % BLOCK) % BLOCK;
        self.file.write_all(&vec![0; rest as usize])?;
        let end = self.file.stream_position()?;
        let mut header = tar::Header::new_ustar();
        header.set_path(entry)?;
        header.set_size(stored);
        header.set_mode(0o600);
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        self.file.seek(SeekFrom::Start(at))?;
        self.file.write_all(header.as_bytes())?;
        self.file.seek(SeekFrom::Start(end))?;
        Ok(())
    }
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
