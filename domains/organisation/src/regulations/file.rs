use std::collections::HashMap;
use std::pin::Pin;

use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_files::{Class, File, Files, Keeper, Kept, NewFile, Owner, Scan};
use oqu_kernel::{Actor, Id, Moment};
use oqu_web::{Failure, Site, Uploads};
use uuid::Uuid;

use super::rules::{RegulationId, RegulationRow};
use super::store;
use crate::pictures;

/// The kind of things that the files belong to.
pub const REGULATION_FILE: &str = "regulation";
/// What the form may bring: a scanned document of two hundred pages has up to 30 MB.
pub(super) const MOST_BYTES: u64 = 30 << 20;
/// The field of the form.
pub(super) const FIELD: &str = "file";
/// What the browser offers; what comes is known by its bytes.
pub(super) const ACCEPT: &str = "application/pdf";

/// Answers who may read the organisation's own rules: everybody.
pub struct Regulations;

impl Keeper for Regulations {
    fn may_read<'a>(
        &'a self,
        tx: &'a mut Tx,
        _: &'a Actor,
        thing: Uuid,
    ) -> Pin<Box<dyn Future<Output = Result<bool>> + 'a>> {
        Box::pin(store::is_there(tx, RegulationId::from_uuid(thing)))
    }

    fn is_public<'a>(
        &'a self,
        tx: &'a mut Tx,
        thing: Uuid,
        _: Moment,
    ) -> Pin<Box<dyn Future<Output = Result<bool>> + 'a>> {
        Box::pin(store::is_there(tx, RegulationId::from_uuid(thing)))
    }
}

fn owner(id: RegulationId) -> Owner {
    Owner {
        kind: REGULATION_FILE,
        id: id.uuid(),
    }
}

/// What came: bytes that lie in the store, or the message that tells why they are not taken.
pub(super) type Came = std::result::Result<(Kept, Scan), &'static str>;

/// The file of the form, looked at and put into the store.
pub(super) async fn came(
    site: &Site,
    files: &Files,
    sent: &Uploads,
) -> std::result::Result<Came, Failure> {
    let (bytes, scan) = match pictures::came(files, sent, FIELD).await? {
        Ok(came) => came,
        Err(message) => return Ok(Err(message)),
    };
    let kept = files.keep(site, bytes).await?;
    Ok(match kept.kind.class {
        Class::Pdf => Ok((kept, scan)),
        _ => Err("regulation-no-pdf"),
    })
}

/// Puts a file in the place of what there is; the hash of the old one, empty when there was none.
pub(crate) async fn keep(
    tx: &mut Tx,
    by: &By,
    (id, name): (RegulationId, &str),
    (kept, scan): (Kept, Scan),
) -> Result<String> {
    let mut old = String::new();
    for file in oqu_files::of_owner(tx, owner(id)).await? {
        old = file.hash.to_string();
        oqu_files::remove(tx, &file, by.now).await?;
    }
    let new = NewFile {
        kept,
        sizes: Vec::new(),
        name: format!("{name}.pdf"),
        owner: owner(id),
        brought_by: by.person,
        scan,
    };
    oqu_files::add(tx, &new, by.now, &by.chance).await?;
    Ok(old)
}

/// The files of some editions.
pub(super) struct Papers(HashMap<Uuid, Id<File>>);

/// The files of these, in one statement.
pub(super) async fn of_rows(tx: &mut Tx, rows: &[RegulationRow]) -> Result<Papers> {
    let ids = rows.iter().map(|row| row.id.uuid());
    Ok(Papers(oqu_files::newest(tx, REGULATION_FILE, ids).await?))
}

impl Papers {
    /// Where the file of an edition is.
    pub(super) fn address(&self, id: RegulationId) -> Option<String> {
        let file = self.0.get(&id.uuid())?;
        Some(format!("/files/{file}/regulation.pdf"))
    }
}
