//! What programs ask, under `/api/`: no cookie is looked at, so that none opens anything and no CSRF
//! token is needed; every failure is a problem in JSON (RFC 9457), in the asked language.

use std::borrow::Cow;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::enter::{PATIENCE, sign_off, stranger, text};
use crate::page::ForProgram;
use crate::{Failure, FormErrors, Problem, Site, Visitor};

/// What stands before the addresses of programs.
pub(crate) const PREFIX: &str = "/api/";
/// The most bytes of a body: the longest person has under a hundredth of it.
pub const BODY_MOST: usize = 1 << 20;
/// A body that has not come whole by then will not come.
const BODY_PATIENCE: Duration = Duration::from_secs(30);
/// The kind of a problem.
const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// Why a program does not get what it asked (RFC 9457). The messages `problem-<word>-title` and
/// `problem-<word>-text` say it to whoever wrote the program.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    word: &'static str,
    numbers: Vec<(&'static str, i64)>,
    errors: Vec<Problem>,
    /// For the log, never for the program.
    why: Option<Cow<'static, str>>,
}

impl Refusal {
    /// A refusal with its status and word.
    pub fn new(status: StatusCode, word: &'static str) -> Self {
        Self {
            status,
            word,
            numbers: Vec::new(),
            errors: Vec::new(),
            why: None,
        }
    }

    /// Values that cannot be taken, each told at its field.
    pub fn fields(errors: impl IntoIterator<Item = Problem>) -> Self {
        Self {
            errors: errors.into_iter().collect(),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "fields")
        }
    }

    /// One value that cannot be taken.
    pub fn field(field: &str, text: impl Into<String>) -> Self {
        let mut errors = FormErrors::default();
        errors.add(field, text);
        Self::fields(errors.all().to_vec())
    }

    /// A number that its message names.
    #[must_use]
    pub fn number(mut self, name: &'static str, number: i64) -> Self {
        self.numbers.push((name, number));
        self
    }

    /// The status of the answer.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    fn told(self, site: &Site, visitor: &Visitor, allow: Option<HeaderValue>) -> Response {
        if let Some(why) = &self.why {
            tracing::error!(request = visitor.request_id, %why, path = visitor.address.split('?').next(), "failed to answer");
        }
        let words = visitor.words;
        let text = format!("problem-{}-text", self.word);
        let detail = self
            .numbers
            .iter()
            .fold(words.with(&text), |text, (name, number)| {
                text.arg(name, *number)
            });
        let errors: Vec<Value> = self
            .errors
            .iter()
            .map(|problem| json!({ "field": problem.field, "message": problem.text }))
            .collect();
        let body = json!({
            "type": format!("urn:oqu:problem:{}", self.word),
            "title": words.t(&format!("problem-{}-title", self.word)),
            "status": self.status.as_u16(),
            "detail": detail.to_string(),
            "instance": visitor.request_id,
            "errors": errors,
        });
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, PROBLEM);
        headers.insert(header::CONTENT_LANGUAGE, language(visitor));
        if self.status == StatusCode::UNAUTHORIZED {
            let asked = HeaderValue::from_static("Bearer realm=\"oqu\"");
            headers.insert(header::WWW_AUTHENTICATE, asked);
        }
        if let Some(allow) = allow {
            headers.insert(header::ALLOW, allow);
        }
        let wait = self.numbers.iter().find(|(name, _)| *name == "seconds");
        if let Some((_, seconds)) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        sign_off(site, visitor, response)
    }
}

fn language(visitor: &Visitor) -> HeaderValue {
    HeaderValue::from_static(visitor.language().code())
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        let refusal = Self::new(failure.status(), failure.word());
        match failure {
            Failure::TooMany { after_s } => {
                refusal.number("seconds", i64::try_from(after_s).unwrap_or(i64::MAX))
            }
            // Forms have a token, programs have none.
            Failure::Stale => Self::new(StatusCode::FORBIDDEN, Failure::Forbidden.word()),
            Failure::Internal(why) => Self {
                why: Some(why),
                ..refusal
            },
            _ => refusal,
        }
    }
}

impl From<oqu_db::Error> for Refusal {
    fn from(error: oqu_db::Error) -> Self {
        Failure::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Answers one request of a program.
pub(crate) async fn answer(site: &Site, mut parts: Parts, body: Body, next: Next) -> Response {
    parts.headers.remove(header::COOKIE);
    let visitor = Visitor::new(stranger(site, &parts));
    parts.extensions.insert(visitor.clone());
    let answered = next.run(Request::from_parts(parts, body));
    let response = tokio::time::timeout(PATIENCE, answered)
        .await
        .unwrap_or_else(|_| Failure::Unavailable.into_response());
    leave(site, &visitor, response)
}

fn leave(site: &Site, visitor: &Visitor, mut response: Response) -> Response {
    let refusal = refusal(&mut response);
    if let Some(refusal) = refusal {
        let allow = response.headers_mut().remove(header::ALLOW);
        return unkept(refusal.told(site, visitor, allow));
    }
    unkept(sign_off(site, visitor, response))
}

/// Why there is no answer: told by a handler, by the way to it, or by nobody.
fn refusal(response: &mut Response) -> Option<Refusal> {
    let extensions = response.extensions_mut();
    if let Some(refusal) = extensions.remove::<Refusal>() {
        return Some(refusal);
    }
    if let Some(failure) = extensions.remove::<Failure>() {
        return Some(failure.into());
    }
    if extensions.remove::<ForProgram>().is_some() {
        return None;
    }
    match response.status() {
        // The way to the handler refused a path such as `/api/v1/people/x`, where an id belongs.
        status if status.is_client_error() => Some(Failure::NotFound.into()),
        status if status.is_server_error() => Some(Failure::Internal("unknown".into()).into()),
        _ => None,
    }
}

fn unkept(mut response: Response) -> Response {
    let unkept = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, unkept);
    response
}

/// The JSON object that a program sent, read when its handler is reached.
#[derive(Clone, Debug)]
pub struct JsonObject {
    /// Its fields.
    pub fields: Map<String, Value>,
    /// The bytes that were sent.
    pub bytes: Bytes,
}

impl<S: Sync> FromRequest<S> for JsonObject {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Failure::MediaType.into());
        }
        let bytes = tokio::time::timeout(BODY_PATIENCE, to_bytes(request.into_body(), BODY_MOST))
            .await
            .map_err(|_| Failure::TooSlow)?
            .map_err(|_| Failure::TooLarge)?;
        // The reader of JSON goes 128 levels deep and no further.
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(fields)) => Ok(Self { fields, bytes }),
            Ok(_) => Err(not_object(1, 1)),
            Err(error) => Err(not_object(error.line(), error.column())),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = text(headers, header::CONTENT_TYPE);
    let kind = kind.split(';').next().unwrap_or_default().trim();
    ["application/json", "application/merge-patch+json"]
        .iter()
        .any(|known| kind.eq_ignore_ascii_case(known))
}

fn not_object(line: usize, column: usize) -> Refusal {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Refusal::new(StatusCode::BAD_REQUEST, "json")
        .number("line", number(line))
        .number("column", number(column))
}

/// A header of a request as text; empty when it is missing or is no text.
pub fn header_text(parts: &Parts, name: header::HeaderName) -> &str {
    text(&parts.headers, name)
}
