use askama::Template;

use super::is_html;

/// The round picture of a person beside the name, or two letters. It says nothing that the name does
/// not say.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/avatar.html")]
pub struct Avatar {
    initials: String,
    picture: Option<String>,
    large: bool,
}

is_html!(Avatar);

impl Avatar {
    /// Two letters, or the picture at this address.
    pub fn new(initials: impl Into<String>, picture: Option<String>) -> Self {
        Self {
            initials: initials.into(),
            picture,
            large: false,
        }
    }

    /// For the head of a page.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// Its edge in pixels of the page.
    const fn edge(&self) -> u32 {
        if self.large { 96 } else { 32 }
    }
}
