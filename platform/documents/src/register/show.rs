use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_db::Error;
use oqu_web::{Chrome, Failure, History, HistoryItem, Outcome, Site, Visitor, page};

use super::{DOCUMENT, PATH, kind_name, language_name, value_in_words};
use crate::Room;
use crate::permissions::{self, document_read};
use crate::store::{self, DocumentId};

/// Acts of a history that are shown at once.
const HISTORY: u32 = 20;

#[derive(Template)]
#[template(path = "register/show.html")]
struct DocumentPage<'a> {
    chrome: &'a Chrome,
    id: DocumentId,
    kind: String,
    number: String,
    revoked: Option<(String, String)>,
    code: String,
    facts: Vec<(String, String)>,
    subject: Option<(String, String)>,
    history: Option<History<'a>>,
    may_print: bool,
    may_revoke: bool,
}

/// `GET /documents/{id}`
pub(super) async fn document(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
    Path(id): Path<DocumentId>,
) -> Outcome {
    let actor = visitor.person()?;
    let reads_all = permissions::documents_read(actor);
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let acts = match reads_all {
            true => oqu_audit::history(tx, DOCUMENT, id.uuid(), HISTORY).await?,
            false => Vec::new(),
        };
        Ok((store::document(tx, id).await?, acts))
    });
    let (document, acts) = loaded.await?;
    // Whoever may not see a document is not told either whether there is one.
    let document = document
        .filter(|document| document_read(actor, document.subject))
        .ok_or(Failure::NotFound)?;
    let words = visitor.words;
    let kind = kind_name(words, &document.kind);
    let chrome = Chrome::new(&site, &visitor, &kind);
    let chrome = match reads_all {
        true => chrome.crumb(PATH, words.t("document-title")),
        false => chrome.crumb("/documents/mine", words.t("document-mine")),
    };
    let said = |field: &str, value: &str| {
        value_in_words(words, field, value).unwrap_or_else(|| value.to_owned())
    };
    let items: Vec<HistoryItem> = oqu_audit::history_items_with(&chrome, &acts, &said);
    let fact = |key: &str, value: String| (words.t(key).into_owned(), value);
    page(&DocumentPage {
        chrome: &chrome,
        id,
        number: document.registration(),
        code: document.printed_code(),
        facts: vec![
            fact("document-issued", chrome.when(&document.issued_at)),
            fact("document-issued-by", document.issued_by.clone()),
            fact("document-issuer", document.issuer.clone()),
            fact(
                "field-document-language",
                language_name(words, document.language),
            ),
        ],
        subject: document
            .subject
            .map(|person| (format!("/people/{person}"), document.subject_name.clone())),
        may_print: document.revoked.is_none() && room.kind(&document.kind).is_some(),
        may_revoke: document.revoked.is_none() && permissions::documents_revoke(actor),
        revoked: document.revoked.as_ref().map(|revoked| {
            let said = words
                .with("document-revoked-by")
                .arg("who", revoked.by.as_str())
                .arg("when", chrome.when(&revoked.at))
                .to_string();
            (said, revoked.ground.clone())
        }),
        history: reads_all.then(|| History::new(&chrome, &items)),
        kind,
    })
}
