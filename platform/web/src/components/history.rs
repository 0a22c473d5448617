use askama::Template;

use super::is_html;
use crate::{Chrome, Tone};

/// One act in a history.
#[derive(Clone, Debug)]
pub struct HistoryItem {
    /// What was done.
    pub what: String,
    /// Who, in which role.
    pub who: String,
    /// When, as people read it.
    pub when: String,
    /// When, as machines read it.
    pub machine_time: String,
    /// More about it: changed fields, the ground.
    pub details: Vec<String>,
    /// What it means.
    pub tone: Tone,
}

/// What happened to a thing, newest first.
#[derive(Template)]
#[template(path = "parts/history.html")]
pub struct History<'a> {
    chrome: &'a Chrome,
    items: &'a [HistoryItem],
}

is_html!(History<'_>);

impl<'a> History<'a> {
    /// The timeline of these acts.
    pub fn new(chrome: &'a Chrome, items: &'a [HistoryItem]) -> Self {
        Self { chrome, items }
    }
}
