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
    uploads: Option<&'static str>,
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
            uploads: None,
        }
    }

    /// Which kinds the browser offers: `.pdf,.jpg`.
    #[must_use]
    pub fn accept(mut self, kinds: &'static str) -> Self {
        self.accept = kinds;
        self
    }

    /// Files come in pieces that go on where they broke off, for a purpose that `oqu_files` knows;
    /// the form then names them in the hidden fields `<name>_upload`. Without scripts the form brings
    /// them itself.
    #[must_use]
    pub fn uploads(mut self, purpose: &'static str) -> Self {
        self.uploads = Some(purpose);
        self
    }

    /// Several files at once.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.several = true;
        self
    }
}
