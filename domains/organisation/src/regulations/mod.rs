//! The organisation's own rules: PDF files with a number, a day of approval and a term, each edition
//! replacing an earlier one; everybody reads what is in force and what was before. What the orders
//! leave to the organisation, and which of it is missing, is told to those who keep the rules.

mod closure;
mod demands;
mod fields;
mod file;
mod form;
mod pages;
pub(crate) mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use oqu_web::{Access, Routes};

use crate::permissions;
use rules::RegulationId;

pub(crate) use file::keep;
pub use file::{REGULATION_FILE, Regulations};

/// Where all of them are.
pub(crate) const PATH: &str = "/regulations";

pub(crate) fn routes() -> Routes {
    let write = Access::May("regulations_write", permissions::regulations_write);
    Routes::new()
        .get(PATH, Access::Public, pages::list)
        .get("/regulations/demands", write, demands::demands)
        .get("/regulations/new", write, form::new_page)
        .upload(PATH, write, file::MOST_BYTES, form::add)
        .get("/regulations/{id}", Access::Public, pages::one)
        .get("/regulations/{id}/edit", write, form::edit_page)
        .upload("/regulations/{id}", write, file::MOST_BYTES, form::change)
        .get("/regulations/{id}/closure", write, closure::ask)
        .post("/regulations/{id}/closure", write, closure::close)
        .post("/regulations/{id}/reopening", write, closure::reopen)
}

/// Where one of them is.
pub(crate) fn path(id: RegulationId) -> String {
    format!("{PATH}/{id}")
}
