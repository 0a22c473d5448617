use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, redirect};

use super::rules::PostId;
use super::{path, show, store};
use crate::appointments;
use crate::closing::{self, Closing, GROUND, GROUND_LIMIT, Held};
use crate::dates;
use crate::form::done;
use crate::units;

/// What became of the act.
enum Became {
    Done,
    Held,
    /// The unit is closed.
    WithoutUnit,
    Gone,
}

/// `GET /structure/posts/{id}/closure`
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
) -> Outcome {
    render(&site, &visitor, id, None, &FormErrors::default()).await
}

/// `POST /structure/posts/{id}/closure`: only when nobody is in the post or coming into it.
pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
    typed: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let ground = typed.line(GROUND, GROUND_LIMIT, visitor.words, &mut errors);
    if !errors.is_empty() {
        return render(&site, &visitor, id, Some(&typed), &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let today = dates::in_row(Some(site.local(visitor.now).date()));
    let closed = site.db.write::<_, Error, _>(async move |tx| {
        let Some(post) = store::post(tx, id).await? else {
            return Ok(Became::Gone);
        };
        if !post.is_open() {
            return Ok(Became::Done);
        }
        if appointments::store::lasting(tx, id, &today).await? > 0 {
            return Ok(Became::Held);
        }
        store::close(tx, &by, &post, &ground).await?;
        Ok(Became::Done)
    });
    match closed.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::Done => done(&path(id), Flash::done("post-closed", "")),
        Became::Held | Became::WithoutUnit => {
            render(&site, &visitor, id, Some(&typed), &errors).await
        }
    }
}

/// `POST /structure/posts/{id}/reopening`
pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let reopened = site.db.write::<_, Error, _>(async move |tx| {
        let Some(post) = store::post(tx, id).await? else {
            return Ok(Became::Gone);
        };
        if post.is_open() {
            return Ok(Became::Done);
        }
        let unit = units::store::unit(tx, post.details.unit).await?;
        if unit.is_none_or(|unit| !unit.is_open()) {
            return Ok(Became::WithoutUnit);
        }
        store::reopen(tx, &by, &post).await?;
        Ok(Became::Done)
    });
    match reopened.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::WithoutUnit | Became::Held => {
            done(&path(id), Flash::attention("post-reopen-unit", ""))
        }
        Became::Done => done(&path(id), Flash::done("post-reopened", "")),
    }
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    id: PostId,
    sent: Option<&Fields>,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let today = dates::in_row(Some(site.local(visitor.now).date()));
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let post = store::post(tx, id).await?;
        Ok((post, appointments::store::lasting(tx, id, &today).await?))
    });
    let (post, lasting) = loaded.await?;
    let post = post.ok_or(Failure::NotFound)?;
    if !post.is_open() {
        return Ok(redirect(&path(id)));
    }
    let name = post.details.title.of(words.language());
    let chrome = show::chrome_of(site, visitor, &words.t("post-closing")).crumb(path(id), name);
    let closing = Closing {
        title: "post-closing",
        name,
        path: path(id),
        question: "post-close-text",
        loss: ("post-close-loss", "work"),
        submit: "post-close",
        held: (lasting > 0).then(|| Held {
            title: "post-held",
            text: words.t1("post-held-text", "count", lasting),
            ways: Vec::new(),
            back: "post-back",
        }),
    };
    closing::show(&chrome, &closing, sent, errors)
}
