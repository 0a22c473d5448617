//! Appointments: who holds a post, from which day to which, for how much of a rate, on which order.
//! They end and are never deleted. Whoever is appointed twice to one post at once is refused; a post
//! or a person with more rates than there are is told of, and taken when the hand says so.

mod duties;
mod end;
mod fields;
mod form;
mod mover;
pub(crate) mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use oqu_web::{Access, Routes};

use crate::permissions;

pub use duties::Duties;
pub use mover::AppointmentMover;

pub(crate) fn routes() -> Routes {
    let write = Access::May("structure_write", permissions::structure_write);
    Routes::new()
        .get(
            "/structure/posts/{id}/appointments/new",
            write,
            form::new_page,
        )
        .post("/structure/posts/{id}/appointments", write, form::add)
        .get("/structure/appointments/{id}/end", write, end::ask)
        .post("/structure/appointments/{id}/end", write, end::end)
}
