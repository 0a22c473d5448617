use oqu_web::{Failure, Fields};

use crate::JobId;
use crate::rows::State;

/// As long as a key may be.
const WORDS_CHARS: usize = 200;
/// Names of kinds are short.
const KIND_CHARS: usize = 80;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    pub state: Option<State>,
    pub kind: Option<String>,
    /// The beginning of a key, or a whole id.
    pub key: String,
}

impl Filters {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where the page of the list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Newest,
    OlderThan(JobId),
    NewerThan(JobId),
}

/// Reads the filters of an address. States and kinds come from choices and links.
pub(crate) fn filters(fields: &Fields) -> Result<Filters, Failure> {
    let is_kind = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let state = match fields.raw("state") {
        "" => None,
        word => Some(State::parse(word).ok_or(Failure::BadRequest)?),
    };
    let kind = match fields.raw("kind") {
        "" => None,
        kind if kind.len() <= KIND_CHARS && kind.chars().all(is_kind) => Some(kind.to_owned()),
        _ => return Err(Failure::BadRequest),
    };
    let typed = fields.raw("q").trim().chars().filter(|c| !c.is_control());
    Ok(Filters {
        state,
        kind,
        key: typed.take(WORDS_CHARS).collect(),
    })
}

/// Where the page begins.
pub(crate) fn mark(fields: &Fields) -> Result<Mark, Failure> {
    let id = |name: &str| match fields.raw(name) {
        "" => Ok(None),
        text => text
            .parse::<JobId>()
            .map(Some)
            .map_err(|_| Failure::BadRequest),
    };
    if let Some(id) = id("after")? {
        return Ok(Mark::OlderThan(id));
    }
    Ok(id("before")?.map_or(Mark::Newest, Mark::NewerThan))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_ours_or_refused() {
        let read = |query: &str| filters(&Fields::of_query(Some(query)));
        assert!(read("").unwrap().is_empty());
        let found = read("state=dead&kind=mail.send&q=+a+").unwrap();
        assert_eq!(found.state, Some(State::Dead));
        assert_eq!(
            (found.kind.as_deref(), found.key.as_str()),
            (Some("mail.send"), "a")
        );
        assert!(read("state=lost").is_err());
        assert!(read("kind=%27;--").is_err());
        assert!(mark(&Fields::of_query(Some("after=x"))).is_err());
    }
}
