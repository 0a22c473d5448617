//! The code by which anybody checks a document: short enough to be typed from paper, too rare to be
//! guessed.

use oqu_kernel::Chance;

/// Digits and letters that nobody mistakes for each other in print or by hand: no 0 O, 1 I L, 2 Z,
/// 5 S, 8 B, U V. Those of them that Cyrillic has too may be typed as Cyrillic.
const ALPHABET: &[u8; 24] = b"34679ACDEFGHJKMNPQRTVWXY";
/// Characters of a code: 24¹² = 3.6 · 10¹⁶ codes, of which a thousand tries a minute for a year find
/// one of a million documents with a chance of one in seventy.
const LENGTH: usize = 12;
/// A dash stands after so many.
const PART: usize = 4;
/// The highest byte below which all characters are equally likely.
const FAIR: u8 = 240;

/// A code as it is stored: twelve characters without dashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A code that nobody can foretell.
    pub fn fresh(chance: &Chance) -> Self {
        let mut code = String::with_capacity(LENGTH);
        while code.len() < LENGTH {
            let bytes = chance.bytes::<LENGTH>();
            let fair = bytes.into_iter().filter(|byte| *byte < FAIR);
            for byte in fair.take(LENGTH - code.len()) {
                code.push(ALPHABET[usize::from(byte) % ALPHABET.len()].into());
            }
        }
        Self(code)
    }

    /// Reads what a person typed: in small letters, on a Cyrillic keyboard, with or without dashes
    /// and spaces. None when it can be no code.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        for character in typed.chars().flat_map(char::to_uppercase) {
            if character.is_whitespace() || "-‐‑–—_.".contains(character) {
                continue;
            }
            let character = latin(character);
            let known = u8::try_from(character).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !known || code.len() == LENGTH {
                return None;
            }
            code.push(character);
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    /// As it is stored.
    pub fn stored(&self) -> &str {
        &self.0
    }

    /// As it is printed: `4A7C-DEFH-JKMN`.
    pub fn printed(&self) -> String {
        let parts: Vec<&str> = [0, PART, 2 * PART]
            .into_iter()
            .filter_map(|at| self.0.get(at..at + PART))
            .collect();
        parts.join("-")
    }
}

/// The Latin letter that looks like this Cyrillic one.
fn latin(character: char) -> char {
    match character {
        'А' => 'A',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' | 'Ү' => 'Y',
        'Х' => 'X',
        'З' => '3',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = Code::parse("4A7C-DEFH-JKMN").unwrap();
        for typed in [
            "4a7c-defh-jkmn",
            " 4A7C DEFH JKMN ",
            "4A7CDEFHJKMN",
            "4а7с–dеfн—jкмn",
            "4A7C-DEFH-JKMN\n",
        ] {
            assert_eq!(Code::parse(typed), Some(code.clone()), "{typed}");
        }
        assert_eq!(code.printed(), "4A7C-DEFH-JKMN");
        for wrong in [
            "",
            "4A7C",
            "4A7C-DEFH-JKMN-P",
            "4A7C-DEFH-JKM0",
            "4A7C-DEFH-JKMЖ",
            "4A7C-DEFH-JKM\u{202e}",
            "'; --",
        ] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fresh_codes_use_all_letters_alike_and_never_repeat() {
        let chance = Chance::seeded(1);
        let mut counts = [0_u32; ALPHABET.len()];
        let mut seen = std::collections::HashSet::new();
        for _ in 0..2_000 {
            let code = Code::fresh(&chance);
            assert_eq!(Code::parse(&code.printed()), Some(code.clone()));
            for byte in code.stored().bytes() {
                let at = ALPHABET.iter().position(|known| *known == byte);
                counts[at.unwrap()] += 1;
            }
            assert!(seen.insert(code.stored().to_owned()));
        }
        // Each letter a thousand times, give or take five deviations of 31.
        assert!(
            counts.iter().all(|count| (845..1_155).contains(count)),
            "{counts:?}"
        );
    }
}
