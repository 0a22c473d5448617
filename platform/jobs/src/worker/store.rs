use oqu_db::{Query, Result, Tx};
use oqu_kernel::{Moment, PersonId};

use crate::JobId;
use crate::work::Trouble;

oqu_db::row! {
    /// A job that was taken to be run.
    #[derive(Clone, Debug)]
    pub(crate) struct Taken {
        pub id: JobId,
        pub kind: String,
        pub payload: String,
        pub attempts: u32,
        pub attempts_limit: u32,
        pub asked_by: Option<PersonId>,
        pub asked_name: String,
        pub done: i64,
        pub total: i64,
    }
}

/// What is said of a job whose worker is no more.
const KILLED: &str = "jobs-trouble-killed";

/// Who holds a job: a worker in one of its tries. Everything that is written of a running job is
/// written under this condition, so that a worker that lost it changes nothing.
#[derive(Clone, Debug)]
pub(crate) struct Hold {
    pub id: JobId,
    pub worker: String,
    pub attempt: u32,
}

oqu_db::statements! {
    RENEW = "UPDATE jobs SET leased_until = $1, done = $2, total = $3 \
        WHERE id = $4 AND worker = $5 AND attempts = $6 AND state = 'running'";
    DONE = "UPDATE jobs SET state = 'done', finished_at = $1, done = $2, total = $3, leased_until = NULL \
        WHERE id = $4 AND worker = $5 AND attempts = $6 AND state = 'running'";
    AGAIN = "UPDATE jobs SET state = 'queued', run_at = $1, trouble = $2, trouble_detail = $3, \
        worker = NULL, leased_until = NULL \
        WHERE id = $4 AND worker = $5 AND attempts = $6 AND state = 'running'";
    DEAD = "UPDATE jobs SET state = 'dead', finished_at = $1, trouble = $2, trouble_detail = $3, leased_until = NULL \
        WHERE id = $4 AND worker = $5 AND attempts = $6 AND state = 'running'";
    GIVE_BACK = "UPDATE jobs SET state = 'queued', attempts = attempts - 1, worker = NULL, leased_until = NULL \
        WHERE id = $1 AND worker = $2 AND attempts = $3 AND state = 'running'";
    /// What a killed worker held is free again.
    RELEASE = "UPDATE jobs SET state = 'queued', trouble = $1, trouble_detail = '', \
        worker = NULL, leased_until = NULL \
        WHERE state = 'running' AND leased_until < $2 AND attempts < attempts_limit";
    /// What kills its worker each time is not tried for ever.
    RELEASE_NONE = "UPDATE jobs SET state = 'dead', finished_at = $1, trouble = $2, \
        trouble_detail = '', leased_until = NULL \
        WHERE state = 'running' AND leased_until < $3 AND attempts >= attempts_limit";
}

/// Takes the job that has waited longest, if there is one of these kinds.
pub(crate) async fn take(
    tx: &mut Tx,
    kinds: &[&'static str],
    worker: &str,
    now: Moment,
    until: Moment,
) -> Result<Option<Taken>> {
    let query = Query::new(
        "WITH first AS (SELECT id AS first_id FROM jobs WHERE state = 'queued' AND run_at <= ",
    )
    .bind(now)
    .push(" AND kind IN (")
    .bind_all(kinds.iter().copied())
    .push(") ORDER BY run_at, id LIMIT 1")
    .skip_locked()
    .push(") UPDATE jobs SET state = 'running', attempts = attempts + 1, worker = ")
    .bind(worker)
    .push(", leased_until = ")
    .bind(until)
    .push(", started_at = ")
    .bind(now)
    .push(
        " FROM first WHERE jobs.id = first.first_id \
         RETURNING id, kind, payload, attempts, attempts_limit, asked_by, asked_name, done, total",
    );
    let mut taken: Vec<Taken> = tx.list(&query).await?;
    Ok(taken.pop())
}

/// When the next job of these kinds is due.
pub(crate) async fn next_due(tx: &mut Tx, kinds: &[&'static str]) -> Result<Option<Moment>> {
    let query = Query::new("SELECT run_at FROM jobs WHERE state = 'queued' AND kind IN (")
        .bind_all(kinds.iter().copied())
        .push(") ORDER BY run_at, id LIMIT 1");
    let mut due: Vec<Moment> = tx.list(&query).await?;
    Ok(due.pop())
}

/// Renews the hold and tells how far it is; false when the job is no longer held.
pub(crate) async fn renew(
    tx: &mut Tx,
    hold: &Hold,
    until: Moment,
    done: i64,
    total: i64,
) -> Result<bool> {
    let values = [
        until.into(),
        done.into(),
        total.into(),
        hold.id.into(),
        (&hold.worker).into(),
        hold.attempt.into(),
    ];
    Ok(tx.run(&RENEW, &values).await? == 1)
}

/// How a try ended.
#[derive(Clone, Debug)]
pub(crate) enum End {
    Done { done: i64, total: i64 },
    Again { at: Moment, trouble: Trouble },
    Dead(Trouble),
    GivenBack,
}

/// Keeps how a try ended; false when the job is no longer held.
pub(crate) async fn end(tx: &mut Tx, hold: &Hold, end: &End, now: Moment) -> Result<bool> {
    let id = hold.id.into();
    let (worker, attempt) = ((&hold.worker).into(), hold.attempt.into());
    let told = |trouble: &Trouble| ((&trouble.key).into(), (&trouble.detail).into());
    let touched = match end {
        End::Done { done, total } => {
            let values = [
                now.into(),
                (*done).into(),
                (*total).into(),
                id,
                worker,
                attempt,
            ];
            tx.run(&DONE, &values).await?
        }
        End::Again { at, trouble } => {
            let (key, detail) = told(trouble);
            tx.run(&AGAIN, &[(*at).into(), key, detail, id, worker, attempt])
                .await?
        }
        End::Dead(trouble) => {
            let (key, detail) = told(trouble);
            tx.run(&DEAD, &[now.into(), key, detail, id, worker, attempt])
                .await?
        }
        End::GivenBack => {
            let given = tx.run(&GIVE_BACK, &[id, worker, attempt]).await?;
            tx.tell(crate::job::SUBJECT).await?;
            given
        }
    };
    Ok(touched == 1)
}

/// Frees what was leased until before `before`; how many jobs that were.
pub(crate) async fn release(tx: &mut Tx, before: Moment, now: Moment) -> Result<u64> {
    let dead = tx
        .run(&RELEASE_NONE, &[now.into(), KILLED.into(), before.into()])
        .await?;
    Ok(dead + tx.run(&RELEASE, &[KILLED.into(), before.into()]).await?)
}
