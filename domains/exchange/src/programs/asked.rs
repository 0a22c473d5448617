//! What the query of an address asks for: filters, and where a page of a list begins.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_kernel::Id;
use oqu_text::search;
use oqu_web::{Fields, FormErrors, Refusal, Visitor, Words};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answer::{Answer, Answered};
use super::shapes::Part;

/// Rows of a page when the program does not say.
pub(super) const USUAL: usize = 50;
/// The most rows of a page.
pub(super) const MOST: usize = 200;
/// Where a page begins, and how long it is.
const CURSOR: &str = "cursor";
const LIMIT: &str = "limit";
/// The most characters of a filter.
pub(super) const FILTER_MOST: usize = 200;
/// Bytes of the check of a cursor: it finds mistakes, it hides nothing.
const CHECK: usize = 8;

/// A query on its way to be understood; everything wrong with it is told together.
pub(super) struct Query<'a> {
    fields: &'a Fields,
    words: Words,
    errors: FormErrors,
    /// What a cursor belongs to: the address with its filters.
    list: String,
}

/// One page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// After the row with this number.
    pub after: i64,
    /// At most so many rows.
    pub limit: usize,
}

impl<'a> Query<'a> {
    /// The query of a list that knows these filters.
    pub fn of_list(visitor: &Visitor, fields: &'a Fields, filters: &[Part]) -> Self {
        let mut query = Self::new(visitor, fields, filters, true);
        let path = visitor.address.split('?').next().unwrap_or_default();
        query.list.push_str(path);
        for filter in filters {
            query.list.push('\n');
            query.list.push_str(fields.raw(filter.name));
        }
        query
    }

    /// The query of an address that takes none.
    pub fn none(visitor: &Visitor, fields: &'a Fields) -> Result<(), Refusal> {
        Self::new(visitor, fields, &[], false).done()
    }

    fn new(visitor: &Visitor, fields: &'a Fields, filters: &[Part], paged: bool) -> Self {
        let words = visitor.words;
        let mut errors = FormErrors::default();
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in fields.pairs() {
            let known = filters.iter().any(|filter| filter.name == name)
                || (paged && [CURSOR, LIMIT].contains(&name));
            if !known {
                errors.add(name, words.t("exchange-unknown-filter"));
            } else if seen.contains(&name) {
                errors.add(name, words.t("exchange-twice"));
            } else if value.is_empty() {
                // A variable that is not set must not list everybody.
                errors.add(name, words.t("exchange-empty"));
            }
            seen.push(name);
        }
        Self {
            fields,
            words,
            errors,
            list: String::new(),
        }
    }

    /// A line of text.
    pub fn line(&mut self, name: &str) -> Option<String> {
        let text = self
            .fields
            .line(name, FILTER_MOST, self.words, &mut self.errors);
        let is_given = !self.fields.raw(name).is_empty();
        if is_given && text.is_empty() && self.errors.of(name).is_none() {
            self.errors.add(name, self.words.t("exchange-empty"));
        }
        (!text.is_empty()).then_some(text)
    }

    /// Words to look for.
    pub fn search(&mut self, name: &str) -> search::Query {
        let text = self.line(name).unwrap_or_default();
        let query = search::query(&text);
        if query.is_empty() && !text.is_empty() && self.errors.of(name).is_none() {
            self.errors.add(name, self.words.t("exchange-no-words"));
        }
        query
    }

    /// One of a set.
    pub fn choice<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.fields.raw(name);
        if text.is_empty() {
            return None;
        }
        let found = parse(text);
        if found.is_none() {
            self.errors
                .add(name, self.words.t("exchange-not-of-choice"));
        }
        found
    }

    /// An id.
    pub fn id<T>(&mut self, name: &str) -> Option<Id<T>> {
        let text = self.fields.raw(name);
        if text.is_empty() {
            return None;
        }
        let id = text.parse().ok();
        if id.is_none() {
            self.errors.add(name, self.words.t("exchange-not-id"));
        }
        id
    }

    /// A whole number of a range.
    pub fn whole(&mut self, name: &str, from: i64, to: i64) -> Option<i64> {
        let text = self.fields.raw(name);
        if text.is_empty() {
            return None;
        }
        let number = text
            .parse()
            .ok()
            .filter(|number| (from..=to).contains(number));
        if number.is_none() {
            let told = self
                .words
                .with("exchange-range")
                .arg("from", from.to_string())
                .arg("to", to.to_string())
                .to_string();
            self.errors.add(name, told);
        }
        number
    }

    /// `true` or `false`; false when it is not said.
    pub fn flag(&mut self, name: &str) -> bool {
        let known = |text: &str| match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        self.choice(name, known).unwrap_or_default()
    }

    /// Which page is asked for.
    pub fn page(&mut self) -> Page {
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let limit = self.whole(LIMIT, 1, most);
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        let cursor = self.fields.raw(CURSOR);
        let after = match cursor {
            "" => Some(0),
            text => self.opened(text),
        };
        if after.is_none() {
            self.errors.add(CURSOR, self.words.t("exchange-cursor"));
        }
        Page {
            after: after.unwrap_or_default(),
            limit: limit.unwrap_or(USUAL),
        }
    }

    /// Goes on when nothing is wrong.
    pub fn done(&self) -> Result<(), Refusal> {
        match self.errors.is_empty() {
            true => Ok(()),
            false => Err(Refusal::fields(self.errors.all().to_vec())),
        }
    }

    /// The answer with a page of a list, and the cursor of the next when there are `more`.
    pub fn listed<T: Serialize>(&self, items: Vec<T>, last: Option<i64>, more: bool) -> Answered {
        let next = last.filter(|_| more).map(|last| self.cursor(last));
        let listed = Listed { items, next };
        let answer = Answer::new(StatusCode::OK, &listed)?;
        Ok(axum::response::IntoResponse::into_response(answer))
    }

    fn cursor(&self, number: i64) -> String {
        let mut bytes = number.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.check(number));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn opened(&self, cursor: &str) -> Option<i64> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (number, check) = bytes.split_first_chunk::<8>()?;
        let number = i64::from_be_bytes(*number);
        (check == self.check(number)).then_some(number)
    }

    /// Ties a cursor to its list and filters, so that one of another list is no cursor.
    fn check(&self, number: i64) -> [u8; CHECK] {
        let mut hash = Sha256::new();
        hash.update(number.to_be_bytes());
        hash.update(self.list.as_bytes());
        let hash: [u8; 32] = hash.finalize().into();
        let mut check = [0; CHECK];
        check.copy_from_slice(&hash[..CHECK]);
        check
    }
}

/// A page of a list.
#[derive(Serialize)]
struct Listed<T> {
    items: Vec<T>,
    next: Option<String>,
}
