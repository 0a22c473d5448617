use oqu_kernel::{Id, Moment, PersonId};
use oqu_text::format::{DateError, parse_date};
use oqu_web::{Failure, Fields, FormErrors, Words};
use uuid::Uuid;

use crate::Entry;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    pub words: String,
    pub act: Option<String>,
    pub kind: Option<String>,
    pub person: Option<PersonId>,
    pub object: Option<Uuid>,
    /// From this instant on.
    pub from: Option<Moment>,
    /// Before this instant.
    pub until: Option<Moment>,
}

/// Where the page of a list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Newest,
    OlderThan(Id<Entry>),
    NewerThan(Id<Entry>),
}

/// Keys of acts and kinds are short.
const KEY_CHARS: usize = 80;
/// As long as a name may be.
const WORDS_CHARS: usize = 200;

/// The instant at which a day begins in the organisation's zone.
pub(crate) trait Days {
    /// The beginning of a typed day and of the day after it.
    fn span(&self, typed: &str) -> Result<(Moment, Moment), DateError>;
}

impl Days for jiff::tz::TimeZone {
    fn span(&self, typed: &str) -> Result<(Moment, Moment), DateError> {
        let date = parse_date(typed)?;
        let next = date.tomorrow().map_err(|_| DateError::Year)?;
        let begins = |date: jiff::civil::Date| {
            let zoned = date
                .to_zoned(self.clone())
                .map_err(|_| DateError::NoSuchDay)?;
            Ok(Moment::from_millis(zoned.timestamp().as_millisecond()))
        };
        Ok((begins(date)?, begins(next)?))
    }
}

/// Reads the filters of an address. A date that cannot be understood is noted at its field and left
/// out; everything else comes from links and choices, and is refused when it is none of ours.
pub(crate) fn filters(
    fields: &Fields,
    days: &impl Days,
    words: Words,
    errors: &mut FormErrors,
) -> Result<Filters, Failure> {
    let mut day = |name: &str| match days.span(fields.raw(name)) {
        Ok(span) => Some(span),
        Err(DateError::Empty) => None,
        Err(error) => {
            errors.add(name, words.t(date_problem(error)));
            None
        }
    };
    let from = day("from").map(|(begin, _)| begin);
    let until = day("until").map(|(_, end)| end);
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        errors.add("until", words.t("audit-date-order"));
    }
    // Words to look for cannot be wrong: what is no letter or digit finds nothing.
    let typed = fields.line("q", WORDS_CHARS, words, &mut FormErrors::default());
    Ok(Filters {
        words: typed,
        act: key(fields.raw("act"))?,
        kind: key(fields.raw("kind"))?,
        person: id(fields.raw("person"))?.map(PersonId::from_uuid),
        object: id(fields.raw("object"))?,
        from,
        until,
    })
}

/// Where the page begins.
pub(crate) fn mark(fields: &Fields) -> Result<Mark, Failure> {
    if let Some(id) = id(fields.raw("after"))? {
        return Ok(Mark::OlderThan(Id::from_uuid(id)));
    }
    Ok(match id(fields.raw("before"))? {
        Some(id) => Mark::NewerThan(Id::from_uuid(id)),
        None => Mark::Newest,
    })
}

fn date_problem(error: DateError) -> &'static str {
    match error {
        DateError::Empty | DateError::Form => "audit-date-form",
        DateError::ShortYear => "audit-date-year",
        DateError::NoSuchDay => "audit-date-day",
        DateError::Year => "audit-date-range",
    }
}

fn key(text: &str) -> Result<Option<String>, Failure> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    match text {
        "" => Ok(None),
        _ if text.len() <= KEY_CHARS && text.chars().all(is_key) => Ok(Some(text.to_owned())),
        _ => Err(Failure::BadRequest),
    }
}

fn id(text: &str) -> Result<Option<Uuid>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    Uuid::parse_str(text)
        .map(Some)
        .map_err(|_| Failure::BadRequest)
}

/// The least id that an act at this instant could have. Source: RFC 9562 §5.7.
pub(crate) fn first_id(at: Moment) -> Uuid {
    let millis = u64::try_from(at.millis()).unwrap_or_default().to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis[2..]);
    Uuid::from_bytes(bytes)
}
