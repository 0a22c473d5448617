//! Signing in and out, the sessions of a person, and the gate that knows who holds one.
//!
//! A session is a random secret in a cookie and the hash of it in a row. It ends when its owner ends
//! it, when it has not been used for a while, and at the latest on a fixed day.
//!
//! Signing in has a first step (`sign_in.rs`) and, where there is a second factor, a second
//! (`second.rs`, `setup.rs`) held together by half a sign-in (`halves.rs`); `enter.rs` decides which
//! is next and lets in. Failures make the next try wait (`delays.rs`).

mod acting;
pub(crate) mod delays;
pub(crate) mod devices;
pub(crate) mod enter;
pub(crate) mod failures;
pub(crate) mod fresh;
mod gate;
pub(crate) mod halves;
mod old;
mod pages;
pub(crate) mod second;
mod setup;
pub(crate) mod sign_in;
pub(crate) mod store;

use oqu_web::{Access, Routes};

use crate::permissions;

pub use gate::SessionGate;
pub(crate) use old::jobs;
pub use old::plan_tidying;
pub(crate) use pages::browser_named;

pub(crate) fn routes() -> Routes {
    let access_write = Access::May("access_write", permissions::access_write);
    Routes::new()
        .get("/login", Access::Public, sign_in::sign_in_form)
        .post("/login", Access::Public, sign_in::sign_in)
        .get("/login/second", Access::Public, second::second_form)
        .post("/login/second", Access::Public, second::second)
        .post("/login/cancel", Access::Public, second::cancel)
        .get("/login/setup", Access::Public, setup::setup_form)
        .post("/login/setup", Access::Public, setup::setup)
        .get("/account/confirm", Access::Oneself, fresh::confirm_form)
        .post("/account/confirm", Access::Oneself, fresh::confirm)
        .get("/people/{id}/sign-in-as", access_write, acting::ask)
        .post("/people/{id}/sign-in-as", access_write, acting::begin)
        .post("/account/return", Access::SignedIn, acting::end)
        .post("/logout", Access::SignedIn, pages::sign_out)
        .post("/workspace", Access::SignedIn, pages::open_workspace)
        .get("/account", Access::SignedIn, pages::account)
        .post("/account/password", Access::Oneself, pages::change_password)
        .post(
            "/account/sessions/{id}/end",
            Access::Oneself,
            pages::end_session,
        )
        .post(
            "/account/sessions/end-others",
            Access::Oneself,
            pages::end_others,
        )
}
