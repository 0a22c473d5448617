use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_web::{Failure, ForProgram, Outcome, Site, Visitor, file_name, http_date};

use super::finish::{self, Finished};
use super::receive::{Ended, receive};
use super::store::{self, Hand, NewUpload, Upload, UploadRow};
use super::{Purpose, rules};
use crate::Files;

/// The checksum did not hold (tus 1.0, checksum extension).
const MISMATCH: u16 = 460;

/// An answer to a program: a status and, where it is refused, why in the person's language.
fn told(status: StatusCode, why: String) -> Response {
    let mut response = (status, why).into_response();
    response.extensions_mut().insert(ForProgram);
    set(&mut response, "tus-resumable", rules::VERSION);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn silent(status: StatusCode) -> Response {
    told(status, String::new())
}

fn set(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        let name = HeaderName::from_static(name);
        response.headers_mut().insert(name, value);
    }
}

/// A program that speaks another version is told so.
fn speaks(headers: &HeaderMap) -> Result<(), Box<Response>> {
    let version = headers.get("tus-resumable").map(HeaderValue::as_bytes);
    if version == Some(rules::VERSION.as_bytes()) {
        return Ok(());
    }
    let mut response = silent(StatusCode::PRECONDITION_FAILED);
    set(&mut response, "tus-version", rules::VERSION);
    Err(Box::new(response))
}

/// A failure as a program hears it.
fn failed(visitor: &Visitor, failure: &Failure) -> Response {
    if let Failure::Internal(why) = failure {
        tracing::error!(request = visitor.request_id, %why, "an upload failed");
    }
    let why = visitor.t(&format!("failure-{}-title", failure.word()));
    told(failure.status(), why)
}

/// `OPTIONS /uploads`: what is spoken here.
pub(super) async fn options(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
) -> Outcome {
    let mut response = silent(StatusCode::NO_CONTENT);
    let most = files.purposes().iter().map(|purpose| purpose.most_bytes);
    set(&mut response, "tus-version", rules::VERSION);
    set(&mut response, "tus-extension", rules::EXTENSIONS);
    set(&mut response, "tus-checksum-algorithm", rules::ALGORITHMS);
    let most = most.max().unwrap_or_default();
    let most = most.min(site.chosen().upload_most).to_string();
    set(&mut response, "tus-max-size", &most);
    Ok(response)
}

/// `POST /uploads`: begins one for a purpose that the metadata name.
pub(super) async fn begin(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Outcome {
    if let Err(refused) = speaks(&headers) {
        return Ok(*refused);
    }
    let refuse = |status, key: &str| Ok(told(status, visitor.t(key)));
    let purpose = rules::metadata(&headers, "purpose");
    let purpose: Option<&Purpose> = purpose.as_deref().and_then(|key| files.purpose(key));
    let (Some(purpose), Some(length)) = (purpose, rules::number(&headers, "upload-length")) else {
        return refuse(StatusCode::BAD_REQUEST, "failure-bad-request-title");
    };
    if length == 0 {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "files-empty");
    }
    if length > purpose.most_bytes.min(site.chosen().upload_most) {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "files-too-large");
    }
    let name = rules::metadata(&headers, "filename").unwrap_or_default();
    let new = NewUpload {
        id: Id::<Upload>::new(visitor.now, &site.chance),
        person: visitor.person()?.person,
        purpose: purpose.key,
        name: file_name(&name),
        length,
    };
    let (id, now, most_open) = (new.id, visitor.now, purpose.most_open);
    let begun = site
        .db
        .write::<_, Error, _>(async move |tx| store::begin(tx, &new, most_open, now).await)
        .await;
    match begun {
        Err(error) => Ok(failed(&visitor, &error.into())),
        Ok(false) => refuse(StatusCode::TOO_MANY_REQUESTS, "files-too-many"),
        Ok(true) => {
            let mut response = silent(StatusCode::CREATED);
            set(&mut response, "location", &format!("/uploads/{id}"));
            let expires = http_date(now.after(store::EXPIRES));
            set(&mut response, "upload-expires", &expires);
            Ok(response)
        }
    }
}

/// `HEAD /uploads/{id}`: how far it is.
pub(super) async fn state(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<Id<Upload>>,
    headers: HeaderMap,
) -> Outcome {
    if let Err(refused) = speaks(&headers) {
        return Ok(*refused);
    }
    let (person, now) = (visitor.person()?.person, visitor.now);
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| store::of(tx, id, person, now).await)
        .await;
    Ok(match found {
        Err(error) => failed(&visitor, &error.into()),
        Ok(None) => silent(StatusCode::NOT_FOUND),
        Ok(Some(upload)) => {
            let mut response = silent(StatusCode::OK);
            let offset = upload.received().to_string();
            set(&mut response, "upload-offset", &offset);
            set(&mut response, "upload-length", &upload.length().to_string());
            set(
                &mut response,
                "upload-expires",
                &http_date(upload.expires_at),
            );
            response
        }
    })
}

/// How a request may go on with an upload.
enum Entry {
    Missing,
    Elsewhere,
    Held,
    Mine(Box<UploadRow>, Id<Hand>),
}

/// `PATCH /uploads/{id}`: more bytes, at the place where it is.
pub(super) async fn add(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    visitor: Visitor,
    Path(id): Path<Id<Upload>>,
    headers: HeaderMap,
    body: Body,
) -> Outcome {
    if let Err(refused) = speaks(&headers) {
        return Ok(*refused);
    }
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind != rules::PIECE) {
        return Ok(silent(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let Some(offset) = rules::number(&headers, "upload-offset") else {
        return Ok(silent(StatusCode::BAD_REQUEST));
    };
    let Ok(checksum) = rules::checksum(&headers) else {
        return Ok(silent(StatusCode::BAD_REQUEST));
    };
    let entry = enter(&site, &visitor, id, offset).await?;
    let (upload, hand) = match entry {
        Entry::Missing => return Ok(silent(StatusCode::NOT_FOUND)),
        Entry::Elsewhere => return Ok(silent(StatusCode::CONFLICT)),
        Entry::Held => return Ok(silent(StatusCode::LOCKED)),
        Entry::Mine(upload, hand) => (upload, hand),
    };
    // The work goes on when the line breaks and nobody waits for the answer any more.
    let told_to = visitor.clone();
    let work = tokio::spawn(async move {
        let ended = receive(&site, &files, &upload, hand, body, checksum).await;
        let answer = answer(&site, &files, &told_to, &upload, hand, ended).await;
        let (id, db) = (upload.id, site.db.clone());
        let let_go = db.write::<_, Error, _>(async move |tx| store::let_go(tx, id, hand).await);
        if let Err(error) = let_go.await {
            tracing::debug!(%error, "an upload is let go by its time");
        }
        answer
    });
    match work.await {
        Ok(answer) => Ok(answer),
        Err(_) => Err(Failure::Internal("an upload panicked".into())),
    }
}

async fn enter(
    site: &Site,
    visitor: &Visitor,
    id: Id<Upload>,
    offset: u64,
) -> Result<Entry, Failure> {
    let (person, now) = (visitor.person()?.person, visitor.now);
    let chance = site.chance.clone();
    let entry = site.db.write::<_, Error, _>(async move |tx| {
        let Some(upload) = store::of(tx, id, person, now).await? else {
            return Ok(Entry::Missing);
        };
        if upload.received() != offset {
            return Ok(Entry::Elsewhere);
        }
        Ok(match store::hold(tx, &upload, now, &chance).await? {
            None => Entry::Held,
            Some(hand) => Entry::Mine(Box::new(upload), hand),
        })
    });
    Ok(entry.await?)
}

async fn answer(
    site: &Site,
    files: &Files,
    visitor: &Visitor,
    upload: &UploadRow,
    hand: Id<Hand>,
    ended: Result<Ended, Failure>,
) -> Response {
    let at = match ended {
        Err(failure) => return failed(visitor, &failure),
        Ok(Ended::Mismatch) => {
            let status = StatusCode::from_u16(MISMATCH).unwrap_or(StatusCode::BAD_REQUEST);
            return silent(status);
        }
        Ok(Ended::TooMany) => {
            return told(StatusCode::PAYLOAD_TOO_LARGE, visitor.t("files-too-large"));
        }
        Ok(Ended::Taken) => return silent(StatusCode::CONFLICT),
        // Nobody hears it, but all may have come before the line broke.
        Ok(Ended::Cut(at) | Ended::At(at)) => at,
    };
    if at == upload.length() {
        match finish::finish(site, files, upload, hand).await {
            Err(failure) => return failed(visitor, &failure),
            Ok(Finished::Refused(key)) => {
                return told(StatusCode::UNPROCESSABLE_ENTITY, visitor.t(key));
            }
            Ok(Finished::Taken) => return silent(StatusCode::CONFLICT),
            Ok(Finished::Away) => {
                return told(
                    StatusCode::SERVICE_UNAVAILABLE,
                    visitor.t("files-unscanned"),
                );
            }
            Ok(Finished::Whole(_)) => {}
        }
    }
    let mut response = silent(StatusCode::NO_CONTENT);
    set(&mut response, "upload-offset", &at.to_string());
    let expires = http_date(site.clock.now().after(store::EXPIRES));
    set(&mut response, "upload-expires", &expires);
    response
}

/// `DELETE /uploads/{id}`: the person does not want it any more.
pub(super) async fn end(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    visitor: Visitor,
    Path(id): Path<Id<Upload>>,
    headers: HeaderMap,
) -> Outcome {
    if let Err(refused) = speaks(&headers) {
        return Ok(*refused);
    }
    let (person, now) = (visitor.person()?.person, visitor.now);
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| store::of(tx, id, person, now).await)
        .await?;
    if found.is_none() {
        return Ok(silent(StatusCode::NOT_FOUND));
    }
    finish::forget(&site, &files, id).await?;
    Ok(silent(StatusCode::NO_CONTENT))
}
