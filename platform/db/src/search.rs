use crate::tx::Conn;
use crate::{Result, Tx, Value};

/// A full-text index over folded and stemmed words, beside a table whose rows have a `number`.
///
/// FTS5 on SQLite, a `simple` tsvector on PostgreSQL; made by `@SEARCH name@` in a migration.
#[derive(Clone, Copy, Debug)]
pub struct SearchIndex(&'static str);

impl SearchIndex {
    /// The index with this table name.
    pub const fn new(table: &'static str) -> Self {
        Self(table)
    }

    pub(crate) const fn table(self) -> &'static str {
        self.0
    }

    /// Puts the words of row `number`, in place of what was there.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn put(self, tx: &mut Tx, number: i64, text: &str) -> Result<()> {
        let terms = oqu_text::search::index_terms(text);
        tx.execute(&self.insertion(tx), &[number.into(), terms.into()])
            .await?;
        Ok(())
    }

    /// As [`SearchIndex::put`], for some thousand rows at once: (number, text).
    ///
    /// # Errors
    /// The database's failure.
    pub async fn put_all(
        self,
        tx: &mut Tx,
        rows: impl IntoIterator<Item = (i64, String)>,
    ) -> Result<()> {
        let rows: Vec<Vec<Value>> = rows
            .into_iter()
            .map(|(number, text)| {
                let terms = oqu_text::search::index_terms(&text);
                vec![number.into(), terms.into()]
            })
            .collect();
        tx.execute_each(&self.insertion(tx), &rows).await
    }

    fn insertion(self, tx: &Tx) -> String {
        let table = self.0;
        match tx.conn {
            Conn::Sqlite(_) => {
                format!("INSERT OR REPLACE INTO {table} (rowid, terms) VALUES ($1, $2)")
            }
            Conn::Postgres(_) => format!(
                "INSERT INTO {table} (number, terms) VALUES ($1, to_tsvector('simple', $2)) \
                 ON CONFLICT (number) DO UPDATE SET terms = excluded.terms"
            ),
        }
    }

    /// Forgets row `number`.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn remove(self, tx: &mut Tx, number: i64) -> Result<()> {
        let table = self.0;
        let remove = match tx.conn {
            Conn::Sqlite(_) => format!("DELETE FROM {table} WHERE rowid = $1"),
            Conn::Postgres(_) => format!("DELETE FROM {table} WHERE number = $1"),
        };
        tx.execute(&remove, &[number.into()]).await?;
        Ok(())
    }
}
