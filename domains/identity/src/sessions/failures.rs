//! Failed attempts on an account, as its person is told of them.

use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment, PersonId};

/// Marks ids of failures.
#[derive(Debug)]
pub enum Failed {}

/// How long they are told.
pub const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// How many are shown.
const SHOWN: u32 = 10;

oqu_db::row! {
    /// A failed attempt.
    #[derive(Clone, Debug)]
    pub struct Attempt {
        /// When.
        pub at: Moment,
        /// `password`, `second` or `passkey`.
        pub step: String,
        /// From which address.
        pub origin: String,
        /// The browser's own name.
        pub agent: String,
    }
}

oqu_db::statements! {
    FAILED = "INSERT INTO sign_in_failures (id, person, at, step, origin, agent) VALUES ($1, $2, $3, $4, $5, $6)";
    FAILED_OF = "SELECT at, step, origin, agent FROM sign_in_failures WHERE person = $1 AND at > $2 \
        ORDER BY at DESC, id DESC LIMIT $3";
    FAILED_OLD = "DELETE FROM sign_in_failures WHERE at <= $1";
}

/// Notes a failed attempt.
pub async fn note(
    tx: &mut Tx,
    by: &By,
    person: PersonId,
    step: &'static str,
    agent: &str,
) -> Result<()> {
    let values = [
        Id::<Failed>::new(by.now, &by.chance).into(),
        person.into(),
        by.now.into(),
        step.into(),
        (&by.origin).into(),
        agent.into(),
    ];
    tx.run(&FAILED, &values).await?;
    Ok(())
}

/// The last ones, the latest first.
pub async fn of_person(tx: &mut Tx, person: PersonId, now: Moment) -> Result<Vec<Attempt>> {
    let since = now.before(KEPT);
    tx.all(&FAILED_OF, &[person.into(), since.into(), SHOWN.into()])
        .await
}

/// Removes those that are told no more.
pub async fn forget(tx: &mut Tx, now: Moment) -> Result<u64> {
    tx.run(&FAILED_OLD, &[now.before(KEPT).into()]).await
}
