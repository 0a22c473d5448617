//! Consents: what people agree to, in which words, until when, and how they take it back.
//!
//! A text has versions in three languages and is never changed. A consent names the version, the
//! term and who gave it: the person, or for a minor the legal representative. It ends by its term,
//! by a withdrawal or by another in its place, and its row stays. Nobody needs to agree to
//! biometrics in order to study: each text says which other way there is.
//!
//! Clauses: law 94-V of 21.05.2013, articles 7 and 8; facts 2.12.

pub(crate) mod demo;
mod given;
mod kind;
pub(crate) mod ledger;
mod list;
mod one;
mod own;
mod person;
pub(crate) mod rules;
pub(crate) mod samples;
mod shown;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod text_store;
mod texts;

use oqu_web::{Access, Routes};

use crate::permissions;

pub use kind::{ConsentId, ConsentKind};

pub(crate) fn routes() -> Routes {
    let read = Access::May("consents_read", permissions::consents_read);
    let write = Access::May("consents_write", permissions::consents_write);
    Routes::new()
        .get("/account/consents", Access::SignedIn, own::consents)
        .get("/account/consents/{id}/{kind}", Access::SignedIn, one::show)
        .post("/account/consents/{id}/{kind}", Access::Oneself, one::give)
        .post(
            "/account/consents/{id}/{kind}/refusal",
            Access::Oneself,
            one::refuse,
        )
        .post(
            "/account/consents/{id}/{kind}/withdrawal",
            Access::Oneself,
            one::withdraw,
        )
        .get("/consents", read, list::consents)
        .get("/consents.xlsx", read, list::spreadsheet)
        .post("/consents/requests", write, list::ask)
        .get("/consents/texts", read, texts::list)
        .get("/consents/texts/new", write, texts::new_page)
        .post("/consents/texts", write, texts::add)
        .get("/consents/texts/{id}", read, texts::show)
        .get("/consents/{id}", Access::SignedIn, given::show)
        .post("/consents/{id}/withdrawal", write, given::withdraw)
        .get("/people/{id}/consents", read, person::show)
        .post("/people/{id}/consents", write, person::note)
        .post("/people/{id}/consents/requests", write, person::ask)
}
