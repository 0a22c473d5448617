use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use oqu_db::Error;
use oqu_kernel::Moment;
use oqu_text::Language;
use oqu_web::{Failure, Outcome, Site, Visitor};

use super::path;
use super::rules::NewsRow;
use super::store::{self, From};
use crate::organisation;

/// Pieces in a feed: a reader that asks once a week misses none.
const ENTRIES: usize = 20;
/// How long a reader need not ask again.
const CACHING: HeaderValue = HeaderValue::from_static("public, max-age=300");
const ATOM: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");

/// Atom (RFC 4287).
#[derive(Template)]
#[template(path = "news/feed.xml", escape = "html")]
struct Feed<'a> {
    /// The address of the site.
    site: &'a str,
    language: &'static str,
    title: String,
    author: &'a str,
    updated: String,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    id: String,
    lang: &'static str,
    path: String,
    title: &'a str,
    text: &'a str,
    published: String,
    updated: String,
}

/// `GET /news/feed/{language}`: the newest news for programs that read feeds, each piece in that
/// language or in the first in which it is written.
pub(super) async fn feed(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Outcome {
    let found = Language::ALL.into_iter().find(|known| known.code() == code);
    let language = found.ok_or(Failure::NotFound)?;
    let now = visitor.now;
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let listed = store::published(tx, now, From::Start, ENTRIES).await?;
        let organisation = organisation::store::organisation(tx).await?;
        Ok((listed.rows, organisation))
    });
    let (news, organisation) = loaded.await?;
    let words = site.l10n.words(language);
    let name = organisation
        .as_ref()
        .map_or("Oqu", |known| known.details.name.of(language));
    let updated = news.iter().map(updated).max();
    let chosen = site.chosen();
    let feed = Feed {
        site: &chosen.public_url,
        language: language.html_lang(),
        title: format!("{} · {name}", words.t("news-title")),
        author: name,
        updated: machine(updated.unwrap_or(Moment::from_millis(0))),
        entries: news.iter().map(|news| entry(news, language)).collect(),
    };
    let mut response = Body::from(feed.render()?).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, ATOM);
    headers.insert(header::CACHE_CONTROL, CACHING);
    Ok(response)
}

fn entry(news: &NewsRow, language: Language) -> Entry<'_> {
    let language = news.details.read_in(language);
    Entry {
        id: news.id.to_string(),
        lang: language.html_lang(),
        path: path(news.id),
        title: news.details.title.own(language),
        text: news.details.text.own(language),
        published: machine(news.published_at.unwrap_or(news.changed_at)),
        updated: machine(updated(news)),
    }
}

/// When readers got what stands there now.
fn updated(news: &NewsRow) -> Moment {
    news.published_at
        .map_or(news.changed_at, |at| at.max(news.changed_at))
}

/// RFC 3339, as Atom wants it.
fn machine(at: Moment) -> String {
    jiff::Timestamp::from_millisecond(at.millis())
        .unwrap_or_default()
        .to_string()
}
