//! Issuing a document: it gets a registration number and a code in the unit of work that adds it.

use oqu_audit::{Act, By};
use oqu_db::{Db, Error, Result, Tx, Value};
use oqu_kernel::PersonId;
use oqu_text::Language;
use serde_json::Value as Json;

use crate::code::Code;
use crate::store::{self, DocumentId, DocumentRow};

/// The unique indexes on which two documents issued at once can meet.
const AT_ONCE: [&str; 2] = ["issued_documents_serial", "issued_documents_code"];
/// So many documents of a kind at the same instant get their numbers.
const TRIES: usize = 10;

/// A document as the issuing area puts it together.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// The id, chosen when the form was shown, so that a form sent twice issues one document.
    pub id: DocumentId,
    /// Its kind.
    pub kind: &'static str,
    /// Whom it is about.
    pub subject: PersonId,
    /// The name of whom it is about.
    pub subject_name: String,
    /// The name of the organisation in the language of the document.
    pub issuer: String,
    /// Its language.
    pub language: Language,
    /// The year in which it is registered, by the organisation's calendar.
    pub year: i16,
    /// The values of its template. `number`, `date` and `check` are put there when it is printed.
    pub content: Json,
}

/// Issues a document; the one that is there when the same form came before.
///
/// # Errors
/// [`Error::Taken`] when the id belongs to another document; the database's failure.
async fn issue(tx: &mut Tx, by: &By, new: &NewDocument) -> Result<DocumentRow> {
    if let Some(known) = store::document(tx, new.id).await? {
        let same = known.kind == new.kind && known.subject == Some(new.subject);
        return match same {
            true => Ok(known),
            false => Err(Error::Taken("issued_documents_id_key".into())),
        };
    }
    let year = i64::from(new.year);
    let serial = 1 + store::last_serial(tx, new.kind, year).await?;
    let code = Code::fresh(&by.chance);
    let values: [Value; 13] = [
        new.id.into(),
        new.kind.into(),
        year.into(),
        serial.into(),
        code.stored().into(),
        new.subject.into(),
        (&new.subject_name).into(),
        (&new.issuer).into(),
        new.language.code().into(),
        new.content.to_string().into(),
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
    ];
    let words = store::words(&new.subject_name, (year, serial));
    store::add(tx, &values, &words).await?;
    let registration = store::registration((year, serial));
    let act = Act::on("document.issued", "document", new.id, &registration)
        .change("document-kind", "", new.kind)
        .change("document-subject", "", &new.subject_name)
        .change("document-language", "", new.language.code());
    oqu_audit::record(tx, by, act).await?;
    store::document(tx, new.id)
        .await?
        .ok_or_else(|| Error::Shape("a document that was just issued".into()))
}

/// Issues a document in a unit of work of its own. Two hands that reach for one registration number
/// both get one.
///
/// # Errors
/// As [`issue`].
pub async fn issue_alone(db: &Db, by: &By, new: &NewDocument) -> Result<DocumentRow> {
    let mut tries = TRIES;
    loop {
        let (by, new) = (by.clone(), new.clone());
        let issued = db.write(async move |tx| issue(tx, &by, &new).await).await;
        tries -= 1;
        match issued {
            Err(Error::Taken(index)) if tries > 0 && AT_ONCE.contains(&index.as_str()) => {}
            issued => return issued,
        }
    }
}

/// Revokes a document with a ground; false when it was revoked before.
pub(crate) async fn revoke(
    tx: &mut Tx,
    by: &By,
    document: &DocumentRow,
    ground: &str,
) -> Result<bool> {
    if !store::revoke(tx, document.id, by, ground).await? {
        return Ok(false);
    }
    let name = document.registration();
    let act = Act::on("document.revoked", "document", document.id, &name)
        .ground(ground)
        .change("document-subject", "", &document.subject_name);
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}
