//! Whether a store really keeps what is given to it: a small file is written, read back, compared
//! and taken away, and each is timed.

use std::time::{Duration, Instant};

use axum::body::Bytes;
use oqu_kernel::Chance;

use crate::Blobs;
use crate::blobs::Trouble;

/// Bytes of the file: more than a block of any disk, little enough for a slow line.
const BYTES: usize = 64 << 10;
/// Where it lies for that moment: no folder of files or of uploads.
const FOLDER: &str = "probe";
/// A store that has not answered by then is no use to people either.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long each step took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probed {
    /// Until the bytes were durably there.
    pub written: Duration,
    /// Until they had come back.
    pub read: Duration,
    /// Until they were gone.
    pub removed: Duration,
}

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Bytes are put.
    Write,
    /// They are fetched, and must be the same.
    Read,
    /// They are taken away.
    Remove,
}

impl Step {
    /// In messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Read => "read",
            Self::Remove => "remove",
        }
    }
}

/// Tries a store out.
///
/// # Errors
/// The step that failed, and why.
pub async fn probe(blobs: &Blobs, chance: &Chance) -> Result<Probed, (Step, Trouble)> {
    let place = format!("{FOLDER}/{:032x}", u128::from_be_bytes(chance.bytes()));
    let bytes = Bytes::from(chance.bytes::<BYTES>().to_vec());
    let begun = Instant::now();
    patient(Step::Write, blobs.put(&place, bytes.clone())).await?;
    let written = begun.elapsed();
    let read = patient(Step::Read, blobs.whole(&place, BYTES as u64)).await;
    let read_at = begun.elapsed();
    let removed = patient(Step::Remove, blobs.remove(&place)).await;
    if read? != bytes {
        let what = "other bytes came back than were written".to_owned();
        return Err((Step::Read, Trouble::Damaged(what)));
    }
    removed?;
    Ok(Probed {
        written,
        read: read_at - written,
        removed: begun.elapsed() - read_at,
    })
}

async fn patient<T>(
    step: Step,
    work: impl Future<Output = Result<T, Trouble>>,
) -> Result<T, (Step, Trouble)> {
    let done = tokio::time::timeout(PATIENCE, work).await;
    let slow = || Trouble::Away(format!("no answer in {} s", PATIENCE.as_secs()));
    done.unwrap_or_else(|_| Err(slow()))
        .map_err(|trouble| (step, trouble))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    fn folder_is(path: std::path::PathBuf) -> Blobs {
        Blobs::open(&Store::Folder(path))
    }

    #[tokio::test]
    async fn a_store_that_works_is_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("files");
        let blobs = folder_is(root.clone());
        let probed = probe(&blobs, &Chance::seeded(1)).await.unwrap();
        assert!(probed.written > Duration::ZERO);
        assert_eq!(blobs.below("", 10).await.unwrap(), Vec::<String>::new());
        assert!(!root.join(FOLDER).exists());
    }

    #[tokio::test]
    async fn a_store_that_cannot_be_written_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("files");
        std::fs::write(&root, "no folder").unwrap();
        let (step, _) = probe(&folder_is(root), &Chance::seeded(1))
            .await
            .unwrap_err();
        assert_eq!(step, Step::Write);
    }
}
