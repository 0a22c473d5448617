use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use croner::Cron;
use jiff::tz::TimeZone;
use oqu_kernel::Moment;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Failed, Work, rules};

/// Tries before a job is put aside as a dead letter: with the usual pauses about twenty minutes.
const ATTEMPTS: u32 = 8;
/// The pause after the first failure; it doubles with each.
const BACK_OFF: Duration = Duration::from_secs(10);
/// A try that takes longer is broken off.
const TIMEOUT: Duration = Duration::from_secs(600);
/// Jobs of one kind that run in one process at once, so that no kind keeps the others waiting.
const AT_ONCE: usize = 4;

/// A kind of work with a payload `P`, declared once as a constant by the area that does it.
///
/// ```
/// # use oqu_jobs::Kind;
/// # use std::time::Duration;
/// /// Sends one letter of the outbox.
/// pub const SEND: Kind<u64> = Kind::new("mail.send").attempts(12).timeout(Duration::from_secs(60));
/// ```
pub struct Kind<P> {
    pub(crate) name: &'static str,
    pub(crate) traits: Traits,
    of: PhantomData<fn(&P)>,
}

/// How work of a kind is carried out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traits {
    pub attempts: u32,
    pub back_off: Duration,
    pub timeout: Duration,
    pub at_once: usize,
    pub hidden: &'static [&'static str],
}

impl<P> Kind<P> {
    /// `name` is `area.verb`; the message `job-kind-area-verb` names it to people.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            traits: Traits {
                attempts: ATTEMPTS,
                back_off: BACK_OFF,
                timeout: TIMEOUT,
                at_once: AT_ONCE,
                hidden: &[],
            },
            of: PhantomData,
        }
    }

    /// Tries before it is put aside as a dead letter [8].
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.traits.attempts = attempts;
        self
    }

    /// The pause after the first failure [10 s]; it doubles with each, up to an hour, and varies by a half.
    #[must_use]
    pub const fn back_off(mut self, pause: Duration) -> Self {
        self.traits.back_off = pause;
        self
    }

    /// How long one try may take [10 min].
    #[must_use]
    pub const fn timeout(mut self, limit: Duration) -> Self {
        self.traits.timeout = limit;
        self
    }

    /// How many of them one process runs at once [4].
    #[must_use]
    pub const fn at_once(mut self, count: usize) -> Self {
        self.traits.at_once = count;
        self
    }

    /// Fields of the payload that administrators do not see either.
    #[must_use]
    pub const fn hides(mut self, fields: &'static [&'static str]) -> Self {
        self.traits.hidden = fields;
        self
    }

    /// Its name, `area.verb`.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

pub(crate) type Outcome = Pin<Box<dyn Future<Output = Result<(), Failed>> + Send>>;
type Handler = Arc<dyn Fn(Work, &str) -> Outcome + Send + Sync>;

/// A kind with the function that does it.
#[derive(Clone)]
pub(crate) struct Known {
    pub name: &'static str,
    pub traits: Traits,
    pub handler: Handler,
}

/// Work that comes by itself.
#[derive(Clone)]
pub(crate) struct Schedule {
    pub name: &'static str,
    pub text: &'static str,
    pub kind: &'static str,
    pub attempts: u32,
    pub payload: String,
    cron: Cron,
}

impl Schedule {
    /// The first time after `now`, by the clocks on the walls of `zone`; none when there is none.
    pub(crate) fn next(&self, now: Moment, zone: &TimeZone) -> Option<Moment> {
        let now = jiff::Timestamp::from_millisecond(now.millis()).ok()?;
        let next = self
            .cron
            .find_next_occurrence(&now.to_zoned(zone.clone()), false)
            .ok()?;
        Some(Moment::from_millis(next.timestamp().as_millisecond()))
    }
}

/// What the program can do later: the kinds of all areas with their handlers, and what comes by itself.
#[derive(Clone, Default)]
pub struct Kinds {
    known: HashMap<&'static str, Known>,
    schedules: Vec<Schedule>,
}

impl Kinds {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Work of `kind` is done by `handler`, which may be called again for the same job: after a
    /// failure, a kill, a lost connection. What it did before must then change nothing.
    ///
    /// # Panics
    /// When two areas call their kinds alike.
    #[must_use]
    pub fn on<P, F, Fut>(mut self, kind: &Kind<P>, handler: F) -> Self
    where
        P: DeserializeOwned,
        F: Fn(Work, P) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), Failed>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |work, payload| match serde_json::from_str(payload) {
            Ok(payload) => Box::pin(handler(work, payload)),
            Err(error) => {
                let failed = Failed::give_up("jobs-trouble-payload", error.to_string());
                Box::pin(std::future::ready(Err(failed)))
            }
        });
        let known = Known {
            name: kind.name,
            traits: kind.traits,
            handler,
        };
        let before = self.known.insert(kind.name, known);
        assert!(before.is_none(), "two kinds are called {}", kind.name);
        self
    }

    /// Queues work of `kind` at the times of `cron` (five fields: minute, hour, day, month, day of
    /// the week) in the organisation's zone, once for each time whatever the number of nodes. A time
    /// at which the last is not finished yet is passed over. The message `job-schedule-<name>` names it.
    ///
    /// # Panics
    /// When `cron` cannot be understood.
    #[must_use]
    pub fn schedule<P: Serialize>(
        mut self,
        name: &'static str,
        cron: &'static str,
        kind: &Kind<P>,
        payload: &P,
    ) -> Self {
        self.schedules.push(Schedule {
            name,
            text: cron,
            kind: kind.name,
            attempts: kind.traits.attempts,
            payload: serde_json::to_string(payload).expect("a payload can be written as JSON"),
            cron: Cron::from_str(cron).expect("a schedule can be understood"),
        });
        self
    }

    /// Those of another area beside these.
    ///
    /// # Panics
    /// When two areas call their kinds alike.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (name, known) in other.known {
            let before = self.known.insert(name, known);
            assert!(before.is_none(), "two kinds are called {name}");
        }
        self.schedules.extend(other.schedules);
        self
    }

    /// The names of all kinds.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.known.keys().copied()
    }

    /// The names of all schedules.
    pub fn schedule_names(&self) -> impl Iterator<Item = &'static str> {
        self.schedules.iter().map(|schedule| schedule.name)
    }

    pub(crate) fn schedules(&self) -> &[Schedule] {
        &self.schedules
    }

    pub(crate) fn of(&self, name: &str) -> Option<&Known> {
        self.known.get(name)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Known> {
        self.known.values()
    }

    /// The payload for the eyes of an administrator; nothing of a kind that is not known here.
    pub(crate) fn shown_payload(&self, kind: &str, payload: &str) -> Option<String> {
        let known = self.of(kind)?;
        rules::without(payload, known.traits.hidden)
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
