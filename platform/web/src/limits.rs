use std::hash::{Hash, Hasher};
use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock, Reference};
use governor::{DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};

use uuid::Uuid;

use crate::Failure;

/// How often is too often, per node.
pub struct Limits {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    names: DefaultKeyedRateLimiter<u64>,
    mail_addresses: DefaultKeyedRateLimiter<IpAddr>,
    mail_names: DefaultKeyedRateLimiter<u64>,
    codes: DefaultKeyedRateLimiter<IpAddr>,
    tokens: DefaultKeyedRateLimiter<Uuid>,
}

/// Tries a minute from one address: a classroom behind one router signs in within a minute or two.
pub const TRIES_PER_ADDRESS: u32 = 120;
/// Tries a minute for one login.
pub const TRIES_PER_NAME: u32 = 10;
/// Codes of documents a minute from one address: whoever types them from paper is slower.
pub const CODES_PER_ADDRESS: u32 = 60;

/// Requests a minute of one token.
pub const REQUESTS_PER_TOKEN: u32 = 600;

/// Mails an hour that anybody may cause from one address without signing in.
pub const MAILS_PER_ADDRESS: u32 = 30;
/// The same for one login.
pub const MAILS_PER_NAME: u32 = 5;

impl Limits {
    /// Limits of so many tries a minute.
    pub fn new(per_address: u32, per_name: u32) -> Self {
        let quota = |count| Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self {
            addresses: RateLimiter::keyed(quota(per_address)),
            names: RateLimiter::keyed(quota(per_name)),
            mail_addresses: RateLimiter::keyed(hourly(MAILS_PER_ADDRESS)),
            mail_names: RateLimiter::keyed(hourly(MAILS_PER_NAME)),
            codes: RateLimiter::keyed(quota(CODES_PER_ADDRESS)),
            tokens: RateLimiter::keyed(quota(REQUESTS_PER_TOKEN)),
        }
    }

    /// Counts one wish for a mail by somebody who has not signed in.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait.
    pub fn mail(&self, ip: IpAddr, login: &str) -> Result<(), Failure> {
        let now = || DefaultClock::default().now();
        self.mail_addresses
            .check_key(&ip)
            .map_err(|wait| too_many(&wait, now()))?;
        self.mail_names
            .check_key(&hashed(login))
            .map_err(|wait| too_many(&wait, now()))
    }

    /// Counts one try to sign in.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait.
    pub fn sign_in(&self, ip: IpAddr, login: &str) -> Result<(), Failure> {
        let now = || DefaultClock::default().now();
        self.addresses
            .check_key(&ip)
            .map_err(|wait| too_many(&wait, now()))?;
        self.names
            .check_key(&hashed(login))
            .map_err(|wait| too_many(&wait, now()))
    }

    /// Counts one look at a document by its code.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait.
    pub fn code(&self, ip: IpAddr) -> Result<(), Failure> {
        self.codes
            .check_key(&ip)
            .map_err(|wait| too_many(&wait, DefaultClock::default().now()))
    }

    /// Counts one request of a program by its token.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait.
    pub fn token(&self, token: Uuid) -> Result<(), Failure> {
        let now = DefaultClock::default().now();
        self.tokens
            .check_key(&token)
            .map_err(|wait| too_many(&wait, now))
    }

    /// Counts one try with a token that nobody knows, together with the tries to sign in from there.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait.
    pub fn unknown_token(&self, ip: IpAddr) -> Result<(), Failure> {
        let now = DefaultClock::default().now();
        self.addresses
            .check_key(&ip)
            .map_err(|wait| too_many(&wait, now))
    }

    /// Forgets who has not tried for a while, so that the tables stay small.
    pub fn tidy(&self) {
        self.addresses.retain_recent();
        self.names.retain_recent();
        self.mail_addresses.retain_recent();
        self.mail_names.retain_recent();
        self.codes.retain_recent();
        self.tokens.retain_recent();
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(TRIES_PER_ADDRESS, TRIES_PER_NAME)
    }
}

fn hourly(count: u32) -> Quota {
    Quota::per_hour(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN))
}

fn hashed(login: &str) -> u64 {
    let mut hasher = std::collections::hash_map::DefaultHasher::new();
    login.hash(&mut hasher);
    hasher.finish()
}

fn too_many<Instant: Reference>(wait: &NotUntil<Instant>, now: Instant) -> Failure {
    let after = wait.wait_time_from(now);
    Failure::TooMany {
        after_s: after.as_secs() + 1,
    }
}
