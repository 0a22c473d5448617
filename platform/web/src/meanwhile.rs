//! Two people change one thing at once: nothing typed is lost, nothing saved is undone unseen.

use crate::Fields;

/// The hidden field that holds the version the form was opened with.
pub const VERSION: &str = "version";
/// The hidden field that holds what the fields were when the form was opened.
pub const OPENED: &str = "opened";

/// A field that somebody else changed after the form was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// The field.
    pub field: &'static str,
    /// What it was when the form was opened.
    pub old: String,
    /// What the other made of it.
    pub new: String,
    /// What stands in this form, when this person changed the same field to something else.
    pub typed: Option<String>,
}

/// Brings a form up to what was saved meanwhile: fields that only the other changed take the new
/// value, fields that this person changed keep what was typed. Tells what the other changed.
pub fn merge(
    names: &[&'static str],
    opened: &Fields,
    typed: &Fields,
    saved: &Fields,
) -> (Fields, Vec<Meanwhile>) {
    let mut merged = Vec::with_capacity(names.len());
    let mut changed = Vec::new();
    for name in names {
        let [old, mine, new] = [opened, typed, saved].map(|fields| fields.raw(name));
        let is_mine = mine != old;
        let value = if is_mine { mine } else { new };
        merged.push(((*name).to_owned(), value.to_owned()));
        if new != old && new != mine {
            changed.push(Meanwhile {
                field: name,
                old: old.to_owned(),
                new: new.to_owned(),
                typed: is_mine.then(|| mine.to_owned()),
            });
        }
    }
    (merged.into_iter().collect(), changed)
}

/// A form with the version of what was read.
pub fn versioned(fields: &Fields, version: i64) -> Fields {
    fields
        .pairs()
        .filter(|(name, _)| *name != VERSION)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .chain([(VERSION.to_owned(), version.to_string())])
        .collect()
}

/// What the fields are now, for the hidden field of the form.
pub fn sealed(names: &[&'static str], fields: &Fields) -> String {
    let values: Vec<&str> = names.iter().map(|name| fields.raw(name)).collect();
    serde_json::to_string(&values).unwrap_or_default()
}

/// What the fields were when the form was opened; all empty when the text is not ours.
pub fn unsealed(names: &[&'static str], text: &str) -> Fields {
    let values: Vec<String> = serde_json::from_str(text).unwrap_or_default();
    names
        .iter()
        .map(|name| (*name).to_owned())
        .zip(values)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(name: &str, code: &str) -> Fields {
        Fields::of([("name", name.to_owned()), ("code", code.to_owned())])
    }

    /// Each side as (name, code); the form afterwards, and the fields told of with what was typed.
    fn check(
        opened: (&str, &str),
        typed: (&str, &str),
        saved: (&str, &str),
        form: (&str, &str),
        told: &[(&str, Option<&str>)],
    ) {
        let [opened, typed, saved] = [opened, typed, saved].map(|(name, code)| fields(name, code));
        let (merged, changed) = merge(&["name", "code"], &opened, &typed, &saved);
        assert_eq!((merged.raw("name"), merged.raw("code")), form);
        let changed: Vec<(&str, Option<&str>)> = changed
            .iter()
            .map(|change| (change.field, change.typed.as_deref()))
            .collect();
        assert_eq!(changed, told);
    }

    #[test]
    fn what_each_changed_stays() {
        let opened = ("Физика", "Ф");
        check(
            opened,
            ("Физика 2", "Ф"),
            ("Физика", "ФИЗ"),
            ("Физика 2", "ФИЗ"),
            &[("code", None)],
        );
        check(
            opened,
            ("Менің", "Ф"),
            ("Оның", "Ф"),
            ("Менің", "Ф"),
            &[("name", Some("Менің"))],
        );
        check(opened, ("Бір", "Ф"), ("Бір", "Ф"), ("Бір", "Ф"), &[]);
        check(opened, opened, opened, opened, &[]);
    }

    #[test]
    fn what_a_form_was_goes_there_and_back() {
        let names = ["name", "code"];
        let text = sealed(&names, &fields("«Қ» \"a\"", "<b>"));
        assert_eq!(unsealed(&names, &text).raw("name"), "«Қ» \"a\"");
        assert_eq!(unsealed(&names, &text).raw("code"), "<b>");
        assert_eq!(unsealed(&names, "forged").raw("name"), "");
    }
}
