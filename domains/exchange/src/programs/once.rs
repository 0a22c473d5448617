//! The same request under the same key is one act: its answer is kept in the unit of the act and
//! given again.

use axum::http::StatusCode;
use axum::http::header::HeaderName;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use oqu_db::{Error, Tx};
use oqu_kernel::Moment;
use oqu_web::{Refusal, Site, Visitor, header_text};
use sha2::{Digest, Sha256};

use super::answer::{Answer, Answered};
use super::caller::Caller;
use crate::tokens::store::TokenId;

/// The header that names the key.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The most characters of a key.
pub(super) const KEY_MOST: usize = 100;
/// Tries when another unit kept an answer under the key, or took a value, at this very moment.
const TRIES: u32 = 3;

oqu_db::row! {
    struct RepeatRow {
        request: Vec<u8>,
        status: i64,
        location: Option<String>,
        etag: Option<String>,
        body: String,
    }
}

oqu_db::statements! {
    KEPT = "SELECT request, status, location, etag, body FROM api_repeats WHERE token = $1 AND repeat_key = $2";
    KEEP = "INSERT INTO api_repeats (token, repeat_key, request, status, location, etag, body, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

/// Why a unit ended without an answer; nothing of it was kept.
#[derive(Debug)]
pub(super) enum Stop {
    /// The database's failure.
    Database(Error),
    /// What was asked cannot be.
    Refused(Refusal),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<oqu_web::Failure> for Stop {
    fn from(failure: oqu_web::Failure) -> Self {
        Self::Refused(failure.into())
    }
}

/// A request that may come again.
#[derive(Clone, Debug)]
struct Repeat {
    token: TokenId,
    key: String,
    request: [u8; 32],
    now: Moment,
}

/// The key of a request and what the request is; none when the program gave no key.
fn repeat(
    caller: &Caller,
    visitor: &Visitor,
    parts: &Parts,
    body: &[u8],
) -> Result<Option<Repeat>, Refusal> {
    if !parts.headers.contains_key(KEY) {
        return Ok(None);
    }
    let key = header_text(parts, KEY);
    let is_key = (1..=KEY_MOST).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    if !is_key {
        let most = i64::try_from(KEY_MOST).unwrap_or(i64::MAX);
        let text = visitor.words.t1("exchange-key", "most", most);
        return Err(Refusal::field("Idempotency-Key", text));
    }
    let mut hash = Sha256::new();
    hash.update(parts.method.as_str());
    hash.update(b" ");
    hash.update(parts.uri.path());
    hash.update(b"\n");
    hash.update(body);
    Ok(Some(Repeat {
        token: caller.token,
        key: key.to_owned(),
        request: hash.finalize().into(),
        now: visitor.now,
    }))
}

/// The answer that was given under the key of this request, before anything of it is looked at: what
/// was done has changed what a second try would find.
///
/// # Errors
/// The key is none, or another request came under it.
pub(super) async fn kept(
    (site, caller, visitor): (&Site, &Caller, &Visitor),
    (parts, body): (&Parts, &[u8]),
) -> Result<Option<Response>, Refusal> {
    let Some(repeat) = repeat(caller, visitor, parts, body)? else {
        return Ok(None);
    };
    let asked = repeat.clone();
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| look(tx, &asked).await)
        .await?;
    match found {
        Some(kept) => Ok(Some(again(&repeat, kept)?.into_response())),
        None => Ok(None),
    }
}

async fn look(tx: &mut Tx, repeat: &Repeat) -> oqu_db::Result<Option<RepeatRow>> {
    tx.maybe(&KEPT, &[repeat.token.into(), (&repeat.key).into()])
        .await
}

/// Does an act in one unit of work, once for each key. `refused` says what an index refused, when
/// somebody was faster with the same value.
pub(super) async fn act<F>(
    (site, caller, visitor): (&Site, &Caller, &Visitor),
    (parts, body): (&Parts, &[u8]),
    refused: impl Fn(&Error) -> Option<Refusal>,
    act: F,
) -> Answered
where
    F: AsyncFn(&mut Tx) -> Result<Answer, Stop> + Clone + Send + 'static,
{
    let repeat = repeat(caller, visitor, parts, body)?;
    let mut tries = 0;
    loop {
        tries += 1;
        let (act, repeat) = (act.clone(), repeat.clone());
        let is_repeat = repeat.is_some();
        let done = site
            .db
            .write::<Answer, Stop, _>(async move |tx| once(tx, repeat.as_ref(), &act).await)
            .await;
        match done {
            Ok(answer) => return Ok(answer.into_response()),
            Err(Stop::Refused(refusal)) => return Err(refusal),
            // Perhaps it was the same request: then its answer is there now.
            Err(Stop::Database(Error::Taken(_))) if is_repeat && tries < TRIES => {}
            Err(Stop::Database(error)) => {
                return Err(refused(&error).unwrap_or_else(|| error.into()));
            }
        }
    }
}

async fn once<F>(tx: &mut Tx, repeat: Option<&Repeat>, act: &F) -> Result<Answer, Stop>
where
    F: AsyncFn(&mut Tx) -> Result<Answer, Stop>,
{
    let Some(repeat) = repeat else {
        return act(tx).await;
    };
    if let Some(kept) = look(tx, repeat).await? {
        return Ok(again(repeat, kept)?);
    }
    let answer = act(tx).await?;
    let values = [
        repeat.token.into(),
        (&repeat.key).into(),
        repeat.request.into(),
        i64::from(answer.status.as_u16()).into(),
        answer.location.clone().into(),
        answer.etag.clone().into(),
        (&answer.body).into(),
        repeat.now.into(),
    ];
    tx.run(&KEEP, &values).await?;
    Ok(answer)
}

fn again(repeat: &Repeat, kept: RepeatRow) -> Result<Answer, Refusal> {
    if kept.request != repeat.request {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "repeat"));
    }
    let status = u16::try_from(kept.status).ok();
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.ok_or_else(|| Error::Shape("a kept status".into()))?;
    Ok(Answer {
        status,
        location: kept.location,
        etag: kept.etag,
        body: kept.body,
    })
}
