//! `openapi.json` as a program uses it: what each operation takes, and whether an answer is as it says.

use serde_json::Value;

use super::program::{Program, Told};
use crate::support::Request;

/// The description of the API.
pub struct Described(pub Value);

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub method: String,
    pub path: String,
    pub about: Value,
}

impl Described {
    /// As a program reads it.
    pub async fn of(program: &Program) -> Self {
        let told = program.plain(Request::get("/api/v1/openapi.json")).await;
        Self(told.is(200).json)
    }

    /// The status of an answer is named, and its object is as described.
    pub fn assert_told(&self, operation: &Operation, asked: &str, told: &Told) {
        let status = told.status().to_string();
        let response = &operation.about["responses"][&status];
        assert!(
            !response.is_null(),
            "{asked} answered {status}, which is not described: {}",
            told.json
        );
        let content = response["content"].as_object();
        let Some((kind, content)) = content.and_then(|content| content.iter().next()) else {
            assert!(told.answer.body.is_empty(), "{asked}: {}", told.json);
            return;
        };
        assert_eq!(
            told.answer.header("content-type"),
            Some(kind.as_str()),
            "{asked}"
        );
        if let Err(why) = self.fits(&content["schema"], &told.json) {
            panic!("{asked}: {why}: {}", told.json);
        }
    }

    /// All operations.
    pub fn operations(&self) -> Vec<Operation> {
        let mut all = Vec::new();
        for (path, does) in self.0["paths"].as_object().expect("addresses") {
            for (method, about) in does.as_object().expect("methods") {
                all.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    about: about.clone(),
                });
            }
        }
        all
    }

    /// The schema itself, when this one only names it.
    pub fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            None => schema,
            Some(place) => {
                let pointer = place.strip_prefix('#').expect("a place in the document");
                self.0.pointer(pointer).expect("a schema")
            }
        }
    }

    /// Whether a value is as its schema says; else why not.
    pub fn fits(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let schema = self.resolved(schema);
        let kinds: Vec<&str> = kinds(schema);
        let kind = kind_of(value);
        let known = kinds.is_empty()
            || kinds.contains(&kind)
            || (kind == "integer" && kinds.contains(&"number"));
        if !known {
            return Err(format!("{value} is {kind}, not {kinds:?}"));
        }
        if let Some(choice) = schema["enum"].as_array()
            && !choice.contains(value)
        {
            return Err(format!("{value} is none of {choice:?}"));
        }
        match value {
            Value::Object(fields) => {
                for name in schema["required"].as_array().into_iter().flatten() {
                    let name = name.as_str().expect("a name");
                    if !fields.contains_key(name) {
                        return Err(format!("{name} is missing"));
                    }
                }
                for (name, field) in fields {
                    match schema["properties"].get(name) {
                        Some(schema) => self
                            .fits(schema, field)
                            .map_err(|why| format!("{name}: {why}"))?,
                        None if schema.get("properties").is_some() => {
                            return Err(format!("{name} is not described"));
                        }
                        None => {}
                    }
                }
                Ok(())
            }
            Value::Array(items) => items
                .iter()
                .try_for_each(|item| self.fits(&schema["items"], item)),
            Value::String(text) => match schema["format"].as_str() {
                Some("uuid") if text.parse::<uuid::Uuid>().is_err() => {
                    Err(format!("{text} is no id"))
                }
                Some("date") if text.parse::<jiff::civil::Date>().is_err() => {
                    Err(format!("{text} is no date"))
                }
                Some("date-time") if text.parse::<jiff::Timestamp>().is_err() => {
                    Err(format!("{text} is no instant"))
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

/// The types of a schema.
pub fn kinds(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
