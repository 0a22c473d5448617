//! One operation as the description tells it.

use axum::http::StatusCode;
use utoipa::openapi::path::{OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::ArrayBuilder;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{
    ContentBuilder, HttpMethod, ObjectBuilder, Ref, RefOr, Required, ResponseBuilder, Schema, Type,
};

use super::super::asked::{MOST, USUAL};
use super::super::once::KEY_MOST;
use super::does::{Does, Gives};
use super::schemas::{object, of_type, uuid, value};

impl Does {
    pub fn operation(&self) -> OperationBuilder {
        let reach: Vec<&str> = self.reach.iter().map(|reach| reach.word()).collect();
        let needs = match reach.is_empty() {
            true => "Any token.".to_owned(),
            false => format!("Needs {}.", reach.join(" and ")),
        };
        let mut operation = OperationBuilder::new()
            .operation_id(Some(self.id))
            .summary(Some(self.about))
            .description(Some(needs))
            .security(SecurityRequirement::new("token", reach));
        for name in self.path.split('/').filter_map(braced) {
            let parameter = ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .schema(Some(of_type(&[Type::String]).format(Some(uuid()))));
            operation = operation.parameter(parameter);
        }
        for filter in self.filters {
            operation =
                operation.parameter(in_query(filter.name, filter.about, value(filter, false)));
        }
        if self.is_page() {
            let most = i64::try_from(MOST).unwrap_or(i64::MAX);
            let limit = of_type(&[Type::Integer])
                .minimum(Some(1))
                .maximum(Some(most));
            let about = format!("Rows of a page [{USUAL}].");
            operation = operation
                .parameter(in_query("limit", &about, limit.into()))
                .parameter(in_query(
                    "cursor",
                    "`next` of the page before.",
                    of_type(&[Type::String]).min_length(Some(1)).into(),
                ));
        }
        operation = self.headers(operation);
        if let Some(shape) = self.takes {
            let name = match self.is_patch() {
                true => format!("{}InPart", shape.name),
                false => shape.name.to_owned(),
            };
            let body = RequestBodyBuilder::new()
                .required(Some(Required::True))
                .content("application/json", content(Ref::from_schema_name(name)));
            operation = operation.request_body(Some(body.build()));
        }
        for status in self.status {
            let mut response = ResponseBuilder::new().description("Done.");
            if let Some(schema) = self.given() {
                response = response.content("application/json", content(schema));
            }
            operation = operation.response(status.to_string(), response.build());
        }
        for status in self.refusals() {
            let name = StatusCode::from_u16(status).ok();
            let name = name.and_then(|status| status.canonical_reason());
            let response = ResponseBuilder::new()
                .description(name.unwrap_or_default())
                .content(
                    "application/problem+json",
                    content(Ref::from_schema_name("Problem")),
                );
            operation = operation.response(status.to_string(), response.build());
        }
        operation
    }

    fn headers(&self, mut operation: OperationBuilder) -> OperationBuilder {
        let header = |name, about: &str, schema: ObjectBuilder, required| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Header)
                .description(Some(about))
                .required(required)
                .schema(Some(schema))
                .build()
        };
        let text = || of_type(&[Type::String]);
        if self.is_patch() {
            let about = "The ETag of the object as it was read.";
            let etag = text().pattern(Some("^\"v[0-9]+\"$"));
            operation = operation.parameter(header("If-Match", about, etag, Required::True));
        }
        if self.method == HttpMethod::Get {
            return operation;
        }
        let about = "The same request under the same key is done once; kept for a day.";
        let key = text()
            .min_length(Some(1))
            .max_length(Some(KEY_MOST))
            .pattern(Some("^[!-~]+$"));
        operation.parameter(header("Idempotency-Key", about, key, Required::False))
    }

    fn given(&self) -> Option<RefOr<Schema>> {
        match self.gives {
            Gives::Nothing => None,
            Gives::One(name) => Some(Ref::from_schema_name(name).into()),
            Gives::Page(name) => {
                let items = ArrayBuilder::new().items(Ref::from_schema_name(name));
                let page = object()
                    .property("items", items)
                    .required("items")
                    .property("next", of_type(&[Type::String, Type::Null]))
                    .required("next");
                Some(page.into())
            }
        }
    }
}

/// The name within braces.
fn braced(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

fn in_query(name: &str, about: &str, schema: RefOr<Schema>) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(schema))
}

pub(super) fn content(schema: impl Into<RefOr<Schema>>) -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(schema)).build()
}
