//! The certificate of study (анықтама / справка): that somebody learns here, in which group, on which
//! programme, for whoever asks it.
//!
//! The registrar's office issues it for any learner, a learner for themselves. What it says is put
//! together once and kept in the register of documents, so that it never changes afterwards.

mod form;
pub(crate) mod rules;
#[cfg(test)]
mod tests;

use oqu_documents::{Kind, Template};
use oqu_kernel::Actor;
use oqu_web::{Access, Routes};

use crate::people::Role;

/// What the register of documents calls it.
pub(crate) const STUDY: &str = "study-certificate";

/// The kind for the register of documents.
pub(crate) const KIND: Kind = Kind {
    key: STUDY,
    template: Template {
        name: "certificate.typ",
        text: include_str!("certificate.typ"),
    },
    order,
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/people/{id}/certificate", Access::SignedIn, form::ask)
        .post("/people/{id}/certificate", Access::SignedIn, form::issue)
}

/// Where the certificate about a person is ordered.
pub(crate) fn path(person: oqu_kernel::PersonId) -> String {
    format!("/people/{person}/certificate")
}

/// A learner orders one about themselves.
fn order(actor: &Actor) -> Option<String> {
    actor.holds(Role::Learner.key()).then(|| path(actor.person))
}
