use askama::Template;

use super::is_html;
use crate::{Chrome, Outcome, page};

/// An act that cannot be undone, as it is asked about once: on a page of its own, or in a dialog
/// that a script opens in place of that page.
#[derive(Clone, Debug)]
pub struct Confirm {
    title: String,
    text: String,
    losses: Vec<(&'static str, String)>,
    act: String,
    fields: Vec<(&'static str, String)>,
    button: String,
    back: String,
}

impl Confirm {
    /// `act` takes the form, `button` names the act by its verb, `back` is the page to leave things
    /// as they are.
    pub fn new(
        title: impl Into<String>,
        text: impl Into<String>,
        act: impl Into<String>,
        button: impl Into<String>,
        back: impl Into<String>,
    ) -> Self {
        Self {
            title: title.into(),
            text: text.into(),
            losses: Vec::new(),
            act: act.into(),
            fields: Vec::new(),
            button: button.into(),
            back: back.into(),
        }
    }

    /// Names one thing that will be lost, with its icon.
    #[must_use]
    pub fn loss(mut self, icon: &'static str, what: impl Into<String>) -> Self {
        self.losses.push((icon, what.into()));
        self
    }

    /// Sends a hidden field along.
    #[must_use]
    pub fn field(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// The dialog for `<a data-confirm="ID" href="the page">`.
    pub fn dialog<'a>(&'a self, chrome: &'a Chrome, id: &'a str) -> ConfirmDialog<'a> {
        ConfirmDialog {
            chrome,
            confirm: self,
            id,
        }
    }
}

/// The same question in a dialog.
#[derive(Template)]
#[template(path = "parts/confirm-dialog.html")]
pub struct ConfirmDialog<'a> {
    chrome: &'a Chrome,
    confirm: &'a Confirm,
    id: &'a str,
}

is_html!(ConfirmDialog<'_>);

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    chrome: Chrome,
    confirm: Confirm,
}

/// The page that asks once before an act that cannot be undone.
///
/// # Errors
/// When the template cannot be rendered.
pub fn confirm_page(chrome: Chrome, confirm: Confirm) -> Outcome {
    page(&ConfirmPage { chrome, confirm })
}
