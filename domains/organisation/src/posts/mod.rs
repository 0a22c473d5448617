//! Posts: what a unit employs people as, how many rates each post has, who holds it. A post is closed
//! when it ends, never deleted; who held it is told by [`crate::appointments`].

mod closure;
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
use rules::{PostId, PostKind};

pub(crate) use fields::rate_in_form;
pub(crate) use show::chrome_of;

pub(crate) fn routes() -> Routes {
    let read = Access::May("structure_read", permissions::structure_read);
    let write = Access::May("structure_write", permissions::structure_write);
    Routes::new()
        .get("/structure/posts", read, list::posts)
        .get("/structure/posts/new", write, form::new_page)
        .post("/structure/posts", write, form::add)
        .get("/structure/posts/{id}", read, show::post)
        .get("/structure/posts/{id}/edit", write, form::edit_page)
        .post("/structure/posts/{id}", write, form::change)
        .get("/structure/posts/{id}/closure", write, closure::ask)
        .post("/structure/posts/{id}/closure", write, closure::close)
        .post("/structure/posts/{id}/reopening", write, closure::reopen)
}

/// Where the page of a post is.
pub(crate) fn path(id: PostId) -> String {
    format!("/structure/posts/{id}")
}

/// The name of a kind of post.
pub(crate) fn kind_name(words: Words, kind: PostKind) -> String {
    words.t(&format!("post-kind-{}", kind.key())).into_owned()
}

/// Rates as people write them: «1», «0,5».
pub(crate) fn rates(words: Words, hundredths: i64) -> String {
    oqu_text::format::hundredths(words.language(), hundredths)
}
