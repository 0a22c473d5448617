use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use oqu_db::{Db, Error, Tx};
use oqu_kernel::{Actor, Clock, Moment};
use oqu_web::{Failure, Site};
use uuid::Uuid;

use crate::blobs::{Blobs, Flow, Store, flow_of};
use crate::scan::{Looked, Scanner};
use crate::store::{self, Claim, Kept};
use crate::uploads::Purpose;
use crate::{Hash, Kind};

/// Answered by the area that keeps things of a kind: may this person read the files of this one?
pub trait Keeper: Send + Sync + 'static {
    /// Asked each time a file is.
    fn may_read<'a>(
        &'a self,
        tx: &'a mut Tx,
        actor: &'a Actor,
        thing: Uuid,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<bool>> + 'a>>;

    /// Whether everybody may now, guests too: the logo of the organisation, a picture of its news.
    /// Nothing is unless its keeper says so.
    fn is_public<'a>(
        &'a self,
        _tx: &'a mut Tx,
        _thing: Uuid,
        _now: Moment,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<bool>> + 'a>> {
        Box::pin(async { Ok(false) })
    }
}

/// What keeps files, for all requests of a node. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<Parts>);

struct Parts {
    blobs: Blobs,
    scanner: Scanner,
    keepers: Vec<(&'static str, Arc<dyn Keeper>)>,
    purposes: Vec<Purpose>,
}

/// Tries to write bytes that are being taken away at the same moment.
const TRIES: u32 = 20;
/// Between two of them.
const PAUSE: Duration = Duration::from_millis(100);

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files")
            .field("blobs", &self.0.blobs)
            .field("purposes", &self.0.purposes)
            .finish_non_exhaustive()
    }
}

impl Files {
    /// Files in a store, of things of these kinds, brought for these purposes.
    pub fn new(
        store: &Store,
        scanner: Scanner,
        keepers: Vec<(&'static str, Arc<dyn Keeper>)>,
        purposes: Vec<Purpose>,
    ) -> Self {
        Self(Arc::new(Parts {
            blobs: Blobs::open(store),
            scanner,
            keepers,
            purposes,
        }))
    }

    /// Where the bytes lie.
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    pub(crate) fn keeper(&self, kind: &str) -> Option<&Arc<dyn Keeper>> {
        let mut keepers = self.0.keepers.iter();
        keepers
            .find(|(kept, _)| *kept == kind)
            .map(|(_, keeper)| keeper)
    }

    pub(crate) fn purpose(&self, key: &str) -> Option<&Purpose> {
        self.0.purposes.iter().find(|purpose| purpose.key == key)
    }

    pub(crate) fn purposes(&self) -> &[Purpose] {
        &self.0.purposes
    }

    /// Has bytes looked at for viruses, when somebody is there to look.
    ///
    /// # Errors
    /// When the bytes cannot be read.
    pub async fn look(&self, flow: Flow) -> Result<Looked, Failure> {
        self.0.scanner.look(flow).await
    }

    /// Puts bytes into the store, unless the same are there already. They stay a day without a file.
    ///
    /// # Errors
    /// [`Failure::DiskFull`], [`Failure::Unavailable`], or our own fault.
    pub async fn keep(&self, site: &Site, bytes: Bytes) -> Result<Kept, Failure> {
        let kept = Kept {
            hash: Hash::of(&bytes),
            size: bytes.len() as u64,
            kind: Kind::of(&bytes),
        };
        let flow = || flow_of(bytes.clone());
        self.keep_flow(&site.db, &site.clock, kept, flow).await?;
        Ok(kept)
    }

    /// The same of bytes that are known already and come again from where they lie.
    pub(crate) async fn keep_flow(
        &self,
        db: &Db,
        clock: &Clock,
        kept: Kept,
        flow: impl Fn() -> Flow,
    ) -> Result<(), Failure> {
        for _ in 0..TRIES {
            let now = clock.now();
            let claimed = db
                .write::<_, Error, _>(async move |tx| store::claim(tx, kept, now).await)
                .await?;
            match claimed {
                Claim::Stored => return Ok(()),
                Claim::Wait => tokio::time::sleep(PAUSE).await,
                Claim::Write => {
                    self.0.blobs.put_flow(&kept.hash.place(), flow()).await?;
                    let now = clock.now();
                    let stored = db.write::<_, Error, _>(async move |tx| {
                        store::stored(tx, kept.hash, now).await
                    });
                    if stored.await? {
                        return Ok(());
                    }
                }
            }
        }
        Err(Failure::Unavailable)
    }
}
