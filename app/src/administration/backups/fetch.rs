//! `GET /administration/backups/{archive}/archive`: everything that is in the house, so it is asked of
//! whoever has just proved who they are, and noted.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use oqu_audit::By;
use oqu_db::Error;
use oqu_files::{Blobs, RangeAsked, Store, range_asked};
use oqu_identity::api::{is_fresh, prove_first};
use oqu_web::{Failure, ForProgram, Outcome, Site, Visitor, disposition};

use super::{PATH, folder, store};
use crate::doctor::Health;

pub(super) async fn archive(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let place = &health.settings().backups;
    let path = folder::path_of(place, &name).ok_or(Failure::NotFound)?;
    if !is_fresh(&visitor) {
        return Ok(prove_first(PATH));
    }
    let size = path.metadata().map_err(|_| Failure::NotFound)?.len();
    let etag = format!("\"{name}.{size}\"");
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let same = text(header::IF_RANGE).is_none_or(|known| known == etag);
    let (status, from, length) = match range_asked(text(header::RANGE).filter(|_| same), size) {
        RangeAsked::Whole => (StatusCode::OK, 0, size),
        RangeAsked::Part(first, last) => (StatusCode::PARTIAL_CONTENT, first, last - first + 1),
        RangeAsked::Beyond => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            response.extensions_mut().insert(ForProgram);
            put(
                &mut response,
                header::CONTENT_RANGE,
                &format!("bytes */{size}"),
            );
            return Ok(response);
        }
    };
    if from == 0 {
        // What goes on after a cut line is the same download.
        let (by, name) = (By::visitor(&site, &visitor), name.clone());
        let noted = site.db.write::<_, Error, _>(async move |tx| {
            store::note(tx, &by, "backup.downloaded", &name).await
        });
        noted.await?;
    }
    let blobs = Blobs::open(&Store::Folder(place.clone()));
    let flow = blobs.read(&name, from, length).await?;
    let mut response = status.into_response();
    put(&mut response, header::ETAG, &etag);
    put(&mut response, header::CONTENT_LENGTH, &length.to_string());
    put(
        &mut response,
        header::CONTENT_TYPE,
        "application/octet-stream",
    );
    put(&mut response, header::CACHE_CONTROL, "private, no-store");
    put(&mut response, header::ACCEPT_RANGES, "bytes");
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {from}-{}/{size}", from + length - 1);
        put(&mut response, header::CONTENT_RANGE, &part);
    }
    let saved = disposition("attachment", &name);
    response
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, saved);
    *response.body_mut() = Body::from_stream(flow);
    Ok(response)
}

fn put(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
