//! The second factor: codes by time of an app (RFC 6238), and recovery codes for the day without it.
//!
//! What is shared with the app stands in the row sealed by a key of the data folder (`vault.rs`).
//! A code counts once, a recovery code is kept as a hash and counts once. Adding and taking away
//! needs a proof of the last ten minutes (`sessions/fresh.rs`). An administrator may ask a factor
//! of roles, and may take the factors of a person away, with a ground.

pub(crate) mod codes;
mod pages;
mod protection;
mod reset;
mod roles;
mod shown;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod totp;
mod vault;

use oqu_web::{Access, Routes};

use crate::permissions;

pub(crate) use shown::{Shown, shown};
pub(crate) use vault::Vault;

pub(crate) fn routes() -> Routes {
    let access_write = Access::May("access_write", permissions::access_write);
    Routes::new()
        .get("/account/protection", Access::Oneself, protection::page_of)
        .post(
            "/account/protection/devices/{id}/end",
            Access::Oneself,
            protection::distrust,
        )
        .post("/account/protection/totp", Access::Oneself, pages::begin)
        .get("/account/protection/totp", Access::Oneself, pages::form)
        .post(
            "/account/protection/totp/confirm",
            Access::Oneself,
            pages::confirm,
        )
        .post(
            "/account/protection/totp/remove",
            Access::Oneself,
            pages::remove,
        )
        .get(
            "/account/protection/codes",
            Access::Oneself,
            pages::codes_form,
        )
        .post("/account/protection/codes", Access::Oneself, pages::renew)
        .post(
            "/account/protection/codes.txt",
            Access::Oneself,
            pages::codes_text,
        )
        .get("/protection", access_write, roles::moved)
        .get(roles::PATH, access_write, roles::form)
        .post(roles::PATH, access_write, roles::change)
        .get("/people/{id}/factors/reset", access_write, reset::confirm)
        .post("/people/{id}/factors/reset", access_write, reset::reset)
}
