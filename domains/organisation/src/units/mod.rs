//! Units: the tree of the organisation, a unit's page, adding, moving, changing and closing.
//!
//! A unit is closed when it ends, never deleted, so that what was done under it stays known. All
//! units are read at once and asked in memory: an organisation has under a thousand.

mod closure;
pub(crate) mod fields;
mod form;
pub(crate) mod rules;
mod show;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod tree;
pub(crate) mod write;

pub(crate) use show::function_name;

use oqu_text::Language;
use oqu_web::{Access, Routes, Words};

use crate::permissions;
use rules::{Structure, UnitId, UnitKind, UnitRow};

pub(crate) fn routes() -> Routes {
    let read = Access::May("structure_read", permissions::structure_read);
    let write = Access::May("structure_write", permissions::structure_write);
    Routes::new()
        .get("/structure", read, tree::structure)
        .get("/structure/units/new", write, form::new_page)
        .post("/structure/units", write, form::add)
        .get("/structure/units/{id}", read, show::unit)
        .get("/structure/units/{id}/edit", write, form::edit_page)
        .post("/structure/units/{id}", write, form::change)
        .get("/structure/units/{id}/closure", write, closure::ask)
        .post("/structure/units/{id}/closure", write, closure::close)
        .post("/structure/units/{id}/reopening", write, closure::reopen)
}

/// Where the page of a unit is.
pub(crate) fn path(id: UnitId) -> String {
    format!("/structure/units/{id}")
}

/// What a unit is called in lists.
pub(crate) fn label(unit: &UnitRow, language: Language) -> &str {
    unit.details.short.or(&unit.details.name, language)
}

/// The name of a kind of unit.
pub(crate) fn kind_name(words: Words, kind: UnitKind) -> String {
    words
        .t(&format!("organisation-kind-unit-{}", kind.key()))
        .into_owned()
}

/// Choices for a form: open units that `may` be chosen, and the one where the thing is now although
/// that one is closed.
pub(crate) fn choices(
    structure: &Structure,
    language: Language,
    now: Option<UnitId>,
    may: impl Fn(UnitId) -> bool,
) -> Vec<(String, String)> {
    let open = open_options(structure, language)
        .into_iter()
        .filter(|(id, _)| may(*id))
        .map(|(id, name)| (id.to_string(), name));
    let now = now
        .and_then(|now| structure.get(now))
        .filter(|unit| !unit.is_open());
    let closed = now.map(|unit| {
        let name = unit.details.name.of(language).to_owned();
        (unit.id.to_string(), name)
    });
    open.chain(closed).collect()
}

/// The open units in the order of the tree, each whole name set in by its depth.
pub(crate) fn open_options(structure: &Structure, language: Language) -> Vec<(UnitId, String)> {
    structure
        .walk()
        .into_iter()
        .filter(|(_, unit)| unit.is_open())
        .map(|(depth, unit)| {
            let inset = "\u{2003}".repeat(depth);
            (
                unit.id,
                format!("{inset}{}", unit.details.name.of(language)),
            )
        })
        .collect()
}
