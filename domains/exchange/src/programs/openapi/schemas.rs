//! Schemas of what is sent, from the shapes that read it.

use utoipa::openapi::schema::{AdditionalProperties, ArrayBuilder, SchemaType};
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};

use super::super::body::TEXTS_MOST;
use super::super::shapes::{Part, Shape, Takes};

pub(super) fn of_type(types: &[Type]) -> ObjectBuilder {
    let kind = match types {
        [one] => SchemaType::Type(one.clone()),
        several => SchemaType::Array(several.to_vec()),
    };
    ObjectBuilder::new().schema_type(kind)
}

/// An object without other fields than its own.
pub(super) fn object() -> ObjectBuilder {
    of_type(&[Type::Object]).additional_properties(Some(AdditionalProperties::FreeForm(false)))
}

pub(super) const fn uuid() -> SchemaFormat {
    SchemaFormat::KnownFormat(KnownFormat::Uuid)
}

/// The schema of what a field takes; `nullable` for fields of bodies that can be left empty.
pub(super) fn value(part: &Part, nullable: bool) -> RefOr<Schema> {
    let of = |kind: Type| match nullable {
        true => of_type(&[kind, Type::Null]),
        false => of_type(&[kind]),
    };
    let described = match part.takes {
        // What is required is not empty, nor is a filter.
        Takes::Text(most) if nullable => of(Type::String).max_length(Some(most)),
        Takes::Text(most) => of(Type::String).min_length(Some(1)).max_length(Some(most)),
        Takes::Date => of(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))),
        Takes::Choice(known) => {
            let mut values: Vec<serde_json::Value> = known().into_iter().map(Into::into).collect();
            if nullable {
                values.push(serde_json::Value::Null);
            }
            of(Type::String).enum_values(Some(values))
        }
        Takes::Whole(from, to) => of(Type::Integer).minimum(Some(from)).maximum(Some(to)),
        Takes::Id => of(Type::String).format(Some(uuid())),
        Takes::Flag => of(Type::Boolean),
        Takes::Texts => {
            let kind = match nullable {
                true => SchemaType::Array(vec![Type::Array, Type::Null]),
                false => SchemaType::Type(Type::Array),
            };
            let items = of_type(&[Type::String]);
            let array = ArrayBuilder::new()
                .items(items)
                .max_items(Some(TEXTS_MOST))
                .schema_type(kind);
            return array.description(Some(part.about)).into();
        }
        Takes::Names(most) => {
            let text = || of_type(&[Type::String]).max_length(Some(most));
            of(Type::Object)
                .additional_properties(Some(AdditionalProperties::FreeForm(false)))
                .property("kk", text())
                .property("ru", text())
                .property("en", text())
        }
    };
    described.description(Some(part.about)).into()
}

/// The schema of an object to be sent, whole or in part.
pub(super) fn written(shape: &Shape, in_part: bool) -> ObjectBuilder {
    shape.parts.iter().fold(object(), |object, part| {
        let object = object.property(part.name, value(part, !part.required));
        match part.required && !in_part {
            true => object.required(part.name),
            false => object,
        }
    })
}
