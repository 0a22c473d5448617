//! What machines ask: whether the program lives, whether it can serve, how it does.

mod metrics;
pub mod process;
mod ready;
mod text;

use axum::Extension;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use oqu_web::{Access, ForProgram, Messages, Outcome, Routes};

use crate::doctor::Health;

/// The words of the answers.
pub const MESSAGES: Messages = oqu_web::messages!("pulse");

/// The routes; `health` tells what the installation was told.
pub fn routes(health: &Health) -> Routes {
    Routes::new()
        .get("/healthz", Access::Public, lives)
        .get("/readyz", Access::Public, ready::ready)
        .get("/metrics", Access::Public, metrics::metrics)
        .with(Extension(health.clone()))
}

/// The process answers.
async fn lives() -> Outcome {
    Ok(plain("ok\n".to_owned()))
}

/// A few words for a program.
fn plain(text: String) -> Response {
    let mut response = text.into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(ForProgram);
    response
}
