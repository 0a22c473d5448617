//! The file of an issued document: made anew from what the register keeps, each time it is asked for.

use axum::Extension;
use axum::extract::{Path, State};
use oqu_db::Error;
use oqu_text::format::date_long;
use oqu_web::{Failure, Flash, Outcome, Site, Visitor, Words, attachment, redirect};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{kind_name, path};
use crate::permissions::document_read;
use crate::store::{self, DocumentId, DocumentRow};
use crate::{PDF, Paper, Room, Strange};

/// `GET /documents/{id}/pdf`: the file, whose hash is kept so that anybody can compare theirs. A
/// revoked document has no file any more.
pub(super) async fn pdf(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
    Path(id): Path<DocumentId>,
) -> Outcome {
    let actor = visitor.person()?;
    let document = site
        .db
        .read::<_, Error, _>(async move |tx| store::document(tx, id).await)
        .await?
        .filter(|document| document_read(actor, document.subject))
        .ok_or(Failure::NotFound)?;
    if document.revoked.is_some() {
        let mut response = redirect(&path(id));
        let flash = Flash::attention("document-no-file", &document.registration());
        response.extensions_mut().insert(flash);
        return Ok(response);
    }
    let words = visitor.words.in_language(document.language);
    let name = format!(
        "{} {}.pdf",
        kind_name(words, &document.kind),
        document.registration()
    );
    let pdf = room
        .printer
        .print(paper(&site, &room, &document, words)?)
        .await?;
    let sha256: [u8; 32] = Sha256::digest(&pdf).into();
    let known = site
        .db
        .read::<_, Error, _>(async move |tx| store::is_print(tx, id, sha256).await)
        .await?;
    if !known {
        let now = visitor.now;
        site.db
            .write::<_, Error, _>(async move |tx| store::add_print(tx, id, sha256, now).await)
            .await?;
    }
    Ok(attachment(&name, PDF, pdf))
}

/// What the typesetter needs: the values that were kept, with date, number and code.
fn paper(site: &Site, room: &Room, document: &DocumentRow, words: Words) -> Result<Paper, Failure> {
    let kind = room.kind(&document.kind).ok_or_else(|| {
        Failure::Internal(format!("no area prints documents of the kind {}", document.kind).into())
    })?;
    let mut data: Map<String, Value> = serde_json::from_str(&document.content)
        .map_err(|error| Failure::Internal(error.to_string().into()))?;
    let registration = document.registration();
    let number = words
        .with("document-number-of")
        .arg("number", registration.as_str());
    let date = site.local(document.issued_at).date();
    data.insert("number".into(), number.to_string().into());
    data.insert("date".into(), date_long(document.language, date).into());
    data.insert("check".into(), check(site, document, words));
    Ok(Paper {
        template: kind.template,
        data: Value::Object(data),
        language: document.language,
        ident: document.id.to_string(),
        made_at: document.issued_at,
        link: Some(check_address(site, document)),
        strange: Strange::Refuse,
    })
}

/// The page where anybody checks the document.
fn check_address(site: &Site, document: &DocumentRow) -> String {
    let code = document.printed_code();
    format!("{}/verify/{code}", site.chosen().public_url)
}

fn check(site: &Site, document: &DocumentRow, words: Words) -> Value {
    let address = check_address(site, document);
    let alt = words
        .with("document-check-alt")
        .arg("address", address.as_str());
    json!({
        "alt": alt.to_string(),
        "caption": words.t("document-check-caption"),
        "address": format!("{}/verify", site.chosen().public_url),
        "label": words.t("document-check-label"),
        "code": document.printed_code(),
        "note": words.t("document-check-note"),
    })
}
