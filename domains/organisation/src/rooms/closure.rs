use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, redirect};

use super::rules::RoomId;
use super::{path, show, store};
use crate::closing::{self, Closing, GROUND, GROUND_LIMIT, Held};
use crate::equipment;
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

/// `GET /structure/rooms/{id}/closure`
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RoomId>,
) -> Outcome {
    render(&site, &visitor, id, None, &FormErrors::default()).await
}

/// `POST /structure/rooms/{id}/closure`: only when nothing stands in it that is not written off.
pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RoomId>,
    typed: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let ground = typed.line(GROUND, GROUND_LIMIT, visitor.words, &mut errors);
    if !errors.is_empty() {
        return render(&site, &visitor, id, Some(&typed), &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let closed = site.db.write::<_, Error, _>(async move |tx| {
        let Some(room) = store::room(tx, id).await? else {
            return Ok(Became::Gone);
        };
        if !room.is_open() {
            return Ok(Became::Done);
        }
        if equipment::store::pieces(tx, id).await? > 0 {
            return Ok(Became::Held);
        }
        store::close(tx, &by, &room, &ground).await?;
        Ok(Became::Done)
    });
    match closed.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::Done => done(&path(id), Flash::done("room-closed", "")),
        Became::Held | Became::WithoutUnit => {
            render(&site, &visitor, id, Some(&typed), &errors).await
        }
    }
}

/// `POST /structure/rooms/{id}/reopening`
pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RoomId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let reopened = site.db.write::<_, Error, _>(async move |tx| {
        let Some(room) = store::room(tx, id).await? else {
            return Ok(Became::Gone);
        };
        if room.is_open() {
            return Ok(Became::Done);
        }
        if let Some(unit) = room.details.unit {
            let unit = units::store::unit(tx, unit).await?;
            if unit.is_none_or(|unit| !unit.is_open()) {
                return Ok(Became::WithoutUnit);
            }
        }
        store::reopen(tx, &by, &room).await?;
        Ok(Became::Done)
    });
    match reopened.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::WithoutUnit | Became::Held => {
            done(&path(id), Flash::attention("room-reopen-unit", ""))
        }
        Became::Done => done(&path(id), Flash::done("room-reopened", "")),
    }
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    id: RoomId,
    sent: Option<&Fields>,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let room = store::room(tx, id).await?;
        Ok((room, equipment::store::pieces(tx, id).await?))
    });
    let (room, pieces) = loaded.await?;
    let room = room.ok_or(Failure::NotFound)?;
    if !room.is_open() {
        return Ok(redirect(&path(id)));
    }
    let name = room.details.name();
    let chrome =
        show::chrome_of(site, visitor, &words.t("room-closing")).crumb(path(id), name.clone());
    let closing = Closing {
        title: "room-closing",
        name: &name,
        path: path(id),
        question: "room-close-text",
        loss: ("room-close-loss", "building"),
        submit: "room-close",
        held: (pieces > 0).then(|| Held {
            title: "room-held",
            text: words.t1("room-held-text", "count", pieces),
            ways: Vec::new(),
            back: "room-back",
        }),
    };
    closing::show(&chrome, &closing, sent, errors)
}
