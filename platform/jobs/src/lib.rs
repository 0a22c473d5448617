//! Work that is done later and outside a request: a queue in the database, workers that take from it,
//! schedules, and pages that tell how far it is.
//!
//! An area declares a [`Kind`], queues it by [`enqueue`] inside the unit of work that asks for it, and
//! gives the function that does it by its `jobs()`. See README.md.

mod job;
mod kind;
mod line;
mod one;
mod own;
mod permissions;
mod rows;
mod rules;
mod standing;
mod tidy;
mod words;
mod work;
mod worker;

use std::sync::Arc;

use axum::Extension;
use oqu_web::{Messages, Routes};

pub use job::{Job, JobId, NewJob, Queued, enqueue, living};
pub use kind::{Kind, Kinds};
pub use permissions::jobs_manage;
pub use standing::{Busy, Standing, busy, dead_letters, standing};
pub use words::value_in_words;
pub use work::{Failed, Work};
pub use worker::Worker;

/// The tables of the queue.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "jobs",
    number: 1,
    name: "jobs and schedules",
    text: include_str!("../migrations/0001_jobs.sql"),
}];

/// The words of the queue.
pub const MESSAGES: Messages = oqu_web::messages!("jobs");

/// What the queue itself does.
pub fn jobs() -> Kinds {
    tidy::jobs()
}

/// The pages of the queue. `kinds` are those of all areas.
pub fn routes(kinds: &Arc<Kinds>) -> Routes {
    line::routes()
        .and(one::routes())
        .and(own::routes())
        .with(Extension(Arc::clone(kinds)))
}
