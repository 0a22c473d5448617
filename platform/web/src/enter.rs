//! The way in: every request passes here once, before and after its handler.

use std::cell::Cell;
use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_db::QUERIES;
use oqu_text::Language;

use crate::cookies::{self, Cookie};
use crate::measure::Stroke;
use crate::page::ForProgram;
use crate::visitor::Seen;
use crate::{
    Failure, Fields, Flash, OwnCookie, Routes, Site, Theme, View, Visitor, csrf, flash, page,
    programs, uploads,
};

/// The session of a signed-in person.
pub(crate) const SESSION: &str = "oqu_session";
/// The secret of a visitor who has not signed in, for forms that anybody may send.
const GUEST: &str = "oqu_guest";
/// The language of a browser.
pub(crate) const LANGUAGE: &str = "oqu_lang";
/// Language, theme and view, a year each.
const PREFERENCE_S: u64 = 365 * 24 * 60 * 60;
/// A form without files never needs more; 2 MB holds the longest text of the longest form many times.
pub(crate) const FORM_LIMIT: usize = 2 << 20;
/// A form that has not come whole by then will not come.
const FORM_PATIENCE: Duration = Duration::from_secs(30);
/// A handler that has not answered by then is given up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

const SECURITY: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// The routes whose handlers read the body as it comes: method and path.
type Streams = HashSet<(&'static str, &'static str)>;

/// Puts the routes of all areas on a site.
pub fn serve_routes(site: &Site, routes: Routes) -> Router {
    let streams: Streams = routes
        .table()
        .iter()
        .filter(|route| route.streams)
        .map(|route| (route.method, route.path))
        .collect();
    site.answers().know(routes.table());
    let gate = (site.clone(), Arc::new(streams));
    routes
        .into_router()
        .fallback(async || Failure::NotFound)
        .method_not_allowed_fallback(async || Failure::Method)
        .layer(from_fn_with_state(gate, enter))
        .merge(crate::assets::routes(site))
        .merge(crate::brand::routes())
        .with_state(site.clone())
}

async fn enter(
    State((site, streams)): State<(Site, Arc<Streams>)>,
    request: Request,
    next: Next,
) -> Response {
    let stroke = Stroke::begin(&request);
    let path = request.extensions().get::<MatchedPath>();
    let is_stream =
        path.is_some_and(|path| streams.contains(&(request.method().as_str(), path.as_str())));
    let response = QUERIES
        .scope(Cell::new(0), answer(&site, is_stream, request, next))
        .await;
    site.answers().end(&stroke, response.status());
    response
}

async fn answer(site: &Site, is_stream: bool, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if parts.uri.path().starts_with(programs::PREFIX) {
        return programs::answer(site, parts, body, next).await;
    }
    if let Some(answer) = preference(site, &parts).await {
        return answer;
    }
    let visitor = match see(site, &parts).await {
        Ok(visitor) => visitor,
        Err(failure) => {
            let visitor = Visitor::new(stranger(site, &parts));
            return leave(site, &visitor, failure.into_response());
        }
    };
    if let Some(duty) = duty(&visitor, parts.uri.path()) {
        return leave(site, &visitor, crate::redirect(duty));
    }
    let response = match admit(&visitor, is_stream, &mut parts, body).await {
        Ok(body) if is_stream => {
            parts.extensions.insert(visitor.clone());
            next.run(Request::from_parts(parts, body)).await
        }
        Ok(body) => {
            parts.extensions.insert(visitor.clone());
            // Files are read by the route that takes them, which has patience of its own.
            let patience = match uploads::carries_files(&parts.headers) {
                true => uploads::PATIENCE + PATIENCE,
                false => PATIENCE,
            };
            tokio::time::timeout(patience, next.run(Request::from_parts(parts, body)))
                .await
                .unwrap_or_else(|_| Failure::Unavailable.into_response())
        }
        Err(failure) => failure.into_response(),
    };
    leave(site, &visitor, response)
}

/// The page that must come before the asked one: nothing else is opened until its duty is done, but
/// for the ways out.
fn duty(visitor: &Visitor, path: &str) -> Option<&'static str> {
    let duty = visitor.signed_in.as_ref()?.duty?;
    let way_out = path == duty || path == "/logout" || path.starts_with("/recovery");
    (!way_out).then_some(duty)
}

/// `?lang=`, `?theme=` and `?view=` on any page are remembered, and lead back to the same place.
async fn preference(site: &Site, request: &Parts) -> Option<Response> {
    if request.method != Method::GET {
        return None;
    }
    let query = request.uri.query()?;
    let mut kept = Vec::new();
    let mut chosen = Vec::new();
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some(("lang", code)) if Language::parse(code).is_some() => {
                chosen.push((LANGUAGE, code))
            }
            Some(("theme", word @ ("light" | "dark" | "auto"))) => chosen.push(("oqu_theme", word)),
            Some(("view", word @ ("contrast" | "plain"))) => chosen.push(("oqu_view", word)),
            _ => kept.push(pair),
        }
    }
    if chosen.is_empty() {
        return None;
    }
    let path = request.uri.path();
    let place = if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    };
    let mut response = crate::redirect(&place);
    for (name, value) in chosen {
        if let (LANGUAGE, Some(language)) = (name, Language::parse(value)) {
            remember_language(site, &request.headers, language).await;
        }
        let cookie = Cookie {
            name,
            value,
            max_age_s: Some(PREFERENCE_S),
            secure: site.chosen().secure(),
        };
        append(&mut response, &cookie);
    }
    Some(response)
}

/// A person's language is kept with the person, so that it is there on the next device too.
async fn remember_language(site: &Site, headers: &HeaderMap, language: Language) {
    let Some(token) = cookies::read(headers, SESSION) else {
        return;
    };
    if let Ok(Some(known)) = site.gate.enter(token, site.clock.now()).await
        && known.language != Some(language)
        && known.behind.is_none()
        && let Err(error) = site.gate.speak(&known.actor, language).await
    {
        tracing::warn!(%error, "the language could not be kept");
    }
}

/// What is known of a request without asking the database.
pub(crate) fn stranger(site: &Site, request: &Parts) -> Seen {
    let headers = &request.headers;
    let chosen = site.chosen();
    let language = cookies::read(headers, LANGUAGE)
        .and_then(Language::parse)
        .and_then(|language| chosen.offered(language))
        .or_else(|| {
            Language::from_accept_language(text(headers, header::ACCEPT_LANGUAGE))
                .and_then(|language| chosen.offered(language))
        })
        .unwrap_or(chosen.language);
    let secret = cookies::read(headers, SESSION)
        .or_else(|| cookies::read(headers, GUEST))
        .unwrap_or_default()
        .to_owned();
    let flash =
        cookies::read(headers, flash::COOKIE).and_then(|cookie| Flash::open(&secret, cookie));
    let agent = text(headers, header::USER_AGENT);
    Seen {
        signed_in: None,
        words: site.l10n.words(language),
        theme: match cookies::read(headers, "oqu_theme") {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        },
        view: match cookies::read(headers, "oqu_view") {
            Some("contrast") => View::Contrast,
            _ => View::Plain,
        },
        now: site.clock.now(),
        address: request.uri.to_string(),
        place: place(request),
        sent: writes(&request.method),
        request_id: URL_SAFE_NO_PAD.encode(site.chance.bytes::<9>()),
        ip: ip(site, request),
        agent: agent
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect(),
        flash,
        target: headers
            .get("hx-target")
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
        secret,
        half: kept(headers, OwnCookie::Half),
        device: kept(headers, OwnCookie::Device),
        gzip: text(headers, header::ACCEPT_ENCODING).contains("gzip"),
        known_etag: headers
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
    }
}

fn kept(headers: &HeaderMap, cookie: OwnCookie) -> String {
    cookies::read(headers, cookie.name())
        .unwrap_or_default()
        .to_owned()
}

async fn see(site: &Site, request: &Parts) -> Result<Visitor, Failure> {
    let mut seen = stranger(site, request);
    let token = cookies::read(&request.headers, SESSION);
    if let Some(token) = token {
        seen.signed_in = site.gate.enter(token, seen.now).await?;
        // An administrator in another person's place goes on reading in their own language.
        let own = seen
            .signed_in
            .as_ref()
            .filter(|known| known.behind.is_none());
        if let Some(language) = own.and_then(|known| known.language) {
            let chosen = site.chosen();
            let offered = chosen.offered(language).unwrap_or(chosen.language);
            seen.words = site.l10n.words(offered);
        }
    }
    if seen.signed_in.is_none() {
        // A dead session's secret is worth nothing: forms of a guest are tied to the guest's own.
        seen.secret = cookies::read(&request.headers, GUEST)
            .filter(|secret| secret.len() >= 20)
            .map_or_else(
                || URL_SAFE_NO_PAD.encode(site.chance.bytes::<18>()),
                str::to_owned,
            );
    }
    Ok(Visitor::new(seen))
}

/// Writes must come from our own pages, as forms; what they carry is read here once. A form with
/// files is read by its route (`uploads.rs`), after it is known who may send some there.
async fn admit(
    visitor: &Visitor,
    is_stream: bool,
    parts: &mut Parts,
    body: Body,
) -> Result<Body, Failure> {
    let is_step = is_stream && !parts.method.is_safe();
    if !writes(&parts.method) && !is_step {
        return Ok(body);
    }
    if foreign(&parts.headers) {
        return Err(Failure::Stale);
    }
    if is_step {
        let token = text_of(&parts.headers, csrf::HEADER).unwrap_or_default();
        return match csrf::holds(&visitor.secret, token) {
            true => Ok(body),
            false => Err(Failure::Stale),
        };
    }
    if uploads::carries_files(&parts.headers) {
        return Ok(body);
    }
    let kind = text(&parts.headers, header::CONTENT_TYPE);
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind != "application/x-www-form-urlencoded" {
        return Err(Failure::MediaType);
    }
    let bytes = tokio::time::timeout(FORM_PATIENCE, to_bytes(body, FORM_LIMIT))
        .await
        .map_err(|_| Failure::TooSlow)?
        .map_err(|_| Failure::TooLarge)?;
    let fields = Fields::parse(&bytes)?;
    let token = text_of(&parts.headers, csrf::HEADER).unwrap_or_else(|| fields.raw(csrf::FIELD));
    if !csrf::holds(&visitor.secret, token) {
        return Err(Failure::Stale);
    }
    parts.extensions.insert(fields);
    Ok(Body::empty())
}

fn writes(method: &Method) -> bool {
    // Routes are pages and acts (`routes.rs`); other methods are steps of a protocol, or meet no
    // handler and are told so.
    method == Method::POST
}

/// After a form was sent the browser still shows the page that it stood on; only that one can be
/// opened again, in another language for example. Never an address of another site.
fn place(request: &Parts) -> String {
    let here = request.uri.path_and_query().map(|path| path.as_str());
    let place = if writes(&request.method) {
        sent_from(&request.headers)
    } else {
        here
    };
    place
        .filter(|place| page::is_inside(place))
        .unwrap_or("/")
        .to_owned()
}

fn sent_from(headers: &HeaderMap) -> Option<&str> {
    let host = text_of(headers, "host")?;
    let (_, rest) = text_of(headers, "referer")?.split_once("://")?;
    rest.strip_prefix(host)
}

/// Whether a browser says that another site sent this.
fn foreign(headers: &HeaderMap) -> bool {
    if text_of(headers, "sec-fetch-site")
        .is_some_and(|site| site == "cross-site" || site == "same-site")
    {
        return true;
    }
    let (Some(origin), Some(host)) = (text_of(headers, "origin"), text_of(headers, "host")) else {
        return false;
    };
    origin.split_once("://").map(|(_, rest)| rest) != Some(host)
}

/// The secret of a session that an answer begins.
#[derive(Clone)]
struct Begun(String);

/// Turns failures into pages and finishes them.
fn leave(site: &Site, visitor: &Visitor, mut response: Response) -> Response {
    let failure = response.extensions_mut().remove::<Failure>();
    let failed = failure.is_some();
    if let Some(failure) = failure {
        response = page::failure_page(site, visitor, &failure);
    } else if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        response = page::failure_page(site, visitor, &Failure::Internal("unknown".into()));
    } else if response.extensions_mut().remove::<ForProgram>().is_none()
        && is_unread_path(&response)
    {
        response = page::failure_page(site, visitor, &Failure::NotFound);
    }
    let rendered = response.extensions_mut().remove::<page::Rendered>();
    if let Some(rendered) = rendered {
        response = rendered.into_response_for(site, visitor, response);
        if visitor.flash.is_some() && !failed {
            drop_cookie(&mut response, site, flash::COOKIE);
        }
        if visitor.signed_in.is_none() {
            keep_guest(&mut response, site, visitor);
        }
    }
    let begun = response.extensions_mut().remove::<Begun>();
    if let Some(told) = response.extensions_mut().remove::<Flash>() {
        // What is said at the end of a sign-in is heard in the session that it began.
        let secret = begun.as_ref().map_or(&visitor.secret, |begun| &begun.0);
        let value = told.seal(secret);
        append(
            &mut response,
            &Cookie {
                name: flash::COOKIE,
                value: &value,
                max_age_s: Some(60),
                secure: site.chosen().secure(),
            },
        );
    }
    sign_off(site, visitor, response)
}

/// Adds what every answer carries, whoever asked, and writes the one log line.
pub(crate) fn sign_off(site: &Site, visitor: &Visitor, mut response: Response) -> Response {
    for (name, value) in SECURITY {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(&visitor.request_id) {
        response.headers_mut().insert("x-request-id", id);
    }
    tracing::debug!(
        request = visitor.request_id,
        status = response.status().as_u16(),
        path = visitor.address.split('?').next(),
        ms = u64::try_from(site.clock.now().since(visitor.now).as_millis()).unwrap_or_default(),
        "answered"
    );
    if site.settings.demo {
        tell_queries(&mut response);
    }
    response
}

/// Whether the way to the handler refused a path such as `/people/x`, where an id belongs: it
/// answers for programs, in English.
fn is_unread_path(response: &Response) -> bool {
    response.status().is_client_error() && response.extensions().get::<page::Rendered>().is_none()
}

/// The demo says how many statements an answer took.
fn tell_queries(response: &mut Response) {
    let queries = QUERIES.with(Cell::get);
    let told = format!("db;desc=\"{queries} queries\"");
    if let Ok(told) = HeaderValue::from_str(&told) {
        response.headers_mut().insert("server-timing", told);
    }
}

fn keep_guest(response: &mut Response, site: &Site, visitor: &Visitor) {
    append(
        response,
        &Cookie {
            name: GUEST,
            value: &visitor.secret,
            max_age_s: None,
            secure: site.chosen().secure(),
        },
    );
}

fn drop_cookie(response: &mut Response, site: &Site, name: &str) {
    append(
        response,
        &Cookie {
            name,
            value: "",
            max_age_s: Some(0),
            secure: site.chosen().secure(),
        },
    );
}

fn append(response: &mut Response, cookie: &Cookie<'_>) {
    if let Some(line) = cookie.header() {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

impl Site {
    /// Gives the browser a new session; any earlier one of this browser means nothing any more.
    pub fn begin_session(&self, response: &mut Response, token: &str, max_age_s: Option<u64>) {
        append(
            response,
            &Cookie {
                name: SESSION,
                value: token,
                max_age_s,
                secure: self.chosen().secure(),
            },
        );
        drop_cookie(response, self, GUEST);
        response.extensions_mut().insert(Begun(token.to_owned()));
    }

    /// Gives the browser a cookie of the sign-in for so many seconds.
    pub fn keep(&self, response: &mut Response, cookie: OwnCookie, secret: &str, max_age_s: u64) {
        append(
            response,
            &Cookie {
                name: cookie.name(),
                value: secret,
                max_age_s: Some(max_age_s),
                secure: self.chosen().secure(),
            },
        );
    }

    /// Takes a cookie of the sign-in from the browser.
    pub fn forget(&self, response: &mut Response, cookie: OwnCookie) {
        drop_cookie(response, self, cookie.name());
    }

    /// Takes the session from the browser.
    pub fn end_session(&self, response: &mut Response) {
        drop_cookie(response, self, SESSION);
    }
}

pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn text_of<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn ip(site: &Site, request: &Parts) -> IpAddr {
    let forwarded = site
        .settings
        .behind_proxy
        .then(|| text_of(&request.headers, "x-forwarded-for"))
        .flatten()
        .and_then(|line| line.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    forwarded.unwrap_or_else(|| {
        request
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())
    })
}
