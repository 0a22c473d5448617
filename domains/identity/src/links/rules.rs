//! What a link is worth, decided from values.

use std::time::Duration;

use oqu_kernel::Moment;

/// A link to a new password is used while one sits before the mail.
pub(crate) const RECOVERY: Duration = Duration::from_secs(60 * 60);
/// Somebody who is invited may be on holiday.
pub(crate) const INVITATION: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// A new address is at hand for the one who gave it.
pub(crate) const ADDRESS: Duration = Duration::from_secs(24 * 60 * 60);
/// Links to a new password that one account may be sent in an hour.
pub(crate) const RECOVERIES_AN_HOUR: i64 = 3;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A new password in place of a forgotten one.
    Recovery,
    /// The first password.
    Invitation,
    /// An address that is to be the person's own.
    Address,
}

impl Purpose {
    /// The word in a row.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Recovery => "recovery",
            Self::Invitation => "invitation",
            Self::Address => "address",
        }
    }

    /// How long a link for it works.
    pub(crate) const fn lasts(self) -> Duration {
        match self {
            Self::Recovery => RECOVERY,
            Self::Invitation => INVITATION,
            Self::Address => ADDRESS,
        }
    }
}

/// What is known of a link that somebody opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub purpose: String,
    /// Where it was sent.
    pub address: String,
    pub ends_at: Moment,
    pub used_at: Option<Moment>,
    pub withdrawn_at: Option<Moment>,
    /// Where mails to the person go now.
    pub email: Option<String>,
    pub locked_at: Option<Moment>,
}

/// How a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It opens what it is for.
    Live,
    /// It was used.
    Used,
    /// Its time is over.
    Late,
    /// It was withdrawn, another took its place, or the address is not the person's any more.
    Withdrawn,
    /// The account is locked.
    Locked,
    /// There is no such link.
    Unknown,
}

impl Standing {
    /// The word in the keys of its messages: `link-over-<word>-title`, `-text`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Used => "used",
            Self::Late => "late",
            Self::Withdrawn => "withdrawn",
            Self::Locked => "locked",
            Self::Unknown => "unknown",
        }
    }
}

/// How a link stands now for what it is opened for.
pub(crate) fn standing(link: Option<&Known>, purpose: Purpose, now: Moment) -> Standing {
    let Some(link) = link.filter(|link| link.purpose == purpose.word()) else {
        return Standing::Unknown;
    };
    if link.used_at.is_some() {
        return Standing::Used;
    }
    // A link to a new address is sent where the person's mails do not go yet.
    let moved = purpose != Purpose::Address && link.email.as_deref() != Some(link.address.as_str());
    if link.withdrawn_at.is_some() || moved {
        return Standing::Withdrawn;
    }
    if link.ends_at <= now {
        return Standing::Late;
    }
    if link.locked_at.is_some() {
        return Standing::Locked;
    }
    Standing::Live
}

/// Why somebody cannot be invited: the message that says what to do.
pub(crate) fn invitation_refused(
    email: Option<&str>,
    locked: bool,
    has_password: bool,
    address_proven: bool,
) -> Option<&'static str> {
    match email {
        _ if locked => Some("invitation-locked"),
        None => Some("invitation-no-address"),
        // Who has a password and gets our mails can recover it alone.
        Some(_) if has_password && address_proven => Some("invitation-needless"),
        Some(_) => None,
    }
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    const NOW: Moment = Moment::from_millis(1_000_000);

    fn link() -> Known {
        Known {
            purpose: "recovery".into(),
            address: "a@b.kz".into(),
            ends_at: NOW.after(RECOVERY),
            used_at: None,
            withdrawn_at: None,
            email: Some("a@b.kz".into()),
            locked_at: None,
        }
    }

    fn check(change: impl Fn(&mut Known), expected: Standing) {
        let mut link = link();
        change(&mut link);
        assert_eq!(standing(Some(&link), Purpose::Recovery, NOW), expected);
    }

    #[test]
    fn a_link_works_once_in_its_time_for_what_it_is_for() {
        check(|_| {}, Standing::Live);
        check(|link| link.used_at = Some(NOW), Standing::Used);
        check(|link| link.ends_at = NOW, Standing::Late);
        check(|link| link.withdrawn_at = Some(NOW), Standing::Withdrawn);
        check(|link| link.email = None, Standing::Withdrawn);
        check(
            |link| link.email = Some("other@b.kz".into()),
            Standing::Withdrawn,
        );
        check(|link| link.locked_at = Some(NOW), Standing::Locked);
        check(|link| link.purpose = "invitation".into(), Standing::Unknown);
        assert_eq!(standing(None, Purpose::Recovery, NOW), Standing::Unknown);
        let mut other = link();
        other.purpose = "address".into();
        other.address = "new@b.kz".into();
        assert_eq!(
            standing(Some(&other), Purpose::Address, NOW),
            Standing::Live
        );
    }

    #[test]
    fn who_can_be_invited() {
        let asked =
            |email, locked, password, proven| invitation_refused(email, locked, password, proven);
        let there = Some("a@b.kz");
        assert_eq!(asked(there, false, false, false), None);
        assert_eq!(asked(there, false, true, false), None, "a new address");
        assert_eq!(asked(there, false, true, true), Some("invitation-needless"));
        assert_eq!(asked(there, true, false, false), Some("invitation-locked"));
        assert_eq!(
            asked(None, false, false, false),
            Some("invitation-no-address")
        );
    }
}
