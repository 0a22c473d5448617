//! Mail: an outbox in the database, a design for what is written, and one server that carries it.
//!
//! A mail is written in the unit of work that causes it and sent afterwards, at least once: it
//! keeps its `Message-ID` from try to try, so that one that came twice can be told.

mod job;
mod letter;
mod mail;
mod outbox;
mod permissions;
mod send;
mod server;
mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Extension;
use oqu_web::{Messages, Routes};

pub use lettre::message::Mailbox;

pub use letter::{Desk, Draft, Letterhead, Recipient};
pub use mail::{Letter, Mail, SECRET, is_address, post};
pub use permissions::{mail_read, mail_write};
pub use send::{Carrier, Outcome};
pub use server::{Server, Tls, parse_from, usual_from};
pub use store::{Standing, State, rebuild_search, standing};

/// The tables of mail.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "mail",
    number: 1,
    name: "mails",
    text: include_str!("../migrations/0001_mails.sql"),
}];

/// The words of mail.
pub const MESSAGES: Messages = oqu_web::messages!("mail");

/// What mail does later. `carrier` is what sends.
pub fn kinds(carrier: &Arc<Carrier>) -> oqu_jobs::Kinds {
    job::kinds(carrier)
}

/// The pages of the outbox. `carrier` is what sends.
pub fn routes(carrier: Arc<Carrier>) -> Routes {
    outbox::routes().with(Extension(carrier))
}
