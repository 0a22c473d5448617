//! Entries in the words of the page: acts, kinds, fields and roles are named by messages.

use oqu_web::{Chrome, HistoryItem, Tone, Words};

use crate::{Change, EntryRow};

/// The message for a key that data makes, or the key itself where nobody has named it.
pub(crate) fn named(words: Words, prefix: &str, key: &str) -> String {
    let id = format!("{prefix}{}", key.replace('.', "-"));
    if words.has(&id) {
        words.t(&id).into_owned()
    } else {
        key.to_owned()
    }
}

/// What was done.
pub(crate) fn act(words: Words, act: &str) -> String {
    named(words, "act-", act)
}

/// The kind of an object.
pub(crate) fn kind(words: Words, kind: &str) -> String {
    named(words, "kind-", kind)
}

/// A role; nothing where the program acted by itself.
pub(crate) fn role(words: Words, role: &str) -> String {
    if role.is_empty() {
        return String::new();
    }
    named(words, "role-", role)
}

/// Who, in which role.
pub(crate) fn who(words: Words, entry: &EntryRow) -> String {
    let name = if entry.who.is_empty() {
        words.t("audit-nobody").into_owned()
    } else {
        entry.who.clone()
    };
    let role = role(words, &entry.role);
    if role.is_empty() {
        name
    } else {
        format!("{name}, {role}")
    }
}

/// A changed field in a line: «Аты: ескі → жаңа». A secret is said as changed.
pub(crate) fn change(words: Words, change: &Change, value: Value<'_>) -> String {
    let field = named(words, "field-", &change.field);
    let line = |key: &str| words.with(key).arg("field", field.as_str()).to_string();
    let told = |text: &str| value(&change.field, text);
    match (&change.old, &change.new) {
        (None, None) => line("audit-changed-secret"),
        (None, Some(new)) => format!("{field}: {}", told(new)),
        (Some(old), None) => format!("{field}: {} → {}", told(old), words.t("audit-empty-value")),
        (Some(old), Some(new)) => format!("{field}: {} → {}", told(old), told(new)),
    }
}

/// How an area says the value of a field that is kept as a key: (field, value) to words.
pub type Value<'a> = &'a dyn Fn(&str, &str) -> String;

/// The acts on an object for the timeline of its page; values are shown as they were written.
pub fn history_items(chrome: &Chrome, rows: &[EntryRow]) -> Vec<HistoryItem> {
    history_items_with(chrome, rows, &|_, text| text.to_owned())
}

/// The same, where some fields hold keys that the area names in words.
pub fn history_items_with(
    chrome: &Chrome,
    rows: &[EntryRow],
    value: Value<'_>,
) -> Vec<HistoryItem> {
    let words = chrome.l;
    let item = |row: &EntryRow| {
        let mut details: Vec<String> = row
            .changes()
            .iter()
            .map(|changed| change(words, changed, value))
            .collect();
        if !row.ground.is_empty() {
            let ground = words
                .with("audit-ground-of")
                .arg("ground", row.ground.as_str());
            details.push(ground.to_string());
        }
        HistoryItem {
            what: act(words, &row.act),
            who: who(words, row),
            when: chrome.when(&row.at),
            machine_time: chrome.machine_time(&row.at),
            details,
            tone: Tone::Action,
        }
    };
    rows.iter().map(item).collect()
}
