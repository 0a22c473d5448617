//! Adding and changing groups: what the form and the programs share.

use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_kernel::Actor;
use oqu_text::Language;
use oqu_web::{FormErrors, Words};

use super::fields::{CODE, UNIT};
use super::rules::{GroupDetails, GroupId, GroupRow, may_write};
use super::store;
use crate::units;

/// Why a group was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such unit.
    UnitMissing,
    /// The unit is closed.
    UnitClosed,
    /// The actor may not write of groups of that unit.
    UnitForeign,
    /// Another group has the code.
    CodeTaken,
}

/// What became of what was to be written of a group.
#[derive(Clone, Debug)]
pub enum Written {
    /// It is written.
    Done,
    /// Some of it cannot be.
    Refused(Vec<Refusal>),
    /// Somebody else changed the group after its version was read.
    Changed(Box<GroupRow>),
    /// There is no such group.
    Gone,
    /// The actor may not write of it.
    Forbidden,
}

/// Adds a group.
///
/// # Errors
/// The database's failure; [`refused`] knows what an index refused.
pub async fn add(
    tx: &mut Tx,
    by: &By,
    actor: &Actor,
    id: GroupId,
    details: &GroupDetails,
) -> Result<Written> {
    let refusals = refusals(tx, actor, None, details).await?;
    if !refusals.is_empty() {
        return Ok(Written::Refused(refusals));
    }
    store::add(tx, by, id, details).await?;
    Ok(Written::Done)
}

/// Changes a group of which this version was read.
///
/// # Errors
/// As [`add`].
pub async fn change(
    tx: &mut Tx,
    by: &By,
    actor: &Actor,
    (id, version): (GroupId, i64),
    details: &GroupDetails,
) -> Result<Written> {
    let Some(group) = store::group(tx, id).await? else {
        return Ok(Written::Gone);
    };
    let structure = units::store::structure(tx, Language::Kk).await?;
    if !may_write(actor, &structure.path(group.details.unit)) {
        return Ok(Written::Forbidden);
    }
    if group.version != version {
        return Ok(Written::Changed(Box::new(group)));
    }
    let refusals = refusals(tx, actor, Some(&group), details).await?;
    if !refusals.is_empty() {
        return Ok(Written::Refused(refusals));
    }
    store::change(tx, by, &group, details).await?;
    Ok(Written::Done)
}

async fn refusals(
    tx: &mut Tx,
    actor: &Actor,
    group: Option<&GroupRow>,
    details: &GroupDetails,
) -> Result<Vec<Refusal>> {
    let mut refusals = Vec::new();
    let structure = units::store::structure(tx, Language::Kk).await?;
    let stays = group.is_some_and(|group| group.details.unit == details.unit);
    match structure.get(details.unit) {
        None => refusals.push(Refusal::UnitMissing),
        Some(unit) if !unit.is_open() && !stays => refusals.push(Refusal::UnitClosed),
        Some(_) if !may_write(actor, &structure.path(details.unit)) => {
            refusals.push(Refusal::UnitForeign);
        }
        Some(_) => {}
    }
    if let Some(other) = store::by_code(tx, &details.code).await?
        && Some(other.id) != group.map(|group| group.id)
    {
        refusals.push(Refusal::CodeTaken);
    }
    Ok(refusals)
}

/// Two people gave the same code at one moment: the index refused the second.
pub fn refused(error: &Error) -> Option<Refusal> {
    error.taken(store::CODE_INDEX).then_some(Refusal::CodeTaken)
}

/// Each refusal is said at its field.
pub fn note(words: Words, refusals: &[Refusal], errors: &mut FormErrors) {
    for refusal in refusals {
        let (field, key) = match refusal {
            Refusal::UnitMissing => (UNIT, "organisation-place-missing"),
            Refusal::UnitClosed => (UNIT, "organisation-place-closed"),
            Refusal::UnitForeign => (UNIT, "organisation-unit-foreign"),
            Refusal::CodeTaken => (CODE, "organisation-group-code-taken"),
        };
        errors.add(field, words.t(key));
    }
}
