//! One act on many people: a role given or ended, another group, a lock, a question.
//!
//! The list comes from the list of people, by its filters or by ticks. What the act will come to is
//! shown first, with whom it leaves out and why; nothing is done before it is confirmed. A job then
//! does it in slices, each one unit of work that also notes what it came to, so that a process that
//! is killed goes on where it was and nothing is done twice. One entry of the audit for each person,
//! and one for the act.

pub(crate) mod job;
mod pages;
pub(crate) mod rules;
mod run;
mod show;
mod store;
#[cfg(test)]
mod tests;

use oqu_web::{Access, Routes};

use crate::permissions;

/// Where acts on many people begin.
const PATH: &str = "/people/bulk";

fn path(id: store::BulkId) -> String {
    format!("{PATH}/{id}")
}

pub(crate) fn routes() -> Routes {
    let write = Access::May("people_write", permissions::people_write);
    Routes::new()
        .get("/people/bulk", write, pages::start)
        .post("/people/bulk", write, pages::look)
        .get("/people/bulk/{id}", write, show::act)
        .get("/people/bulk/{id}/events", write, show::events)
        .get("/people/bulk/{id}/outcomes.xlsx", write, show::outcomes)
        .post("/people/bulk/{id}/confirmation", write, show::confirm)
        .post("/people/bulk/{id}/removal", write, show::remove)
}
