//! Rooms: where people learn and are examined, how many places each has, what it is for; and what the
//! rules of distance learning demand of them beside what is there. Closed, never deleted.

mod closure;
mod demands;
mod fields;
mod form;
mod list;
pub(crate) mod rules;
mod show;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use oqu_web::{Access, Routes, Words};

use crate::permissions;
use rules::{RoomId, RoomKind};

pub(crate) use show::chrome_of;

pub(crate) fn routes() -> Routes {
    let read = Access::May("structure_read", permissions::structure_read);
    let write = Access::May("structure_write", permissions::structure_write);
    Routes::new()
        .get("/structure/rooms", read, list::rooms)
        .get("/structure/rooms.xlsx", read, list::spreadsheet)
        .get("/structure/rooms/demands", read, demands::demands)
        .get("/structure/rooms/new", write, form::new_page)
        .post("/structure/rooms", write, form::add)
        .get("/structure/rooms/{id}", read, show::room)
        .get("/structure/rooms/{id}/edit", write, form::edit_page)
        .post("/structure/rooms/{id}", write, form::change)
        .get("/structure/rooms/{id}/closure", write, closure::ask)
        .post("/structure/rooms/{id}/closure", write, closure::close)
        .post("/structure/rooms/{id}/reopening", write, closure::reopen)
}

/// Where the page of a room is.
pub(crate) fn path(id: RoomId) -> String {
    format!("/structure/rooms/{id}")
}

/// The name of a kind of room.
pub(crate) fn kind_name(words: Words, kind: RoomKind) -> String {
    words.t(&format!("room-kind-{}", kind.key())).into_owned()
}
