//! Uploads that go on where they broke off: the tus protocol 1.0 (<https://tus.io/protocols/resumable-upload>)
//! with creation, checksum, termination and expiration.
//!
//! What has arrived lies in the store in pieces, each durable before its row says so; nothing is in
//! the memory of one process, so that the next piece may come to another. Bytes that have all
//! arrived are sniffed, looked at for viruses and put under their hash; then an area may make a file
//! of them.

mod claim;
mod finish;
mod pages;
mod receive;
mod rules;
pub(crate) mod store;

use axum::Extension;
use axum::routing::MethodFilter;
use oqu_web::{Access, Routes};

pub use claim::{Arrived, arrived, discard, spend};
pub use rules::Checksum;
pub use store::Upload;

use crate::{Files, Kind};

/// What people may bring, declared by the area that takes it.
#[derive(Clone, Copy, Debug)]
pub struct Purpose {
    /// What uploads call it.
    pub key: &'static str,
    /// Bytes of one file.
    pub most_bytes: u64,
    /// Uploads of one person at once.
    pub most_open: u32,
    /// Which kinds are taken.
    pub takes: fn(Kind) -> bool,
}

pub(crate) fn routes(files: &Files) -> Routes {
    let anybody = Access::SignedIn;
    Routes::new()
        .stream(MethodFilter::OPTIONS, "/uploads", anybody, pages::options)
        .stream(MethodFilter::POST, "/uploads", anybody, pages::begin)
        .stream(MethodFilter::HEAD, "/uploads/{id}", anybody, pages::state)
        .stream(MethodFilter::PATCH, "/uploads/{id}", anybody, pages::add)
        .stream(MethodFilter::DELETE, "/uploads/{id}", anybody, pages::end)
        .with(Extension(files.clone()))
}
