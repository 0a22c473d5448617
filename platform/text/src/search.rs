//! Terms to store for searching, and queries over them.
//!
//! The scheme, the same on both sides: a text is stored as its folded tokens and their stems. A
//! word of a query is found as the beginning of a stored term, or by one of its stems as a whole
//! term. All words must be found. Ranking is not done here.
//!
//! The stored text is already tokenised, so neither database may tokenise it in its own way:
//! FTS5 with `tokenize = 'ascii'` (splits at our spaces only), PostgreSQL by
//! `to_tsvector('simple', terms)`.

use std::collections::HashSet;

use crate::fold::{Token, look_alike, tokens_with_language};
use crate::stem::stems;

/// Most bytes of terms of one text, each counted with 8 bytes of overhead: PostgreSQL refuses a
/// `tsvector` above 1 048 575 bytes.
const TERMS_LIMIT_BYTES: usize = 1_000_000;

/// Most words of a query; people type two or three. The others are ignored.
pub const QUERY_LIMIT_WORDS: usize = 16;

/// The terms of a text, to be stored in a full-text column: folded tokens and their stems in order
/// of first appearance, each once, with a space between them.
///
/// Only letters and ASCII digits; at most about 1 MB whatever comes in.
pub fn index_terms(text: &str) -> String {
    let mut seen_tokens = HashSet::new();
    let mut out = String::new();
    let mut budget = TERMS_LIMIT_BYTES;
    let mut seen_terms = HashSet::new();
    for token in tokens_with_language(text) {
        if !seen_tokens.insert(token.clone()) {
            continue;
        }
        let stems = stems(&token);
        for term in std::iter::once(token.text).chain(stems) {
            if seen_terms.contains(&term) {
                continue;
            }
            let Some(left) = budget.checked_sub(term.len() + 8) else {
                return out;
            };
            budget = left;
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&term);
            seen_terms.insert(term);
        }
    }
    out
}

/// One way to find a word of a query among stored terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// A term that begins so: the word as typed, folded; or its look-alike of the other alphabet.
    Beginning(String),
    /// A term that is exactly this: a stem of the word.
    Whole(String),
}

/// A query: every word must be found by at least one of its alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words in the order typed, each with its alternatives (never none).
    pub words: Vec<Vec<Alternative>>,
}

/// Reads what a person typed in a search field. Any text is a query; signs mean nothing.
pub fn query(text: &str) -> Query {
    let mut seen = HashSet::new();
    let mut words = Vec::new();
    for token in tokens_with_language(text) {
        if words.len() == QUERY_LIMIT_WORDS {
            break;
        }
        if seen.insert(token.text.clone()) {
            words.push(alternatives(token));
        }
    }
    Query { words }
}

fn alternatives(token: Token) -> Vec<Alternative> {
    let like = look_alike(&token.text);
    // A stem that begins with the word typed is among the beginnings already.
    let stems: Vec<String> = stems(&token)
        .into_iter()
        .filter(|stem| !stem.starts_with(&token.text))
        .collect();
    let mut out = vec![Alternative::Beginning(token.text)];
    out.extend(stems.into_iter().map(Alternative::Whole));
    out.extend(like.map(Alternative::Beginning));
    out
}

impl Query {
    /// Whether nothing can be searched for: no letter and no digit was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The right side of `MATCH` for FTS5, a bound value: `("емтихандар"* OR "емтихан")`.
    /// `None` for an empty query.
    pub fn fts5(&self) -> Option<String> {
        self.write(" AND ", " OR ", |alternative| match alternative {
            Alternative::Beginning(text) => format!("\"{text}\"*"),
            Alternative::Whole(text) => format!("\"{text}\""),
        })
    }

    /// The argument of `to_tsquery('simple', …)` (or of a cast to `tsquery`), a bound value:
    /// `('емтихандар':* | 'емтихан')`. `None` for an empty query.
    pub fn tsquery(&self) -> Option<String> {
        self.write(" & ", " | ", |alternative| match alternative {
            Alternative::Beginning(text) => format!("'{text}':*"),
            Alternative::Whole(text) => format!("'{text}'"),
        })
    }

    /// Whether the stored terms of a text match: what both databases do, for lists in memory and
    /// for tests.
    pub fn matches(&self, index_terms: &str) -> bool {
        let found = |alternative: &Alternative| match alternative {
            Alternative::Beginning(text) => {
                index_terms.split(' ').any(|term| term.starts_with(text))
            }
            Alternative::Whole(text) => index_terms.split(' ').any(|term| term == text),
        };
        !self.is_empty() && self.words.iter().all(|word| word.iter().any(found))
    }

    /// The query as text. Alternatives are folded tokens, which have only letters and digits, so
    /// nothing in them can end a quotation.
    fn write(&self, and: &str, or: &str, quote: impl Fn(&Alternative) -> String) -> Option<String> {
        let word = |alternatives: &Vec<Alternative>| {
            let quoted: Vec<String> = alternatives.iter().map(&quote).collect();
            format!("({})", quoted.join(or))
        };
        let words: Vec<String> = self.words.iter().map(word).collect();
        (!words.is_empty()).then(|| words.join(and))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(typed: &str, text: &str) -> bool {
        query(typed).matches(&index_terms(text))
    }

    #[test]
    fn terms_are_unique_and_in_order() {
        assert_eq!(
            index_terms("Оқулықтар, оқулық; ОҚУЛЫҚ!"),
            "окулыктар окулык"
        );
        assert_eq!(index_terms("емтихандар"), "емтихандар емтихан");
        assert_eq!(index_terms("Приказы 2026"), "приказы приказ 2026");
        assert_eq!(index_terms("—"), "");
    }

    #[test]
    fn a_query_is_written_for_both_databases() {
        let query = query("емтихандар 2026");
        assert_eq!(
            query.fts5().as_deref(),
            Some("(\"емтихандар\"* OR \"емтихан\") AND (\"2026\"*)")
        );
        assert_eq!(
            query.tsquery().as_deref(),
            Some("('емтихандар':* | 'емтихан') & ('2026':*)")
        );
    }

    #[test]
    fn nothing_to_search() {
        for typed in ["", "  ", "\"'* OR — ()".split("OR").next().unwrap(), "\0"] {
            let query = query(typed);
            assert!(query.is_empty());
            assert_eq!(query.fts5(), None);
            assert_eq!(query.tsquery(), None);
            assert!(!query.matches("емтихан"));
        }
    }

    #[test]
    fn forms_find_forms() {
        for (typed, text) in [
            ("емтихандарды", "Емтихан кестесі"),
            ("емтихан кестеде", "Қысқы емтихандардың кестелері"),
            ("кітаптар", "оның кітабы"),
            ("кітабы", "Кітап"),
            ("бұйрықтар", "2026 жылғы бұйрығына"),
            ("окушы", "Оқушылардың тізімі"),
            ("экзамены", "Расписание экзаменов"),
            ("зачет", "Зачёты и экзамены"),
            ("examination", "Examinations 2026"),
            // A piece of a name.
            ("Сейт", "Сейтқали Нұрлан"),
            ("алия омар", "Омарова Әлия"),
            ("Cәуле", "Сәуле"),
            ("ис21", "ИС-21 тобы"),
            ("COP", "СОР және СОЧ"),
            ("11A", "11 А сыныбы"),
            ("moodle", "Moodleға кіру"),
        ] {
            assert!(found(typed, text), "{typed:?} must find {text:?}");
        }
        for (typed, text) in [
            ("оқу", "Оқыту"),
            ("бөлім", "ол болды"),
            ("карта", "қар"),
            ("емтихан 2027", "Емтихан 2026"),
            ("нұрлан", "Нұр"),
            ("жолдас", "жолдар"),
        ] {
            assert!(!found(typed, text), "{typed:?} must not find {text:?}");
        }
    }

    #[test]
    fn sizes_are_bounded() {
        let many: String = (0..200_000).map(|number| format!("с{number} ")).collect();
        assert!(index_terms(&many).len() <= TERMS_LIMIT_BYTES);
        let words = query(&many).words;
        assert_eq!(words.len(), QUERY_LIMIT_WORDS);
        let long: String = (0..50_000)
            .map(|number: u32| format!("{} ", letters(number)))
            .collect();
        let terms = index_terms(&long);
        let cost: usize = terms.split(' ').map(|term| term.len() + 8).sum();
        assert!(cost <= TERMS_LIMIT_BYTES, "{cost}");
        assert!(terms.len() > 100_000);
    }

    /// A long word that is different for every number.
    fn letters(number: u32) -> String {
        let digit = |shift: u32| char::from_u32('а' as u32 + (number >> shift) % 32);
        let head: String = [0, 5, 10, 15].into_iter().filter_map(digit).collect();
        format!("{head}{}", "щ".repeat(36))
    }

    fn config() -> ProptestConfig {
        ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    const TYPED: &str = "\\PC*|[а-яәіңғүұқөһa-zA-ZА-Я0-9 \"'*:&|!()<>\\\\\u{0}-]*|(AND|OR|NOT|NEAR|сабақтарды| |\"|'|-|:|\\*)*";

    /// Reads a written query back with the strictest grammar: any other text is a failure.
    fn read(written: &str, and: &str, or: &str, quote: char, star: &str) -> Query {
        let word = |text: &str| {
            let inside = text
                .strip_prefix('(')
                .and_then(|text| text.strip_suffix(')'));
            let alternatives = inside.expect("brackets").split(or);
            alternatives
                .map(|text| alternative(text, quote, star))
                .collect()
        };
        Query {
            words: written.split(and).map(word).collect(),
        }
    }

    fn alternative(text: &str, quote: char, star: &str) -> Alternative {
        let (quoted, beginning) = match text.strip_suffix(star) {
            Some(quoted) => (quoted, true),
            None => (text, false),
        };
        let inside = quoted
            .strip_prefix(quote)
            .and_then(|text| text.strip_suffix(quote));
        let inside = inside.expect("quotes").to_owned();
        assert!(
            !inside.is_empty() && inside.chars().all(char::is_alphanumeric),
            "{inside:?}"
        );
        match beginning {
            true => Alternative::Beginning(inside),
            false => Alternative::Whole(inside),
        }
    }

    /// Both texts say exactly what the query says, whatever was typed; so both databases match the
    /// same rows, and no typed sign is ever a sign of the query language.
    #[test]
    fn both_texts_mean_the_same() {
        proptest!(config(), |(typed in TYPED)| {
            let query = query(&typed);
            match (query.fts5(), query.tsquery()) {
                (Some(fts5), Some(tsquery)) => {
                    prop_assert_eq!(&read(&fts5, " AND ", " OR ", '"', "*"), &query);
                    prop_assert_eq!(&read(&tsquery, " & ", " | ", '\'', ":*"), &query);
                }
                (None, None) => prop_assert!(query.is_empty()),
                _ => prop_assert!(false, "one text without the other"),
            }
        });
    }

    #[test]
    fn terms_have_only_letters_digits_and_spaces() {
        proptest!(config(), |(text in TYPED)| {
            let terms = index_terms(&text);
            let allowed = |character: char| character == ' ' || character.is_alphanumeric();
            prop_assert!(terms.chars().all(allowed), "{:?}", terms);
            prop_assert!(!terms.contains("  ") && terms.trim() == terms);
        });
    }

    /// Every text is found by itself and by the beginnings of its words.
    #[test]
    fn a_text_finds_itself() {
        proptest!(config(), |(text in TYPED, keep in 1_usize..10)| {
            let terms = index_terms(&text);
            let query = query(&text);
            prop_assert!(query.is_empty() || query.matches(&terms));
            for token in crate::fold::tokens(&text) {
                let piece: String = token.chars().take(keep).collect();
                prop_assert!(super::query(&piece).matches(&terms), "{} in {}", piece, terms);
            }
        });
    }
}
