//! `/consents`: who of a group has agreed to what.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_audit::{Act, By};
use oqu_db::{Error, Tx};
use oqu_kernel::PersonId;
use oqu_text::Language;
use oqu_web::{
    Chrome, Empty, Failure, Fields, Filter, Flash, Outcome, Sheet, Site, Visitor, Words, XLSX,
    attachment, page, redirect,
};
use uuid::Uuid;

use super::kind::ConsentKind;
use super::ledger::Ledger;
use super::rules::{self, Age, Standing};
use super::store;
use crate::api::{self, ScopeNames, ScopeOption};
use crate::people::{in_peace, store as people};
use crate::permissions;
use crate::roles::Role;

const PATH: &str = "/consents";
/// What groups are called among the things that roles reach.
const GROUP: &str = "group";
/// Learners of a group that are looked at: the largest stream is a tenth of it.
const MOST: usize = 1_000;

/// What is asked of the list.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    group: Option<Uuid>,
    kind: Option<ConsentKind>,
    state: Option<Standing>,
}

impl Asked {
    fn of(fields: &Fields) -> Self {
        let state = fields.raw("state");
        Self {
            group: fields.raw("group").parse().ok(),
            kind: ConsentKind::of(fields.raw("kind")),
            state: Standing::ALL
                .into_iter()
                .find(|standing| standing.key() == state),
        }
    }

    fn kinds(&self) -> Vec<ConsentKind> {
        match self.kind {
            Some(kind) => vec![kind],
            None => ConsentKind::ALL.to_vec(),
        }
    }
}

/// A learner of the group.
struct Learner {
    id: PersonId,
    name: String,
    age: Age,
    standings: Vec<Standing>,
}

/// The learners of a group as they are asked for, by the alphabet.
async fn learners(
    tx: &mut Tx,
    asked: &Asked,
    at: (oqu_kernel::Moment, jiff::civil::Date),
    language: Language,
) -> Result<Vec<Learner>, Error> {
    let Some(group) = asked.group else {
        return Ok(Vec::new());
    };
    let learner = Some(Role::Learner);
    let found = api::people_in_scope(tx, (GROUP, group), learner, language, MOST).await?;
    let ids: Vec<PersonId> = found.iter().map(|person| person.id).collect();
    let rows = people::people(tx, &ids).await?;
    let ledger = Ledger::load(tx, &ids, at.0).await?;
    let age = |id: PersonId| {
        let row = rows.iter().find(|row| row.id == id);
        rules::age(row.and_then(|row| row.data().birth_date), at.1)
    };
    let all = found.iter().map(|person| Learner {
        id: person.id,
        name: person.full_name(),
        age: age(person.id),
        standings: asked
            .kinds()
            .into_iter()
            .map(|kind| ledger.standing(person.id, kind))
            .collect(),
    });
    let wanted = |learner: &Learner| {
        let state = asked.state;
        state.is_none_or(|state| learner.standings.contains(&state))
    };
    Ok(all.filter(wanted).collect())
}

#[derive(Template)]
#[template(path = "consents/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    groups: Vec<(String, String, bool)>,
    kinds: Vec<(&'static str, String, bool)>,
    states: Vec<(&'static str, String, bool)>,
    filters: Vec<Filter>,
    columns: Vec<String>,
    rows: Vec<Row>,
    found: String,
    empty: Empty<'a>,
    sheet: Option<String>,
    /// The group and the kinds of which its learners may be asked.
    ask: Option<(String, Vec<(&'static str, String)>)>,
}

struct Row {
    path: String,
    name: String,
    age: Option<String>,
    cells: Vec<Cell>,
}

struct Cell {
    label: String,
    state: String,
    tone: &'static str,
}

/// `GET /consents`
pub(super) async fn consents(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let asked = Asked::of(&fields);
    let (language, now) = (visitor.language(), visitor.now);
    let today = site.local(now).date();
    let (options, learners, offered) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let options = scopes.options(tx, language).await?;
            let learners = learners(tx, &asked, (now, today), language).await?;
            let texts = super::text_store::in_force(tx, now).await?;
            let offered: Vec<ConsentKind> = texts.iter().map(|text| text.kind()).collect();
            Ok((options, learners, offered))
        })
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("consents-title"));
    let groups = groups(&options, asked.group);
    let has_group = groups.iter().any(|(.., chosen)| *chosen);
    let columns = asked.kinds();
    let may_write = permissions::consents_write(visitor.person()?);
    let template = ListPage {
        chrome: &chrome,
        kinds: ConsentKind::ALL
            .map(|kind| {
                (
                    kind.key(),
                    said(words, kind.name()),
                    asked.kind == Some(kind),
                )
            })
            .to_vec(),
        states: Standing::ALL
            .map(|state| {
                (
                    state.key(),
                    said(words, state.name()),
                    asked.state == Some(state),
                )
            })
            .to_vec(),
        filters: filters(&fields, words, &asked),
        columns: columns
            .iter()
            .map(|kind| said(words, kind.name()))
            .collect(),
        rows: learners
            .iter()
            .map(|learner| row(words, &columns, learner))
            .collect(),
        found: words.t1(
            "consents-found",
            "count",
            i64::try_from(learners.len()).unwrap_or(i64::MAX),
        ),
        empty: match has_group {
            true => Empty::new(
                &chrome,
                "users",
                words.t("consents-nobody"),
                words.t("consents-nobody-text"),
            ),
            false => Empty::new(
                &chrome,
                "cap",
                words.t("consents-choose"),
                words.t("consents-choose-text"),
            ),
        },
        sheet: has_group.then(|| sheet_address(&fields)),
        ask: match asked.group {
            Some(group) if has_group && may_write && !offered.is_empty() => {
                let kinds = ConsentKind::ALL
                    .into_iter()
                    .filter(|kind| offered.contains(kind));
                let kinds = kinds.map(|kind| (kind.key(), said(words, kind.name())));
                Some((group.to_string(), kinds.collect()))
            }
            _ => None,
        },
        groups,
    };
    page(&template)
}

fn said(words: Words, key: &str) -> String {
    words.t(key).into_owned()
}

fn groups(options: &[ScopeOption], chosen: Option<Uuid>) -> Vec<(String, String, bool)> {
    options
        .iter()
        .filter(|option| option.kind == GROUP)
        .map(|option| {
            let is_chosen = chosen == Some(option.id);
            (option.id.to_string(), option.name.clone(), is_chosen)
        })
        .collect()
}

fn filters(fields: &Fields, words: Words, asked: &Asked) -> Vec<Filter> {
    let kind = asked.kind.map(|kind| ("kind", kind.name()));
    let state = asked.state.map(|state| ("state", state.name()));
    [kind, state]
        .into_iter()
        .flatten()
        .map(|(name, key)| Filter::new(PATH, fields, name, said(words, key)))
        .collect()
}

fn row(words: Words, columns: &[ConsentKind], learner: &Learner) -> Row {
    let age = match learner.age {
        Age::Minor => Some("consents-minor"),
        Age::Unknown => Some("consents-age-unknown"),
        Age::Adult => None,
    };
    let cells = columns.iter().zip(&learner.standings);
    Row {
        path: format!("/people/{}/consents", learner.id),
        name: learner.name.clone(),
        age: age.map(|key| said(words, key)),
        cells: cells
            .map(|(kind, standing)| Cell {
                label: said(words, kind.name()),
                state: said(words, standing.name()),
                tone: standing.tone(),
            })
            .collect(),
    }
}

fn sheet_address(fields: &Fields) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.pairs() {
        query.append_pair(name, value);
    }
    format!("/consents.xlsx?{}", query.finish())
}

/// `GET /consents.xlsx`: the same list as a spreadsheet, told to the audit because it leaves the house.
pub(super) async fn spreadsheet(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let asked = Asked::of(&fields);
    let (language, now) = (visitor.language(), visitor.now);
    let today = site.local(now).date();
    let by = By::visitor(&site, &visitor);
    let learners = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let learners = learners(tx, &asked, (now, today), language).await?;
            let act = Act::at_large("consents.exported", "people", "");
            let count = learners.len().to_string();
            oqu_audit::record(tx, &by, act.change("count", "", &count)).await?;
            Ok(learners)
        })
        .await?;
    let words = visitor.words;
    let columns = asked.kinds();
    let title = said(words, "consents-title");
    let mut headings = vec![said(words, "people-name"), said(words, "consents-age")];
    headings.extend(columns.iter().map(|kind| said(words, kind.name())));
    let mut widths = vec![40, 16];
    widths.extend(columns.iter().map(|_| 26));
    let rows: Vec<Vec<String>> = learners
        .iter()
        .map(|learner| {
            let row = row(words, &columns, learner);
            let mut cells = vec![row.name, row.age.unwrap_or_default()];
            cells.extend(row.cells.into_iter().map(|cell| cell.state));
            cells
        })
        .collect();
    let file = format!("{title}.xlsx");
    let bytes = in_peace(move || {
        let mut sheet = Sheet::new(&title, &headings, &widths)?;
        for row in &rows {
            sheet.row(row)?;
        }
        sheet.finish()
    });
    Ok(attachment(&file, XLSX, bytes.await?))
}

/// `POST /consents/requests`: asks those of a group who have not agreed.
pub(super) async fn ask(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let asked = Asked::of(&typed);
    let (Some(group), Some(kind)) = (asked.group, asked.kind) else {
        return Err(Failure::BadRequest);
    };
    let by = By::visitor(&site, &visitor);
    let (language, now) = (visitor.language(), visitor.now);
    let today = site.local(now).date();
    let count = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let mut count = 0_i64;
            for learner in learners(tx, &asked, (now, today), language).await? {
                let has = learner.standings.iter().any(|one| one.is_in_force());
                if !has && store::ask(tx, &by, (learner.id, &learner.name), kind).await? {
                    count += 1;
                }
            }
            Ok(count)
        })
        .await?;
    let mut response = redirect(&format!("{PATH}?group={group}&kind={}", kind.key()));
    let flash = Flash::done("consents-asked-done", &count.to_string());
    response.extensions_mut().insert(flash);
    Ok(response)
}
