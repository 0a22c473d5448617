use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{Action, Chrome, Empty, Fields, Filter, Outcome, Paging, Site, Visitor, Words, page};

use super::rules::{PostId, PostKind, PostRow};
use super::store::{self, COUNT_LIMIT, From, Listed, Wanted};
use super::{kind_name, rates};
use crate::appointments;
use crate::appointments::rules::AppointmentRow;
use crate::units::open_options;
use crate::units::rules::{Structure, UnitId};
use crate::{dates, people, permissions, units};

const PATH: &str = "/structure/posts";
/// Rows of a page: two screens of a laptop.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "posts/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    rows: Vec<Line<'a>>,
    filters: Vec<Filter>,
    units: Vec<(String, String, bool)>,
    kinds: Vec<(&'static str, String, bool)>,
    vacant: bool,
    closed: bool,
    paging: Paging<'a>,
    found: String,
    empty: Empty<'a>,
    may_add: bool,
}

struct Line<'a> {
    id: PostId,
    title: &'a str,
    unit: &'a str,
    kind: String,
    rate: String,
    free: Option<String>,
    over: bool,
    closed: bool,
    people: Vec<&'a str>,
}

/// What the address of a list asks for.
#[derive(Clone, Copy, Debug)]
struct Asked {
    unit: Option<UnitId>,
    kind: Option<PostKind>,
    vacant: bool,
    closed: bool,
    from: From,
}

struct Loaded {
    structure: Structure,
    listed: Listed,
    found: i64,
    held: HashMap<PostId, Vec<AppointmentRow>>,
    names: HashMap<PersonId, String>,
}

/// `GET /structure/posts`: the list, or only its inside when that is what htmx wants to fill. Five
/// statements, however many posts there are.
pub(super) async fn posts(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let asked = asked(&fields);
    let loaded = load(&site, &visitor, asked).await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("posts-title"))
        .crumb("/structure", words.t("organisation-structure"));
    let found = match loaded.found > COUNT_LIMIT {
        true => words.t1("posts-found-many", "count", COUNT_LIMIT),
        false => words.t1("posts-found", "count", loaded.found),
    };
    let rows = &loaded.listed.rows;
    let mark = |row: Option<&PostRow>| row.map(|row| row.number.to_string());
    let first = mark(rows.first()).filter(|_| loaded.listed.before);
    let last = mark(rows.last()).filter(|_| loaded.listed.after);
    let may_add = visitor.actor().is_some_and(permissions::structure_write);
    let template = ListPage {
        chrome: &chrome,
        rows: rows.iter().map(|row| line(words, &loaded, row)).collect(),
        filters: filters(&fields, words, &loaded.structure, asked),
        units: open_options(&loaded.structure, words.language())
            .into_iter()
            .map(|(id, name)| (id.to_string(), name, asked.unit == Some(id)))
            .collect(),
        kinds: PostKind::ALL
            .iter()
            .map(|kind| {
                (
                    kind.key(),
                    kind_name(words, *kind),
                    asked.kind == Some(*kind),
                )
            })
            .collect(),
        vacant: asked.vacant,
        closed: asked.closed,
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            found.clone(),
            first.as_deref(),
            last.as_deref(),
        ),
        found,
        empty: empty(&chrome, asked, may_add),
        may_add,
    };
    if visitor.wants("posts") {
        return page(&template.as_results());
    }
    page(&template)
}

async fn load(site: &Site, visitor: &Visitor, asked: Asked) -> oqu_db::Result<Loaded> {
    let language = visitor.language();
    let today = dates::in_row(Some(site.local(visitor.now).date()));
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let structure = units::store::structure(tx, language).await?;
        let wanted = Wanted {
            units: asked
                .unit
                .map(|unit| structure.whole(unit))
                .unwrap_or_default(),
            kind: asked.kind,
            vacant_on: asked.vacant.then(|| today.clone()),
            closed: asked.closed,
        };
        let listed = store::list(tx, &wanted, language, asked.from, PAGE).await?;
        let ids: Vec<PostId> = listed.rows.iter().map(|post| post.id).collect();
        let now = appointments::store::on_day(tx, &ids, &today).await?;
        let holders: Vec<PersonId> = now.iter().map(|held| held.person).collect();
        let mut held: HashMap<PostId, Vec<AppointmentRow>> = HashMap::new();
        for one in now {
            held.entry(one.post).or_default().push(one);
        }
        Ok(Loaded {
            found: store::count(tx, &wanted).await?,
            names: people::names(tx, &holders).await?,
            structure,
            listed,
            held,
        })
    });
    loaded.await
}

/// Reads the address of a list. What cannot be understood is as if it were not there.
fn asked(fields: &Fields) -> Asked {
    let number = |name: &str| fields.raw(name).parse::<i64>().ok();
    Asked {
        unit: fields.raw("unit").parse().ok(),
        kind: PostKind::parse(fields.raw("kind")),
        vacant: fields.ticked("vacant"),
        closed: fields.ticked("closed"),
        from: match (number("after"), number("before")) {
            (Some(after), _) => From::After(after),
            (None, Some(before)) => From::Before(before),
            (None, None) => From::Start,
        },
    }
}

fn line<'a>(words: Words, loaded: &'a Loaded, post: &'a PostRow) -> Line<'a> {
    let details = &post.details;
    let held = loaded.held.get(&post.id).map_or(&[][..], Vec::as_slice);
    let taken: i64 = held.iter().map(|held| held.rate).sum();
    let free = details.rate - taken;
    let unit = loaded.structure.get(details.unit);
    Line {
        id: post.id,
        title: details.title.of(words.language()),
        unit: unit.map_or("", |unit| unit.details.name.of(words.language())),
        kind: kind_name(words, details.kind),
        rate: rates(words, details.rate),
        free: (free > 0).then(|| rates(words, free)),
        over: free < 0,
        closed: !post.is_open(),
        people: held
            .iter()
            .filter_map(|held| loaded.names.get(&held.person))
            .map(String::as_str)
            .collect(),
    }
}

fn filters(fields: &Fields, words: Words, structure: &Structure, asked: Asked) -> Vec<Filter> {
    let mut filters = Vec::new();
    if let Some(unit) = asked.unit.and_then(|unit| structure.get(unit)) {
        let name = unit.details.name.of(words.language()).to_owned();
        filters.push(Filter::new(PATH, fields, "unit", name));
    }
    if let Some(kind) = asked.kind {
        filters.push(Filter::new(PATH, fields, "kind", kind_name(words, kind)));
    }
    for (name, on, key) in [
        ("vacant", asked.vacant, "posts-vacant-only"),
        ("closed", asked.closed, "organisation-closed-too"),
    ] {
        if on {
            filters.push(Filter::new(PATH, fields, name, words.t(key).into_owned()));
        }
    }
    filters
}

fn empty<'a>(chrome: &'a Chrome, asked: Asked, may_add: bool) -> Empty<'a> {
    let words = chrome.l;
    if asked.unit.is_some() || asked.kind.is_some() || asked.vacant {
        let all = Action::new(words.t("posts-all"), PATH);
        return Empty::new(
            chrome,
            "search",
            words.t("posts-not-found"),
            words.t("posts-not-found-text"),
        )
        .action(all);
    }
    let empty = Empty::new(
        chrome,
        "work",
        words.t("posts-empty"),
        words.t("posts-empty-text"),
    );
    if !may_add {
        return empty;
    }
    empty.action(Action::main(words.t("post-add"), format!("{PATH}/new")).icon("plus"))
}
