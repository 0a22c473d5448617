//! The one form of this area: a thing to be added, or one that is there.

use askama::Template;
use axum::response::IntoResponse;
use oqu_web::{
    Chrome, ErrorSummary, Field, Fields, Flash, FormErrors, Outcome, Words, page, partial, redirect,
};

use crate::history::Last;
use oqu_web::meanwhile::Meanwhile;

/// Fields that belong together under a heading.
pub(crate) struct Section<'a> {
    /// The heading.
    pub title: String,
    /// The fields.
    pub fields: Vec<Field<'a>>,
}

/// What a form is about, and where it leads.
pub(crate) struct About {
    /// The title of the page.
    pub title: String,
    /// Where the form is sent.
    pub action: String,
    /// Where one goes without sending it.
    pub back: String,
    /// The message on the button.
    pub submit: &'static str,
}

/// What somebody else changed after the form was opened, in the words of the page.
pub(crate) struct Told {
    /// Who and when, when the history knows.
    pub by: String,
    /// Field, what it was, what it is, and what this person typed in the same field.
    pub changes: Vec<(String, String, String, Option<String>)>,
}

/// All that a form shows.
pub(crate) struct Shown<'a> {
    pub chrome: &'a Chrome,
    pub about: &'a About,
    pub typed: &'a Fields,
    pub opened: String,
    pub errors: &'a FormErrors,
    pub told: Option<Told>,
    pub sections: Vec<Section<'a>>,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    about: &'a About,
    version: &'a str,
    opened: String,
    summary: ErrorSummary<'a>,
    told: Option<Told>,
    sections: Vec<Section<'a>>,
}

/// Shows a form: as a page, or as one that came back with problems or news.
pub(crate) fn show(shown: Shown<'_>) -> Outcome {
    let came_back = !shown.errors.is_empty() || shown.told.is_some();
    let template = FormPage {
        chrome: shown.chrome,
        about: shown.about,
        version: shown.typed.raw(oqu_web::meanwhile::VERSION),
        opened: shown.opened,
        summary: ErrorSummary::new(shown.chrome, shown.errors),
        told: shown.told,
        sections: shown.sections,
    };
    if came_back {
        partial(&template)
    } else {
        page(&template)
    }
}

/// Puts what another person changed in the words of the page; `value` names what stands in a field.
pub(crate) fn tell(
    chrome: &Chrome,
    last: Option<Last>,
    changed: &[Meanwhile],
    value: impl Fn(&str, &str) -> String,
) -> Told {
    let words = chrome.l;
    let named = |change: &Meanwhile, text: &str| match text {
        "" => words.t("organisation-nothing").into_owned(),
        text => value(change.field, text),
    };
    Told {
        by: last.map_or_else(String::new, |last| {
            words
                .with("organisation-meanwhile-by")
                .arg("name", last.who)
                .arg("when", chrome.when(&last.at))
                .to_string()
        }),
        changes: changed
            .iter()
            .map(|change| {
                let typed = change.typed.as_deref().map(|typed| named(change, typed));
                (
                    words.t(&format!("field-{}", change.field)).into_owned(),
                    named(change, &change.old),
                    named(change, &change.new),
                    typed,
                )
            })
            .collect(),
    }
}

/// Leads to a page after an act, with a word about it.
pub(crate) fn done(place: &str, told: Flash) -> Outcome {
    let mut response = redirect(place).into_response();
    response.extensions_mut().insert(told);
    Ok(response)
}

/// Notes that a field was left empty which must not be.
pub(crate) fn wanted(words: Words, errors: &mut FormErrors, field: &'static str, text: &str) {
    if text.is_empty() && errors.of(field).is_none() {
        let name = words.t(&format!("field-{field}"));
        errors.add(field, words.t1("organisation-fill-in", "field", &*name));
    }
}
