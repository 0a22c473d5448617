//! The merge itself, in one unit of work.

use oqu_audit::{Act, By};
use oqu_db::{Error, Result, Tx};
use oqu_kernel::{Actor, PersonId};
use oqu_web::Words;

use super::rules::{Barred, may_merge};
use super::{moving, store};
use crate::movers::{Movers, Moving};
use crate::people::rules::PersonData;
use crate::people::store::{self as people, PersonRow};
use crate::roles::store::{has_administrator, of_people};

/// Two records of one person, and what becomes of them.
pub struct Merge<'a> {
    /// The record that stays.
    pub kept: &'a PersonRow,
    /// The record that becomes a pointer to it.
    pub gone: &'a PersonRow,
    /// What is written of the one person.
    pub data: &'a PersonData,
    /// Whether the photo of the record that goes is taken.
    pub takes_photo: bool,
    /// On which ground.
    pub ground: &'a str,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// They are one.
    Merged,
    /// An area says that it cannot be yet; nothing was changed.
    Hindered,
}

/// Whether somebody may merge these two: asked of what stands in the database.
pub async fn allowed(
    tx: &mut Tx,
    actor: &Actor,
    one: PersonId,
    other: PersonId,
) -> Result<std::result::Result<(), Barred>> {
    let held = of_people(tx, &[one, other]).await?;
    let related = store::are_related(tx, one, other).await?;
    Ok(may_merge(
        actor,
        (one, other),
        has_administrator(&held),
        related,
    ))
}

/// What would move and what hinders it, of all areas.
pub async fn look(
    tx: &mut Tx,
    movers: &Movers,
    (from, to): (PersonId, PersonId),
    words: Words,
) -> Result<Moving> {
    movers.look(tx, from, to, words).await
}

/// Makes one of two records. All of it is in the unit of the caller, so that it is there whole or not
/// at all; a table whose area moved nothing and still holds the id undoes it.
///
/// # Errors
/// [`Error::Conflict`] when `kept` is not what stands in the database; [`Error::Taken`] when somebody else has the login, e-mail, IIN or number meanwhile;
/// [`Error::Linked`] when an area has not moved what it has; the database's failure.
pub async fn merge(
    tx: &mut Tx,
    by: &By,
    movers: &Movers,
    merge: &Merge<'_>,
    words: Words,
) -> Result<Became> {
    let (from, to) = (merge.gone.id, merge.kept.id);
    let moving = look(tx, movers, (from, to), words).await?;
    if !moving.hindrances.is_empty() {
        return Ok(Became::Hindered);
    }
    store::clear_keys(tx, from).await?;
    if !people::change(tx, by, merge.kept, merge.data).await? {
        return Err(Error::Conflict);
    }
    moving::move_photo(tx, by, (from, to), merge.takes_photo).await?;
    movers.move_all(tx, by, from, to).await?;
    let was = merge.gone.data();
    let gone = store::Gone {
        id: from,
        name: &was.full_name(),
        login: was.login.as_deref(),
        email: was.email.as_deref(),
    };
    store::point(tx, by, &gone, to).await?;
    if let Some(number) = store::drop_row(tx, from).await? {
        people::SEARCH.remove(tx, number).await?;
    }
    let name = merge.data.full_name();
    let kept = Act::on("person.merged", "person", to, &name)
        .ground(merge.ground)
        .change("merged-record", "", &known_by(&was));
    oqu_audit::record(tx, by, kept).await?;
    let act = Act::on("person.merged-away", "person", from, gone.name)
        .ground(merge.ground)
        .change("kept-record", "", &known_by(merge.data));
    oqu_audit::record(tx, by, act).await?;
    Ok(Became::Merged)
}

/// Name and login, by which two records of one name are told apart.
fn known_by(data: &PersonData) -> String {
    match data.login.as_deref().or(data.email.as_deref()) {
        Some(login) => format!("{} ({login})", data.full_name()),
        None => data.full_name(),
    }
}
