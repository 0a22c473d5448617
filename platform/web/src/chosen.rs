use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use oqu_text::Language;

use crate::{Brand, Settings};

/// What administrators choose while the program runs, as each node has it in memory. At first it is
/// what the installation was told, and the defaults; `app` brings what stands in the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The address that people type, without a slash at the end.
    pub public_url: String,
    /// The zone in which times are shown.
    pub zone: TimeZone,
    /// The languages that are offered, never none.
    pub languages: Vec<Language>,
    /// The language of those who chose none and whose browser asks for none of those offered.
    pub language: Language,
    /// Unused for so long a session on a shared machine ends.
    pub session_idle: Duration,
    /// After so long it ends however much it is used.
    pub session_absolute: Duration,
    /// The longest file that an upload may bring, in bytes; a purpose may allow less.
    pub upload_most: u64,
    /// The colours of the organisation, unless they are Oqu's own.
    pub brand: Option<Arc<Brand>>,
}

impl Chosen {
    /// Without being used, a session of a shared machine ends in an evening.
    pub const SESSION_IDLE: Duration = Duration::from_secs(12 * 60 * 60);
    /// However much it is used.
    pub const SESSION_ABSOLUTE: Duration = Duration::from_secs(14 * 24 * 60 * 60);
    /// A lecture of two hours as a film.
    pub const UPLOAD_MOST: u64 = 2 << 30;

    /// What is so before anybody has chosen anything.
    pub fn of(settings: &Settings) -> Self {
        Self {
            public_url: settings.public_url.clone(),
            zone: settings.zone.clone(),
            languages: Language::ALL.to_vec(),
            language: Language::Kk,
            session_idle: Self::SESSION_IDLE,
            session_absolute: Self::SESSION_ABSOLUTE,
            upload_most: Self::UPLOAD_MOST,
            brand: None,
        }
    }

    /// Whether pages are offered in a language.
    pub fn offers(&self, language: Language) -> bool {
        self.languages.contains(&language)
    }

    /// The language itself when it is offered.
    pub fn offered(&self, language: Language) -> Option<Language> {
        self.offers(language).then_some(language)
    }

    /// Whether cookies travel over HTTPS only.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
