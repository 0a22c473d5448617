//! What the areas give when two records of one person become one: each knows the columns of its own
//! tables that hold a person, says what would move, and moves it in the unit of the merge.

use std::sync::Arc;

use oqu_audit::By;
use oqu_db::{Query, Result, Tx};
use oqu_kernel::PersonId;
use oqu_web::Words;

use crate::api::InUnit;

/// A column of an area's tables that holds the id of a person. Whoever merges two records of one
/// person has to know them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonColumn {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The message that tells how many rows there are, `{ $count }`; empty when people need not be told.
    pub counted: &'static str,
}

impl PersonColumn {
    /// A column whose rows are counted for people by a message.
    pub const fn counted(table: &'static str, column: &'static str, counted: &'static str) -> Self {
        Self {
            table,
            column,
            counted,
        }
    }

    /// A column beside others, of which people need not be told.
    pub const fn quiet(table: &'static str, column: &'static str) -> Self {
        Self::counted(table, column, "")
    }
}

/// What an area has of a record that is to be merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moving {
    /// What moves, in words with its count: «3 құжат».
    pub moves: Vec<String>,
    /// What keeps the two from being merged, in words, with the page where it is settled.
    pub hindrances: Vec<(String, String)>,
}

/// Answered by every area that keeps ids of people: what of a record moves to another, and how?
pub trait Mover: Send + Sync + 'static {
    /// What the area is called in the code.
    fn area(&self) -> &'static str;

    /// The columns of its tables that hold a person and are moved.
    fn columns(&self) -> &'static [PersonColumn];

    /// What would move, and what keeps it from moving.
    fn look<'a>(
        &'a self,
        tx: &'a mut Tx,
        from: PersonId,
        to: PersonId,
        words: Words,
    ) -> InUnit<'a, Moving>;

    /// Moves all of it, in the unit of the merge.
    fn move_all<'a>(
        &'a self,
        tx: &'a mut Tx,
        by: &'a By,
        from: PersonId,
        to: PersonId,
    ) -> InUnit<'a, ()>;
}

/// A mover of an area whose columns stand alone: another id in each row is all.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// What the area is called in the code.
    pub area: &'static str,
    /// Its columns that hold a person.
    pub columns: &'static [PersonColumn],
}

impl Mover for Columns {
    fn area(&self) -> &'static str {
        self.area
    }

    fn columns(&self) -> &'static [PersonColumn] {
        self.columns
    }

    fn look<'a>(
        &'a self,
        tx: &'a mut Tx,
        from: PersonId,
        _: PersonId,
        words: Words,
    ) -> InUnit<'a, Moving> {
        Box::pin(async move {
            Ok(Moving {
                moves: count_columns(tx, self.columns, from, words).await?,
                hindrances: Vec::new(),
            })
        })
    }

    fn move_all<'a>(
        &'a self,
        tx: &'a mut Tx,
        _: &'a By,
        from: PersonId,
        to: PersonId,
    ) -> InUnit<'a, ()> {
        Box::pin(async move {
            for column in self.columns {
                move_column(tx, column, from, to).await?;
            }
            Ok(())
        })
    }
}

/// How many rows of these columns hold a person, in words, nothing for none. One statement for each
/// column that is counted.
///
/// # Errors
/// The database's failure.
pub async fn count_columns(
    tx: &mut Tx,
    columns: &[PersonColumn],
    person: PersonId,
    words: Words,
) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for column in columns.iter().filter(|column| !column.counted.is_empty()) {
        let count = rows(tx, column, person).await?;
        if count > 0 {
            told.push(words.t1(column.counted, "count", count));
        }
    }
    Ok(told)
}

/// How many rows of a column hold a person.
async fn rows(tx: &mut Tx, column: &PersonColumn, person: PersonId) -> Result<i64> {
    let PersonColumn { table, column, .. } = column;
    let text = format!("SELECT CAST(count(*) AS BIGINT) FROM {table} WHERE {column} = ");
    let counts: Vec<i64> = tx.list(&Query::new(&text).bind(person)).await?;
    Ok(counts.into_iter().sum())
}

/// Puts another person into each row of a column that holds `from`.
///
/// # Errors
/// The database's failure; [`oqu_db::Error::Taken`] when an index allows only one of the two rows.
pub async fn move_column(
    tx: &mut Tx,
    column: &PersonColumn,
    from: PersonId,
    to: PersonId,
) -> Result<()> {
    let PersonColumn { table, column, .. } = column;
    let query = Query::new(&format!("UPDATE {table} SET {column} = "))
        .bind(to)
        .push(&format!(" WHERE {column} = "))
        .bind(from)
        .push(&format!(" RETURNING {column}"));
    tx.list::<PersonId>(&query).await?;
    Ok(())
}

/// All areas that keep ids of people, as `app` gathers them. Cheap to clone.
#[derive(Clone)]
pub struct Movers(Arc<[Box<dyn Mover>]>);

impl Movers {
    /// These areas.
    pub fn of(movers: Vec<Box<dyn Mover>>) -> Self {
        Self(movers.into())
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Mover> {
        self.0.iter().map(|mover| &**mover)
    }

    /// What all of them have of a record.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn look(
        &self,
        tx: &mut Tx,
        from: PersonId,
        to: PersonId,
        words: Words,
    ) -> Result<Moving> {
        let mut all = Moving::default();
        for mover in self.iter() {
            let moving = mover.look(tx, from, to, words).await?;
            all.moves.extend(moving.moves);
            all.hindrances.extend(moving.hindrances);
        }
        Ok(all)
    }

    /// Moves all of all areas.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn move_all(&self, tx: &mut Tx, by: &By, from: PersonId, to: PersonId) -> Result<()> {
        for mover in self.iter() {
            mover.move_all(tx, by, from, to).await?;
        }
        Ok(())
    }
}
