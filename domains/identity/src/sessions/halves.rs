//! Half a sign-in: the first step was right, the second is still to come. It is known by a cookie
//! of its own, which no gate takes for a session, so that it opens nothing else.

use std::time::Duration;

use oqu_db::{Result, Tx};
use oqu_kernel::{Moment, PersonId};

/// How long the second step may take.
pub const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// How long setting a factor up may take: an app has to be found and installed.
pub const SETUP_PATIENCE: Duration = Duration::from_secs(15 * 60);
/// Wrong tries after which the first step has to be done again.
pub const TRIES: i64 = 5;

/// What is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A code, or a passkey.
    Second,
    /// A factor must be set up first, because a role asks for one.
    Setup,
    /// The password: a passkey came first, and it did not see who holds it.
    Password,
}

impl Step {
    const fn key(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Setup => "setup",
            Self::Password => "password",
        }
    }

    /// How long it may take.
    pub const fn patience(self) -> Duration {
        match self {
            Self::Setup => SETUP_PATIENCE,
            Self::Second | Self::Password => PATIENCE,
        }
    }

    /// The page where it is done.
    pub const fn page(self) -> &'static str {
        match self {
            Self::Setup => "/login/setup",
            Self::Second | Self::Password => "/login/second",
        }
    }
}

oqu_db::row! {
    struct HalfRow {
        person: PersonId,
        step: String,
        remembered: i64,
        place: String,
    }
}

/// Half a sign-in as it is kept.
#[derive(Clone, Debug)]
pub struct Half {
    /// Whose.
    pub person: PersonId,
    /// What is still to come.
    pub step: Step,
    /// Whether the device was called one's own at the first step.
    pub remembered: bool,
    /// Where to go on afterwards.
    pub place: String,
}

oqu_db::statements! {
    HALF_BEGIN = "INSERT INTO half_sessions (hash, person, step, remembered, place, tries, ends_at) \
        VALUES ($1, $2, $3, $4, $5, 0, $6)";
    HALF = "SELECT person, step, remembered, place FROM half_sessions WHERE hash = $1 AND ends_at > $2";
    HALF_TRY = "UPDATE half_sessions SET tries = tries + 1 WHERE hash = $1 AND tries < $2";
    HALF_END = "DELETE FROM half_sessions WHERE hash = $1";
    HALF_END_ALL = "DELETE FROM half_sessions WHERE person = $1";
    HALF_END_OLD = "DELETE FROM half_sessions WHERE ends_at <= $1";
}

/// Begins half a sign-in, known by the hash of its secret.
pub async fn begin(tx: &mut Tx, hash: [u8; 32], half: &Half, now: Moment) -> Result<()> {
    let values = [
        hash.into(),
        half.person.into(),
        half.step.key().into(),
        i64::from(half.remembered).into(),
        (&half.place).into(),
        now.after(half.step.patience()).into(),
    ];
    tx.run(&HALF_BEGIN, &values).await?;
    Ok(())
}

/// The half sign-in with this hash, while there is time.
pub async fn find(tx: &mut Tx, hash: [u8; 32], now: Moment) -> Result<Option<Half>> {
    let row: Option<HalfRow> = tx.maybe(&HALF, &[hash.into(), now.into()]).await?;
    Ok(row.map(|row| Half {
        person: row.person,
        step: match row.step.as_str() {
            "setup" => Step::Setup,
            "password" => Step::Password,
            _ => Step::Second,
        },
        remembered: row.remembered != 0,
        place: row.place,
    }))
}

/// Counts a try; false when there were enough, and the half sign-in is over then.
pub async fn may_try(tx: &mut Tx, hash: [u8; 32]) -> Result<bool> {
    let counted = tx.run(&HALF_TRY, &[hash.into(), TRIES.into()]).await? > 0;
    if !counted {
        end(tx, hash).await?;
    }
    Ok(counted)
}

/// Ends one.
pub async fn end(tx: &mut Tx, hash: [u8; 32]) -> Result<()> {
    tx.run(&HALF_END, &[hash.into()]).await?;
    Ok(())
}

/// Ends all of a person: part of another act.
pub async fn end_all(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(&HALF_END_ALL, &[person.into()]).await?;
    Ok(())
}

/// Removes what has run out.
pub async fn end_old(tx: &mut Tx, now: Moment) -> Result<u64> {
    tx.run(&HALF_END_OLD, &[now.into()]).await
}
