use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_kernel::Actor;
use oqu_text::Language;
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, redirect};

use super::rules::{GroupId, GroupRow, may_write};
use super::{path, store};
use crate::closing::{self, Closing, GROUND, GROUND_LIMIT, Held};
use crate::form::done;
use crate::people::{self, Role};
use crate::units::store::structure;

/// What became of the act.
enum Became {
    Done,
    /// People learn in it.
    Held,
    /// Its unit is closed.
    WithoutUnit,
    Gone,
    Forbidden,
}

/// `GET /groups/{id}/closure`
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<GroupId>,
) -> Outcome {
    render(&site, &visitor, id, None, &FormErrors::default()).await
}

/// `POST /groups/{id}/closure`
pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<GroupId>,
    typed: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let ground = typed.line(GROUND, GROUND_LIMIT, visitor.words, &mut errors);
    if !errors.is_empty() {
        return render(&site, &visitor, id, Some(&typed), &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let actor = visitor.person()?.clone();
    let closed = site.db.write::<_, Error, _>(async move |tx| {
        let Some(group) = store::group(tx, id).await? else {
            return Ok(Became::Gone);
        };
        if !is_own(tx, &actor, &group).await? {
            return Ok(Became::Forbidden);
        }
        if !group.is_open() {
            return Ok(Became::Done);
        }
        if learners(tx, id).await? > 0 {
            return Ok(Became::Held);
        }
        store::close(tx, &by, &group, &ground).await?;
        Ok(Became::Done)
    });
    match closed.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::Forbidden => Err(Failure::Forbidden),
        Became::Done => done(&path(id), Flash::done("organisation-group-closed", "")),
        // Learners may have come while the page was open: the page says so.
        Became::Held | Became::WithoutUnit => {
            render(&site, &visitor, id, Some(&typed), &errors).await
        }
    }
}

/// `POST /groups/{id}/reopening`
pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<GroupId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let actor = visitor.person()?.clone();
    let reopened = site.db.write::<_, Error, _>(async move |tx| {
        let Some(group) = store::group(tx, id).await? else {
            return Ok(Became::Gone);
        };
        let structure = structure(tx, Language::Kk).await?;
        let unit = group.details.unit;
        if !may_write(&actor, &structure.path(unit)) {
            return Ok(Became::Forbidden);
        }
        if group.is_open() {
            return Ok(Became::Done);
        }
        if structure.get(unit).is_none_or(|unit| !unit.is_open()) {
            return Ok(Became::WithoutUnit);
        }
        store::reopen(tx, &by, &group).await?;
        Ok(Became::Done)
    });
    match reopened.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::Forbidden => Err(Failure::Forbidden),
        Became::WithoutUnit | Became::Held => {
            done(&path(id), Flash::attention("organisation-reopen-unit", ""))
        }
        Became::Done => done(&path(id), Flash::done("organisation-group-reopened", "")),
    }
}

/// Whether the actor may write of this group.
async fn is_own(tx: &mut Tx, actor: &Actor, group: &GroupRow) -> Result<bool> {
    let structure = structure(tx, Language::Kk).await?;
    Ok(may_write(actor, &structure.path(group.details.unit)))
}

async fn learners(tx: &mut Tx, id: GroupId) -> Result<i64> {
    let members = people::of_group(tx, id, Language::Kk).await?;
    let learners = members
        .iter()
        .filter(|member| member.role == Role::Learner.key());
    Ok(i64::try_from(learners.count()).unwrap_or(i64::MAX))
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    id: GroupId,
    sent: Option<&Fields>,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let actor = visitor.person()?.clone();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(group) = store::group(tx, id).await? else {
            return Ok(None);
        };
        let may = is_own(tx, &actor, &group).await?;
        Ok(Some((group, may, learners(tx, id).await?)))
    });
    let (group, may, learners) = loaded.await?.ok_or(Failure::NotFound)?;
    if !may {
        return Err(Failure::Forbidden);
    }
    if !group.is_open() {
        return Ok(redirect(&path(id)));
    }
    let code = &group.details.code;
    let chrome = Chrome::new(site, visitor, &words.t("organisation-group-closing"))
        .crumb("/groups", words.t("organisation-groups"))
        .crumb(path(id), code);
    let held = (learners > 0).then(|| Held {
        title: "organisation-group-held",
        text: words.t1("organisation-group-held-text", "count", learners),
        ways: Vec::new(),
        back: "organisation-to-group",
    });
    let closing = Closing {
        title: "organisation-group-closing",
        name: code,
        path: path(id),
        question: "organisation-group-close-text",
        loss: ("organisation-group-close-loss", "users"),
        submit: "organisation-group-close",
        held,
    };
    closing::show(&chrome, &closing, sent, errors)
}
