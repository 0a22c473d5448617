//! Checks of the whole log that people ask for: begun by a press, run beside everything else, left
//! and found again, ended with a report.
//!
//! A check tells its row how far it is. One that is neither finished nor heard of for a while was
//! interrupted, with the process that ran it; it is begun again as a new one.

mod pages;
mod run;
mod store;

use oqu_web::{Access, Routes, Words};

use crate::permissions;

pub(crate) use store::{CheckState, last};

/// What the log keeps of how a check ended: whole, failed, or what was wrong.
const WHOLE: &str = "whole";
const FAILED: &str = "failed";

/// How a check ended, in words.
pub(crate) fn result(l: Words, kept: &str) -> String {
    let key = match kept {
        WHOLE => "audit-check-whole",
        FAILED => "audit-check-failed",
        _ => "audit-check-bad",
    };
    l.t(key).into_owned()
}

pub(crate) fn routes() -> Routes {
    let check = Access::May("audit_check", permissions::audit_check);
    Routes::new()
        .post("/audit/checks", check, pages::begin)
        .get("/audit/checks/{id}", check, pages::show)
        .get("/audit/checks/{id}/events", check, pages::events)
}
