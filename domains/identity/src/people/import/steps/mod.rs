//! The steps: file, columns, what will become of the rows, what became of them.

pub mod choice;
mod preview;
pub mod running;
pub mod start;
mod written;

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, Empty, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, Words, redirect,
};

use super::kept::{Import, ImportId, State as Far};
use super::rules::{Counts, Decision};
use super::run::{self, Ground};
use super::store;
use crate::api::ScopeNames;
use crate::permissions;

pub(in crate::people) use preview::{PAGE, from, marks};

/// The beginning of all addresses of imports.
pub const PATH: &str = "/people/import";

/// The address of an import.
pub fn path(id: ImportId) -> String {
    format!("{PATH}/{id}")
}

/// What an import stands on, for this request.
pub fn ground(site: &Site, visitor: &Visitor, scopes: Arc<dyn ScopeNames>) -> Ground {
    Ground {
        db: site.db.clone(),
        l10n: site.l10n,
        scopes,
        today: site.local(visitor.now).date(),
    }
}

/// The import, for the person who brings it and for an administrator; others are not told of it.
pub async fn load(site: &Site, visitor: &Visitor, id: ImportId) -> Result<Import, Failure> {
    let actor = visitor.person()?;
    let import = site
        .db
        .read::<_, Error, _>(async move |tx| store::import(tx, id).await)
        .await?;
    import
        .filter(|import| import.person == Some(actor.person) || permissions::access_write(actor))
        .ok_or(Failure::NotFound)
}

/// A page of an import with the way back to the beginning.
pub fn chrome(site: &Site, visitor: &Visitor, title: &str) -> Chrome {
    let words = visitor.words;
    Chrome::new(site, visitor, title)
        .crumb("/people", words.t("people-title"))
        .crumb(PATH, words.t("import-title"))
}

/// `GET /people/import/{id}`: the step that is next.
pub async fn step(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
    fields: Fields,
) -> Outcome {
    let import = load(&site, &visitor, id).await?;
    match import.state {
        Far::Columns => choice::show(&site, &visitor, &import, None).await,
        Far::Preview => {
            preview::show(&site, &visitor, &import, &fields, &FormErrors::default()).await
        }
        Far::Running => running::show(&site, &visitor, &import).await,
        Far::Done => written::show(&site, &visitor, &import, &fields).await,
    }
}

/// What is remarkable about the file as a whole.
pub fn notes(import: &Import, words: Words) -> Vec<String> {
    let mut notes = Vec::new();
    if import.other_sheets > 0 {
        let note = words
            .with("import-note-sheets")
            .arg("sheet", import.sheet.as_str());
        notes.push(note.arg("count", import.other_sheets).to_string());
    }
    if import.hidden_rows > 0 {
        notes.push(words.t1("import-note-hidden", "count", import.hidden_rows));
    }
    let has_password = |heading: &String| heading.eq_ignore_ascii_case("password");
    if import.headings.iter().any(has_password) {
        notes.push(words.t("import-note-passwords").into_owned());
    }
    notes
}

/// `POST /people/import/{id}/answer`: whether a row is somebody who is there; `row` is its number or
/// `all`.
pub async fn answer(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
    fields: Fields,
) -> Outcome {
    let import = load(&site, &visitor, id).await?;
    if import.state != Far::Preview {
        return Ok(redirect(&path(id)));
    }
    let decision = match fields.raw("answer") {
        "same" => Decision::Same,
        "other" => Decision::Other,
        _ => return Err(Failure::BadRequest),
    };
    let decisions = match fields.raw("row") {
        "all" => {
            let slices = site
                .db
                .read::<_, Error, _>(async move |tx| store::verdicts(tx, id).await)
                .await?;
            run::decided_all(&slices, &import.decisions, decision)
        }
        row => {
            let mut decisions = import.decisions.clone();
            let row = row.parse().map_err(|_| Failure::BadRequest)?;
            decisions.insert(row, decision);
            decisions
        }
    };
    let ground = ground(&site, &visitor, scopes);
    let by = By::visitor(&site, &visitor);
    if !run::judge(&ground, &by, &import, &import.targets, &decisions).await? {
        return Err(Failure::Conflict);
    }
    Ok(redirect(&format!("{}?show=undecided", path(id))))
}

/// `POST /people/import/{id}/confirmation`: lets it be written.
pub async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
) -> Outcome {
    let import = load(&site, &visitor, id).await?;
    if import.state != Far::Preview || is_idle(import.counts) {
        return Ok(redirect(&path(id)));
    }
    let by = By::visitor(&site, &visitor);
    let confirmed = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let runs = store::run(tx, &import).await?;
            if runs {
                oqu_jobs::enqueue(tx, &by, &super::job::of(&import)).await?;
            }
            Ok(runs)
        })
        .await?;
    match confirmed {
        true => Ok(redirect(&path(id))),
        false => Err(Failure::Conflict),
    }
}

/// Whether there is nothing to be written.
pub const fn is_idle(counts: Counts) -> bool {
    counts.new + counts.changed == 0
}

/// `POST /people/import/{id}/removal`: the file is forgotten.
pub async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
) -> Outcome {
    let import = load(&site, &visitor, id).await?;
    let forgotten = site
        .db
        .write::<_, Error, _>(async move |tx| match import.state {
            Far::Columns | Far::Preview => store::forget(tx, id).await,
            Far::Running | Far::Done => Ok(false),
        })
        .await?;
    if !forgotten {
        return Ok(redirect(&path(id)));
    }
    let mut response = redirect(PATH);
    response
        .extensions_mut()
        .insert(Flash::done("import-removed", ""));
    Ok(response)
}

/// Nothing to show here.
pub fn nothing<'a>(chrome: &'a Chrome, title: &str, text: &str) -> Empty<'a> {
    Empty::new(chrome, "users", title, text)
}
