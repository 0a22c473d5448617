//! Giving and ending roles: what the page and the programs share.

use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_kernel::{Actor, PersonId, Scope};
use oqu_text::Language;

use super::Role;
use super::store::{self, GrantId};
use crate::api::ScopeNames;
use crate::people::store as people;

/// What became of a role to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The person holds it from now on.
    Now,
    /// The person held it there already.
    Already,
    /// There is no such person.
    Nobody,
    /// There is no such unit or group.
    Nowhere,
}

/// What became of a role to be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// This one is over.
    Done(Role),
    /// The last key of the house is not thrown away by the hand that holds it.
    OwnAdministrator,
    /// The person holds no such role.
    Missing,
}

/// Gives a role, with its entry in the audit.
///
/// # Errors
/// The database's failure.
pub async fn give(
    tx: &mut Tx,
    by: &By,
    (scopes, language): (&dyn ScopeNames, Language),
    id: PersonId,
    role: Role,
    scope: &Scope,
) -> Result<Given> {
    let Some(person) = people::person(tx, id).await? else {
        return Ok(Given::Nobody);
    };
    let Some(reached) = name_of(tx, scopes, scope, language).await? else {
        return Ok(Given::Nowhere);
    };
    let name = person.full_name();
    let given = store::give(tx, by, (id, &name), role, scope, &reached).await?;
    Ok(if given { Given::Now } else { Given::Already })
}

/// The name of what a role reaches; none when there is no such thing.
async fn name_of(
    tx: &mut Tx,
    scopes: &dyn ScopeNames,
    scope: &Scope,
    language: Language,
) -> Result<Option<String>> {
    let Scope::Thing { kind, id } = scope else {
        return Ok(Some(String::new()));
    };
    let names = scopes
        .names(tx, vec![(kind.clone(), *id)], language)
        .await?;
    Ok(names.get(id).map(|found| found.name.clone()))
}

/// Ends a role, with its entry in the audit.
///
/// # Errors
/// The database's failure.
pub async fn end(
    tx: &mut Tx,
    by: &By,
    actor: &Actor,
    id: PersonId,
    grant: GrantId,
) -> Result<Ended> {
    let Some(person) = people::person(tx, id).await? else {
        return Ok(Ended::Missing);
    };
    let roles = store::of_person(tx, id).await?;
    let Some(held) = roles.into_iter().find(|held| held.id == grant) else {
        return Ok(Ended::Missing);
    };
    if held.role == Role::Administrator && actor.person == id {
        return Ok(Ended::OwnAdministrator);
    }
    let name = person.full_name();
    store::end(tx, by, (id, &name), &held).await?;
    Ok(Ended::Done(held.role))
}
