//! The site as a whole, on both databases: what holds for every area at once.

#[path = "../pages/support/mod.rs"]
mod support;

mod answers;
mod archive;
mod assets;
mod commands;
mod faults;
mod locales;
mod program;
mod slow;
mod sources;
mod statements;
mod worker;
