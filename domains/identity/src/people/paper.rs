//! The list of people on paper: the same people in the same order as on the page, with what they are.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use oqu_audit::{Act, By};
use oqu_db::{Error, Tx};
use oqu_documents::{PDF, Paper, Printer, Strange, Template};
use oqu_kernel::{Id, Person, PersonId};
use oqu_text::format::{date_time, integer};
use oqu_web::{Chrome, Fields, Outcome, Site, Visitor, Words, attachment};
use serde_json::{Value, json};

use super::list::{described, from_address, narrowings};
use super::listing::{self, ListRow, Listing, Place};
use super::sight::Seen;
use crate::api::{ScopeNames, things};
use crate::roles::store::{Held, of_people};

/// People on paper: a hundred pages. More is read in a spreadsheet.
const PAPER_ROWS: usize = 3_000;
/// People whose roles are asked for at once.
const SLICE: usize = 1_000;

const TEMPLATE: Template = Template {
    name: "people.typ",
    text: include_str!("people.typ"),
};

struct Loaded {
    rows: Vec<ListRow>,
    more: bool,
    roles: Vec<Vec<String>>,
}

/// `GET /people.pdf`: the list on landscape pages, told to the audit because it leaves the house.
pub(super) async fn pdf(
    State(site): State<Site>,
    Extension(names): Extension<Arc<dyn ScopeNames>>,
    Extension(printer): Extension<Printer>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut listing = from_address(&fields, visitor.language());
    listing.place = Place::First;
    let narrowed = narrowings(&fields, words, &listing);
    let actor = visitor.person()?.clone();
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let mut asked = listing.clone();
            asked.seen = Seen::by(tx, &*names, &actor).await?;
            load(tx, &asked, &*names, words).await
        })
        .await?;
    let count = loaded.rows.len();
    let chrome = Chrome::new(&site, &visitor, "");
    let paper = Paper {
        template: TEMPLATE,
        data: data(&chrome, narrowed, &loaded),
        language: visitor.language(),
        ident: Id::<Person>::new(visitor.now, &site.chance).to_string(),
        made_at: visitor.now,
        link: None,
        strange: Strange::Replace,
    };
    let pdf = printer.print(paper).await?;
    let by = By::visitor(&site, &visitor);
    site.db
        .write::<_, Error, _>(async move |tx| {
            let act = Act::at_large("people.exported", "people", "")
                .change("count", "", &count.to_string())
                .change("export-format", "", "PDF");
            oqu_audit::record(tx, &by, act).await
        })
        .await?;
    let title = words.t("people-title");
    Ok(attachment(&format!("{title}.pdf"), PDF, pdf))
}

async fn load(
    tx: &mut Tx,
    listing: &Listing,
    names: &dyn ScopeNames,
    words: Words,
) -> Result<Loaded, Error> {
    let mut rows = listing::all(tx, listing, PAPER_ROWS + 1).await?;
    let more = rows.len() > PAPER_ROWS;
    rows.truncate(PAPER_ROWS);
    let mut held: Vec<Held> = Vec::new();
    for slice in rows.chunks(SLICE) {
        let ids: Vec<PersonId> = slice.iter().map(|row| row.id).collect();
        held.extend(of_people(tx, &ids).await?);
    }
    let reached = things(held.iter().map(|held| &held.scope));
    let reached = names.names(tx, reached, words.language()).await?;
    held.sort_by_key(|held| held.person);
    let roles = rows.iter().map(|row| {
        let first = held.partition_point(|held| held.person < row.id);
        let own = held[first..].iter();
        own.take_while(|held| held.person == row.id)
            .map(|held| described(held, &reached, words))
            .collect()
    });
    Ok(Loaded {
        roles: roles.collect(),
        more,
        rows,
    })
}

fn data(chrome: &Chrome, narrowed: Vec<String>, loaded: &Loaded) -> Value {
    let words = chrome.l;
    let made = date_time(words.language(), chrome.local(&chrome.now));
    let count = i64::try_from(loaded.rows.len()).unwrap_or(i64::MAX);
    let counted = match loaded.more {
        true => words.t1("people-paper-first", "count", count),
        false => words.t1("people-found", "count", count),
    };
    let about: Vec<String> = [vec![made.clone()], narrowed, vec![counted]].concat();
    let column = |key: &str, width: u8| json!({ "name": words.t(key), "width": width });
    json!({
        "title": words.t("people-title"),
        "author": chrome.organisation.name,
        "about": about.join(" · "),
        "foot": format!("{} · {made}", words.t("people-title")),
        "columns": [
            json!({ "name": "№", "width": 5 }),
            column("people-name", 30),
            column("people-roles", 36),
            column("field-phone", 16),
            column("field-email", 26),
            column("people-state", 12),
        ],
        "rows": rows(words, loaded),
    })
}

fn rows(words: Words, loaded: &Loaded) -> Vec<[String; 6]> {
    let locked = words.t("people-locked");
    let all = loaded.rows.iter().zip(&loaded.roles).zip(1_i64..);
    all.map(|((row, roles), place)| {
        [
            integer(words.language(), place),
            row.full_name(),
            roles.join("; "),
            row.phone.clone().unwrap_or_default(),
            row.email.clone().unwrap_or_default(),
            match row.locked_at {
                Some(_) => locked.to_string(),
                None => String::new(),
            },
        ]
    })
    .collect()
}
