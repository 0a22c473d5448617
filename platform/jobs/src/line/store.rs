use oqu_db::{Query, Result, Tx};

use super::rules::{Filters, Mark};
use crate::rows::{JobRow, State, job_columns};
use crate::{JobId, worker::schedules};

pub(crate) use schedules::ScheduleRow;

/// Jobs of a page.
pub(crate) const PAGE: usize = 50;
/// Counted so far; beyond it "more than" is said.
pub(crate) const COUNTED: i64 = 1_000;
/// Dead letters that stand before everything else.
const FIRST_DEAD: i64 = 10;

macro_rules! count_of {
    ($state:literal) => {
        concat!(
            "SELECT '",
            $state,
            "', (SELECT CAST(count(*) AS BIGINT) FROM \
             (SELECT 1 AS one FROM jobs WHERE state = '",
            $state,
            "' LIMIT 1001) AS counted)"
        )
    };
}

oqu_db::statements! {
    COUNTS = concat!(
        count_of!("queued"), " UNION ALL ", count_of!("running"), " UNION ALL ", count_of!("done"),
        " UNION ALL ", count_of!("dead"), " UNION ALL ", count_of!("dropped"));
    DEAD = concat!("SELECT ", job_columns!(), " FROM jobs WHERE state = 'dead' ORDER BY id DESC LIMIT $1");
}

/// A page of the list.
pub(crate) struct Page {
    pub rows: Vec<JobRow>,
    /// Whether there are newer ones.
    pub newer: bool,
    /// Whether there are older ones.
    pub older: bool,
}

fn narrowed(mut query: Query, filters: &Filters) -> Query {
    match filters.state {
        Some(state) => query = query.push(" AND state = ").bind(state.word()),
        // They stand above the list.
        None if filters.is_empty() => query = query.push(" AND state <> 'dead'"),
        None => {}
    }
    if let Some(kind) = &filters.kind {
        query = query.push(" AND kind = ").bind(kind);
    }
    if !filters.key.is_empty() {
        let letters = i64::try_from(filters.key.chars().count()).unwrap_or(i64::MAX);
        query = query
            .push(" AND (substr(work_key, 1, CAST(")
            .bind(letters)
            .push(" AS INTEGER)) = ")
            .bind(&filters.key);
        if let Ok(id) = filters.key.parse::<JobId>() {
            query = query.push(" OR id = ").bind(id);
        }
        query = query.push(")");
    }
    query
}

/// One page of the list, newest first.
pub(crate) async fn page(tx: &mut Tx, filters: &Filters, mark: Mark) -> Result<Page> {
    let query = Query::new(concat!("SELECT ", job_columns!(), " FROM jobs WHERE 1 = 1"));
    let query = narrowed(query, filters);
    let query = match mark {
        Mark::Newest => query.push(" ORDER BY id DESC"),
        Mark::OlderThan(id) => query.push(" AND id < ").bind(id).push(" ORDER BY id DESC"),
        Mark::NewerThan(id) => query.push(" AND id > ").bind(id).push(" ORDER BY id"),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<JobRow> = tx.list(&query.push(" LIMIT ").bind(limit)).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(match mark {
        Mark::NewerThan(_) => {
            rows.reverse();
            Page {
                rows,
                newer: more,
                older: true,
            }
        }
        Mark::OlderThan(_) | Mark::Newest => Page {
            rows,
            newer: mark != Mark::Newest,
            older: more,
        },
    })
}

/// How many there are, counted up to one past [`COUNTED`].
pub(crate) async fn count(tx: &mut Tx, filters: &Filters) -> Result<i64> {
    let query =
        Query::new("SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 AS one FROM jobs WHERE 1 = 1");
    let query = narrowed(query, filters)
        .push(" LIMIT ")
        .bind(COUNTED + 1)
        .push(") AS found");
    let counts: Vec<i64> = tx.list(&query).await?;
    Ok(counts.first().copied().unwrap_or_default())
}

/// How many jobs are in each state, counted up to one past [`COUNTED`].
pub(crate) async fn counts(tx: &mut Tx) -> Result<Vec<(State, i64)>> {
    tx.all(&COUNTS, &[]).await
}

/// The newest dead letters.
pub(crate) async fn dead(tx: &mut Tx) -> Result<Vec<JobRow>> {
    tx.all(&DEAD, &[FIRST_DEAD.into()]).await
}

/// All schedules.
pub(crate) async fn schedules(tx: &mut Tx) -> Result<Vec<ScheduleRow>> {
    schedules::all(tx).await
}
