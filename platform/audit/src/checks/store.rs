use std::time::Duration;

use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment};

use crate::{Finding, Report};

/// Marks ids of checks.
#[derive(Debug)]
pub(crate) enum Check {}

/// A running check is heard of twice a second; after so long a silence its process is gone.
pub(crate) const SILENCE: Duration = Duration::from_secs(30);

oqu_db::row! {
    /// A check as its row has it.
    #[derive(Clone, Debug)]
    pub(crate) struct CheckRow {
        pub id: Id<Check>,
        pub started_at: Moment,
        pub who: String,
        pub done: i64,
        pub total: i64,
        pub touched_at: Moment,
        pub finished_at: Option<Moment>,
        pub outcome: String,
    }
}

/// How a check ended.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ended {
    /// With a report.
    Report(Box<Report>),
    /// It could not be carried out, for this reason.
    Failed(String),
}

/// What is to be said of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CheckState {
    Running,
    Interrupted,
    Whole(Box<Report>),
    Bad(Box<Report>, Box<Finding>),
    Failed(String),
}

impl CheckRow {
    /// The state at this instant.
    pub(crate) fn state(&self, now: Moment) -> CheckState {
        if self.finished_at.is_none() {
            return if now.since(self.touched_at) > SILENCE {
                CheckState::Interrupted
            } else {
                CheckState::Running
            };
        }
        match serde_json::from_str(&self.outcome) {
            Ok(Ended::Report(report)) => match report.first_bad.clone() {
                Some(finding) => CheckState::Bad(report, Box::new(finding)),
                None => CheckState::Whole(report),
            },
            Ok(Ended::Failed(why)) => CheckState::Failed(why),
            Err(error) => CheckState::Failed(error.to_string()),
        }
    }

    /// Its page.
    pub(crate) fn path(&self) -> String {
        format!("/audit/checks/{}", self.id)
    }
}

macro_rules! columns {
    () => {
        "id, started_at, who, done, total, touched_at, finished_at, report"
    };
}

oqu_db::statements! {
    INSERT = "INSERT INTO audit_checks (id, started_at, person, who, done, total, touched_at, report) \
        VALUES ($1, $2, $3, $4, 0, 0, $5, '')";
    TOUCH = "UPDATE audit_checks SET done = $1, total = $2, touched_at = $3 WHERE id = $4 AND finished_at IS NULL";
    FINISH = "UPDATE audit_checks SET touched_at = $1, finished_at = $2, report = $3 WHERE id = $4";
    FIND = concat!("SELECT ", columns!(), " FROM audit_checks WHERE id = $1");
    LAST = concat!("SELECT ", columns!(), " FROM audit_checks ORDER BY started_at DESC, id DESC LIMIT 1");
}

/// A check that has just begun.
pub(crate) async fn insert(tx: &mut Tx, id: Id<Check>, by: &crate::By) -> Result<()> {
    let values = [
        id.into(),
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
        by.now.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Tells how far it is.
pub(crate) async fn touch(
    tx: &mut Tx,
    id: Id<Check>,
    done: u64,
    total: u64,
    now: Moment,
) -> Result<()> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let values = [
        number(done).into(),
        number(total).into(),
        now.into(),
        id.into(),
    ];
    tx.run(&TOUCH, &values).await?;
    Ok(())
}

/// Keeps how it ended.
pub(crate) async fn finish(tx: &mut Tx, id: Id<Check>, ended: &Ended, now: Moment) -> Result<()> {
    let text = serde_json::to_string(ended).unwrap_or_default();
    tx.run(&FINISH, &[now.into(), now.into(), text.into(), id.into()])
        .await?;
    Ok(())
}

/// One check.
pub(crate) async fn find(tx: &mut Tx, id: Id<Check>) -> Result<Option<CheckRow>> {
    tx.maybe(&FIND, &[id.into()]).await
}

/// The check that was begun last.
pub(crate) async fn last(tx: &mut Tx) -> Result<Option<CheckRow>> {
    tx.maybe(&LAST, &[]).await
}
