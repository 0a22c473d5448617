//! How the line stands, for those who look at the whole program.

use oqu_db::{Result, Tx};
use oqu_kernel::Moment;

oqu_db::row! {
    /// How many jobs are in a state, and the earliest time of one.
    #[derive(Clone, Debug)]
    struct OfState {
        state: String,
        count: i64,
        first: Option<Moment>,
    }
}

oqu_db::row! {
    /// A process that runs jobs at this moment.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Busy {
        /// Its machine, process number and mark.
        pub worker: String,
        /// How many it runs.
        pub jobs: i64,
        /// Until when it holds them unless it says so again.
        pub until: Moment,
    }
}

oqu_db::statements! {
    STATES = "SELECT state, CAST(count(*) AS BIGINT), min(run_at) FROM jobs \
        WHERE state IN ('queued', 'running', 'dead') GROUP BY state";
    DEAD = "SELECT CAST(count(*) AS BIGINT) FROM jobs WHERE state = 'dead'";
    BUSY = "SELECT worker, CAST(count(*) AS BIGINT), max(leased_until) FROM jobs \
        WHERE state = 'running' AND leased_until > $1 GROUP BY worker ORDER BY worker";
}

/// How the line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Jobs that wait, those of later times included.
    pub waiting: i64,
    /// Jobs that run.
    pub running: i64,
    /// Dead letters.
    pub dead: i64,
    /// When the job that waits longest was due, when that is past.
    pub oldest: Option<Moment>,
}

/// How the line stands. One statement.
///
/// # Errors
/// The database's failure.
pub async fn standing(tx: &mut Tx, now: Moment) -> Result<Standing> {
    let rows: Vec<OfState> = tx.all(&STATES, &[]).await?;
    let mut standing = Standing::default();
    for row in rows {
        match row.state.as_str() {
            "queued" => {
                standing.waiting = row.count;
                standing.oldest = row.first.filter(|first| *first <= now);
            }
            "running" => standing.running = row.count,
            _ => standing.dead = row.count,
        }
    }
    Ok(standing)
}

/// How many dead letters wait for an administrator. One statement.
///
/// # Errors
/// The database's failure.
pub async fn dead_letters(tx: &mut Tx) -> Result<i64> {
    tx.one(&DEAD, &[]).await
}

/// The processes that run jobs at this moment, on all nodes. One statement.
///
/// # Errors
/// The database's failure.
pub async fn busy(tx: &mut Tx, now: Moment) -> Result<Vec<Busy>> {
    tx.all(&BUSY, &[now.into()]).await
}
