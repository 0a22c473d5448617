//! The one page that asks whether a thing is to be closed, or says what must be settled first.

use askama::Template;
use oqu_web::{Chrome, ErrorSummary, Field, FieldKind, Fields, FormErrors, Outcome, page, partial};

/// Longest ground, in characters: the number, date and title of an order.
pub(crate) const GROUND_LIMIT: usize = 200;
/// The field of the ground.
pub(crate) const GROUND: &str = "ground";

/// What is to be closed.
pub(crate) struct Closing<'a> {
    /// The heading of the page.
    pub title: &'static str,
    /// What the thing is called.
    pub name: &'a str,
    /// Where its page is.
    pub path: String,
    /// The question, with the name.
    pub question: &'static str,
    /// What is lost, and its icon.
    pub loss: (&'static str, &'static str),
    /// The word on the button.
    pub submit: &'static str,
    /// What keeps it open.
    pub held: Option<Held>,
}

/// Why a thing cannot be closed yet, and the ways on.
pub(crate) struct Held {
    /// In a few words.
    pub title: &'static str,
    /// In a sentence.
    pub text: String,
    /// What must be settled, with its page where there is one.
    pub ways: Vec<(String, Option<String>)>,
    /// The word on the way back to the thing.
    pub back: &'static str,
}

#[derive(Template)]
#[template(path = "closing.html")]
struct ClosingPage<'a> {
    chrome: &'a Chrome,
    closing: &'a Closing<'a>,
    summary: ErrorSummary<'a>,
    ground: Field<'a>,
}

/// Shows the question: as a page, or as a form that came back.
pub(crate) fn show(
    chrome: &Chrome,
    closing: &Closing<'_>,
    sent: Option<&Fields>,
    errors: &FormErrors,
) -> Outcome {
    let empty = Fields::default();
    let typed = sent.unwrap_or(&empty);
    let label = "field-ground";
    let ground = Field::new(chrome, FieldKind::Line, GROUND, label, typed, errors);
    let template = ClosingPage {
        chrome,
        closing,
        summary: ErrorSummary::new(chrome, errors),
        ground: ground.optional().help("organisation-ground-help"),
    };
    if sent.is_some() {
        partial(&template)
    } else {
        page(&template)
    }
}
