//! Telephone numbers of Kazakhstan.

use std::fmt;

/// Why a text is not a telephone number of Kazakhstan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// Nothing was typed.
    Empty,
    /// A character that no telephone number has.
    Character,
    /// Too few or too many digits.
    Length,
    /// A number of another country, or one whose code Kazakhstan does not use.
    NotKazakhstan,
}

impl fmt::Display for PhoneError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            PhoneError::Empty => "no number was typed",
            PhoneError::Character => "a telephone number has only digits",
            PhoneError::Length => "a telephone number of Kazakhstan has 10 digits after +7",
            PhoneError::NotKazakhstan => "this is not a telephone number of Kazakhstan",
        })
    }
}

impl std::error::Error for PhoneError {}

/// A telephone number of Kazakhstan in E.164: «8 (707) 950-50-85», «+7 707 9505085» and
/// «7079505085» all give `+77079505085`.
///
/// Clause: facts 2.9: `+7` and ten digits, of which the first is 7; the second tells cities
/// (71, 72), mobile (70, 74, 77) and special networks (75, 76). `+7 9…` is Russia.
///
/// Errors: see [`PhoneError`]; numbers of other countries are for the caller to keep as typed.
pub fn kz_phone(text: &str) -> Result<String, PhoneError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(PhoneError::Empty);
    }
    let (international, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut digits = String::with_capacity(11);
    for character in rest.chars() {
        match character {
            '0'..='9' if digits.len() == 15 => return Err(PhoneError::Length),
            '0'..='9' => digits.push(character),
            '(' | ')' | '-' | '.' | '\u{2010}'..='\u{2013}' => {}
            space if space.is_whitespace() => {}
            _ => return Err(PhoneError::Character),
        }
    }
    let national = match (international, digits.len(), digits.as_bytes().first()) {
        (_, 11, Some(b'7')) => &digits[1..],
        (false, 11, Some(b'8')) => &digits[1..],
        (false, 10, Some(first)) if *first != b'8' => digits.as_str(),
        (true, _, Some(first)) if *first != b'7' => return Err(PhoneError::NotKazakhstan),
        _ => return Err(PhoneError::Length),
    };
    match national.as_bytes() {
        [b'7', b'0' | b'1' | b'2' | b'4' | b'5' | b'6' | b'7', ..] => Ok(format!("+7{national}")),
        _ => Err(PhoneError::NotKazakhstan),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clause: facts 2.9, telephones.
    #[test]
    fn telephones() {
        let check = |typed: &str, expected: Result<&str, PhoneError>| {
            assert_eq!(
                kz_phone(typed),
                expected.map(str::to_owned),
                "typed {typed:?}"
            );
        };
        check("+7 (707) 950 50 85", Ok("+77079505085"));
        check("8 (707) 950-50-85", Ok("+77079505085"));
        check("8(7292)50-50-85", Ok("+77292505085"));
        check("77079505085", Ok("+77079505085"));
        check("707.950.50.85", Ok("+77079505085"));
        check("+7\u{A0}747 123–45–67", Ok("+77471234567"));
        check("7172 55 12 34", Ok("+77172551234"));
        check("", Err(PhoneError::Empty));
        check("+", Err(PhoneError::Length));
        check("950-50-85", Err(PhoneError::Length));
        check("8 707 950 50 8", Err(PhoneError::Length));
        check("8 707 950 50 855", Err(PhoneError::Length));
        check(&"7".repeat(1_000_000), Err(PhoneError::Length));
        check("+8 707 950 50 85", Err(PhoneError::NotKazakhstan));
        check("+7 916 123 45 67", Err(PhoneError::NotKazakhstan));
        check("+7 607 123 45 67", Err(PhoneError::NotKazakhstan));
        check("+7 780 123 45 67", Err(PhoneError::NotKazakhstan));
        check("+998 90 123 45 67", Err(PhoneError::NotKazakhstan));
        check("0000000000", Err(PhoneError::NotKazakhstan));
        check("8 707 CALL NOW", Err(PhoneError::Character));
        check("7079505085 ext 1", Err(PhoneError::Character));
    }
}
