//! Two databases, one text: SQLite inside the program, PostgreSQL beside it.
//!
//! A statement is written once with `$1…` in order of appearance, values go in, typed rows come
//! out. A unit of work is an async closure over [`Tx`]; it runs in one transaction, alike on both.
//! Nothing outside this crate asks which database it is.

mod error;
mod measure;
mod migrate;
mod news;
mod postgres;
mod query;
mod row;
mod search;
mod sqlite;
mod statement;
#[cfg(feature = "testing")]
pub mod testing;
mod transfer;
mod tx;
mod value;

use std::path::PathBuf;
use std::sync::Arc;

pub use error::{Error, Result};
pub use measure::{Measured, Taken as TimeTaken, Times, measured, slowest};
pub use migrate::{Applied, Migration, Migrations, Pending, Taken};
pub use news::News;
pub use query::Query;
pub use row::{FromRow, Row};
pub use search::SearchIndex;
pub use statement::{Statement, all_statements};
pub use transfer::{Cell, TableShape};
pub use tx::{QUERIES, Tx};
pub use value::{Column, Value, ValueRef};

#[doc(hidden)]
pub use inventory;

/// Where the rows are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of the data folder; this process is its only writer.
    Sqlite(PathBuf),
    /// The address of a PostgreSQL database.
    Postgres(String),
}

impl Place {
    /// Reads `--database`: a PostgreSQL address, or nothing for the file in the data folder.
    ///
    /// # Errors
    /// When the address is of another kind.
    pub fn parse(address: Option<&str>, data: &std::path::Path) -> Result<Self> {
        match address {
            None | Some("" | "sqlite") => Ok(Self::Sqlite(data.join("oqu.db"))),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgres(url.to_owned()))
            }
            Some(_) => Err(Error::Setting(
                "the database address must begin with postgres:// or be left out for the built-in one".into(),
            )),
        }
    }
}

/// How the database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To serve: the only writer of an SQLite folder.
    Own,
    /// To read beside a running server.
    Beside,
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Backend>);

enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database; for SQLite in [`Mode::Own`] the file is made when it is missing.
    ///
    /// # Errors
    /// When it cannot be reached, is damaged, or another process owns the folder.
    pub async fn open(place: &Place, mode: Mode) -> Result<Self> {
        let backend = match place {
            Place::Sqlite(path) => Backend::Sqlite(sqlite::Sqlite::open(path, mode)?),
            Place::Postgres(url) => Backend::Postgres(postgres::Postgres::open(url).await?),
        };
        Ok(Self(Arc::new(backend)))
    }

    /// Runs a unit that only reads, on one unchanging view of the data.
    ///
    /// # Errors
    /// What the unit returns, or the database's own failure.
    pub async fn read<T, E, F>(&self, unit: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: AsyncFn(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
    {
        match &*self.0 {
            Backend::Sqlite(sqlite) => sqlite.read(unit).await,
            Backend::Postgres(postgres) => postgres.run(postgres::Kind::Read, unit).await,
        }
    }

    /// Runs a unit of work: all of it is on disk when this returns `Ok`, none of it otherwise.
    ///
    /// The unit may be run again after a conflict, so it has no effect outside the database.
    ///
    /// # Errors
    /// What the unit returns, or the database's own failure.
    pub async fn write<T, E, F>(&self, unit: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: AsyncFn(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
    {
        match &*self.0 {
            Backend::Sqlite(sqlite) => sqlite.write(unit).await,
            Backend::Postgres(postgres) => postgres.run(postgres::Kind::Write, unit).await,
        }
    }

    /// A unit of work on rows that their locks guard, such as those of a queue: it takes a row by a
    /// condition that only one can meet, and looks at nothing else. On PostgreSQL it runs at
    /// `READ COMMITTED`, so that workers that take rows side by side do not conflict.
    ///
    /// # Errors
    /// What the unit returns, or the database's own failure.
    pub async fn write_locking<T, E, F>(&self, unit: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: AsyncFn(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
    {
        match &*self.0 {
            Backend::Sqlite(sqlite) => sqlite.write(unit).await,
            Backend::Postgres(postgres) => postgres.run(postgres::Kind::Locking, unit).await,
        }
    }

    /// Waits for what units of work tell by [`Tx::tell`], in this process and on other nodes.
    /// `subject` is a plain word; on PostgreSQL this takes a connection and must run within tokio.
    pub fn listen(&self, subject: &'static str) -> News {
        match &*self.0 {
            Backend::Sqlite(sqlite) => sqlite.listen(subject),
            Backend::Postgres(postgres) => postgres.listen(subject),
        }
    }

    /// Whether this process alone can write to the database: what another left undone will not be
    /// gone on with by anybody else.
    pub fn is_only_ours(&self) -> bool {
        matches!(&*self.0, Backend::Sqlite(_))
    }

    /// The engine and its version, for people: `SQLite 3.50.4`, `PostgreSQL 15.18`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn version(&self) -> Result<String> {
        self.read(async |tx| tx.engine_version().await).await
    }

    /// How many bytes the rows take on disk, with their indexes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn size(&self) -> Result<u64> {
        self.read(async |tx| tx.size().await).await
    }

    /// Reads every page of an SQLite file and reports the first damage; PostgreSQL checks its own.
    ///
    /// # Errors
    /// [`Error::Corrupt`] with what was found.
    pub async fn check(&self) -> Result<()> {
        self.read(async |tx| tx.check().await).await
    }

    /// Stops taking work and waits until what was taken is on disk.
    pub fn close(&self) {
        if let Backend::Sqlite(sqlite) = &*self.0 {
            sqlite.close();
        }
    }

    pub(crate) fn backend(&self) -> &Backend {
        &self.0
    }
}
