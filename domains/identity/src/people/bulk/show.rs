//! What an act will come to, how far it is, and what it came to.

use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{
    Chrome, Failure, Fields, Figure, Figures, Flash, JobProgress, Outcome, Paging, Progress, Sheet,
    Site, Visitor, Words, XLSX, attachment, page, redirect,
};

use super::pages::counted;
use super::rules::Task;
use super::store::{self, BulkId, BulkRow, DONE, ListedRow, State as Far};
use super::{PATH, path};
use crate::people::import::{PAGE, from, marks};

/// In an address: those with whom it is or will be done.
const WILL: &str = "will";

#[derive(Template)]
#[template(path = "people/bulk/act.html")]
struct ActPage<'a> {
    chrome: &'a Chrome,
    title: String,
    ground: String,
    path: String,
    is_preview: bool,
    may_confirm: bool,
    confirm: String,
    when: Option<String>,
    figures: Figures<'a>,
    filters: Vec<Choice>,
    rows: Vec<Line>,
    paging: Paging<'a>,
}

struct Choice {
    path: String,
    name: String,
    on: bool,
}

struct Line {
    id: PersonId,
    name: String,
    said: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "people/bulk/running.html")]
struct RunningPage<'a> {
    chrome: &'a Chrome,
    title: String,
    ground: String,
    job: JobProgress<'a>,
}

/// The act, for who asked for it and for who may do such acts; others are not told of it.
async fn load(site: &Site, visitor: &Visitor, id: BulkId) -> Result<(BulkRow, Task), Failure> {
    let actor = visitor.person()?;
    let bulk = site
        .db
        .read::<_, Error, _>(async move |tx| store::bulk(tx, id).await)
        .await?
        .ok_or(Failure::NotFound)?;
    let task = bulk.task().ok_or(Failure::NotFound)?;
    let sees = bulk.person == actor.person || crate::permissions::access_write(actor);
    match sees && task.deed().may(actor) {
        true => Ok((bulk, task)),
        false => Err(Failure::NotFound),
    }
}

/// What an act is called: «Рөл беру: Тьютор, ИС-21».
pub(super) fn named(words: Words, bulk: &BulkRow) -> String {
    let Some(task) = bulk.task() else {
        return String::new();
    };
    let deed = words.t(task.deed().name()).into_owned();
    let about = match &task {
        Task::Give(role, _) | Task::End(role, _) => words.t(&role.message()).into_owned(),
        Task::Ask(kind) => words.t(kind.name()).into_owned(),
        Task::Move(_) | Task::Lock | Task::Unlock => String::new(),
    };
    let parts = [about, bulk.scope_name.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => deed,
        false => format!("{deed}: {}", parts.join(", ")),
    }
}

fn chrome_of(site: &Site, visitor: &Visitor, title: &str) -> Chrome {
    let words = visitor.words;
    Chrome::new(site, visitor, title)
        .crumb("/people", words.t("people-title"))
        .crumb(PATH, words.t("bulk-title"))
}

/// `GET /people/bulk/{id}`: the step that is next.
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<BulkId>,
    fields: Fields,
) -> Outcome {
    let (bulk, _) = load(&site, &visitor, id).await?;
    let words = visitor.words;
    let title = named(words, &bulk);
    let chrome = chrome_of(&site, &visitor, &title);
    if bulk.state() == Far::Running {
        let progress = progress_of(&site, id, words).await;
        let progress = progress.ok_or(Failure::NotFound)?;
        let source = format!("{}/events", path(id));
        return page(&RunningPage {
            chrome: &chrome,
            title,
            ground: bulk.ground,
            job: JobProgress::new(&chrome, &source, &progress),
        });
    }
    let people = site
        .db
        .read::<_, Error, _>(async move |tx| store::people(tx, id).await)
        .await?;
    let shown = fields.raw("show");
    let from = from(&fields);
    let is_shown = |row: &&ListedRow| shown.is_empty() || outcome(row) == shown;
    let found = people.iter().filter(is_shown).count();
    let rows = people.iter().filter(is_shown).skip(from).take(PAGE);
    let tallied = tally(&people);
    let is_preview = bulk.state() == Far::Preview;
    let will = tallied
        .iter()
        .find(|(key, _)| key == WILL)
        .map_or(0, |(_, count)| *count);
    let figures: Vec<Figure> = tallied
        .iter()
        .map(|(key, count)| Figure::new(said(words, key, is_preview), counted(&visitor, *count)))
        .collect();
    let here = path(id);
    let choice = |(key, count): &(String, i64)| Choice {
        path: format!("{here}?show={key}"),
        name: format!("{} · {count}", said(words, key, is_preview)),
        on: key == shown,
    };
    let place = Fields::of([("show", shown.to_owned())]);
    let (before, after) = marks(from, found);
    let all = i64::try_from(found).unwrap_or(i64::MAX);
    let template = ActPage {
        chrome: &chrome,
        title,
        ground: bulk.ground,
        is_preview,
        may_confirm: is_preview && will > 0,
        confirm: words.t1("bulk-confirm", "count", will),
        when: bulk.finished_at.map(|at| chrome.when(&at)),
        figures: Figures::new(&figures),
        filters: tallied.iter().map(choice).collect(),
        rows: rows.map(|row| listed(words, row, is_preview)).collect(),
        paging: Paging::new(
            &chrome,
            &here,
            &place,
            words.t1("people-found", "count", all),
            before.as_deref(),
            after.as_deref(),
        ),
        path: here.clone(),
    };
    page(&template)
}

/// What a row comes to: [`WILL`], or the key of why not.
fn outcome(row: &ListedRow) -> &str {
    match row.outcome.as_deref() {
        None | Some(DONE) => WILL,
        Some(why) => why,
    }
}

/// How many come to what, those with whom it is done first.
fn tally(people: &[ListedRow]) -> Vec<(String, i64)> {
    let mut counts: Vec<(String, i64)> = vec![(WILL.to_owned(), 0)];
    for row in people {
        let key = outcome(row);
        match counts.iter_mut().find(|(there, _)| there == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((key.to_owned(), 1)),
        }
    }
    counts
}

fn said(words: Words, key: &str, is_preview: bool) -> String {
    let key = match (key, is_preview) {
        (WILL, true) => "bulk-will",
        (WILL, false) => "bulk-done",
        (why, _) => why,
    };
    words.t(key).into_owned()
}

fn listed(words: Words, row: &ListedRow, is_preview: bool) -> Line {
    let key = outcome(row);
    Line {
        id: row.person,
        name: row.name.clone(),
        said: said(words, key, is_preview),
        tone: if key == WILL { "action" } else { "quiet" },
    }
}

/// How far an act is; none when there is no such act.
async fn progress_of(site: &Site, id: BulkId, words: Words) -> Option<Progress> {
    let asked = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let bulk = store::bulk(tx, id).await?;
            Ok((bulk, store::all(tx, id).await?, store::left(tx, id).await?))
        })
        .await;
    let (bulk, all, left) = asked.ok()?;
    let is_running = bulk?.state() == Far::Running;
    Some(Progress {
        done: u64::try_from(all - left).unwrap_or_default(),
        total: u64::try_from(all).unwrap_or_default(),
        left_seconds: None,
        // What is not begun yet is not waited for either.
        state: if is_running { "running" } else { "done" },
        text: words
            .t(match is_running {
                true => "bulk-state-running",
                false => "bulk-state-done",
            })
            .into_owned(),
    })
}

/// `GET /people/bulk/{id}/events`
pub(super) async fn events(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<BulkId>,
) -> Outcome {
    load(&site, &visitor, id).await?;
    let words = visitor.words;
    Ok(oqu_web::progress_events(Box::new(move || {
        let site = site.clone();
        Box::pin(async move { progress_of(&site, id, words).await })
    })))
}

/// `GET /people/bulk/{id}/outcomes.xlsx`: what it came to with each person.
pub(super) async fn outcomes(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<BulkId>,
) -> Outcome {
    let (bulk, _) = load(&site, &visitor, id).await?;
    let people = site
        .db
        .read::<_, Error, _>(async move |tx| store::people(tx, id).await)
        .await?;
    let words = visitor.words;
    let is_preview = bulk.state() != Far::Done;
    let file = format!("{}.xlsx", words.t("bulk-file"));
    let bytes = crate::people::in_peace(move || {
        let headings = ["people-name", "bulk-outcome"];
        let headings = headings.map(|key| words.t(key).into_owned());
        let mut sheet = Sheet::new(&words.t("bulk-file"), &headings, &[44, 60])?;
        for row in &people {
            sheet.row(&[row.name.clone(), said(words, outcome(row), is_preview)])?;
        }
        sheet.finish()
    });
    Ok(attachment(&file, XLSX, bytes.await?))
}

/// `POST /people/bulk/{id}/confirmation`: lets it be done.
pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<BulkId>,
) -> Outcome {
    load(&site, &visitor, id).await?;
    let by = By::visitor(&site, &visitor);
    site.db
        .write::<_, Error, _>(async move |tx| {
            // Confirmed twice it is done once.
            if store::run(tx, id).await? {
                oqu_jobs::enqueue(tx, &by, &super::job::of(id)).await?;
            }
            Ok(())
        })
        .await?;
    Ok(redirect(&path(id)))
}

/// `POST /people/bulk/{id}/removal`: an act that nobody confirmed is forgotten.
pub(super) async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<BulkId>,
) -> Outcome {
    load(&site, &visitor, id).await?;
    let forgotten = site
        .db
        .write::<_, Error, _>(async move |tx| store::forget(tx, id).await)
        .await?;
    if !forgotten {
        return Ok(redirect(&path(id)));
    }
    let mut response = redirect("/people");
    let flash = Flash::done("bulk-removed", "");
    response.extensions_mut().insert(flash);
    Ok(response)
}
