//! Whole tables in and out, for backup and restore: the same shape on both engines.
//!
//! Columns named `seq` and `xid` are the engine's own order of arrival; they are left out and
//! given anew, rows keep their order. Search tables are made again from the rows.

use std::sync::Arc;

use crate::tx::Conn;
use crate::{Error, FromRow, Result, Row, Tx, Value, ValueRef};

/// One cell of a row on its way between databases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// SQL's null.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes, ids among them.
    Bytes(Vec<u8>),
}

/// A table as both engines see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableShape {
    /// Its name.
    pub name: String,
    /// Its columns in order of their names, so that both engines agree.
    pub columns: Vec<String>,
    /// The columns that rows are ordered by.
    order: Vec<String>,
    /// Which columns hold ids, which PostgreSQL wants as `uuid`.
    ids: Vec<bool>,
}

/// Rows fetched at once from PostgreSQL.
const SLICE: usize = 1_000;
/// The place of a column that belongs to no key.
const LAST: i64 = i64::MAX;
/// Left to the engine.
const OWN: [&str; 2] = ["seq", "xid"];

struct Cells(Vec<Cell>);

impl FromRow for Cells {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let count: i64 = row.next()?;
        let mut cells = Vec::new();
        for _ in 0..count {
            cells.push(match row.next_raw()? {
                ValueRef::Null => Cell::Null,
                ValueRef::Int(number) => Cell::Int(number),
                ValueRef::Text(text) => Cell::Text(text.to_owned()),
                ValueRef::Bytes(bytes) => Cell::Bytes(bytes.to_vec()),
            });
        }
        Ok(Self(cells))
    }
}

impl Tx {
    /// All tables that hold rows of their own, in order of name.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn tables(&mut self) -> Result<Vec<TableShape>> {
        let text = if self.is_postgres() {
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text,
                    coalesce(k.ordinal_position, 0)::bigint
             FROM information_schema.columns c
             JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema
             LEFT JOIN information_schema.table_constraints p
               ON p.table_name = c.table_name AND p.table_schema = c.table_schema AND p.constraint_type = 'PRIMARY KEY'
             LEFT JOIN information_schema.key_column_usage k
               ON k.constraint_name = p.constraint_name AND k.table_name = c.table_name
              AND k.table_schema = c.table_schema AND k.column_name = c.column_name
             WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
             ORDER BY c.table_name, c.column_name"
        } else {
            "SELECT t.name, c.name, c.type, c.pk
             FROM pragma_table_list t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.schema = 'main' AND t.name NOT LIKE 'sqlite%'
             ORDER BY t.name, c.name"
        };
        let columns: Vec<(String, String, String, i64)> = self.fetch(text, &[]).await?;
        Ok(gather(columns))
    }

    /// Gives each row of a table to `take`, ordered by its key.
    ///
    /// # Errors
    /// The database's failure, or what `take` returns.
    pub async fn each_row(
        &mut self,
        table: &TableShape,
        mut take: impl FnMut(Vec<Cell>) -> Result<()>,
    ) -> Result<()> {
        let text = table.selection();
        if !self.is_postgres() {
            let Conn::Sqlite(conn) = &self.conn else {
                return Ok(());
            };
            let mut statement = conn.prepare(&text)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                take(Cells::from_row(&mut Row::sqlite(row))?.0)?;
            }
            return Ok(());
        }
        self.batch(&format!("DECLARE transfer NO SCROLL CURSOR FOR {text}"))
            .await?;
        loop {
            let rows = self.fetch_slice().await?;
            let last = rows.len() < SLICE;
            for row in rows {
                take(row.0)?;
            }
            if last {
                break;
            }
        }
        self.batch("CLOSE transfer").await
    }

    /// Never from the cache of prepared statements: the columns differ from table to table.
    async fn fetch_slice(&mut self) -> Result<Vec<Cells>> {
        let Conn::Postgres(client) = &self.conn else {
            return Ok(Vec::new());
        };
        let client = Arc::clone(client);
        let rows = client
            .query(&format!("FETCH {SLICE} FROM transfer"), &[])
            .await
            .map_err(|error| self.note(error))?;
        rows.iter()
            .map(|row| Cells::from_row(&mut Row::postgres(row)))
            .collect()
    }

    /// How many rows a table holds.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn row_count(&mut self, table: &TableShape) -> Result<u64> {
        let counts: Vec<i64> = self
            .fetch(&format!("SELECT count(*) FROM {}", table.name), &[])
            .await?;
        Ok(counts
            .first()
            .copied()
            .and_then(|count| u64::try_from(count).ok())
            .unwrap_or_default())
    }

    /// Puts rows that [`Tx::each_row`] gave; some thousand at once are well.
    ///
    /// # Errors
    /// When a row does not fit the table.
    pub async fn put_rows(&mut self, table: &TableShape, rows: Vec<Vec<Cell>>) -> Result<()> {
        let mut all = Vec::with_capacity(rows.len());
        for cells in rows {
            if cells.len() != table.columns.len() {
                let count = cells.len();
                return Err(Error::Shape(format!(
                    "{count} cells for table {}",
                    table.name
                )));
            }
            let values = cells.into_iter().zip(&table.ids);
            all.push(values.map(|(cell, id)| value(cell, *id)).collect());
        }
        self.execute_each(&table.insertion(), &all).await
    }

    /// Lets links between rows be checked at the end of the unit, when all tables are filled.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn defer_links(&mut self) -> Result<()> {
        if !self.is_postgres() {
            return self.batch("PRAGMA defer_foreign_keys = ON").await;
        }
        // PostgreSQL defers only links that were declared so; SQLite any.
        let links: Vec<(String, String)> = self
            .fetch(
                "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint
                 WHERE contype = 'f' AND NOT condeferrable
                   AND connamespace = current_schema()::regnamespace",
                &[],
            )
            .await?;
        for (table, link) in links {
            self.batch(&format!(
                "ALTER TABLE {table} ALTER CONSTRAINT {link} DEFERRABLE"
            ))
            .await?;
        }
        self.batch("SET CONSTRAINTS ALL DEFERRED").await
    }

    /// Checks now the links that [`Tx::defer_links`] let wait; SQLite does it with the commit.
    ///
    /// # Errors
    /// [`Error::Linked`] when a row names one that is not there.
    pub async fn check_links(&mut self) -> Result<()> {
        if self.is_postgres() {
            self.batch("SET CONSTRAINTS ALL IMMEDIATE").await?;
        }
        Ok(())
    }

    /// Removes all rows of a table.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn empty(&mut self, table: &TableShape) -> Result<()> {
        self.execute(&format!("DELETE FROM {}", table.name), &[])
            .await?;
        Ok(())
    }

    /// Moves PostgreSQL's number givers past the rows that came in with numbers of their own.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn settle_numbers(&mut self) -> Result<()> {
        if !self.is_postgres() {
            return Ok(());
        }
        let columns: Vec<(String, String)> = self
            .fetch(
                "SELECT table_name::text, column_name::text FROM information_schema.columns
                 WHERE table_schema = current_schema() AND is_identity = 'YES'",
                &[],
            )
            .await?;
        for (table, column) in columns {
            self.batch(&format!(
                "SELECT setval(pg_get_serial_sequence('{table}', '{column}'), \
                 coalesce((SELECT max({column}) FROM {table}), 0) + 1, false)"
            ))
            .await?;
        }
        Ok(())
    }
}

impl TableShape {
    fn selection(&self) -> String {
        let columns = self.columns.join(", ");
        let order = self.order.join(", ");
        let count = self.columns.len();
        format!(
            "SELECT CAST({count} AS BIGINT), {columns} FROM {} ORDER BY {order}",
            self.name
        )
    }

    fn insertion(&self) -> String {
        let columns = self.columns.join(", ");
        let places: Vec<String> = (1..=self.columns.len())
            .map(|number| format!("${number}"))
            .collect();
        format!(
            "INSERT INTO {} ({columns}) VALUES ({})",
            self.name,
            places.join(", ")
        )
    }
}

fn value(cell: Cell, id: bool) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(number) => Value::Int(number),
        Cell::Text(text) => Value::Text(text),
        Cell::Bytes(bytes) => match <[u8; 16]>::try_from(bytes.as_slice()) {
            Ok(sixteen) if id => Value::Id(uuid::Uuid::from_bytes(sixteen)),
            _ => Value::Bytes(bytes),
        },
    }
}

/// Builds shapes from (table, column, type, place in the key) lines that are ordered by table.
fn gather(lines: Vec<(String, String, String, i64)>) -> Vec<TableShape> {
    let mut shapes: Vec<TableShape> = Vec::new();
    let mut keys: Vec<(i64, String)> = Vec::new();
    for (table, column, kind, place) in lines {
        if is_search(&table) {
            continue;
        }
        if shapes.last().is_none_or(|shape| shape.name != table) {
            finish(&mut shapes, &mut keys);
            shapes.push(TableShape {
                name: table,
                columns: Vec::new(),
                order: Vec::new(),
                ids: Vec::new(),
            });
        }
        if column == "xid" {
            keys.push((-1, column.clone()));
        } else if place > 0 {
            keys.push((place, in_order(&column, &kind)));
        } else if !OWN.contains(&column.as_str()) {
            keys.push((LAST, in_order(&column, &kind)));
        }
        if let Some(shape) = shapes.last_mut()
            && !OWN.contains(&column.as_str())
        {
            shape.columns.push(column);
            shape.ids.push(kind == "uuid");
        }
    }
    finish(&mut shapes, &mut keys);
    shapes
}

/// PostgreSQL would order text by the language of its database.
fn in_order(column: &str, kind: &str) -> String {
    if kind == "text" {
        format!("{column} COLLATE \"C\" NULLS FIRST")
    } else {
        format!("{column} NULLS FIRST")
    }
}

/// A table is ordered by its key; one without a key by all its columns.
fn finish(shapes: &mut [TableShape], keys: &mut Vec<(i64, String)>) {
    keys.sort();
    if keys.iter().any(|(place, _)| *place != LAST) {
        keys.retain(|(place, _)| *place != LAST);
    }
    if let Some(shape) = shapes.last_mut() {
        shape.order = keys.drain(..).map(|(_, column)| column).collect();
    }
}

/// Search tables, and the shadow tables that FTS5 keeps beside them.
fn is_search(table: &str) -> bool {
    table.ends_with("_search") || table.contains("_search_")
}
