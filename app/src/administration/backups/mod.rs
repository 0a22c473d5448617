//! Backups from a page and by the clock: made as a job, listed from the folder they lie in, fetched
//! by administrators only.
//!
//! The folder is the truth: an archive is there under its name only when it is whole. What became of
//! each stands in `backups.jsonl`, where the doctor reads it too, so that neither is lost with the
//! database.

mod fetch;
mod folder;
mod job;
mod pages;
mod rules;
mod set;
mod store;
#[cfg(test)]
mod tests;

use oqu_db::Migration;
use oqu_web::{Access, Routes};

use super::permissions::administration_read;
use crate::doctor::Health;

pub use job::jobs;
pub use set::value_in_words;

/// Where they stand.
pub const PATH: &str = "/administration/backups";

/// Which backups by the clock were asked for.
pub const MIGRATION: Migration = Migration {
    area: "administration",
    number: 2,
    name: "backups by the clock",
    text: include_str!("../../../migrations/0002_backups.sql"),
};

/// Their routes; `health` knows the folder.
pub(super) fn routes(health: &Health) -> Routes {
    let manage = Access::May("backups_manage", administration_read);
    Routes::new()
        .get(PATH, manage, pages::list)
        .post(PATH, manage, pages::begin)
        .post("/administration/backups/schedule", manage, set::schedule)
        .post("/administration/backups/lock", manage, set::lock)
        .post("/administration/backups/unlock", manage, set::unlock)
        .get(
            "/administration/backups/{archive}/archive",
            manage,
            fetch::archive,
        )
        .get(
            "/administration/backups/{archive}/delete",
            manage,
            pages::ask,
        )
        .post(
            "/administration/backups/{archive}/delete",
            manage,
            pages::delete,
        )
        .with(axum::Extension(health.clone()))
}
