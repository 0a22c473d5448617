//! Days as they stand in rows (ISO text) and in forms (as people type them).

use jiff::civil::Date;
use oqu_text::Language;
use oqu_text::format::{date_long, parse_date};
use oqu_web::{Fields, FormErrors, Words};

/// A typed day; none when nothing was typed or it is not a day, which is noted.
pub(crate) fn typed(
    fields: &Fields,
    name: &str,
    words: Words,
    errors: &mut FormErrors,
) -> Option<Date> {
    let text = fields.raw(name).trim();
    if text.is_empty() {
        return None;
    }
    let date = parse_date(text);
    if date.is_err() {
        errors.add(name, words.t("form-date"));
    }
    date.ok()
}

/// A day as a form shows it, alike in every language: `20.11.2026`. Empty for none.
pub(crate) fn in_form(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.strftime("%d.%m.%Y").to_string())
}

/// A day as a row keeps it; empty for none.
pub(crate) fn in_row(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

/// What a row keeps as a day.
pub(crate) fn of_row(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// A kept day in words.
pub(crate) fn in_words(language: Language, text: &str) -> Option<String> {
    of_row(text).map(|date| date_long(language, date))
}
