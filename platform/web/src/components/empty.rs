use askama::Template;

use super::is_html;
use crate::{Action, Chrome};

/// A place where nothing stands yet: what will stand here, and the first step.
#[derive(Template)]
#[template(path = "parts/empty.html")]
pub struct Empty<'a> {
    chrome: &'a Chrome,
    icon: &'static str,
    title: String,
    text: String,
    action: Option<Action>,
}

is_html!(Empty<'_>);

impl<'a> Empty<'a> {
    /// Says what will stand here.
    pub fn new(
        chrome: &'a Chrome,
        icon: &'static str,
        title: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self {
            chrome,
            icon,
            title: title.into(),
            text: text.into(),
            action: None,
        }
    }

    /// Offers the first step.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        self.action = Some(action);
        self
    }
}
