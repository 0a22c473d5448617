use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_kernel::PersonId;
use oqu_web::{
    Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, Words, redirect,
};

use super::rules::{Holds, Structure, UnitId, UnitRow};
use super::{path, show, store};
use crate::closing::{self, Closing, GROUND, GROUND_LIMIT, Held};
use crate::form::done;
use crate::{people, posts};

/// What became of the act.
enum Became {
    Done,
    Held,
    /// The unit above is closed.
    WithoutParent,
    Gone,
}

/// `GET /structure/units/{id}/closure`
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<UnitId>,
) -> Outcome {
    render(&site, &visitor, id, None, &FormErrors::default()).await
}

/// `POST /structure/units/{id}/closure`
pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<UnitId>,
    typed: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let ground = typed.line(GROUND, GROUND_LIMIT, visitor.words, &mut errors);
    if !errors.is_empty() {
        return render(&site, &visitor, id, Some(&typed), &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let closed = site.db.write::<_, Error, _>(async move |tx| {
        let Some(unit) = store::unit(tx, id).await? else {
            return Ok(Became::Gone);
        };
        if !unit.is_open() {
            return Ok(Became::Done);
        }
        if !holds(tx, id).await?.1.is_free() {
            return Ok(Became::Held);
        }
        store::close(tx, &by, &unit, &ground).await?;
        Ok(Became::Done)
    });
    match closed.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::Done => done(&path(id), Flash::done("organisation-unit-closed", "")),
        // What holds it may have come while the page was open: the page says what.
        Became::Held | Became::WithoutParent => {
            render(&site, &visitor, id, Some(&typed), &errors).await
        }
    }
}

/// `POST /structure/units/{id}/reopening`
pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<UnitId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let language = visitor.language();
    let reopened = site.db.write::<_, Error, _>(async move |tx| {
        let structure = store::structure(tx, language).await?;
        let Some(unit) = structure.get(id) else {
            return Ok(Became::Gone);
        };
        if unit.is_open() {
            return Ok(Became::Done);
        }
        let parent = unit.details.parent.and_then(|parent| structure.get(parent));
        if parent.is_some_and(|parent| !parent.is_open()) {
            return Ok(Became::WithoutParent);
        }
        store::reopen(tx, &by, unit).await?;
        Ok(Became::Done)
    });
    match reopened.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::WithoutParent | Became::Held => done(
            &path(id),
            Flash::attention("organisation-reopen-parent", ""),
        ),
        Became::Done => done(&path(id), Flash::done("organisation-unit-reopened", "")),
    }
}

/// All units, and what keeps one of them from being closed.
async fn holds(tx: &mut Tx, id: UnitId) -> Result<(Structure, Holds)> {
    let language = oqu_text::Language::Kk;
    let structure = store::structure(tx, language).await?;
    let members = people::of_unit(tx, id, language).await?;
    let mut people: Vec<PersonId> = members.into_iter().map(|member| member.id).collect();
    people.sort();
    people.dedup();
    let holds = Holds {
        units: structure.open_under(id),
        groups: store::open_groups(tx, id).await?,
        people: i64::try_from(people.len()).unwrap_or(i64::MAX),
        posts: posts::store::open_of_unit(tx, id).await?,
    };
    Ok((structure, holds))
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    id: UnitId,
    sent: Option<&Fields>,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| holds(tx, id).await);
    let (structure, holds) = loaded.await?;
    let unit = structure.get(id).ok_or(Failure::NotFound)?;
    if !unit.is_open() {
        return Ok(redirect(&path(id)));
    }
    let chrome = chrome(site, visitor, &structure, unit);
    let closing = Closing {
        title: "organisation-unit-closing",
        name: unit.details.name.of(words.language()),
        path: path(id),
        question: "organisation-unit-close-text",
        loss: ("organisation-unit-close-loss", "building"),
        submit: "organisation-unit-close",
        held: (!holds.is_free()).then(|| held(words, &holds, id)),
    };
    closing::show(&chrome, &closing, sent, errors)
}

fn held(words: Words, holds: &Holds, id: UnitId) -> Held {
    let ways = [
        ("organisation-held-units", holds.units, None),
        (
            "organisation-held-groups",
            holds.groups,
            Some(format!("/groups?unit={id}")),
        ),
        ("organisation-held-people", holds.people, None),
        (
            "post-held-by-unit",
            holds.posts,
            Some(format!("/structure/posts?unit={id}")),
        ),
    ];
    let told = |(key, count, path)| (words.t1(key, "count", count), path);
    Held {
        title: "organisation-unit-held",
        text: words.t("organisation-unit-held-text").into_owned(),
        ways: ways
            .into_iter()
            .filter(|(_, count, _)| *count > 0)
            .map(told)
            .collect(),
        back: "organisation-to-unit",
    }
}

fn chrome(site: &Site, visitor: &Visitor, structure: &Structure, unit: &UnitRow) -> Chrome {
    let words = visitor.words;
    let name = unit.details.name.of(words.language());
    let title = words.t("organisation-unit-closing");
    show::chrome_of(site, visitor, structure, unit, &title).crumb(path(unit.id), name)
}
