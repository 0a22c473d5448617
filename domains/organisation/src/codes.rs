//! Short codes that people know units and groups by: «АТФ», «ИС-21», «7 А».

/// Longest code, in characters: it stands in columns and in the names of files.
pub const CODE_LIMIT: usize = 20;

/// Latin capitals that look like Cyrillic ones.
const LOOK_ALIKES: [(char, char); 12] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
];

/// What two codes have in common when nobody can tell them apart: capitals, Latin look-alikes as
/// Cyrillic, every dash a hyphen, no spaces. Kazakh letters stay themselves: «ҚТ» is not «КТ».
pub fn code_key(code: &str) -> String {
    code.chars()
        .flat_map(char::to_uppercase)
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => LOOK_ALIKES
                .iter()
                .find(|(latin, _)| *latin == other)
                .map_or(other, |(_, cyrillic)| *cyrillic),
        })
        .collect()
}

/// Whether a code has something to be known by, and nothing but letters, digits and plain signs.
pub fn is_code(code: &str) -> bool {
    let plain = |character: char| character.is_alphanumeric() || " -–./()«»\"№".contains(character);
    code.chars().any(char::is_alphanumeric) && code.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_look_alike_are_one() {
        let same = |one: &str, other: &str| assert_eq!(code_key(one), code_key(other));
        same("ИС-21", "ис-21");
        same("ИС-21", "ИC–21");
        same("7 А", "7A");
        assert_ne!(code_key("ҚТ-21"), code_key("КТ-21"));
        assert_ne!(code_key("ИС-21"), code_key("ИС-22"));
    }

    #[test]
    fn a_code_has_letters_or_digits() {
        for code in ["АТФ", "7 «А»", "ИС-21", "№ 3"] {
            assert!(is_code(code), "{code}");
        }
        for code in ["", "-", "<b>", "ИС_21", "ИС,21"] {
            assert!(!is_code(code), "{code}");
        }
    }
}
