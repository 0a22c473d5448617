use std::collections::BTreeSet;

use oqu_web::Fields;
use serde_json::Value;

use super::openapi::document;
use super::shapes::{GRANT, GROUP, PERSON, UNIT};

/// The description as programs read it.
fn described() -> Value {
    serde_json::to_value(document("http://localhost")).expect("a description")
}

#[test]
fn the_description_and_the_routes_are_the_same() {
    let described = described();
    let mut told = BTreeSet::new();
    for (path, does) in described["paths"].as_object().expect("addresses") {
        for method in does.as_object().expect("methods").keys() {
            told.insert((method.to_uppercase(), path.clone()));
        }
    }
    let routes = super::routes();
    let there: BTreeSet<(String, String)> = routes
        .table()
        .iter()
        .map(|route| (route.method.to_owned(), route.path.to_owned()))
        .collect();
    assert_eq!(told, there);
}

#[test]
fn every_reference_leads_somewhere() {
    let described = described();
    let text = described.to_string();
    let mut count = 0;
    for part in text.split("\"$ref\":\"").skip(1) {
        let place = part.split('"').next().expect("a reference");
        let pointer = place.strip_prefix('#').expect("a place in this document");
        assert!(described.pointer(pointer).is_some(), "{place}");
        count += 1;
    }
    assert!(count > 20, "{count} references");
}

#[test]
fn operations_have_names_of_their_own() {
    let described = described();
    let mut names = BTreeSet::new();
    for does in described["paths"].as_object().expect("addresses").values() {
        for operation in does.as_object().expect("methods").values() {
            let name = operation["operationId"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} twice");
        }
    }
}

#[test]
fn fields_of_a_shape_are_fields_of_a_form_once() {
    for shape in [PERSON, GRANT, UNIT, GROUP] {
        let forms: BTreeSet<&str> = shape.parts.iter().map(|part| part.form).collect();
        assert_eq!(forms.len(), shape.parts.len(), "{}", shape.name);
        let nothing = Fields::default();
        for part in shape.parts {
            assert_eq!(nothing.raw(part.form), "", "{}", part.name);
        }
    }
}
