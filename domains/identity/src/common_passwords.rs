//! Passwords that are tried first by whoever guesses.
//!
//! A list of our own of words, names and walks over the keyboard, in Latin, Russian and Kazakh
//! letters (`common_passwords.txt`). People dress such a word up with a year, digits and signs, or
//! write it twice; undressed, a dressed word is the same word. So the list covers many thousand
//! passwords of the usual lists, and no rule on kinds of signs is needed.

use std::collections::HashSet;
use std::sync::LazyLock;

static TEXT: &str = include_str!("common_passwords.txt");
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| TEXT.split_whitespace().collect());

/// Rows of keyboards and rows of digits and letters: a walk along one is no secret either way.
const ROWS: [&str; 10] = [
    "1234567890123456789012345678901234567890",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "йцукенгшщзхъфывапролджэячсмитьбю",
    "әіңғүұқөһ",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "zaq12wsxcde34rfvbgt56yhn",
];
/// The longest piece that a password may be made of by saying it again and again.
const PIECE: usize = 4;

/// Whether a password is among the first that are tried.
pub(crate) fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let plain = undressed(&lower);
    let unmasked: String = plain.chars().map(unmask).collect();
    let listed = |word: &str| WORDS.contains(word);
    listed(&lower)
        || listed(plain)
        || listed(&unmasked)
        || listed(undressed(&lower.chars().map(unmask).collect::<String>()))
        || is_twice(plain, listed)
        || is_walk(&lower)
        || is_repeated(&lower)
}

/// Without the digits and signs that are put around a word.
fn undressed(word: &str) -> &str {
    let trimmed = word.trim_matches(|c: char| !c.is_alphabetic());
    // A word of digits alone is looked at as it stands.
    if trimmed.is_empty() { word } else { trimmed }
}

/// The letter that a sign stands for.
const fn unmask(c: char) -> char {
    match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// A word said twice.
fn is_twice(word: &str, listed: impl Fn(&str) -> bool) -> bool {
    let half = word.len() / 2;
    word.len().is_multiple_of(2)
        && word.is_char_boundary(half)
        && word[..half] == word[half..]
        && listed(&word[..half])
}

/// A walk along a row, there or back, with nothing else.
fn is_walk(word: &str) -> bool {
    let back: String = word.chars().rev().collect();
    ROWS.iter()
        .any(|row| row.contains(word) || row.contains(back.as_str()))
}

/// One short piece again and again: `aaaaaaaa`, `12121212`, `қазақазақаза` without its end.
fn is_repeated(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    (1..=PIECE).any(|piece| {
        let mut pairs = letters.iter().zip(letters.iter().skip(piece));
        letters.len() >= piece * 2 && pairs.all(|(a, b)| a == b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_common_however_it_is_dressed() {
        for common in [
            "password",
            "Password1",
            "P@ssw0rd!",
            "password2026",
            "12345678",
            "87654321",
            "11111111",
            "12121212",
            "qwertyuiop",
            "poiuytrewq",
            "1q2w3e4r",
            "1qaz2wsx",
            "йцукенгш",
            "iloveyou",
            "Almaty2026",
            "kazakhstan",
            "қазақстан1",
            "қазақстан",
            "aigerim2005",
            "Айгерим1",
            "пароль123",
            "құпиясөз",
            "qwerty123",
            "admin123",
            "Administrator",
            "superman!",
            "abcdefgh",
            "sunshine",
            "0123456789",
            "astana2024",
            "monkeymonkey",
        ] {
            assert!(is_common(common), "{common}");
        }
    }

    #[test]
    fn what_people_think_of_themselves_is_not() {
        for own in [
            "oqu-demo-2026",
            "correct horse battery staple",
            "бес алма тоғыз алмұрт",
            "kx7-jrtm-92aa",
            "менің құпия сөзім",
            "Tulip-River-44",
            "жаңа-құпия-2026",
            "another-password-9",
            "zq81mvb2",
        ] {
            assert!(!is_common(own), "{own}");
        }
    }

    #[test]
    fn the_list_is_neat() {
        let words: Vec<&str> = TEXT.split_whitespace().collect();
        assert_eq!(words.len(), WORDS.len(), "a word stands twice");
        assert!(words.len() > 700, "{}", words.len());
        for word in words {
            assert_eq!(word, word.to_lowercase());
        }
    }
}
