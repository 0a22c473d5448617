//! A password that must be changed: somebody else knows it, because they gave it.
//!
//! The duty is a row with who and when. While it stands, every page leads to the one on which the
//! password is changed (`oqu_web` asks the gate); a link from a mail ends it too.

mod pages;
pub(crate) mod store;

use oqu_web::{Access, Routes};

use crate::permissions;

/// The page to which everything leads while the duty stands.
pub(crate) const PATH: &str = "/account/new-password";

pub(crate) fn routes() -> Routes {
    let access_write = Access::May("access_write", permissions::access_write);
    Routes::new()
        .get(PATH, Access::Oneself, pages::form)
        .post(PATH, Access::Oneself, pages::change)
        .post("/people/{id}/password-duty", access_write, pages::ask)
}
