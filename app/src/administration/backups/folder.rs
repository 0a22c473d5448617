//! The folder of archives.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use oqu_kernel::Moment;

use super::rules::{is_name, too_many};

/// An archive that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Archived {
    pub name: String,
    pub bytes: u64,
    /// When it got its name.
    pub at: Moment,
}

/// The archives, the newest first. Links and folders are none.
pub(super) fn list(folder: &Path) -> Vec<Archived> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<Archived> = entries.filter_map(|entry| archived(&entry.ok()?)).collect();
    found.sort_by(|one, two| (two.at, &two.name).cmp(&(one.at, &one.name)));
    found
}

fn archived(entry: &std::fs::DirEntry) -> Option<Archived> {
    let name = entry.file_name().into_string().ok()?;
    if !is_name(&name) || !entry.file_type().ok()?.is_file() {
        return None;
    }
    let meta = entry.metadata().ok()?;
    let at = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Archived {
        name,
        bytes: meta.len(),
        at: Moment::from_millis(i64::try_from(at.as_millis()).ok()?),
    })
}

/// Where an archive of this name lies, when there is one.
pub(super) fn path_of(folder: &Path, name: &str) -> Option<PathBuf> {
    let path = folder.join(name);
    let meta = is_name(name).then(|| path.symlink_metadata().ok())?;
    meta?.is_file().then_some(path)
}

/// Makes the folder, for this user only.
///
/// # Errors
/// When it cannot be made.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// An archive that grew no more for so long was left by a process that was killed.
const LEFT: Duration = Duration::from_secs(24 * 60 * 60);

/// Takes away those by the clock that are too many, and what a killed process left; how many of the
/// first went.
///
/// # Errors
/// When one cannot be taken away.
pub(super) fn tidy(folder: &Path, keep: usize) -> io::Result<usize> {
    let names: Vec<String> = list(folder).into_iter().map(|found| found.name).collect();
    let gone = too_many(&names, keep);
    for name in &gone {
        std::fs::remove_file(folder.join(name))?;
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let begun = name.to_str().and_then(|name| name.strip_suffix(".partial"));
        let modified = entry.metadata()?.modified()?;
        if begun.is_some_and(is_name) && modified.elapsed().is_ok_and(|old| old > LEFT) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(gone.len())
}
