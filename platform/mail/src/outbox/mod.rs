//! The outbox for administrators: what was sent to whom, what waits and why, one mail as it looks.
//!
//! Links that open something are masked here; only the demo, which has no mail server, shows them.

mod pages;

use oqu_web::{Access, Routes};

use crate::permissions;

/// The list and what leads from it.
pub(crate) const PATH: &str = "/administration/mail";

pub(crate) fn routes() -> Routes {
    let read = Access::May("mail_read", permissions::mail_read);
    let write = Access::May("mail_write", permissions::mail_write);
    Routes::new()
        .get(PATH, read, pages::list)
        .get("/administration/mail/{id}", read, pages::mail)
        .get("/administration/mail/{id}/letter", read, pages::letter)
        .post("/administration/mail/{id}/again", write, pages::again)
        .post("/administration/mail/test", write, pages::test)
}
