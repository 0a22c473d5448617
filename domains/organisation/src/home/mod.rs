//! The public home: who the organisation is, what it is made of, how it is reached, the way in.

mod pages;

use oqu_web::{Access, Routes};

pub(crate) fn routes() -> Routes {
    Routes::new().get("/", Access::Public, pages::home)
}
