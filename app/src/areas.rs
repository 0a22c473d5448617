//! All areas of the program, lowest first: the one place where they are wired together.

use oqu_db::{Migrations, Tx};
use oqu_web::{Messages, Routes};

use crate::pulse;

/// The tables of all areas, in the order in which they build on each other.
pub fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, oqu_identity::MIGRATIONS])
}

/// The words of all areas.
pub fn messages() -> Vec<Messages> {
    vec![oqu_web::MESSAGES, oqu_identity::MESSAGES]
}

/// The routes of all areas.
pub fn routes() -> Routes {
    pulse::routes().and(oqu_web::style_routes())
}

/// Makes the search words of all areas again, after a restore.
///
/// # Errors
/// The database's failure.
pub async fn rebuild_search(tx: &mut Tx) -> oqu_db::Result<()> {
    oqu_identity::api::rebuild_search(tx).await
}
