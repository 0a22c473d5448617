//! The register of issued documents: the list for those who keep it, one document with its file and
//! its end, and what was issued about oneself.

mod file;
mod list;
mod mine;
mod revoke;
mod rules;
mod show;

use oqu_web::{Access, Routes, Words};

use crate::permissions;
use crate::store::DocumentId;

/// Documents about oneself that are shown at once: far above what anybody asks for.
const LAST: i64 = 50;
/// The list and what leads from it.
const PATH: &str = "/documents";
/// What the audit calls a document.
const DOCUMENT: &str = "document";

pub(crate) fn routes() -> Routes {
    let read = Access::May("documents_read", permissions::documents_read);
    let revoke = Access::May("documents_revoke", permissions::documents_revoke);
    Routes::new()
        .get(PATH, read, list::documents)
        .get("/documents/mine", Access::SignedIn, mine::mine)
        .get("/documents/{id}", Access::SignedIn, show::document)
        .get("/documents/{id}/pdf", Access::SignedIn, file::pdf)
        .get("/documents/{id}/revocation", revoke, revoke::ask)
        .post("/documents/{id}/revocation", revoke, revoke::revoke)
}

/// Where the page of a document is.
pub fn path(id: DocumentId) -> String {
    format!("{PATH}/{id}")
}

/// The name of a kind of documents.
pub(crate) fn kind_name(words: Words, key: &str) -> String {
    let id = format!("document-kind-{key}");
    match words.has(&id) {
        true => words.t(&id).into_owned(),
        false => key.to_owned(),
    }
}

/// The name of a language of documents.
pub(crate) fn language_name(words: Words, language: oqu_text::Language) -> String {
    words
        .t(&format!("document-language-{}", language.code()))
        .into_owned()
}

/// The words for a field of this area that the audit holds as a key.
pub fn value_in_words(words: Words, field: &str, key: &str) -> Option<String> {
    match field {
        "document-kind" => Some(kind_name(words, key)),
        "document-language" => {
            oqu_text::Language::parse(key).map(|language| language_name(words, language))
        }
        _ => None,
    }
}
