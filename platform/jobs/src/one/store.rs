use oqu_audit::{Act, By};
use oqu_db::{Error, Result, Tx};

use crate::JobId;
use crate::job::SUBJECT;
use crate::rows::{self, JobRow, State};

oqu_db::statements! {
    RESTART = "UPDATE jobs SET state = 'queued', run_at = $1, attempts = 0, worker = NULL, leased_until = NULL, \
        started_at = NULL, finished_at = NULL WHERE id = $2 AND state = $3";
    GIVE_UP = "UPDATE jobs SET state = 'dropped', finished_at = $1, leased_until = NULL WHERE id = $2 AND state = $3";
    SAME_WORK = "SELECT id FROM jobs WHERE kind = $1 AND work_key = $2 AND state IN ('queued', 'running')";
}

/// What became of an act on a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    Done,
    /// Its state does not allow it, any more.
    Passed,
    /// The same work waits or runs as another job.
    SameWork(JobId),
    Gone,
}

/// Begins a dead letter, or a job that was given up, anew with all its tries.
pub(crate) async fn restart(tx: &mut Tx, by: &By, id: JobId) -> Result<Became> {
    let Some(job) = rows::find(tx, id).await? else {
        return Ok(Became::Gone);
    };
    if !job.state.may_restart() {
        return Ok(Became::Passed);
    }
    if let Some(key) = &job.work_key {
        let same: Option<JobId> = tx
            .maybe(&SAME_WORK, &[(&job.kind).into(), key.into()])
            .await?;
        if let Some(other) = same {
            return Ok(Became::SameWork(other));
        }
    }
    let values = [by.now.into(), id.into(), job.state.word().into()];
    changed(tx.run(&RESTART, &values).await?)?;
    tx.tell(SUBJECT).await?;
    record(tx, by, "job.restarted", &job, State::Queued).await
}

/// Gives a job up: it is not tried any more. A worker that is at it stops within moments.
pub(crate) async fn give_up(tx: &mut Tx, by: &By, id: JobId) -> Result<Became> {
    let Some(job) = rows::find(tx, id).await? else {
        return Ok(Became::Gone);
    };
    if !job.state.may_give_up() {
        return Ok(Became::Passed);
    }
    let values = [by.now.into(), id.into(), job.state.word().into()];
    changed(tx.run(&GIVE_UP, &values).await?)?;
    record(tx, by, "job.given-up", &job, State::Dropped).await
}

/// A worker may have changed the row between the two statements; the unit is run again then.
fn changed(rows: u64) -> Result<()> {
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

async fn record(
    tx: &mut Tx,
    by: &By,
    act: &'static str,
    job: &JobRow,
    becomes: State,
) -> Result<Became> {
    let name = job.work_key.as_deref().unwrap_or(&job.kind);
    let act =
        Act::on(act, "job", job.id, name).change("job-state", job.state.word(), becomes.word());
    oqu_audit::record(tx, by, act).await?;
    Ok(Became::Done)
}
