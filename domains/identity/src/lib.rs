//! People, how they sign in, the roles they hold and who stands for whom.

mod addresses;
pub mod api;
mod common_passwords;
mod consents;
mod duties;
mod factors;
mod invitations;
mod links;
mod movers;
mod passkeys;
mod passwords;
mod people;
mod permissions;
mod recovery;
mod roles;
mod sessions;

use std::path::Path;
use std::sync::Arc;

use axum::Extension;
use oqu_files::Files;
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
    oqu_db::Migration {
        area: "identity",
        number: 3,
        name: "second factors and failed sign-ins",
        text: include_str!("../migrations/0003_second_factors.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 4,
        name: "passkeys",
        text: include_str!("../migrations/0004_passkeys.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 5,
        name: "administrators in another's place",
        text: include_str!("../migrations/0005_acting.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 6,
        name: "imports of people",
        text: include_str!("../migrations/0006_imports.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 7,
        name: "links by mail and passwords that must be changed",
        text: include_str!("../migrations/0007_links.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 8,
        name: "consents",
        text: include_str!("../migrations/0008_consents.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 9,
        name: "acts on many people",
        text: include_str!("../migrations/0009_bulk.sql"),
    },
    oqu_db::Migration {
        area: "identity",
        number: 10,
        name: "doubles and merged people",
        text: include_str!("../migrations/0010_doubles.sql"),
    },
];

/// The words of the area.
pub const MESSAGES: Messages = oqu_web::messages!("identity");
/// The words of the import of people.
pub const IMPORT_MESSAGES: Messages = oqu_web::messages!("import");
/// The words of acts on many people.
pub const BULK_MESSAGES: Messages = oqu_web::messages!("bulk");
/// The words of doubles.
pub const DOUBLES_MESSAGES: Messages = oqu_web::messages!("doubles");
/// The words of consents.
pub const CONSENTS_MESSAGES: Messages = oqu_web::messages!("consents");

/// The words of recovery, invitations and what else is written to people about their accounts.
pub const ACCESS_MESSAGES: Messages = oqu_web::messages!("access");

/// What the area does later and by itself. `scopes` tells which groups a list of people may name.
pub fn jobs(scopes: Arc<dyn api::ScopeNames>) -> oqu_jobs::Kinds {
    sessions::jobs()
        .and(people::import::jobs(scopes))
        .and(recovery::kinds())
        .and(people::bulk::job::jobs())
}

/// The pages of the area. `scopes` tells what the things are called that roles reach; `data` is the
/// folder of the data, in which the key of sealed secrets stands; `files` keeps the photos.
pub fn routes(scopes: Arc<dyn api::ScopeNames>, data: &Path, files: &Files) -> Routes {
    sessions::routes()
        .and(people::routes())
        .and(roles::routes())
        .and(recovery::routes())
        .and(invitations::routes())
        .and(addresses::routes())
        .and(duties::routes())
        .and(factors::routes())
        .and(passkeys::routes())
        .and(consents::routes())
        .with(Extension(factors::Vault::of(data)))
        .with(Extension(scopes))
        .with(Extension(files.clone()))
}
