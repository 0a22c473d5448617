//! The administrator's rooms: one page that leads to all of them, and how the whole program stands.
//!
//! They look at every area, so they stand in `app`; what they show is asked of each area by its api.

pub mod backups;
mod home;
mod measures;
mod permissions;
pub mod settings;
mod system;

use std::sync::Arc;

use axum::Extension;
use oqu_db::Migration;
use oqu_files::Files;
use oqu_mail::Carrier;
use oqu_web::{Access, Messages, Routes};

use crate::doctor::Health;

pub use permissions::administration_read;

/// The tables of these rooms.
pub const MIGRATIONS: &[Migration] = &[settings::MIGRATION, backups::MIGRATION];

/// The words of these pages.
pub const MESSAGES: Messages = oqu_web::messages!("administration");
/// The words of the backups.
pub const BACKUPS_MESSAGES: Messages = oqu_web::messages!("backups");
/// The words of the settings.
pub const SETTINGS_MESSAGES: Messages = oqu_web::messages!("settings");
/// Where all of it stands.
pub const PATH: &str = "/administration";

/// Their routes; `health` is how this node stands, `carrier` what sends mails, `files` what keeps files.
pub fn routes(health: &Health, carrier: &Arc<Carrier>, files: &Files) -> Routes {
    let read = Access::May("administration_read", administration_read);
    Routes::new()
        .get(PATH, read, home::home)
        .get("/administration/system", read, system::pages::system)
        .post("/administration/system/look", read, system::pages::look)
        .with(Extension(health.clone()))
        .with(Extension(Arc::clone(carrier)))
        .and(settings::routes(health, files))
        .and(backups::routes(health))
}
