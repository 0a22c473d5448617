use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use oqu_kernel::{Actor, Moment};
use oqu_text::Language;

use crate::{Behind, Flash, OwnCookie, SignedIn, Words};

/// Light or dark, as chosen or as the device has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The usual view, or large type with high contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// As designed.
    Plain,
    /// For people with low vision.
    Contrast,
}

/// Who asks, in which language, and how their page should look. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Visitor(Arc<Seen>);

/// What is known of a request before its handler runs.
#[derive(Debug)]
pub struct Seen {
    /// The person, when there is a live session.
    pub signed_in: Option<SignedIn>,
    /// The words of the page's language.
    pub words: Words,
    /// Light or dark.
    pub theme: Theme,
    /// Plain or contrast.
    pub view: View,
    /// The time of the request.
    pub now: Moment,
    /// The address asked, with its query.
    pub address: String,
    /// The page that the visitor sees: the address of a page, or the page a form was sent from.
    pub place: String,
    /// Whether a form was sent.
    pub sent: bool,
    /// The number that the log and the error page share.
    pub request_id: String,
    /// Where the request came from.
    pub ip: IpAddr,
    /// The browser's own name, cut to a sensible length.
    pub agent: String,
    /// A word from the last act.
    pub flash: Option<Flash>,
    /// The id of the element that htmx wants to fill.
    pub target: Option<String>,
    pub(crate) secret: String,
    pub(crate) half: String,
    pub(crate) device: String,
    pub(crate) gzip: bool,
    pub(crate) known_etag: Option<String>,
}

impl Visitor {
    pub(crate) fn new(seen: Seen) -> Self {
        Self(Arc::new(seen))
    }

    /// The person, when signed in.
    pub fn actor(&self) -> Option<&Actor> {
        self.signed_in.as_ref().map(|known| &known.actor)
    }

    /// The administrator who sits in this person's place.
    pub fn behind(&self) -> Option<&Behind> {
        self.signed_in.as_ref()?.behind.as_ref()
    }

    /// A cookie of the sign-in as the browser sent it; empty when it has none.
    pub fn kept(&self, cookie: OwnCookie) -> &str {
        match cookie {
            OwnCookie::Half => &self.half,
            OwnCookie::Device => &self.device,
        }
    }

    /// The person behind a route that lets only signed-in people in.
    ///
    /// # Errors
    /// [`crate::Failure::SignInFirst`] when nobody is.
    pub fn person(&self) -> Result<&Actor, crate::Failure> {
        self.actor()
            .ok_or(crate::Failure::SignInFirst { back: None })
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// A message without arguments.
    pub fn t(&self, id: &str) -> String {
        self.words.t(id).into_owned()
    }

    /// Whether htmx asks for the inside of this element only.
    pub fn wants(&self, target: &str) -> bool {
        self.target.as_deref() == Some(target)
    }

    /// The secret of the session, which the sign-out needs.
    pub fn session_token(&self) -> &str {
        &self.secret
    }
}

impl Deref for Visitor {
    type Target = Seen;

    fn deref(&self) -> &Seen {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = crate::Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(crate::Failure::Internal("no visitor".into()))
    }
}
