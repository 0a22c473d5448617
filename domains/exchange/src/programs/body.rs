//! The object that a program sent, as the fields of the area's form.

use jiff::civil::Date;
use oqu_text::Language;
use oqu_web::{Fields, FormErrors, Problem, Refusal, Words};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::shapes::{Part, Shape, Takes};

/// Texts of a list that an area's form takes in one field.
const BETWEEN: &str = ", ";
/// Texts of one list.
pub(super) const TEXTS_MOST: usize = 20;

impl Shape {
    /// The fields of a form: what was sent, over what stands there already.
    ///
    /// # Errors
    /// Fields that nobody knows, and values of a wrong type, all together.
    pub fn fields(
        &self,
        sent: &Map<String, Value>,
        there: &Fields,
        words: Words,
    ) -> Result<Fields, Refusal> {
        let mut fields = there.clone();
        let mut errors = FormErrors::default();
        for (name, value) in sent {
            match self.parts.iter().find(|part| part.name == name) {
                None => errors.add(&shortened(name), words.t("exchange-unknown-field")),
                Some(part) => fields = part.put(value, fields, words, &mut errors),
            }
        }
        match errors.is_empty() {
            true => Ok(fields),
            false => Err(Refusal::fields(errors.all().to_vec())),
        }
    }

    /// What the area said of its form, told by the names that programs know.
    pub fn refusal(&self, errors: &FormErrors) -> Refusal {
        let named = |problem: &Problem| Problem {
            field: self.name_of(&problem.field),
            text: problem.text.clone(),
        };
        Refusal::fields(errors.all().iter().map(named))
    }

    fn name_of(&self, form: &str) -> String {
        let named = self.parts.iter().find_map(|part| match part.takes {
            Takes::Names(_) => {
                let language = form.strip_prefix(part.form)?.strip_prefix('-')?;
                Some(format!("{}.{language}", part.name))
            }
            _ => (part.form == form).then(|| part.name.to_owned()),
        });
        named.unwrap_or_else(|| form.to_owned())
    }
}

/// A name that a program made up, short enough to be said again.
fn shortened(name: &str) -> String {
    const MOST: usize = 60;
    name.chars()
        .filter(|c| !c.is_control())
        .take(MOST)
        .collect()
}

impl Part {
    fn put(&self, value: &Value, fields: Fields, words: Words, errors: &mut FormErrors) -> Fields {
        if let Takes::Names(_) = self.takes {
            return self.put_names(value, fields, words, errors);
        }
        match self.text(value) {
            Ok(text) => fields.set(self.form, &text),
            Err(key) => {
                errors.add(self.name, words.t(key));
                fields
            }
        }
    }

    /// What the form takes for a value; a message when it is of another type. Null is nothing.
    fn text(&self, value: &Value) -> Result<String, &'static str> {
        if value.is_null() {
            return Ok(String::new());
        }
        match self.takes {
            Takes::Text(_) | Takes::Names(_) => value
                .as_str()
                .map(str::to_owned)
                .ok_or("exchange-wants-text"),
            Takes::Date => {
                let date = value.as_str().and_then(|text| text.parse::<Date>().ok());
                date.map(|date| date.to_string())
                    .ok_or("exchange-wants-date")
            }
            Takes::Choice(known) => {
                let chosen = value.as_str().filter(|text| known().contains(text));
                chosen.map(str::to_owned).ok_or("exchange-not-of-choice")
            }
            Takes::Whole(..) => value
                .as_i64()
                .map(|number| number.to_string())
                .ok_or("exchange-wants-whole"),
            Takes::Id => {
                let id = value.as_str().and_then(|text| text.parse::<Uuid>().ok());
                id.map(|id| id.to_string()).ok_or("exchange-not-id")
            }
            Takes::Texts => texts(value).ok_or("exchange-wants-texts"),
            Takes::Flag => value
                .as_bool()
                .map(|flag| flag.to_string())
                .ok_or("exchange-wants-text"),
        }
    }

    fn put_names(
        &self,
        value: &Value,
        mut fields: Fields,
        words: Words,
        errors: &mut FormErrors,
    ) -> Fields {
        let empty = Map::new();
        let names = match value {
            Value::Null => {
                for language in Language::ALL {
                    fields = fields.set(&self.field(language.code()), "");
                }
                &empty
            }
            Value::Object(names) => names,
            _ => {
                errors.add(self.name, words.t("exchange-wants-names"));
                return fields;
            }
        };
        for (code, text) in names {
            let known = Language::ALL.iter().any(|language| language.code() == code);
            let place = format!("{}.{}", self.name, shortened(code));
            match text {
                _ if !known => errors.add(&place, words.t("exchange-unknown-field")),
                Value::Null => fields = fields.set(&self.field(code), ""),
                Value::String(text) => fields = fields.set(&self.field(code), text),
                _ => errors.add(&place, words.t("exchange-wants-text")),
            }
        }
        fields
    }

    fn field(&self, code: &str) -> String {
        format!("{}-{code}", self.form)
    }
}

fn texts(value: &Value) -> Option<String> {
    let items = value.as_array().filter(|items| items.len() <= TEXTS_MOST)?;
    let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
    Some(items?.join(BETWEEN))
}
