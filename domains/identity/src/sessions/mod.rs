//! Signing in and out, the sessions of a person, and the gate that knows who holds one.
//!
//! A session is a random secret in a cookie and the hash of it in a row. It ends when its owner ends
//! it, when it has not been used for a while, and at the latest on a fixed day.

mod gate;
mod old;
mod pages;
pub(crate) mod store;

use oqu_web::{Access, Routes};

pub use gate::SessionGate;
pub(crate) use old::jobs;
pub use old::plan_tidying;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/login", Access::Public, pages::sign_in_form)
        .post("/login", Access::Public, pages::sign_in)
        .post("/logout", Access::SignedIn, pages::sign_out)
        .post("/workspace", Access::SignedIn, pages::open_workspace)
        .get("/account", Access::SignedIn, pages::account)
        .post(
            "/account/password",
            Access::SignedIn,
            pages::change_password,
        )
        .post(
            "/account/sessions/{id}/end",
            Access::SignedIn,
            pages::end_session,
        )
        .post(
            "/account/sessions/end-others",
            Access::SignedIn,
            pages::end_others,
        )
}
