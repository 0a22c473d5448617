//! Doubles: two records of one person are found, compared, and made one.
//!
//! The one that is kept takes over all that the other has; the other becomes a pointer, so that old
//! links and old logins lead on. It is one unit of work, with what all areas have to move
//! ([`crate::movers`]). Whom somebody has told apart is not shown again.

mod compare;
mod list;
pub(crate) mod merge;
pub(crate) mod moving;
pub(crate) mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use oqu_kernel::PersonId;
use oqu_web::{Access, Routes};

use crate::permissions;

const PATH: &str = "/people/doubles";

/// Where two records stand side by side.
fn path(one: PersonId, other: PersonId) -> String {
    format!("{PATH}/{one}/{other}")
}

pub(crate) fn routes() -> Routes {
    let write = Access::May("people_write", permissions::people_write);
    Routes::new()
        .get(PATH, write, list::doubles)
        .get("/people/doubles/{id}/{other}", write, compare::page_of_two)
        .post("/people/doubles/{id}/{other}", write, compare::merge)
        .post(
            "/people/doubles/{id}/{other}/difference",
            write,
            compare::tell_apart,
        )
}
