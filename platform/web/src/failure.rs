use std::borrow::Cow;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The answer of a handler.
pub type Outcome = Result<Response, Failure>;

/// Why there is no page to show. The outer layer turns it into a designed page in the person's language.
#[derive(Clone, Debug)]
pub enum Failure {
    /// There is no such thing, or it is not for this person to know.
    NotFound,
    /// The person is known and may not.
    Forbidden,
    /// Nobody has signed in; `back` is where to go on afterwards.
    SignInFirst {
        /// The address that was asked.
        back: Option<String>,
    },
    /// The form is old, forged or was sent twice after signing out.
    Stale,
    /// The request cannot be understood.
    BadRequest,
    /// The method does not fit the address.
    Method,
    /// The content is of a kind that the address does not take.
    MediaType,
    /// The content is longer than the address takes.
    TooLarge,
    /// The form did not come whole in time.
    TooSlow,
    /// Too many tries; `after_s` is when to try again.
    TooMany {
        /// Seconds.
        after_s: u64,
    },
    /// Another person changed the same thing meanwhile.
    Conflict,
    /// The disk is full: nothing was saved, reading goes on.
    DiskFull,
    /// The database does not answer.
    Unavailable,
    /// Our fault; the text goes to the log and never to the page.
    Internal(Cow<'static, str>),
}

impl Failure {
    /// The status code of the page.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Stale => StatusCode::FORBIDDEN,
            Self::SignInFirst { .. } => StatusCode::UNAUTHORIZED,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Conflict => StatusCode::CONFLICT,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The word in the keys of its messages: `failure-<word>-title`, `-text`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Forbidden => "forbidden",
            Self::SignInFirst { .. } => "sign-in-first",
            Self::Stale => "stale",
            Self::BadRequest => "bad-request",
            Self::Method => "method",
            Self::MediaType => "media-type",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::TooMany { .. } => "too-many",
            Self::Conflict => "conflict",
            Self::DiskFull => "disk-full",
            Self::Unavailable => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

impl Failure {
    /// One of each, for the style page.
    pub(crate) fn samples() -> [Self; 14] {
        [
            Self::BadRequest,
            Self::SignInFirst { back: None },
            Self::Forbidden,
            Self::Stale,
            Self::NotFound,
            Self::Method,
            Self::TooSlow,
            Self::Conflict,
            Self::TooLarge,
            Self::MediaType,
            Self::TooMany { after_s: 42 },
            Self::Internal("a sample of the style page".into()),
            Self::Unavailable,
            Self::DiskFull,
        ]
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<oqu_db::Error> for Failure {
    fn from(error: oqu_db::Error) -> Self {
        match error {
            oqu_db::Error::DiskFull => Self::DiskFull,
            oqu_db::Error::Disk(why) => {
                tracing::error!(why, "the disk refuses");
                Self::Unavailable
            }
            oqu_db::Error::Unavailable(why) => {
                tracing::warn!(why, "the database does not answer");
                Self::Unavailable
            }
            oqu_db::Error::Conflict => Self::Conflict,
            other => Self::Internal(other.to_string().into()),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.to_string().into())
    }
}
