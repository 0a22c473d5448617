use oqu_audit::By;
use oqu_db::{Error, Result, Tx, Value};
use oqu_kernel::{Id, Moment, PersonId};
use serde::Serialize;

use crate::Kind;

/// Marks ids of jobs.
#[derive(Debug)]
pub enum Job {}

/// The id of a job.
pub type JobId = Id<Job>;

/// What wakes workers.
pub(crate) const SUBJECT: &str = "oqu_jobs";
/// A payload holds ids and choices; whatever is longer stands in a table of its area.
const PAYLOAD_BYTES: usize = 8_192;
/// A key is a word or two of the program.
const KEY_BYTES: usize = 200;

/// Work to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    kind: &'static str,
    attempts: u32,
    payload: Result<String, String>,
    key: Option<String>,
    at: Option<Moment>,
    shown_to: Shown,
    place: String,
}

#[derive(Clone, Copy, Debug)]
enum Shown {
    Nobody,
    Asker,
    Person(PersonId),
}

/// What became of the wish to queue something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queued {
    /// The job that will do it.
    pub id: JobId,
    /// Whether it is new; otherwise the same work waits or runs already.
    pub is_new: bool,
}

impl NewJob {
    /// Work of `kind` on `payload`, as soon as there is a free worker. A payload has no secrets.
    pub fn of<P: Serialize>(kind: &Kind<P>, payload: &P) -> Self {
        Self {
            kind: kind.name,
            attempts: kind.traits.attempts,
            payload: serde_json::to_string(payload).map_err(|error| error.to_string()),
            key: None,
            at: None,
            shown_to: Shown::Nobody,
            place: String::new(),
        }
    }

    pub(crate) fn of_schedule(schedule: &crate::kind::Schedule) -> Self {
        Self {
            kind: schedule.kind,
            attempts: schedule.attempts,
            payload: Ok(schedule.payload.clone()),
            key: Some(schedule.name.to_owned()),
            at: None,
            shown_to: Shown::Nobody,
            place: String::new(),
        }
    }

    /// The same work of this kind waits or runs once: whoever asks again is given the job that is
    /// there. It is free again when the job has ended.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Not before this time.
    #[must_use]
    pub const fn at(mut self, moment: Moment) -> Self {
        self.at = Some(moment);
        self
    }

    /// Stands among the jobs of the person who asks, with its progress.
    #[must_use]
    pub const fn shown(mut self) -> Self {
        self.shown_to = Shown::Asker;
        self
    }

    /// Stands among the jobs of another person.
    #[must_use]
    pub const fn shown_to(mut self, person: PersonId) -> Self {
        self.shown_to = Shown::Person(person);
        self
    }

    /// The page on which its outcome stands: `/people/imports/…`.
    #[must_use]
    pub fn place(mut self, path: impl Into<String>) -> Self {
        self.place = path.into();
        self
    }

    fn checked(&self) -> Result<&str> {
        let payload = self.payload.as_ref().map_err(|why| {
            Error::Shape(format!(
                "the payload of {} cannot be written: {why}",
                self.kind
            ))
        })?;
        if payload.len() > PAYLOAD_BYTES {
            return Err(Error::Shape(format!(
                "the payload of {} has {} bytes, at most {PAYLOAD_BYTES} are kept",
                self.kind,
                payload.len()
            )));
        }
        if self.key.as_ref().is_some_and(|key| key.len() > KEY_BYTES) {
            return Err(Error::Shape(format!(
                "the key of {} is too long",
                self.kind
            )));
        }
        Ok(payload)
    }
}

oqu_db::statements! {
    INSERT = "INSERT INTO jobs \
        (id, kind, payload, work_key, state, run_at, attempts, attempts_limit, trouble, trouble_detail, \
         done, total, asked_by, asked_name, shown_to, place, created_at) \
        VALUES ($1, $2, $3, $4, 'queued', $5, 0, $6, '', '', 0, 0, $7, $8, $9, $10, $11) \
        ON CONFLICT DO NOTHING";
    LIVING = "SELECT id FROM jobs WHERE kind = $1 AND work_key = $2 AND state IN ('queued', 'running')";
}

/// Queues work in the unit of work that asks for it: it is there when the unit is kept, and workers
/// of all nodes are told; it was never there when the unit is undone.
///
/// # Errors
/// The database's failure, or a payload that is not small JSON.
pub async fn enqueue(tx: &mut Tx, by: &By, job: &NewJob) -> Result<Queued> {
    let id = JobId::new(by.now, &by.chance);
    let shown_to = match job.shown_to {
        Shown::Nobody => None,
        Shown::Asker => by.person,
        Shown::Person(person) => Some(person),
    };
    let values: [Value; 11] = [
        id.into(),
        job.kind.into(),
        job.checked()?.into(),
        job.key.as_ref().into(),
        job.at.unwrap_or(by.now).into(),
        job.attempts.into(),
        by.person.into(),
        (&by.name).into(),
        shown_to.into(),
        (&job.place).into(),
        by.now.into(),
    ];
    if tx.run(&INSERT, &values).await? == 1 {
        tx.tell(SUBJECT).await?;
        return Ok(Queued { id, is_new: true });
    }
    let id = tx
        .one(&LIVING, &[job.kind.into(), job.key.as_ref().into()])
        .await?;
    Ok(Queued { id, is_new: false })
}

/// The job by which the work of this key waits or runs.
///
/// # Errors
/// The database's failure.
pub async fn living<P>(tx: &mut Tx, kind: &Kind<P>, key: &str) -> Result<Option<JobId>> {
    tx.maybe(&LIVING, &[kind.name.into(), key.into()]).await
}
