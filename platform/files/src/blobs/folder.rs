use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use futures_util::StreamExt;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use super::{Flow, Sizes, Trouble};

/// Where files grow until they are whole.
const GROWING: &str = ".growing";
/// Bytes that are read at once.
const PART: u64 = 256 << 10;
/// Bytes that gather before they are handed to the system.
const GATHERED: usize = 1 << 20;

/// Bytes in the files of a folder, for this user only.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

/// Tells apart what one process writes at the same time.
static TURN: AtomicU64 = AtomicU64::new(0);

impl Folder {
    pub(super) const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// A file of its own, on disk, then under its name, then the name on disk.
    pub(super) async fn put(&self, place: &str, mut flow: Flow) -> Result<(), Trouble> {
        let target = self.root.join(place);
        let turn = TURN.fetch_add(1, Ordering::Relaxed);
        let name = place.replace('/', "-");
        let growing = self.root.join(GROWING);
        let path = growing.join(format!("{name}.{}.{turn}", std::process::id()));
        make_folders(&self.root, &growing).await?;
        let written = async {
            let file = tokio::fs::File::create(&path).await?;
            let mut file = tokio::io::BufWriter::with_capacity(GATHERED, file);
            while let Some(bytes) = flow.next().await {
                file.write_all(&bytes?).await?;
            }
            file.flush().await?;
            file.into_inner().sync_all().await?;
            let folder = target.parent().unwrap_or(&self.root).to_owned();
            make_folders(&self.root, &folder).await?;
            tokio::fs::rename(&path, &target).await?;
            sync(&folder).await
        };
        let written = written.await;
        if written.is_err() {
            let _ = tokio::fs::remove_file(&path).await;
        }
        written
    }

    pub(super) async fn read(&self, place: &str, from: u64, length: u64) -> Result<Flow, Trouble> {
        let mut file = tokio::fs::File::open(self.root.join(place)).await?;
        if from > 0 {
            file.seek(io::SeekFrom::Start(from)).await?;
        }
        let flow = futures_util::stream::unfold((file, length), |(mut file, left)| async move {
            if left == 0 {
                return None;
            }
            let size = usize::try_from(left.min(PART)).unwrap_or_default();
            let mut part = vec![0; size];
            let read = file.read(&mut part).await;
            let (item, left) = match read {
                Ok(0) => (Err(Trouble::Damaged(format!("{left} bytes too short"))), 0),
                Ok(count) => {
                    part.truncate(count);
                    (Ok(Bytes::from(part)), left - count as u64)
                }
                Err(error) => (Err(error.into()), 0),
            };
            Some((item, (file, left)))
        });
        Ok(Box::pin(flow))
    }

    pub(super) async fn size(&self, place: &str) -> Result<u64, Trouble> {
        Ok(tokio::fs::metadata(self.root.join(place)).await?.len())
    }

    pub(super) async fn remove(&self, place: &str) -> Result<(), Trouble> {
        let path = self.root.join(place);
        match tokio::fs::remove_file(&path).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => {
                // The folder goes with the last of its files.
                if let Some(folder) = path.parent().filter(|folder| *folder != self.root) {
                    let _ = tokio::fs::remove_dir(folder).await;
                }
                Ok(())
            }
        }
    }

    pub(super) async fn sizes(&self, folder: &str, most: usize) -> Result<Sizes, Trouble> {
        let root = self.root.clone();
        let folder = folder.to_owned();
        blocking(move || {
            let mut found = Sizes::new();
            gather(&root, &folder, most, &mut found)?;
            Ok(found)
        })
        .await
    }

    pub(super) async fn leave_nothing(&self) {
        let _ = tokio::fs::remove_dir(self.root.join(GROWING)).await;
        let _ = tokio::fs::remove_dir(&self.root).await;
    }

    pub(super) async fn tidy(&self, age: Duration) -> Result<(), Trouble> {
        let growing = self.root.join(GROWING);
        blocking(move || {
            let Ok(entries) = std::fs::read_dir(&growing) else {
                return Ok(());
            };
            for entry in entries {
                let entry = entry?;
                let modified = entry.metadata()?.modified()?;
                if modified.elapsed().is_ok_and(|old| old > age) {
                    std::fs::remove_file(entry.path())?;
                }
            }
            Ok(())
        })
        .await
    }
}

/// Plain files below a folder, by their places. Links are not followed.
fn gather(root: &Path, folder: &str, most: usize, found: &mut Sizes) -> io::Result<()> {
    let entries = match std::fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let kind = entry.file_type()?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            continue;
        };
        let place = match folder {
            "" => name.to_owned(),
            _ => format!("{folder}/{name}"),
        };
        if kind.is_dir() {
            gather(root, &place, most, found)?;
        } else if kind.is_file() && found.len() < most {
            match entry.metadata() {
                Ok(meta) => drop(found.insert(place, meta.len())),
                // It went away in this moment.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// Makes a folder below the root, and waits until its name is on disk.
async fn make_folders(root: &Path, folder: &Path) -> Result<(), Trouble> {
    if tokio::fs::try_exists(folder).await? {
        return Ok(());
    }
    let (root, folder) = (root.to_owned(), folder.to_owned());
    blocking(move || {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)?;
        let mut above = folder.parent();
        while let Some(path) = above.filter(|path| !path.as_os_str().is_empty()) {
            File::open(path)?.sync_all()?;
            // The root itself is a name in the folder above it.
            above = path.parent().filter(|_| path.starts_with(&root));
        }
        Ok(())
    })
    .await
}

async fn sync(folder: &Path) -> Result<(), Trouble> {
    let folder = folder.to_owned();
    blocking(move || File::open(folder)?.sync_all()).await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Trouble> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(Trouble::from),
        Err(error) => Err(Trouble::Other(error.to_string())),
    }
}
