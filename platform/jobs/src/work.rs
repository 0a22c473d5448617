use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use oqu_audit::By;
use oqu_kernel::PersonId;
use oqu_web::Site;
use tokio::sync::watch;

use crate::JobId;

/// What a handler stands on while it does one job.
#[derive(Clone)]
pub struct Work {
    /// Rows, clock, chance, words, what the installation was told.
    pub site: Site,
    /// The job.
    pub id: JobId,
    /// Which try this is, from 1.
    pub attempt: u32,
    /// The person who asked.
    pub asked_by: Option<PersonId>,
    /// Their name then; empty for the program itself.
    pub asked_name: String,
    pub(crate) progress: Arc<Progress>,
    pub(crate) stop: watch::Receiver<bool>,
}

/// How far a job is, as its handler says; written to its row about twice a second.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    pub done: AtomicU64,
    pub total: AtomicU64,
}

impl Work {
    /// Says how far it is. Costs nothing, so it may be said for each row.
    pub fn progress(&self, done: u64, total: u64) {
        self.progress.done.store(done, Ordering::Relaxed);
        self.progress.total.store(total, Ordering::Relaxed);
    }

    /// Whether the process is about to end. Long work looks between its slices and returns
    /// [`Failed::stopped`]; it is begun again elsewhere, and the try is not counted.
    pub fn stop_asked(&self) -> bool {
        *self.stop.borrow()
    }

    /// Waits until the process is about to end, for work that mostly waits.
    pub async fn stopping(&self) {
        let mut stop = self.stop.clone();
        if stop.wait_for(|asked| *asked).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Who acts in the audit: the person who asked, by the hand of the program.
    pub fn by(&self) -> By {
        By {
            now: self.site.clock.now(),
            chance: self.site.chance.clone(),
            person: self.asked_by,
            name: self.asked_name.clone(),
            role: String::new(),
            origin: "job".into(),
            request: self.id.to_string(),
        }
    }
}

/// Why a try did not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    pub(crate) then: Then,
    pub(crate) trouble: Trouble,
}

/// What to do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    Again,
    GiveUp,
    Stopped,
}

/// What went wrong: a message for people, and what the machine said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub key: String,
    pub detail: String,
}

/// What a machine says is cut to so many characters.
const DETAIL_CHARS: usize = 1_000;

impl Trouble {
    pub(crate) fn new(key: &str, detail: impl Into<String>) -> Self {
        let detail: String = detail.into();
        let plain = detail.chars().filter(|c| *c != '\0');
        Self {
            key: key.to_owned(),
            detail: plain.take(DETAIL_CHARS).collect(),
        }
    }
}

impl Failed {
    /// It may go better later: another try follows after a pause, while there are tries left.
    /// `message` is a key of the area's words, `detail` what a machine said, without secrets.
    pub fn again(message: &str, detail: impl Into<String>) -> Self {
        Self {
            then: Then::Again,
            trouble: Trouble::new(message, detail),
        }
    }

    /// It will never go better: the job becomes a dead letter at once.
    pub fn give_up(message: &str, detail: impl Into<String>) -> Self {
        Self {
            then: Then::GiveUp,
            trouble: Trouble::new(message, detail),
        }
    }

    /// The process is about to end; see [`Work::stop_asked`].
    pub fn stopped() -> Self {
        Self {
            then: Then::Stopped,
            trouble: Trouble::default(),
        }
    }
}

impl From<oqu_db::Error> for Failed {
    fn from(error: oqu_db::Error) -> Self {
        Self::again("jobs-trouble-database", error.to_string())
    }
}
