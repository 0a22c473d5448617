//! Invitations: a person who was added comes in by a link and chooses the password alone.
//!
//! The first use sets the password (`recovery/set.rs`); a newer invitation takes the place of an
//! older one. Whoever may add people may invite them; administrators are invited by administrators.

mod pages;

use oqu_web::{Access, Routes};

use crate::permissions;

pub(crate) use pages::{Card, Loaded, card, invite, load};

pub(crate) fn routes() -> Routes {
    let write = Access::May("people_write", permissions::people_write);
    Routes::new()
        .post("/people/{id}/invitations", write, pages::send)
        .post(
            "/people/{id}/invitations/{link}/withdrawal",
            write,
            pages::withdraw,
        )
}
