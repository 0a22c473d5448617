//! The organisation: what it is called, the units it is made of, its study groups, and the public
//! home where all this meets the street.
//!
//! Who belongs to a unit or a group is a role of a person, kept by the area of people below.

pub mod api;
mod appointments;
mod cache;
mod certificates;
mod closing;
mod codes;
mod dates;
mod equipment;
mod form;
mod groups;
mod history;
mod home;
mod keyed;
mod names;
mod news;
mod organisation;
mod people;
mod permissions;
mod pictures;
mod portal;
mod posts;
mod regulations;
mod rooms;
#[cfg(test)]
mod testing;
mod units;

use axum::Extension;
use oqu_files::Files;
use oqu_web::{Messages, Routes};

/// The tables of the area.
pub const MIGRATIONS: &[oqu_db::Migration] = &[
    oqu_db::Migration {
        area: "organisation",
        number: 1,
        name: "organisation, units, study groups",
        text: include_str!("../migrations/0001_structure.sql"),
    },
    oqu_db::Migration {
        area: "organisation",
        number: 2,
        name: "licence of the organisation",
        text: include_str!("../migrations/0002_licence.sql"),
    },
    oqu_db::Migration {
        area: "organisation",
        number: 3,
        name: "posts and appointments",
        text: include_str!("../migrations/0003_posts.sql"),
    },
    oqu_db::Migration {
        area: "organisation",
        number: 4,
        name: "rooms and equipment",
        text: include_str!("../migrations/0004_rooms.sql"),
    },
    oqu_db::Migration {
        area: "organisation",
        number: 5,
        name: "the organisation and its units for everybody",
        text: include_str!("../migrations/0005_portal.sql"),
    },
    oqu_db::Migration {
        area: "organisation",
        number: 6,
        name: "news",
        text: include_str!("../migrations/0006_news.sql"),
    },
    oqu_db::Migration {
        area: "organisation",
        number: 7,
        name: "the organisation's own rules",
        text: include_str!("../migrations/0007_regulations.sql"),
    },
];

/// The words of the area.
pub const MESSAGES: Messages = oqu_web::messages!("organisation");
/// The words of posts and appointments.
pub const POSTS_MESSAGES: Messages = oqu_web::messages!("posts");
/// The words of rooms and equipment.
pub const ROOMS_MESSAGES: Messages = oqu_web::messages!("rooms");
/// The words of the portal.
pub const PORTAL_MESSAGES: Messages = oqu_web::messages!("portal");
/// The words of the organisation's own rules.
pub const REGULATIONS_MESSAGES: Messages = oqu_web::messages!("regulations");
/// The words of news.
pub const NEWS_MESSAGES: Messages = oqu_web::messages!("news");

/// The pages of the area. `names` is what pages are headed with; a change of the organisation
/// refreshes it. `files` keeps its logo.
pub fn routes(names: &api::NamesCache, files: &Files) -> Routes {
    home::routes()
        .and(portal::routes())
        .and(news::routes())
        .and(regulations::routes())
        .and(organisation::routes().with(Extension(names.clone())))
        .and(units::routes())
        .and(groups::routes())
        .and(certificates::routes())
        .and(posts::routes())
        .and(appointments::routes())
        .and(rooms::routes())
        .and(equipment::routes())
        .with(Extension(files.clone()))
}
