//! What was done, by whom, on what ground: an append-only log whose tampering shows.
//!
//! An entry is written in the unit of work that it records. Within a second a sealer takes what was
//! committed into a Merkle batch, chains it to the one before and signs the head.

mod entry;

pub use entry::{Act, By, Change, Entry, record};

/// The tables of the log.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "audit",
    number: 1,
    name: "entries and batches",
    text: include_str!("../migrations/0001_entries.sql"),
}];
