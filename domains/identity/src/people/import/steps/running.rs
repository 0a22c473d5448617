//! How far the writing is.

use askama::Template;
use axum::extract::{Path, State};
use oqu_db::Error;
use oqu_web::{Chrome, Failure, JobProgress, Outcome, Progress, Site, Visitor, Words, page};

use super::super::kept::{Import, ImportId, SLICE, State as Far};
use super::super::store;
use super::{chrome, load, path};

#[derive(Template)]
#[template(path = "people/import/steps/running.html")]
struct RunningPage<'a> {
    chrome: &'a Chrome,
    import: &'a Import,
    job: JobProgress<'a>,
}

/// The page while it is being written.
pub async fn show(site: &Site, visitor: &Visitor, import: &Import) -> Outcome {
    let words = visitor.words;
    let chrome = chrome(site, visitor, &words.t("import-running-title"));
    let progress = progress_of(site, import.id, words).await;
    let progress = progress.ok_or(Failure::NotFound)?;
    let source = format!("{}/progress", path(import.id));
    page(&RunningPage {
        chrome: &chrome,
        import,
        job: JobProgress::new(&chrome, &source, &progress),
    })
}

/// How far the writing is; none when there is no such import.
async fn progress_of(site: &Site, id: ImportId, words: Words) -> Option<Progress> {
    let asked = site
        .db
        .read::<_, Error, _>(async move |tx| {
            Ok((store::import(tx, id).await?, store::left(tx, id).await?))
        })
        .await;
    let (import, left) = asked.ok()?;
    let import = import?;
    let total = u64::try_from(import.rows).unwrap_or_default();
    let left = u64::try_from(left).unwrap_or_default();
    let is_done = import.state == Far::Done;
    Some(Progress {
        done: match is_done {
            true => total,
            false => total.saturating_sub(left * SLICE as u64),
        },
        total,
        left_seconds: None,
        // What is not begun yet is not waited for either.
        state: match import.state {
            Far::Running => "running",
            _ => "done",
        },
        text: words
            .t(if is_done {
                "import-state-done"
            } else {
                "import-state-running"
            })
            .into_owned(),
    })
}

/// `GET /people/import/{id}/progress`
pub async fn progress(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
) -> Outcome {
    load(&site, &visitor, id).await?;
    let words = visitor.words;
    Ok(oqu_web::progress_events(Box::new(move || {
        let site = site.clone();
        Box::pin(async move { progress_of(&site, id, words).await })
    })))
}
