//! The jobs of a person: found again after the page was left, followed while they run.

mod pages;

use oqu_kernel::Moment;
use oqu_web::{Access, Routes};

use crate::JobId;
use crate::rows::{JobRow, State};

/// The list of one's own jobs.
pub(crate) const PATH: &str = "/jobs";
/// A job that is due later than this is not followed: nothing would move.
const SOON_MS: i64 = 120_000;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Access::SignedIn, pages::list)
        .get("/jobs/{id}", Access::SignedIn, pages::show)
        .get("/jobs/{id}/events", Access::SignedIn, pages::events)
}

/// Where the events of a job are told.
pub(crate) fn events_path(id: JobId) -> String {
    format!("{PATH}/{id}/events")
}

/// Whether there is something to follow: it runs, or waits for a worker.
pub(crate) fn is_followed(job: &JobRow, now: Moment) -> bool {
    match job.state {
        State::Running => true,
        State::Queued => job.run_at.millis() - now.millis() < SOON_MS,
        State::Done | State::Dead | State::Dropped => false,
    }
}
