use std::cell::Cell;
use std::sync::Arc;

use tokio_postgres::types::ToSql;

use crate::error::taken_columns;
use crate::sqlite::of_disk;
use crate::{Error, FromRow, Query, Result, Row, Statement, Value, measure};

tokio::task_local! {
    /// Statements run on behalf of the present request, for the bench and the demo's timing header.
    pub static QUERIES: Cell<u32>;
}

/// The inside of a unit of work: one transaction, one connection.
pub struct Tx {
    pub(crate) conn: Conn,
    /// Statements run so far.
    pub(crate) queries: u32,
    /// A conflict or a lost connection: the same unit may succeed when it is run again.
    pub(crate) run_again: bool,
    /// A statement failed. PostgreSQL keeps nothing of a unit that goes on after that, so neither
    /// engine does. On SQLite a full disk may have ended the transaction: a further statement would
    /// be committed by itself, so none is run.
    pub(crate) failed: bool,
    /// On PostgreSQL, what begins the transaction: it travels with the first statement.
    pub(crate) begin: Option<&'static str>,
    /// Subjects that others wait for, told once this is committed.
    pub(crate) told: Vec<&'static str>,
}

pub(crate) enum Conn {
    Sqlite(rusqlite::Connection),
    Postgres(Arc<deadpool_postgres::Object>),
}

impl Tx {
    pub(crate) fn sqlite(conn: rusqlite::Connection) -> Self {
        Self::over(Conn::Sqlite(conn))
    }

    pub(crate) fn postgres(client: Arc<deadpool_postgres::Object>) -> Self {
        Self::over(Conn::Postgres(client))
    }

    fn over(conn: Conn) -> Self {
        Self {
            conn,
            queries: 0,
            run_again: false,
            failed: false,
            begin: None,
            told: Vec::new(),
        }
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// The database's failure, or a row that does not fit `T`.
    pub async fn all<T: FromRow>(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
    ) -> Result<Vec<T>> {
        let run = statement.times.begin();
        let rows = self.fetch(statement.text, values).await;
        statement.times.end(run);
        rows
    }

    /// The one row of a statement, or none.
    ///
    /// # Errors
    /// As [`Tx::all`]; [`Error::Shape`] when there are several.
    pub async fn maybe<T: FromRow>(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
    ) -> Result<Option<T>> {
        let mut rows = self.all(statement, values).await?;
        if rows.len() > 1 {
            return Err(Error::Shape(format!(
                "{} rows where one was asked: {}",
                rows.len(),
                statement.name
            )));
        }
        Ok(rows.pop())
    }

    /// The one row that must be there.
    ///
    /// # Errors
    /// As [`Tx::maybe`]; [`Error::Shape`] when there is none.
    pub async fn one<T: FromRow>(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
    ) -> Result<T> {
        self.maybe(statement, values)
            .await?
            .ok_or_else(|| Error::Shape(format!("no row: {}", statement.name)))
    }

    /// Runs a statement that gives no rows; returns how many it touched.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn run(&mut self, statement: &'static Statement, values: &[Value]) -> Result<u64> {
        let run = statement.times.begin();
        let touched = self.execute(statement.text, values).await;
        statement.times.end(run);
        touched
    }

    /// All rows of a query put together at run time.
    ///
    /// # Errors
    /// As [`Tx::all`].
    pub async fn list<T: FromRow>(&mut self, query: &Query) -> Result<Vec<T>> {
        let rendered = match self.conn {
            Conn::Sqlite(_) => query.render_sqlite(),
            Conn::Postgres(_) => query.render_postgres(),
        };
        let run = measure::begin_list();
        let rows = self.fetch(&rendered.text, &rendered.values).await;
        measure::end_list(run, &rendered.text);
        rows
    }

    /// Prepares a statement without running it: what the test of all statements does.
    ///
    /// # Errors
    /// When the engine does not understand it, or its placeholders are out of order.
    pub async fn prepare(&mut self, text: &str) -> Result<()> {
        if !crate::statement::numbered_in_order(text) {
            return Err(Error::Shape(
                "placeholders are not numbered in order of appearance".into(),
            ));
        }
        match &self.conn {
            Conn::Sqlite(conn) => {
                conn.prepare(text)?;
            }
            Conn::Postgres(client) => {
                client.prepare(text).await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn fetch<T: FromRow>(
        &mut self,
        text: &str,
        values: &[Value],
    ) -> Result<Vec<T>> {
        self.queries += 1;
        match &self.conn {
            Conn::Sqlite(_) if self.failed => Err(Error::went_on()),
            Conn::Sqlite(conn) => {
                let fetched =
                    fetch_sqlite(conn, text, values).map_err(|error| of_disk(conn, error));
                self.failed |= matches!(&fetched, Err(error) if !matches!(error, Error::Shape(_)));
                fetched
            }
            Conn::Postgres(client) => {
                let client = Arc::clone(client);
                let answer = async {
                    let prepared = client.prepare_cached(text).await?;
                    client.query(&prepared, &borrowed(values)).await
                };
                let rows = begun(&client, self.begin.take(), answer).await;
                let rows = rows.map_err(|error| self.note(error))?;
                rows.iter()
                    .map(|row| T::from_row(&mut Row::postgres(row)))
                    .collect()
            }
        }
    }

    pub(crate) async fn execute(&mut self, text: &str, values: &[Value]) -> Result<u64> {
        self.queries += 1;
        match &self.conn {
            Conn::Sqlite(_) if self.failed => Err(Error::went_on()),
            Conn::Sqlite(conn) => {
                let touched =
                    execute_sqlite(conn, text, values).map_err(|error| of_disk(conn, error));
                self.failed |= touched.is_err();
                touched
            }
            Conn::Postgres(client) => {
                let client = Arc::clone(client);
                let answer = async {
                    let prepared = client.prepare_cached(text).await?;
                    client.execute(&prepared, &borrowed(values)).await
                };
                let touched = begun(&client, self.begin.take(), answer).await;
                touched.map_err(|error| self.note(error))
            }
        }
    }

    /// Runs a statement once for each row of values. PostgreSQL is sent all of them at once: an
    /// answer is a journey, and a restore has a hundred thousand rows.
    pub(crate) async fn execute_each(&mut self, text: &str, rows: &[Vec<Value>]) -> Result<()> {
        let Conn::Postgres(client) = &self.conn else {
            for values in rows {
                self.execute(text, values).await?;
            }
            return Ok(());
        };
        self.queries = self
            .queries
            .saturating_add(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let client = Arc::clone(client);
        let answers = async {
            let prepared = client.prepare_cached(text).await?;
            let each = rows.iter().map(|values| {
                let (client, prepared) = (&client, &prepared);
                async move { client.execute(prepared, &borrowed(values)).await }
            });
            futures_util::future::try_join_all(each).await
        };
        let touched = begun(&client, self.begin.take(), answers).await;
        touched.map_err(|error| self.note(error))?;
        Ok(())
    }

    /// Runs several statements without values.
    pub(crate) async fn batch(&mut self, text: &str) -> Result<()> {
        match &self.conn {
            Conn::Sqlite(_) if self.failed => Err(Error::went_on()),
            Conn::Sqlite(conn) => {
                let ran = conn
                    .execute_batch(text)
                    .map_err(|error| of_disk(conn, error.into()));
                self.failed |= ran.is_err();
                ran
            }
            Conn::Postgres(client) => {
                let client = Arc::clone(client);
                let ran = begun(&client, self.begin.take(), client.batch_execute(text)).await;
                ran.map_err(|error| self.note(error))
            }
        }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.conn, Conn::Postgres(_))
    }

    pub(crate) fn note(&mut self, error: tokio_postgres::Error) -> Error {
        let error = Error::from(error);
        self.failed = true;
        if matches!(error, Error::Conflict | Error::Unavailable(_)) {
            self.run_again = true;
        }
        error
    }

    /// The highest transaction mark below which all transactions have ended.
    ///
    /// SQLite has one writer, so that rows appear in the order of their numbers and there is
    /// nothing to wait for; on PostgreSQL a row with a lower number may be committed later.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn settled_mark(&mut self) -> Result<i64> {
        if !self.is_postgres() {
            return Ok(i64::MAX);
        }
        let marks: Vec<i64> = self
            .fetch(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
                &[],
            )
            .await?;
        marks
            .first()
            .copied()
            .ok_or_else(|| Error::Shape("no snapshot".into()))
    }

    /// Takes a lock that ends with the unit; false when another node holds it.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn try_lock(&mut self, name: i64) -> Result<bool> {
        if !self.is_postgres() {
            return Ok(true);
        }
        let got: Vec<i64> = self
            .fetch(
                "SELECT pg_try_advisory_xact_lock($1)::int::bigint",
                &[name.into()],
            )
            .await?;
        Ok(got == [1])
    }

    /// Wakes all who listen to `subject`, on every node, once this unit is committed; nobody when it
    /// is not.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn tell(&mut self, subject: &'static str) -> Result<()> {
        if self.told.contains(&subject) {
            return Ok(());
        }
        self.told.push(subject);
        if self.is_postgres() {
            self.execute("SELECT pg_notify($1, '')", &[subject.into()])
                .await?;
        }
        Ok(())
    }

    pub(crate) async fn engine_version(&mut self) -> Result<String> {
        if self.is_postgres() {
            let versions: Vec<String> = self
                .fetch("SELECT current_setting('server_version')", &[])
                .await?;
            let version = versions.first().map_or("", String::as_str);
            return Ok(format!(
                "PostgreSQL {}",
                version.split(' ').next().unwrap_or_default()
            ));
        }
        Ok(format!("SQLite {}", rusqlite::version()))
    }

    pub(crate) async fn size(&mut self) -> Result<u64> {
        let text = match self.is_postgres() {
            true => "SELECT pg_database_size(current_database())",
            false => "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        };
        let bytes: Vec<i64> = self.fetch(text, &[]).await?;
        Ok(bytes
            .first()
            .and_then(|bytes| u64::try_from(*bytes).ok())
            .unwrap_or_default())
    }

    pub(crate) async fn check(&mut self) -> Result<()> {
        if self.is_postgres() {
            return Ok(());
        }
        let findings: Vec<String> = self.fetch("PRAGMA quick_check(1)", &[]).await?;
        match findings.first() {
            Some(finding) if finding != "ok" => Err(Error::Corrupt(finding.clone())),
            _ => Ok(()),
        }
    }
}

/// Sends what begins the transaction, if it was not sent yet, and the statement right behind it: one
/// journey for both.
async fn begun<T>(
    client: &deadpool_postgres::Object,
    begin: Option<&'static str>,
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, tokio_postgres::Error> {
    match begin {
        None => statement.await,
        Some(begin) => {
            let (begun, answer) = futures_util::join!(client.batch_execute(begin), statement);
            begun.and(answer)
        }
    }
}

fn fetch_sqlite<T: FromRow>(
    conn: &rusqlite::Connection,
    text: &str,
    values: &[Value],
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(text)?;
    bind(&mut statement, values)?;
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    // A write with RETURNING is asked like a reading, and a unique index may refuse it.
    while let Some(row) = rows.next().map_err(|error| by_index_name(conn, error))? {
        found.push(T::from_row(&mut Row::sqlite(row))?);
    }
    Ok(found)
}

fn execute_sqlite(conn: &rusqlite::Connection, text: &str, values: &[Value]) -> Result<u64> {
    let mut statement = conn.prepare_cached(text)?;
    bind(&mut statement, values)?;
    match statement.raw_execute() {
        Ok(touched) => Ok(touched as u64),
        Err(error) => Err(by_index_name(conn, error)),
    }
}

/// SQLite tells the columns of a unique index that refused a row; the program knows it by its name.
fn by_index_name(conn: &rusqlite::Connection, error: rusqlite::Error) -> Error {
    const NAMED: &str = "SELECT i.name FROM pragma_index_list(?1) i
        WHERE i.\"unique\" = 1 AND i.origin = 'c'
          AND (SELECT group_concat(c.name, ', ') FROM pragma_index_info(i.name) c) = ?2";
    let columns = match &error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        _ => return error.into(),
    };
    match Error::from(error) {
        Error::Taken(guess) => {
            let (table, columns) = taken_columns(&columns);
            let named = conn.query_row(NAMED, [table, &columns.join(", ")], |row| row.get(0));
            Error::Taken(named.unwrap_or(guess))
        }
        other => other,
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, values: &[Value]) -> Result<()> {
    let wanted = statement.parameter_count();
    if wanted != values.len() {
        return Err(Error::Shape(format!(
            "{wanted} placeholders, {} values",
            values.len()
        )));
    }
    for (at, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value)?;
    }
    Ok(())
}

fn borrowed(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}
