//! The line to an S3-compatible store: HTTP/1.1 by the hyper that serves our own pages, TLS by
//! rustls with ring and the certificates that this machine trusts.

use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector as Connector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody,
    HttpResponse, HttpResponseBody, HttpService,
};
use tokio::time::{Instant, Sleep};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

/// A store that does not take the line for so long is away.
const CONNECT: Duration = Duration::from_secs(3);
/// Lines that nobody uses are closed after so long, before most balancers do.
const IDLE: Duration = Duration::from_secs(20);

/// Speaks to a store. Lines stay open between requests.
#[derive(Clone, Debug)]
pub(super) struct Line {
    client: Client<HttpsConnector<HttpConnector>, HttpRequestBody>,
    /// How long an answer may take to begin; it may be silent for half as long when it has begun.
    patience: Duration,
}

impl Line {
    /// A line with TLS, or without where the address of the store begins with `http://`.
    ///
    /// # Errors
    /// When the certificates of this machine cannot be read.
    pub(super) fn new(is_tls: bool, patience: Duration) -> io::Result<Self> {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(CONNECT));
        let provider = Arc::new(ring::default_provider());
        let connector = if is_tls {
            HttpsConnectorBuilder::new()
                .with_provider_and_native_roots(provider)?
                .https_only()
                .enable_http1()
                .wrap_connector(connector)
        } else {
            let plain = ClientConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .map_err(io::Error::other)?
                .with_root_certificates(RootCertStore::empty())
                .with_no_client_auth();
            HttpsConnectorBuilder::new()
                .with_tls_config(plain)
                .https_or_http()
                .enable_http1()
                .wrap_connector(connector)
        };
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(connector);
        Ok(Self { client, patience })
    }
}

impl Connector for Line {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Line {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let answer = tokio::time::timeout(self.patience, self.client.request(request)).await;
        let answer = match answer {
            Err(_) => return Err(silent()),
            Ok(answer) => answer.map_err(|error| HttpError::new(kind_of(&error), error))?,
        };
        let (parts, body) = answer.into_parts();
        let body = HttpResponseBody::new(Patient::new(body, self.patience / 2));
        Ok(HttpResponse::from_parts(parts, body))
    }
}

fn silent() -> HttpError {
    let silent = io::Error::new(io::ErrorKind::TimedOut, "it is silent");
    HttpError::new(HttpErrorKind::Timeout, silent)
}

/// What kind of failure it was: those of the line are tried again, as far as that does no harm.
fn kind_of(error: &hyper_util::client::legacy::Error) -> HttpErrorKind {
    if error.is_connect() {
        return HttpErrorKind::Connect;
    }
    let mut cause = error.source();
    while let Some(found) = cause {
        if let Some(found) = found.downcast_ref::<hyper::Error>()
            && found.is_timeout()
        {
            return HttpErrorKind::Timeout;
        }
        cause = found.source();
    }
    HttpErrorKind::Interrupted
}

/// The body of an answer that may not be silent for long while somebody waits for it.
struct Patient {
    body: Incoming,
    patience: Duration,
    silence: Pin<Box<Sleep>>,
    waits: bool,
}

impl Patient {
    fn new(body: Incoming, patience: Duration) -> Self {
        Self {
            body,
            patience,
            silence: Box::pin(tokio::time::sleep(patience)),
            waits: false,
        }
    }
}

impl Body for Patient {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.waits = false;
            let told = |error| HttpError::new(HttpErrorKind::Interrupted, error);
            return Poll::Ready(frame.map(|frame| frame.map_err(told)));
        }
        if !self.waits {
            self.waits = true;
            let until = Instant::now() + self.patience;
            self.silence.as_mut().reset(until);
        }
        match self.silence.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(silent()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
