//! What goes back to a program.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oqu_web::{ForProgram, Refusal};
use serde::Serialize;

/// What a handler gives.
pub(super) type Answered = Result<Response, Refusal>;

/// An answer before it is sent: it can be kept under the program's key and sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub etag: Option<String>,
    pub body: String,
}

impl Answer {
    /// An answer with this object in it.
    pub fn new(status: StatusCode, object: &impl Serialize) -> Result<Self, Refusal> {
        let body = serde_json::to_string(object);
        let body = body.map_err(|error| oqu_web::Failure::Internal(error.to_string().into()))?;
        Ok(Self {
            status,
            location: None,
            etag: None,
            body,
        })
    }

    /// An act that leaves nothing to show.
    pub const fn nothing() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            location: None,
            etag: None,
            body: String::new(),
        }
    }

    /// With the version of the object.
    pub fn version(self, version: i64) -> Self {
        Self {
            etag: Some(etag(version)),
            ..self
        }
    }

    /// With the address of the object.
    pub fn at(self, location: String) -> Self {
        Self {
            location: Some(location),
            ..self
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        if self.status == StatusCode::NO_CONTENT {
            headers.remove(header::CONTENT_TYPE);
        } else {
            let json = HeaderValue::from_static("application/json");
            headers.insert(header::CONTENT_TYPE, json);
        }
        for (name, value) in [(header::LOCATION, self.location), (header::ETAG, self.etag)] {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                headers.insert(name, value);
            }
        }
        response.extensions_mut().insert(ForProgram);
        response
    }
}

/// The entity tag of a version.
fn etag(version: i64) -> String {
    format!("\"v{version}\"")
}

/// The version that a change was written for.
///
/// # Errors
/// 428 when none is named, 412 when it is none of ours.
pub(super) fn named_version(if_match: &str) -> Result<i64, Refusal> {
    if if_match.is_empty() {
        return Err(Refusal::new(
            StatusCode::PRECONDITION_REQUIRED,
            "version-missing",
        ));
    }
    let named = if_match.trim().strip_prefix("\"v");
    let named = named.and_then(|rest| rest.strip_suffix('"'));
    named
        .and_then(|number| number.parse().ok())
        .ok_or_else(changed)
}

/// The object has another version meanwhile.
pub(super) fn changed() -> Refusal {
    Refusal::new(StatusCode::PRECONDITION_FAILED, "changed")
}
