//! The worker of a process: takes jobs from the line one by one, runs several at once, queues what
//! comes by itself, frees what killed workers held, and gives back what it cannot finish.

mod attempt;
pub(crate) mod schedules;
mod store;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Error, Result};
use oqu_kernel::Moment;
use oqu_web::Site;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::Kinds;
use crate::job::SUBJECT;
use crate::kind::Known;
use store::Taken;

/// A worker holds a job this long without saying so again.
pub(crate) const LEASE: Duration = Duration::from_secs(20);
/// Jobs of all kinds that one process runs at once. Most of their time they wait for others.
const PLACES: usize = 8;
/// How often the line is looked at without news: for what other nodes gave back or left behind.
const LOOK: Duration = Duration::from_secs(10);
/// How long to wait after the database failed.
const AFTER_FAILURE: Duration = Duration::from_secs(2);
/// How long jobs that have begun may go on after the signal to stop; requests have ten seconds.
const GRACE: Duration = Duration::from_secs(7);

/// Runs jobs in this process.
pub struct Worker {
    site: Site,
    kinds: Arc<Kinds>,
    name: String,
    grace: Duration,
}

/// What a running job hears.
#[derive(Clone)]
pub(crate) struct Signals {
    /// The process is about to end.
    pub stop: watch::Receiver<bool>,
    /// It ends now.
    pub cut: watch::Receiver<bool>,
}

/// The ends of [`Signals`] that tell.
struct Voice {
    stop: watch::Sender<bool>,
    cut: watch::Sender<bool>,
}

/// What runs, and how many of each kind.
#[derive(Default)]
struct Floor {
    running: JoinSet<&'static str>,
    count: HashMap<&'static str, usize>,
    /// Tries begun so far.
    begun: usize,
    /// When the schedules were looked at, and when the first of them is due.
    scheduled: Option<(Moment, Option<Moment>)>,
}

impl Floor {
    fn left(&mut self, kind: &'static str) {
        if let Some(count) = self.count.get_mut(kind) {
            *count = count.saturating_sub(1);
        }
    }

    /// Forgets those that have ended.
    fn sweep(&mut self) {
        while let Some(ended) = self.running.try_join_next() {
            if let Ok(kind) = ended {
                self.left(kind);
            }
        }
    }

    /// The kinds of which one more may run.
    fn free(&self, kinds: &Kinds) -> Vec<&'static str> {
        if self.running.len() >= PLACES {
            return Vec::new();
        }
        let has_room = |known: &&Known| {
            self.count.get(known.name).copied().unwrap_or_default() < known.traits.at_once
        };
        kinds
            .all()
            .filter(has_room)
            .map(|known| known.name)
            .collect()
    }
}

impl Worker {
    /// A worker for these kinds. Others wait until a worker comes that knows them.
    pub fn new(site: Site, kinds: Arc<Kinds>) -> Self {
        let tag: [u8; 4] = site.chance.bytes();
        let tag = u32::from_le_bytes(tag);
        let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let name = format!("{} {} {tag:08x}", host.trim(), std::process::id());
        Self {
            site,
            kinds,
            name: name.trim().to_owned(),
            grace: GRACE,
        }
    }

    /// How long jobs that have begun may go on after the signal to stop [7 s].
    #[must_use]
    pub const fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Runs jobs until `stop` comes. What has begun then has a few seconds to end or to stop by
    /// itself, and is given back otherwise.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let news = self.site.db.listen(SUBJECT);
        let (voice, signals) = voice();
        let mut floor = Floor::default();
        if self.site.db.is_only_ours() {
            // Whoever held these before is no more: there is one process at a time.
            self.release(Moment::from_millis(i64::MAX)).await;
        }
        let mut released = self.site.clock.now();
        tokio::pin!(stop);
        loop {
            let now = self.site.clock.now();
            if now.since(released) >= LOOK {
                released = now;
                self.release(now).await;
            }
            let wait = self
                .look(&mut floor, &signals)
                .await
                .unwrap_or_else(|error| {
                    tracing::warn!(%error, "the line of jobs cannot be looked at");
                    AFTER_FAILURE
                });
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(ended) = floor.running.join_next() => {
                    if let Ok(kind) = ended {
                        floor.left(kind);
                    }
                }
                () = news.next() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        voice.stop.send_replace(true);
        let ending = async { while floor.running.join_next().await.is_some() {} };
        if tokio::time::timeout(self.grace, ending).await.is_err() {
            voice.cut.send_replace(true);
            while floor.running.join_next().await.is_some() {}
        }
    }

    /// Runs everything that is due now, what that brings included, to its end: for tests and for
    /// commands that do not serve. How many tries that were.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn work_off(&self) -> Result<usize> {
        let (_voice, signals) = voice();
        let mut floor = Floor::default();
        self.release(self.site.clock.now()).await;
        loop {
            self.look(&mut floor, &signals).await?;
            match floor.running.join_next().await {
                None => return Ok(floor.begun),
                Some(Ok(kind)) => floor.left(kind),
                Some(Err(_)) => {}
            }
        }
    }

    /// Begins whatever may begin; how long until there is more, as far as this process knows.
    async fn look(&self, floor: &mut Floor, signals: &Signals) -> Result<Duration> {
        let mut next = self.scheduled(floor).await?;
        loop {
            floor.sweep();
            let free = floor.free(&self.kinds);
            if free.is_empty() {
                break;
            }
            let Some(taken) = self.take(free).await? else {
                break;
            };
            self.begin(floor, taken, signals);
        }
        let free = floor.free(&self.kinds);
        if !free.is_empty() {
            let due = self
                .site
                .db
                .read::<_, Error, _>(async move |tx| store::next_due(tx, &free).await);
            next = [due.await?, next].into_iter().flatten().min();
        }
        let now = self.site.clock.now();
        Ok(next.map_or(LOOK, |next| next.since(now).min(LOOK)))
    }

    async fn take(&self, free: Vec<&'static str>) -> Result<Option<Taken>> {
        let name = self.name.clone();
        let now = self.site.clock.now();
        self.site
            .db
            .write_locking(async move |tx| {
                store::take(tx, &free, &name, now, now.after(LEASE)).await
            })
            .await
    }

    fn begin(&self, floor: &mut Floor, taken: Taken, signals: &Signals) {
        let Some(known) = self.kinds.of(&taken.kind).cloned() else {
            return;
        };
        let kind = known.name;
        *floor.count.entry(kind).or_default() += 1;
        floor.begun += 1;
        let (site, name, signals) = (self.site.clone(), self.name.clone(), signals.clone());
        floor.running.spawn(async move {
            attempt::run(site, known, taken, name, signals).await;
            kind
        });
    }

    /// When the next schedule is due; its rows are looked at when that time has come, and now and
    /// then because another node may have moved it.
    async fn scheduled(&self, floor: &mut Floor) -> Result<Option<Moment>> {
        let now = self.site.clock.now();
        if let Some((looked, next)) = floor.scheduled
            && now.since(looked) < LOOK
            && next.is_none_or(|next| next > now)
        {
            return Ok(next);
        }
        let next = self.queue_scheduled().await?;
        floor.scheduled = Some((now, next));
        Ok(next)
    }

    /// Queues what is due by schedule; when the next is due.
    async fn queue_scheduled(&self) -> Result<Option<Moment>> {
        let now = self.site.clock.now();
        let rows = self
            .site
            .db
            .read::<_, Error, _>(async |tx| schedules::all(tx).await)
            .await?;
        let mut first = None;
        for schedule in self.kinds.schedules() {
            let row = rows.iter().find(|row| row.name == schedule.name);
            let is_known = row.is_some_and(|row| row.cron == schedule.text);
            let next = match row {
                Some(row) if is_known && row.next_at > now => Some(row.next_at),
                row => {
                    let (schedule, row) = (schedule.clone(), row.cloned());
                    let zone = self.site.chosen().zone.clone();
                    let by = By::console(now, &self.site.chance, "");
                    let unit = self.site.db.write_locking::<_, Error, _>(async move |tx| {
                        let next =
                            schedules::settle(tx, &schedule, row.as_ref(), now, &zone).await?;
                        match next {
                            Some(due) if due <= now => {
                                schedules::queue(tx, &schedule, due, &by, &zone).await
                            }
                            next => Ok(next),
                        }
                    });
                    unit.await?
                }
            };
            first = [first, next].into_iter().flatten().min();
        }
        Ok(first)
    }

    async fn release(&self, before: Moment) {
        let now = self.site.clock.now();
        let freed = self
            .site
            .db
            .write_locking::<_, Error, _>(async move |tx| store::release(tx, before, now).await);
        match freed.await {
            Ok(0) => {}
            Ok(jobs) => tracing::info!(jobs, "jobs of a killed worker are free again"),
            Err(error) => tracing::warn!(%error, "failed to free the jobs of killed workers"),
        }
    }
}

fn voice() -> (Voice, Signals) {
    let (stop, stop_heard) = watch::channel(false);
    let (cut, cut_heard) = watch::channel(false);
    let signals = Signals {
        stop: stop_heard,
        cut: cut_heard,
    };
    (Voice { stop, cut }, signals)
}
