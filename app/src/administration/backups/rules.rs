//! Names of archives, and when the next one is due. No database and no disk here.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use oqu_kernel::Moment;

/// How a sealed archive ends.
const SEALED: &str = ".tar.sealed";
/// How a plain one ends.
const PLAIN: &str = ".tar";
/// How those by the clock begin; only they are taken away when newer ones came.
const DAILY: &str = "oqu-daily-";
/// How all begin.
const BEGIN: &str = "oqu-";
/// No name of ours is longer.
const NAME_MOST: usize = 80;

/// At which hour, and how many are kept: the settings of backups by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Schedule {
    /// 0–23 by the clocks of the organisation; none when nothing is made by the clock.
    pub hour: Option<i8>,
    /// How many by the clock are kept.
    pub keep: usize,
}

impl Schedule {
    /// Two weeks: long enough to find out that something was lost.
    pub(super) const KEEP: usize = 14;
    /// The most: a year and a day of leap.
    pub(super) const KEEP_MOST: usize = 366;

    /// Of what stands in the rows.
    pub(super) fn read(hour: Option<&str>, keep: Option<&str>) -> Self {
        Self {
            hour: hour.and_then(hour_of),
            keep: keep.and_then(keep_of).unwrap_or(Self::KEEP),
        }
    }
}

/// An hour of the day.
pub(super) fn hour_of(text: &str) -> Option<i8> {
    text.parse().ok().filter(|hour| (0..24).contains(hour))
}

/// How many are kept.
pub(super) fn keep_of(text: &str) -> Option<usize> {
    let keep = text.parse().ok();
    keep.filter(|keep| (1..=Schedule::KEEP_MOST).contains(keep))
}

/// What an archive that is begun at this time is called.
pub(super) fn name(at: DateTime, is_daily: bool, is_sealed: bool) -> String {
    let begin = if is_daily { DAILY } else { BEGIN };
    let end = if is_sealed { SEALED } else { PLAIN };
    format!("{begin}{}{end}", at.strftime("%Y-%m-%d-%H%M%S"))
}

/// Whether something in the folder, or in an address, is called as archives are.
pub(super) fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    name.len() <= NAME_MOST
        && name.starts_with(BEGIN)
        && (name.ends_with(PLAIN) || name.ends_with(SEALED))
        && !name.contains("..")
        && name.chars().all(plain)
}

/// Whether it was made by the clock.
pub(super) fn is_daily(name: &str) -> bool {
    name.starts_with(DAILY)
}

/// Whether a passphrase is needed to open it.
pub(super) fn is_sealed(name: &str) -> bool {
    name.ends_with(SEALED)
}

/// The day whose backup is due by now: today's from its hour on, before that yesterday's.
pub(super) fn due(now: Moment, zone: &TimeZone, hour: i8) -> Option<String> {
    let now = jiff::Timestamp::from_millisecond(now.millis()).ok()?;
    let local = now.to_zoned(zone.clone()).datetime();
    let day = match local.hour() >= hour {
        true => local.date(),
        false => local.date().yesterday().ok()?,
    };
    Some(day.to_string())
}

/// Those by the clock that are too many, of names in any order.
pub(super) fn too_many(names: &[String], keep: usize) -> Vec<String> {
    let mut daily: Vec<&String> = names.iter().filter(|name| is_daily(name)).collect();
    // The time in the name makes the order.
    daily.sort_unstable();
    let count = daily.len().saturating_sub(keep);
    daily.into_iter().take(count).cloned().collect()
}
