//! What this process found when it looked last, kept in memory: pages show it without asking again.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use oqu_db::Db;
use oqu_kernel::{Clock, Moment};

use super::{Check, State};
use crate::config::Settings;

/// How often it is looked: a full disk or a dead letter is told a minute later at most.
const EVERY: Duration = Duration::from_secs(60);

/// What was found at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// When.
    pub at: Moment,
    /// What.
    pub found: Vec<Check>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The checks of every minute.
    quick: Option<Arc<Looked>>,
    /// Those that read everything, when an administrator asked for them.
    thorough: Option<Arc<Looked>>,
    /// Since when everything is being read.
    reading_since: Option<Moment>,
}

/// How this node stands. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Health {
    settings: Arc<Settings>,
    began: Moment,
    seen: Arc<RwLock<Seen>>,
}

impl Health {
    /// Of a process that began `now`; nothing looked at yet.
    pub fn new(settings: &Settings, now: Moment) -> Self {
        Self {
            settings: Arc::new(settings.clone()),
            began: now,
            seen: Arc::default(),
        }
    }

    /// When the process began.
    pub const fn began(&self) -> Moment {
        self.began
    }

    /// What the installation was told.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Looks at what takes a moment.
    pub async fn look(&self, db: &Db, now: Moment) {
        let found = super::quick(db, &self.settings, now).await;
        self.change(|seen| seen.quick = Some(Arc::new(Looked { at: now, found })));
    }

    /// Reads the whole database and all files, unless that is being done; whether it is begun now.
    pub fn begin_thorough(&self, db: &Db, clock: &Clock) -> bool {
        let now = clock.now();
        let mut begun = false;
        self.change(|seen| {
            begun = seen.reading_since.is_none();
            seen.reading_since.get_or_insert(now);
        });
        if begun {
            let reading = Reading(self.clone());
            let (db, clock) = (db.clone(), clock.clone());
            tokio::spawn(async move {
                let health = &reading.0;
                let found = super::thorough(&db, &health.settings).await;
                let at = clock.now();
                health.change(|seen| seen.thorough = Some(Arc::new(Looked { at, found })));
            });
        }
        begun
    }

    /// Looks now and every [`EVERY`], beside the pages: a scanner may be slow to answer. Never ends.
    pub async fn keep_fresh(self, db: Db, clock: Clock) {
        let mut every = tokio::time::interval(EVERY);
        loop {
            every.tick().await;
            self.look(&db, clock.now()).await;
        }
    }

    /// What was found last at the checks of every minute.
    pub fn last(&self) -> Option<Arc<Looked>> {
        self.read(|seen| seen.quick.clone())
    }

    /// What was found last when everything was read.
    pub fn last_thorough(&self) -> Option<Arc<Looked>> {
        self.read(|seen| seen.thorough.clone())
    }

    /// Since when everything is being read.
    pub fn reading_since(&self) -> Option<Moment> {
        self.read(|seen| seen.reading_since)
    }

    /// How many of all last checks stand so.
    pub fn count(&self, state: State) -> usize {
        let looked = [self.last(), self.last_thorough()];
        let checks = looked.iter().flatten().flat_map(|looked| &looked.found);
        checks.filter(|check| check.state == state).count()
    }

    fn read<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen.write().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Everything is being read; not any more when this is dropped, however that came.
struct Reading(Health);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.change(|seen| seen.reading_since = None);
    }
}
