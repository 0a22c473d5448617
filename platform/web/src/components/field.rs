use askama::Template;

use super::is_html;
use crate::{Chrome, Fields, FormErrors};

/// What a field takes.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// A line of text.
    Line,
    /// A secret; it is never shown again and never kept as a draft.
    Secret,
    /// Some lines.
    Lines,
    /// One of several: value and label.
    Choice(Vec<(String, String)>),
    /// One of a few, all seen: value, label, help.
    Radio(Vec<(String, String, String)>),
    /// Any of a few, all seen: value, label, help.
    Several(Vec<(String, String, String)>),
    /// One box to tick; its label stands beside it and `on` is sent.
    Tick,
}

/// A field of a form: label above, help under it, the error beside it.
#[derive(Template)]
#[template(path = "parts/field.html")]
pub struct Field<'a> {
    chrome: &'a Chrome,
    kind: FieldKind,
    name: &'a str,
    label: String,
    help: Option<String>,
    value: String,
    chosen: Vec<String>,
    error: Option<String>,
    optional: bool,
    private: bool,
    short: bool,
    autocomplete: &'static str,
    inputmode: &'static str,
}

is_html!(Field<'_>);

impl<'a> Field<'a> {
    /// A field as it was typed, with what is wrong with it.
    pub fn new(
        chrome: &'a Chrome,
        kind: FieldKind,
        name: &'a str,
        label: &str,
        typed: &Fields,
        errors: &FormErrors,
    ) -> Self {
        let secret = matches!(kind, FieldKind::Secret);
        Self {
            chrome,
            label: chrome.l.t(label).into_owned(),
            help: None,
            value: if secret {
                String::new()
            } else {
                typed.raw(name).to_owned()
            },
            chosen: typed.all(name).map(str::to_owned).collect(),
            error: errors.of(name).map(str::to_owned),
            kind,
            name,
            optional: false,
            private: false,
            short: false,
            autocomplete: "off",
            inputmode: "text",
        }
    }

    /// What to write, and an example.
    #[must_use]
    pub fn help(mut self, key: &str) -> Self {
        self.help = Some(self.chrome.l.t(key).into_owned());
        self
    }

    /// Is nobody else's business: never kept as a draft in the browser.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// May be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// As wide as what it takes: dates, numbers.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.short = true;
        self
    }

    /// What the browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = what;
        self
    }

    /// Which keyboard a phone shows.
    #[must_use]
    pub fn keyboard(mut self, mode: &'static str) -> Self {
        self.inputmode = mode;
        self
    }

    fn described_by(&self) -> Option<String> {
        let mut ids = Vec::new();
        if self.help.is_some() {
            ids.push(format!("{}-help", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.name));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn is_chosen(&self, value: &str) -> bool {
        self.chosen.iter().any(|chosen| chosen == value)
    }

    fn is_value(&self, value: &str) -> bool {
        self.value == value
    }
}
