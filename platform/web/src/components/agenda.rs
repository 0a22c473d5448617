use askama::Template;

use super::is_html;
use crate::{Action, Chrome, Tone};

/// One thing of a day: when, what it is, and the one thing to do about it.
#[derive(Clone, Debug)]
pub struct AgendaItem {
    /// The time or the date: «10:00», «25 қар.».
    pub when: String,
    /// More about the time: «50 мин», «3 жұмыс күні».
    pub when_small: String,
    /// What the colour says.
    pub tone: Tone,
    /// Whether it happens now.
    pub now: bool,
    /// The icon of its kind.
    pub icon: &'static str,
    /// What kind of thing it is: «Бүгін тапсырылады».
    pub kind: String,
    /// Its name.
    pub title: String,
    /// Where its page is; none when it has no page.
    pub path: Option<String>,
    /// Who, where, how much.
    pub about: String,
    /// The one thing to do about it.
    pub action: Option<Action>,
}

/// Things of a day under one heading.
#[derive(Clone, Debug)]
pub struct AgendaGroup {
    /// «Қазір», «Бүгін», «Алда».
    pub heading: String,
    /// In order of time.
    pub items: Vec<AgendaItem>,
}

/// What is to be done, ordered by time, grouped under headings. Groups without items are left out.
#[derive(Template)]
#[template(path = "parts/agenda.html")]
pub struct Agenda<'a> {
    chrome: &'a Chrome,
    groups: &'a [AgendaGroup],
}

is_html!(Agenda<'_>);

impl<'a> Agenda<'a> {
    /// The agenda of these groups.
    pub fn new(chrome: &'a Chrome, groups: &'a [AgendaGroup]) -> Self {
        Self { chrome, groups }
    }

    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.items.is_empty())
    }
}
