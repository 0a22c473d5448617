use std::io::Read as _;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use oqu_db::Error;
use oqu_text::format::date_long;
use oqu_web::{
    Chrome, Failure, Fields, FileDrop, Flash, FormErrors, Outcome, Site, Upload, Uploads, Visitor,
    page, redirect,
};
use sha2::{Digest, Sha256};

use super::{MOST_BYTES, PATH};
use crate::code::Code;
use crate::register::{kind_name, language_name};
use crate::store::{self, DocumentRow};

/// Bytes of a file read at once.
const CHUNK: usize = 64 << 10;
/// No page about a person's document belongs into the index of a search engine.
const NOT_INDEXED: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-robots-tag"),
    HeaderValue::from_static("noindex, nofollow"),
);

#[derive(Template)]
#[template(path = "verify/form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    typed: String,
    problem: Option<String>,
    file: FileDrop<'a>,
}

#[derive(Template)]
#[template(path = "verify/found.html")]
struct FoundPage<'a> {
    chrome: &'a Chrome,
    code: String,
    revoked: Option<String>,
    facts: Vec<(String, String)>,
    file: FileDrop<'a>,
}

/// `GET /verify`: the form; with `?code=` in its address it leads on.
pub(super) async fn form(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let typed = fields.raw("code");
    if typed.trim().is_empty() {
        return ask(&site, &visitor, "", None, StatusCode::OK);
    }
    match Code::parse(typed) {
        Some(code) => Ok(redirect(&format!("{PATH}/{}", code.printed()))),
        None => {
            let problem = visitor.t("verify-no-code");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            ask(&site, &visitor, typed, Some(problem), status)
        }
    }
}

fn ask(
    site: &Site,
    visitor: &Visitor,
    typed: &str,
    problem: Option<String>,
    status: StatusCode,
) -> Outcome {
    let chrome = Chrome::new(site, visitor, &visitor.t("verify-title"));
    let errors = FormErrors::default();
    let mut response = page(&FormPage {
        chrome: &chrome,
        typed: typed.chars().take(60).collect(),
        problem,
        file: drop_place(&chrome, &errors),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn drop_place<'a>(chrome: &'a Chrome, errors: &FormErrors) -> FileDrop<'a> {
    FileDrop::new(
        chrome,
        "file",
        "verify-file",
        "verify-file-help",
        MOST_BYTES,
        errors,
    )
    .accept(".pdf")
}

/// `GET /verify/{code}`: what stands in the register under this code.
pub(super) async fn code(
    State(site): State<Site>,
    visitor: Visitor,
    Path(typed): Path<String>,
) -> Outcome {
    site.limits.code(visitor.ip)?;
    let Some(code) = Code::parse(&typed) else {
        return unknown(&site, &visitor, &typed);
    };
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| store::by_code(tx, &code).await)
        .await?;
    match found {
        Some(document) => show(&site, &visitor, &document),
        None => unknown(&site, &visitor, &typed),
    }
}

fn unknown(site: &Site, visitor: &Visitor, typed: &str) -> Outcome {
    let problem = visitor.t("verify-unknown");
    let answer = ask(site, visitor, typed, Some(problem), StatusCode::NOT_FOUND)?;
    Ok(not_indexed(answer))
}

fn not_indexed(mut response: Response) -> Response {
    let (name, value) = NOT_INDEXED;
    response.headers_mut().insert(name, value);
    response
}

fn show(site: &Site, visitor: &Visitor, document: &DocumentRow) -> Outcome {
    let words = visitor.words;
    let chrome =
        Chrome::new(site, visitor, &words.t("verify-found")).crumb(PATH, words.t("verify-title"));
    let issued = site.local(document.issued_at).date();
    let fact = |key: &str, value: String| (words.t(key).into_owned(), value);
    let facts = vec![
        fact("field-document-kind", kind_name(words, &document.kind)),
        fact("document-number", document.registration()),
        fact("document-issued", date_long(words.language(), issued)),
        fact("field-document-subject", document.subject_name.clone()),
        fact("document-issuer", document.issuer.clone()),
        fact(
            "field-document-language",
            language_name(words, document.language),
        ),
    ];
    let errors = FormErrors::default();
    let answer = page(&FoundPage {
        chrome: &chrome,
        code: document.printed_code(),
        revoked: document.revoked.as_ref().map(|revoked| {
            let date = site.local(revoked.at).date();
            date_long(words.language(), date)
        }),
        facts,
        file: drop_place(&chrome, &errors),
    })?;
    Ok(not_indexed(answer))
}

/// `POST /verify/file`: finds a document by the file itself. The file is read and forgotten.
pub(super) async fn file(State(site): State<Site>, visitor: Visitor, uploads: Uploads) -> Outcome {
    site.limits.code(visitor.ip)?;
    let none = uploads.of("file").is_none_or(|upload| upload.size == 0);
    if none {
        return Ok(told(PATH, Flash::attention("verify-file-missing", "")));
    }
    let hashed = tokio::task::spawn_blocking(move || uploads.of("file").map(hash).transpose());
    let hashed = hashed
        .await
        .map_err(|error| Failure::Internal(error.to_string().into()))?
        .map_err(|error| Failure::Internal(format!("a file to compare: {error}").into()))?;
    let sha256 = hashed.ok_or(Failure::BadRequest)?;
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| store::by_print(tx, sha256).await)
        .await?;
    Ok(match found {
        Some(document) => told(
            &format!("{PATH}/{}", document.printed_code()),
            Flash::done("verify-file-same", &document.registration()),
        ),
        None => told(PATH, Flash::attention("verify-file-unknown", "")),
    })
}

fn hash(upload: &Upload) -> std::io::Result<[u8; 32]> {
    let mut file = upload.open()?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&chunk[..read]);
    }
}

fn told(path: &str, flash: Flash) -> Response {
    let mut response = redirect(path);
    response.extensions_mut().insert(flash);
    response
}
