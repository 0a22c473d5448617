use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{literals, literals_after, root, sources};

/// A message: its text, and the arguments that it names.
#[derive(Debug, Default)]
struct Message {
    text: String,
    arguments: BTreeSet<String>,
}

type Messages = BTreeMap<String, Message>;

/// Keys that data makes: acts, roles, kinds of objects, fields of forms, failures.
const FAMILIES: [&str; 5] = ["act-", "role-", "kind-", "field-", "failure-"];

fn areas() -> Vec<String> {
    let folder = root().join("locales/kk");
    let mut areas: Vec<String> = std::fs::read_dir(folder)
        .expect("locales/kk")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    areas.sort();
    areas
}

fn read(language: &str, area: &str) -> Messages {
    let path = root().join("locales").join(language).join(area);
    let text =
        std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
    let mut messages = Messages::new();
    let mut key = String::new();
    for line in text.lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let body = if line.starts_with(char::is_alphabetic) {
            let (name, body) = line.split_once('=').unwrap_or((line, ""));
            name.trim().clone_into(&mut key);
            body
        } else {
            line
        };
        let message = messages.entry(key.clone()).or_default();
        message.text.push_str(body.trim());
        for part in body.split('$').skip(1) {
            let name = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_')
                .collect();
            message.arguments.insert(name);
        }
    }
    messages
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_arguments() {
    let mut wrong = Vec::new();
    for area in areas() {
        let kk = read("kk", &area);
        for language in ["ru", "en"] {
            let other = read(language, &area);
            for (key, message) in &kk {
                match other.get(key) {
                    None => wrong.push(format!("locales/{language}/{area} lacks {key}")),
                    Some(translated) if translated.arguments != message.arguments => {
                        wrong.push(format!(
                            "locales/{language}/{area}: {key} has other arguments than kk"
                        ));
                    }
                    Some(_) => {}
                }
            }
            for key in other.keys().filter(|key| !kk.contains_key(*key)) {
                wrong.push(format!("locales/kk/{area} lacks {key} of {language}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_message_is_empty() {
    for area in areas() {
        for language in ["kk", "ru", "en"] {
            for (key, message) in read(language, &area) {
                assert!(
                    !message.text.is_empty(),
                    "locales/{language}/{area}: {key} is empty"
                );
            }
        }
    }
}

fn all_keys() -> BTreeSet<String> {
    areas()
        .iter()
        .flat_map(|area| read("kk", area).into_keys())
        .collect()
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
    let keys = all_keys();
    let mut wrong = BTreeSet::new();
    for source in sources(&[".rs", ".html"]) {
        for before in ASKED {
            for key in literals_after(&source.text, before) {
                let is_key = key.contains('-') && !key.contains(['{', ' ', '.', '/']);
                if is_key && !keys.contains(key) {
                    wrong.insert(format!("{}: {key}", source.path));
                }
            }
        }
        for act in literals_after(&source.text, "Act::on(\"")
            .chain(literals_after(&source.text, "Act::at_large(\""))
        {
            let key = format!("act-{}", act.replace('.', "-"));
            if !keys.contains(&key) {
                wrong.insert(format!("{}: {key}", source.path));
            }
        }
        for field in literals_after(&source.text, ".change(\"")
            .chain(literals_after(&source.text, ".secret_change(\""))
        {
            let key = format!("field-{field}");
            if !keys.contains(&key) {
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
    let unused: Vec<String> = all_keys()
        .into_iter()
        .filter(|key| !named.contains(key))
        .filter(|key| !FAMILIES.iter().any(|family| key.starts_with(family)))
        .filter(|key| !made.iter().any(|before| key.starts_with(before.as_str())))
        .collect();
    assert!(unused.is_empty(), "nobody says: {}", unused.join(", "));
}
