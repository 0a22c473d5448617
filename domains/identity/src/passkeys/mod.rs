//! Passkeys: keys of a device or a token that sign in without a password, or are the second step.
//!
//! The browser's part is the island `passkey`. What it sends is checked in `verify.rs`; the choice
//! of our own verifier is told in `docs/decisions/passkeys.md`. A challenge is taken once, by the
//! browser that asked for it. Without scripts the password way is there.

mod account;
mod cbor;
mod options;
mod sign_in;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod verify;

use oqu_web::{Access, Routes};

pub(crate) use account::{PasskeyLine, lines};
pub(crate) use options::are_possible;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .post("/login/passkey/options", Access::Public, sign_in::options)
        .post("/login/passkey", Access::Public, sign_in::sign_in)
        .post(
            "/login/second/passkey/options",
            Access::Public,
            sign_in::second_options,
        )
        .post("/login/second/passkey", Access::Public, sign_in::second)
        .post(
            "/account/confirm/passkey/options",
            Access::Oneself,
            sign_in::fresh_options,
        )
        .post("/account/confirm/passkey", Access::Oneself, sign_in::fresh)
        .post(
            "/account/passkeys/options",
            Access::Oneself,
            account::options,
        )
        .post("/account/passkeys", Access::Oneself, account::add)
        .post("/account/passkeys/{id}", Access::Oneself, account::rename)
        .post(
            "/account/passkeys/{id}/remove",
            Access::Oneself,
            account::remove,
        )
}
