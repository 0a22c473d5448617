//! Which characters can be printed: those that every typeface of ours has.

use std::sync::LazyLock;

use serde_json::Value;

use crate::fonts::FONTS;

/// What stands where a character cannot be printed.
const REPLACEMENT: char = '\u{FFFD}';

/// The code points of each typeface, in order.
static COVERED: LazyLock<Vec<Vec<u32>>> = LazyLock::new(|| {
    let fonts = FONTS.fonts.iter();
    fonts
        .map(|font| font.info().coverage.iter().collect())
        .collect()
});

/// Whether all typefaces have this character; line ends and tabs print nothing.
fn is_printable(character: char) -> bool {
    let code = character as u32;
    if matches!(character, '\n' | '\t') {
        return true;
    }
    !character.is_control()
        && !is_invisible(character)
        && COVERED
            .iter()
            .all(|covered| covered.binary_search(&code).is_ok())
}

/// Signs that print nothing and turn or break what stands around them; typefaces have them.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    )
}

/// The characters of a text that cannot be printed, each once, in order of appearance.
pub(crate) fn strange(text: &str) -> String {
    let mut found = String::new();
    collect(text, &mut found);
    found
}

fn collect(text: &str, found: &mut String) {
    for character in text.chars() {
        if !is_printable(character) && !found.contains(character) {
            found.push(character);
        }
    }
}

/// The same for all texts of some data.
pub(crate) fn strange_in(data: &Value) -> String {
    let mut found = String::new();
    each(data, &mut |text| collect(text, &mut found));
    found
}

fn each(data: &Value, told: &mut impl FnMut(&str)) {
    match data {
        Value::String(text) => told(text),
        Value::Array(values) => values.iter().for_each(|value| each(value, told)),
        Value::Object(fields) => fields.values().for_each(|value| each(value, told)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The same data with a sign of replacement for what cannot be printed.
pub(crate) fn replaced(data: &Value) -> Value {
    match data {
        Value::String(text) => Value::String(
            text.chars()
                .map(|character| match is_printable(character) {
                    true => character,
                    false => REPLACEMENT,
                })
                .collect(),
        ),
        Value::Array(values) => values.iter().map(replaced).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), replaced(value)))
            .collect(),
        other => other.clone(),
    }
}
