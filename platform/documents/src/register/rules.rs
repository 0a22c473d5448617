use jiff::civil::Date;
use jiff::tz::TimeZone;
use oqu_kernel::Moment;
use oqu_text::format::{DateError, parse_date};
use oqu_text::search;
use oqu_web::{Fields, FormErrors, Words};

use crate::Kind;
use crate::store::{Mark, Wanted};

/// As long as a name may be.
const WORDS_CHARS: usize = 200;

/// The instant at which a day begins in the organisation's zone.
fn begins(date: Date, zone: &TimeZone) -> Option<Moment> {
    let zoned = date.to_zoned(zone.clone()).ok()?;
    Some(Moment::from_millis(zoned.timestamp().as_millisecond()))
}

/// Reads the filters of an address. A date that cannot be understood is noted at its field and left
/// out; a kind or state that is none of ours filters nothing.
pub(super) fn wanted(
    fields: &Fields,
    kinds: &[Kind],
    zone: &TimeZone,
    words: Words,
    errors: &mut FormErrors,
) -> Wanted {
    let mut day = |name: &str| match parse_date(fields.raw(name)) {
        Ok(date) => Some(date),
        Err(DateError::Empty) => None,
        Err(error) => {
            errors.add(name, words.t(date_problem(error)));
            None
        }
    };
    let (from, until) = (day("from"), day("until"));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        errors.add("until", words.t("document-date-order"));
    }
    let next = until.and_then(|until| until.tomorrow().ok());
    let kind = fields.raw("kind");
    let typed = fields.line("q", WORDS_CHARS, words, &mut FormErrors::default());
    Wanted {
        words: search::query(&typed),
        kind: kinds
            .iter()
            .find(|known| known.key == kind)
            .map(|known| known.key.to_owned()),
        revoked: match fields.raw("state") {
            "revoked" => Some(true),
            "valid" => Some(false),
            _ => None,
        },
        from: from.and_then(|date| begins(date, zone)),
        until: next.and_then(|date| begins(date, zone)),
    }
}

fn date_problem(error: DateError) -> &'static str {
    match error {
        DateError::Empty | DateError::Form => "document-date-form",
        DateError::ShortYear => "document-date-year",
        DateError::NoSuchDay => "document-date-day",
        DateError::Year => "document-date-range",
    }
}

/// Where the page begins; what is no number is as if it were not there.
pub(super) fn mark(fields: &Fields) -> Mark {
    if let Ok(number) = fields.raw("after").parse() {
        return Mark::Older(number);
    }
    fields
        .raw("before")
        .parse()
        .map_or(Mark::Newest, Mark::Newer)
}
