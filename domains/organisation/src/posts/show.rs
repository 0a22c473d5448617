use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use jiff::civil::Date;
use oqu_audit::EntryRow;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_text::format::date_long;
use oqu_web::{Chrome, Failure, History, HistoryItem, Outcome, Site, Visitor, Words, page};
use uuid::Uuid;

use super::rules::{POST, PostId, PostRow};
use super::{kind_name, rates, store};
use crate::appointments;
use crate::appointments::rules::{AppointmentId, AppointmentRow, on_day};
use crate::units::rules::{Structure, UnitId};
use crate::{history, people, permissions, units};

#[derive(Template)]
#[template(path = "posts/show.html")]
struct PostPage<'a> {
    chrome: &'a Chrome,
    post: &'a PostRow,
    kind: String,
    rate: String,
    taken: String,
    over: bool,
    free: Option<String>,
    unit: Option<(UnitId, &'a str)>,
    now: Vec<Line<'a>>,
    coming: Vec<Line<'a>>,
    former: Vec<Line<'a>>,
    may_open_people: bool,
    may_change: bool,
    history: History<'a>,
}

/// Somebody in a post.
struct Line<'a> {
    person: PersonId,
    name: &'a str,
    rate: String,
    term: String,
    ground: String,
    end: Option<AppointmentId>,
}

struct Loaded {
    post: PostRow,
    structure: Structure,
    held: Vec<AppointmentRow>,
    names: HashMap<PersonId, String>,
    acts: Vec<EntryRow>,
}

/// `GET /structure/posts/{id}`
pub(super) async fn post(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
) -> Outcome {
    let language = visitor.language();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(post) = store::post(tx, id).await? else {
            return Ok(None);
        };
        let held = appointments::store::of_post(tx, id).await?;
        let ids: Vec<PersonId> = held.iter().map(|appointment| appointment.person).collect();
        Ok(Some(Loaded {
            post,
            structure: units::store::structure(tx, language).await?,
            names: people::names(tx, &ids).await?,
            held,
            acts: history::acts(tx, POST, id).await?,
        }))
    });
    let loaded = loaded.await?.ok_or(Failure::NotFound)?;
    show(&site, &visitor, &loaded)
}

fn show(site: &Site, visitor: &Visitor, loaded: &Loaded) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let actor = visitor.person()?;
    let today = site.local(visitor.now).date();
    let details = &loaded.post.details;
    let chrome = chrome_of(site, visitor, details.title.of(language));
    let items: Vec<HistoryItem> = history::items(&chrome, &loaded.acts);
    let may_change = permissions::structure_write(actor);
    let taken: i64 = on_day(&loaded.held, today).map(|held| held.rate).sum();
    let free = details.rate - taken;
    let line = |held| line(words, loaded, held, may_change.then_some(today));
    let way = loaded.structure.path(details.unit);
    let way: Vec<Uuid> = way.iter().map(|unit| unit.uuid()).collect();
    let is_over = |held: &&AppointmentRow| held.term.until.is_some_and(|until| until < today);
    let template = PostPage {
        chrome: &chrome,
        post: &loaded.post,
        kind: kind_name(words, details.kind),
        rate: rates(words, details.rate),
        taken: rates(words, taken),
        over: free < 0,
        free: (free > 0).then(|| rates(words, free)),
        unit: loaded
            .structure
            .get(details.unit)
            .map(|unit| (unit.id, unit.details.name.of(language))),
        now: on_day(&loaded.held, today).map(line).collect(),
        coming: loaded
            .held
            .iter()
            .filter(|held| held.term.from > today)
            .map(line)
            .collect(),
        former: loaded.held.iter().rev().filter(is_over).map(line).collect(),
        may_open_people: people::may_open(actor, &way),
        may_change,
        history: History::new(&chrome, &items),
    };
    page(&template)
}

fn line<'a>(
    words: Words,
    loaded: &'a Loaded,
    held: &AppointmentRow,
    today: Option<Date>,
) -> Line<'a> {
    Line {
        person: held.person,
        name: loaded.names.get(&held.person).map_or("", String::as_str),
        rate: words.t1("post-rates", "rate", &*rates(words, held.rate)),
        term: term(words, held),
        ground: grounds(held),
        end: today.filter(|today| held.lasts(*today)).map(|_| held.id),
    }
}

/// The orders of the beginning and, when it was ended by one, of the end.
fn grounds(held: &AppointmentRow) -> String {
    let orders = [held.order.ground(), held.end.ground()];
    let orders: Vec<&str> = orders.iter().map(String::as_str).collect();
    let known = orders.into_iter().filter(|order| !order.is_empty());
    known.collect::<Vec<_>>().join("; ")
}

/// From when to when, in words.
fn term(words: Words, held: &AppointmentRow) -> String {
    let day = |date: Date| date_long(words.language(), date);
    match held.term.until {
        None => words.t1("appointment-since", "from", &*day(held.term.from)),
        Some(until) => words
            .with("appointment-term")
            .arg("from", day(held.term.from))
            .arg("until", day(until))
            .to_string(),
    }
}

/// What stands around the pages of posts.
pub(crate) fn chrome_of(site: &Site, visitor: &Visitor, title: &str) -> Chrome {
    let words = visitor.words;
    Chrome::new(site, visitor, title)
        .crumb("/structure", words.t("organisation-structure"))
        .crumb("/structure/posts", words.t("posts-title"))
}
