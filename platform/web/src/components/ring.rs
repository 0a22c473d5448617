use askama::Template;

use super::{Tone, is_html};

/// A part of a hundred as a ring.
#[derive(Template)]
#[template(path = "parts/ring.html")]
pub struct Ring {
    percent: u32,
    label: String,
    tone: Option<Tone>,
    size: Option<&'static str>,
}

is_html!(Ring);

impl Ring {
    /// `percent` of 100, with the words that a screen reader says.
    pub fn new(percent: u32, label: impl Into<String>) -> Self {
        Self {
            percent: percent.min(100),
            label: label.into(),
            tone: None,
            size: None,
        }
    }

    /// With a tone of its own.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    /// `small` or `large`.
    #[must_use]
    pub fn size(mut self, size: &'static str) -> Self {
        self.size = Some(size);
        self
    }
}
