//! How far a long job is, told to its page as it goes on.

use std::convert::Infallible;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    /// Things done.
    pub done: u64,
    /// Things in all.
    pub total: u64,
    /// Seconds that the rest will take at this pace, once that can be told.
    pub left_seconds: Option<u64>,
    /// `running`, `done` or `failed`.
    pub state: &'static str,
    /// The same in words.
    pub text: String,
}

/// Told this often: often enough to look alive, seldom enough for a phone.
const EVERY: Duration = Duration::from_millis(500);

type Look = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Option<Progress>> + Send>> + Send + Sync>;

/// Server-sent events that end with the job. `look` asks the rows how far it is.
pub fn progress_events(look: Look) -> Response {
    let stream = futures_util::stream::unfold((look, false), |(look, ended)| async move {
        if ended {
            return None;
        }
        let progress = look().await;
        let ended = progress
            .as_ref()
            .is_none_or(|progress| progress.state != "running");
        let event = match &progress {
            Some(progress) => format!(
                "data: {}\n\n",
                serde_json::to_string(progress).unwrap_or_default()
            ),
            None => "event: gone\ndata: {}\n\n".to_owned(),
        };
        if !ended {
            tokio::time::sleep(EVERY).await;
        }
        Some((Ok::<_, Infallible>(Bytes::from(event)), (look, ended)))
    });
    let mut response = Body::from_stream(stream).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}
