//! The organisation itself: what it is called in three languages, how it is reached, under which
//! licence it teaches, and its logo.

mod form;
pub(crate) mod logo;
pub(crate) mod rules;
mod show;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use oqu_web::{Access, Routes};

use crate::permissions;

/// Where the page of the organisation is.
const PATH: &str = "/structure/organisation";

pub(crate) fn routes() -> Routes {
    let read = Access::May("structure_read", permissions::structure_read);
    let write = Access::May("organisation_write", permissions::organisation_write);
    Routes::new()
        .get("/structure/organisation", read, show::organisation)
        .get("/structure/organisation/edit", write, form::edit_page)
        .post("/structure/organisation", write, form::change)
        .get("/structure/organisation/logo", write, logo::logo_page)
        .upload(
            "/structure/organisation/logo",
            write,
            logo::MOST_BYTES,
            logo::set,
        )
        .post("/structure/organisation/logo/removal", write, logo::remove)
}
