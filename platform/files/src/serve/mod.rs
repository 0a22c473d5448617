//! A file on its way to a browser: `GET /files/{id}/{name}`, asked of the area that keeps it, in
//! ranges, and so that nothing in it can run on our pages. A guest gets what its keeper calls public,
//! and is asked to sign in for everything else, whether it is there or not.

mod pages;
mod range;

pub use range::{Asked, asked};

use axum::Extension;
use oqu_web::{Access, Routes};

use crate::Files;

pub(crate) fn routes(files: &Files) -> Routes {
    Routes::new()
        .get("/files/{id}/{name}", Access::Public, pages::file)
        .with(Extension(files.clone()))
}
