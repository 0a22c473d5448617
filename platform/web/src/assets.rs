use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use oqu_text::Language;

use crate::enter::LANGUAGE;
use crate::{Site, cookies};

/// One built file of the browser's side, with its compressed forms.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// The name with the hash of its content: `oqu-1a2b3c4d.css`.
    pub file: &'static str,
    /// The bytes.
    pub plain: &'static [u8],
    /// Compressed with gzip, where that makes it smaller.
    pub gzip: Option<&'static [u8]>,
    /// Compressed with Brotli, where that makes it smaller.
    pub brotli: Option<&'static [u8]>,
}

/// All built files. A name holds the hash of what it names, so that browsers keep it for ever.
#[derive(Clone, Copy, Debug)]
pub struct Assets {
    /// The files, ordered by name.
    pub files: &'static [Asset],
    /// What the build calls them: (`oqu.css`, `oqu-1a2b3c4d.css`), ordered.
    pub names: &'static [(&'static str, &'static str)],
}

impl Assets {
    /// The address of a file by its plain name.
    ///
    /// # Panics
    /// When the build did not make it; a test asks for every name that templates use.
    pub fn address(&self, name: &str) -> String {
        let at = self
            .names
            .binary_search_by(|(plain, _)| (*plain).cmp(name))
            .unwrap_or_else(|_| panic!("frontend/dist has no {name}"));
        format!("/assets/{}", self.names[at].1)
    }

    fn find(&self, file: &str) -> Option<&'static Asset> {
        let at = self
            .files
            .binary_search_by(|asset| asset.file.cmp(file))
            .ok()?;
        Some(&self.files[at])
    }
}

pub(crate) fn routes(_: &Site) -> Router<Site> {
    Router::new()
        .route("/assets/{file}", get(asset))
        .route("/favicon.ico", get(favicon))
}

async fn favicon(State(site): State<Site>) -> Response {
    crate::redirect(&site.assets.address("favicon.svg"))
}

async fn asset(State(site): State<Site>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = site.assets.find(&file) else {
        return missing(&site, &headers);
    };
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (encoding, bytes) = match (asset.brotli, asset.gzip) {
        (Some(bytes), _) if accepted.contains("br") => (Some("br"), bytes),
        (_, Some(bytes)) if accepted.contains("gzip") => (Some("gzip"), bytes),
        _ => (None, asset.plain),
    };
    let mut response = Body::from(bytes).into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&file)));
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    out.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Files are asked by pages, not by people; whoever comes here by hand is told in plain words.
fn missing(site: &Site, headers: &HeaderMap) -> Response {
    let asked = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let language = cookies::read(headers, LANGUAGE)
        .and_then(Language::parse)
        .or_else(|| Language::from_accept_language(asked.unwrap_or_default()))
        .unwrap_or(Language::Kk);
    let words = site.l10n.words(language);
    let told = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_LANGUAGE, language.code()),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let text = words.t("asset-missing").into_owned() + "\n";
    (StatusCode::NOT_FOUND, told, text).into_response()
}

fn kind(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
