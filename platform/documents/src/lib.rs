//! Documents that leave the house on paper: what they are made from, the register of those that were
//! issued, and the public page where anybody checks one by its code.
//!
//! What a document says is decided by the area that issues it; this crate gives it a number and a
//! code, keeps it, and revokes it with a ground. The typesetter itself stands behind [`Press`] and is
//! known to `app` alone.

mod code;
mod issue;
mod paper;
mod permissions;
mod register;
mod store;
#[cfg(test)]
mod tests;
mod verify;

use std::sync::Arc;

use axum::Extension;
use oqu_kernel::Actor;
use oqu_web::{Messages, Routes};

pub use code::Code;
pub use issue::{NewDocument, issue_alone};
pub use paper::{PDF, Paper, Press, Printer, Strange, Template, Unprinted};
pub use permissions::{documents_read, documents_revoke};
pub use register::{path, value_in_words};
pub use store::{Document, DocumentId, DocumentRow, rebuild_search};

/// The tables of the area.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "documents",
    number: 1,
    name: "issued documents",
    text: include_str!("../migrations/0001_issued.sql"),
}];

/// The words of the area.
pub const MESSAGES: Messages = oqu_web::messages!("documents");

/// A kind of document that some area issues. The message `document-kind-<key>` names it.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its key in rows and addresses.
    pub key: &'static str,
    /// Its layout.
    pub template: Template,
    /// Where somebody orders one about themselves, when they may.
    pub order: fn(&Actor) -> Option<String>,
}

/// What the pages stand on beside the site.
#[derive(Clone)]
pub(crate) struct Room {
    printer: Printer,
    kinds: Arc<[Kind]>,
}

impl Room {
    fn kind(&self, key: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.key == key)
    }
}

/// The pages of the area, over all kinds that there are.
pub fn routes(printer: Printer, kinds: &[Kind]) -> Routes {
    let room = Room {
        printer,
        kinds: kinds.into(),
    };
    register::routes()
        .and(verify::routes())
        .with(Extension(room))
}
