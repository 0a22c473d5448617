//! `/consents/texts`: the versions of the texts, and a new one.

use askama::Template;
use axum::extract::{Path, State};
use jiff::civil::Date;
use oqu_audit::By;
use oqu_db::Error;
use oqu_text::Language;
use oqu_text::format::{date_short, parse_date};
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::kind::{ConsentKind, TextId};
use super::rules::{BLANK, TEXT_MOST};
use super::samples;
use super::shown::{hash_said, paragraphs, start_of};
use super::text_store::{self, Added, NewText, TextRow};
use crate::permissions;

const PATH: &str = "/consents/texts";
/// The fields of the texts: what is agreed to, and what follows without it; kk, ru, en.
const TEXT: [&str; 3] = ["text-kk", "text-ru", "text-en"];
const WITHOUT: [&str; 3] = ["without-kk", "without-ru", "without-en"];

#[derive(Template)]
#[template(path = "consents/texts.html")]
struct TextsPage<'a> {
    chrome: &'a Chrome,
    kinds: Vec<KindTexts>,
    may_write: bool,
}

/// The versions of one kind.
struct KindTexts {
    key: &'static str,
    name: String,
    about: String,
    versions: Vec<Version>,
}

struct Version {
    name: String,
    path: String,
    since: String,
    state: String,
    tone: &'static str,
}

/// `GET /consents/texts`
pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let now = visitor.now;
    let (texts, in_force) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let texts = text_store::texts(tx).await?;
            Ok((texts, text_store::in_force(tx, now).await?))
        })
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("consent-texts-title"))
        .crumb("/consents", words.t("consents-title"));
    let in_force: Vec<TextId> = in_force.iter().map(|text| text.id).collect();
    let kinds = ConsentKind::ALL.map(|kind| KindTexts {
        key: kind.key(),
        name: words.t(kind.name()).into_owned(),
        about: words.t(kind.about()).into_owned(),
        versions: texts
            .iter()
            .filter(|text| text.kind() == kind)
            .map(|text| version(&chrome, text, in_force.contains(&text.id)))
            .collect(),
    });
    page(&TextsPage {
        chrome: &chrome,
        kinds: kinds.into(),
        may_write: permissions::consents_write(visitor.person()?),
    })
}

fn version(chrome: &Chrome, text: &TextRow, is_in_force: bool) -> Version {
    let l = chrome.l;
    let (state, tone) = match (is_in_force, text.since > chrome.now) {
        (true, _) => ("consent-text-in-force", "action"),
        (false, true) => ("consent-text-later", "attention"),
        (false, false) => ("consent-text-past", "quiet"),
    };
    Version {
        name: l.t1("consent-version-name", "version", text.version),
        path: format!("{PATH}/{}", text.id),
        since: l.t1("consent-text-since", "date", chrome.day(&text.since)),
        state: l.t(state).into_owned(),
        tone,
    }
}

#[derive(Template)]
#[template(path = "consents/text.html")]
struct TextPage<'a> {
    chrome: &'a Chrome,
    title: String,
    version: Version,
    hash: String,
    texts: Vec<InLanguage>,
}

/// A text in one language.
struct InLanguage {
    code: &'static str,
    name: String,
    paragraphs: Vec<String>,
    without: Vec<String>,
}

/// `GET /consents/texts/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<TextId>,
) -> Outcome {
    let now = visitor.now;
    let (text, in_force) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let text = text_store::text(tx, id).await?;
            Ok((text, text_store::in_force(tx, now).await?))
        })
        .await?;
    let text = text.ok_or(Failure::NotFound)?;
    let words = visitor.words;
    let title = words.t(text.kind().name()).into_owned();
    let chrome = Chrome::new(&site, &visitor, &title)
        .crumb("/consents", words.t("consents-title"))
        .crumb(PATH, words.t("consent-texts-title"));
    let texts = Language::ALL.map(|language| InLanguage {
        code: language.code(),
        name: words
            .t(&format!("consent-in-{}", language.code()))
            .into_owned(),
        paragraphs: paragraphs(text.text(language)),
        without: paragraphs(text.without(language)),
    });
    page(&TextPage {
        chrome: &chrome,
        title,
        version: version(&chrome, &text, in_force.iter().any(|one| one.id == id)),
        hash: hash_said(&text.hash),
        texts: texts.into(),
    })
}

#[derive(Template)]
#[template(path = "consents/text-form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    kind: &'static str,
    summary: ErrorSummary<'a>,
    fields: Vec<Field<'a>>,
}

/// `GET /consents/texts/new?kind=`: begins with the last version, or with a sample.
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor, asked: Fields) -> Outcome {
    let kind = ConsentKind::of(asked.raw("kind")).unwrap_or(ConsentKind::Processing);
    let texts = site
        .db
        .read::<_, Error, _>(async move |tx| text_store::texts(tx).await)
        .await?;
    let newest = texts.iter().find(|text| text.kind() == kind);
    let (text, without) = match newest {
        Some(newest) => (
            Language::ALL.map(|language| newest.text(language).to_owned()),
            Language::ALL.map(|language| newest.without(language).to_owned()),
        ),
        None => samples::filled(
            kind,
            |language| site.navigation.organisation(language).name,
            None,
        ),
    };
    let today = site.local(visitor.now).date();
    let since = date_short(visitor.language(), today);
    let mut fields = vec![("since".to_owned(), since)];
    for (names, texts) in [(TEXT, text), (WITHOUT, without)] {
        let named = names.map(str::to_owned).into_iter().zip(texts);
        fields.extend(named);
    }
    let typed: Fields = fields.into_iter().collect();
    form(&site, &visitor, kind, &typed, &FormErrors::default())
}

fn form(
    site: &Site,
    visitor: &Visitor,
    kind: ConsentKind,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let title = words.t1("consent-text-new", "name", words.t(kind.name()));
    let chrome = Chrome::new(site, visitor, &title)
        .crumb("/consents", words.t("consents-title"))
        .crumb(PATH, words.t("consent-texts-title"));
    let labels = [
        "field-consent-text-kk",
        "field-consent-text-ru",
        "field-consent-text-en",
        "field-consent-without-kk",
        "field-consent-without-ru",
        "field-consent-without-en",
    ];
    let names = TEXT.into_iter().chain(WITHOUT).zip(labels);
    let mut fields: Vec<Field> = names
        .map(|(name, label)| Field::new(&chrome, FieldKind::Lines, name, label, typed, errors))
        .collect();
    fields.push(
        Field::new(
            &chrome,
            FieldKind::Line,
            "since",
            "field-consent-since",
            typed,
            errors,
        )
        .short()
        .help("consent-since-help"),
    );
    let template = FormPage {
        chrome: &chrome,
        kind: kind.key(),
        summary: ErrorSummary::new(&chrome, errors),
        fields,
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

/// `POST /consents/texts`: adds a version; what was given stays with its own.
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let kind = ConsentKind::of(typed.raw("kind")).ok_or(Failure::BadRequest)?;
    let mut errors = FormErrors::default();
    let text = TEXT.map(|name| whole(&visitor, &typed, name, &mut errors));
    let without = WITHOUT.map(|name| whole(&visitor, &typed, name, &mut errors));
    let today = site.local(visitor.now).date();
    let since = match since(typed.raw("since"), today) {
        Ok(day) => day,
        Err(key) => {
            errors.add("since", visitor.t(key));
            today
        }
    };
    if !errors.is_empty() {
        return form(&site, &visitor, kind, &typed, &errors);
    }
    // A version of today is in force from now on: nobody has agreed to it before it was written.
    let since = match since == today {
        true => visitor.now,
        false => start_of(&site, since),
    };
    let new = NewText {
        kind,
        text,
        without,
        since,
    };
    let by = By::visitor(&site, &visitor);
    let added = site
        .db
        .write::<_, Error, _>(async move |tx| text_store::add(tx, &by, &new).await)
        .await?;
    let Added::Yes(id) = added else {
        errors.add("since", visitor.t("consent-since-before-last"));
        return form(&site, &visitor, kind, &typed, &errors);
    };
    let mut response = redirect(&format!("{PATH}/{id}"));
    let flash = Flash::done("consent-text-added-done", &visitor.t(kind.name()));
    response.extensions_mut().insert(flash);
    Ok(response)
}

/// A text that is not empty and has no place left to fill in.
fn whole(visitor: &Visitor, typed: &Fields, name: &str, errors: &mut FormErrors) -> String {
    let text = typed.paragraphs(name, TEXT_MOST, visitor.words, errors);
    if errors.of(name).is_none() {
        if text.is_empty() {
            errors.add(name, visitor.t("consent-text-missing"));
        } else if text.contains(BLANK) {
            errors.add(name, visitor.t("consent-text-blank"));
        }
    }
    text
}

fn since(text: &str, today: Date) -> Result<Date, &'static str> {
    match parse_date(text) {
        Ok(day) if day < today => Err("consent-since-past"),
        Ok(day) => Ok(day),
        Err(_) => Err("form-date"),
    }
}
