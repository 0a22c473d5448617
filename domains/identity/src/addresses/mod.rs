//! One's own e-mail address: a new one counts when a link that was sent there was opened, and the
//! old one is told.

mod pages;

use oqu_web::{Access, Routes};

/// Where one's own address is changed.
const PATH: &str = "/account/address";

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Access::Oneself, pages::form)
        .post(PATH, Access::Oneself, pages::send)
        .get("/address", Access::Public, pages::confirm_page)
        .post("/address", Access::Public, pages::confirm)
}
