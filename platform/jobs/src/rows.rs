//! Jobs as their rows have them, for the pages.

use oqu_db::{Result, Tx};
use oqu_kernel::{Moment, PersonId};
use oqu_web::{Progress, Tone, Words};

use crate::{JobId, rules};

/// Where a job is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Queued,
    Running,
    Done,
    /// All tries failed; it waits for an administrator.
    Dead,
    /// An administrator gave it up.
    Dropped,
}

impl State {
    /// All, in the order of a job's life.
    pub(crate) const ALL: [Self; 5] = [
        Self::Queued,
        Self::Running,
        Self::Done,
        Self::Dead,
        Self::Dropped,
    ];

    /// As the row has it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dead => "dead",
            Self::Dropped => "dropped",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The message that names it.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Queued => "jobs-state-queued",
            Self::Running => "jobs-state-running",
            Self::Done => "jobs-state-done",
            Self::Dead => "jobs-state-dead",
            Self::Dropped => "jobs-state-dropped",
        }
    }

    /// What it means.
    pub(crate) const fn tone(self) -> Tone {
        match self {
            Self::Queued | Self::Dropped => Tone::Quiet,
            Self::Running | Self::Done => Tone::Action,
            Self::Dead => Tone::Attention,
        }
    }

    /// Whether it may be begun again by hand.
    pub(crate) const fn may_restart(self) -> bool {
        matches!(self, Self::Dead | Self::Dropped)
    }

    /// Whether it may be given up.
    pub(crate) const fn may_give_up(self) -> bool {
        matches!(self, Self::Queued | Self::Running | Self::Dead)
    }
}

impl oqu_db::Column for State {
    fn read(value: oqu_db::ValueRef<'_>) -> Result<Self> {
        let word = String::read(value)?;
        Self::parse(&word).ok_or_else(|| oqu_db::Error::Shape(format!("a job is {word}")))
    }
}

oqu_db::row! {
    /// A job.
    #[derive(Clone, Debug)]
    pub(crate) struct JobRow {
        pub id: JobId,
        pub kind: String,
        pub state: State,
        pub work_key: Option<String>,
        pub run_at: Moment,
        pub attempts: i64,
        pub attempts_limit: i64,
        pub worker: Option<String>,
        pub trouble: String,
        pub trouble_detail: String,
        pub done: i64,
        pub total: i64,
        pub asked_by: Option<PersonId>,
        pub asked_name: String,
        pub shown_to: Option<PersonId>,
        pub place: String,
        pub payload: String,
        pub created_at: Moment,
        pub started_at: Option<Moment>,
        pub finished_at: Option<Moment>,
    }
}

macro_rules! job_columns {
    () => {
        "id, kind, state, work_key, run_at, attempts, attempts_limit, worker, trouble, trouble_detail, \
         done, total, asked_by, asked_name, shown_to, place, payload, created_at, started_at, finished_at"
    };
}
pub(crate) use job_columns;

oqu_db::statements! {
    FIND = concat!("SELECT ", job_columns!(), " FROM jobs WHERE id = $1");
    OWN = concat!("SELECT ", job_columns!(), " FROM jobs WHERE shown_to = $1 ORDER BY id DESC LIMIT $2");
}

/// One job.
pub(crate) async fn find(tx: &mut Tx, id: JobId) -> Result<Option<JobRow>> {
    tx.maybe(&FIND, &[id.into()]).await
}

/// The newest jobs of a person.
pub(crate) async fn own(tx: &mut Tx, person: PersonId, limit: i64) -> Result<Vec<JobRow>> {
    tx.all(&OWN, &[person.into(), limit.into()]).await
}

impl JobRow {
    /// How far it is, for the bar and its events.
    pub(crate) fn progress(&self, words: Words, now: Moment) -> Progress {
        let number = |n: i64| u64::try_from(n).unwrap_or_default();
        let left_seconds = match (self.state, self.started_at) {
            (State::Running, Some(started)) => {
                rules::left_seconds(started, now, self.done, self.total)
            }
            _ => None,
        };
        Progress {
            done: number(self.done),
            total: number(self.total),
            left_seconds,
            state: match self.state {
                State::Queued | State::Running => "running",
                State::Done => "done",
                State::Dead | State::Dropped => "failed",
            },
            text: words.t(self.state.message()).into_owned(),
        }
    }
}
