//! News: written by those who may, in one language or more, kept as a draft until it is published,
//! at once or at a moment ahead; everybody reads what is published, on pages or by an Atom feed.
//! With a picture or without.

mod feed;
mod form;
mod pages;
pub(crate) mod picture;
mod publication;
pub(crate) mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use oqu_web::{Access, Routes};

use crate::permissions;
use rules::NewsId;

pub(crate) use pages::{Card, cards};

/// Where all news is.
pub(crate) const PATH: &str = "/news";

pub(crate) fn routes() -> Routes {
    let write = Access::May("news_write", permissions::news_write);
    Routes::new()
        .get(PATH, Access::Public, pages::list)
        .get("/news/feed/{language}", Access::Public, feed::feed)
        .get("/news/new", write, form::new_page)
        .post(PATH, write, form::add)
        .get("/news/{id}", Access::Public, pages::one)
        .get("/news/{id}/edit", write, form::edit_page)
        .post("/news/{id}", write, form::change)
        .get("/news/{id}/picture", write, picture::picture_page)
        .upload(
            "/news/{id}/picture",
            write,
            picture::MOST_BYTES,
            picture::set,
        )
        .post("/news/{id}/picture/removal", write, picture::remove)
        .get("/news/{id}/publication", write, publication::later_page)
        .post("/news/{id}/publication", write, publication::publish)
        .post("/news/{id}/withdrawal", write, publication::withdraw)
}

/// Where a piece of news is.
pub(crate) fn path(id: NewsId) -> String {
    format!("{PATH}/{id}")
}
