use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_audit::{By, EntryRow, history_items_with};
use oqu_db::Error;
use oqu_text::Language;
use oqu_web::{
    Chosen, Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, History,
    HistoryItem, Outcome, Site, Visitor, Words, page, partial, redirect,
};
use sha2::{Digest, Sha256};

use super::PATH;
use super::files;
use super::rules::{self, Fixed, Key, MOST};
use super::store::{self, SettingRow};
use crate::administration::backups;

/// What stood in the rows when the form was opened.
pub(super) const VERSION: &str = "version";

#[derive(Template)]
#[template(path = "administration/settings/settings.html")]
struct SettingsPage<'a> {
    chrome: &'a Chrome,
    summary: ErrorSummary<'a>,
    version: String,
    settings: Vec<Setting<'a>>,
    history: History<'a>,
    has_history: bool,
}

/// A setting on the page.
struct Setting<'a> {
    /// None when it is fixed.
    field: Option<Field<'a>>,
    name: String,
    value: String,
    about: String,
    default: String,
    changed: Option<(String, String, String)>,
}

/// `GET /administration/settings`
pub(super) async fn form(
    State(site): State<Site>,
    Extension(fixed): Extension<Arc<Fixed>>,
    visitor: Visitor,
) -> Outcome {
    let (rows, history) = load(&site).await?;
    let chosen = rules::chosen(Chosen::of(&site.settings), &fixed, &rows);
    let typed = as_fields(&chosen);
    let errors = FormErrors::default();
    show(&site, &visitor, &fixed, (&rows, &history), &typed, &errors)
}

pub(super) async fn load(site: &Site) -> Result<(Vec<SettingRow>, Vec<EntryRow>), Error> {
    site.db
        .read::<_, Error, _>(async |tx| Ok((store::all(tx).await?, store::history(tx).await?)))
        .await
}

fn as_fields(chosen: &Chosen) -> Fields {
    let mut fields = Vec::new();
    for key in Key::ALL {
        let name = key.name().to_owned();
        match key {
            Key::Languages => fields.extend(
                chosen
                    .languages
                    .iter()
                    .map(|language| (name.clone(), language.code().to_owned())),
            ),
            _ => fields.push((name, key.value(chosen))),
        }
    }
    fields.into_iter().collect()
}

/// What stands in the rows, in a few signs for the hidden field of the form.
pub(super) fn version(rows: &[SettingRow]) -> String {
    const BYTES: usize = 9;
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(format!("{}={}\n", row.name, row.value));
    }
    URL_SAFE_NO_PAD.encode(&hash.finalize()[..BYTES])
}

fn show(
    site: &Site,
    visitor: &Visitor,
    fixed: &Fixed,
    (rows, entries): (&[SettingRow], &[EntryRow]),
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let l = visitor.words;
    let chrome = Chrome::new(site, visitor, &l.t("settings-title"));
    let base = Chosen::of(&site.settings);
    let items = items(&chrome, entries);
    let settings = Key::ALL.into_iter().map(|key| {
        let row = rows.iter().find(|row| row.name == key.name());
        let is_fixed = fixed.has(key);
        let name = key.name();
        Setting {
            field: (!is_fixed).then(|| field(&chrome, key, typed, errors)),
            name: l.t(&format!("field-{name}")).into_owned(),
            value: in_words(l, key, &key.value(&base)),
            about: l.t(&format!("settings-about-{name}")).into_owned(),
            default: in_words(l, key, &key.value(&base)),
            changed: row.filter(|_| !is_fixed).map(|row| {
                let when = chrome.when(&row.changed_at);
                let machine_time = chrome.machine_time(&row.changed_at);
                (row.changed_by.clone(), when, machine_time)
            }),
        }
    });
    let template = SettingsPage {
        summary: ErrorSummary::new(&chrome, errors),
        version: version(rows),
        settings: settings.collect(),
        history: History::new(&chrome, &items),
        has_history: !items.is_empty(),
        chrome: &chrome,
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

/// The history of the settings, with values in words.
pub(super) fn items(chrome: &Chrome, entries: &[EntryRow]) -> Vec<HistoryItem> {
    history_items_with(chrome, entries, &|field, key| {
        value_in_words(chrome.l, field, key).unwrap_or_else(|| key.to_owned())
    })
}

fn field<'a>(chrome: &'a Chrome, key: Key, typed: &Fields, errors: &FormErrors) -> Field<'a> {
    let l = chrome.l;
    let languages = || Language::ALL.into_iter();
    let named = |language: Language| (language.code().to_owned(), own_name(l, language));
    let kind = match key {
        Key::Languages => FieldKind::Several(
            languages()
                .map(|language| {
                    let (code, name) = named(language);
                    (code, name, String::new())
                })
                .collect(),
        ),
        Key::Language => FieldKind::Choice(languages().map(named).collect()),
        _ => FieldKind::Line,
    };
    let name = key.name();
    let label = format!("field-{name}");
    let field = Field::new(chrome, kind, name, &label, typed, errors);
    let field = field.help(&format!("settings-about-{name}"));
    match key {
        Key::SessionIdle | Key::SessionAbsolute | Key::UploadMost => {
            field.short().keyboard("numeric")
        }
        _ => field,
    }
}

fn own_name(l: Words, language: Language) -> String {
    l.t(&format!("settings-language-{}", language.code()))
        .into_owned()
}

/// A value for people.
fn in_words(l: Words, key: Key, value: &str) -> String {
    match key {
        Key::Languages | Key::Language => {
            let names = value.split(' ').filter_map(Language::parse);
            let names: Vec<String> = names.map(|language| own_name(l, language)).collect();
            names.join(", ")
        }
        Key::SessionIdle | Key::SessionAbsolute => l.t1("settings-hours", "amount", value),
        Key::UploadMost => l.t1("settings-megabytes", "amount", value),
        Key::PublicUrl | Key::Zone => value.to_owned(),
    }
}

/// The words for the value of a setting in the log.
pub fn value_in_words(l: Words, field: &str, value: &str) -> Option<String> {
    match Key::of(field) {
        Some(key) => Some(in_words(l, key, value)),
        None => files::value_in_words(l, field, value)
            .or_else(|| backups::value_in_words(l, field, value)),
    }
}

/// `POST /administration/settings`
pub(super) async fn change(
    State(site): State<Site>,
    Extension(fixed): Extension<Arc<Fixed>>,
    visitor: Visitor,
    headers: HeaderMap,
    typed: Fields,
) -> Outcome {
    let l = visitor.words;
    let (rows, history) = load(&site).await?;
    let base = Chosen::of(&site.settings);
    let before = rules::chosen(base.clone(), &fixed, &rows);
    let mut errors = FormErrors::default();
    let mut chosen = before.clone();
    for key in Key::ALL.into_iter().filter(|key| !fixed.has(*key)) {
        let value = match key {
            Key::Languages => typed.all(key.name()).collect::<Vec<_>>().join(" "),
            _ => typed.line(key.name(), MOST, l, &mut errors),
        };
        if let Err(why) = key.put(&mut chosen, &value) {
            errors.add(key.name(), l.t(why));
        }
    }
    let origin = headers.get(header::ORIGIN);
    let origin = origin.and_then(|origin| origin.to_str().ok());
    for (key, why) in rules::disagreements(&chosen, &before, origin) {
        if errors.of(key.name()).is_none() {
            errors.add(key.name(), l.t(why));
        }
    }
    if errors.is_empty() && typed.raw(VERSION) != version(&rows) {
        errors.add(Key::Languages.name(), l.t("settings-meanwhile"));
    }
    if !errors.is_empty() {
        return show(&site, &visitor, &fixed, (&rows, &history), &typed, &errors);
    }
    let changed: Vec<store::Changed> = Key::ALL
        .into_iter()
        .map(|key| store::Changed {
            name: key.name(),
            old: key.value(&before),
            new: key.value(&chosen),
            is_default: key.value(&chosen) == key.value(&base),
        })
        .filter(|setting| setting.old != setting.new)
        .collect();
    if !changed.is_empty() {
        let by = By::visitor(&site, &visitor);
        let opened = version(&rows);
        let is_set = site.db.write::<_, Error, _>(async move |tx| {
            if version(&store::all(tx).await?) != opened {
                return Ok(false);
            }
            store::set(tx, &by, &changed).await?;
            Ok(true)
        });
        if !is_set.await? {
            return Err(Failure::Conflict);
        }
        super::refresh(&site, &fixed).await?;
    }
    let mut response = redirect(PATH);
    let told = Flash::done("settings-saved", "");
    response.extensions_mut().insert(told);
    Ok(response)
}
