//! People brought in from a file: CSV or XLSX, our own template or what Moodle writes.
//!
//! The file becomes a table, its columns are told by their headings, every row is looked at, and what
//! will become of it is shown. Nothing is written of people until that is confirmed. Then a job writes
//! it slice by slice: each slice is one unit of work, so that a process that is killed goes on where it
//! was and nothing is done twice. The same file again changes nothing.

mod columns;
pub(crate) mod command;
mod doubles;
pub(crate) mod file;
mod found;
mod job;
pub(crate) mod kept;
mod row;
mod rules;
pub(crate) mod run;
mod sheets;
mod steps;
mod store;
#[cfg(test)]
mod tests;
mod values;

use oqu_web::{Access, Routes};

use crate::permissions;

pub(crate) use job::jobs;
pub(super) use kept::SLICE;
pub(super) use steps::{PAGE, from, marks};

pub(super) fn routes() -> Routes {
    let import = Access::May("people_import", permissions::people_import);
    let export = Access::May("people_export", permissions::people_export);
    Routes::new()
        .get("/people/import", import, steps::start::start)
        .upload(
            "/people/import",
            import,
            file::FILE_MOST,
            steps::start::upload,
        )
        .get("/people/import/template.xlsx", import, sheets::template)
        .get("/people/import/people.xlsx", export, sheets::people)
        .get("/people/import/{id}", import, steps::step)
        .upload(
            "/people/import/{id}/file",
            import,
            file::FILE_MOST,
            steps::start::replace,
        )
        .post(
            "/people/import/{id}/columns",
            import,
            steps::choice::choose_columns,
        )
        .post(
            "/people/import/{id}/columns/again",
            import,
            steps::choice::reopen_columns,
        )
        .post("/people/import/{id}/answer", import, steps::answer)
        .post("/people/import/{id}/confirmation", import, steps::confirm)
        .post("/people/import/{id}/removal", import, steps::remove)
        .get(
            "/people/import/{id}/progress",
            import,
            steps::running::progress,
        )
        .get(
            "/people/import/{id}/problems.xlsx",
            import,
            sheets::problems,
        )
        .get(
            "/people/import/{id}/outcomes.xlsx",
            import,
            sheets::outcomes,
        )
}
