use std::time::Duration;

use oqu_audit::{Act, By};
use oqu_db::{Result, Tx};
use oqu_kernel::{Chance, Id, Moment, PersonId};
use sha2::{Digest, Sha256};

/// Marks ids of passkeys.
#[derive(Debug)]
pub enum Passkey {}

/// How long a passkey may take to answer.
pub const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// Passkeys of one person; more are nobody's devices.
pub const MOST: i64 = 20;

oqu_db::row! {
    /// A passkey.
    #[derive(Clone, Debug)]
    pub struct PasskeyRow {
        /// Its id.
        pub id: Id<Passkey>,
        /// Whose.
        pub person: PersonId,
        /// What its maker calls it.
        pub credential: Vec<u8>,
        /// COSE's number of the algorithm.
        pub algorithm: i64,
        /// The public key, as `verify.rs` keeps it.
        pub public_key: Vec<u8>,
        /// How often it has signed, when it counts.
        pub counter: i64,
        /// What its person calls it.
        pub name: String,
        /// How it is reached: `usb`, `internal`, with spaces between.
        pub transports: String,
        /// When it was added.
        pub created_at: Moment,
        /// When it was used last.
        pub used_at: Option<Moment>,
        /// When a copy of it was met.
        pub cloned_at: Option<Moment>,
    }
}

oqu_db::statements! {
    PASSKEYS = "SELECT id, person, credential, algorithm, public_key, counter, name, transports, \
        created_at, used_at, cloned_at FROM passkeys WHERE person = $1 ORDER BY created_at, id LIMIT 100";
    PASSKEY_BY = "SELECT id, person, credential, algorithm, public_key, counter, name, transports, \
        created_at, used_at, cloned_at FROM passkeys WHERE credential = $1";
    PASSKEY_COUNT = "SELECT CAST(count(*) AS BIGINT) FROM passkeys WHERE person = $1";
    PASSKEY_NEW = "INSERT INTO passkeys (id, person, credential, algorithm, public_key, counter, name, transports, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    PASSKEY_USED = "UPDATE passkeys SET counter = $1, used_at = $2 \
        WHERE id = $3 AND (counter < $1 OR (counter = 0 AND $1 = 0))";
    PASSKEY_CLONED = "UPDATE passkeys SET cloned_at = $1 WHERE id = $2";
    PASSKEY_RENAME = "UPDATE passkeys SET name = $1 WHERE id = $2 AND person = $3";
    PASSKEY_REMOVE = "DELETE FROM passkeys WHERE id = $1 AND person = $2 RETURNING name";
    PASSKEYS_REMOVE = "DELETE FROM passkeys WHERE person = $1";
    CHALLENGE_NEW = "INSERT INTO passkey_challenges (hash, purpose, owner, ends_at) VALUES ($1, $2, $3, $4)";
    CHALLENGE_TAKE = "DELETE FROM passkey_challenges WHERE hash = $1 AND purpose = $2 AND owner = $3 AND ends_at > $4 \
        RETURNING ends_at";
    CHALLENGES_OLD = "DELETE FROM passkey_challenges WHERE ends_at <= $1";
}

/// The passkeys of a person, the oldest first.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<PasskeyRow>> {
    tx.all(&PASSKEYS, &[person.into()]).await
}

/// The passkey that its maker calls so.
pub async fn by_credential(tx: &mut Tx, credential: &[u8]) -> Result<Option<PasskeyRow>> {
    tx.maybe(&PASSKEY_BY, &[credential.into()]).await
}

/// How many a person has.
pub async fn count(tx: &mut Tx, person: PersonId) -> Result<i64> {
    tx.one(&PASSKEY_COUNT, &[person.into()]).await
}

/// A passkey to be added.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Whose.
    pub person: PersonId,
    /// What its maker calls it.
    pub credential: Vec<u8>,
    /// COSE's number of the algorithm.
    pub algorithm: i64,
    /// The public key.
    pub public_key: Vec<u8>,
    /// How often it has signed.
    pub counter: u32,
    /// What its person calls it.
    pub name: String,
    /// How it is reached.
    pub transports: String,
}

/// Adds a passkey.
///
/// # Errors
/// [`oqu_db::Error::Taken`] by `passkeys_credential` when somebody has it already.
pub async fn add(tx: &mut Tx, by: &By, new: &NewPasskey) -> Result<()> {
    let values = [
        Id::<Passkey>::new(by.now, &by.chance).into(),
        new.person.into(),
        new.credential.clone().into(),
        new.algorithm.into(),
        new.public_key.clone().into(),
        i64::from(new.counter).into(),
        (&new.name).into(),
        (&new.transports).into(),
        by.now.into(),
    ];
    tx.run(&PASSKEY_NEW, &values).await?;
    let act = Act::on("passkey.added", "person", new.person, &by.name);
    oqu_audit::record(tx, by, act.change("passkey", "", &new.name)).await?;
    Ok(())
}

/// Notes a use. False when the count did not grow: then a copy of the passkey signs too, and this
/// signature must not be taken. The audit and the person are told. Source: WebAuthn §7.2 step 22.
pub async fn used(tx: &mut Tx, by: &By, passkey: &PasskeyRow, counter: u32) -> Result<bool> {
    let values = [i64::from(counter).into(), by.now.into(), passkey.id.into()];
    if tx.run(&PASSKEY_USED, &values).await? > 0 {
        return Ok(true);
    }
    tx.run(&PASSKEY_CLONED, &[by.now.into(), passkey.id.into()])
        .await?;
    let act = Act::on("passkey.cloned", "person", passkey.person, &by.name);
    oqu_audit::record(tx, by, act.change("passkey", &passkey.name, "")).await?;
    Ok(false)
}

/// Calls a passkey otherwise; false when it is not the person's.
pub async fn rename(
    tx: &mut Tx,
    by: &By,
    person: PersonId,
    id: Id<Passkey>,
    name: &str,
) -> Result<bool> {
    let held = of_person(tx, person).await?;
    let Some(passkey) = held.iter().find(|passkey| passkey.id == id) else {
        return Ok(false);
    };
    let act = Act::on("passkey.renamed", "person", person, &by.name);
    let act = act.change("passkey", &passkey.name, name);
    if !act.is_empty() {
        tx.run(&PASSKEY_RENAME, &[name.into(), id.into(), person.into()])
            .await?;
        oqu_audit::record(tx, by, act).await?;
    }
    Ok(true)
}

/// Removes a passkey; false when it is not the person's.
pub async fn remove(tx: &mut Tx, by: &By, person: PersonId, id: Id<Passkey>) -> Result<bool> {
    let name: Option<String> = tx
        .maybe(&PASSKEY_REMOVE, &[id.into(), person.into()])
        .await?;
    let Some(name) = name else {
        return Ok(false);
    };
    let act = Act::on("passkey.removed", "person", person, &by.name);
    oqu_audit::record(tx, by, act.change("passkey", &name, "")).await?;
    crate::factors::store::drop_codes_without_factor(tx, person).await?;
    Ok(true)
}

/// Removes all of a person: part of another act.
pub async fn remove_all(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(&PASSKEYS_REMOVE, &[person.into()]).await?;
    Ok(())
}

/// What a challenge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To add a passkey.
    Add,
    /// To sign in without a name.
    SignIn,
    /// The second step of a sign-in.
    Second,
    /// To prove anew who one is.
    Fresh,
}

impl Purpose {
    const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::SignIn => "sign-in",
            Self::Second => "second",
            Self::Fresh => "fresh",
        }
    }
}

/// Keeps a challenge for one purpose and one browser.
pub async fn challenge(
    tx: &mut Tx,
    text: &str,
    purpose: Purpose,
    owner: [u8; 32],
    now: Moment,
) -> Result<()> {
    let values = [
        hash(text).into(),
        purpose.key().into(),
        owner.into(),
        now.after(PATIENCE).into(),
    ];
    tx.run(&CHALLENGE_NEW, &values).await?;
    Ok(())
}

/// A fresh challenge: 256 bits.
pub fn fresh_challenge(chance: &Chance) -> [u8; 32] {
    chance.bytes()
}

/// Takes a challenge, once; false when it was never given, is used, late, or another browser's.
pub async fn take_challenge(
    tx: &mut Tx,
    text: &str,
    purpose: Purpose,
    owner: [u8; 32],
    now: Moment,
) -> Result<bool> {
    let values = [
        hash(text).into(),
        purpose.key().into(),
        owner.into(),
        now.into(),
    ];
    let taken: Option<Moment> = tx.maybe(&CHALLENGE_TAKE, &values).await?;
    Ok(taken.is_some())
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Removes those that nobody answered.
pub async fn forget(tx: &mut Tx, now: Moment) -> Result<u64> {
    tx.run(&CHALLENGES_OLD, &[now.into()]).await
}
