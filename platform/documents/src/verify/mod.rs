//! The public page where anybody with a document in hand learns whether it is genuine and in force.
//!
//! It tells as much as that needs: what was issued, to whom, when and by which organisation. The code
//! is asked for by the QR code, typed from paper, or found by the file itself. Tries are counted, so
//! that nobody reads the register by guessing.

mod pages;

use oqu_web::{Access, Routes};

/// The form.
const PATH: &str = "/verify";
/// Bytes of a file to be compared: a hundred times what a certificate has.
const MOST_BYTES: u64 = 20 << 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Access::Public, pages::form)
        .get("/verify/{code}", Access::Public, pages::code)
        .upload("/verify/file", Access::Public, MOST_BYTES, pages::file)
}
