//! Countries and languages by their codes, with names in the three languages.
//!
//! Source of the names: CLDR 48 (Unicode License v3), with the names that Kazakhstan's offices use
//! for Kyrgyzstan, the Emirates and the United States.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::collate::sort_key;
use crate::language::Language;

/// A country or a language: its code and what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// ISO 3166-1 alpha-2 in capitals, or ISO 639-1 in small letters.
    pub code: &'static str,
    names: [&'static str; 3],
}

impl Known {
    /// The name in a language.
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Kk => self.names[0],
            Language::Ru => self.names[1],
            Language::En => self.names[2],
        }
    }
}

/// A table with the ways in which its things are written.
struct Table {
    all: Vec<Known>,
    by_word: HashMap<String, usize>,
}

/// What else people write in lists: the codes of passports and usual short names.
const COUNTRY_WORDS: [(&str, &str); 31] = [
    ("kaz", "KZ"),
    ("рк", "KZ"),
    ("қр", "KZ"),
    ("республика казахстан", "KZ"),
    ("қазақстан республикасы", "KZ"),
    ("republic of kazakhstan", "KZ"),
    ("rus", "RU"),
    ("рф", "RU"),
    ("российская федерация", "RU"),
    ("ресей федерациясы", "RU"),
    ("uzb", "UZ"),
    ("kgz", "KG"),
    ("киргизия", "KG"),
    ("chn", "CN"),
    ("кнр", "CN"),
    ("қхр", "CN"),
    ("mng", "MN"),
    ("tur", "TR"),
    ("turkey", "TR"),
    ("tjk", "TJ"),
    ("tkm", "TM"),
    ("туркмения", "TM"),
    ("ukr", "UA"),
    ("blr", "BY"),
    ("белоруссия", "BY"),
    ("aze", "AZ"),
    ("ind", "IN"),
    ("afg", "AF"),
    ("usa", "US"),
    ("сша", "US"),
    ("ақш", "US"),
];

static COUNTRIES: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../data/countries.tsv"), &COUNTRY_WORDS));
static LANGUAGES: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../data/languages.tsv"), &[]));

impl Table {
    fn new(text: &'static str, more: &[(&str, &str)]) -> Self {
        let mut table = Self {
            all: Vec::new(),
            by_word: HashMap::new(),
        };
        for line in text.lines() {
            let mut cells = line.split('\t');
            let (Some(code), Some(kk), Some(ru), Some(en)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let at = table.all.len();
            for word in [code, kk, ru, en] {
                table.by_word.entry(folded(word)).or_insert(at);
            }
            table.all.push(Known {
                code,
                names: [kk, ru, en],
            });
        }
        for (word, code) in more {
            if let Some(at) = table.all.iter().position(|known| known.code == *code) {
                table.by_word.entry(folded(word)).or_insert(at);
            }
        }
        table
    }

    fn find(&'static self, text: &str) -> Option<&'static Known> {
        let at = *self.by_word.get(&folded(text))?;
        self.all.get(at)
    }
}

/// Small letters, Ё as Е, single spaces; «қазақ тілі» and «казахский язык» without the last word.
fn folded(text: &str) -> String {
    let small = text.to_lowercase().replace('ё', "е");
    let words: Vec<&str> = small.split_whitespace().collect();
    let words = match words.split_last() {
        Some((&("тілі" | "язык" | "language"), rest)) if !rest.is_empty() => rest,
        _ => &words,
    };
    words.join(" ")
}

/// The country with this code or name in any of the three languages.
pub fn country(text: &str) -> Option<&'static Known> {
    COUNTRIES.find(text)
}

/// All countries by the alphabet of a language.
pub fn countries(language: Language) -> Vec<&'static Known> {
    let mut all: Vec<&Known> = COUNTRIES.all.iter().collect();
    all.sort_by_cached_key(|known| sort_key(language, known.name(language)));
    all
}

/// The language with this code or name in any of the three languages.
pub fn language(text: &str) -> Option<&'static Known> {
    LANGUAGES.find(text)
}

/// Languages that can be named, those most spoken here first.
pub fn languages() -> &'static [Known] {
    &LANGUAGES.all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(found: Option<&Known>) -> &str {
        found.map_or("", |known| known.code)
    }

    #[test]
    fn countries_are_known_by_code_and_by_name() {
        assert_eq!(COUNTRIES.all.len(), 249);
        for word in ["KZ", "kz", " Қазақстан ", "Казахстан", "РК", "KAZ"] {
            assert_eq!(code(country(word)), "KZ", "{word}");
        }
        for word in ["Кыргызстан", "Киргизия", "Қырғызстан", "KGZ"] {
            assert_eq!(code(country(word)), "KG", "{word}");
        }
        assert!(country("Атлантида").is_none());
        assert!(country("").is_none());
    }

    #[test]
    fn every_country_and_language_has_three_names_and_no_two_share_a_word() {
        for table in [&COUNTRIES, &LANGUAGES] {
            for known in &table.all {
                for language in Language::ALL {
                    let name = known.name(language);
                    assert!(!name.is_empty(), "{}", known.code);
                    let found = table.find(name);
                    assert_eq!(code(found), known.code, "{name}");
                }
                assert_eq!(code(table.find(known.code)), known.code);
            }
        }
    }

    #[test]
    fn languages_are_known_with_and_without_the_word_language() {
        for word in [
            "қазақ тілі",
            "қазақ",
            "казахский",
            "казахский язык",
            "Kazakh",
            "kk",
        ] {
            assert_eq!(code(language(word)), "kk", "{word}");
        }
        assert!(languages().len() > 30);
        assert_eq!(languages()[0].code, "kk");
    }

    #[test]
    fn countries_stand_by_the_alphabet() {
        let kk = countries(Language::Kk);
        let at = |code| kk.iter().position(|known| known.code == code);
        assert!(at("KZ") < at("NL"), "Қазақстан before Нидерланд");
    }
}
