//! Where bytes lie: a folder of this machine, or a store that several machines share. Everything
//! is written once under its own place and never changed.

mod bucket;
mod folder;
mod line;
mod place;
mod reading;

use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use oqu_kernel::Chance;
use oqu_web::Failure;

use bucket::Bucket;
use folder::Folder;
pub use place::{Access, Store};

/// Bytes of a trial.
const TRIAL: &[u8; 16] = b"Oqu tries files\n";

/// How many bytes lie at which places.
pub type Sizes = HashMap<String, u64>;

/// Bytes on their way.
pub type Flow = Pin<Box<dyn Stream<Item = Result<Bytes, Trouble>> + Send>>;

/// Bytes that are in memory, as a flow.
pub fn flow_of(bytes: Bytes) -> Flow {
    Box::pin(futures_util::stream::once(async { Ok(bytes) }))
}

/// Why bytes could not be written or read.
#[derive(Debug)]
pub enum Trouble {
    /// There is no room.
    Full,
    /// They are not there.
    Missing,
    /// The store does not answer.
    Away(String),
    /// The place does not let us.
    Denied(String),
    /// They are not what they should be.
    Damaged(String),
    /// Anything else.
    Other(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("no room for files"),
            Self::Missing => f.write_str("the bytes are not there"),
            Self::Away(why) => write!(f, "the store of files does not answer: {why}"),
            Self::Denied(why) => write!(f, "the store of files does not let us: {why}"),
            Self::Damaged(what) => write!(f, "damaged: {what}"),
            Self::Other(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full
            }
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::Denied(error.to_string())
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Full => Self::DiskFull,
            Trouble::Away(why) => {
                tracing::warn!(why, "the store of files does not answer");
                Self::Unavailable
            }
            other => Self::Internal(other.to_string().into()),
        }
    }
}

/// An open store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs(Arc<Backend>);

#[derive(Debug)]
enum Backend {
    Folder(Folder),
    Bucket(Bucket),
}

impl Blobs {
    /// Opens the store; a folder is made when the first bytes come, a bucket must be there.
    pub fn open(store: &Store) -> Self {
        Self(Arc::new(match store {
            Store::Folder(path) => Backend::Folder(Folder::new(path.clone())),
            Store::Bucket(place) => Backend::Bucket(Bucket::new(place)),
        }))
    }

    /// Whether other machines may see the same.
    pub fn is_shared(&self) -> bool {
        matches!(&*self.0, Backend::Bucket(_))
    }

    /// Writes bytes to a place; they are there wholly and durably, or not at all.
    ///
    /// # Errors
    /// Why they are not there.
    pub async fn put(&self, place: &str, bytes: Bytes) -> Result<(), Trouble> {
        self.put_flow(place, flow_of(bytes)).await
    }

    /// The same of bytes that come one after another.
    ///
    /// # Errors
    /// As [`Blobs::put`], or what the flow says.
    pub async fn put_flow(&self, place: &str, flow: Flow) -> Result<(), Trouble> {
        match &*self.0 {
            Backend::Folder(folder) => folder.put(place, flow).await,
            Backend::Bucket(bucket) => bucket.put(place, flow).await,
        }
    }

    /// `length` bytes from `from` on.
    ///
    /// # Errors
    /// [`Trouble::Missing`] when there are none; a flow that ends early says so itself.
    pub async fn read(&self, place: &str, from: u64, length: u64) -> Result<Flow, Trouble> {
        match &*self.0 {
            Backend::Folder(folder) => folder.read(place, from, length).await,
            Backend::Bucket(bucket) => bucket.read(place, from, length).await,
        }
    }

    /// All that lies at a place, and how many bytes that are.
    ///
    /// # Errors
    /// As [`Blobs::read`].
    pub async fn all(&self, place: &str) -> Result<(u64, Flow), Trouble> {
        match &*self.0 {
            Backend::Folder(folder) => {
                let size = folder.size(place).await?;
                Ok((size, folder.read(place, 0, size).await?))
            }
            Backend::Bucket(bucket) => bucket.all(place).await,
        }
    }

    /// All of some bytes, in memory.
    ///
    /// # Errors
    /// As [`Blobs::read`].
    pub async fn whole(&self, place: &str, length: u64) -> Result<Bytes, Trouble> {
        let mut flow = self.read(place, 0, length).await?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        while let Some(part) = flow.next().await {
            bytes.extend_from_slice(&part?);
        }
        Ok(bytes.into())
    }

    /// How many bytes lie at a place.
    ///
    /// # Errors
    /// [`Trouble::Missing`] when there are none.
    pub async fn size(&self, place: &str) -> Result<u64, Trouble> {
        match &*self.0 {
            Backend::Folder(folder) => folder.size(place).await,
            Backend::Bucket(bucket) => bucket.size(place).await,
        }
    }

    /// Takes bytes away; it is no fault when there are none.
    ///
    /// # Errors
    /// When they are still there.
    pub async fn remove(&self, place: &str) -> Result<(), Trouble> {
        match &*self.0 {
            Backend::Folder(folder) => folder.remove(place).await,
            Backend::Bucket(bucket) => bucket.remove(place).await,
        }
    }

    /// The places below a folder of the store, at most `most`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn below(&self, folder_name: &str, most: usize) -> Result<Vec<String>, Trouble> {
        let mut places: Vec<String> = self.sizes(folder_name, most).await?.into_keys().collect();
        places.sort_unstable();
        Ok(places)
    }

    /// The same with how many bytes lie at each.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn sizes(&self, folder_name: &str, most: usize) -> Result<Sizes, Trouble> {
        match &*self.0 {
            Backend::Folder(folder) => folder.sizes(folder_name, most).await,
            Backend::Bucket(bucket) => bucket.sizes(folder_name, most).await,
        }
    }

    /// Writes a few bytes, reads them and takes them away.
    ///
    /// # Errors
    /// Which of that cannot be done.
    pub async fn try_out(&self, chance: &Chance) -> Result<(), Trouble> {
        let place = format!(".trial/{:032x}", u128::from_le_bytes(chance.bytes()));
        self.put(&place, Bytes::from_static(TRIAL)).await?;
        let read = self.whole(&place, TRIAL.len() as u64).await;
        self.remove(&place).await?;
        match read? {
            same if same[..] == TRIAL[..] => Ok(()),
            _ => Err(Trouble::Damaged("other bytes than were written".into())),
        }
    }

    /// Takes away the empty folders that putting has made, after all was removed.
    pub async fn leave_nothing(&self) {
        match &*self.0 {
            Backend::Folder(folder) => folder.leave_nothing().await,
            Backend::Bucket(_) => {}
        }
    }

    /// Takes away what was begun `age` ago and never finished.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn tidy(&self, age: std::time::Duration) -> Result<(), Trouble> {
        match &*self.0 {
            Backend::Folder(folder) => folder.tidy(age).await,
            Backend::Bucket(bucket) => bucket.tidy(age).await,
        }
    }
}
