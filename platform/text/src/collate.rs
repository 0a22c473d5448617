//! Alphabetical order as bytes: a sort key is stored beside the text and compared byte by byte,
//! so that SQLite and PostgreSQL give the same order without collations of their own.
//!
//! Source: the CLDR collations `kk`, `ru` and root through ICU4X. The Kazakh one has all 42 letters
//! in their order (А Ә Б В Г Ғ … У Ұ Ү … Ы І Ь Э Ю Я); in the root one І would stand after И.

use std::sync::OnceLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::{Locale, locale};

use crate::language::Language;

/// The edition of the collation data. A stored key is comparable only with keys of the same
/// edition: when this text changes, every stored key is computed again.
pub const SORT_KEY_EDITION: &str = "icu4x-2.4";

/// Longest text that goes into a key, in characters. Longer texts sort by their beginning, and a
/// key stays under about 2 KB, which a database index can hold.
pub const SORT_KEY_LIMIT_CHARS: usize = 200;

/// CLDR's merge separator: sorts below every other character, the space included, and keeps
/// differences of accent and case inside the field in which they are.
///
/// Source: UTS #35 part 5, "Special purpose: U+FFFE".
const FIELD_SEPARATOR: char = '\u{FFFE}';

/// The sort key of a text: byte order of keys is the alphabetical order of the language.
///
/// Letters are compared first, then accents, then case (small before capital), so «аманов» and
/// «Аманов» stand together and both before «Аманова». Digits come before letters, Cyrillic before
/// Latin in Kazakh and Russian.
pub fn sort_key(language: Language, text: &str) -> Vec<u8> {
    let mut clipped = String::with_capacity(text.len().min(SORT_KEY_LIMIT_CHARS * 2));
    push_field(&mut clipped, text);
    key_of(language, &clipped)
}

/// The sort key of a person: by surname, then given name, then patronymic (empty when absent).
///
/// A shorter surname comes first whatever follows it: «Аман Яна» before «Аманов Абай».
pub fn name_sort_key(language: Language, surname: &str, given: &str, patronymic: &str) -> Vec<u8> {
    let mut joined = String::with_capacity(surname.len() + given.len() + patronymic.len() + 6);
    push_field(&mut joined, surname);
    joined.push(FIELD_SEPARATOR);
    push_field(&mut joined, given);
    joined.push(FIELD_SEPARATOR);
    push_field(&mut joined, patronymic);
    key_of(language, &joined)
}

/// Appends a field without surrounding spaces, clipped, and without separators of its own.
fn push_field(joined: &mut String, field: &str) {
    let characters = field.trim().chars().take(SORT_KEY_LIMIT_CHARS);
    joined.extend(characters.filter(|&character| character != FIELD_SEPARATOR));
}

fn key_of(language: Language, text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 16);
    let Ok(()) = collator(language).write_sort_key_to(text, &mut key);
    key
}

/// The collator of a language, built once for the whole program.
fn collator(language: Language) -> &'static CollatorBorrowed<'static> {
    static COLLATORS: OnceLock<[CollatorBorrowed<'static>; 3]> = OnceLock::new();
    let [kk, ru, en] = COLLATORS.get_or_init(|| {
        [
            build(locale!("kk")),
            build(locale!("ru")),
            build(locale!("en")),
        ]
    });
    match language {
        Language::Kk => kk,
        Language::Ru => ru,
        Language::En => en,
    }
}

fn build(locale: Locale) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    CollatorBorrowed::try_new(CollatorPreferences::from(&locale), options)
        .expect("collation data of kk, ru and root are compiled in")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts that the texts stand in strictly ascending order.
    fn ascending(language: Language, texts: &[&str]) {
        for pair in texts.windows(2) {
            assert!(
                sort_key(language, pair[0]) < sort_key(language, pair[1]),
                "{language:?}: {} must come before {}",
                pair[0],
                pair[1]
            );
        }
    }

    const KAZAKH: &str =
        "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я";

    #[test]
    fn the_kazakh_alphabet_is_in_order() {
        let capitals: Vec<&str> = KAZAKH.split(' ').collect();
        assert_eq!(capitals.len(), 42);
        ascending(Language::Kk, &capitals);
        let small = KAZAKH.to_lowercase();
        let small: Vec<&str> = small.split(' ').collect();
        ascending(Language::Kk, &small);
        // Case never outweighs a letter: а, А, ә, Ә, б, Б, …
        let both: Vec<&str> = small
            .iter()
            .zip(&capitals)
            .flat_map(|(small, capital)| [*small, *capital])
            .collect();
        ascending(Language::Kk, &both);
    }

    #[test]
    fn kazakh_names_and_words() {
        ascending(Language::Kk, &["Асқар", "Әлия", "Бақыт", "Ғалия", "Дана"]);
        ascending(Language::Kk, &["Умар", "Ұлан", "Үміт", "Фарида"]);
        ascending(Language::Kk, &["Ысқақ", "Ілияс", "Эльвира", "Юлия", "Яна"]);
        ascending(Language::Kk, &["Ер", "Ёлкина", "Жанар"]);
        ascending(Language::Kk, &["Кенже", "Қабден", "Қуат", "Лаура"]);
        ascending(Language::Kk, &["оқу", "оқулық", "оқушы", "орын", "өтініш"]);
    }

    #[test]
    fn russian_puts_yo_beside_ye() {
        ascending(Language::Ru, &["Елена", "Ёлкин", "Ельцин", "Жуков"]);
        ascending(Language::Ru, &["все", "всё", "всегда"]);
        ascending(
            Language::Ru,
            &["Иванов", "Йод", "Каримов", "Щукин", "Яковлев"],
        );
    }

    #[test]
    fn english_is_the_root_order() {
        ascending(Language::En, &["Adam", "Ängel", "Beta", "zebra"]);
        ascending(Language::En, &["resume", "Resume", "résumé", "resumes"]);
    }

    #[test]
    fn beginnings_come_first() {
        for language in Language::ALL {
            ascending(language, &["", "Аманов", "Аманова", "Аманович"]);
            ascending(language, &["аманов", "Аманов", "аманова", "Аманова"]);
            ascending(language, &["2 топ", "ИС-21", "ИС-22"]);
        }
        ascending(Language::Kk, &["Яна", "Adam"]);
    }

    #[test]
    fn a_person_is_sorted_by_surname_first() {
        let rows = [
            ("Аман", "Яна", "Яновна"),
            ("Аман Бек", "Азат", ""),
            ("Аманов", "Абай", ""),
            ("Аманов", "Абай", "Ілиясұлы"),
            ("Аманов", "Әлихан", ""),
            ("аманов", "Болат", ""),
            ("Аманов", "Болатбек", ""),
            ("Аманова", "Айгүл", ""),
            ("Әбенов", "Азат", ""),
        ];
        for pair in rows.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let first = name_sort_key(Language::Kk, a.0, a.1, a.2);
            let second = name_sort_key(Language::Kk, b.0, b.1, b.2);
            assert!(first < second, "{a:?} must come before {b:?}");
        }
    }

    #[test]
    fn spaces_around_and_forged_separators_do_not_matter() {
        let plain = name_sort_key(Language::Kk, "Омарова", "Жанар", "");
        let odd = name_sort_key(Language::Kk, " Ома\u{FFFE}рова ", "Жанар\u{FFFE}", " ");
        assert_eq!(plain, odd);
        let composed = sort_key(Language::Ru, "Ёлка Йод");
        let decomposed = sort_key(Language::Ru, "Е\u{308}лка И\u{306}од");
        assert_eq!(composed, decomposed);
    }

    #[test]
    fn keys_are_bounded() {
        let key = name_sort_key(
            Language::Kk,
            &"Щ".repeat(1_000_000),
            &"\u{301}".repeat(1_000_000),
            &"ﷺ".repeat(1_000_000),
        );
        assert!(key.len() < 20_000, "{} bytes", key.len());
    }

    /// Pins the bytes: when this fails after an update of ICU4X, raise [`SORT_KEY_EDITION`].
    #[test]
    fn the_edition_is_what_it_was() {
        assert_eq!(SORT_KEY_EDITION, "icu4x-2.4");
        let hex = |language, text| {
            let bytes = sort_key(language, text);
            bytes
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        assert_eq!(
            hex(Language::Kk, "Әлия Ұлы"),
            "28086246f4030428b062e6010c01e0c2e006"
        );
        assert_eq!(hex(Language::Ru, "Ёж 2"), "28282c0304160145960701db08");
        assert_eq!(hex(Language::En, "Zoë"), "5d473301439601dc07");
    }
}
