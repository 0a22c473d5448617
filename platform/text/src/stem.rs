//! Stems of folded tokens ([`crate::fold`]): Snowball for Russian and English, our own stripper of
//! endings for Kazakh ([`crate::kazakh`]).
//!
//! A stem is only a key under which the forms of one word meet; it need not be a word.

use rust_stemmers::{Algorithm, Stemmer};

use crate::fold::Token;
use crate::kazakh::stem_kazakh;

/// No stem has fewer letters; a shorter one would gather unrelated words.
pub const STEM_MINIMUM_LETTERS: usize = 3;

const REPEATED_MINIMUM_LETTERS: usize = 5;

/// The stems under which a token is stored and asked for, without repetitions and without the
/// token itself.
///
/// A token with a Kazakh letter has its Kazakh stem. Any other Cyrillic token has the Kazakh and
/// the Russian one: its language is unknown, and loan words take endings of both. So the Kazakh
/// stem is always on both sides, and a word typed without a Kazakh keyboard meets the right
/// spelling. A Latin token has its English stem. Digits and other scripts have none.
pub fn stems(token: &Token) -> Vec<String> {
    let text = token.text.as_str();
    let found = match text.chars().next() {
        Some('а'..='я') if token.kazakh => vec![stem_kazakh(text)],
        Some('а'..='я') => vec![stem_kazakh(text), stem_russian(text)],
        Some('a'..='z') => vec![stem_english(text)],
        _ => Vec::new(),
    };
    let mut out: Vec<String> = Vec::with_capacity(found.len());
    for stem in found {
        if stem != text && !out.contains(&stem) {
            out.push(stem);
        }
    }
    out
}

/// The Russian Snowball stem, taken again until it is stable; the token itself when the stem would
/// be too short.
///
/// Once is not enough: Snowball makes `экзам` of экзамен and `экзамен` of экзаменов. A repeated
/// pass counts only when it leaves [`REPEATED_MINIMUM_LETTERS`].
pub fn stem_russian(token: &str) -> String {
    let mut stem = snowball(Algorithm::Russian, token);
    loop {
        let next = snowball(Algorithm::Russian, &stem);
        if next == stem || next.chars().count() < REPEATED_MINIMUM_LETTERS {
            return stem;
        }
        stem = next;
    }
}

/// The English Snowball stem; the token itself when the stem would be too short.
pub fn stem_english(token: &str) -> String {
    snowball(Algorithm::English, token)
}

fn snowball(algorithm: Algorithm, token: &str) -> String {
    let stem = Stemmer::create(algorithm).stem(token);
    match stem.chars().count() < STEM_MINIMUM_LETTERS {
        true => token.to_owned(),
        false => stem.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{tokens, tokens_with_language};

    #[test]
    fn forms_of_a_russian_word_meet() {
        for group in [
            "экзамен экзамены экзамена экзаменов экзаменам",
            "приказ приказы приказа приказом приказов",
            "студентка студентки студентку",
            "зачёт зачета зачёты зачётов",
            "учебная учебный учебное учебного",
        ] {
            let stems: Vec<String> = group
                .split(' ')
                .map(|word| stem_russian(&tokens(word)[0]))
                .collect();
            assert!(
                stems.iter().all(|stem| *stem == stems[0]),
                "{group}: {stems:?}"
            );
        }
    }

    #[test]
    fn stems_are_never_too_short() {
        for word in [
            "оқу", "ата", "ұл", "үйде", "ине", "а", "он", "её", "is", "as", "мен",
        ] {
            let token = &tokens(word)[0];
            let letters = token.chars().count().min(STEM_MINIMUM_LETTERS);
            for stem in [stem_kazakh(token), stem_russian(token), stem_english(token)] {
                assert!(stem.chars().count() >= letters, "{word}: {stem}");
            }
        }
    }

    #[test]
    fn stems_of_a_token() {
        let check = |word: &str, expected: &[&str]| {
            let token = tokens_with_language(word).remove(0);
            assert_eq!(stems(&token), expected, "{word}");
        };
        check("оқушылардың", &["окуш"]);
        check("окушылардын", &["окуш", "окушылардын"][..1]);
        check("приказами", &["приказа", "приказ"]);
        check("examinations", &["examin"]);
        check("2026", &[]);
        check("中文", &[]);
    }
}
