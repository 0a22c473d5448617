use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use oqu_text::clean;

use crate::{Failure, Words};

/// What a person typed, kept as it was typed until the answer is sent.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

/// One thing to put right: the field, and what to do, in the person's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name, which is also its element's id.
    pub field: String,
    /// What to do.
    pub text: String,
}

/// The problems of a form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Vec<Problem>);

/// A form of more fields is not one of ours.
pub(crate) const MOST_FIELDS: usize = 2_000;

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// [`Failure::BadRequest`] when it is not that, or has too many fields.
    pub fn parse(body: &[u8]) -> Result<Self, Failure> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(body) {
            if fields.len() == MOST_FIELDS {
                return Err(Failure::BadRequest);
            }
            fields.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(fields))
    }

    /// Reads the query of an address in the same way.
    pub fn of_query(query: Option<&str>) -> Self {
        Self::parse(query.unwrap_or_default().as_bytes()).unwrap_or_default()
    }

    /// Fields that the program itself fills in, to show a form of a thing that is there.
    pub fn of<const N: usize>(fields: [(&str, String); N]) -> Self {
        Self(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// The same fields with one put in place of what was sent under its name.
    #[must_use]
    pub fn set(&self, name: &str, value: &str) -> Self {
        let others = self.0.iter().filter(|(key, _)| key != name).cloned();
        Self(
            others
                .chain([(name.to_owned(), value.to_owned())])
                .collect(),
        )
    }

    /// The value as typed; empty when the field was not sent.
    pub fn raw(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// All values of a field that may be sent several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.raw(name).is_empty()
    }

    /// One line, cleaned; a problem is noted when it has characters that cannot stand in a line or
    /// is longer than `most` characters. What could be cleaned is returned either way.
    pub fn line(&self, name: &str, most: usize, words: Words, errors: &mut FormErrors) -> String {
        self.cleaned(name, words, errors, |raw| clean::line(raw, most))
    }

    /// As [`Fields::line`], with line ends in it.
    pub fn lines(&self, name: &str, most: usize, words: Words, errors: &mut FormErrors) -> String {
        self.cleaned(name, words, errors, |raw| clean::paragraph(raw, most))
    }

    /// As [`Fields::line`], and letters of a name only.
    pub fn name(&self, name: &str, most: usize, words: Words, errors: &mut FormErrors) -> String {
        self.cleaned(name, words, errors, |raw| clean::person_name(raw, most))
    }

    /// As [`Fields::line`], of several lines.
    pub fn paragraphs(
        &self,
        name: &str,
        most: usize,
        words: Words,
        errors: &mut FormErrors,
    ) -> String {
        self.cleaned(name, words, errors, |raw| clean::paragraph(raw, most))
    }

    fn cleaned(
        &self,
        name: &str,
        words: Words,
        errors: &mut FormErrors,
        clean: impl Fn(&str) -> Result<String, clean::Refused>,
    ) -> String {
        match clean(self.raw(name)) {
            Ok(text) => text,
            Err(refused) => {
                errors.add(name, refusal(words, &refused.problem));
                refused.cleaned
            }
        }
    }

    /// The fields again, for the address of a list.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// What to do about a text that cannot be taken as it is.
fn refusal(words: Words, problem: &clean::Problem) -> String {
    match problem {
        clean::Problem::TooLong { limit, .. } => words.t1(
            "form-too-long",
            "most",
            i64::try_from(*limit).unwrap_or(i64::MAX),
        ),
        clean::Problem::Unwanted(clean::Unwanted::Emoji) => words.t("form-emoji").into_owned(),
        clean::Problem::Unwanted(clean::Unwanted::NotOfName) => {
            words.t("form-not-of-name").into_owned()
        }
        clean::Problem::Unwanted(_) => words.t("form-invisible").into_owned(),
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl FormErrors {
    /// Notes a problem.
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.push(Problem {
            field: field.to_owned(),
            text: text.into(),
        });
    }

    /// Whether the form can be taken as it is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problem of one field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|problem| problem.field == field)
            .map(|problem| problem.text.as_str())
    }

    /// All of them, for the summary.
    pub fn all(&self) -> &[Problem] {
        &self.0
    }

    /// How many, for the summary's title.
    pub fn count(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }
}

impl<S: Sync> FromRequestParts<S> for Fields {
    type Rejection = Failure;

    /// The form of a write, or the query of a page.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        match parts.extensions.get::<Self>() {
            Some(fields) => Ok(fields.clone()),
            None => Ok(Self::of_query(parts.uri.query())),
        }
    }
}
