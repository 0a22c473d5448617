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
use super::store::{self, GrantId};
use crate::api::ScopeNames;
use crate::people::store as people;

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
            let Some(person) = people::person(tx, id).await? else {
                return Ok(None);
            };
            let Some(reached) = name_of(tx, &*scopes, &scope, language).await? else {
                return Ok(None);
            };
            let name = person.full_name();
            store::give(tx, &by, (id, &name), role, &scope, &reached)
                .await
                .map(Some)
        })
        .await?
        .ok_or(Failure::NotFound)?;
    let told = visitor.words.t(&role.message());
    let key = if given {
        "role-given-done"
    } else {
        "role-held-already"
    };
    Ok(back(id, Flash::done(key, &told)))
}

/// The name of what a role reaches; none when there is no such thing.
async fn name_of(
    tx: &mut oqu_db::Tx,
    scopes: &dyn ScopeNames,
    scope: &Scope,
    language: oqu_text::Language,
) -> oqu_db::Result<Option<String>> {
    let Scope::Thing { kind, id } = scope else {
        return Ok(Some(String::new()));
    };
    let names = scopes
        .names(tx, vec![(kind.clone(), *id)], language)
        .await?;
    Ok(names.get(id).map(|found| found.name.clone()))
}

/// `POST /people/{id}/roles/{grant}/end`
pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, grant)): Path<(PersonId, GrantId)>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let actor = visitor.person()?.person;
    let ended = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(person) = people::person(tx, id).await? else {
                return Ok(None);
            };
            let roles = store::of_person(tx, id).await?;
            let Some(held) = roles.into_iter().find(|held| held.id == grant) else {
                return Ok(None);
            };
            // The last key of the house is not thrown away by the hand that holds it.
            if held.role == Role::Administrator && actor == id {
                return Ok(Some(None));
            }
            let name = person.full_name();
            store::end(tx, &by, (id, &name), &held).await?;
            Ok(Some(Some(held.role)))
        })
        .await?
        .ok_or(Failure::NotFound)?;
    let flash = match ended {
        Some(role) => Flash::done("role-ended-done", &visitor.words.t(&role.message())),
        None => Flash::attention("role-own-administrator", ""),
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
