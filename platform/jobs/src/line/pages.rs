use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State as FromSite;
use oqu_db::Error;
use oqu_text::collate::sort_key;
use oqu_text::format::integer;
use oqu_web::{Chrome, Fields, Figure, Figures, Outcome, Paging, Site, Tone, Visitor, Words, page};

use super::store::{self, COUNTED, ScheduleRow};
use super::{PATH, rules};
use crate::rows::{JobRow, State};
use crate::{JobId, Kinds, words};

#[derive(Template)]
#[template(path = "line/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    fields: &'a Fields,
    figures: Figures<'a>,
    dead: Vec<Line>,
    rows: Vec<Line>,
    kinds: Vec<(String, String)>,
    schedules: Vec<Planned>,
    narrowed: bool,
    paging: Paging<'a>,
}

/// A job of the list.
struct Line {
    id: JobId,
    kind: String,
    key: String,
    state: State,
    attempts: String,
    who: String,
    when: String,
    machine_time: String,
    trouble: String,
}

/// Work that comes by itself.
struct Planned {
    name: String,
    cron: String,
    next: (String, String),
    last: Option<(String, String)>,
    job: Option<JobId>,
}

/// `GET /administration/jobs`: the list, or only its inside when that is what htmx wants to fill.
pub(super) async fn list(
    FromSite(site): FromSite<Site>,
    Extension(kinds): Extension<Arc<Kinds>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let l = visitor.words;
    let filters = rules::filters(&fields)?;
    let mark = rules::mark(&fields)?;
    let narrowed = !filters.is_empty();
    let is_first = mark == rules::Mark::Newest && !narrowed;
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let page = store::page(tx, &filters, mark).await?;
        let count = store::count(tx, &filters).await?;
        let dead = if is_first {
            store::dead(tx).await?
        } else {
            Vec::new()
        };
        let counts = store::counts(tx).await?;
        Ok((page, count, dead, counts, store::schedules(tx).await?))
    });
    let (found, count, dead, counts, schedules) = loaded.await?;
    let chrome = Chrome::new(&site, &visitor, &l.t("jobs-title"));
    let newest = found.newer.then(|| found.rows.first()).flatten();
    let oldest = found.older.then(|| found.rows.last()).flatten();
    let [newest, oldest] = [newest, oldest].map(|row| row.map(|row| row.id.to_string()));
    let counted = counted(l, count);
    let numbers: Vec<Figure> = counts.into_iter().map(|(s, n)| figure(l, s, n)).collect();
    let template = ListPage {
        chrome: &chrome,
        fields: &fields,
        figures: Figures::new(&numbers),
        dead: dead.iter().map(|row| line(&chrome, row)).collect(),
        rows: found.rows.iter().map(|row| line(&chrome, row)).collect(),
        kinds: choices(l, &kinds),
        schedules: planned(&chrome, &kinds, schedules),
        narrowed,
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            counted,
            newest.as_deref(),
            oldest.as_deref(),
        )
        .fills("jobs"),
    };
    if visitor.wants("jobs") {
        return page(&template.as_results());
    }
    page(&template)
}

fn counted(l: Words, count: i64) -> String {
    if count > COUNTED {
        l.t1("jobs-found-more", "count", COUNTED)
    } else {
        l.t1("jobs-found", "count", count)
    }
}

fn figure(l: Words, state: State, count: i64) -> Figure {
    let value = if count > COUNTED {
        format!("{}+", integer(l.language(), COUNTED))
    } else {
        integer(l.language(), count)
    };
    let figure = Figure::new(l.t(state.message()), value);
    if state == State::Dead && count > 0 {
        figure.note(Tone::Attention, l.t("jobs-dead-note"))
    } else {
        figure
    }
}

/// What the time of a row means depends on its state: when it is due, began or ended.
fn line(chrome: &Chrome, row: &JobRow) -> Line {
    let l = chrome.l;
    let at = match row.state {
        State::Queued => Some(row.run_at),
        State::Running => row.started_at,
        State::Done | State::Dead | State::Dropped => row.finished_at,
    };
    let at = at.unwrap_or(row.created_at);
    let is_troubled = row.state == State::Dead || (row.state == State::Queued && row.attempts > 0);
    let trouble = match is_troubled && !row.trouble.is_empty() {
        true => words::trouble(l, &row.trouble),
        false => String::new(),
    };
    Line {
        id: row.id,
        kind: words::kind(l, &row.kind),
        key: row.work_key.clone().unwrap_or_default(),
        state: row.state,
        attempts: format!("{} / {}", row.attempts, row.attempts_limit),
        who: row.asked_name.clone(),
        when: chrome.when(&at),
        machine_time: chrome.machine_time(&at),
        trouble,
    }
}

/// «Талпыныс: 8 ішінен 2».
pub(crate) fn attempts(l: Words, row: &JobRow) -> String {
    l.with("jobs-attempts-of")
        .arg("done", row.attempts)
        .arg("limit", row.attempts_limit)
        .to_string()
}

/// Kinds that may be chosen, in the order of the page's alphabet.
fn choices(l: Words, kinds: &Kinds) -> Vec<(String, String)> {
    let named = |name: &'static str| (name.to_owned(), words::kind(l, name));
    let mut choices: Vec<(String, String)> = kinds.names().map(named).collect();
    choices.sort_by_cached_key(|(_, name)| sort_key(l.language(), name));
    choices
}

/// Schedules of this program, the next one first.
fn planned(chrome: &Chrome, kinds: &Kinds, rows: Vec<ScheduleRow>) -> Vec<Planned> {
    let is_known = |row: &ScheduleRow| kinds.schedule_names().any(|name| name == row.name);
    let mut rows: Vec<ScheduleRow> = rows.into_iter().filter(is_known).collect();
    rows.sort_by_key(|row| row.next_at);
    let told = |at| (chrome.when(&at), chrome.machine_time(&at));
    rows.into_iter()
        .map(|row| Planned {
            name: words::schedule(chrome.l, &row.name),
            cron: row.cron,
            next: told(row.next_at),
            last: row.last_at.map(told),
            job: row.last_job,
        })
        .collect()
}
