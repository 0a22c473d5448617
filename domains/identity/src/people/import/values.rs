//! Values as people and spreadsheets write them.

use jiff::civil::{Date, date};
use oqu_text::clean;
use oqu_text::iin::{IIN_LENGTH, Iin, Sex};

use super::file::{Mark, Row};
use super::row::Remark;
use crate::people::rules::{self, NAME_MOST};
use crate::roles::Role;

/// A number in the column of birth dates between these is a day as Excel counts them:
/// 1 January 1901 to 31 December 2099.
const EXCEL_DAYS: std::ops::RangeInclusive<i64> = 367..=73_050;
/// An IIN that lost more zeros than these lost something else.
const IIN_DIGITS_LEAST: usize = 8;

/// Roles that are held in a group.
pub fn is_of_groups(role: Role) -> bool {
    matches!(role, Role::Learner | Role::Adviser | Role::Tutor)
}

/// What stands between commas, semicolons or in lines of their own.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ',', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Latin capitals that look like Cyrillic ones, both small.
const LOOK_ALIKE: [(char, char); 13] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'і'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// The code of a group whichever keyboard it was typed on: «ИC-21» with a Latin C is «ИС-21».
pub fn folded_code(code: &str) -> String {
    let small = code.to_lowercase().replace(['–', '—', '‑'], "-");
    let seen = small.chars().filter(|c| !c.is_whitespace());
    seen.map(|c| {
        let known = LOOK_ALIKE.iter().find(|(latin, _)| *latin == c);
        known.map_or(c, |(_, cyrillic)| *cyrillic)
    })
    .collect()
}

/// A remark whose column the caller knows.
pub fn wrong(key: &str) -> Remark {
    Remark::at(None, key)
}

/// What a rule of the form says, as a remark.
pub fn plain<T>(outcome: Result<T, rules::Refusal>) -> Result<T, Remark> {
    outcome.map_err(wrong)
}

fn cleaned(outcome: Result<String, clean::Refused>) -> Result<String, Remark> {
    outcome.map_err(|refused| match refused.problem {
        clean::Problem::TooLong { limit, .. } => wrong("form-too-long").arg("most", limit),
        clean::Problem::Unwanted(clean::Unwanted::Emoji) => wrong("form-emoji"),
        clean::Problem::Unwanted(clean::Unwanted::NotOfName) => wrong("form-not-of-name"),
        clean::Problem::Unwanted(_) => wrong("form-invisible"),
    })
}

/// One line.
pub fn line(text: &str, most: usize) -> Result<String, Remark> {
    cleaned(clean::line(text, most))
}

/// A part of a name; an empty one is none.
pub fn name(text: &str) -> Result<Option<String>, Remark> {
    let name = cleaned(clean::person_name(text, NAME_MOST))?;
    Ok((!name.is_empty()).then_some(name))
}

/// Surname, given name, patronymic.
pub type Parts = (Option<String>, Option<String>, Option<String>);

/// Surname, given name and what follows; one word alone is a surname.
pub fn full_name(text: &str) -> Result<Parts, Remark> {
    let whole = cleaned(clean::person_name(text, NAME_MOST * 3))?;
    let mut words = whole.splitn(3, ' ').map(str::to_owned);
    let (surname, given, patronymic) = (words.next(), words.next(), words.next());
    match given.is_some() {
        true => Ok((surname, given, patronymic)),
        false => Err(wrong("import-full-name-short")),
    }
}

/// An IIN, and whether zeros that a spreadsheet had dropped were put back.
pub fn iin(text: &str) -> Result<(Iin, bool), Remark> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.contains(['E', 'e']) && digits.contains(['.', ',', '+']) {
        return Err(wrong("import-iin-shortened"));
    }
    let plain_digits = digits.chars().all(|c| c.is_ascii_digit());
    if plain_digits && (IIN_DIGITS_LEAST..IIN_LENGTH).contains(&digits.len()) {
        let whole = format!("{digits:0>IIN_LENGTH$}");
        return match Iin::parse(&whole) {
            Ok(iin) => Ok((iin, true)),
            Err(_) => Err(wrong("person-iin-length")),
        };
    }
    match plain(rules::iin(&digits))? {
        Some(iin) => Ok((iin, false)),
        None => Err(wrong("person-iin-length")),
    }
}

/// A date of birth, and whether it was a bare number of days.
pub fn birth_date(row: &Row, at: usize, today: Date) -> Result<(Date, bool), Remark> {
    let text = row.cell(at);
    if row.marks.get(&at) == Some(&Mark::Number) {
        let days = text.parse().ok().filter(|days| EXCEL_DAYS.contains(days));
        let days = days.ok_or_else(|| wrong("form-date"))?;
        // Excel believes in a 29 February 1900: its day 60; we begin the day before.
        let date = date(1899, 12, 30).checked_add(jiff::Span::new().days(days));
        let date = date.map_err(|_| wrong("form-date"))?;
        return match plain(rules::birth_date(&date.to_string(), today))? {
            Some(date) => Ok((date, true)),
            None => Err(wrong("form-date")),
        };
    }
    // «11.12.2006 г.», «2006-12-11 00:00:00».
    let bare = text.split([' ', 'T', '\u{a0}']).next().unwrap_or_default();
    match plain(rules::birth_date(bare, today))? {
        Some(date) => Ok((date, false)),
        None => Err(wrong("form-date")),
    }
}

/// As documents and people state it in the three languages.
pub fn sex(text: &str) -> Result<Sex, Remark> {
    let word = text.trim_end_matches('.').to_lowercase();
    match word.as_str() {
        "male" | "m" | "м" | "муж" | "мужской" | "ер" | "еркек" | "ер адам" => {
            Ok(Sex::Male)
        }
        "female" | "f" | "ж" | "жен" | "женский" | "әйел" | "қыз" => {
            Ok(Sex::Female)
        }
        _ => Err(wrong("import-sex-wrong")),
    }
}
