use std::time::Duration;

use oqu_audit::{Act, By};
use oqu_db::{Result, Tx};
use oqu_kernel::{Moment, PersonId};

use super::codes;
use crate::roles::Role;
use crate::sessions::{devices, halves, store as sessions};

/// How long a secret that was shown waits for its first code.
pub const PENDING: Duration = Duration::from_secs(60 * 60);

oqu_db::row! {
    /// The codes by time of a person.
    #[derive(Clone, Debug)]
    pub struct FactorRow {
        /// The sealed secret that counts.
        pub secret: Option<Vec<u8>>,
        /// Since when it counts.
        pub since: Option<Moment>,
        /// The step that was taken last.
        pub last_step: i64,
        /// The sealed secret that waits for its first code.
        pub pending: Option<Vec<u8>>,
        /// Since when it waits.
        pub pending_at: Option<Moment>,
    }
}

oqu_db::statements! {
    FACTOR = "SELECT secret, since, last_step, pending, pending_at FROM second_factors WHERE person = $1";
    FACTOR_PENDING = "INSERT INTO second_factors (person, last_step, pending, pending_at) VALUES ($1, -1, $2, $3) \
        ON CONFLICT (person) DO UPDATE SET pending = excluded.pending, pending_at = excluded.pending_at";
    FACTOR_CONFIRM = "UPDATE second_factors SET secret = pending, since = $1, last_step = $2, \
        pending = NULL, pending_at = NULL WHERE person = $3 AND pending IS NOT NULL";
    FACTOR_STEP = "UPDATE second_factors SET last_step = $1 WHERE person = $2 AND last_step < $1";
    FACTOR_REMOVE = "DELETE FROM second_factors WHERE person = $1";
    CODE_NEW = "INSERT INTO recovery_codes (hash, person, made_at) VALUES ($1, $2, $3)";
    CODE_USE = "UPDATE recovery_codes SET used_at = $1 WHERE hash = $2 AND person = $3 AND used_at IS NULL";
    CODES_LEFT = "SELECT CAST(count(*) AS BIGINT) FROM recovery_codes WHERE person = $1 AND used_at IS NULL";
    CODES_HELD = "SELECT hash FROM recovery_codes WHERE person = $1 AND used_at IS NULL";
    CODES_REMOVE = "DELETE FROM recovery_codes WHERE person = $1";
    FACTOR_ROLES = "SELECT role FROM factor_roles ORDER BY role";
    FACTOR_ROLE_SET = "INSERT INTO factor_roles (role, since) VALUES ($1, $2) ON CONFLICT (role) DO NOTHING";
    FACTOR_ROLE_LIFT = "DELETE FROM factor_roles WHERE role = $1";
    FACTOR_SEALED = "SELECT CAST(count(*) AS BIGINT) FROM second_factors WHERE secret IS NOT NULL";
    FACTOR_ASKED = "SELECT CAST(count(*) AS BIGINT) FROM grants g JOIN factor_roles f ON f.role = g.role \
        WHERE g.person = $1 AND g.ended_at IS NULL";
}

/// How many secrets of authenticator apps stand sealed in rows.
pub async fn sealed_secrets(tx: &mut Tx) -> Result<i64> {
    tx.one(&FACTOR_SEALED, &[]).await
}

/// What a person has of second factors, and whether a role asks for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Codes by time.
    pub totp: bool,
    /// Passkeys.
    pub passkeys: i64,
    /// A role of the person asks for a factor.
    pub asked: bool,
}

impl Standing {
    /// Whether there is a second factor.
    pub const fn has_factor(self) -> bool {
        self.totp || self.passkeys > 0
    }
}

/// The codes by time of a person.
pub async fn factor(tx: &mut Tx, person: PersonId) -> Result<Option<FactorRow>> {
    tx.maybe(&FACTOR, &[person.into()]).await
}

/// What a person has.
pub async fn standing(tx: &mut Tx, person: PersonId) -> Result<Standing> {
    let totp = factor(tx, person).await?;
    let asked: i64 = tx.one(&FACTOR_ASKED, &[person.into()]).await?;
    Ok(Standing {
        totp: totp.is_some_and(|row| row.secret.is_some()),
        passkeys: crate::passkeys::store::count(tx, person).await?,
        asked: asked > 0,
    })
}

/// Keeps a sealed secret that waits for its first code, in place of one that waited before.
pub async fn pend(tx: &mut Tx, person: PersonId, sealed: &[u8], now: Moment) -> Result<()> {
    tx.run(&FACTOR_PENDING, &[person.into(), sealed.into(), now.into()])
        .await?;
    Ok(())
}

/// The first code was right: the waiting secret counts from now on. False when none waited.
pub async fn confirm(
    tx: &mut Tx,
    by: &By,
    (person, name): (PersonId, &str),
    step: i64,
) -> Result<bool> {
    let values = [by.now.into(), step.into(), person.into()];
    let changed = tx.run(&FACTOR_CONFIRM, &values).await? > 0;
    if changed {
        devices::distrust_all(tx, person).await?;
        oqu_audit::record(tx, by, Act::on("totp.added", "person", person, name)).await?;
    }
    Ok(changed)
}

/// Takes a step once; false when it, or a later one, was taken already.
pub async fn take_step(tx: &mut Tx, person: PersonId, step: i64) -> Result<bool> {
    Ok(tx.run(&FACTOR_STEP, &[step.into(), person.into()]).await? > 0)
}

/// Removes the codes by time; false when there were none. Without any factor left the recovery
/// codes go too.
pub async fn remove(tx: &mut Tx, by: &By, person: PersonId) -> Result<bool> {
    let had = factor(tx, person)
        .await?
        .is_some_and(|row| row.secret.is_some());
    tx.run(&FACTOR_REMOVE, &[person.into()]).await?;
    if had {
        oqu_audit::record(tx, by, Act::on("totp.removed", "person", person, &by.name)).await?;
        drop_codes_without_factor(tx, person).await?;
    }
    Ok(had)
}

/// Recovery codes stand in for a factor: without one there is nothing to stand in for.
pub async fn drop_codes_without_factor(tx: &mut Tx, person: PersonId) -> Result<()> {
    devices::distrust_all(tx, person).await?;
    if !standing(tx, person).await?.has_factor() {
        tx.run(&CODES_REMOVE, &[person.into()]).await?;
    }
    Ok(())
}

/// Puts new recovery codes in the place of all before.
pub async fn renew_codes(
    tx: &mut Tx,
    by: &By,
    person: PersonId,
    hashes: &[[u8; 32]],
) -> Result<()> {
    tx.run(&CODES_REMOVE, &[person.into()]).await?;
    for hash in hashes {
        tx.run(&CODE_NEW, &[(*hash).into(), person.into(), by.now.into()])
            .await?;
    }
    let act = Act::on("recovery-codes.made", "person", person, &by.name);
    oqu_audit::record(tx, by, act).await?;
    Ok(())
}

/// Takes a recovery code once.
pub async fn take_code(tx: &mut Tx, by: &By, person: PersonId, typed: &str) -> Result<bool> {
    let Some(hash) = codes::hash(person, typed) else {
        return Ok(false);
    };
    let values = [by.now.into(), hash.into(), person.into()];
    let taken = tx.run(&CODE_USE, &values).await? > 0;
    if taken {
        let act = Act::on("recovery-codes.used", "person", person, &by.name);
        oqu_audit::record(tx, by, act).await?;
    }
    Ok(taken)
}

/// How many recovery codes are left.
pub async fn codes_left(tx: &mut Tx, person: PersonId) -> Result<i64> {
    tx.one(&CODES_LEFT, &[person.into()]).await
}

/// The hashes of those that are left.
pub async fn codes_held(tx: &mut Tx, person: PersonId) -> Result<Vec<[u8; 32]>> {
    tx.all(&CODES_HELD, &[person.into()]).await
}

/// The keys of roles that ask for a factor.
pub async fn roles(tx: &mut Tx) -> Result<Vec<String>> {
    tx.all(&FACTOR_ROLES, &[]).await
}

/// Makes a factor a duty of these roles and of no others; whether anything changed.
pub async fn set_roles(tx: &mut Tx, by: &By, wanted: &[Role]) -> Result<bool> {
    let held = roles(tx).await?;
    let mut changed = false;
    for role in Role::ALL {
        let before = held.iter().any(|key| key == role.key());
        let after = wanted.contains(&role);
        if before == after {
            continue;
        }
        changed = true;
        let act = if after {
            tx.run(&FACTOR_ROLE_SET, &[role.key().into(), by.now.into()])
                .await?;
            Act::at_large("factor-role.set", "sign-in", "").change("role", "", role.key())
        } else {
            tx.run(&FACTOR_ROLE_LIFT, &[role.key().into()]).await?;
            Act::at_large("factor-role.lifted", "sign-in", "").change("role", role.key(), "")
        };
        oqu_audit::record(tx, by, act).await?;
    }
    Ok(changed)
}

/// Takes everything of second factors from a person and ends all sessions; with its ground.
pub async fn reset(
    tx: &mut Tx,
    by: &By,
    (person, name): (PersonId, &str),
    ground: &str,
) -> Result<()> {
    tx.run(&FACTOR_REMOVE, &[person.into()]).await?;
    tx.run(&CODES_REMOVE, &[person.into()]).await?;
    crate::passkeys::store::remove_all(tx, person).await?;
    devices::distrust_all(tx, person).await?;
    halves::end_all(tx, person).await?;
    sessions::end_all(tx, person).await?;
    let act = Act::on("factors.reset", "person", person, name).ground(ground);
    oqu_audit::record(tx, by, act).await?;
    Ok(())
}
