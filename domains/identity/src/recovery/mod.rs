//! A forgotten password: a link by mail, and the page on which a new one is set.
//!
//! Whoever asks gets the same answer after the same time, whether there is such an account or not:
//! one look, one job, in both cases. What the job finds is between the program and the mailbox.
//! The page that sets a password serves invitations too: only the words differ.

mod job;
mod pages;
mod set;

use oqu_web::{Access, Routes};

pub(crate) use job::kinds;
pub(crate) use set::{Opened, open, over_page};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/recovery", Access::Public, pages::ask)
        .post("/recovery", Access::Public, pages::send)
        .get("/recovery/sent", Access::Public, pages::sent)
        .get("/recovery/done", Access::Public, pages::done)
        .get("/recovery/new", Access::Public, set::recovery_page)
        .post("/recovery/new", Access::Public, set::recover)
        .get("/invitation", Access::Public, set::invitation_page)
        .post("/invitation", Access::Public, set::accept)
}
