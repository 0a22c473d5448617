//! Browsers in which a person has signed in before: strangers' failures do not delay them, and a
//! trusted one passes without the second step for thirty days.

use std::time::Duration;

use oqu_audit::{Act, By};
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment, PersonId};

/// Marks ids of devices.
#[derive(Debug)]
pub enum Device {}

/// How long a trusted browser passes without the second step.
pub const TRUSTED: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How long a browser is known after the last sign-in.
pub const KNOWN: Duration = Duration::from_secs(180 * 24 * 60 * 60);

oqu_db::row! {
    /// A browser that a person trusts.
    #[derive(Clone, Debug)]
    pub struct TrustedDevice {
        /// Its id.
        pub id: Id<Device>,
        /// The last sign-in in it.
        pub seen_at: Moment,
        /// Until when it passes.
        pub trusted_until: Moment,
        /// The address of the last sign-in.
        pub origin: String,
        /// The browser's own name.
        pub agent: String,
    }
}

oqu_db::statements! {
    DEVICE = "SELECT trusted_until FROM devices WHERE hash = $1 AND person = $2 AND seen_at > $3";
    DEVICE_MOVE = "UPDATE devices SET hash = $1 WHERE hash = $2";
    DEVICE_SEEN = "UPDATE devices SET seen_at = $1, origin = $2, agent = $3 WHERE hash = $4 AND person = $5";
    DEVICE_NEW = "INSERT INTO devices (id, hash, person, seen_at, trusted_until, origin, agent) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    DEVICE_TRUST = "UPDATE devices SET trusted_until = $1 WHERE hash = $2 AND person = $3";
    DEVICES_TRUSTED = "SELECT id, seen_at, trusted_until, origin, agent FROM devices \
        WHERE person = $1 AND trusted_until > $2 ORDER BY seen_at DESC, id LIMIT 100";
    DEVICE_DISTRUST = "UPDATE devices SET trusted_until = 0 WHERE id = $1 AND person = $2 AND trusted_until > 0";
    DEVICES_DISTRUST = "UPDATE devices SET trusted_until = 0 WHERE person = $1";
    DEVICES_FORGET = "DELETE FROM devices WHERE seen_at <= $1";
}

/// Until when this browser passes without the second step of a person; none when the person has
/// never signed in with it.
pub async fn known(
    tx: &mut Tx,
    hash: [u8; 32],
    person: PersonId,
    now: Moment,
) -> Result<Option<Moment>> {
    let since = now.before(KNOWN);
    tx.maybe(&DEVICE, &[hash.into(), person.into(), since.into()])
        .await
}

/// Notes a sign-in. The browser gets a new secret at each, and what was known of it moves along: a
/// secret that somebody planted there is worth nothing.
pub async fn seen(
    tx: &mut Tx,
    by: &By,
    person: PersonId,
    (before, after): ([u8; 32], [u8; 32]),
    agent: &str,
) -> Result<()> {
    tx.run(&DEVICE_MOVE, &[after.into(), before.into()]).await?;
    let values = [
        by.now.into(),
        (&by.origin).into(),
        agent.into(),
        after.into(),
        person.into(),
    ];
    if tx.run(&DEVICE_SEEN, &values).await? > 0 {
        return Ok(());
    }
    let values = [
        Id::<Device>::new(by.now, &by.chance).into(),
        after.into(),
        person.into(),
        by.now.into(),
        0_i64.into(),
        (&by.origin).into(),
        agent.into(),
    ];
    tx.run(&DEVICE_NEW, &values).await?;
    Ok(())
}

/// Trusts a browser of which [`seen`] was told.
pub async fn trust(tx: &mut Tx, by: &By, person: PersonId, hash: [u8; 32]) -> Result<()> {
    let until = by.now.after(TRUSTED);
    tx.run(&DEVICE_TRUST, &[until.into(), hash.into(), person.into()])
        .await?;
    let act = Act::on("device.trusted", "person", person, &by.name);
    oqu_audit::record(tx, by, act).await?;
    Ok(())
}

/// The browsers that pass, the last used first.
pub async fn trusted(tx: &mut Tx, person: PersonId, now: Moment) -> Result<Vec<TrustedDevice>> {
    tx.all(&DEVICES_TRUSTED, &[person.into(), now.into()]).await
}

/// Trusts one no more; false when it was not trusted.
pub async fn distrust(tx: &mut Tx, by: &By, person: PersonId, id: Id<Device>) -> Result<bool> {
    let changed = tx
        .run(&DEVICE_DISTRUST, &[id.into(), person.into()])
        .await?
        > 0;
    if changed {
        let act = Act::on("device.distrusted", "person", person, &by.name);
        oqu_audit::record(tx, by, act).await?;
    }
    Ok(changed)
}

/// Trusts none any more: part of another act.
pub async fn distrust_all(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(&DEVICES_DISTRUST, &[person.into()]).await?;
    Ok(())
}

/// Removes those that nobody has used for long.
pub async fn forget(tx: &mut Tx, now: Moment) -> Result<u64> {
    tx.run(&DEVICES_FORGET, &[now.before(KNOWN).into()]).await
}
