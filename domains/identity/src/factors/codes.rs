//! Recovery codes: ten, each once, for the day when the telephone is not there.

use oqu_kernel::{Chance, PersonId};
use sha2::{Digest, Sha256};

/// How many are made at once.
pub(crate) const COUNT: usize = 10;
/// Letters of a code: 80 bits, so that its bare hash cannot be searched.
const LETTERS: usize = 16;
/// Without letters that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";

/// Ten fresh codes, in groups of four.
pub(crate) fn fresh(chance: &Chance) -> Vec<String> {
    (0..COUNT).map(|_| one(chance)).collect()
}

fn one(chance: &Chance) -> String {
    let letters = chance.bytes::<LETTERS>();
    let letters: Vec<char> = letters
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// The hash under which a code of a person is kept; none when the text can be no code.
pub(crate) fn hash(person: PersonId, typed: &str) -> Option<[u8; 32]> {
    let letters: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(LETTERS + 1)
        .flat_map(char::to_lowercase)
        .collect();
    let is_code = letters.len() == LETTERS && letters.bytes().all(|c| ALPHABET.contains(&c));
    is_code.then(|| {
        let mut hash = Sha256::new();
        hash.update(b"oqu recovery code 1\0");
        hash.update(person.uuid().as_bytes());
        hash.update(letters.as_bytes());
        hash.finalize().into()
    })
}

#[cfg(test)]
mod tests {
    use oqu_kernel::{Id, Moment};

    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let chance = Chance::seeded(3);
        let person = Id::new(Moment::from_millis(1), &chance);
        let other = Id::new(Moment::from_millis(2), &chance);
        let codes = fresh(&chance);
        assert_eq!(codes.len(), COUNT);
        let code = &codes[0];
        assert_eq!(code.len(), 19);
        let known = hash(person, code);
        assert!(known.is_some());
        assert_eq!(hash(person, &code.to_uppercase().replace('-', " ")), known);
        assert_ne!(hash(other, code), known);
        assert_ne!(hash(person, &codes[1]), known);
        for typed in ["", "123456", "l000-0000-0000-0000", &format!("{code}a")] {
            assert_eq!(hash(person, typed), None, "{typed}");
        }
    }
}
