use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_text::collate::sort_key;
use oqu_web::{
    Chrome, Failure, Fields, Filter, FormErrors, Outcome, Paging, Site, Visitor, Words, page,
    partial,
};

use super::proof::{Proof, proof};
use super::rules::{self, Filters};
use super::{PATH, store};
use crate::checks::{self, CheckState};
use crate::{Entry, EntryRow, Room, words};

#[derive(Template)]
#[template(path = "entries/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    fields: &'a Fields,
    errors: &'a FormErrors,
    rows: Vec<Line>,
    acts: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    chips: Vec<Filter>,
    sealed: Option<(String, String, String)>,
    last_check: Option<(String, CheckState, String)>,
    paging: Paging<'a>,
    sheet: String,
}

struct Line {
    id: Id<Entry>,
    act: String,
    kind: String,
    object: String,
    object_path: Option<String>,
    who: String,
    role: String,
    when: String,
    machine_time: String,
    ground: String,
}

impl ListPage<'_> {
    fn narrowed(&self) -> bool {
        let names = ["q", "act", "kind", "person", "object", "from", "until"];
        names.iter().any(|name| !self.fields.raw(name).is_empty())
    }
}

/// `GET /audit`: the list, or only its inside when that is what htmx wants to fill.
pub(super) async fn list(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let l = visitor.words;
    let mut errors = FormErrors::default();
    let filters = rules::filters(&fields, &site.chosen().zone, l, &mut errors)?;
    let mark = rules::mark(&fields)?;
    let asked = filters.clone();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let page = store::page(tx, &asked, mark).await?;
        let count = store::count(tx, &asked).await?;
        let sealed = store::sealed(tx).await?;
        let check = checks::last(tx).await?;
        Ok((
            page,
            count,
            sealed,
            check,
            store::acts(tx).await?,
            store::kinds(tx).await?,
        ))
    });
    let (found, count, sealed, check, acts, kinds) = loaded.await?;
    let chrome = Chrome::new(&site, &visitor, &l.t("audit-title"));
    let newest = found.newer.then(|| found.rows.first()).flatten();
    let oldest = found.older.then(|| found.rows.last()).flatten();
    let (newest, oldest) = (newest.map(mark_of), oldest.map(mark_of));
    let template = ListPage {
        chrome: &chrome,
        fields: &fields,
        errors: &errors,
        acts: choices(l, acts, words::act),
        kinds: choices(l, kinds, words::kind),
        chips: chips(&chrome, &fields, &filters, &found.rows),
        sealed: sealed.map(|sealed| {
            let head: String = sealed
                .head
                .iter()
                .take(6)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            (
                chrome.when(&sealed.at),
                chrome.machine_time(&sealed.at),
                head,
            )
        }),
        last_check: check.map(|check| {
            let state = check.state(visitor.now);
            (check.path(), state, chrome.when(&check.started_at))
        }),
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            counted(l, count),
            newest.as_deref(),
            oldest.as_deref(),
        )
        .fills("entries"),
        rows: found
            .rows
            .iter()
            .map(|row| line(&chrome, &room, row))
            .collect(),
        sheet: sheet_address(&visitor.address),
    };
    if visitor.wants("entries") && errors.is_empty() {
        return page(&template.as_results());
    }
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

fn mark_of(row: &EntryRow) -> String {
    row.id.to_string()
}

fn counted(l: Words, count: i64) -> String {
    if count > store::COUNTED {
        l.t1("audit-found-more", "count", store::COUNTED)
    } else {
        l.t1("audit-found", "count", count)
    }
}

fn line(chrome: &Chrome, room: &Room, row: &EntryRow) -> Line {
    let l = chrome.l;
    Line {
        id: row.id,
        act: words::act(l, &row.act),
        kind: words::kind(l, &row.object_kind),
        object: row.object_name.clone(),
        object_path: room.path(row),
        who: row.who.clone(),
        role: words::role(l, &row.role),
        when: chrome.when(&row.at),
        machine_time: chrome.machine_time(&row.at),
        ground: row.ground.clone(),
    }
}

/// Choices in the order of the page's alphabet.
fn choices(l: Words, keys: Vec<String>, name: fn(Words, &str) -> String) -> Vec<(String, String)> {
    let named = |key: String| {
        let name = name(l, &key);
        (key, name)
    };
    let mut choices: Vec<(String, String)> = keys.into_iter().map(named).collect();
    choices.sort_by_cached_key(|(_, name)| sort_key(l.language(), name));
    choices
}

/// What is filtered by a link from elsewhere; choices and typed days are seen in their fields.
fn chips(chrome: &Chrome, fields: &Fields, filters: &Filters, rows: &[EntryRow]) -> Vec<Filter> {
    let l = chrome.l;
    let mut chips = Vec::new();
    if filters.person.is_some() {
        let name = rows.first().map_or("…", |row| row.who.as_str());
        let text = l.with("audit-filter-person").arg("name", name).to_string();
        chips.push(Filter::new(PATH, fields, "person", text));
    }
    if filters.object.is_some() {
        let name = rows.first().map_or("…", |row| row.object_name.as_str());
        let text = l.with("audit-filter-object").arg("name", name).to_string();
        chips.push(Filter::new(PATH, fields, "object", text));
    }
    chips
}

fn sheet_address(address: &str) -> String {
    match address.split_once('?') {
        Some((_, query)) => format!("/audit.xlsx?{query}"),
        None => "/audit.xlsx".to_owned(),
    }
}

#[derive(Template)]
#[template(path = "entries/entry.html")]
struct EntryPage<'a> {
    chrome: &'a Chrome,
    entry: &'a EntryRow,
    act: String,
    kind: String,
    role: String,
    object_path: Option<String>,
    person_path: Option<String>,
    changes: Vec<(String, Option<String>, Option<String>)>,
    proof: Proof,
}

/// `GET /audit/entries/{id}`: one entry and the proof of its seal.
pub(super) async fn entry(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let id: Id<Entry> = id.parse().map_err(|_| Failure::NotFound)?;
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(row) = store::entry(tx, id).await? else {
            return Ok(None);
        };
        let proof = proof(tx, &row).await?;
        Ok(Some((row, proof)))
    });
    let (row, proof) = loaded.await?.ok_or(Failure::NotFound)?;
    let l = visitor.words;
    let act = words::act(l, &row.act);
    let chrome = Chrome::new(&site, &visitor, &act).crumb(PATH, l.t("audit-title"));
    let changes = row.changes().into_iter().map(|change| {
        let field = words::named(l, "field-", &change.field);
        let told = |text: String| room.value(l, &change.field, &text);
        (field, change.old.map(told), change.new.map(told))
    });
    page(&EntryPage {
        chrome: &chrome,
        act,
        kind: words::kind(l, &row.object_kind),
        role: words::role(l, &row.role),
        object_path: room.path(&row),
        person_path: row
            .person
            .and_then(|person| room.paths.path("person", person.uuid())),
        changes: changes.collect(),
        proof,
        entry: &row,
    })
}
