use std::cell::RefCell;

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::{Compress, Compression, FlushCompress};
use sha2::{Digest, Sha256};

use crate::{Chrome, Failure, Outcome, Site, Visitor, csrf};

/// Bytes of HTML that wait for their CSRF token, ETag and compression.
#[derive(Clone, Debug)]
pub struct Rendered(String);

/// Marks an answer to a program, whatever its status: it goes out as it is, without a page.
#[derive(Clone, Copy, Debug)]
pub struct ForProgram;

/// Compression of whole pages: level 4 is where the size stops falling fast for HTML.
const LEVEL: u32 = 4;
/// A page smaller than this fits one packet anyway.
const WORTH_COMPRESSING: usize = 1_000;

/// A page, or a part of one, from its template.
///
/// # Errors
/// When the template cannot be rendered.
pub fn page(template: &impl Template) -> Outcome {
    rendered(StatusCode::OK, template)
}

/// A form that came back with problems: the same page, and a status that says so.
///
/// # Errors
/// When the template cannot be rendered.
pub fn partial(template: &impl Template) -> Outcome {
    rendered(StatusCode::UNPROCESSABLE_ENTITY, template)
}

fn rendered(status: StatusCode, template: &impl Template) -> Outcome {
    let mut html = String::with_capacity(24 << 10);
    template.render_into(&mut html)?;
    let mut response = status.into_response();
    response.extensions_mut().insert(Rendered(html));
    Ok(response)
}

/// Whether an address stays on this site, as every browser reads it.
pub(crate) fn is_inside(place: &str) -> bool {
    place.starts_with('/') && !place.starts_with("//") && !place.contains(['\\', '\n', '\r', '\t'])
}

/// Leads on after an act, so that a reload does not do it again. Only to our own addresses.
pub fn redirect(place: &str) -> Response {
    let place = if is_inside(place) { place } else { "/" };
    let place = HeaderValue::from_str(place).unwrap_or(HeaderValue::from_static("/"));
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, place);
    response
}

/// An answer for an island of ours: one JSON object, never kept.
pub fn json(object: &serde_json::Value) -> Response {
    let mut response = Body::from(object.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A file to keep.
pub fn attachment(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", name));
    response
}

/// `Content-Disposition` with a name in any letters; `how` is `attachment` or `inline`.
pub fn disposition(how: &'static str, name: &str) -> HeaderValue {
    let ascii: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || ".-_".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let full = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    HeaderValue::from_str(&format!(
        "{how}; filename=\"{ascii}\"; filename*=UTF-8''{full}"
    ))
    .unwrap_or(HeaderValue::from_static("attachment"))
}

impl Rendered {
    /// Finishes the page for this visitor. `shell` brings status and headers that the handler set.
    pub(crate) fn into_response_for(
        self,
        site: &Site,
        visitor: &Visitor,
        shell: Response,
    ) -> Response {
        let (mut parts, _) = shell.into_parts();
        let etag = etag(&self.0, &visitor.secret);
        if parts.status == StatusCode::OK && visitor.known_etag.as_deref() == Some(etag.as_str()) {
            parts.status = StatusCode::NOT_MODIFIED;
        }
        let headers = &mut parts.headers;
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
        headers.insert(
            header::VARY,
            HeaderValue::from_static("Cookie, Accept-Encoding, HX-Request, HX-Target"),
        );
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            headers.insert(header::ETAG, etag);
        }
        if parts.status == StatusCode::NOT_MODIFIED {
            return Response::from_parts(parts, Body::empty());
        }
        let html = csrf::put(self.0, &visitor.secret, &site.chance);
        if visitor.gzip && html.len() >= WORTH_COMPRESSING {
            parts
                .headers
                .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            return Response::from_parts(parts, Body::from(gzip(html.as_bytes())));
        }
        Response::from_parts(parts, Body::from(html))
    }
}

/// A weak tag of the page without its mask, tied to the session that it was made for.
fn etag(html: &str, secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(secret.as_bytes());
    hash.update(html.as_bytes());
    let hash = hash.finalize();
    let short: String = hash[..10]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("W/\"{short}\"")
}

thread_local! {
    /// A compressor's tables cost more to make than a page costs to compress.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let mut out = Vec::with_capacity(HEADER.len() + bytes.len() / 3 + 256);
    out.extend_from_slice(&HEADER);
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        loop {
            let taken = usize::try_from(compressor.total_in()).unwrap_or(usize::MAX);
            out.reserve(4 << 10);
            match compressor.compress_vec(&bytes[taken..], &mut out, FlushCompress::Finish) {
                Ok(flate2::Status::StreamEnd) | Err(_) => break,
                Ok(_) => {}
            }
        }
    });
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    out.extend_from_slice(&crc.sum().to_le_bytes());
    out.extend_from_slice(&crc.amount().to_le_bytes());
    out
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    chrome: Chrome,
    code: u16,
    title: String,
    text: String,
    request_id: String,
    sign_in: String,
    retry: Option<String>,
    is_ours: bool,
}

/// Where to sign in and come back from.
fn sign_in(back: &str) -> String {
    if back.starts_with("/login") {
        return back.to_owned();
    }
    let back = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
    format!("/login?back={back}")
}

/// Whether the same page may open a little later.
const fn may_pass(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::TooMany { .. }
            | Failure::Unavailable
            | Failure::DiskFull
            | Failure::Conflict
            | Failure::Internal(_)
    )
}

/// The designed page of a failure, with a way out.
pub(crate) fn failure_page(site: &Site, visitor: &Visitor, failure: &Failure) -> Response {
    if let Failure::SignInFirst { back: Some(back) } = failure {
        return redirect(&sign_in(back));
    }
    if let Failure::Internal(why) = failure {
        tracing::error!(request = visitor.request_id, %why, path = visitor.address.split('?').next(), "failed to answer");
    }
    let word = failure.word();
    let words = visitor.words;
    let after_s = match failure {
        Failure::TooMany { after_s } => i64::try_from(*after_s).unwrap_or(i64::MAX),
        _ => 0,
    };
    let title = words.t(&format!("failure-{word}-title")).into_owned();
    let template = FailurePage {
        chrome: Chrome::new(site, visitor, &title),
        text: words
            .with(&format!("failure-{word}-text"))
            .arg("seconds", after_s)
            .to_string(),
        code: failure.status().as_u16(),
        title,
        request_id: visitor.request_id.clone(),
        sign_in: sign_in(&visitor.place),
        retry: (visitor.sent || may_pass(failure)).then(|| visitor.place.clone()),
        is_ours: failure.status().is_server_error(),
    };
    let mut response = failure.status().into_response();
    let html = template
        .render()
        .unwrap_or_else(|_| visitor.t("failure-internal-title"));
    response.extensions_mut().insert(Rendered(html));
    if after_s > 0
        && let Ok(seconds) = HeaderValue::from_str(&after_s.to_string())
    {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn gzip_unpacks_to_what_went_in() {
        for length in [0, 1, 5_000, 300_000] {
            let text: String = "қашықтықтан оқыту ".chars().cycle().take(length).collect();
            let packed = gzip(text.as_bytes());
            let mut unpacked = String::new();
            flate2::read::GzDecoder::new(&packed[..])
                .read_to_string(&mut unpacked)
                .unwrap();
            assert_eq!(unpacked, text);
        }
    }

    #[test]
    fn redirects_stay_inside() {
        for place in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/a\nb",
        ] {
            assert_eq!(redirect(place).headers()[header::LOCATION], "/", "{place}");
        }
        assert_eq!(
            redirect("/people?q=a").headers()[header::LOCATION],
            "/people?q=a"
        );
    }
}
