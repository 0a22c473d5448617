//! What machines ask: whether the program lives, whether it can serve.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use oqu_web::{Access, Outcome, Routes, Site};

/// The routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/healthz", Access::Public, lives)
        .get("/readyz", Access::Public, ready)
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
