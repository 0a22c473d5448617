//! SQLite as a server's database: reader threads, and one writer that commits for many at once.

use std::fs::{File, OpenOptions};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::oneshot;

use crate::news::{Listeners, News};
use crate::tx::{Conn, QUERIES};
use crate::{Error, Mode, Result, Tx, measure};

/// Units that share one commit. More would make the first of them wait longer than a disk flush.
const GROUP: usize = 256;
/// Reading connections; a read takes tens of microseconds, so that a few threads serve thousands.
const READERS: usize = 4;
/// Prepared statements kept by each connection.
const STATEMENTS: usize = 512;
/// Free bytes of a disk that counts as full: less than one group of units may need.
const ROOM: u64 = 1 << 20;
/// Memory-mapped part of the file, in bytes. It counts as shared memory, not as the program's own.
const MAPPED: i64 = 256 << 20;

/// A unit that has been run and waits for the commit to say what became of it.
type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;
/// A unit that waits to be run; given a failure instead, when there is no transaction to run it in.
type Job = Box<dyn FnOnce(Result<&mut Tx>) -> Ran + Send>;

struct Ran {
    keep: bool,
    told: Vec<&'static str>,
    answer: Answer,
}

pub(crate) struct Sqlite {
    path: PathBuf,
    readers: Mutex<Option<Sender<Job>>>,
    writer: Mutex<Option<Sender<Job>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    listeners: Listeners,
    _lock: Option<File>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, mode: Mode) -> Result<Self> {
        let lock = match mode {
            Mode::Own => Some(own(path)?),
            Mode::Beside => None,
        };
        let mut threads = Vec::new();
        let listeners = Listeners::default();
        let writer = match mode {
            Mode::Own => {
                let conn = connect(path, mode)?;
                let (sender, jobs) = crossbeam_channel::unbounded();
                let listeners = listeners.clone();
                threads.push(spawn("oqu-writer", move || {
                    write_loop(conn, &jobs, &listeners);
                })?);
                Some(sender)
            }
            Mode::Beside => None,
        };
        let (reads, jobs) = crossbeam_channel::unbounded();
        for _ in 0..READERS {
            let conn = connect(path, Mode::Beside)?;
            let jobs = jobs.clone();
            threads.push(spawn("oqu-reader", move || read_loop(conn, &jobs))?);
        }
        Ok(Self {
            path: path.to_owned(),
            readers: Mutex::new(Some(reads)),
            writer: Mutex::new(writer),
            threads: Mutex::new(threads),
            listeners,
            _lock: lock,
        })
    }

    pub(crate) async fn read<T, E, F>(&self, unit: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: AsyncFn(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
    {
        send(&self.readers, unit).await
    }

    pub(crate) async fn write<T, E, F>(&self, unit: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: AsyncFn(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
    {
        send(&self.writer, unit).await
    }

    pub(crate) fn listen(&self, subject: &'static str) -> News {
        self.listeners.listen(subject)
    }

    /// The folder of the file.
    pub(crate) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Writes a copy of the committed rows to a new file, on a connection of its own.
    pub(crate) async fn copy_to(&self, target: PathBuf) -> Result<()> {
        let path = self.path.clone();
        let copy = move || {
            // Not `connect`: that connection may not write, and this writes elsewhere.
            let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            conn.busy_timeout(Duration::from_secs(5))?;
            conn.execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
            Ok(())
        };
        tokio::task::spawn_blocking(copy)
            .await
            .map_err(|_| Error::Panicked)?
    }

    pub(crate) fn close(&self) {
        guarded(&self.readers).take();
        guarded(&self.writer).take();
        for thread in guarded(&self.threads).drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.close();
    }
}

fn guarded<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map_err(|error| Error::Unavailable(error.to_string()))
}

/// Takes the folder for this process, until it ends however it ends.
fn own(path: &Path) -> Result<File> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let unavailable =
        |error: std::io::Error| Error::Unavailable(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(unavailable)?;
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("oqu.lock"))
        .map_err(unavailable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(std::fs::TryLockError::WouldBlock) => Err(Error::Owned(folder.display().to_string())),
        Err(std::fs::TryLockError::Error(error)) => Err(unavailable(error)),
    }
}

fn connect(path: &Path, mode: Mode) -> Result<Connection> {
    let flags = match mode {
        Mode::Own => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        // A reader of a WAL database needs to write the shared index beside it.
        Mode::Beside => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // Else a statement over an analysed table is planned anew for each other value bound to it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "mmap_size", MAPPED)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -2_000)?;
    if mode == Mode::Beside {
        conn.pragma_update(None, "query_only", true)?;
    }
    Ok(conn)
}

async fn send<T, E, F>(to: &Mutex<Option<Sender<Job>>>, unit: F) -> std::result::Result<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: AsyncFn(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
{
    let (reply, outcome) = oneshot::channel();
    let job: Job = Box::new(move |tx| match tx {
        Ok(tx) => run(tx, &unit, reply),
        Err(error) => refused(error, reply),
    });
    let stopped = || Error::Unavailable("the database is being closed".into());
    {
        let sender = guarded(to);
        let sender = sender.as_ref().ok_or_else(stopped)?;
        sender.send(job).map_err(|_| stopped())?;
    }
    let (outcome, queries) = outcome.await.map_err(|_| stopped())?;
    let _ = QUERIES.try_with(|count| count.set(count.get() + queries));
    outcome
}

/// Runs a unit to its end on this thread. Everything that it awaits is ready at once.
fn run<T, E, F>(
    tx: &mut Tx,
    unit: &F,
    reply: oneshot::Sender<(std::result::Result<T, E>, u32)>,
) -> Ran
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: AsyncFn(&mut Tx) -> std::result::Result<T, E>,
{
    tx.queries = 0;
    tx.failed = false;
    tx.told.clear();
    let outcome = catch_unwind(AssertUnwindSafe(|| poll_once(unit(tx))));
    let outcome = match outcome {
        Ok(Some(Ok(_))) if tx.failed => Err(E::from(Error::went_on())),
        Ok(Some(outcome)) => outcome,
        Ok(None) => Err(E::from(Error::Engine(
            "a unit of work waited for something else than the database".into(),
        ))),
        Err(_) => Err(E::from(Error::Panicked)),
    };
    let queries = tx.queries;
    Ran {
        keep: outcome.is_ok(),
        told: std::mem::take(&mut tx.told),
        answer: Box::new(move |committed| {
            let outcome = match committed {
                Ok(()) => outcome,
                // A unit that failed by itself keeps its own reason.
                Err(error) => outcome.and(Err(E::from(error))),
            };
            let _ = reply.send((outcome, queries));
        }),
    }
}

/// A unit that was not run.
fn refused<T, E>(error: Error, reply: oneshot::Sender<(std::result::Result<T, E>, u32)>) -> Ran
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    Ran {
        keep: false,
        told: Vec::new(),
        answer: Box::new(move |_| {
            let _ = reply.send((Err(E::from(error)), 0));
        }),
    }
}

fn poll_once<O>(future: impl Future<Output = O>) -> Option<O> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

fn read_loop(conn: Connection, jobs: &Receiver<Job>) {
    let mut tx = Tx::sqlite(conn);
    for job in jobs {
        if let Err(error) = command(&tx, "BEGIN") {
            (job(Err(error)).answer)(Ok(()));
            continue;
        }
        let ran = job(Ok(&mut tx));
        if command(&tx, "COMMIT").is_err() {
            let _ = command(&tx, "ROLLBACK");
        }
        (ran.answer)(Ok(()));
    }
}

fn write_loop(conn: Connection, jobs: &Receiver<Job>, listeners: &Listeners) {
    let mut tx = Tx::sqlite(conn);
    while let Ok(first) = jobs.recv() {
        let group = std::iter::once(first).chain(jobs.try_iter().take(GROUP - 1));
        write_group(&mut tx, group, listeners);
    }
    let _ = command(&tx, "PRAGMA wal_checkpoint(TRUNCATE)");
}

/// Runs a group of units, each in a savepoint of its own, commits once, then answers them all.
fn write_group(tx: &mut Tx, group: impl Iterator<Item = Job>, listeners: &Listeners) {
    let mut answers = Vec::new();
    let mut told = Vec::new();
    let mut fault = command(tx, "BEGIN IMMEDIATE").err();
    for job in group {
        if fault.is_none() {
            fault = command(tx, "SAVEPOINT unit").err();
        }
        if let Some(error) = &fault {
            answers.push(job(Err(same(error))).answer);
            continue;
        }
        let ran = job(Ok(tx));
        if ran.keep {
            told.extend(ran.told);
        }
        fault = close_savepoint(tx, ran.keep).err();
        answers.push(ran.answer);
    }
    if fault.is_none() {
        fault = command(tx, "COMMIT").err();
    }
    if fault.is_some() && !autocommit(tx) {
        let _ = command(tx, "ROLLBACK");
    }
    if fault.is_none() {
        measure::committed(answers.len());
        listeners.tell(&told);
    }
    for answer in answers {
        answer(fault.as_ref().map_or(Ok(()), |error| Err(same(error))));
    }
}

/// Keeps or undoes one unit. A disk that refuses has undone the whole transaction under it.
fn close_savepoint(tx: &Tx, keep: bool) -> Result<()> {
    if let Conn::Sqlite(conn) = &tx.conn
        && conn.is_autocommit()
    {
        let undone = Error::Disk("the whole transaction was undone".into());
        return Err(of_disk(conn, undone));
    }
    if !keep {
        command(tx, "ROLLBACK TO unit")?;
    }
    command(tx, "RELEASE unit")
}

fn autocommit(tx: &Tx) -> bool {
    match &tx.conn {
        Conn::Sqlite(conn) => conn.is_autocommit(),
        Conn::Postgres(_) => false,
    }
}

fn command(tx: &Tx, text: &str) -> Result<()> {
    let Conn::Sqlite(conn) = &tx.conn else {
        return Ok(());
    };
    let run = || -> Result<()> {
        let mut statement = conn.prepare_cached(text)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(())
    };
    run().map_err(|error| of_disk(conn, error))
}

/// Tells a full disk from one that refuses for another reason: of a sync or a growth that failed
/// SQLite says no more than that it failed.
pub(crate) fn of_disk(conn: &Connection, error: Error) -> Error {
    match error {
        Error::Disk(_) if is_full(conn) => Error::DiskFull,
        other => other,
    }
}

fn is_full(conn: &Connection) -> bool {
    let folder = conn.path().map(Path::new).and_then(Path::parent);
    let room = folder.and_then(|folder| rustix::fs::statvfs(folder).ok());
    room.is_some_and(|room| room.f_bavail.saturating_mul(room.f_frsize) < ROOM)
}

/// The same failure for each unit of the group.
fn same(error: &Error) -> Error {
    match error {
        Error::DiskFull => Error::DiskFull,
        Error::Disk(why) => Error::Disk(why.clone()),
        Error::Corrupt(why) => Error::Corrupt(why.clone()),
        Error::Unavailable(why) => Error::Unavailable(why.clone()),
        Error::Linked(what) => Error::Linked(what.clone()),
        other => Error::Engine(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::StatementStatus;

    #[test]
    fn a_statement_is_planned_once_for_all_values() {
        let folder = tempfile::tempdir().unwrap();
        let conn = connect(&folder.path().join("oqu.db"), Mode::Own).unwrap();
        conn.execute_batch(
            "CREATE TABLE seen (at INTEGER NOT NULL) STRICT;
            CREATE INDEX seen_at ON seen (at);
            WITH RECURSIVE n (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < 1000)
                INSERT INTO seen SELECT at FROM n;
            ANALYZE;",
        )
        .unwrap();
        let mut statement = conn
            .prepare("SELECT count(*) FROM seen WHERE at > ?1")
            .unwrap();
        for at in [10, 500, 990] {
            let later: i64 = statement.query_row([at], |row| row.get(0)).unwrap();
            assert_eq!(later, 1000 - at);
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
