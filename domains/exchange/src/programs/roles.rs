//! Roles: which there are, which a person holds, giving and ending them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use oqu_db::Error;
use oqu_identity::api::records::{self, Ended, Given};
use oqu_identity::api::{self as identity, GrantId, Held, Role};
use oqu_kernel::{PersonId, Scope};
use oqu_organisation::api::Scopes;
use oqu_text::Language;
use oqu_web::{Failure, Fields, FormErrors, JsonObject, Refusal, Site, Visitor, Words};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::answer::{Answer, Answered};
use super::asked::Query;
use super::caller::Caller;
use super::once::{self, Stop};
use super::openapi::{Trio, instant};
use super::shapes::GRANT;
use crate::tokens::rules::Reach;

/// What a whole organisation is called as a scope.
const ORGANISATION: &str = "organisation";

/// A role that there is.
#[derive(Serialize, ToSchema)]
pub(super) struct RoleNamed {
    /// Its key.
    key: String,
    /// What it is called.
    name: Trio,
}

/// All roles.
#[derive(Serialize, ToSchema)]
pub(super) struct Roles {
    /// In the order of lists.
    items: Vec<RoleNamed>,
}

/// A role that a person holds.
#[derive(Serialize, ToSchema)]
pub(super) struct Grant {
    /// The id of the grant.
    #[schema(value_type = String, format = Uuid)]
    id: GrantId,
    /// The key of the role.
    role: String,
    /// `organisation`, `unit` or `group`.
    scope_kind: String,
    /// The unit or group.
    #[schema(required, value_type = Option<String>, format = Uuid)]
    scope_id: Option<String>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: String,
}

/// The roles in force of a person, the main one first.
#[derive(Serialize, ToSchema)]
pub(super) struct Grants {
    /// The roles.
    items: Vec<Grant>,
}

impl Grant {
    fn of(held: &Held) -> Self {
        let (kind, id) = match &held.scope {
            Scope::Organisation => (ORGANISATION, None),
            Scope::Thing { kind, id } => (kind.as_str(), Some(*id)),
        };
        Self {
            id: held.id,
            role: held.role.key().to_owned(),
            scope_kind: kind.to_owned(),
            scope_id: id.map(|id| id.to_string()),
            since: instant(held.since),
        }
    }
}

/// `GET /api/v1/roles`
pub(super) async fn list(visitor: Visitor, _caller: Caller, fields: Fields) -> Answered {
    Query::none(&visitor, &fields)?;
    let named = |role: Role| {
        let message = role.message();
        let name = |language| visitor.words.in_language(language).t(&message).into_owned();
        RoleNamed {
            key: role.key().to_owned(),
            name: Trio {
                kk: name(Language::Kk),
                ru: name(Language::Ru),
                en: name(Language::En),
            },
        }
    };
    let roles = Roles {
        items: Role::ALL.into_iter().map(named).collect(),
    };
    Ok(Answer::new(StatusCode::OK, &roles)?.into_response())
}

/// `GET /api/v1/people/{id}/roles`
pub(super) async fn of_person(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<PersonId>,
    fields: Fields,
) -> Answered {
    caller.reaches(Reach::PeopleRead)?;
    Query::none(&visitor, &fields)?;
    let actor = caller.actor.clone();
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| records::one(tx, &Scopes, &actor, id).await);
    let (_, held) = found.await?.ok_or(Failure::NotFound)?;
    let grants = Grants {
        items: held.iter().map(Grant::of).collect(),
    };
    Ok(Answer::new(StatusCode::OK, &grants)?.into_response())
}

/// `POST /api/v1/people/{id}/roles`: 201 with the role, or 200 when the person holds it already.
pub(super) async fn give(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<PersonId>,
    fields: Fields,
    parts: Parts,
    sent: JsonObject,
) -> Answered {
    caller.reaches(Reach::RolesWrite)?;
    caller.may(identity::access_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &sent.bytes)).await? {
        return Ok(answer);
    }
    let words = visitor.words;
    let typed = GRANT.fields(&sent.fields, &Fields::default(), words)?;
    let (role, scope) = read(words, &typed)?;
    let by = caller.by(&site, &visitor);
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        let to = (&Scopes as &dyn identity::ScopeNames, words.language());
        let status = match records::give(tx, &by, to, id, role, &scope).await? {
            Given::Now => StatusCode::CREATED,
            Given::Already => StatusCode::OK,
            Given::Nobody => return Err(Failure::NotFound.into()),
            Given::Nowhere => {
                return Err(Refusal::field("scope_id", words.t("exchange-no-scope")).into());
            }
        };
        let held = records::roles_of(tx, id).await?;
        let held = held
            .iter()
            .find(|held| held.role == role && held.scope == scope)
            .ok_or_else(|| Error::Shape("a role that was given".into()))?;
        let answer = Answer::new(status, &Grant::of(held))?;
        Ok(answer.at(format!("/api/v1/people/{id}/roles/{}", held.id)))
    };
    once::act(asked, (&parts, &sent.bytes), |_| None, act).await
}

fn read(words: Words, typed: &Fields) -> Result<(Role, Scope), Refusal> {
    let mut errors = FormErrors::default();
    let role = Role::of(typed.raw("role"));
    if role.is_none() {
        errors.add("role", words.t("exchange-missing"));
    }
    let id = typed.raw("scope_id").parse::<Uuid>().ok();
    let scope = match (typed.raw("scope_kind"), id) {
        ("" | ORGANISATION, None) => Some(Scope::Organisation),
        ("" | ORGANISATION, Some(_)) => {
            errors.add("scope_kind", words.t("exchange-scope-kind"));
            None
        }
        (kind, Some(id)) => Some(Scope::Thing {
            kind: kind.to_owned(),
            id,
        }),
        (_, None) => {
            errors.add("scope_id", words.t("exchange-missing"));
            None
        }
    };
    match (role, scope) {
        (Some(role), Some(scope)) => Ok((role, scope)),
        _ => Err(Refusal::fields(errors.all().to_vec())),
    }
}

/// `DELETE /api/v1/people/{id}/roles/{grant}`
pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path((id, grant)): Path<(PersonId, GrantId)>,
    fields: Fields,
    parts: Parts,
) -> Answered {
    caller.reaches(Reach::RolesWrite)?;
    caller.may(identity::access_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &[])).await? {
        return Ok(answer);
    }
    let (by, actor) = (caller.by(&site, &visitor), caller.actor.clone());
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        match records::end(tx, &by, &actor, id, grant).await? {
            Ended::Done(_) => Ok(Answer::nothing()),
            Ended::OwnAdministrator => Err(Refusal::new(StatusCode::CONFLICT, "own-role").into()),
            Ended::Missing => Err(Failure::NotFound.into()),
        }
    };
    once::act(asked, (&parts, &[]), |_| None, act).await
}
