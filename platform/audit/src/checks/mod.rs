//! Checks of the whole log that people ask for: begun by a press, run beside everything else, left
//! and found again, ended with a report.
//!
//! A check tells its row how far it is. One that is neither finished nor heard of for a while was
//! interrupted, with the process that ran it; it is begun again as a new one.

mod pages;
mod run;
mod store;

use oqu_web::{Access, Routes};

use crate::permissions;

pub(crate) use store::{CheckState, last};

pub(crate) fn routes() -> Routes {
    let check = Access::May("audit_check", permissions::audit_check);
    Routes::new()
        .post("/audit/checks", check, pages::begin)
        .get("/audit/checks/{id}", check, pages::show)
        .get("/audit/checks/{id}/events", check, pages::events)
}
