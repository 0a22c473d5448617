//! How consents are told on pages.

use jiff::civil::Date;
use oqu_kernel::{Moment, PersonId};
use oqu_web::{Chrome, Site};

use super::kind::{ConsentKind, Way};
use super::ledger::Ledger;
use super::rules::Term;
use super::store::GivenRow;

/// How it stands with one kind.
pub struct KindLine {
    /// What is agreed to.
    pub name: String,
    /// In a line.
    pub about: String,
    /// How it stands.
    pub state: String,
    /// For `data-tone`.
    pub tone: &'static str,
    /// Since when, until when, which version, by whom.
    pub detail: String,
    /// Where more of it stands.
    pub path: String,
}

/// How it stands with one kind of a person.
pub fn line(
    chrome: &Chrome,
    ledger: &Ledger,
    person: PersonId,
    kind: ConsentKind,
    path: String,
) -> KindLine {
    let standing = ledger.standing(person, kind);
    KindLine {
        name: chrome.l.t(kind.name()).into_owned(),
        about: chrome.l.t(kind.about()).into_owned(),
        state: chrome.l.t(standing.name()).into_owned(),
        tone: standing.tone(),
        detail: detail(chrome, ledger, person, kind),
        path,
    }
}

fn detail(chrome: &Chrome, ledger: &Ledger, person: PersonId, kind: ConsentKind) -> String {
    let l = chrome.l;
    let last = ledger.last(person, kind);
    let open = ledger
        .request(person, kind)
        .filter(|request| request.answered_at.is_none());
    match (last, open) {
        (_, Some(request)) if !ledger.standing(person, kind).is_in_force() => {
            l.t1("consent-line-asked", "date", chrome.day(&request.asked_at))
        }
        (Some(row), _) => match row.ended_at {
            Some(at) => l.t1("consent-line-ended", "date", chrome.day(&at)),
            None => given_line(chrome, row),
        },
        (None, _) => String::new(),
    }
}

/// Since when, until when, which version, by whom.
pub fn given_line(chrome: &Chrome, row: &GivenRow) -> String {
    let l = chrome.l;
    l.with("consent-line-given")
        .arg("date", chrome.day(&row.given_at))
        .arg("term", term(chrome, row))
        .arg("version", row.version)
        .arg("giver", row.giver_name())
        .to_string()
}

/// Until when a consent holds.
pub fn term(chrome: &Chrome, row: &GivenRow) -> String {
    match row.ends_at {
        None => chrome.l.t("consent-term-here").into_owned(),
        Some(end) => {
            let last = Moment::from_millis(end.millis() - 1);
            chrome.l.t1("consent-term-until", "date", chrome.day(&last))
        }
    }
}

/// How a consent came.
pub fn way(chrome: &Chrome, row: &GivenRow) -> String {
    match row.way() {
        Way::Page => chrome.l.t("consent-way-page").into_owned(),
        Way::Paper => chrome
            .l
            .t1("consent-way-paper", "paper", row.paper.as_str()),
    }
}

/// A consent in the list of what was given.
pub struct PastLine {
    /// What was agreed to.
    pub name: String,
    /// Since when, until when, which version, by whom.
    pub detail: String,
    /// How it ended.
    pub end: Option<String>,
    /// The text as it was given.
    pub path: String,
}

/// A consent in the list of what was given.
pub fn past(chrome: &Chrome, row: &GivenRow) -> PastLine {
    let key = match row.is_withdrawn() {
        true => "consent-withdrawn-on",
        false => "consent-replaced-on",
    };
    PastLine {
        name: chrome.l.t(row.kind().name()).into_owned(),
        detail: given_line(chrome, row),
        end: row
            .ended_at
            .map(|at| chrome.l.t1(key, "date", chrome.day(&at))),
        path: format!("/consents/{}", row.id),
    }
}

/// The first moment of a day where the organisation is.
pub fn start_of(site: &Site, day: Date) -> Moment {
    let zoned = day.to_zoned(site.chosen().zone.clone());
    let millis = zoned.map_or(0, |zoned| zoned.timestamp().as_millisecond());
    Moment::from_millis(millis)
}

/// The first moment when a term is over.
pub fn end_of(site: &Site, term: Term) -> Option<Moment> {
    match term {
        Term::WhileHere => None,
        Term::Until(day) => Some(start_of(site, day.tomorrow().unwrap_or(day))),
    }
}

/// The paragraphs of a text.
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A hash in groups that fit a narrow page.
pub fn hash_said(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().collect();
    let groups = signs
        .chunks(8)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}
