//! What the tests of this area share.

use oqu_audit::By;
use oqu_db::Migrations;
use oqu_kernel::{Chance, Clock};

use crate::names::Names;
use crate::units::rules::{UnitDetails, UnitFunction, UnitKind};

/// The tables of this area and of those below it.
pub(crate) fn migrations() -> Migrations {
    Migrations::of(&[
        oqu_audit::MIGRATIONS,
        oqu_files::MIGRATIONS,
        oqu_identity::MIGRATIONS,
        crate::MIGRATIONS,
    ])
}

/// Somebody at the console.
pub(crate) fn by(chance: &Chance, clock: &Clock) -> By {
    By::console(clock.now(), chance, "Әкімші")
}

/// A department at the top, named by its code.
pub(crate) fn unit_details(code: &str) -> UnitDetails {
    UnitDetails {
        parent: None,
        kind: UnitKind::Department,
        function: UnitFunction::None,
        code: code.to_owned(),
        name: Names::new(code, code, code),
        short: Names::default(),
        position: None,
        phone: String::new(),
        email: String::new(),
    }
}
