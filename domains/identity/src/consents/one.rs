//! `/account/consents/{person}/{kind}`: the text, and giving it, refusing it, taking it back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_kernel::PersonId;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::kind::{ConsentKind, Way};
use super::ledger::Ledger;
use super::rules::{self, Age, Hand, Standing, Term};
use super::shown::{end_of, line, paragraphs};
use super::store::{self, Giving};
use crate::people::store as people;

#[derive(Template)]
#[template(path = "consents/one.html")]
struct OnePage<'a> {
    chrome: &'a Chrome,
    title: String,
    whose: String,
    path: String,
    state: String,
    tone: &'static str,
    detail: String,
    /// The consent that stands, as it was given.
    standing: Option<String>,
    /// Who decides, when it is not the visitor.
    note: Option<String>,
    text: Option<Text>,
    may: bool,
    asked: bool,
    offers: bool,
    takes_back: bool,
    summary: ErrorSummary<'a>,
    fields: Vec<Field<'a>>,
    confirm: Field<'a>,
}

/// The version in force.
struct Text {
    id: String,
    about: String,
    paragraphs: Vec<String>,
    without: Vec<String>,
}

/// A person whose consents the visitor may see.
struct Subject {
    name: String,
    age: Age,
    hand: Hand,
}

struct Loaded {
    subject: Subject,
    ledger: Ledger,
}

async fn subject(
    tx: &mut Tx,
    actor: PersonId,
    id: PersonId,
    today: jiff::civil::Date,
) -> Result<Option<Subject>, Error> {
    let Some(person) = people::person(tx, id).await? else {
        return Ok(None);
    };
    let hand = store::hand(tx, actor, id, today).await?;
    let age = rules::age(person.data().birth_date, today);
    let is_open = match hand {
        Hand::Own => true,
        Hand::Representative(_) => age == Age::Minor,
        Hand::Stranger => false,
    };
    let name = person.full_name();
    Ok(is_open.then_some(Subject { name, age, hand }))
}

async fn load(site: &Site, visitor: &Visitor, id: PersonId) -> Result<Loaded, Failure> {
    let (actor, now) = (visitor.person()?.person, visitor.now);
    let today = site.local(now).date();
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let Some(subject) = subject(tx, actor, id, today).await? else {
                return Ok(None);
            };
            let ledger = Ledger::load(tx, &[id], now).await?;
            Ok(Some(Loaded { subject, ledger }))
        })
        .await?;
    // Whoever may not see a person is not told either whether there is one.
    loaded.ok_or(Failure::NotFound)
}

fn kind_of(key: &str) -> Result<ConsentKind, Failure> {
    ConsentKind::of(key).ok_or(Failure::NotFound)
}

/// `GET /account/consents/{person}/{kind}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, kind)): Path<(PersonId, String)>,
) -> Outcome {
    let typed = Fields::of([("term", "here".to_owned())]);
    let none = FormErrors::default();
    shown(&site, &visitor, (id, kind_of(&kind)?), &typed, &none).await
}

async fn shown(
    site: &Site,
    visitor: &Visitor,
    (id, kind): (PersonId, ConsentKind),
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let Loaded { subject, ledger } = load(site, visitor, id).await?;
    if !ledger.kinds(id).any(|there| there == kind) {
        return Err(Failure::NotFound);
    }
    let words = visitor.words;
    let title = words.t(kind.name()).into_owned();
    let chrome = Chrome::new(site, visitor, &title)
        .crumb("/account", words.t("account-title"))
        .crumb("/account/consents", words.t("consents-own-title"));
    let path = format!("/account/consents/{id}/{}", kind.key());
    let standing = ledger.standing(id, kind);
    let line = line(&chrome, &ledger, id, kind, String::new());
    let decides = rules::may_decide(subject.age, subject.hand);
    let has_role = ledger.has_role(id);
    let note = match (decides, subject.age, subject.hand) {
        (Err(key), ..) => Some(key),
        (Ok(()), Age::Unknown, _) => Some("consent-age-unknown"),
        (Ok(()), _, Hand::Representative(Age::Unknown)) => Some("consent-giver-age-unknown"),
        (Ok(()), _, Hand::Representative(_)) => Some("consent-ward"),
        _ => None,
    };
    let last = ledger.last(id, kind);
    let text = ledger.text(kind).map(|text| Text {
        id: text.id.to_string(),
        about: words
            .with("consent-version-line")
            .arg("version", text.version)
            .arg("date", chrome.day(&text.since))
            .to_string(),
        paragraphs: paragraphs(text.text(words.language())),
        without: paragraphs(text.without(words.language())),
    });
    let template = OnePage {
        chrome: &chrome,
        title,
        whose: subject.name,
        path,
        state: line.state,
        tone: line.tone,
        detail: line.detail,
        standing: last
            .filter(|_| standing.is_in_force())
            .map(|row| format!("/consents/{}", row.id)),
        note: note.map(|key| words.t(key).into_owned()),
        may: decides.is_ok(),
        asked: ledger
            .request(id, kind)
            .is_some_and(|request| request.answered_at.is_none())
            && !standing.is_in_force(),
        offers: text.is_some() && standing != Standing::Given,
        takes_back: standing.is_in_force(),
        text,
        summary: ErrorSummary::new(&chrome, errors),
        fields: vec![
            term_field(&chrome, typed, errors, has_role),
            Field::new(
                &chrome,
                FieldKind::Line,
                "until",
                "field-consent-until",
                typed,
                errors,
            )
            .optional()
            .short()
            .help("consent-until-help"),
            Field::new(
                &chrome,
                FieldKind::Tick,
                "agree",
                "consent-agree",
                typed,
                errors,
            ),
        ],
        confirm: Field::new(
            &chrome,
            FieldKind::Tick,
            "understood",
            "consent-understood",
            typed,
            errors,
        ),
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

/// The choice of a term; whoever holds no role chooses a day.
pub(super) fn term_field<'a>(
    chrome: &'a Chrome,
    typed: &Fields,
    errors: &FormErrors,
    has_role: bool,
) -> Field<'a> {
    let l = chrome.l;
    let choice = |value: &str, name: &str, help: &str| {
        let help = match help {
            "" => String::new(),
            key => l.t(key).into_owned(),
        };
        (value.to_owned(), l.t(name).into_owned(), help)
    };
    let mut choices = vec![choice("until", "consent-term-day", "")];
    if has_role {
        let here = choice("here", "consent-term-here", "consent-term-here-help");
        choices.insert(0, here);
    }
    let typed = match has_role || typed.raw("term") != "here" {
        true => typed.clone(),
        false => typed.set("term", "until"),
    };
    let kind = FieldKind::Radio(choices);
    Field::new(chrome, kind, "term", "field-consent-term", &typed, errors)
}

/// Reads the term of a form; a wrong one is noted at its field.
pub(super) fn typed_term(
    visitor: &Visitor,
    typed: &Fields,
    has_role: bool,
    today: jiff::civil::Date,
    errors: &mut FormErrors,
) -> Option<Term> {
    let (word, date) = (typed.raw("term"), typed.raw("until").trim());
    match rules::term(word, date, has_role, today) {
        Ok(term) => Some(term),
        Err(key) => {
            let field = if word == "here" { "term" } else { "until" };
            errors.add(field, visitor.t(key));
            None
        }
    }
}

/// `POST /account/consents/{person}/{kind}`: agrees to the text that was shown.
pub(super) async fn give(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, kind)): Path<(PersonId, String)>,
    typed: Fields,
) -> Outcome {
    let kind = kind_of(&kind)?;
    let Loaded { subject, ledger } = load(&site, &visitor, id).await?;
    let text = ledger.text(kind).ok_or(Failure::NotFound)?.clone();
    if rules::may_decide(subject.age, subject.hand).is_err() {
        return Err(Failure::Forbidden);
    }
    let today = site.local(visitor.now).date();
    let mut errors = FormErrors::default();
    let has_role = ledger.has_role(id);
    let term = typed_term(&visitor, &typed, has_role, today, &mut errors);
    if !typed.ticked("agree") {
        errors.add("agree", visitor.t("consent-agree-missing"));
    }
    // What is agreed to is what was read: a version that came meanwhile is read first.
    if typed.raw("text") != text.id.to_string() {
        errors.add("agree", visitor.t("consent-text-changed"));
    }
    let term = match term {
        Some(term) if errors.is_empty() => term,
        _ => {
            let typed = typed.set("agree", "");
            return shown(&site, &visitor, (id, kind), &typed, &errors).await;
        }
    };
    let by = By::visitor(&site, &visitor);
    let giver = visitor.person()?.clone();
    let (language, ends_at) = (visitor.language(), end_of(&site, term));
    let name = subject.name;
    site.db
        .write::<_, Error, _>(async move |tx| {
            let new = Giving {
                person: (id, &name),
                text: &text,
                language,
                giver: (giver.person, &giver.name),
                way: Way::Page,
                paper: "",
                given_at: by.now,
                ends_at,
            };
            store::give(tx, &by, &new).await
        })
        .await?;
    Ok(back("consent-given-done", &visitor.t(kind.name())))
}

/// `POST /account/consents/{person}/{kind}/refusal`: says no to what was asked.
pub(super) async fn refuse(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, kind)): Path<(PersonId, String)>,
) -> Outcome {
    let kind = kind_of(&kind)?;
    let Loaded { subject, ledger } = load(&site, &visitor, id).await?;
    let text = ledger.text(kind).ok_or(Failure::NotFound)?.clone();
    if rules::may_decide(subject.age, subject.hand).is_err() {
        return Err(Failure::Forbidden);
    }
    let by = By::visitor(&site, &visitor);
    let name = subject.name;
    site.db
        .write::<_, Error, _>(async move |tx| store::refuse(tx, &by, (id, &name), &text).await)
        .await?;
    Ok(back("consent-refused-done", &visitor.t(kind.name())))
}

/// `POST /account/consents/{person}/{kind}/withdrawal`: takes it back, knowing what follows.
/// Clause: law 94-V, article 8.
pub(super) async fn withdraw(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, kind)): Path<(PersonId, String)>,
    typed: Fields,
) -> Outcome {
    let kind = kind_of(&kind)?;
    let Loaded { subject, ledger } = load(&site, &visitor, id).await?;
    if rules::may_decide(subject.age, subject.hand).is_err() {
        return Err(Failure::Forbidden);
    }
    if !typed.ticked("understood") {
        let mut errors = FormErrors::default();
        errors.add("understood", visitor.t("consent-understood-missing"));
        let typed = typed.set("term", "here");
        return shown(&site, &visitor, (id, kind), &typed, &errors).await;
    }
    let last = ledger.last(id, kind).ok_or(Failure::NotFound)?.clone();
    let by = By::visitor(&site, &visitor);
    let name = subject.name;
    site.db
        .write::<_, Error, _>(async move |tx| store::withdraw(tx, &by, &name, &last, "").await)
        .await?;
    Ok(back("consent-withdrawn-done", &visitor.t(kind.name())))
}

fn back(key: &str, name: &str) -> Response {
    let mut response = redirect("/account/consents");
    response.extensions_mut().insert(Flash::done(key, name));
    response
}
