use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};

use oqu_db::Db;
use oqu_kernel::{Actor, Chance, Clock, Moment, PersonId};
use oqu_text::Language;

use crate::{Answers, Assets, Chosen, Crumb, Entry, L10n, Limits, Organisation, Words};

/// What the installation was told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address that people type, without a slash at the end, unless an administrator chose
    /// another ([`Site::chosen`]).
    pub public_url: String,
    /// Whether the demo organisation is shown, with its accounts on the sign-in page.
    pub demo: bool,
    /// Whether `X-Forwarded-For` is written by a proxy of ours.
    pub behind_proxy: bool,
    /// The zone in which times are shown, unless an administrator chose another.
    pub zone: jiff::tz::TimeZone,
}

/// A signed-in person as the gate knows them.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who, with roles.
    pub actor: Actor,
    /// The language that the person chose for good.
    pub language: Option<Language>,
    /// When the person last proved who they are in this session: by a password or a passkey.
    pub proved_at: Moment,
    /// The administrator who sits in the person's place, to help.
    pub behind: Option<Behind>,
    /// The page that must come before all others: a password to be changed.
    pub duty: Option<&'static str>,
}

/// An administrator in another person's place.
#[derive(Clone, Debug)]
pub struct Behind {
    /// Who really acts.
    pub person: PersonId,
    /// The name as others see it.
    pub name: Arc<str>,
}

/// Answered by the area that knows people: who holds this session?
pub trait Gate: Send + Sync + 'static {
    /// The person of a live session. Also where idle and absolute limits are kept.
    fn enter<'a>(
        &'a self,
        token: &'a str,
        now: Moment,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<Option<SignedIn>>> + Send + 'a>>;

    /// Keeps a language that a signed-in person chose.
    fn speak<'a>(
        &'a self,
        actor: &'a Actor,
        language: Language,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<()>> + Send + 'a>>;
}

/// Answered by `app`, which knows all areas: what stands around each page.
pub trait Navigation: Send + Sync + 'static {
    /// The entries of the open workspace, at most seven.
    fn entries(&self, actor: &Actor) -> Vec<Entry>;

    /// The entries of the portal, for everybody.
    fn portal(&self) -> Vec<Entry> {
        Vec::new()
    }

    /// The parts of one thing, of which this page is one: they stand as tabs. Mostly there are none.
    fn beside(&self, _actor: &Actor, _path: &str) -> Vec<Entry> {
        Vec::new()
    }

    /// The name of a role.
    fn role(&self, role: &str, words: Words) -> String;

    /// The names of the organisation.
    fn organisation(&self, language: Language) -> Organisation;

    /// The page that leads to the one at this path, where that is not told by the page itself: what
    /// stands before its own way, and the entry of the workspace that is lit.
    fn way(&self, _: &Actor, _path: &str, _: Words) -> Option<Crumb> {
        None
    }

    /// Where the search field of the top bar leads, when this person may search.
    fn search(&self, actor: &Actor) -> Option<&'static str>;
}

/// What every handler stands on. Cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Whole>);

struct Whole {
    parts: Parts,
    answers: Answers,
    chosen: RwLock<Arc<Chosen>>,
}

/// The parts of a [`Site`].
pub struct Parts {
    /// The rows.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub chance: Chance,
    /// The messages.
    pub l10n: &'static L10n,
    /// Styles, scripts, icons.
    pub assets: &'static Assets,
    /// What the installation was told.
    pub settings: Settings,
    /// Who knows people.
    pub gate: Arc<dyn Gate>,
    /// Who knows all areas.
    pub navigation: Arc<dyn Navigation>,
    /// How often is too often.
    pub limits: Limits,
}

impl Site {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Whole {
            chosen: RwLock::new(Arc::new(Chosen::of(&parts.settings))),
            answers: Answers::default(),
            parts,
        }))
    }

    /// What administrators chose, as this node knows it.
    pub fn chosen(&self) -> Arc<Chosen> {
        let chosen = self.0.chosen.read();
        Arc::clone(&chosen.unwrap_or_else(PoisonError::into_inner))
    }

    /// Goes by what administrators chose from now on.
    pub fn choose(&self, chosen: Chosen) {
        let now = self.0.chosen.write();
        *now.unwrap_or_else(PoisonError::into_inner) = Arc::new(chosen);
    }

    /// How long its answers took since it began.
    pub fn answers(&self) -> &Answers {
        &self.0.answers
    }

    /// The local date and time of an instant, in the organisation's zone.
    pub fn local(&self, moment: Moment) -> jiff::civil::DateTime {
        local(&self.chosen().zone, moment)
    }
}

impl Deref for Site {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0.parts
    }
}

pub(crate) fn local(zone: &jiff::tz::TimeZone, moment: Moment) -> jiff::civil::DateTime {
    jiff::Timestamp::from_millisecond(moment.millis())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_zoned(zone.clone())
        .datetime()
}

/// An instant as headers tell it: `Fri, 20 Nov 2026 04:52:00 GMT` (RFC 9110 §5.6.7).
pub fn http_date(moment: Moment) -> String {
    let local = local(&jiff::tz::TimeZone::UTC, moment);
    local.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
