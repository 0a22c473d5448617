use oqu_db::{Error, Tx};
use oqu_kernel::{Id, PersonId};
use oqu_web::{Failure, Site};

use super::finish::{Finished, finish, forget};
use super::store::{self, Upload};
use crate::store::{Kept, Scan};
use crate::{Files, Hash, Kind};

oqu_db::statements! {
    BLOB = "SELECT hash, size, kind FROM blobs WHERE hash = $1 AND state = 'stored'";
}

/// An upload that lies whole in the store, for the area that makes something of it.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// Which; to be spent in the unit of work that makes a file of it.
    pub id: Id<Upload>,
    /// Its bytes.
    pub kept: Kept,
    /// What its owner calls it.
    pub name: String,
    /// Whether somebody looked for viruses.
    pub scan: Scan,
}

/// An upload of this person for this purpose, which a form names.
///
/// # Errors
/// [`Failure::Conflict`] when it is not whole yet.
pub async fn arrived(
    site: &Site,
    files: &Files,
    id: Id<Upload>,
    person: PersonId,
    purpose: &'static str,
) -> Result<Option<Arrived>, Failure> {
    let (now, chance) = (site.clock.now(), site.chance.clone());
    let found = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(upload) = store::of(tx, id, person, now).await? else {
                return Ok(None);
            };
            // All came, and the process that was to finish it is gone.
            let hand = match upload.is_whole() && upload.hash.is_none() {
                true => store::hold(tx, &upload, now, &chance).await?,
                false => None,
            };
            Ok(Some((upload, hand)))
        })
        .await?;
    let Some((upload, hand)) = found.filter(|(upload, _)| upload.purpose == purpose) else {
        return Ok(None);
    };
    let hash = match (upload.hash, hand) {
        (Some(hash), _) => hash,
        (None, None) => return Err(Failure::Conflict),
        (None, Some(hand)) => match finish(site, files, &upload, hand).await? {
            Finished::Whole(hash) => hash,
            Finished::Refused(_) => return Ok(None),
            Finished::Away => return Err(Failure::Unavailable),
            Finished::Taken => return Err(Failure::Conflict),
        },
    };
    let blob = site
        .db
        .read::<Option<(Hash, i64, String)>, Error, _>(async move |tx| {
            tx.maybe(&BLOB, &[hash.into()]).await
        })
        .await?;
    Ok(blob.map(|(hash, size, kind)| Arrived {
        id,
        kept: Kept {
            hash,
            size: u64::try_from(size).unwrap_or_default(),
            kind: Kind::parse(&kind),
        },
        name: upload.name.clone(),
        scan: upload.scan(),
    }))
}

/// Throws an upload away that cannot become what it was for.
///
/// # Errors
/// The database's failure.
pub async fn discard(site: &Site, files: &Files, id: Id<Upload>) -> Result<(), Failure> {
    forget(site, files, id).await
}

/// Forgets an upload that became what it was for.
///
/// # Errors
/// The database's failure.
pub async fn spend(tx: &mut Tx, id: Id<Upload>) -> Result<(), Error> {
    store::forget(tx, id).await
}
