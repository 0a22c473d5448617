use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_web::{Failure, Fields, ForProgram, Outcome, Site, Visitor, disposition};

use super::range::{self, Asked};
use crate::kind::Class;
use crate::store::{self, File};
use crate::{Files, Hash, Kind};

/// Nothing in the file may run, load or be sent, even when it is opened by itself.
const SANDBOX: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");
/// The same for what a browser shows by itself: its own viewer needs to work.
const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
);

/// What is sent: a file, or a picture of it in another size.
#[derive(Clone, Debug)]
struct Sent {
    hash: Hash,
    size: u64,
    kind: Kind,
    name: String,
    public: bool,
}

/// `GET /files/{id}/{name}`, with `?edge=96` for a smaller picture and `?save` to keep it. The name
/// in the address is for people only.
pub(super) async fn file(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    visitor: Visitor,
    Path((id, _)): Path<(Id<File>, String)>,
    asked: Fields,
    headers: HeaderMap,
) -> Outcome {
    let sent = find(&site, &files, &visitor, id, asked.raw("edge")).await?;
    let etag = format!("\"{}\"", sent.hash);
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_NONE_MATCH).is_some_and(|known| is_known(known, &etag)) {
        return Ok(described(StatusCode::NOT_MODIFIED, &sent, &etag, false));
    }
    // A part of another version would not fit what the browser has.
    let same = text(header::IF_RANGE).is_none_or(|known| known == etag);
    let range = text(header::RANGE).filter(|_| same);
    let (status, from, length) = match range::asked(range, sent.size) {
        Asked::Whole => (StatusCode::OK, 0, sent.size),
        Asked::Part(first, last) => (StatusCode::PARTIAL_CONTENT, first, last - first + 1),
        Asked::Beyond => {
            let status = StatusCode::RANGE_NOT_SATISFIABLE;
            let mut response = described(status, &sent, &etag, false);
            response.extensions_mut().insert(ForProgram);
            let size = format!("bytes */{}", sent.size);
            put(&mut response, header::CONTENT_RANGE, &size);
            return Ok(response);
        }
    };
    let save = asked.pairs().any(|(name, _)| name == "save");
    let mut response = described(status, &sent, &etag, save);
    put(&mut response, header::CONTENT_LENGTH, &length.to_string());
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {from}-{}/{}", from + length - 1, sent.size);
        put(&mut response, header::CONTENT_RANGE, &part);
    }
    let flow = files.blobs().read(&sent.hash.place(), from, length).await?;
    *response.body_mut() = Body::from_stream(flow);
    Ok(response)
}

/// Whoever may not read a file is not told either whether there is one; a guest is asked to sign in.
async fn find(
    site: &Site,
    files: &Files,
    visitor: &Visitor,
    id: Id<File>,
    edge: &str,
) -> Result<Sent, Failure> {
    let actor = visitor.actor().cloned();
    let edge = edge.parse::<u32>().ok();
    let now = visitor.now;
    let files = files.clone();
    let found = site.db.read::<_, Error, _>(async move |tx| {
        let Some(file) = store::file(tx, id).await? else {
            return Ok(None);
        };
        let Some(keeper) = files.keeper(&file.owner_kind) else {
            return Ok(None);
        };
        let public = keeper.is_public(tx, file.owner_id, now).await?;
        let may_read = match &actor {
            _ if public => true,
            Some(actor) => keeper.may_read(tx, actor, file.owner_id).await?,
            None => false,
        };
        if !may_read {
            return Ok(None);
        }
        let smaller = match edge {
            Some(edge) => store::size(tx, id, edge).await?,
            None => None,
        };
        let (kind, whole) = (file.kind(), file.size());
        let (hash, size) = smaller.map_or((file.hash, whole), |(hash, size)| {
            (hash, u64::try_from(size).unwrap_or_default())
        });
        Ok(Some(Sent {
            hash,
            size,
            kind,
            name: file.name,
            public,
        }))
    });
    match (found.await?, visitor.actor()) {
        (Some(sent), _) => Ok(sent),
        (None, Some(_)) => Err(Failure::NotFound),
        (None, None) => Err(Failure::SignInFirst {
            back: Some(visitor.address.clone()),
        }),
    }
}

/// RFC 9110 §13.1.2: any of several tags, weak or not.
fn is_known(known: &str, etag: &str) -> bool {
    known
        .split(',')
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

/// An answer with all that is told of a file, without its bytes.
fn described(status: StatusCode, sent: &Sent, etag: &str, save: bool) -> Response {
    let mut response = status.into_response();
    put(&mut response, header::ETAG, etag);
    let headers = response.headers_mut();
    let how = if sent.kind.is_shown() && !save {
        "inline"
    } else {
        "attachment"
    };
    // The bytes under an id never change; whoever uses the browser next asks anew.
    let caching = match sent.kind.class {
        Class::Image if sent.public => "public, max-age=3600",
        Class::Image => "private, max-age=3600",
        _ => "private, no-cache",
    };
    let policy = match sent.kind.class {
        Class::Image | Class::Video | Class::Audio | Class::Pdf => NOTHING,
        Class::Text | Class::Other => SANDBOX,
    };
    for (name, value) in [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(sent.kind.mime),
        ),
        (header::CONTENT_DISPOSITION, disposition(how, &sent.name)),
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
        (header::VARY, HeaderValue::from_static("Cookie")),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CONTENT_SECURITY_POLICY, policy),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ] {
        headers.insert(name, value);
    }
    response
}

fn put(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
