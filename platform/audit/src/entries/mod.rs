//! The log for those who watch over it: a list with filters, one entry with the proof of its seal,
//! the list as a spreadsheet, and the heads to keep elsewhere.
//!
//! The order is that of ids, which grow with time: one index serves the order of the list, the
//! bounds of days and the place to go on from.

mod export;
mod pages;
mod proof;
mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use oqu_web::{Access, Routes};

use crate::permissions;

/// The list and what leads from it.
pub(crate) const PATH: &str = "/audit";

pub(crate) fn routes() -> Routes {
    let read = Access::May("audit_read", permissions::audit_read);
    Routes::new()
        .get(PATH, read, pages::list)
        .get("/audit.xlsx", read, export::spreadsheet)
        .get("/audit/heads.jsonl", read, export::heads)
        .get("/audit/entries/{id}", read, pages::entry)
}
