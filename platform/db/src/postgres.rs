//! PostgreSQL: a pool per worker thread, one transaction per unit of work, run again after a conflict.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod,
};
use tokio::runtime::Builder;
use tokio::sync::{mpsc, oneshot};
use tokio::task::LocalSet;
use tokio::time::Instant;
use tokio_postgres::NoTls;

use crate::news::{self, News};
use crate::tx::{Conn, QUERIES};
use crate::{Error, Result, Tx, measure};

/// Threads that talk to the server; each drives its connections without waking the others.
const WORKERS: usize = 2;
/// Connections of each thread.
const CONNECTIONS: usize = 8;
/// How often a unit that met a conflict is run again.
const ATTEMPTS: u32 = 12;
/// How long a unit waits for a server that is away, before it fails clearly.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) enum Kind {
    Read,
    Write,
    Locking,
}

type Job = Box<dyn FnOnce(Rc<Pool>) -> Pin<Box<dyn Future<Output = ()>>> + Send>;

pub(crate) struct Postgres {
    workers: Vec<mpsc::UnboundedSender<Job>>,
    next: AtomicUsize,
    config: tokio_postgres::Config,
}

impl Postgres {
    pub(crate) async fn open(url: &str) -> Result<Self> {
        let config = tokio_postgres::Config::from_str(url)
            .map_err(|_| Error::Setting("the PostgreSQL address cannot be understood".into()))?;
        let workers = (0..WORKERS)
            .map(|_| worker(config.clone()))
            .collect::<Result<_>>()?;
        let postgres = Self {
            workers,
            next: AtomicUsize::new(0),
            config,
        };
        postgres
            .run::<_, Error, _>(Kind::Read, async |tx| tx.engine_version().await)
            .await?;
        Ok(postgres)
    }

    pub(crate) fn listen(&self, subject: &'static str) -> News {
        news::listen_to_postgres(self.config.clone(), subject)
    }

    pub(crate) async fn run<T, E, F>(&self, kind: Kind, unit: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: AsyncFn(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
    {
        let (reply, outcome) = oneshot::channel();
        let job: Job = Box::new(move |pool| {
            Box::pin(async move {
                let outcome = attempts(&pool, &kind, &unit).await;
                let _ = reply.send(outcome);
            })
        });
        let worker = self.next.fetch_add(1, Ordering::Relaxed) % self.workers.len();
        let stopped = || Error::Unavailable("the database is being closed".into());
        self.workers[worker].send(job).map_err(|_| stopped())?;
        let (outcome, queries) = outcome.await.map_err(|_| stopped())?;
        let _ = QUERIES.try_with(|count| count.set(count.get() + queries));
        outcome
    }
}

fn worker(config: tokio_postgres::Config) -> Result<mpsc::UnboundedSender<Job>> {
    let (sender, mut jobs) = mpsc::unbounded_channel::<Job>();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    let run = move || {
        LocalSet::new().block_on(&runtime, async move {
            let Ok(pool) = pool(config) else { return };
            let pool = Rc::new(pool);
            while let Some(job) = jobs.recv().await {
                tokio::task::spawn_local(job(Rc::clone(&pool)));
            }
        });
    };
    std::thread::Builder::new()
        .name("oqu-postgres".into())
        .spawn(run)
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    Ok(sender)
}

fn pool(config: tokio_postgres::Config) -> Result<Pool> {
    let manager = Manager::from_config(
        config,
        NoTls,
        ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        },
    );
    let setup = Hook::async_fn(|client, _| {
        Box::pin(async move {
            client
                .batch_execute(
                    "SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '60s'",
                )
                .await
                .map_err(HookError::Backend)
        })
    });
    Pool::builder(manager)
        .max_size(CONNECTIONS)
        .post_create(setup)
        .build()
        .map_err(|error| Error::Unavailable(error.to_string()))
}

async fn attempts<T, E, F>(pool: &Pool, kind: &Kind, unit: &F) -> (std::result::Result<T, E>, u32)
where
    E: From<Error>,
    F: AsyncFn(&mut Tx) -> std::result::Result<T, E>,
{
    let mut queries = 0;
    let mut attempt = 0;
    let begun = Instant::now();
    let patient = || begun.elapsed() < PATIENCE;
    loop {
        attempt += 1;
        let client = match connection(pool).await {
            Ok(client) => client,
            Err(error) if matches!(error, Error::Setting(_)) || !patient() => {
                return (Err(E::from(error)), queries);
            }
            Err(_) => {
                pause(attempt).await;
                continue;
            }
        };
        let mut tx = Tx::postgres(Arc::new(client));
        let end = once(&mut tx, kind, unit).await;
        queries += tx.queries;
        let whole = matches!(end, End::Done(Ok(_)));
        if !whole {
            undo(&mut tx).await;
        }
        drop(tx);
        match end {
            End::Done(outcome) => return (outcome, queries),
            End::Again(error) if attempt >= ATTEMPTS || !patient() => {
                return (Err(error), queries);
            }
            End::Again(_) => pause(attempt).await,
        }
    }
}

enum End<T, E> {
    Done(std::result::Result<T, E>),
    Again(E),
}

async fn once<T, E, F>(tx: &mut Tx, kind: &Kind, unit: &F) -> End<T, E>
where
    E: From<Error>,
    F: AsyncFn(&mut Tx) -> std::result::Result<T, E>,
{
    let begin = match kind {
        Kind::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        Kind::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        Kind::Locking => "BEGIN ISOLATION LEVEL READ COMMITTED",
    };
    tx.begin = Some(begin);
    let Some(outcome) = unless_panics(unit(tx)).await else {
        return End::Done(Err(E::from(Error::Panicked)));
    };
    match outcome {
        Err(error) if tx.run_again => End::Again(error),
        Err(error) => End::Done(Err(error)),
        Ok(_) if tx.failed => End::Done(Err(E::from(Error::went_on()))),
        // Nothing was asked, so that nothing was begun.
        Ok(value) if tx.begin.is_some() => End::Done(Ok(value)),
        Ok(value) if matches!(kind, Kind::Read) => {
            end_reading(tx).await;
            End::Done(Ok(value))
        }
        Ok(value) => match tx.batch("COMMIT").await {
            Ok(()) => {
                measure::committed(1);
                End::Done(Ok(value))
            }
            Err(error) => {
                // Refused or not, it has ended the transaction: there is nothing to undo.
                tx.begin = Some(begin);
                match error {
                    Error::Conflict => End::Again(E::from(error)),
                    // It was on its way when the link broke: nobody knows, so it is said.
                    error => End::Done(Err(E::from(error))),
                }
            }
        },
    }
}

/// Ends a transaction that only read. Nobody waits for the answer: the connection takes it before
/// whatever comes next.
async fn end_reading(tx: &Tx) {
    if let Conn::Postgres(client) = &tx.conn {
        let ending = std::pin::pin!(client.batch_execute("COMMIT"));
        let _ = futures_util::poll!(ending);
    }
}

/// Runs a unit to its end, or to its panic: the connection must not go back to the pool in the
/// middle of a transaction.
async fn unless_panics<O>(unit: impl Future<Output = O>) -> Option<O> {
    let mut unit = std::pin::pin!(unit);
    std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| unit.as_mut().poll(context))) {
            Ok(Poll::Ready(outcome)) => Poll::Ready(Some(outcome)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}

/// Ends what is left of a transaction; a connection that cannot even do that is thrown away.
async fn undo(tx: &mut Tx) {
    if tx.begin.take().is_some() {
        return;
    }
    let _ = tx.batch("ROLLBACK").await;
}

async fn connection(pool: &Pool) -> Result<deadpool_postgres::Object> {
    match tokio::time::timeout(PATIENCE, pool.get()).await {
        Ok(Ok(client)) => Ok(client),
        Ok(Err(PoolError::Backend(error))) => Err(Error::from(error)),
        Ok(Err(error)) => Err(Error::Unavailable(error.to_string())),
        Err(_) => Err(Error::Unavailable("no free connection".into())),
    }
}

/// Waits longer each time, and not all alike.
async fn pause(attempt: u32) {
    /// Steps of the golden ratio fall far from each other, so that units that met part again.
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    static TURN: AtomicU64 = AtomicU64::new(0);
    let base = 2_u64 << attempt.min(8);
    let jitter = TURN.fetch_add(STEP, Ordering::Relaxed) >> 32;
    tokio::time::sleep(Duration::from_millis(base + jitter % base)).await;
}
