use askama::Template;

use super::is_html;
use crate::{Chrome, FormErrors};

/// All problems of a form in one place above it, each with a link to its field. Nothing when there
/// are none.
#[derive(Template)]
#[template(path = "parts/error-summary.html")]
pub struct ErrorSummary<'a> {
    chrome: &'a Chrome,
    errors: &'a FormErrors,
}

is_html!(ErrorSummary<'_>);

impl<'a> ErrorSummary<'a> {
    /// The summary of these problems.
    pub fn new(chrome: &'a Chrome, errors: &'a FormErrors) -> Self {
        Self { chrome, errors }
    }
}
