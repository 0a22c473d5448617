//! Failed tries make the next one wait, longer each time. Kept in the database: it holds for all
//! nodes and survives a restart.

use std::net::IpAddr;
use std::time::Duration;

use oqu_db::{Result, Tx};
use oqu_kernel::{Moment, PersonId};
use sha2::{Digest, Sha256};

/// Slips of the finger that cost nothing.
const ACCOUNT_FREE: i64 = 3;
/// The same for an address, behind which a whole classroom may sit.
const ADDRESS_FREE: i64 = 30;
/// The delay after the first failure that is not free; each further one doubles it.
const FIRST: Duration = Duration::from_secs(1);
/// No delay is longer: nobody is kept out for good by a stranger.
pub const LONGEST: Duration = Duration::from_secs(15 * 60);
/// After so long without a failure all is forgotten.
pub const FORGOTTEN: Duration = Duration::from_secs(24 * 60 * 60);

/// Whose failures are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// An account, by all who are not known to it.
    Account(PersonId),
    /// A login that nobody has: it waits like one that somebody has.
    Name(String),
    /// A browser in which the person has signed in before: strangers' failures do not touch it.
    Device(PersonId, [u8; 32]),
    /// The second step of an account.
    Second(PersonId),
    /// The second step in a known browser.
    SecondOnDevice(PersonId, [u8; 32]),
    /// An address, whoever it tries; of IPv6 the network of /64.
    Address(IpAddr),
}

impl Counted {
    fn name(&self) -> String {
        match self {
            Self::Account(person) => format!("account {person}"),
            Self::Name(name) => format!("name {}", hex(&Sha256::digest(name.as_bytes()))),
            Self::Device(person, device) => format!("device {person} {}", hex(device)),
            Self::Second(person) => format!("second {person}"),
            Self::SecondOnDevice(person, device) => {
                format!("second-device {person} {}", hex(device))
            }
            Self::Address(IpAddr::V4(ip)) => format!("address {ip}"),
            Self::Address(IpAddr::V6(ip)) => match ip.to_ipv4_mapped() {
                Some(ip) => format!("address {ip}"),
                None => format!("address {:x?}", &ip.segments()[..4]),
            },
        }
    }

    const fn free(&self) -> i64 {
        match self {
            Self::Address(_) => ADDRESS_FREE,
            _ => ACCOUNT_FREE,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How long the next try waits after so many failures in a row.
pub fn delay(failures: i64, free: i64) -> Duration {
    let doubled = failures - free - 1;
    if doubled < 0 {
        return Duration::ZERO;
    }
    let doubled = u32::try_from(doubled).unwrap_or(u32::MAX);
    let factor = 1_u32.checked_shl(doubled).unwrap_or(u32::MAX);
    FIRST.saturating_mul(factor).min(LONGEST)
}

oqu_db::row! {
    struct Delay {
        failures: i64,
        last_at: Moment,
        free_at: Moment,
    }
}

oqu_db::statements! {
    DELAY = "SELECT failures, last_at, free_at FROM sign_in_delays WHERE name = $1";
    COUNT_FAILURE = "INSERT INTO sign_in_delays (name, failures, last_at, free_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, \
        free_at = excluded.free_at";
    CLEAR_DELAY = "DELETE FROM sign_in_delays WHERE name = $1";
    FORGET_DELAYS = "DELETE FROM sign_in_delays WHERE last_at <= $1";
}

async fn known(tx: &mut Tx, counted: &Counted, now: Moment) -> Result<Option<Delay>> {
    let found: Option<Delay> = tx.maybe(&DELAY, &[counted.name().into()]).await?;
    Ok(found.filter(|delay| now.since(delay.last_at) < FORGOTTEN))
}

/// How long the next try still waits.
pub async fn left(tx: &mut Tx, counted: &Counted, now: Moment) -> Result<Duration> {
    let known = known(tx, counted, now).await?;
    // A clock that was set back must not lengthen a delay.
    Ok(known.map_or(Duration::ZERO, |delay| {
        delay.free_at.since(now).min(LONGEST)
    }))
}

/// How long the next try still waits; zero when it may be made now, and then it is counted. A try is
/// counted before it is decided and cleared when it was right, so that many tries at once are no better
/// than one after another.
pub async fn begin(tx: &mut Tx, counted: &Counted, now: Moment) -> Result<Duration> {
    let wait = left(tx, counted, now).await?;
    if wait.is_zero() {
        count(tx, counted, now).await?;
    }
    Ok(wait)
}

/// Counts a failure.
pub async fn count(tx: &mut Tx, counted: &Counted, now: Moment) -> Result<()> {
    let failures = known(tx, counted, now)
        .await?
        .map_or(0, |delay| delay.failures)
        .saturating_add(1);
    // What costs nothing makes nobody wait, not even one who began a moment earlier and came later.
    let free_at = match delay(failures, counted.free()) {
        Duration::ZERO => Moment::from_millis(0),
        wait => now.after(wait),
    };
    let values = [
        counted.name().into(),
        failures.into(),
        now.into(),
        free_at.into(),
    ];
    tx.run(&COUNT_FAILURE, &values).await?;
    Ok(())
}

/// Forgets the failures: the right one has come.
pub async fn clear(tx: &mut Tx, counted: &Counted) -> Result<()> {
    tx.run(&CLEAR_DELAY, &[counted.name().into()]).await?;
    Ok(())
}

/// Removes what is forgotten.
pub async fn forget(tx: &mut Tx, now: Moment) -> Result<u64> {
    tx.run(&FORGET_DELAYS, &[now.before(FORGOTTEN).into()])
        .await
}

#[cfg(test)]
mod tests {
    use oqu_db::Error;
    use oqu_db::testing::on_both;
    use oqu_kernel::{Chance, Id};

    use super::*;

    #[tokio::test]
    async fn tries_that_overtake_each_other_do_not_wait() {
        let migrations = oqu_db::Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS]);
        on_both(&migrations, async |db| {
            let person = Id::new(Moment::from_millis(0), &Chance::seeded(1));
            for at in [5_000, 4_990, 4_980] {
                let wait = db
                    .write::<_, Error, _>(async move |tx| {
                        begin(tx, &Counted::Account(person), Moment::from_millis(at)).await
                    })
                    .await
                    .unwrap();
                assert_eq!(wait, Duration::ZERO, "begun at {at}");
            }
        })
        .await;
    }

    #[test]
    fn delays_double_from_a_second_to_a_quarter_of_an_hour() {
        for (failures, seconds) in [
            (0, 0),
            (1, 0),
            (3, 0),
            (4, 1),
            (5, 2),
            (6, 4),
            (13, 512),
            (14, 900),
            (40, 900),
            (i64::MAX, 900),
        ] {
            let found = delay(failures, ACCOUNT_FREE);
            assert_eq!(found, Duration::from_secs(seconds), "{failures}");
        }
        assert_eq!(delay(30, ADDRESS_FREE), Duration::ZERO);
        assert_eq!(delay(31, ADDRESS_FREE), FIRST);
    }

    #[test]
    fn an_address_of_ipv6_is_its_network() {
        let name = |text: &str| Counted::Address(text.parse().unwrap()).name();
        assert_eq!(name("2001:db8:1:2::3"), name("2001:db8:1:2:ffff::9"));
        assert_ne!(name("2001:db8:1:2::3"), name("2001:db8:1:3::3"));
        assert_eq!(name("::ffff:10.1.2.3"), name("10.1.2.3"));
    }
}
