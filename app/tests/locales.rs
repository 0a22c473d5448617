//! The three languages as they are written: plural forms of each, nothing left untranslated.
//!
//! That all files have the same messages, and that each is said somewhere, stands in `site/locales.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

/// Categories of CLDR that whole numbers have.
const PLURALS: [(&str, &[&str]); 3] = [
    ("kk", &["one", "other"]),
    ("ru", &["few", "many", "one", "other"]),
    ("en", &["one", "other"]),
];

/// Words that Kazakh and Russian share.
const SHARED: [&str; 23] = [
    "12 цифр",
    "50 мин",
    "Астана, Алматы, Шымкент",
    "Атырау",
    "Б КБ МБ ГБ",
    "Деканат",
    "Журнал",
    "Кафедра",
    "Колледж",
    "Логин",
    "Проктор",
    "Проректор",
    "Ректор",
    "Сайт",
    "Телефон",
    "Тьютор",
    "Факультет",
    "Форма",
    "Форум",
    "Хронология",
    "Эдвайзер",
    "№",
    "{ $name }, { $when }.",
];

/// Letters that one language has and the others do not.
const FOREIGN: [(&str, &str); 2] = [
    ("ru", "әғқңөұүһіӘҒҚҢӨҰҮҺІ"),
    (
        "en",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯәғқңөұүһі",
    ),
];

/// Codes of groups stay as they are in every language.
const CODE: &str = "ИС-22";

/// Messages of one language: key, area, and the source of the message.
type Texts = BTreeMap<String, (String, String)>;

fn files(language: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the root");
    let folder = root.join("locales").join(language);
    let mut files: Vec<(String, String)> = std::fs::read_dir(&folder)
        .expect("a folder of messages")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let area = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (area, std::fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    files.sort();
    files
}

/// Calls `each` with the key and the parsed text of every message.
fn each_message(language: &str, mut each: impl FnMut(&str, &str, &Pattern<&str>)) {
    for (area, source) in files(language) {
        let place = format!("locales/{language}/{area}.ftl");
        let parsed = parser::parse(source.as_str());
        let parsed = parsed.unwrap_or_else(|(_, errors)| panic!("{place}: {errors:?}"));
        for entry in &parsed.body {
            match entry {
                Entry::Message(message) => {
                    let key = message.id.name;
                    let value = message.value.as_ref();
                    let value = value.unwrap_or_else(|| panic!("{place}: {key} says nothing"));
                    assert!(
                        message.attributes.is_empty(),
                        "{place}: {key} has attributes"
                    );
                    each(&place, key, value);
                }
                Entry::Term(_) | Entry::Junk { .. } => panic!("{place}: not a message"),
                _ => {}
            }
        }
    }
}

/// The text as people read it, with `{ $name }` where an argument stands.
fn plain(pattern: &Pattern<&str>) -> String {
    let mut out = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Select { variants, .. } => {
                    for variant in variants {
                        out.push_str(&plain(&variant.value));
                        out.push('\n');
                    }
                }
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    out.push_str(&format!("{{ ${} }}", id.name));
                }
                Expression::Inline(_) => out.push_str("{ }"),
            },
        }
    }
    out
}

fn texts(language: &str) -> Texts {
    let mut texts = Texts::new();
    each_message(language, |place, key, value| {
        let before = texts.insert(key.to_owned(), (place.to_owned(), plain(value)));
        assert!(before.is_none(), "{place}: {key} stands twice");
    });
    texts
}

fn selects<'a>(pattern: &'a Pattern<&'a str>, found: &mut Vec<(BTreeSet<&'a str>, bool)>) {
    for element in &pattern.elements {
        let PatternElement::Placeable {
            expression: Expression::Select { variants, .. },
        } = element
        else {
            continue;
        };
        let keys = variants.iter().filter_map(|variant| match &variant.key {
            VariantKey::Identifier { name } => Some(*name),
            VariantKey::NumberLiteral { .. } => None,
        });
        let is_default = variants.iter().any(|variant| {
            variant.default && matches!(variant.key, VariantKey::Identifier { name: "other" })
        });
        found.push((keys.collect(), is_default));
        for variant in variants {
            selects(&variant.value, found);
        }
    }
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let mut wrong = Vec::new();
    for (language, forms) in PLURALS {
        let expected: BTreeSet<&str> = forms.iter().copied().collect();
        each_message(language, |place, key, value| {
            let mut found = Vec::new();
            selects(value, &mut found);
            for (keys, is_default) in found {
                if keys != expected || !is_default {
                    wrong.push(format!("{place}: {key} has {keys:?}, not {expected:?}"));
                }
            }
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_form_of_a_message_is_empty() {
    let mut wrong = Vec::new();
    for (language, _) in PLURALS {
        for (key, (place, text)) in texts(language) {
            let forms: Vec<&str> = text.lines().filter(|form| !form.is_empty()).collect();
            let silent = forms.iter().any(|form| form.trim().is_empty());
            if silent || text.trim().is_empty() {
                wrong.push(format!("{place}: {key} has a form that says nothing"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn kazakh_is_not_russian() {
    let russian = texts("ru");
    let mut same = Vec::new();
    for (key, (place, text)) in texts("kk") {
        let is_same = russian.get(&key).is_some_and(|(_, other)| *other == text);
        if is_same && !SHARED.contains(&text.as_str()) {
            same.push(format!("{place}: {key} = {text}"));
        }
    }
    assert!(
        same.is_empty(),
        "the same in both languages:\n{}",
        same.join("\n")
    );
}

#[test]
fn no_language_borrows_the_letters_of_another() {
    let mut wrong = Vec::new();
    for (language, letters) in FOREIGN {
        for (key, (place, text)) in texts(language) {
            if text
                .replace(CODE, "")
                .contains(|letter| letters.contains(letter))
            {
                wrong.push(format!("{place}: {key} = {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_message_looks_unfinished() {
    let mut wrong = Vec::new();
    for (language, _) in PLURALS {
        for (key, (place, text)) in texts(language) {
            let marks = [
                "  ", "TODO", "FIXME", "XXX", "???", "...", "<", " ,", " .", "( ", " )",
            ];
            let odd = marks.iter().any(|mark| text.contains(mark));
            if odd || text.trim() != text.trim_end_matches('\n') {
                wrong.push(format!("{place}: {key} = {text:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
