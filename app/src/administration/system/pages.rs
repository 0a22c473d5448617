use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::State as FromSite;
use oqu_audit::{Act, By, record};
use oqu_db::{Error, TimeTaken, slowest};
use oqu_kernel::Moment;
use oqu_text::format::bytes;
use oqu_web::{
    Chrome, Figure, Figures, Flash, Outcome, Site, Tone, Visitor, Words, page, redirect,
};

use super::load::{Loaded, load};
use crate::administration::measures::{count, duration};
use crate::archive::history::{self, Record};
use crate::doctor::{Check, Health, LITTLE_ROOM, Looked, State, free_bytes};
use crate::pulse::process;

/// Where the page stands.
const PATH: &str = "/administration/system";
/// Statements that are shown: those after them take next to nothing.
const SLOWEST: usize = 12;

#[derive(Template)]
#[template(path = "administration/system/system.html")]
struct SystemPage<'a> {
    chrome: &'a Chrome,
    figures: Figures<'a>,
    looks: Vec<Look>,
    reading: bool,
    program: Vec<(String, String)>,
    storage: Vec<(String, String)>,
    line: Vec<(String, String)>,
    workers: Vec<(String, String)>,
    backup: Vec<(String, String)>,
    slow: Vec<Slow>,
    steps: Vec<Step>,
}

/// The checks of one kind, and when they were made.
struct Look {
    heading: String,
    when: String,
    machine_time: String,
    lines: Vec<Line>,
}

/// One check in the words of the page.
struct Line {
    name: String,
    state: String,
    tone: Tone,
    found: String,
    todo: String,
}

/// A statement that takes time.
struct Slow {
    name: String,
    text: String,
    runs: String,
    mean: String,
    longest: String,
    total: String,
}

/// A step of the tables that was taken.
struct Step {
    area: String,
    number: i64,
    name: String,
    when: String,
    machine_time: String,
}

/// `GET /administration/system`
pub(in crate::administration) async fn system(
    FromSite(site): FromSite<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
) -> Outcome {
    let l = visitor.words;
    let loaded = load(&site, visitor.now).await?;
    let settings = health.settings();
    let free = free_bytes(&settings.data);
    let chrome = Chrome::new(&site, &visitor, &l.t("administration-card-system"));
    let numbers = figures(l, &loaded, free);
    let looks = [
        (health.last(), "administration-checks"),
        (health.last_thorough(), "administration-checks-thorough"),
    ];
    page(&SystemPage {
        figures: Figures::new(&numbers),
        looks: looks
            .into_iter()
            .filter_map(|(looked, key)| Some(look_in_words(&chrome, &*looked?, key)))
            .collect(),
        reading: health.reading_since().is_some(),
        program: program(&chrome, &health, &loaded),
        storage: storage(l, &health, &loaded, free),
        line: line(&chrome, &loaded),
        workers: loaded
            .workers
            .iter()
            .map(|busy| (busy.worker.clone(), count(l, busy.jobs)))
            .collect(),
        backup: backup(&chrome, history::last(&settings.data).as_ref()),
        slow: slowest(SLOWEST)
            .iter()
            .map(|taken| slow(l, taken))
            .collect(),
        steps: steps(&chrome, &loaded),
        chrome: &chrome,
    })
}

/// `POST /administration/system/look`: reads every page of the database and every file.
pub(in crate::administration) async fn look(
    FromSite(site): FromSite<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
) -> Outcome {
    health.look(&site.db, visitor.now).await;
    let mut response = redirect(PATH);
    if health.begin_thorough(&site.db, &site.clock) {
        let by = By::visitor(&site, &visitor);
        site.db
            .write::<_, Error, _>(async move |tx| {
                record(tx, &by, Act::at_large("system.checked", "system", "")).await
            })
            .await?;
        let told = Flash::done("administration-reading-begun", "");
        response.extensions_mut().insert(told);
    }
    Ok(response)
}

fn figures(l: Words, loaded: &Loaded, free: Option<u64>) -> Vec<Figure> {
    let left = free.map_or_else(
        || l.t("administration-unknown").into_owned(),
        |free| bytes(l.language(), free),
    );
    let left = Figure::new(l.t("administration-disk-left"), left);
    let dead = Figure::new(l.t("administration-dead"), count(l, loaded.line.dead));
    vec![
        match free {
            Some(free) if free < LITTLE_ROOM => {
                left.note(Tone::Attention, l.t("administration-disk-little"))
            }
            _ => left,
        },
        match loaded.line.dead {
            0 => dead,
            _ => dead.note(Tone::Attention, l.t("jobs-dead-note")),
        },
        Figure::new(l.t("administration-sessions"), count(l, loaded.sessions)),
        Figure::new(l.t("administration-unsealed"), count(l, loaded.unsealed)),
    ]
}

fn look_in_words(chrome: &Chrome, looked: &Looked, key: &str) -> Look {
    let l = chrome.l;
    let line = |check: &Check| Line {
        name: l.t(&format!("doctor-name-{}", check.name)).into_owned(),
        state: l
            .t(&format!("doctor-state-{}", check.state.word()))
            .into_owned(),
        tone: check.state.tone(),
        found: check.found.text(l),
        todo: check
            .todo
            .as_ref()
            .map(|todo| todo.text(l))
            .unwrap_or_default(),
    };
    let mut checks: Vec<&Check> = looked.found.iter().collect();
    // What fails stands first.
    checks.sort_by_key(|check| match check.state {
        State::Fail => 0,
        State::Attention => 1,
        State::Ok => 2,
    });
    Look {
        heading: l.t(key).into_owned(),
        when: chrome.when(&looked.at),
        machine_time: chrome.machine_time(&looked.at),
        lines: checks.into_iter().map(line).collect(),
    }
}

fn program(chrome: &Chrome, health: &Health, loaded: &Loaded) -> Vec<(String, String)> {
    let l = chrome.l;
    let t = |key: &str| l.t(key).into_owned();
    let mut facts = vec![
        (
            t("administration-version"),
            env!("CARGO_PKG_VERSION").to_owned(),
        ),
        (t("administration-engine"), loaded.engine.clone()),
        (t("administration-since"), chrome.when(&health.began())),
        (t("administration-process"), process::name()),
    ];
    if let Some(used) = process::used() {
        facts.push((t("administration-memory"), bytes(l.language(), used.memory)));
        facts.push((t("administration-cpu"), duration(l, used.cpu)));
    }
    facts
}

fn storage(l: Words, health: &Health, loaded: &Loaded, free: Option<u64>) -> Vec<(String, String)> {
    let t = |key: &str| l.t(key).into_owned();
    let settings = health.settings();
    let size = |bytes_of: i64| bytes(l.language(), u64::try_from(bytes_of).unwrap_or_default());
    let mut facts = vec![
        (
            t("administration-data"),
            settings.data.display().to_string(),
        ),
        (t("administration-database"), settings.shown_database()),
        (
            t("administration-database-size"),
            bytes(l.language(), loaded.bytes),
        ),
        (t("administration-files"), settings.files.to_string()),
        (
            t("administration-files-count"),
            count(l, loaded.files.blobs),
        ),
        (t("administration-files-size"), size(loaded.files.bytes)),
    ];
    if let Some(free) = free {
        facts.push((t("administration-disk-left"), bytes(l.language(), free)));
    }
    facts
}

fn line(chrome: &Chrome, loaded: &Loaded) -> Vec<(String, String)> {
    let l = chrome.l;
    let t = |key: &str| l.t(key).into_owned();
    let oldest = match loaded.line.oldest {
        Some(oldest) => chrome.when(&oldest),
        None => t("administration-nobody-waits"),
    };
    vec![
        (t("administration-waiting"), count(l, loaded.line.waiting)),
        (t("administration-running"), count(l, loaded.line.running)),
        (t("administration-dead"), count(l, loaded.line.dead)),
        (t("administration-oldest"), oldest),
    ]
}

fn backup(chrome: &Chrome, last: Option<&Record>) -> Vec<(String, String)> {
    let l = chrome.l;
    let t = |key: &str| l.t(key).into_owned();
    let Some(record) = last else {
        return Vec::new();
    };
    let number = |number: u64| count(l, i64::try_from(number).unwrap_or(i64::MAX));
    let mut facts = vec![(
        t("administration-backup-when"),
        chrome.when(&Moment::from_millis(record.at)),
    )];
    let outcome = match (record.trouble.is_empty(), record.lost) {
        (true, 0) => t("administration-backup-whole"),
        (true, lost) => l.t1("administration-backup-lost", "count", lost),
        (false, _) => record.trouble.clone(),
    };
    facts.push((t("administration-backup-outcome"), outcome));
    facts.push((t("administration-backup-file"), record.file.clone()));
    if record.trouble.is_empty() {
        let size = bytes(l.language(), record.bytes);
        facts.push((t("administration-backup-size"), size));
        facts.push((t("administration-backup-rows"), number(record.rows)));
        facts.push((t("administration-backup-files"), number(record.files)));
    }
    let took = Duration::from_millis(record.took_ms);
    facts.push((t("administration-backup-took"), duration(l, took)));
    facts
}

fn slow(l: Words, taken: &TimeTaken) -> Slow {
    let name = match taken.name.strip_prefix("oqu_") {
        Some(name) => name.to_owned(),
        None if taken.name.is_empty() => l.t("administration-slow-list").into_owned(),
        None => taken.name.clone(),
    };
    Slow {
        name,
        text: taken.text.split_whitespace().collect::<Vec<_>>().join(" "),
        runs: count(l, i64::try_from(taken.runs).unwrap_or(i64::MAX)),
        mean: duration(l, taken.mean()),
        longest: duration(l, taken.longest),
        total: duration(l, taken.total),
    }
}

fn steps(chrome: &Chrome, loaded: &Loaded) -> Vec<Step> {
    let step = |applied: &oqu_db::Applied| Step {
        area: applied.area.clone(),
        number: applied.number,
        name: applied.name.clone(),
        when: chrome.when(&applied.at),
        machine_time: chrome.machine_time(&applied.at),
    };
    loaded.applied.iter().map(step).collect()
}
