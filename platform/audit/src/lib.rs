//! What was done, by whom, on what ground: an append-only log whose tampering shows.
//!
//! An entry is written in the unit of work that it records. Within a second a sealer takes what was
//! committed into a Merkle batch, chains it to the one before and signs the head.

mod chain;
mod checks;
mod entries;
mod entry;
mod error;
mod heads;
mod hex;
mod index;
mod keys;
mod merkle;
mod permissions;
mod report;
mod rows;
mod seal;
mod standing;
#[cfg(test)]
mod tests;
mod verify;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Extension;
use oqu_web::{Messages, Routes, Words};
use uuid::Uuid;

pub use entry::{Act, By, Change, Entry, record};
pub use error::{Error, Result};
pub use heads::{HEADS_FILE, Head, Heads, heads_path};
pub use hex::{Hex, NotHex};
pub use keys::{PublicKey, SealingKey};
pub use permissions::{audit_check, audit_read};
pub use report::{Finding, KeyUse, LastHead, Report, Wrong};
pub use rows::{EntryRow, history};
pub use seal::Sealer;
pub use standing::{has_key, stranger, unsealed};
pub use verify::verify;
pub use words::{Value, history_items, history_items_with};

/// The tables of the log.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "audit",
    number: 1,
    name: "entries and batches",
    text: include_str!("../migrations/0001_entries.sql"),
}];

/// The words of the log.
pub const MESSAGES: Messages = oqu_web::messages!("audit");

/// Answered by `app`, which knows all areas: where an object of a kind is shown, and what is meant
/// by a value that an area keeps as a key.
pub trait ObjectPaths: Send + Sync + 'static {
    /// The page of the object, when there is one: `/people/…` for `person`.
    fn path(&self, kind: &str, id: Uuid) -> Option<String>;

    /// The words for a key in a field: «Декан» for `dean` in `role`.
    fn value(&self, words: Words, field: &str, key: &str) -> Option<String>;
}

/// What the pages stand on beside the site.
#[derive(Clone)]
pub(crate) struct Room {
    paths: Arc<dyn ObjectPaths>,
    data: Arc<PathBuf>,
}

impl Room {
    /// Where the object of an entry is shown.
    fn path(&self, entry: &EntryRow) -> Option<String> {
        match entry.object_kind.as_str() {
            "audit-check" => entry.object_id.map(|id| format!("/audit/checks/{id}")),
            kind => self.paths.path(kind, entry.object_id?),
        }
    }

    /// What stands in a field, in the words of the page.
    fn value(&self, l: Words, field: &str, text: &str) -> String {
        let own = match field {
            "result" => Some(checks::result(l, text)),
            _ => self.paths.value(l, field, text),
        };
        own.unwrap_or_else(|| text.to_owned())
    }

    fn heads_path(&self) -> PathBuf {
        heads_path(&self.data)
    }
}

/// The pages of the log. `data` is the folder in which the heads stand.
pub fn routes(paths: Arc<dyn ObjectPaths>, data: &Path) -> Routes {
    let room = Room {
        paths,
        data: Arc::new(data.to_owned()),
    };
    entries::routes()
        .and(checks::routes())
        .with(Extension(room))
}
