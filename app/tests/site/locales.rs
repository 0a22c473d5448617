//! The three languages as they are written: the same messages in each, each said somewhere, plural
//! forms of the language, nothing left untranslated.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

use crate::sources::{literals, literals_after, root, sources};

/// Categories of CLDR that whole numbers have.
const PLURALS: [(&str, &[&str]); 3] = [
    ("kk", &["one", "other"]),
    ("ru", &["few", "many", "one", "other"]),
    ("en", &["one", "other"]),
];

/// Words that Kazakh and Russian share.
const SHARED: [&str; 31] = [
    "12 цифр",
    "50 мин",
    "Астана, Алматы, Шымкент",
    "Атырау",
    "Б КБ МБ ГБ",
    "Биометрия",
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
    "онлайн",
    "№",
    "№ { $number }",
    "{ $amount } МБ",
    "{ $amount } мкс",
    "{ $amount } мс",
    "{ $amount } с",
    "{ $name }, { $when }.",
    "{ $text }",
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

/// Keys that data makes: acts, roles, kinds of objects, fields of forms, failures, jobs.
const FAMILIES: [&str; 8] = [
    "act-",
    "problem-",
    "role-",
    "kind-",
    "field-",
    "failure-",
    "job-kind-",
    "job-schedule-",
];

/// A message of one language.
struct Message {
    /// The file, without the folder of the language.
    area: String,
    /// The file below the root.
    place: String,
    /// As [`plain`] writes it.
    text: String,
    arguments: BTreeSet<String>,
}

/// Messages of one language by their keys.
type Texts = BTreeMap<String, Message>;

/// The files of a language: name and content.
fn files(language: &str) -> Vec<(String, String)> {
    let folder = root().join("locales").join(language);
    let mut files: Vec<(String, String)> = std::fs::read_dir(&folder)
        .expect("a folder of messages")
        .map(|entry| {
            let entry = entry.expect("an entry");
            let area = entry.file_name().to_string_lossy().into_owned();
            (area, std::fs::read_to_string(entry.path()).expect("a text"))
        })
        .collect();
    files.sort();
    files
}

/// Calls `each` with the file, the key and the parsed text of every message.
fn each_message(language: &str, mut each: impl FnMut(&str, &str, &Pattern<&str>)) {
    for (area, source) in files(language) {
        let place = format!("locales/{language}/{area}");
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
                    each(&area, key, value);
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

/// The names of all arguments that a message takes.
fn arguments(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            arguments_of(expression, found);
        }
    }
}

fn arguments_of(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            arguments_in(selector, found);
            for variant in variants {
                arguments(&variant.value, found);
            }
        }
        Expression::Inline(inline) => arguments_in(inline, found),
    }
}

fn arguments_in(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => arguments_of(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            for inline in &arguments.positional {
                arguments_in(inline, found);
            }
        }
        _ => {}
    }
}

fn texts(language: &str) -> Texts {
    let mut texts = Texts::new();
    each_message(language, |area, key, value| {
        let mut message = Message {
            area: area.to_owned(),
            place: format!("locales/{language}/{area}"),
            text: plain(value),
            arguments: BTreeSet::new(),
        };
        arguments(value, &mut message.arguments);
        let place = message.place.clone();
        let before = texts.insert(key.to_owned(), message);
        assert!(before.is_none(), "{place}: {key} stands twice");
    });
    texts
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_arguments() {
    let mut wrong = Vec::new();
    let kk = texts("kk");
    for language in ["ru", "en"] {
        let other = texts(language);
        for (key, message) in &kk {
            let area = &message.area;
            match other.get(key) {
                Some(translated) if translated.area != *area => {
                    wrong.push(format!(
                        "{}: {key} stands in {area} of kk",
                        translated.place
                    ));
                }
                Some(translated) if translated.arguments != message.arguments => {
                    let place = &translated.place;
                    wrong.push(format!("{place}: {key} has other arguments than kk"));
                }
                Some(_) => {}
                None => wrong.push(format!("locales/{language}/{area} lacks {key}")),
            }
        }
        for (key, message) in other.iter().filter(|(key, _)| !kk.contains_key(*key)) {
            wrong.push(format!(
                "locales/kk/{} lacks {key} of {language}",
                message.area
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is certainly the key of a message.
const ASKED: [&str; 12] = [
    ".t(\"",
    ".t1(\"",
    ".with(\"",
    ".help(\"",
    ".message(\"",
    "Flash::done(\"",
    "Flash::attention(\"",
    "words.t(\"",
    "visitor.t(\"",
    "key: \"",
    "label: \"",
    "title_key: \"",
];

#[test]
fn every_message_that_is_asked_for_is_there() {
    let keys = texts("kk");
    let mut wrong = BTreeSet::new();
    for source in sources(&[".rs", ".html"]) {
        for before in ASKED {
            for key in literals_after(&source.text, before) {
                let is_key = key.contains('-') && !key.contains(['{', ' ', '.', '/']);
                if is_key && !keys.contains_key(key) {
                    wrong.insert(format!("{}: {key}", source.path));
                }
            }
        }
        for act in literals_after(&source.text, "Act::on(\"")
            .chain(literals_after(&source.text, "Act::at_large(\""))
        {
            let key = format!("act-{}", act.replace('.', "-"));
            if !keys.contains_key(&key) {
                wrong.insert(format!("{}: {key}", source.path));
            }
        }
        for field in literals_after(&source.text, ".change(\"")
            .chain(literals_after(&source.text, ".secret_change(\""))
        {
            let key = format!("field-{field}");
            if !keys.contains_key(&key) {
                wrong.insert(format!("{}: {key}", source.path));
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_message_is_used() {
    let mut named = BTreeSet::new();
    let mut made = BTreeSet::new();
    for source in sources(&[".rs", ".html"]) {
        for literal in literals(&source.text) {
            match literal.split_once('{') {
                // A key that is put together: `failure-{word}-title`.
                Some((before, _)) if before.len() > 3 && before.ends_with('-') => {
                    made.insert(before.to_owned());
                }
                _ => {
                    named.insert(literal.to_owned());
                }
            }
        }
    }
    let unused: Vec<String> = texts("kk")
        .into_keys()
        .filter(|key| !named.contains(key))
        .filter(|key| !FAMILIES.iter().any(|family| key.starts_with(family)))
        .filter(|key| !made.iter().any(|before| key.starts_with(before.as_str())))
        .collect();
    assert!(unused.is_empty(), "nobody says: {}", unused.join(", "));
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
        each_message(language, |area, key, value| {
            let mut found = Vec::new();
            selects(value, &mut found);
            for (keys, is_default) in found {
                if keys != expected || !is_default {
                    wrong.push(format!(
                        "locales/{language}/{area}: {key} has {keys:?}, not {expected:?}"
                    ));
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
        for (key, Message { place, text, .. }) in texts(language) {
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
    for (key, Message { place, text, .. }) in texts("kk") {
        let is_same = russian.get(&key).is_some_and(|other| other.text == text);
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
        for (key, Message { place, text, .. }) in texts(language) {
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
        for (key, Message { place, text, .. }) in texts(language) {
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
