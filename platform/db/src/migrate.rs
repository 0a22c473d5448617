//! Forward-only migrations, checked by their hash and rehearsed before they touch data.

use sha2::{Digest, Sha256};

use crate::{Backend, Db, Error, Result, Tx};

/// One step of an area's tables.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The area: `identity`.
    pub area: &'static str,
    /// Its place in the area, from 1 without gaps.
    pub number: u32,
    /// What it does, in a word or two.
    pub name: &'static str,
    /// The text with tokens: `@SERIAL@ @ID@ @BYTES@ @STRICT@`, `@SEARCH table@`, and parts
    /// between `-- @sqlite` or `-- @postgres` and `-- @end` for one engine only.
    pub text: &'static str,
}

/// All steps of the program, in the order in which areas build on each other.
#[derive(Clone, Debug, Default)]
pub struct Migrations(Vec<Migration>);

/// A step that has not been taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The area.
    pub area: &'static str,
    /// Its place.
    pub number: u32,
    /// What it does.
    pub name: &'static str,
}

/// A step that a database has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The area.
    pub area: String,
    /// Its place.
    pub number: i64,
    /// The hash of its text.
    pub checksum: String,
}

crate::row! {
    /// A step that a database has taken, for people.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Applied {
        /// The area that owns the tables.
        pub area: String,
        /// Its place in the area.
        pub number: i64,
        /// What it makes.
        pub name: String,
        /// When it was taken.
        pub at: oqu_kernel::Moment,
    }
}

impl Taken {
    fn is(&self, step: &Migration) -> bool {
        step.area == self.area
            && i64::from(step.number) == self.number
            && step.checksum() == self.checksum
    }
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (
    area TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (area, number)
)";
/// A number that means "migrating" among the advisory locks.
const LOCK: i64 = 0x4f_51_55_01;

impl Migrations {
    /// Gathers the steps of the areas, lowest area first.
    pub fn of(areas: &[&[Migration]]) -> Self {
        Self(areas.concat())
    }

    /// The steps that `db` still lacks.
    ///
    /// # Errors
    /// When a step that was taken has changed, or the database knows newer steps than the program.
    pub async fn pending(&self, db: &Db) -> Result<Vec<Pending>> {
        let steps = self.clone();
        let waiting = db.read(async move |tx| steps.missing(tx).await).await?;
        Ok(waiting.into_iter().map(Migration::pending).collect())
    }

    /// Takes all missing steps in one transaction, after a rehearsal when there is data to lose.
    ///
    /// # Errors
    /// As [`Migrations::pending`], or when a step fails; then nothing has changed.
    pub async fn apply(&self, db: &Db, now: oqu_kernel::Moment) -> Result<Vec<Pending>> {
        let waiting = self.pending(db).await?;
        if waiting.is_empty() {
            return Ok(waiting);
        }
        if waiting.len() < self.0.len() {
            self.rehearse(db, now).await?;
        }
        let steps = self.clone();
        let taken = db
            .write(async move |tx| steps.take_missing(tx, now).await)
            .await;
        match taken {
            // Another node was faster: what it did is what was wanted.
            Err(_) if self.pending(db).await?.is_empty() => Ok(Vec::new()),
            Err(error) => Err(error),
            Ok(()) => Ok(waiting),
        }
    }

    /// Takes all missing steps inside a unit of work of the caller, which fills the tables as well.
    ///
    /// # Errors
    /// As [`Migrations::apply`].
    pub async fn apply_within(&self, tx: &mut Tx, now: oqu_kernel::Moment) -> Result<()> {
        self.take_missing(tx, now).await
    }

    /// The steps up to those named by area and number: the tables as they were at that time.
    ///
    /// # Errors
    /// When one of them is not known to this program, or was another then.
    pub fn up_to(&self, known: &[Taken]) -> Result<Self> {
        let kept: Vec<Migration> = self
            .0
            .iter()
            .filter(|step| known.iter().any(|taken| taken.is(step)))
            .copied()
            .collect();
        match known
            .iter()
            .find(|taken| !kept.iter().any(|step| taken.is(step)))
        {
            None => Ok(Self(kept)),
            Some(taken) => Err(Error::Migration(format!(
                "step {} of {} is not known to this Oqu; use the version that it comes from or a newer one",
                taken.number, taken.area
            ))),
        }
    }

    /// The steps that a database has taken.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn taken(tx: &mut Tx) -> Result<Vec<Taken>> {
        let steps = taken(tx).await?;
        Ok(steps
            .into_iter()
            .map(|(area, number, checksum)| Taken {
                area,
                number,
                checksum,
            })
            .collect())
    }

    /// The steps that a database has taken, with their times, by area and number.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn applied(tx: &mut Tx) -> Result<Vec<Applied>> {
        tx.fetch(
            "SELECT area, number, name, applied_at FROM migrations ORDER BY area, number",
            &[],
        )
        .await
    }

    /// SQLite: on a copy of the file. PostgreSQL: in a transaction that is undone.
    async fn rehearse(&self, db: &Db, now: oqu_kernel::Moment) -> Result<()> {
        let failed = |error: Error| {
            Error::Migration(format!(
                "the rehearsal failed, nothing was changed: {error}"
            ))
        };
        match db.backend() {
            Backend::Sqlite(sqlite) => {
                // Beside the data: there is room, and nobody else may read it.
                let folder = tempfile::tempdir_in(sqlite.folder())
                    .map_err(|error| Error::Unavailable(error.to_string()))?;
                let copy = folder.path().join("oqu.db");
                sqlite.copy_to(copy.clone()).await.map_err(failed)?;
                let rehearsal =
                    Box::pin(Db::open(&crate::Place::Sqlite(copy), crate::Mode::Own)).await?;
                let steps = self.clone();
                rehearsal
                    .write(async move |tx| steps.take_missing(tx, now).await)
                    .await
                    .map_err(failed)
            }
            Backend::Postgres(_) => {
                let steps = self.clone();
                let rehearsed: std::result::Result<(), Rehearsal> = db
                    .write(async move |tx| {
                        steps.take_missing(tx, now).await?;
                        Err(Rehearsal::Passed)
                    })
                    .await;
                match rehearsed {
                    Ok(()) | Err(Rehearsal::Passed) => Ok(()),
                    Err(Rehearsal::Failed(error)) => Err(failed(error)),
                }
            }
        }
    }

    async fn missing(&self, tx: &mut Tx) -> Result<Vec<Migration>> {
        let known = taken(tx).await?;
        for (area, number, checksum) in &known {
            let step = self
                .0
                .iter()
                .find(|step| step.area == area && i64::from(step.number) == *number);
            match step {
                Some(step) if step.checksum() == *checksum => {}
                Some(_) => {
                    return Err(Error::Migration(format!(
                        "step {number} of {area} was changed after it had been applied; put its text back and add a new step"
                    )));
                }
                None => {
                    return Err(Error::Migration(format!(
                        "the database has step {number} of {area}, which this Oqu does not know; start a newer Oqu"
                    )));
                }
            }
        }
        let is_known = |step: &Migration| {
            known
                .iter()
                .any(|(area, number, _)| step.area == area && i64::from(step.number) == *number)
        };
        Ok(self
            .0
            .iter()
            .filter(|step| !is_known(step))
            .copied()
            .collect())
    }

    async fn take_missing(&self, tx: &mut Tx, now: oqu_kernel::Moment) -> Result<()> {
        if tx.is_postgres() {
            tx.execute("SELECT pg_advisory_xact_lock($1)", &[LOCK.into()])
                .await?;
        }
        tx.batch(TABLE).await?;
        for step in self.missing(tx).await? {
            let text = in_words_of(tx.is_postgres(), step.text)?;
            tx.batch(&text).await.map_err(|error| {
                Error::Migration(format!("step {} of {}: {error}", step.number, step.area))
            })?;
            tx.execute(
                "INSERT INTO migrations (area, number, name, checksum, applied_at) VALUES ($1, $2, $3, $4, $5)",
                &[step.area.into(), step.number.into(), step.name.into(), step.checksum().into(), now.into()],
            )
            .await?;
        }
        Ok(())
    }
}

enum Rehearsal {
    Passed,
    Failed(Error),
}

impl From<Error> for Rehearsal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Migration {
    fn checksum(&self) -> String {
        let hash = Sha256::digest(self.text.as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn pending(self) -> Pending {
        Pending {
            area: self.area,
            number: self.number,
            name: self.name,
        }
    }
}

async fn taken(tx: &mut Tx) -> Result<Vec<(String, i64, String)>> {
    let there = if tx.is_postgres() {
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migrations'"
    } else {
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'"
    };
    let count: Vec<i64> = tx.fetch(there, &[]).await?;
    if count == [0] {
        return Ok(Vec::new());
    }
    tx.fetch(
        "SELECT area, number, checksum FROM migrations ORDER BY area, number",
        &[],
    )
    .await
}

/// Puts the engine's own words in place of the tokens.
fn in_words_of(postgres: bool, text: &str) -> Result<String> {
    let mut kept = String::new();
    let mut only: Option<bool> = None;
    for line in text.lines() {
        match line.trim() {
            "-- @sqlite" => only = Some(false),
            "-- @postgres" => only = Some(true),
            "-- @end" => only = None,
            _ if only.is_none_or(|engine| engine == postgres) => {
                kept.push_str(line);
                kept.push('\n');
            }
            _ => {}
        }
    }
    let words: [(&str, &str); 4] = if postgres {
        [
            (
                "@SERIAL@",
                "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            ),
            ("@ID@", "UUID"),
            ("@BYTES@", "BYTEA"),
            ("@STRICT@", ""),
        ]
    } else {
        [
            ("@SERIAL@", "INTEGER PRIMARY KEY AUTOINCREMENT"),
            ("@ID@", "BLOB"),
            ("@BYTES@", "BLOB"),
            ("@STRICT@", "STRICT"),
        ]
    };
    for (token, word) in words {
        kept = kept.replace(token, word);
    }
    // STRICT tables know INTEGER and not BIGINT; the two are one thing there.
    if !postgres {
        kept = kept.replace("BIGINT", "INTEGER");
    }
    search_tables(postgres, &kept)
}

fn search_tables(postgres: bool, text: &str) -> Result<String> {
    let mut parts = text.split("@SEARCH ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (table, rest) = part
            .split_once('@')
            .ok_or_else(|| Error::Migration("@SEARCH without its end".into()))?;
        out.push_str(&if postgres {
            format!(
                "CREATE TABLE {table} (number BIGINT PRIMARY KEY, terms tsvector NOT NULL);\n\
                 CREATE INDEX {table}_terms ON {table} USING gin (terms)"
            )
        } else {
            format!(
                "CREATE VIRTUAL TABLE {table} USING fts5(terms, content = '', contentless_delete = 1, \
                 detail = none, prefix = '2 3 4', tokenize = 'ascii')"
            )
        });
        out.push_str(rest);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::in_words_of;

    #[test]
    fn tokens_become_the_engine_s_words() {
        let text = "CREATE TABLE a (n @SERIAL@, id @ID@, at BIGINT) @STRICT@;\n-- @sqlite\nonly here;\n-- @end\n@SEARCH a_search@;";
        let sqlite = in_words_of(false, text).unwrap();
        assert!(
            sqlite.contains("n INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB, at INTEGER) STRICT")
        );
        assert!(sqlite.contains("only here"));
        assert!(sqlite.contains("fts5"));
        let postgres = in_words_of(true, text).unwrap();
        assert!(postgres.contains("id UUID, at BIGINT"));
        assert!(!postgres.contains("only here"));
        assert!(postgres.contains("tsvector"));
    }
}
