use std::time::Duration;

use oqu_audit::{Act, By, record};
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment, PersonId};

use super::rules::{Reach, TOKEN};

/// Marks ids of tokens.
#[derive(Debug)]
pub enum Token {}

/// The id of a token.
pub type TokenId = Id<Token>;

/// How exactly the last use is known; more would make a write of each request.
pub const SEEN_EXACT_TO: Duration = Duration::from_secs(60);
/// What ends within this time is told to the administrator: time enough to change it in a program.
pub const SOON: Duration = Duration::from_secs(14 * DAY_S);
/// Seconds of a day.
const DAY_S: u64 = 86_400;
/// Tokens that the page shows: far above what an organisation has.
const SHOWN: i64 = 500;

oqu_db::row! {
    /// A token as it stands in the database.
    #[derive(Clone, Debug)]
    pub struct TokenRow {
        /// Its id.
        pub id: TokenId,
        /// What its maker called it.
        pub title: String,
        /// The words of its reach.
        pub reach: String,
        /// Who made it; it acts for them.
        pub person: PersonId,
        /// When it was made.
        pub created_at: Moment,
        /// When its term ends.
        pub ends_at: Moment,
        /// When it was used last, to a minute.
        pub seen_at: Option<Moment>,
        /// When it was revoked.
        pub revoked_at: Option<Moment>,
        /// Who revoked it, by the name of then.
        pub revoked_name: Option<String>,
    }
}

oqu_db::row! {
    /// A token in the list, with its maker.
    #[derive(Clone, Debug)]
    pub struct ListedRow {
        /// Its id.
        pub id: TokenId,
        /// What its maker called it.
        pub title: String,
        /// The words of its reach.
        pub reach: String,
        /// Who made it.
        pub person: PersonId,
        /// When its term ends.
        pub ends_at: Moment,
        /// When it was used last, to a minute.
        pub seen_at: Option<Moment>,
        /// When it was revoked.
        pub revoked_at: Option<Moment>,
        /// Who revoked it, by the name of then.
        pub revoked_name: Option<String>,
        /// The maker's surname.
        pub surname: String,
        /// The maker's given name.
        pub given: String,
        /// When the maker's account was locked.
        pub locked_at: Option<Moment>,
    }
}

oqu_db::row! {
    /// How many tokens open something.
    #[derive(Clone, Copy, Debug)]
    pub struct InForce {
        /// Those neither ended nor revoked.
        pub valid: i64,
        /// Those of them that end within [`SOON`].
        pub ending: i64,
    }
}

macro_rules! columns {
    () => {
        "SELECT id, title, reach, person, created_at, ends_at, seen_at, revoked_at, revoked_name FROM api_tokens "
    };
}

oqu_db::statements! {
    ONE = concat!(columns!(), "WHERE id = $1");
    BY_HASH = concat!(columns!(), "WHERE hash = $1");
    LISTED = "SELECT t.id, t.title, t.reach, t.person, t.ends_at, t.seen_at, t.revoked_at, t.revoked_name, \
            p.surname, p.given, p.locked_at \
        FROM api_tokens t JOIN people p ON p.id = t.person ORDER BY t.created_at DESC, t.id DESC LIMIT $1";
    IN_FORCE = "SELECT count(*), CAST(coalesce(sum(CASE WHEN ends_at < $1 THEN 1 ELSE 0 END), 0) AS BIGINT) \
        FROM api_tokens WHERE revoked_at IS NULL AND ends_at > $2";
    INSERT = "INSERT INTO api_tokens (id, hash, title, reach, person, created_at, ends_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SEEN = "UPDATE api_tokens SET seen_at = $1 WHERE id = $2 AND (seen_at IS NULL OR seen_at < $1)";
    REVOKE = "UPDATE api_tokens SET revoked_at = $1, revoked_by = $2, revoked_name = $3 \
        WHERE id = $4 AND revoked_at IS NULL";
}

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Its id.
    pub id: TokenId,
    /// The hash of its secret.
    pub hash: [u8; 32],
    /// What its maker calls it.
    pub title: String,
    /// What it reaches.
    pub reach: Vec<Reach>,
    /// For whom it acts.
    pub person: PersonId,
    /// When its term ends.
    pub ends_at: Moment,
}

impl NewToken {
    /// A token of a person for so many days from now.
    pub fn new(
        by: &By,
        hash: [u8; 32],
        title: &str,
        reach: &[Reach],
        (person, days): (PersonId, u32),
    ) -> Self {
        Self {
            id: Id::new(by.now, &by.chance),
            hash,
            title: title.to_owned(),
            reach: reach.to_vec(),
            person,
            ends_at: by.now.after(Duration::from_secs(u64::from(days) * DAY_S)),
        }
    }
}

/// One token, whatever its standing.
///
/// # Errors
/// The database's failure.
pub async fn token(tx: &mut Tx, id: TokenId) -> Result<Option<TokenRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// The token with the secret of this hash, whatever its standing.
///
/// # Errors
/// The database's failure.
pub async fn by_hash(tx: &mut Tx, hash: [u8; 32]) -> Result<Option<TokenRow>> {
    tx.maybe(&BY_HASH, &[hash.into()]).await
}

/// The newest tokens with their makers. One statement.
///
/// # Errors
/// The database's failure.
pub async fn listed(tx: &mut Tx) -> Result<Vec<ListedRow>> {
    tx.all(&LISTED, &[SHOWN.into()]).await
}

/// How many tokens open something at this moment, and how many of them end soon. One statement.
///
/// # Errors
/// The database's failure.
pub async fn in_force(tx: &mut Tx, now: Moment) -> Result<InForce> {
    tx.one(&IN_FORCE, &[now.after(SOON).into(), now.into()])
        .await
}

/// Makes a token and tells the audit, which never has its secret.
///
/// # Errors
/// The database's failure.
pub async fn add(tx: &mut Tx, by: &By, new: &NewToken) -> Result<()> {
    let reach = Reach::words(&new.reach);
    tx.run(
        &INSERT,
        &[
            new.id.into(),
            new.hash.into(),
            (&new.title).into(),
            (&reach).into(),
            new.person.into(),
            by.now.into(),
            new.ends_at.into(),
        ],
    )
    .await?;
    let act = Act::on("token.added", TOKEN, new.id, &new.title).change("reach", "", &reach);
    record(tx, by, act).await?;
    Ok(())
}

/// Revokes a token on a ground; false when it is revoked already.
///
/// # Errors
/// The database's failure.
pub async fn revoke(tx: &mut Tx, by: &By, token: &TokenRow, ground: &str) -> Result<bool> {
    let values = [
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
        token.id.into(),
    ];
    if tx.run(&REVOKE, &values).await? == 0 {
        return Ok(false);
    }
    let act = Act::on("token.revoked", TOKEN, token.id, &token.title).ground(ground);
    record(tx, by, act).await?;
    Ok(true)
}

/// Notes that a token was used.
///
/// # Errors
/// The database's failure.
pub async fn seen(tx: &mut Tx, id: TokenId, now: Moment) -> Result<()> {
    tx.run(&SEEN, &[now.into(), id.into()]).await?;
    Ok(())
}
