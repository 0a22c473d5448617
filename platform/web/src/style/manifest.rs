use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::{Look, Site, Visitor};

/// Source: W3C Web Application Manifest, "Manifest image resources": any and maskable.
const ICONS: [(&str, &str, &str); 4] = [
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-192.png", "192x192", "maskable"),
    ("icon-maskable-512.png", "512x512", "maskable"),
];

/// The colour of `--paper` in `tokens.css`, behind the app while it opens.
const PAPER: &str = "#f7f8f7";

/// The manifest in the visitor's language and in the organisation's name.
pub(super) async fn manifest(State(site): State<Site>, visitor: Visitor) -> Response {
    let language = visitor.language();
    let organisation = site.navigation.organisation(language);
    let name = match organisation.short.as_str() {
        "" => "Oqu".to_owned(),
        short => format!("Oqu · {short}"),
    };
    let icons: Vec<_> = ICONS
        .iter()
        .map(|(name, sizes, purpose)| {
            json!({
                "src": site.assets.address(name),
                "sizes": sizes,
                "type": "image/png",
                "purpose": purpose,
            })
        })
        .collect();
    let brand = site.chosen().brand.clone();
    let colour = brand.map_or_else(|| Look::Light.own(), |brand| brand.action(Look::Light));
    let manifest = json!({
        "id": "/today",
        "name": name,
        "short_name": "Oqu",
        "description": organisation.name,
        "lang": language.html_lang(),
        "dir": "ltr",
        "start_url": "/today",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": colour.to_string(),
        "icons": icons,
    });
    let mut response = manifest.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/manifest+json"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    response
}
