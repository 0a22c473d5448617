//! A small Oqu with nothing but the queue.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Db, Error, Migrations, Query};
use oqu_jobs::{JobId, Kinds, NewJob, Queued, Worker, enqueue};
use oqu_kernel::{Actor, Chance, Clock, Moment};
use oqu_text::Language;
use oqu_web::{
    Assets, Entry, Gate, L10n, Limits, Navigation, Organisation, Settings, SignedIn, Site,
    SiteParts, Words,
};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// 20 November 2026, 09:00 in Astana.
pub const MORNING: Moment = Moment::from_millis(1_795_147_200_000);

/// The tables that a queue stands on.
pub fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, oqu_jobs::MIGRATIONS])
}

struct Nobody;

impl Gate for Nobody {
    fn enter<'a>(
        &'a self,
        _: &'a str,
        _: Moment,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<Option<SignedIn>>> + Send + 'a>> {
        Box::pin(async { Ok(None) })
    }

    fn speak<'a>(
        &'a self,
        _: &'a Actor,
        _: Language,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

impl Navigation for Nobody {
    fn entries(&self, _: &Actor) -> Vec<Entry> {
        Vec::new()
    }

    fn role(&self, role: &str, _: Words) -> String {
        role.to_owned()
    }

    fn organisation(&self, _: Language) -> Organisation {
        Organisation::default()
    }

    fn search(&self, _: &Actor) -> Option<&'static str> {
        None
    }
}

static ASSETS: Assets = Assets {
    files: &[],
    names: &[],
};

/// A site over `db` whose time is `clock`.
pub fn site(db: &Db, clock: &Clock) -> Site {
    Site::new(SiteParts {
        db: db.clone(),
        clock: clock.clone(),
        chance: Chance::system(),
        l10n: L10n::load(&[oqu_web::MESSAGES, oqu_jobs::MESSAGES]).expect("the words"),
        assets: &ASSETS,
        settings: Settings {
            public_url: "http://localhost:8080".into(),
            demo: false,
            behind_proxy: false,
            zone: jiff::tz::TimeZone::get("Asia/Almaty").expect("a zone"),
        },
        gate: Arc::new(Nobody),
        navigation: Arc::new(Nobody),
        limits: Limits::default(),
    })
}

/// A queue with its kinds.
pub struct World {
    pub db: Db,
    pub clock: Clock,
    pub site: Site,
    kinds: Arc<Kinds>,
}

impl World {
    /// On `db`, with a clock that stands.
    pub fn new(db: &Db, kinds: Kinds) -> Self {
        Self::at(db, Clock::standing(MORNING), kinds)
    }

    /// On `db`, at the time of `clock`.
    pub fn at(db: &Db, clock: Clock, kinds: Kinds) -> Self {
        Self {
            db: db.clone(),
            site: site(db, &clock),
            clock,
            kinds: Arc::new(kinds),
        }
    }

    /// One more worker.
    pub fn worker(&self) -> Worker {
        Worker::new(self.site.clone(), Arc::clone(&self.kinds))
    }

    /// A worker that runs until it is stopped.
    pub fn running(&self, grace: Duration) -> RunningWorker {
        let (stop, stopped) = oneshot::channel();
        let worker = self.worker().grace(grace);
        RunningWorker {
            stop,
            ended: tokio::spawn(worker.run(async {
                let _ = stopped.await;
            })),
        }
    }

    /// Runs what is due to its end; how many tries that were.
    pub async fn work_off(&self) -> usize {
        self.worker()
            .work_off()
            .await
            .expect("the line is worked off")
    }

    /// Queues a job in a unit of its own.
    pub async fn enqueue(&self, job: NewJob) -> Queued {
        let by = self.by();
        self.db
            .write::<_, Error, _>(async move |tx| enqueue(tx, &by, &job).await)
            .await
            .expect("the job is queued")
    }

    /// The program itself.
    pub fn by(&self) -> By {
        By::console(self.clock.now(), &Chance::system(), "")
    }

    /// State, tries, trouble of a job.
    pub async fn seen(&self, id: JobId) -> (String, i64, String) {
        self.rows(Query::new("SELECT state, attempts, trouble FROM jobs WHERE id = ").bind(id))
            .await
            .pop()
            .expect("the job")
    }

    /// One number.
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.rows(Query::new(sql)).await[0]
    }

    /// Rows of a query that may write.
    pub async fn rows<T: oqu_db::FromRow + Send + 'static>(&self, query: Query) -> Vec<T> {
        self.db
            .write_locking::<_, Error, _>(async move |tx| tx.list(&query).await)
            .await
            .expect("the query runs")
    }

    /// Waits until a job is in this state.
    pub async fn until(&self, id: JobId, state: &str) {
        let waiting = async {
            while self.seen(id).await.0 != state {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let came = tokio::time::timeout(Duration::from_secs(15), waiting).await;
        let seen = self.seen(id).await;
        assert!(came.is_ok(), "it never became {state}: {seen:?}");
    }
}

/// See [`World::running`].
pub struct RunningWorker {
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl RunningWorker {
    /// As a signal does.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        self.ended.await.expect("the worker ends well");
    }
}
