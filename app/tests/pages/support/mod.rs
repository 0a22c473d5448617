//! The whole site in this process, with the demo organisation, on each of both databases.
//!
//! A file of tests names its stories by [`stories!`]: each is told on SQLite and on PostgreSQL, one
//! after another on one seeded site. A story that fails does not keep the others from being told.
#![allow(
    dead_code,
    unused_imports,
    reason = "each file of tests uses its own part of the harness"
)]

pub mod authenticator;
pub mod browser;
pub mod html;
pub mod http;
pub mod log;
pub mod problems;
pub mod sheet;
pub mod site;
pub mod stories;
pub mod world;

pub use authenticator::{Authenticator, code_at};
pub use browser::{Browser, Request, form_of};
pub use html::{Form, forms, main_form, tags, text};
pub use http::Answer;
pub use problems::{assert_failure, assert_problem};
pub use site::{BEGINNING, Engine, Setup, TestSite};
