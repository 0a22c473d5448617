use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::EntryRow;
use oqu_db::Error;
use oqu_web::{Chrome, Failure, Fields, History, Outcome, Paging, Site, Visitor, page};

use super::picture::{self, Pictures};
use super::rules::{NEWS, NewsId, NewsRow, State as Standing};
use super::store::{self, From, Listed};
use super::{PATH, path};
use crate::{history, permissions};

/// News of a page.
const PAGE: usize = 12;
/// Characters of a text that a list shows.
const BEGINNING: usize = 160;

/// A piece of news in a list.
pub(crate) struct Card {
    pub path: String,
    pub title: String,
    /// For the attribute `lang`.
    pub lang: &'static str,
    pub begins: String,
    pub day: String,
    /// The language in which it stands, when it is not the reader's.
    pub other: Option<String>,
    pub picture: Option<String>,
    pub alt: String,
}

/// News as lists show them, each in the reader's language or in the first in which it is written.
pub(crate) fn cards(chrome: &Chrome, news: &[NewsRow], pictures: &Pictures) -> Vec<Card> {
    news.iter()
        .map(|news| {
            let details = &news.details;
            let language = details.read_in(chrome.l.language());
            Card {
                path: path(news.id),
                title: details.title.own(language).to_owned(),
                lang: language.html_lang(),
                begins: beginning(details.text.own(language)),
                day: news
                    .published_at
                    .map_or_else(String::new, |at| chrome.day(&at)),
                other: (language != chrome.l.language())
                    .then(|| chrome.l.t(&format!("news-in-{}", language.code())).into()),
                picture: pictures.small(news.id),
                alt: details.alt.own(language).to_owned(),
            }
        })
        .collect()
}

/// The first words of a text, up to the end of one.
fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= BEGINNING {
        return line.to_owned();
    }
    let cut: String = line.chars().take(BEGINNING).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

/// What nobody reads yet, or any more, as its writers see it.
struct Draft {
    path: String,
    title: String,
    lang: &'static str,
    state: String,
}

fn draft(chrome: &Chrome, news: &NewsRow) -> Draft {
    let language = news.details.read_in(chrome.l.language());
    Draft {
        path: path(news.id),
        title: news.details.title.own(language).to_owned(),
        lang: language.html_lang(),
        state: state(chrome, news),
    }
}

/// Where a piece stands, in words.
fn state(chrome: &Chrome, news: &NewsRow) -> String {
    let words = chrome.l;
    let at = |key: &str, at| words.t1(key, "when", chrome.when(&at));
    match news.state(chrome.now) {
        Standing::Draft => words.t("news-draft").into_owned(),
        Standing::Planned(moment) => at("news-is-planned", moment),
        Standing::Withdrawn(moment) => at("news-is-withdrawn", moment),
        Standing::Published(moment) => chrome.when(&moment),
    }
}

#[derive(Template)]
#[template(path = "news/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    feed: String,
    drafts: Vec<Draft>,
    news: Vec<Card>,
    paging: Paging<'a>,
    may_write: bool,
}

/// `GET /news`: the newest first; who writes news sees above them what is not published.
pub(super) async fn list(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let number = |name: &str| fields.raw(name).parse::<i64>().ok();
    let from = match (number("after"), number("before")) {
        (Some(after), _) => From::After(after),
        (None, Some(before)) => From::Before(before),
        (None, None) => From::Start,
    };
    let now = visitor.now;
    let may_write = visitor.actor().is_some_and(permissions::news_write);
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let listed = store::published(tx, now, from, PAGE).await?;
        let drafts = match may_write && from == From::Start {
            true => store::unpublished(tx, now).await?,
            false => Vec::new(),
        };
        let pictures = picture::of_news(tx, &listed.rows).await?;
        Ok((listed, drafts, pictures))
    });
    let (listed, drafts, pictures): (Listed, Vec<NewsRow>, Pictures) = loaded.await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("news-title"));
    let mark = |row: Option<&NewsRow>| row.map(|row| row.number.to_string());
    let first = mark(listed.rows.first()).filter(|_| listed.before);
    let last = mark(listed.rows.last()).filter(|_| listed.after);
    let template = ListPage {
        chrome: &chrome,
        feed: format!("{PATH}/feed/{}", words.language().code()),
        drafts: drafts.iter().map(|news| draft(&chrome, news)).collect(),
        news: cards(&chrome, &listed.rows, &pictures),
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            words.t1("news-shown", "count", listed.rows.len()),
            first.as_deref(),
            last.as_deref(),
        ),
        may_write,
    };
    page(&template)
}

#[derive(Template)]
#[template(path = "news/one.html")]
struct OnePage<'a> {
    chrome: &'a Chrome,
    place: String,
    title: &'a str,
    lang: &'static str,
    state: String,
    is_published: bool,
    is_withdrawable: bool,
    alt: &'a str,
    paragraphs: Vec<&'a str>,
    picture: Option<String>,
    other: Option<String>,
    may_write: bool,
    history: History<'a>,
}

/// `GET /news/{id}`: whoever does not write news is not told of what is not published.
pub(super) async fn one(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
) -> Outcome {
    let may_write = visitor.actor().is_some_and(permissions::news_write);
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(news) = store::one(tx, id).await? else {
            return Ok(None);
        };
        let pictures = picture::of_news(tx, std::slice::from_ref(&news)).await?;
        let acts: Vec<EntryRow> = match may_write {
            true => history::acts(tx, NEWS, id).await?,
            false => Vec::new(),
        };
        Ok(Some((news, pictures.large(id), acts)))
    });
    let (news, picture, acts) = loaded.await?.ok_or(Failure::NotFound)?;
    let is_published = news.is_published(visitor.now);
    if !is_published && !may_write {
        return Err(Failure::NotFound);
    }
    let words = visitor.words;
    let details = &news.details;
    let language = details.read_in(words.language());
    let title = details.title.own(language);
    let chrome = Chrome::new(&site, &visitor, title).crumb(PATH, words.t("news-title"));
    let text = details.text.own(language).lines();
    let items = history::items(&chrome, &acts);
    let template = OnePage {
        chrome: &chrome,
        place: path(id),
        title,
        lang: language.html_lang(),
        state: state(&chrome, &news),
        is_published,
        is_withdrawable: news.published_at.is_some(),
        alt: details.alt.own(language),
        paragraphs: text.filter(|line| !line.is_empty()).collect(),
        picture,
        other: (language != words.language())
            .then(|| words.t(&format!("news-told-in-{}", language.code())).into()),
        may_write,
        history: History::new(&chrome, &items),
    };
    page(&template)
}
