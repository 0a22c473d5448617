//! Cleaning of what a person types in a form, and short forms of names.
//!
//! Harmless oddities (spaces, decomposed letters, line ends) are put right silently. Characters
//! that a reader cannot see are refused with their kind, because they make two texts that look
//! alike differ, or reorder what is shown; the error carries the cleaned text for the form.

use std::fmt;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{
    BidiControl, BinaryProperty, DefaultIgnorableCodePoint, Emoji, EmojiModifier,
    EnumeratedProperty, ExtendedPictographic, GeneralCategory, NoncharacterCodePoint,
};

const ZERO_WIDTH_JOINER: char = '\u{200D}';
const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';

/// A kind of character that a form refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwanted {
    /// NUL, which PostgreSQL cannot store.
    Nul,
    /// Another control character (U+0001–U+001F, U+007F–U+009F).
    Control,
    /// A control of writing direction (UAX #9), which can make a text read otherwise than it is.
    Bidi,
    /// Another invisible character: zero-width space, soft hyphen, byte order mark, filler.
    Invisible,
    /// A code point without a meaning: private use, noncharacter.
    Meaningless,
    /// An emoji, where there can be none.
    Emoji,
    /// A character that no person's name has: a digit, `@`, `/`.
    NotOfName,
}

/// What is wrong with a typed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It has a character of this kind; the first one found.
    Unwanted(Unwanted),
    /// It is longer than the field allows, in characters after cleaning.
    TooLong {
        /// The limit of the field.
        limit: usize,
        /// The length typed.
        length: usize,
    },
}

/// A refused text: the problem, and what the form shows so that the person can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub problem: Problem,
    /// The text without unwanted characters. Not shortened when it is too long.
    pub cleaned: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            Problem::Unwanted(kind) => write!(out, "the text has an unwanted character: {kind:?}"),
            Problem::TooLong { limit, length } => {
                write!(
                    out,
                    "the text has {length} characters, the limit is {limit}"
                )
            }
        }
    }
}

impl std::error::Error for Refused {}

/// Cleans a text of one line (a title, an address): NFC, every run of spaces, tabs and line ends
/// is one space, none at the ends. Emoji are allowed. An empty result is not an error here.
///
/// Errors: [`Refused`] with the first unwanted character, else when longer than `limit` characters.
pub fn line(text: &str, limit: usize) -> Result<String, Refused> {
    clean(text, limit, Shape::Line)
}

/// Cleans a text of several lines: NFC, line ends become `\n`, runs of spaces one space, no spaces
/// at the ends of lines, at most one empty line in a row, none at the ends.
///
/// Errors: as [`line`].
pub fn paragraph(text: &str, limit: usize) -> Result<String, Refused> {
    clean(text, limit, Shape::Paragraph)
}

/// Cleans a surname, a given name or a patronymic: as [`line`], and only letters with their marks,
/// space, hyphen, apostrophe, full stop and brackets (a former surname) are left.
///
/// Errors: as [`line`]; emoji, digits and other signs are refused.
pub fn person_name(text: &str, limit: usize) -> Result<String, Refused> {
    clean(text, limit, Shape::PersonName)
}

/// The letters on a person's picture: «ЖО» for Жанар Омарова.
pub fn initials(surname: &str, given: &str) -> String {
    let mut out = String::new();
    out.extend(first_letter(given));
    out.extend(first_letter(surname));
    out
}

/// «Ж. Омарова»; the surname alone when there is no given name, the given name alone when there
/// is no surname (the law allows people with one name).
pub fn short_name(surname: &str, given: &str) -> String {
    let surname = surname.trim();
    if surname.is_empty() {
        return given.trim().to_owned();
    }
    match first_letter(given) {
        Some(letter) => format!("{letter}. {surname}"),
        None => surname.to_owned(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Line,
    Paragraph,
    PersonName,
}

/// What stands before the next word that is written.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    None,
    Space,
    LineEnd,
    EmptyLine,
}

fn clean(text: &str, limit: usize, shape: Shape) -> Result<String, Refused> {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let composed = normalizer.normalize(text);
    let mut cleaned = String::with_capacity(composed.len());
    let mut problem = None;
    let mut gap = Gap::None;
    let mut before = None;
    let mut characters = composed.chars().peekable();
    while let Some(character) = characters.next() {
        let is_break = is_line_end(character);
        if is_break && character == '\r' && characters.peek() == Some(&'\n') {
            continue;
        }
        if is_break || is_space(character) {
            gap = widen(gap, is_break && shape == Shape::Paragraph);
            before = None;
            continue;
        }
        if let Some(kind) = unwanted(character, before, shape) {
            problem = problem.or(Some(Problem::Unwanted(kind)));
            continue;
        }
        push_gap(&mut cleaned, gap);
        gap = Gap::None;
        cleaned.push(character);
        before = Some(character);
    }
    if problem.is_some() {
        // Letters that an unwanted character kept apart may compose now.
        cleaned = normalizer.normalize(&cleaned).into_owned();
    }
    let length = cleaned.chars().count();
    if length > limit {
        problem = problem.or(Some(Problem::TooLong { limit, length }));
    }
    match problem {
        None => Ok(cleaned),
        Some(problem) => Err(Refused { problem, cleaned }),
    }
}

fn widen(gap: Gap, line_end: bool) -> Gap {
    match (gap, line_end) {
        (Gap::LineEnd | Gap::EmptyLine, true) => Gap::EmptyLine,
        (_, true) => Gap::LineEnd,
        (Gap::None, false) => Gap::Space,
        (gap, false) => gap,
    }
}

/// Nothing is written before the first word, and a gap at the very end is never written.
fn push_gap(cleaned: &mut String, gap: Gap) {
    if cleaned.is_empty() {
        return;
    }
    cleaned.push_str(match gap {
        Gap::None => "",
        Gap::Space => " ",
        Gap::LineEnd => "\n",
        Gap::EmptyLine => "\n\n",
    });
}

fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_space(character: char) -> bool {
    character == '\t' || GeneralCategory::for_char(character) == GeneralCategory::SpaceSeparator
}

/// The kind of an unwanted character, `None` for a welcome one. `before` is the character that
/// was kept just before it.
fn unwanted(character: char, before: Option<char>, shape: Shape) -> Option<Unwanted> {
    if shape != Shape::PersonName && holds_emoji_together(character, before) {
        return None;
    }
    let category = GeneralCategory::for_char(character);
    if character == '\0' {
        return Some(Unwanted::Nul);
    }
    if category == GeneralCategory::Control {
        return Some(Unwanted::Control);
    }
    if BidiControl::for_char(character) {
        return Some(Unwanted::Bidi);
    }
    if category == GeneralCategory::PrivateUse || NoncharacterCodePoint::for_char(character) {
        return Some(Unwanted::Meaningless);
    }
    if category == GeneralCategory::Format || DefaultIgnorableCodePoint::for_char(character) {
        return Some(Unwanted::Invisible);
    }
    if shape == Shape::PersonName {
        return unwanted_in_name(character);
    }
    None
}

fn unwanted_in_name(character: char) -> Option<Unwanted> {
    let sign = matches!(
        character,
        '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '.' | '(' | ')'
    );
    let mark = matches!(
        GeneralCategory::for_char(character),
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark
    );
    if sign || mark || character.is_alphabetic() {
        return None;
    }
    if ExtendedPictographic::for_char(character)
        || (Emoji::for_char(character) && !character.is_ascii())
    {
        return Some(Unwanted::Emoji);
    }
    Some(Unwanted::NotOfName)
}

/// Whether an invisible character is a part of an emoji sequence (UTS #51): a style selector after
/// an emoji, a joiner between two.
fn holds_emoji_together(character: char, before: Option<char>) -> bool {
    let Some(before) = before else {
        return false;
    };
    match character {
        TEXT_STYLE | EMOJI_STYLE => Emoji::for_char(before),
        ZERO_WIDTH_JOINER => {
            before == EMOJI_STYLE
                || ExtendedPictographic::for_char(before)
                || EmojiModifier::for_char(before)
        }
        _ => false,
    }
}

/// The first letter of a name as a capital, with its combining marks left out.
fn first_letter(name: &str) -> Option<char> {
    let letter = name.chars().find(|character| character.is_alphabetic())?;
    let mut capital = letter.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(single), None) => Some(single),
        _ => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unwanted_of(result: Result<String, Refused>) -> (Unwanted, String) {
        let refused = result.expect_err("must be refused");
        match refused.problem {
            Problem::Unwanted(kind) => (kind, refused.cleaned),
            other => panic!("unexpected {other:?}"),
        }
    }

    #[test]
    fn a_line_is_put_right() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(line(typed, 100).as_deref(), Ok(expected), "typed {typed:?}");
        };
        check("", "");
        check(" \t\r\n ", "");
        check(
            "  Ақпараттық \u{A0}\u{3000} жүйелер\t1 ",
            "Ақпараттық жүйелер 1",
        );
        check("бір\r\nекі\u{2028}үш", "бір екі үш");
        check("И\u{306}од", "Йод");
        check("Жақсы 👍🏽 👩‍🏫 ❤️ 1️⃣", "Жақсы 👍🏽 👩‍🏫 ❤️ 1️⃣");
        check("«Оқу» — № 5, 50 %", "«Оқу» — № 5, 50 %");
    }

    #[test]
    fn a_paragraph_keeps_its_lines() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(
                paragraph(typed, 100).as_deref(),
                Ok(expected),
                "typed {typed:?}"
            );
        };
        check("бір \r\n екі\rүш", "бір\nекі\nүш");
        check("\n\n бір\n\n\n \n екі  🙂\n\n", "бір\n\nекі 🙂");
        check("а\u{2029}б\u{85}в", "а\nб\nв");
    }

    #[test]
    fn invisible_characters_are_refused_by_kind() {
        let check = |typed: &str, kind: Unwanted, cleaned: &str| {
            let expected = (kind, cleaned.to_owned());
            assert_eq!(unwanted_of(line(typed, 100)), expected, "typed {typed:?}");
            assert_eq!(
                unwanted_of(paragraph(typed, 100)),
                expected,
                "typed {typed:?}"
            );
        };
        check("а\0б", Unwanted::Nul, "аб");
        check("а\u{1B}[1mб", Unwanted::Control, "а[1mб");
        check("а\u{7F}", Unwanted::Control, "а");
        check("\u{202E}тест", Unwanted::Bidi, "тест");
        check("те\u{2066}ст", Unwanted::Bidi, "тест");
        check("те\u{200F}ст", Unwanted::Bidi, "тест");
        check("те\u{200B}ст", Unwanted::Invisible, "тест");
        check("\u{FEFF}тест", Unwanted::Invisible, "тест");
        check("те\u{AD}ст", Unwanted::Invisible, "тест");
        check("те\u{200D}ст", Unwanted::Invisible, "тест");
        check("те\u{FE0F}ст", Unwanted::Invisible, "тест");
        check("те\u{E0041}ст", Unwanted::Invisible, "тест");
        check("те\u{3164}ст", Unwanted::Invisible, "тест");
        check("е\u{200B}\u{308}ж", Unwanted::Invisible, "ёж");
        check("те\u{E000}ст", Unwanted::Meaningless, "тест");
        check("те\u{FFFE}ст", Unwanted::Meaningless, "тест");
    }

    #[test]
    fn length_is_counted_in_characters_after_cleaning() {
        assert_eq!(line("  әбвгд  ", 5).as_deref(), Ok("әбвгд"));
        let refused = line("әбвгде", 5).unwrap_err();
        assert_eq!(
            refused.problem,
            Problem::TooLong {
                limit: 5,
                length: 6
            }
        );
        assert_eq!(refused.cleaned, "әбвгде");
    }

    #[test]
    fn names_of_people() {
        for name in [
            "Әлия",
            "Сейтқали-Омарова",
            "О’Нил",
            "D'Arcy",
            "Ахметұлы",
            "аль Фараби",
            "Иванова (Петрова)",
            "Жан-Люк",
            "李小龍",
            "Zoë",
            "Мл.",
        ] {
            assert_eq!(person_name(name, 50).as_deref(), Ok(name));
        }
        let check = |typed: &str, kind: Unwanted, cleaned: &str| {
            let expected = (kind, cleaned.to_owned());
            assert_eq!(
                unwanted_of(person_name(typed, 50)),
                expected,
                "typed {typed:?}"
            );
        };
        check("Әлия 🙂", Unwanted::Emoji, "Әлия");
        check("Әлия ❤️", Unwanted::Emoji, "Әлия");
        check("Әлия1", Unwanted::NotOfName, "Әлия");
        check("Әлия@mail", Unwanted::NotOfName, "Әлияmail");
        check("<b>Әлия", Unwanted::NotOfName, "bӘлия");
        check("Әли\u{200B}я", Unwanted::Invisible, "Әлия");
        check("Әлия\u{202E}", Unwanted::Bidi, "Әлия");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        let config = ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        proptest!(config, |(text in "\\PC*|[\\x00-\\x20аӘ\u{301}👍\u{200D}\u{FE0F}\u{202E}]*")| {
            for clean in [line, paragraph, person_name] {
                let once = match clean(&text, usize::MAX) {
                    Ok(cleaned) => cleaned,
                    Err(refused) => refused.cleaned,
                };
                let twice = match clean(&once, usize::MAX) {
                    Ok(cleaned) => cleaned,
                    Err(refused) => refused.cleaned,
                };
                prop_assert_eq!(once, twice);
            }
        });
    }

    #[test]
    fn short_forms_of_names() {
        assert_eq!(initials("Омарова", "Жанар"), "ЖО");
        assert_eq!(initials("омарова", "әлия"), "ӘО");
        assert_eq!(initials("", "Жанар"), "Ж");
        assert_eq!(initials("", ""), "");
        assert_eq!(short_name("Омарова", "Жанар"), "Ж. Омарова");
        assert_eq!(short_name("Ким", "'анна-мария"), "А. Ким");
        assert_eq!(short_name("Омарова", " "), "Омарова");
        assert_eq!(short_name("", "Сукарно"), "Сукарно");
        assert_eq!(short_name("ßmith", "ß"), "ß. ßmith");
    }
}
