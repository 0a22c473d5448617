use askama::Template;

use super::is_html;
use crate::{Chrome, FormErrors};

/// A field for files: a plain file input that becomes a place to drop them.
#[derive(Template)]
#[template(path = "parts/file-drop.html")]
pub struct FileDrop<'a> {
    chrome: &'a Chrome,
    name: &'a str,
    label: String,
    help: String,
    error: Option<String>,
    accept: &'static str,
    max_bytes: u64,
    several: bool,
}

is_html!(FileDrop<'_>);

impl<'a> FileDrop<'a> {
    /// `help` says which files, how large. A file over `max_bytes` is told of before it is sent.
    pub fn new(
        chrome: &'a Chrome,
        name: &'a str,
        label: &str,
        help: &str,
        max_bytes: u64,
        errors: &FormErrors,
    ) -> Self {
        Self {
            chrome,
            name,
            label: chrome.l.t(label).into_owned(),
            help: chrome.l.t(help).into_owned(),
            error: errors.of(name).map(str::to_owned),
            accept: "",
            max_bytes,
            several: false,
        }
    }

    /// Which kinds the browser offers: `.pdf,.jpg`.
    #[must_use]
    pub fn accept(mut self, kinds: &'static str) -> Self {
        self.accept = kinds;
        self
    }

    /// Several files at once.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.several = true;
        self
    }
}
