//! Roles with scopes: given and ended by an administrator, each act with its entry in the audit.

pub(crate) mod actor;
pub(crate) mod acts;
mod pages;
mod role;
pub(crate) mod store;

use oqu_web::{Access, Routes};

use crate::permissions;

pub use role::Role;

pub(crate) fn routes() -> Routes {
    let access_write = Access::May("access_write", permissions::access_write);
    Routes::new()
        .post("/people/{id}/roles", access_write, pages::give)
        .post("/people/{id}/roles/{grant}/end", access_write, pages::end)
}
