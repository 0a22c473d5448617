use askama::Template;
use axum::extract::{Path, State};
use jiff::civil::Date;
use oqu_audit::EntryRow;
use oqu_db::Error;
use oqu_text::format::date_long;
use oqu_web::{Chrome, Failure, History, Outcome, Site, Visitor, Words, page};

use super::fields::{edition_name, kind_name};
use super::file::{self, Papers};
use super::rules::{REGULATION, Register, RegulationId, RegulationKind, RegulationRow, Standing};
use super::{PATH, path, store};
use crate::{history, permissions};

/// An edition as a list shows it.
struct Line {
    path: String,
    title: String,
    /// For the attribute `lang`.
    lang: &'static str,
    kind: String,
    approved: String,
    term: String,
    /// Where its file is.
    paper: Option<String>,
    standing: Standing,
    badge: String,
}

impl Line {
    fn is_in_force(&self) -> bool {
        self.standing == Standing::InForce
    }
}

#[derive(Template)]
#[template(path = "regulations/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    in_force: Vec<Line>,
    ahead: Vec<Line>,
    before: Vec<Line>,
    may_write: bool,
}

/// `GET /regulations`: what is in force by kinds, what is ahead and what was before. Two statements.
pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let register = store::all(tx).await?;
        let papers = file::of_rows(tx, &register.0).await?;
        Ok((register, papers))
    });
    let (register, papers) = loaded.await?;
    let words = visitor.words;
    let today = site.local(visitor.now).date();
    let chrome = Chrome::new(&site, &visitor, &words.t("regulations-title"));
    let mut lines = (Vec::new(), Vec::new(), Vec::new());
    for row in by_kind(&register) {
        let line = line(words, &register, row, today, &papers);
        match line.standing {
            Standing::InForce => lines.0.push(line),
            Standing::Ahead => lines.1.push(line),
            Standing::Over | Standing::Cancelled => lines.2.push(line),
        }
    }
    let template = ListPage {
        chrome: &chrome,
        in_force: lines.0,
        ahead: lines.1,
        before: lines.2,
        may_write: visitor.actor().is_some_and(permissions::regulations_write),
    };
    page(&template)
}

/// The editions in the order of kinds, the newest of a kind first.
fn by_kind(register: &Register) -> Vec<&RegulationRow> {
    let place = |kind: RegulationKind| RegulationKind::ALL.iter().position(|other| *other == kind);
    let mut rows: Vec<&RegulationRow> = register.0.iter().collect();
    rows.sort_by_key(|row| place(row.details.kind));
    rows
}

fn line(
    words: Words,
    register: &Register,
    row: &RegulationRow,
    today: Date,
    papers: &Papers,
) -> Line {
    let details = &row.details;
    let language = words.language();
    let standing = register.standing(row, today);
    Line {
        path: path(row.id),
        title: details.title.of(language).to_owned(),
        lang: shown_in(row, words),
        kind: kind_name(words, details.kind),
        approved: approved(words, row),
        term: term(words, register, row),
        paper: papers.address(row.id),
        badge: badge(words, standing),
        standing,
    }
}

/// The language in which the title of an edition is shown.
fn shown_in(row: &RegulationRow, words: Words) -> &'static str {
    let title = &row.details.title;
    let shown = title.of(words.language());
    let own = [words.language()]
        .into_iter()
        .chain(oqu_text::Language::ALL);
    own.into_iter()
        .find(|language| title.own(*language) == shown)
        .unwrap_or(words.language())
        .html_lang()
}

fn badge(words: Words, standing: Standing) -> String {
    let key = match standing {
        Standing::Ahead => "regulation-ahead",
        Standing::InForce => "regulation-in-force",
        Standing::Over => "regulation-over",
        Standing::Cancelled => "regulation-cancelled",
    };
    words.t(key).into_owned()
}

/// «№ 12, 2025 жылғы 1 қыркүйек, Ғылыми кеңес».
fn approved(words: Words, row: &RegulationRow) -> String {
    let details = &row.details;
    let day = date_long(words.language(), details.approved_on);
    match details.approved_by.as_str() {
        "" => format!("№\u{a0}{}, {day}", details.number),
        by => format!("№\u{a0}{}, {day}, {by}", details.number),
    }
}

/// From when until when it is in force; the edition that replaces it ends it.
fn term(words: Words, register: &Register, row: &RegulationRow) -> String {
    let language = words.language();
    let details = &row.details;
    let from = date_long(language, details.from);
    let replaced = register.successor(row.id);
    let replaced = replaced.and_then(|next| next.details.from.yesterday().ok());
    let cancelled = row.cancelled.as_ref();
    let cancelled = cancelled.and_then(|cancelled| cancelled.on.yesterday().ok());
    let ends = [details.until, replaced, cancelled].into_iter().flatten();
    match ends.min() {
        Some(until) if until >= details.from => words
            .with("regulation-from-until")
            .arg("from", from)
            .arg("until", date_long(language, until))
            .to_string(),
        Some(_) => words.t("regulation-never").into_owned(),
        None => words.t1("regulation-from", "from", from),
    }
}

#[derive(Template)]
#[template(path = "regulations/one.html")]
struct OnePage<'a> {
    chrome: &'a Chrome,
    line: Line,
    /// Its title in the other languages: `lang` and text.
    others: Vec<(&'static str, &'a str)>,
    /// The edition before it: title and page.
    replaces: Option<(String, String)>,
    /// The edition after it.
    replaced: Option<(String, String)>,
    cancelled: Option<(String, &'a str)>,
    may_write: bool,
    history: History<'a>,
}

/// `GET /regulations/{id}`
pub(super) async fn one(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RegulationId>,
) -> Outcome {
    let may_write = visitor.actor().is_some_and(permissions::regulations_write);
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let register = store::all(tx).await?;
        let papers = file::of_rows(tx, &register.0).await?;
        let acts: Vec<EntryRow> = match may_write {
            true => history::acts(tx, REGULATION, id).await?,
            false => Vec::new(),
        };
        Ok((register, papers, acts))
    });
    let (register, papers, acts) = loaded.await?;
    let row = register.one(id).ok_or(Failure::NotFound)?;
    let words = visitor.words;
    let language = words.language();
    let today = site.local(visitor.now).date();
    let line = line(words, &register, row, today, &papers);
    let chrome =
        Chrome::new(&site, &visitor, &line.title).crumb(PATH, words.t("regulations-title"));
    let items = history::items(&chrome, &acts);
    let named = |row: &RegulationRow| (edition_name(language, &row.details), path(row.id));
    let title = &row.details.title;
    let others = oqu_text::Language::ALL
        .into_iter()
        .filter(|other| other.html_lang() != line.lang && !title.own(*other).is_empty());
    let template = OnePage {
        chrome: &chrome,
        others: others
            .map(|other| (other.html_lang(), title.own(other)))
            .collect(),
        line,
        replaces: row
            .details
            .replaces
            .and_then(|earlier| register.one(earlier))
            .map(named),
        replaced: register.successor(id).map(named),
        cancelled: row
            .cancelled
            .as_ref()
            .map(|cancelled| (date_long(language, cancelled.on), cancelled.ground.as_str())),
        may_write,
        history: History::new(&chrome, &items),
    };
    page(&template)
}
