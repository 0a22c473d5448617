//! Study groups: the list, a group's page with its learners, adding, changing and closing.
//!
//! Who learns in a group is a role of the person, kept by the area of people; here stands what the
//! group is. A learner and those who stand for them see the page of their own group only.

mod closure;
pub(crate) mod fields;
mod form;
mod list;
pub(crate) mod rules;
mod show;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod write;

use oqu_text::Language;
use oqu_web::{Access, Routes, Words};

use crate::permissions;
use rules::GroupId;

pub(crate) fn routes() -> Routes {
    let read = Access::May("groups_read", permissions::groups_read);
    let write = Access::May("groups_write", permissions::groups_write);
    Routes::new()
        .get("/groups", read, list::groups)
        .get("/groups.xlsx", read, list::spreadsheet)
        .get("/groups/new", write, form::new_page)
        .post("/groups", write, form::add)
        .get("/groups/{id}", Access::SignedIn, show::group)
        .get("/groups/{id}/edit", write, form::edit_page)
        .post("/groups/{id}", write, form::change)
        .get("/groups/{id}/closure", write, closure::ask)
        .post("/groups/{id}/closure", write, closure::close)
        .post("/groups/{id}/reopening", write, closure::reopen)
}

/// Where the page of a group is.
pub(crate) fn path(id: GroupId) -> String {
    format!("/groups/{id}")
}

/// The name of a language of study.
pub(crate) fn language_name(words: Words, language: Language) -> String {
    words
        .t(&format!("organisation-language-{}", language.code()))
        .into_owned()
}
