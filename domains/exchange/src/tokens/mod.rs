//! Tokens of programs: an administrator makes one, sees its secret once, and revokes it on a ground.
//!
//! A token acts for the person who made it, as far as that person may at the moment of each request,
//! and never beyond the words of its reach.

mod pages;
pub(crate) mod rules;
pub(crate) mod store;

use oqu_web::{Access, Routes};

use crate::permissions;

pub(crate) fn routes() -> Routes {
    let manage = Access::May("tokens_manage", permissions::tokens_manage);
    Routes::new()
        .get("/administration/tokens", manage, pages::list)
        .get("/administration/tokens/new", manage, pages::new_page)
        .post("/administration/tokens", manage, pages::add)
        .get("/administration/tokens/{id}/revocation", manage, pages::ask)
        .post(
            "/administration/tokens/{id}/revocation",
            manage,
            pages::revoke,
        )
}
