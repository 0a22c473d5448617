use askama::Template;

use super::{Tone, is_html};

/// One number of a page.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// The number as the language writes it.
    pub value: String,
    /// What it means: «былтырғыдан 450 көп».
    pub note: String,
    /// What the colour says.
    pub tone: Tone,
}

impl Figure {
    /// A number with its name.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            note: String::new(),
            tone: Tone::Quiet,
        }
    }

    /// With a note under it.
    #[must_use]
    pub fn note(mut self, tone: Tone, note: impl Into<String>) -> Self {
        self.note = note.into();
        self.tone = tone;
        self
    }
}

/// A few numbers side by side.
#[derive(Template)]
#[template(path = "parts/figures.html")]
pub struct Figures<'a> {
    figures: &'a [Figure],
}

is_html!(Figures<'_>);

impl<'a> Figures<'a> {
    /// These numbers in this order.
    pub fn new(figures: &'a [Figure]) -> Self {
        Self { figures }
    }
}
