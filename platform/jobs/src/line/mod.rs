//! The line of jobs for administrators: what needs a hand first, then everything with filters, and
//! what comes by itself.

mod pages;
mod rules;
mod store;

use oqu_web::{Access, Routes};

use crate::permissions;

/// The list and what leads from it.
pub(crate) const PATH: &str = "/administration/jobs";

pub(crate) use pages::attempts;

pub(crate) fn routes() -> Routes {
    let manage = Access::May("jobs_manage", permissions::jobs_manage);
    Routes::new().get(PATH, manage, pages::list)
}
