//! Adding and changing units: what the form and the programs share.

use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_text::Language;
use oqu_web::{FormErrors, Words};

use super::fields::{CODE, PARENT};
use super::rules::{Misplaced, UnitDetails, UnitId, UnitRow};
use super::store;
use crate::names::Names;

/// Why a unit was not written.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// It cannot stand there.
    Place(Misplaced),
    /// Another unit has the code; its name, when it is known.
    CodeTaken(Option<Names>),
}

/// What became of what was to be written of a unit.
#[derive(Clone, Debug)]
pub enum Written {
    /// It is written.
    Done,
    /// Some of it cannot be.
    Refused(Vec<Refusal>),
    /// Somebody else changed the unit after its version was read.
    Changed(Box<UnitRow>),
    /// There is no such unit.
    Gone,
}

/// Adds a unit.
///
/// # Errors
/// The database's failure; [`refused`] knows what an index refused.
pub async fn add(tx: &mut Tx, by: &By, id: UnitId, details: &UnitDetails) -> Result<Written> {
    let refusals = refusals(tx, None, details).await?;
    if !refusals.is_empty() {
        return Ok(Written::Refused(refusals));
    }
    store::add(tx, by, id, details).await?;
    Ok(Written::Done)
}

/// Changes a unit of which this version was read.
///
/// # Errors
/// As [`add`].
pub async fn change(
    tx: &mut Tx,
    by: &By,
    (id, version): (UnitId, i64),
    details: &UnitDetails,
) -> Result<Written> {
    let Some(unit) = store::unit(tx, id).await? else {
        return Ok(Written::Gone);
    };
    if unit.version != version {
        return Ok(Written::Changed(Box::new(unit)));
    }
    let refusals = refusals(tx, Some(&unit), details).await?;
    if !refusals.is_empty() {
        return Ok(Written::Refused(refusals));
    }
    store::change(tx, by, &unit, details).await?;
    Ok(Written::Done)
}

async fn refusals(
    tx: &mut Tx,
    unit: Option<&UnitRow>,
    details: &UnitDetails,
) -> Result<Vec<Refusal>> {
    let mut refusals = Vec::new();
    let id = unit.map(|unit| unit.id);
    let structure = store::structure(tx, Language::Kk).await?;
    if let Err(misplaced) = structure.may_stand(id, details.parent) {
        refusals.push(Refusal::Place(misplaced));
    }
    if let Some(other) = store::by_code(tx, &details.code).await?
        && Some(other.id) != id
    {
        refusals.push(Refusal::CodeTaken(Some(other.details.name)));
    }
    Ok(refusals)
}

/// Two people gave the same code at one moment: the index refused the second.
pub fn refused(error: &Error) -> Option<Refusal> {
    error
        .taken(store::CODE_INDEX)
        .then_some(Refusal::CodeTaken(None))
}

/// Each refusal is said at its field.
pub fn note(words: Words, refusals: &[Refusal], errors: &mut FormErrors) {
    for refusal in refusals {
        match refusal {
            Refusal::Place(misplaced) => errors.add(PARENT, words.t(misplaced_key(*misplaced))),
            Refusal::CodeTaken(None) => errors.add(CODE, words.t("organisation-code-taken")),
            Refusal::CodeTaken(Some(name)) => {
                let name = name.of(words.language());
                errors.add(CODE, words.t1("organisation-code-taken-by", "name", name));
            }
        }
    }
}

const fn misplaced_key(misplaced: Misplaced) -> &'static str {
    match misplaced {
        Misplaced::Itself => "organisation-place-itself",
        Misplaced::Below => "organisation-place-below",
        Misplaced::Closed => "organisation-place-closed",
        Misplaced::Missing => "organisation-place-missing",
    }
}
