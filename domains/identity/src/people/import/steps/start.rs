//! The first step: the file.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Fields, FileDrop, FormErrors, Outcome, Site, Uploads, Visitor,
    page, partial, redirect,
};

use super::super::columns;
use super::super::file::{self, FILE_MOST, Unread};
use super::super::kept::{Bringer, Import, ImportId, State as Far};
use super::super::run::{self, Ground};
use super::super::store;
use super::{ground, load, path, preview};
use crate::api::ScopeNames;
use crate::permissions;

/// The field of the file.
const FILE: &str = "file";

#[derive(Template)]
#[template(path = "people/import/steps/start.html")]
struct StartPage<'a> {
    chrome: &'a Chrome,
    summary: ErrorSummary<'a>,
    file: FileDrop<'a>,
    imports: Vec<Begun>,
}

/// An import in the list of those that were begun.
struct Begun {
    path: String,
    file: String,
    state: String,
    tone: &'static str,
    when: String,
    counts: String,
}

/// `GET /people/import`
pub async fn start(State(site): State<Site>, visitor: Visitor) -> Outcome {
    show_start(&site, &visitor, &FormErrors::default()).await
}

async fn show_start(site: &Site, visitor: &Visitor, errors: &FormErrors) -> Outcome {
    let person = visitor.person()?.person;
    let imports = site
        .db
        .read::<_, Error, _>(async move |tx| store::of_person(tx, person).await)
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("import-title"))
        .crumb("/people", words.t("people-title"));
    let template = StartPage {
        chrome: &chrome,
        summary: ErrorSummary::new(&chrome, errors),
        file: file_field(&chrome, errors),
        imports: imports
            .iter()
            .map(|import| begun(&chrome, import))
            .collect(),
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

pub fn file_field<'a>(chrome: &'a Chrome, errors: &FormErrors) -> FileDrop<'a> {
    FileDrop::new(
        chrome,
        FILE,
        "import-file",
        "import-file-help",
        FILE_MOST,
        errors,
    )
    .accept(".xlsx,.csv,.txt,.tsv")
}

fn begun(chrome: &Chrome, import: &Import) -> Begun {
    Begun {
        path: path(import.id),
        file: import.file_name.clone(),
        state: chrome.l.t(state_message(import.state)).into_owned(),
        tone: match import.state {
            Far::Done => "quiet",
            Far::Running => "action",
            Far::Columns | Far::Preview => "attention",
        },
        when: chrome.when(&import.created_at),
        counts: chrome.l.t1("import-rows", "count", import.rows),
    }
}

const fn state_message(state: Far) -> &'static str {
    match state {
        Far::Columns => "import-state-columns",
        Far::Preview => "import-state-preview",
        Far::Running => "import-state-running",
        Far::Done => "import-state-done",
    }
}

/// `POST /people/import`: takes the file.
pub async fn upload(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    uploads: Uploads,
) -> Outcome {
    let ground = ground(&site, &visitor, scopes);
    match begin(&site, &ground, &visitor, &uploads).await? {
        Ok(id) => Ok(redirect(&path(id))),
        Err(errors) => show_start(&site, &visitor, &errors).await,
    }
}

/// `POST /people/import/{id}/file`: a corrected file in the place of the first. With the same headings
/// it goes on where the first was.
pub async fn replace(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
    uploads: Uploads,
) -> Outcome {
    let first = load(&site, &visitor, id).await?;
    if matches!(first.state, Far::Running | Far::Done) {
        return Ok(redirect(&path(id)));
    }
    let ground = ground(&site, &visitor, scopes);
    let new = match begin(&site, &ground, &visitor, &uploads).await? {
        Ok(new) => new,
        Err(errors) => {
            return preview::show(&site, &visitor, &first, &Fields::default(), &errors).await;
        }
    };
    site.db
        .write::<_, Error, _>(async move |tx| store::forget(tx, id).await)
        .await?;
    let import = load(&site, &visitor, new).await?;
    if import.headings == first.headings && columns::check(&first.targets).is_ok() {
        let by = By::visitor(&site, &visitor);
        let none = Default::default();
        run::judge(&ground, &by, &import, &first.targets, &none).await?;
    }
    Ok(redirect(&path(new)))
}

/// Reads the file where nobody waits for the thread, and keeps it.
async fn begin(
    site: &Site,
    ground: &Ground,
    visitor: &Visitor,
    uploads: &Uploads,
) -> Result<Result<ImportId, FormErrors>, Failure> {
    let words = visitor.words;
    let problem = |text: String| {
        let mut errors = FormErrors::default();
        errors.add(FILE, text);
        errors
    };
    let Some(upload) = uploads.of(FILE) else {
        return Ok(Err(problem(words.t("import-file-missing").into_owned())));
    };
    let name = upload.name.clone();
    let sent = uploads.clone();
    let read = tokio::task::spawn_blocking(move || match sent.of(FILE) {
        Some(upload) => upload.bytes().map(|bytes| file::read(&bytes)),
        None => Ok(Err(Unread::Empty)),
    });
    let read = read
        .await
        .map_err(|error| Failure::Internal(error.to_string().into()))?
        .map_err(|error| Failure::Internal(error.to_string().into()))?;
    let table = match read {
        Ok(table) => table,
        Err(why) => return Ok(Err(problem(words.t(why.message()).into_owned()))),
    };
    let by = By::visitor(site, visitor);
    let actor = visitor.person()?;
    let bringer = Bringer {
        person: Some(actor.person),
        all_rights: permissions::access_write(actor),
    };
    Ok(Ok(run::begin(ground, &by, bringer, &name, table).await?))
}
