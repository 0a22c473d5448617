//! Decisions on plain values.

use std::time::Duration;

use oqu_kernel::Moment;
use serde_json::Value;

/// No pause is longer: a server that was away for a night is asked again within the hour.
const LONGEST: Duration = Duration::from_secs(3_600);
/// What stands in place of a hidden value.
const HIDDEN: &str = "•••";

/// The pause after failure number `attempt` (from 1): doubled each time, between a half and one and
/// a half of that by `chance`, so that what failed together does not come back together.
pub(crate) fn pause(first: Duration, attempt: u32, chance: [u8; 2]) -> Duration {
    let doubled = first
        .checked_mul(1 << attempt.saturating_sub(1).min(20))
        .map_or(LONGEST, |pause| pause.min(LONGEST));
    let share = u32::from(u16::from_le_bytes(chance));
    doubled / 2 + doubled.mul_f64(f64::from(share) / f64::from(u16::MAX))
}

/// Seconds that the rest will take at the pace so far; none before anything is done.
pub(crate) fn left_seconds(started: Moment, now: Moment, done: i64, total: i64) -> Option<u64> {
    let done = u64::try_from(done).ok().filter(|done| *done > 0)?;
    let total = u64::try_from(total).ok()?;
    let millis = u64::try_from(now.since(started).as_millis()).ok()?;
    let rest = total.checked_sub(done)?;
    Some(millis.saturating_mul(rest) / done / 1_000)
}

/// A payload with the values of these fields hidden, at whatever depth they stand, in lines for
/// reading; none when it is no JSON.
pub(crate) fn without(payload: &str, hidden: &[&str]) -> Option<String> {
    let mut value: Value = serde_json::from_str(payload).ok()?;
    hide(&mut value, hidden);
    serde_json::to_string_pretty(&value).ok()
}

fn hide(value: &mut Value, hidden: &[&str]) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if hidden.contains(&name.as_str()) {
                    *value = Value::String(HIDDEN.to_owned());
                } else {
                    hide(value, hidden);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, hidden)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_within_their_bounds() {
        let first = Duration::from_secs(10);
        for (attempt, least, most) in [
            (1, 5, 15),
            (2, 10, 30),
            (4, 40, 120),
            (8, 640, 1_920),
            (30, 1_800, 5_400),
        ] {
            assert_eq!(pause(first, attempt, [0, 0]).as_secs(), least);
            assert_eq!(pause(first, attempt, [255, 255]).as_secs(), most);
        }
    }

    #[test]
    fn the_rest_takes_as_long_as_the_pace_says() {
        let at = Moment::from_millis;
        assert_eq!(left_seconds(at(0), at(10_000), 0, 100), None);
        assert_eq!(left_seconds(at(0), at(10_000), 50, 100), Some(10));
        assert_eq!(left_seconds(at(0), at(10_000), 1, 101), Some(1_000));
        assert_eq!(left_seconds(at(0), at(10_000), 5, 4), None);
    }

    #[test]
    fn hidden_fields_are_hidden_wherever_they_stand() {
        let payload = r#"{"id":"7","token":"abc","list":[{"token":{"deep":1}}]}"#;
        let shown = without(payload, &["token"]).unwrap();
        assert!(!shown.contains("abc") && !shown.contains("deep"), "{shown}");
        assert!(shown.contains("\"id\": \"7\""), "{shown}");
        assert_eq!(without("no json", &[]), None);
    }
}
