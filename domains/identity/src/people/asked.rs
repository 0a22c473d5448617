//! People as programs ask for them: by pages in the order in which they were added, and one by one.

use oqu_db::{Result, Tx};
use oqu_kernel::{Actor, PersonId};
use oqu_text::Language;
use oqu_text::search::Query as Words;
use uuid::Uuid;

use super::listing::{self, Listing, Mark, Order, Place};
use super::sight::{Seen, near};
use super::store::{self, PersonRow};
use crate::api::ScopeNames;
use crate::roles::Role;
use crate::roles::store::{Held, of_person};

/// Which people are asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words to look for; a search finds the first thousand.
    pub words: Words,
    /// Only those who hold this role.
    pub role: Option<Role>,
    /// Only those with a role on this thing.
    pub scope: Option<(String, Uuid)>,
    /// The one with this login, in lower case.
    pub login: Option<String>,
    /// The one with this address, in lower case.
    pub email: Option<String>,
    /// The one with this number in another system.
    pub external_number: Option<String>,
}

/// At most `limit` people whom the actor sees, after the one with the number `after`, and whether
/// there are more. Two statements, and two more for an actor who does not see everybody.
///
/// # Errors
/// The database's failure.
pub async fn page(
    tx: &mut Tx,
    scopes: &dyn ScopeNames,
    actor: &Actor,
    asked: &Asked,
    after: i64,
    limit: usize,
) -> Result<(Vec<PersonRow>, bool)> {
    let exact = [
        ("login", &asked.login),
        ("email", &asked.email),
        ("external_number", &asked.external_number),
    ];
    let listing = Listing {
        language: Language::Kk,
        words: asked.words.clone(),
        role: asked.role,
        locked: false,
        scope: asked.scope.clone(),
        exact: exact
            .into_iter()
            .filter_map(|(column, value)| Some((column, value.clone()?)))
            .collect(),
        seen: Seen::by(tx, scopes, actor).await?,
        order: Order::Added,
        down: false,
        place: Place::After(Mark {
            sort: Vec::new(),
            number: after,
        }),
    };
    let rows = listing::all(tx, &listing, limit + 1).await?;
    let ids: Vec<PersonId> = rows.iter().take(limit).map(|row| row.id).collect();
    let mut people = store::people(tx, &ids).await?;
    people.sort_by_key(|person| person.number);
    Ok((people, rows.len() > limit))
}

/// A person with the roles in force, when the actor may see them.
///
/// # Errors
/// The database's failure.
pub async fn one(
    tx: &mut Tx,
    scopes: &dyn ScopeNames,
    actor: &Actor,
    id: PersonId,
) -> Result<Option<(PersonRow, Vec<Held>)>> {
    let Some(person) = store::person(tx, id).await? else {
        return Ok(None);
    };
    let held = of_person(tx, id).await?;
    let near = near(tx, scopes, actor, id, &held).await?;
    Ok(near.map(|_| (person, held)))
}
