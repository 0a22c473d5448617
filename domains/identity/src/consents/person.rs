//! `/people/{id}/consents`: one person's consents as the office keeps them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_text::Language;
use oqu_text::format::parse_date;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::kind::{ConsentKind, Way};
use super::ledger::Ledger;
use super::one::{term_field, typed_term};
use super::rules::{self, Age, Hand, PAPER_MOST};
use super::shown::{KindLine, PastLine, end_of, line, past, start_of};
use super::store::{self, Giving};
use super::text_store::{self, TextRow};
use crate::people::relatives::{Relative, relatives};
use crate::people::store::{self as people, PersonRow};
use crate::permissions;

#[derive(Template)]
#[template(path = "consents/person.html")]
struct PersonPage<'a> {
    chrome: &'a Chrome,
    name: String,
    path: String,
    note: Option<String>,
    kinds: Vec<KindLine>,
    past: Vec<PastLine>,
    summary: ErrorSummary<'a>,
    /// The form of a paper; none for those who only read, and without texts.
    fields: Vec<Field<'a>>,
    /// The kinds that may be asked for.
    ask: Vec<(&'static str, String)>,
}

struct Loaded {
    person: PersonRow,
    ledger: Ledger,
    texts: Vec<TextRow>,
    /// Who stands for the person: the link and the row.
    representatives: Vec<(Relative, Option<PersonRow>)>,
}

impl Loaded {
    fn age(&self, day: Date) -> Age {
        rules::age(self.person.data().birth_date, day)
    }

    /// Who could have signed for the person: id, name and how they stood on a day.
    fn signers(&self, day: Date) -> Vec<(PersonId, String, Hand)> {
        let own = (self.person.id, self.person.full_name(), Hand::Own);
        let others = self.representatives.iter().map(|(link, row)| {
            let birth = row.as_ref().and_then(|row| row.data().birth_date);
            let hand = Hand::Representative(rules::age(birth, day));
            (link.id, link.name.clone(), hand)
        });
        std::iter::once(own).chain(others).collect()
    }

    /// Whether somebody may sign for the person on a day.
    fn has_signer(&self, day: Date) -> bool {
        let age = self.age(day);
        let signers = self.signers(day);
        signers
            .iter()
            .any(|(.., hand)| rules::may_decide(age, *hand).is_ok())
    }
}

async fn load(site: &Site, visitor: &Visitor, id: PersonId) -> Result<Loaded, Failure> {
    let now = visitor.now;
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let Some(person) = people::person(tx, id).await? else {
                return Ok(None);
            };
            let links = relatives(tx, id).await?;
            let links: Vec<Relative> = links.into_iter().filter(|link| !link.is_ward).collect();
            let ids: Vec<PersonId> = links.iter().map(|link| link.id).collect();
            let rows = people::people(tx, &ids).await?;
            let row = |id| rows.iter().find(|row: &&PersonRow| row.id == id).cloned();
            Ok(Some(Loaded {
                person,
                ledger: Ledger::load(tx, &[id], now).await?,
                texts: text_store::texts(tx).await?,
                representatives: links
                    .into_iter()
                    .map(|link| {
                        let row = row(link.id);
                        (link, row)
                    })
                    .collect(),
            }))
        })
        .await?;
    loaded.ok_or(Failure::NotFound)
}

/// `GET /people/{id}/consents`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let loaded = load(&site, &visitor, id).await?;
    let typed = Fields::of([("term", "here".to_owned())]);
    shown(&site, &visitor, &loaded, &typed, &FormErrors::default())
}

fn shown(
    site: &Site,
    visitor: &Visitor,
    loaded: &Loaded,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let id = loaded.person.id;
    let name = loaded.person.full_name();
    let today = site.local(visitor.now).date();
    let chrome = Chrome::new(site, visitor, &words.t("consents-title"))
        .crumb("/people", words.t("people-title"))
        .crumb(format!("/people/{id}"), name.clone());
    let may_write = permissions::consents_write(visitor.person()?);
    let ledger = &loaded.ledger;
    let note = match (loaded.age(today), loaded.has_signer(today)) {
        (Age::Minor, false) => Some("consents-no-representative"),
        (Age::Minor, true) => Some("consents-minor-note"),
        (Age::Unknown, _) => Some("consents-age-unknown-note"),
        (Age::Adult, _) => None,
    };
    let fields = match may_write && !loaded.texts.is_empty() && loaded.has_signer(today) {
        true => fields(&chrome, loaded, loaded.signers(today), typed, errors),
        false => Vec::new(),
    };
    let line = |kind| line(&chrome, ledger, id, kind, String::new());
    let template = PersonPage {
        chrome: &chrome,
        path: format!("/people/{id}/consents"),
        note: note.map(|key| words.t(key).into_owned()),
        kinds: ledger.kinds(id).map(line).collect(),
        past: ledger.given(id).map(|row| past(&chrome, row)).collect(),
        summary: ErrorSummary::new(&chrome, errors),
        fields,
        ask: match may_write {
            true => askable(ledger, id)
                .map(|kind| (kind.key(), words.t(kind.name()).into_owned()))
                .collect(),
            false => Vec::new(),
        },
        name,
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

/// The kinds that have a text in force, and neither a consent nor an open question.
fn askable(ledger: &Ledger, id: PersonId) -> impl Iterator<Item = ConsentKind> {
    ConsentKind::ALL.into_iter().filter(move |kind| {
        let standing = ledger.standing(id, *kind);
        let is_asked = standing == rules::Standing::Asked;
        ledger.text(*kind).is_some() && !standing.is_in_force() && !is_asked
    })
}

fn fields<'a>(
    chrome: &'a Chrome,
    loaded: &Loaded,
    signers: Vec<(PersonId, String, Hand)>,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Field<'a>> {
    let l = chrome.l;
    let texts = loaded.texts.iter().map(|text| {
        let name = l
            .with("consent-version-of")
            .arg("name", l.t(text.kind().name()))
            .arg("version", text.version)
            .to_string();
        (text.id.to_string(), name)
    });
    let signers = signers
        .into_iter()
        .map(|(id, name, _)| (id.to_string(), name));
    let languages = Language::ALL.map(|language| {
        let key = format!("consent-in-{}", language.code());
        (language.code().to_owned(), l.t(&key).into_owned())
    });
    let languages = FieldKind::Choice(languages.into());
    let texts = FieldKind::Choice(texts.collect());
    let signers = FieldKind::Choice(signers.collect());
    let line = |name, label: &str| Field::new(chrome, FieldKind::Line, name, label, typed, errors);
    let has_role = loaded.ledger.has_role(loaded.person.id);
    vec![
        Field::new(chrome, texts, "text", "field-consent-text", typed, errors),
        Field::new(
            chrome,
            languages,
            "language",
            "field-consent-language",
            typed,
            errors,
        ),
        Field::new(
            chrome,
            signers,
            "giver",
            "field-consent-giver",
            typed,
            errors,
        ),
        line("paper", "field-consent-paper").help("consent-paper-help"),
        line("given", "field-consent-given")
            .short()
            .help("consent-given-help"),
        term_field(chrome, typed, errors, has_role),
        line("until", "field-consent-until")
            .optional()
            .short()
            .help("consent-until-help"),
    ]
}

/// `POST /people/{id}/consents`: notes a consent that was signed on paper.
/// Clause: law 94-V, article 8 (in writing, or in another way that can be shown).
pub(super) async fn note(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    let loaded = load(&site, &visitor, id).await?;
    let today = site.local(visitor.now).date();
    let chosen = |text: &&TextRow| text.id.to_string() == typed.raw("text");
    let text = loaded.texts.iter().find(chosen);
    let text = text.ok_or(Failure::BadRequest)?.clone();
    let mut errors = FormErrors::default();
    let paper = typed.line("paper", PAPER_MOST, visitor.words, &mut errors);
    if paper.is_empty() && errors.is_empty() {
        errors.add("paper", visitor.t("consent-paper-missing"));
    }
    let given = match parse_date(typed.raw("given").trim()) {
        Err(_) => Err("form-date"),
        Ok(day) if day > today => Err("consent-given-future"),
        Ok(day) if day < site.local(text.since).date() => Err("consent-given-before-text"),
        Ok(day) => Ok(day),
    };
    if let Err(key) = given {
        errors.add("given", visitor.t(key));
    }
    // Who could sign is decided by the age on the day of the paper.
    let signed = given.unwrap_or(today);
    let giver = loaded
        .signers(signed)
        .into_iter()
        .find(|(id, ..)| id.to_string() == typed.raw("giver"));
    let decides = match &giver {
        Some((.., hand)) => rules::may_decide(loaded.age(signed), *hand),
        None => Err("consent-giver-missing"),
    };
    if let Err(key) = decides {
        errors.add("giver", visitor.t(key));
    }
    let has_role = loaded.ledger.has_role(id);
    let term = typed_term(&visitor, &typed, has_role, today, &mut errors);
    let (Some(term), Some(giver), true) = (term, giver, errors.is_empty()) else {
        return shown(&site, &visitor, &loaded, &typed, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let language = Language::parse(typed.raw("language")).unwrap_or(visitor.language());
    let (given_at, ends_at) = (start_of(&site, signed), end_of(&site, term));
    let name = loaded.person.full_name();
    let kind = visitor.t(text.kind().name());
    site.db
        .write::<_, Error, _>(async move |tx| {
            let new = Giving {
                person: (id, &name),
                text: &text,
                language,
                giver: (giver.0, &giver.1),
                way: Way::Paper,
                paper: &paper,
                given_at,
                ends_at,
            };
            store::give(tx, &by, &new).await
        })
        .await?;
    Ok(back(id, "consent-given-done", &kind))
}

/// `POST /people/{id}/consents/requests`: asks the person.
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    let loaded = load(&site, &visitor, id).await?;
    let kind = ConsentKind::of(typed.raw("kind")).ok_or(Failure::BadRequest)?;
    if !askable(&loaded.ledger, id).any(|there| there == kind) {
        return Err(Failure::BadRequest);
    }
    let by = By::visitor(&site, &visitor);
    let name = loaded.person.full_name();
    site.db
        .write::<_, Error, _>(async move |tx| store::ask(tx, &by, (id, &name), kind).await)
        .await?;
    Ok(back(id, "consent-asked-done", &visitor.t(kind.name())))
}

fn back(id: PersonId, key: &str, name: &str) -> Response {
    let mut response = redirect(&format!("/people/{id}/consents"));
    response.extensions_mut().insert(Flash::done(key, name));
    response
}
