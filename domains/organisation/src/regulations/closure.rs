use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, redirect};

use super::rules::RegulationId;
use super::{PATH, path, store};
use crate::closing::{self, Closing, GROUND, GROUND_LIMIT};
use crate::form::{done, wanted};

/// `GET /regulations/{id}/closure`
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RegulationId>,
) -> Outcome {
    render(&site, &visitor, id, None, &FormErrors::default()).await
}

/// `POST /regulations/{id}/closure`: cancelled by an order from today on, and kept to be read.
///
/// Clause: RA-52 (with the number and day of the order).
pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RegulationId>,
    typed: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let ground = typed.line(GROUND, GROUND_LIMIT, visitor.words, &mut errors);
    wanted(visitor.words, &mut errors, GROUND, &ground);
    if !errors.is_empty() {
        return render(&site, &visitor, id, Some(&typed), &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let today = site.local(visitor.now).date();
    let closed = site.db.write::<_, Error, _>(async move |tx| {
        let register = store::all(tx).await?;
        let Some(row) = register.one(id) else {
            return Ok(false);
        };
        if row.cancelled.is_none() {
            store::cancel(tx, &by, row, today, &ground).await?;
        }
        Ok(true)
    });
    match closed.await? {
        true => done(&path(id), Flash::done("regulation-closed", "")),
        false => Err(Failure::NotFound),
    }
}

/// `POST /regulations/{id}/reopening`
pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RegulationId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let reopened = site.db.write::<_, Error, _>(async move |tx| {
        let register = store::all(tx).await?;
        let Some(row) = register.one(id) else {
            return Ok(false);
        };
        if row.cancelled.is_some() {
            store::restore(tx, &by, row).await?;
        }
        Ok(true)
    });
    match reopened.await? {
        true => done(&path(id), Flash::done("regulation-reopened", "")),
        false => Err(Failure::NotFound),
    }
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    id: RegulationId,
    sent: Option<&Fields>,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| store::all(tx).await);
    let register = loaded.await?;
    let row = register.one(id).ok_or(Failure::NotFound)?;
    if row.cancelled.is_some() {
        return Ok(redirect(&path(id)));
    }
    let name = row.details.title.of(words.language());
    let chrome = Chrome::new(site, visitor, &words.t("regulation-closing"))
        .crumb(PATH, words.t("regulations-title"))
        .crumb(path(id), name);
    let closing = Closing {
        title: "regulation-closing",
        name,
        path: path(id),
        question: "regulation-close-text",
        loss: ("regulation-close-loss", "scroll"),
        submit: "regulation-close",
        held: None,
    };
    closing::show(&chrome, &closing, sent, errors)
}
