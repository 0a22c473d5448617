use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, get, on, post};

use crate::{Access, Failure, Site, Visitor, programs, uploads};

/// One route, for the test of roles by routes.
#[derive(Clone, Copy, Debug)]
pub struct RouteInfo {
    /// `GET` or `POST`; `HEAD`, `PATCH`, `DELETE` or `OPTIONS` where programs speak a protocol.
    pub method: &'static str,
    /// The path with `{names}`.
    pub path: &'static str,
    /// Who may enter.
    pub access: Access,
    /// Whether the handler reads the body as it comes.
    pub(crate) streams: bool,
}

/// The routes of an area, each with who may enter.
#[derive(Default)]
pub struct Routes {
    router: Router<Site>,
    table: Vec<RouteInfo>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.route("GET", path, access, 0, get(handler))
    }

    /// An act. Its form has passed the CSRF check before the handler sees it.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.route("POST", path, access, 0, post(handler))
    }

    /// An act whose form carries files, of `most_bytes` together; its handler takes them as
    /// [`crate::Uploads`]. They are read only when the visitor may enter, and the token of the form
    /// stands before them.
    #[must_use]
    pub fn upload<H, T>(
        self,
        path: &'static str,
        access: Access,
        most_bytes: u64,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.route("POST", path, access, most_bytes, post(handler))
    }

    /// A step of a protocol between programs, with any method. The handler reads the body as it
    /// comes and takes the time it needs; a write has passed the CSRF check by its header.
    #[must_use]
    pub fn stream<H, T>(
        mut self,
        method: MethodFilter,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self = self.route(name_of(method), path, access, 0, on(method, handler));
        if let Some(route) = self.table.last_mut() {
            route.streams = true;
        }
        self
    }

    /// An address of programs, under `/api/`: no cookie counts there and no CSRF token is asked; the
    /// handler itself looks who asks and reads the body.
    ///
    /// # Panics
    /// When the path stands elsewhere, where cookies would count.
    #[must_use]
    pub fn program<H, T>(self, method: MethodFilter, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        assert!(path.starts_with(programs::PREFIX), "{path} is for people");
        self.route(
            name_of(method),
            path,
            Access::Program,
            0,
            on(method, handler),
        )
    }

    /// The routes of another area beside these.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// Gives the handlers of these routes something that `app` has put together for them, which
    /// they take as an [`axum::Extension`].
    #[must_use]
    pub fn with<T>(mut self, given: axum::Extension<T>) -> Self
    where
        T: Clone + Send + Sync + 'static,
    {
        self.router = self.router.layer(given);
        self
    }

    /// All routes, for the test of roles by routes.
    pub fn table(&self) -> &[RouteInfo] {
        &self.table
    }

    pub(crate) fn into_router(self) -> Router<Site> {
        self.router
    }

    fn route(
        mut self,
        method: &'static str,
        path: &'static str,
        access: Access,
        most_bytes: u64,
        handler: MethodRouter<Site>,
    ) -> Self {
        let guarded = handler.layer(from_fn(move |request: Request, next: Next| {
            guard(access, most_bytes, request, next)
        }));
        self.router = self.router.route(path, guarded);
        self.table.push(RouteInfo {
            method,
            path,
            access,
            streams: false,
        });
        self
    }
}

const fn name_of(method: MethodFilter) -> &'static str {
    match method {
        MethodFilter::HEAD => "HEAD",
        MethodFilter::OPTIONS => "OPTIONS",
        MethodFilter::PATCH => "PATCH",
        MethodFilter::DELETE => "DELETE",
        MethodFilter::PUT => "PUT",
        MethodFilter::POST => "POST",
        _ => "GET",
    }
}

async fn guard(access: Access, most_bytes: u64, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>() else {
        return Failure::Internal("no visitor".into()).into_response();
    };
    if access.allows(visitor.actor(), visitor.behind().is_some()) {
        return match uploads::taken(request, most_bytes).await {
            Ok(request) => next.run(request).await,
            Err(failure) => failure.into_response(),
        };
    }
    if visitor.actor().is_some() {
        return Failure::Forbidden.into_response();
    }
    let back = (request.method() == Method::GET).then(|| request.uri().to_string());
    Failure::SignInFirst { back }.into_response()
}
