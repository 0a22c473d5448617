//! What was done, by whom, on what ground: an append-only log whose tampering shows.
//!
//! An entry is written in the unit of work that it records. Within a second a sealer takes what was
//! committed into a Merkle batch, chains it to the one before and signs the head.

mod entry;
mod error;
mod heads;
mod hex;
mod keys;
mod merkle;
mod report;
mod rows;
mod seal;
mod verify;

pub use entry::{Act, By, Change, Entry, record};
pub use error::{Error, Result};
pub use heads::{HEADS_FILE, Head, Heads, heads_path};
pub use hex::{Hex, NotHex};
pub use keys::{PublicKey, SealingKey};
pub use report::{Finding, KeyUse, LastHead, Report, Wrong};
pub use rows::{EntryRow, history};
pub use seal::Sealer;
pub use verify::verify;

/// The tables of the log.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "audit",
    number: 1,
    name: "entries and batches",
    text: include_str!("../migrations/0001_entries.sql"),
}];

#[cfg(test)]
mod tests;
