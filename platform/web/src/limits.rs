use std::hash::{Hash, Hasher};
use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock, Reference};
use governor::{DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};

use crate::Failure;

/// How often is too often, per node.
pub struct Limits {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    names: DefaultKeyedRateLimiter<u64>,
}

/// Tries a minute from one address: a classroom behind one router signs in within a minute or two.
pub const TRIES_PER_ADDRESS: u32 = 120;
/// Tries a minute for one login.
pub const TRIES_PER_NAME: u32 = 10;

impl Limits {
    /// Limits of so many tries a minute.
    pub fn new(per_address: u32, per_name: u32) -> Self {
        let quota = |count| Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self {
            addresses: RateLimiter::keyed(quota(per_address)),
            names: RateLimiter::keyed(quota(per_name)),
        }
    }

    /// Counts one try to sign in.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait.
    pub fn sign_in(&self, ip: IpAddr, login: &str) -> Result<(), Failure> {
        let mut hasher = std::collections::hash_map::DefaultHasher::new();
        login.hash(&mut hasher);
        let now = || DefaultClock::default().now();
        self.addresses
            .check_key(&ip)
            .map_err(|wait| too_many(&wait, now()))?;
        self.names
            .check_key(&hasher.finish())
            .map_err(|wait| too_many(&wait, now()))
    }

    /// Forgets who has not tried for a while, so that the tables stay small.
    pub fn tidy(&self) {
        self.addresses.retain_recent();
        self.names.retain_recent();
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(TRIES_PER_ADDRESS, TRIES_PER_NAME)
    }
}

fn too_many<Instant: Reference>(wait: &NotUntil<Instant>, now: Instant) -> Failure {
    let after = wait.wait_time_from(now);
    Failure::TooMany {
        after_s: after.as_secs() + 1,
    }
}
