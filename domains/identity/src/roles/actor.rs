//! A person as one who acts, without a session.

use oqu_db::{Result, Tx};
use oqu_kernel::{Actor, Grant, PersonId};

use super::store::of_person;

oqu_db::statements! {
    NAME = "SELECT surname, given FROM people WHERE id = $1 AND locked_at IS NULL";
}

/// The person with the roles in force at this moment; none when the account is locked or nobody's.
/// Two statements.
///
/// # Errors
/// The database's failure.
pub async fn actor(tx: &mut Tx, person: PersonId) -> Result<Option<Actor>> {
    let Some((surname, given)) = tx
        .maybe::<(String, String)>(&NAME, &[person.into()])
        .await?
    else {
        return Ok(None);
    };
    let held = of_person(tx, person).await?;
    let grants: Vec<Grant> = held
        .into_iter()
        .map(|held| Grant {
            role: held.role.key(),
            scope: held.scope,
        })
        .collect();
    Ok(Some(Actor {
        person,
        name: format!("{given} {surname}").into(),
        initials: oqu_text::clean::initials(&surname, &given).into(),
        workspace: grants.first().map_or("", |grant| grant.role),
        grants: grants.into(),
    }))
}
