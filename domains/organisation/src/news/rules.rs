use std::time::Duration;

use oqu_kernel::{Id, Moment};
use oqu_text::Language;

use crate::names::Names;

/// Marks ids of news.
#[derive(Debug)]
pub enum News {}

/// The id of a piece of news.
pub type NewsId = Id<News>;

/// What the audit calls a piece of news.
pub const NEWS: &str = "news";

/// What is written in a piece of news.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewsDetails {
    /// Its title, in the languages in which it is written.
    pub title: Names,
    /// Its text in paragraphs, in the same languages.
    pub text: Names,
    /// What its picture shows, in the same languages; empty without a picture.
    pub alt: Names,
}

/// A piece of news as it stands in the database.
#[derive(Clone, Debug)]
pub struct NewsRow {
    /// Its number for paging.
    pub number: i64,
    /// Its id.
    pub id: NewsId,
    /// How often it was changed.
    pub version: i64,
    /// Since when everybody reads it, or will; a draft has no such moment.
    pub published_at: Option<Moment>,
    /// When it was taken from the readers; none for what they have or never had.
    pub withdrawn_at: Option<Moment>,
    /// When what is written in it was last changed.
    pub changed_at: Moment,
    /// What is written in it.
    pub details: NewsDetails,
}

/// Where a piece of news stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Only those who write news see it.
    Draft,
    /// It will be read from this moment on.
    Planned(Moment),
    /// It is read since this moment.
    Published(Moment),
    /// It was read until this moment.
    Withdrawn(Moment),
}

impl NewsRow {
    /// Where it stands.
    pub fn state(&self, now: Moment) -> State {
        match (self.published_at, self.withdrawn_at) {
            (Some(at), _) if at <= now => State::Published(at),
            (Some(at), _) => State::Planned(at),
            (None, Some(at)) => State::Withdrawn(at),
            (None, None) => State::Draft,
        }
    }

    /// Whether everybody reads it.
    pub fn is_published(&self, now: Moment) -> bool {
        matches!(self.state(now), State::Published(_))
    }
}

/// How far ahead news may be planned: more is a slip of the hand in the year.
pub const FURTHEST_DAYS: u64 = 366;

/// Whether a piece of news may be planned for a moment.
pub fn may_be_planned(at: Moment, now: Moment) -> bool {
    at > now && at <= now.after(Duration::from_secs(FURTHEST_DAYS * 24 * 60 * 60))
}

/// What is wrong with the languages of a piece of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// It is written in no language.
    Everything,
    /// It has a text in this language and no title.
    Title(Language),
    /// It has a title in this language and no text.
    Text(Language),
}

impl NewsDetails {
    /// The languages in which it is written.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        Language::ALL
            .into_iter()
            .filter(|language| !self.title.own(*language).is_empty())
    }

    /// The language in which a reader of `language` gets it: that one, or the first in which it is
    /// written.
    pub fn read_in(&self, language: Language) -> Language {
        let has = !self.title.own(language).is_empty();
        match has {
            true => language,
            false => self.languages().next().unwrap_or(language),
        }
    }

    /// What its languages lack: each has a title and a text, or neither.
    pub fn lacks(&self) -> Vec<Lacks> {
        let mut lacks = Vec::new();
        for language in Language::ALL {
            let has_title = !self.title.own(language).is_empty();
            let has_text = !self.text.own(language).is_empty();
            match (has_title, has_text) {
                (false, true) => lacks.push(Lacks::Title(language)),
                (true, false) => lacks.push(Lacks::Text(language)),
                _ => {}
            }
        }
        if lacks.is_empty() && self.title.is_empty() {
            lacks.push(Lacks::Everything);
        }
        lacks
    }
}
