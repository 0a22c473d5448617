use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_text::Language;
use oqu_web::{
    Avatar, Chrome, Fields, Filter, Outcome, Paging, Sheet, Site, Sort, Visitor, Words, XLSX,
    attachment, page,
};
use uuid::Uuid;

use super::listing::{self, COUNTED, ListRow, Listing, Mark, Order, Place};
use super::photo::{self, Photos};
use super::sight::Seen;
use crate::api::{ScopeName, ScopeNames, things};
use crate::permissions;
use crate::roles::Role;
use crate::roles::store::{Held, of_people};

const PATH: &str = "/people";
/// Rows of a spreadsheet: what a worksheet of staff can hold and a person can wait for.
pub(super) const SHEET_ROWS: usize = 100_000;

#[derive(Template)]
#[template(path = "people/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    fields: &'a Fields,
    rows: Vec<Row>,
    name: Sort,
    added: Sort,
    filters: Vec<Filter>,
    roles: Vec<(&'static str, String, bool)>,
    paging: Paging<'a>,
    may_add: bool,
    may_export: bool,
    may_consents: bool,
    sheet: String,
    paper: String,
    /// The filters as they stand in the address.
    query: String,
}

struct Row {
    id: PersonId,
    number: i64,
    avatar: Avatar,
    name: String,
    roles: Vec<String>,
    contact: String,
    locked: bool,
}

impl ListPage<'_> {
    fn narrowed(&self) -> bool {
        !self.filters.is_empty() || !self.fields.raw("q").is_empty()
    }
}

/// `GET /people`: the list, or only its inside when that is what htmx wants to fill.
pub(super) async fn people(
    State(site): State<Site>,
    Extension(names): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let listing = from_address(&fields, visitor.language());
    let shown = listing.clone();
    let (actor, language) = (visitor.person()?.clone(), visitor.language());
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let mut asked = shown.clone();
        asked.seen = Seen::by(tx, &*names, &actor).await?;
        let found = listing::count(tx, &asked).await?;
        let people = listing::page(tx, &asked).await?;
        let ids: Vec<PersonId> = people.rows.iter().map(|row| row.id).collect();
        let held = of_people(tx, &ids).await?;
        let reached = names
            .names(tx, things(held.iter().map(|held| &held.scope)), language)
            .await?;
        let photos = photo::of_people(tx, &ids).await?;
        Ok((found, people, held, reached, photos))
    });
    let (found, people, held, reached, photos) = loaded.await?;
    let words = visitor.words;
    let mut chrome = Chrome::new(&site, &visitor, &words.t("people-title"));
    fields.raw("q").clone_into(&mut chrome.searched);
    let first = people
        .before
        .then(|| people.rows.first().map(mark))
        .flatten();
    let last = people.after.then(|| people.rows.last().map(mark)).flatten();
    let template = ListPage {
        chrome: &chrome,
        fields: &fields,
        name: Sort::new(
            PATH,
            &fields,
            "name",
            words.t("people-name").into_owned(),
            true,
        ),
        added: Sort::new(
            PATH,
            &fields,
            "added",
            words.t("people-number").into_owned(),
            false,
        ),
        filters: filters(&fields, words, &listing),
        roles: Role::ALL
            .into_iter()
            .map(|role| {
                (
                    role.key(),
                    words.t(&role.message()).into_owned(),
                    listing.role == Some(role),
                )
            })
            .collect(),
        rows: people
            .rows
            .iter()
            .map(|row| listed(row, &held, &reached, &photos, words))
            .collect(),
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            counted(words, found),
            first.as_deref(),
            last.as_deref(),
        ),
        may_add: visitor.actor().is_some_and(permissions::people_write),
        may_export: visitor.actor().is_some_and(permissions::people_export),
        may_consents: visitor.actor().is_some_and(permissions::consents_read),
        sheet: format!("/people.xlsx?{}", query_of(&fields)),
        paper: format!("/people.pdf?{}", query_of(&fields)),
        query: query_of(&fields),
    };
    if visitor.wants("people") {
        return page(&template.as_results());
    }
    page(&template)
}

/// `GET /people.xlsx`: the same list as a spreadsheet, told to the audit because it leaves the house.
pub(super) async fn spreadsheet(
    State(site): State<Site>,
    Extension(names): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let mut listing = from_address(&fields, visitor.language());
    listing.place = Place::First;
    let actor = visitor.person()?.clone();
    let rows = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let mut asked = listing.clone();
            asked.seen = Seen::by(tx, &*names, &actor).await?;
            listing::all(tx, &asked, SHEET_ROWS).await
        })
        .await?;
    let by = oqu_audit::By::visitor(&site, &visitor);
    let count = rows.len().to_string();
    site.db
        .write::<_, Error, _>(async move |tx| {
            let act = oqu_audit::Act::at_large("people.exported", "people", "")
                .change("count", "", &count);
            oqu_audit::record(tx, &by, act).await
        })
        .await?;
    let words = visitor.words;
    let headings = [
        "people-number",
        "people-name",
        "field-login",
        "field-email",
        "field-phone",
        "people-state",
    ];
    let headings = headings.map(|key| words.t(key).into_owned());
    let title = words.t("people-title").into_owned();
    let locked = words.t("people-locked").into_owned();
    let file = format!("{title}.xlsx");
    let bytes = tokio::task::spawn_blocking(move || {
        let mut sheet = Sheet::new(&title, &headings, &[10, 40, 20, 30, 18, 16])?;
        for row in &rows {
            let state = if row.locked_at.is_some() {
                locked.clone()
            } else {
                String::new()
            };
            sheet.row(&[
                row.number.to_string(),
                row.full_name(),
                row.login.clone().unwrap_or_default(),
                row.email.clone().unwrap_or_default(),
                row.phone.clone().unwrap_or_default(),
                state,
            ])?;
        }
        sheet.finish()
    });
    let bytes = bytes
        .await
        .map_err(|error| oqu_web::Failure::Internal(error.to_string().into()))??;
    Ok(attachment(&file, XLSX, bytes))
}

/// Reads the address of a list. What cannot be understood is as if it were not there.
pub(super) fn from_address(fields: &Fields, language: Language) -> Listing {
    let sort = fields.raw("sort");
    let place = match (decode(fields.raw("after")), decode(fields.raw("before"))) {
        (Some(mark), _) => Place::After(mark),
        (None, Some(mark)) => Place::Before(mark),
        (None, None) => Place::First,
    };
    Listing {
        language,
        words: oqu_text::search::query(fields.raw("q")),
        role: Role::of(fields.raw("role")),
        locked: fields.raw("state") == "locked",
        scope: scope(fields.raw("scope")),
        exact: Vec::new(),
        seen: Seen::All,
        order: if sort.trim_start_matches('-') == "added" {
            Order::Added
        } else {
            Order::Name
        },
        down: sort.starts_with('-'),
        place,
    }
}

fn scope(text: &str) -> Option<(String, Uuid)> {
    let (kind, id) = text.split_once(':')?;
    let is_kind = kind.chars().all(|c| c.is_ascii_lowercase());
    is_kind.then_some((kind.to_owned(), id.parse().ok()?))
}

fn mark(row: &ListRow) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(&row.sort), row.number)
}

fn decode(text: &str) -> Option<Mark> {
    let (sort, number) = text.split_once('.')?;
    Some(Mark {
        sort: URL_SAFE_NO_PAD.decode(sort).ok()?,
        number: number.parse().ok()?,
    })
}

fn filters(fields: &Fields, words: Words, listing: &Listing) -> Vec<Filter> {
    let mut filters = Vec::new();
    if let Some(role) = listing.role {
        filters.push(Filter::new(
            PATH,
            fields,
            "role",
            words.t(&role.message()).into_owned(),
        ));
    }
    if listing.locked {
        filters.push(Filter::new(
            PATH,
            fields,
            "state",
            words.t("people-locked").into_owned(),
        ));
    }
    filters
}

/// What narrows a list, in words: for the head of a paper.
pub(super) fn narrowings(fields: &Fields, words: Words, listing: &Listing) -> Vec<String> {
    let typed = fields.raw("q").trim();
    let sought = (!typed.is_empty()).then(|| words.t1("people-paper-sought", "words", typed));
    let filters = filters(fields, words, listing);
    sought
        .into_iter()
        .chain(filters.into_iter().map(|filter| filter.text))
        .collect()
}

fn counted(words: Words, found: i64) -> String {
    if found > COUNTED {
        words.t1("people-found-many", "count", COUNTED)
    } else {
        words.t1("people-found", "count", found)
    }
}

fn query_of(fields: &Fields) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields
        .pairs()
        .filter(|(name, _)| !matches!(*name, "after" | "before"))
    {
        query.append_pair(name, value);
    }
    query.finish()
}

fn listed(
    row: &ListRow,
    held: &[Held],
    reached: &HashMap<Uuid, ScopeName>,
    photos: &Photos,
    words: Words,
) -> Row {
    let roles = held
        .iter()
        .filter(|held| held.person == row.id)
        .map(|held| described(held, reached, words));
    Row {
        id: row.id,
        number: row.number,
        avatar: Avatar::new(row.initials(), photos.small(row.id)),
        name: row.full_name(),
        roles: roles.collect(),
        contact: row
            .email
            .clone()
            .or_else(|| row.phone.clone())
            .unwrap_or_default(),
        locked: row.locked_at.is_some(),
    }
}

/// «Оқытушы, Компьютерлік инженерия кафедрасы».
pub(super) fn described(held: &Held, reached: &HashMap<Uuid, ScopeName>, words: Words) -> String {
    let role = words.t(&held.role.message());
    match &held.scope {
        oqu_kernel::Scope::Thing { id, .. } if reached.contains_key(id) => {
            format!("{role}, {}", reached[id].name)
        }
        _ => role.into_owned(),
    }
}
