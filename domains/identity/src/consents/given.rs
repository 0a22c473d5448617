//! `/consents/{id}`: a consent with its text as it was given.

use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::kind::ConsentId;
use super::rules::{Age, Hand, PAPER_MOST, age};
use super::shown::{hash_said, paragraphs, term, way};
use super::store::{self, GivenRow};
use super::text_store::{self, TextRow};
use crate::people::store as people;
use crate::permissions;

#[derive(Template)]
#[template(path = "consents/given.html")]
struct GivenPage<'a> {
    chrome: &'a Chrome,
    title: String,
    path: String,
    /// `kk`, `ru` or `en`: what the text is in.
    language: &'static str,
    stands: bool,
    facts: Vec<(String, String)>,
    paragraphs: Vec<String>,
    without: Vec<String>,
    may_withdraw: bool,
    summary: ErrorSummary<'a>,
    paper: Field<'a>,
}

struct Loaded {
    row: GivenRow,
    text: TextRow,
    name: String,
}

async fn load(site: &Site, visitor: &Visitor, id: ConsentId) -> Result<Loaded, Failure> {
    let actor = visitor.person()?.clone();
    let today = site.local(visitor.now).date();
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let Some(row) = store::given(tx, id).await? else {
                return Ok(None);
            };
            let Some(person) = people::person(tx, row.person).await? else {
                return Ok(None);
            };
            let near = match store::hand(tx, actor.person, row.person, today).await? {
                Hand::Own => true,
                Hand::Representative(_) => age(person.data().birth_date, today) == Age::Minor,
                Hand::Stranger => false,
            };
            let gave = row.giver == actor.person;
            if !near && !gave && !permissions::consents_read(&actor) {
                return Ok(None);
            }
            let Some(text) = text_store::text(tx, row.text).await? else {
                return Ok(None);
            };
            let name = person.full_name();
            Ok(Some(Loaded { row, text, name }))
        })
        .await?;
    loaded.ok_or(Failure::NotFound)
}

/// `GET /consents/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ConsentId>,
) -> Outcome {
    let loaded = load(&site, &visitor, id).await?;
    let nothing = Fields::default();
    shown(&site, &visitor, loaded, &nothing, &FormErrors::default())
}

fn shown(
    site: &Site,
    visitor: &Visitor,
    loaded: Loaded,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let Loaded { row, text, name } = loaded;
    let words = visitor.words;
    let actor = visitor.person()?;
    let title = words.t(row.kind().name()).into_owned();
    let chrome = Chrome::new(site, visitor, &title);
    let chrome = match permissions::consents_read(actor) {
        true => chrome
            .crumb("/consents", words.t("consents-title"))
            .crumb(person_path(row.person), name.clone()),
        false => chrome
            .crumb("/account", words.t("account-title"))
            .crumb("/account/consents", words.t("consents-own-title")),
    };
    let language = row.language();
    let template = GivenPage {
        chrome: &chrome,
        title,
        path: format!("/consents/{}", row.id),
        language: language.code(),
        stands: row.ended_at.is_none(),
        facts: facts(&chrome, &row, &name),
        paragraphs: paragraphs(text.text(language)),
        without: paragraphs(text.without(language)),
        may_withdraw: row.ended_at.is_none() && permissions::consents_write(actor),
        summary: ErrorSummary::new(&chrome, errors),
        paper: Field::new(
            &chrome,
            FieldKind::Line,
            "paper",
            "field-consent-paper",
            typed,
            errors,
        )
        .help("consent-paper-help"),
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

fn facts(chrome: &Chrome, row: &GivenRow, name: &str) -> Vec<(String, String)> {
    let l = chrome.l;
    let ended_key = match row.is_withdrawn() {
        true => "consent-fact-withdrawn",
        false => "consent-fact-replaced",
    };
    let ended = row.ended_at.map(|at| chrome.day(&at));
    let paper = (!row.ended_paper.is_empty()).then(|| row.ended_paper.clone());
    let all = [
        ("consent-fact-person", Some(name.to_owned())),
        ("consent-fact-giver", Some(row.giver_name())),
        ("consent-fact-date", Some(chrome.day(&row.given_at))),
        ("consent-fact-term", Some(term(chrome, row))),
        ("consent-fact-way", Some(way(chrome, row))),
        ("field-consent-version", Some(row.version.to_string())),
        ("field-consent-hash", Some(hash_said(&row.hash))),
        (ended_key, ended),
        ("consent-fact-withdrawal-paper", paper),
    ];
    all.into_iter()
        .filter_map(|(key, value)| value.map(|value| (l.t(key).into_owned(), value)))
        .collect()
}

fn person_path(person: PersonId) -> String {
    format!("/people/{person}/consents")
}

/// `POST /consents/{id}/withdrawal`: the office notes a withdrawal that came on paper.
pub(super) async fn withdraw(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ConsentId>,
    typed: Fields,
) -> Outcome {
    let loaded = load(&site, &visitor, id).await?;
    let mut errors = FormErrors::default();
    let paper = typed.line("paper", PAPER_MOST, visitor.words, &mut errors);
    if paper.is_empty() && errors.is_empty() {
        errors.add("paper", visitor.t("consent-paper-missing"));
    }
    if !errors.is_empty() {
        return shown(&site, &visitor, loaded, &typed, &errors);
    }
    let by = By::visitor(&site, &visitor);
    let Loaded { row, name, .. } = loaded;
    let person = row.person;
    let kind = visitor.t(row.kind().name());
    site.db
        .write::<_, Error, _>(async move |tx| store::withdraw(tx, &by, &name, &row, &paper).await)
        .await?;
    let mut response = redirect(&person_path(person));
    let flash = Flash::done("consent-withdrawn-done", &kind);
    response.extensions_mut().insert(flash);
    Ok(response)
}
