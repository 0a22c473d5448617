//! All areas of the program, lowest first: the one place where they are wired together.

use oqu_db::Migrations;
use oqu_web::{Messages, Routes};

use crate::pulse;

/// The tables of all areas, in the order in which they build on each other.
pub fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS])
}

/// The words of all areas.
pub fn messages() -> Vec<Messages> {
    vec![oqu_web::MESSAGES]
}

/// The routes of all areas.
pub fn routes() -> Routes {
    pulse::routes().and(oqu_web::style_routes())
}
