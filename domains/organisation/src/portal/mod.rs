//! The portal for everybody: about the organisation, its units and how they are reached. The home is
//! in [`crate::home`].

mod about;
mod units;

use oqu_web::{Access, Routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/about", Access::Public, about::about)
        .get("/contacts", Access::Public, units::units)
}
