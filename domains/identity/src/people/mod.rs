//! People: the list, a person's page, adding and changing.
//!
//! A person is one row for life, whatever roles come and go. What is written of people is changed
//! by those who may, with a version against two hands at once, and each change is in the audit.

pub(crate) mod asked;
pub(crate) mod bulk;
pub(crate) mod doubles;
pub(crate) mod fields;
mod form;
pub(crate) mod import;
mod list;
pub(crate) mod listing;
mod lock;
pub(crate) mod pages;
mod paper;
pub(crate) mod photo;
pub(crate) mod relatives;
pub(crate) mod rules;
mod sight;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod write;

use oqu_web::{Access, Failure, Routes};

use crate::permissions;

pub(crate) fn routes() -> Routes {
    let people_read = Access::May("people_read", permissions::people_read);
    let people_export = Access::May("people_export", permissions::people_export);
    let people_write = Access::May("people_write", permissions::people_write);
    let access_write = Access::May("access_write", permissions::access_write);
    Routes::new()
        .get("/people", people_read, list::people)
        .get("/people.xlsx", people_export, list::spreadsheet)
        .get("/people.pdf", people_export, paper::pdf)
        .get("/people/new", people_write, form::new_page)
        .post("/people", people_write, form::add)
        .get("/people/{id}", Access::SignedIn, pages::person)
        .get("/people/{id}/edit", people_write, form::edit_page)
        .post("/people/{id}", people_write, form::change)
        .get("/people/{id}/lock", access_write, lock::confirm)
        .post("/people/{id}/lock", access_write, lock::lock)
        .post("/people/{id}/unlock", access_write, lock::unlock)
        .post("/people/{id}/password", access_write, lock::new_password)
        .get("/people/{id}/photo", Access::SignedIn, photo::photo_page)
        .upload(
            "/people/{id}/photo",
            Access::SignedIn,
            photo::MOST_BYTES,
            photo::set,
        )
        .post(
            "/people/{id}/photo/removal",
            Access::SignedIn,
            photo::remove,
        )
        .and(import::routes())
        .and(bulk::routes())
        .and(doubles::routes())
}

/// Puts a file together where nobody waits for the thread.
pub(crate) async fn in_peace(
    work: impl FnOnce() -> Result<Vec<u8>, Failure> + Send + 'static,
) -> Result<Vec<u8>, Failure> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Failure::Internal(error.to_string().into()))?
}
