//! Files: bytes kept once by their SHA-256, brought over bad lines, shown without harm.
//!
//! An area declares what it takes ([`Purpose`]) and who may read what it keeps ([`Keeper`]); `app`
//! puts both together into [`Files`]. Bytes come by a form or by an upload, are kept
//! ([`Files::keep`]), and become a file in the unit of work of the area ([`add`]).

mod blobs;
mod check;
mod files;
mod hash;
pub mod images;
mod kind;
mod probe;
mod scan;
mod serve;
mod store;
mod sweep;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod totals;
mod unpack;
pub mod uploads;

use oqu_web::{Messages, Routes};

pub use blobs::{Access, Blobs, Flow, Sizes, Store, Trouble, flow_of};
pub use check::{Agreement, check, known};
pub use files::{Files, Keeper};
pub use hash::{Hash, NotAHash};
pub use kind::{Class, Kind, TOLD_BY};
pub use probe::{Probed, Step as ProbeStep, probe};
pub use scan::{Clamd, Looked, Scanner};
pub use serve::{Asked as RangeAsked, asked as range_asked};
pub use store::{
    File, FileRow, Kept, NewFile, Owner, Scan, add, file, give, newest, of_owner, remove,
};
pub use sweep::{Swept, sweep};
pub use totals::{Totals, totals};
pub use unpack::{Entry, Unfit, UnpackLimits, Unpacked};
pub use uploads::Purpose;

/// The tables of the crate.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "files",
    number: 1,
    name: "blobs, files, uploads",
    text: include_str!("../migrations/0001_files.sql"),
}];

/// The words of the crate.
pub const MESSAGES: Messages = oqu_web::messages!("files");

/// What files do by themselves: what nobody needs is taken away.
pub fn jobs(files: &Files) -> oqu_jobs::Kinds {
    sweep::jobs(files)
}

/// The routes: files out, uploads in.
pub fn routes(files: &Files) -> Routes {
    serve::routes(files).and(uploads::routes(files))
}
