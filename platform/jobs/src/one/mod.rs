//! One job for administrators: what it is, how it goes, what went wrong; beginning it again and giving
//! it up, both told to the audit.

mod pages;
mod store;

use oqu_web::{Access, Routes};

use crate::permissions;

pub(crate) fn routes() -> Routes {
    let manage = Access::May("jobs_manage", permissions::jobs_manage);
    Routes::new()
        .get("/administration/jobs/{id}", manage, pages::show)
        .post("/administration/jobs/{id}/restart", manage, pages::restart)
        .get("/administration/jobs/{id}/give-up", manage, pages::ask)
        .post("/administration/jobs/{id}/give-up", manage, pages::give_up)
}
