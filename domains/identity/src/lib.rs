//! People, how they sign in, the roles they hold and who stands for whom.

pub mod api;
mod passwords;
mod people;
mod permissions;
mod roles;
mod sessions;

use std::sync::Arc;

use axum::Extension;
use oqu_web::{Messages, Routes};

/// The tables of the area.
pub const MIGRATIONS: &[oqu_db::Migration] = &[
    oqu_db::Migration {
        area: "identity",
        number: 1,
        name: "people, roles, sessions",
        text: include_str!("../migrations/0001_people.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 2,
        name: "languages, special needs, numbers in other systems",
        text: include_str!("../migrations/0002_languages.sql"),
    },
];

/// The words of the area.
pub const MESSAGES: Messages = oqu_web::messages!("identity");

/// What the area does by itself.
pub fn jobs() -> oqu_jobs::Kinds {
    sessions::jobs()
}

/// The pages of the area. `scopes` tells what the things are called that roles reach.
pub fn routes(scopes: Arc<dyn api::ScopeNames>) -> Routes {
    sessions::routes()
        .and(people::routes())
        .and(roles::routes())
        .with(Extension(scopes))
}
