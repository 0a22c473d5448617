use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::{PersonId, Scope};
use oqu_web::{Failure, Fields, Flash, Outcome, Site, Visitor, redirect};
use uuid::Uuid;

use super::Role;
use super::acts::{self, Ended, Given};
use super::store::GrantId;
use crate::api::ScopeNames;

/// `POST /people/{id}/roles`
pub(super) async fn give(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    let role = Role::of(typed.raw("role")).ok_or(Failure::BadRequest)?;
    let scope = scope(typed.raw("scope"))?;
    let by = By::visitor(&site, &visitor);
    let language = visitor.language();
    let given = site
        .db
        .write::<_, Error, _>(async move |tx| {
            acts::give(tx, &by, (&*scopes, language), id, role, &scope).await
        })
        .await?;
    let key = match given {
        Given::Now => "role-given-done",
        Given::Already => "role-held-already",
        Given::Nobody | Given::Nowhere => return Err(Failure::NotFound),
    };
    let told = visitor.words.t(&role.message());
    Ok(back(id, Flash::done(key, &told)))
}

/// `POST /people/{id}/roles/{grant}/end`
pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, grant)): Path<(PersonId, GrantId)>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let actor = visitor.person()?.clone();
    let ended = site
        .db
        .write::<_, Error, _>(async move |tx| acts::end(tx, &by, &actor, id, grant).await)
        .await?;
    let flash = match ended {
        Ended::Done(role) => Flash::done("role-ended-done", &visitor.words.t(&role.message())),
        Ended::OwnAdministrator => Flash::attention("role-own-administrator", ""),
        Ended::Missing => return Err(Failure::NotFound),
    };
    Ok(back(id, flash))
}

fn scope(text: &str) -> Result<Scope, Failure> {
    if text.is_empty() {
        return Ok(Scope::Organisation);
    }
    let (kind, id) = text.split_once(':').ok_or(Failure::BadRequest)?;
    let id: Uuid = id.parse().map_err(|_| Failure::BadRequest)?;
    Ok(Scope::Thing {
        kind: kind.to_owned(),
        id,
    })
}

fn back(id: PersonId, flash: Flash) -> Response {
    let mut response = redirect(&format!("/people/{id}"));
    response.extensions_mut().insert(flash);
    response
}
