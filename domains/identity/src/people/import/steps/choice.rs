//! The second step: what the columns hold.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Fields, FormErrors, Outcome, Site, Visitor, page, partial,
    redirect,
};

use super::super::columns::{self, Target};
use super::super::file::Row;
use super::super::kept::{Import, ImportId, State as Far};
use super::super::{run, store};
use super::{chrome, ground, load, notes, path};
use crate::api::ScopeNames;

/// Values of a column that are shown, so that one sees what it holds.
const EXAMPLES: usize = 3;
/// Rows in which examples are looked for.
const LOOKED_AT: usize = 50;

#[derive(Template)]
#[template(path = "people/import/steps/columns.html")]
struct ColumnsPage<'a> {
    chrome: &'a Chrome,
    import: &'a Import,
    path: String,
    notes: Vec<String>,
    summary: ErrorSummary<'a>,
    columns: Vec<Column>,
}

/// A column of the file.
struct Column {
    name: String,
    heading: String,
    examples: String,
    error: Option<String>,
    /// Key, name, whether chosen.
    choices: Vec<(&'static str, String, bool)>,
}

fn field_of(at: usize) -> String {
    format!("column-{at}")
}

/// The columns with what they hold as far as it is known; what cannot stay so is told.
pub async fn show(
    site: &Site,
    visitor: &Visitor,
    import: &Import,
    wrong: Option<(usize, columns::Wrong)>,
) -> Outcome {
    let words = visitor.words;
    let id = import.id;
    let slices = site
        .db
        .read::<_, Error, _>(async move |tx| store::first_slice(tx, id).await)
        .await?;
    let rows = slices.map(|slice| slice.rows).unwrap_or_default();
    let mut errors = FormErrors::default();
    if let Some((at, wrong)) = &wrong {
        errors.add(&field_of(*at), wrong.text(words));
    }
    let chrome = chrome(site, visitor, &words.t("import-columns-title"));
    let column = |at: usize, heading: &String| Column {
        name: field_of(at),
        heading: heading.clone(),
        examples: examples(&rows, at),
        error: errors.of(&field_of(at)).map(str::to_owned),
        choices: Target::ALL
            .into_iter()
            .map(|target| {
                let chosen = import.targets.get(at) == Some(&target);
                (target.key(), words.t(target.message()).into_owned(), chosen)
            })
            .collect(),
    };
    let template = ColumnsPage {
        chrome: &chrome,
        import,
        path: path(import.id),
        notes: notes(import, words),
        summary: ErrorSummary::new(&chrome, &errors),
        columns: import
            .headings
            .iter()
            .enumerate()
            .map(|(at, heading)| column(at, heading))
            .collect(),
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

fn examples(rows: &[Row], at: usize) -> String {
    let mut found: Vec<&str> = Vec::new();
    for row in rows.iter().take(LOOKED_AT) {
        let text = row.cell(at);
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
        if found.len() == EXAMPLES {
            break;
        }
    }
    found.join(" · ")
}

/// `POST /people/import/{id}/columns`: what the columns hold; then every row is looked at.
pub async fn choose_columns(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
    fields: Fields,
) -> Outcome {
    let mut import = load(&site, &visitor, id).await?;
    if matches!(import.state, Far::Running | Far::Done) {
        return Ok(redirect(&path(id)));
    }
    let count = import.headings.len();
    import.targets = (0..count)
        .map(|at| Target::of(fields.raw(&field_of(at))).unwrap_or(Target::Nothing))
        .collect();
    if let Err(wrong) = columns::check(&import.targets) {
        return show(&site, &visitor, &import, Some(wrong)).await;
    }
    let ground = ground(&site, &visitor, scopes);
    let by = By::visitor(&site, &visitor);
    let none = Default::default();
    if !run::judge(&ground, &by, &import, &import.targets, &none).await? {
        return Err(Failure::Conflict);
    }
    Ok(redirect(&path(id)))
}

/// `POST /people/import/{id}/columns/again`: back to the choice of columns.
pub async fn reopen_columns(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
) -> Outcome {
    let import = load(&site, &visitor, id).await?;
    site.db
        .write::<_, Error, _>(async move |tx| store::reopen(tx, &import).await)
        .await?;
    Ok(redirect(&path(id)))
}
