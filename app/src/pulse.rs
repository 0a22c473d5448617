//! What machines ask: whether the program lives, whether it can serve, how to install it on a phone.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use oqu_web::{Access, Outcome, Routes, Site, Visitor};
use serde_json::json;

/// The routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/healthz", Access::Public, lives)
        .get("/readyz", Access::Public, ready)
        .get("/manifest.webmanifest", Access::Public, manifest)
}

/// The process answers.
async fn lives() -> Outcome {
    Ok(uncached("ok\n".into_response()))
}

/// The database answers too.
async fn ready(State(site): State<Site>) -> Outcome {
    site.db.version().await?;
    Ok(uncached("ready\n".into_response()))
}

fn uncached(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The web app manifest (W3C), in the organisation's name.
async fn manifest(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let organisation = site.navigation.organisation(visitor.language());
    let name = match organisation.name.as_str() {
        "" => "Oqu".to_owned(),
        name => format!("Oqu · {name}"),
    };
    let icon = |name: &str, size: &str, purpose: &str| json!({ "src": site.assets.address(name), "sizes": size, "type": "image/png", "purpose": purpose });
    let manifest = json!({
        "id": "/",
        "name": name,
        "short_name": "Oqu",
        "lang": visitor.language().code(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b5f6b",
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-192.png", "192x192", "maskable"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
    });
    let mut response = manifest.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/manifest+json"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    headers.insert(
        header::VARY,
        HeaderValue::from_static("Cookie, Accept-Language"),
    );
    Ok(response)
}
