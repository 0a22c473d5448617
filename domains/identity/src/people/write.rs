//! Adding and changing people: what the form and the programs share.

use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_kernel::{Actor, PersonId};
use oqu_mail::Desk;
use oqu_web::{Failure, FormErrors, Words};

use super::rules::PersonData;
use super::sight::Seen;
use super::store::{self, PersonRow, Unique};
use crate::api::ScopeNames;
use crate::links::letters::tell_address_changed;
use crate::permissions;
use crate::roles::store::{has_administrator, of_person};

/// What became of what was to be written of a person.
#[derive(Debug)]
pub enum Written {
    /// It is written.
    Done,
    /// Somebody else has these.
    Taken(Vec<Unique>),
    /// Another hand was faster.
    Slower,
}

/// Adds a person, unless somebody has what no two people may share.
///
/// # Errors
/// The database's failure; [`raced`] knows what an index refused.
pub async fn add(tx: &mut Tx, by: &By, id: PersonId, data: &PersonData) -> Result<Written> {
    let others = store::taken(tx, id, data).await?;
    if !others.is_empty() {
        return Ok(Written::Taken(others));
    }
    store::add(tx, by, id, data).await?;
    Ok(Written::Done)
}

/// Changes what is written of a loaded person. Whoever had the address before is told when it
/// becomes another.
///
/// # Errors
/// As [`add`].
pub async fn change(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    person: &PersonRow,
    data: &PersonData,
) -> Result<Written> {
    let others = store::taken(tx, person.id, data).await?;
    if !others.is_empty() {
        return Ok(Written::Taken(others));
    }
    if !store::change(tx, by, person, data).await? {
        return Ok(Written::Slower);
    }
    if let Some(old) = person.data().email
        && data.email.as_ref() != Some(&old)
    {
        tell_address_changed(tx, by, desk, person.id, &old).await?;
    }
    Ok(Written::Done)
}

/// The person, for one who may change them; else the failure that says why not.
///
/// # Errors
/// The database's failure.
pub async fn to_change(
    tx: &mut Tx,
    scopes: &dyn ScopeNames,
    actor: &Actor,
    id: PersonId,
) -> Result<std::result::Result<PersonRow, Failure>> {
    let held = of_person(tx, id).await?;
    let seen = Seen::by(tx, scopes, actor).await?.sees(&held);
    let person = store::person(tx, id).await?;
    let Some(person) = person.filter(|_| seen) else {
        return Ok(Err(Failure::NotFound));
    };
    Ok(
        match permissions::person_write(actor, has_administrator(&held)) {
            true => Ok(person),
            false => Err(Failure::Forbidden),
        },
    )
}

/// Somebody gave the same value at this very moment: the index refused the second.
///
/// # Errors
/// Any other failure.
pub fn raced(written: Result<Written>) -> Result<Written> {
    match written {
        Err(error) => match refused(&error) {
            Some(unique) => Ok(Written::Taken(vec![unique])),
            None => Err(error),
        },
        Ok(written) => Ok(written),
    }
}

/// What an index refused.
pub fn refused(error: &Error) -> Option<Unique> {
    Unique::refused(error)
}

/// Somebody else has this IIN, address or login: each is said at its field.
pub fn note_taken(words: Words, taken: &[Unique], errors: &mut FormErrors) {
    for unique in taken {
        let (field, key) = match unique {
            Unique::Iin => ("iin", "person-iin-taken"),
            Unique::Email => ("email", "person-email-taken"),
            Unique::Login => ("login", "person-login-taken"),
            Unique::External => ("external_number", "person-external-number-taken"),
        };
        errors.add(field, words.t(key));
    }
}
