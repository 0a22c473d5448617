use oqu_kernel::{Actor, Id, Moment, PersonId, Scope};
use oqu_text::Language;

use crate::names::Names;
use crate::people::Role;
use crate::permissions;
use crate::units::rules::{UnitId, reaches};

/// Marks ids of study groups.
#[derive(Debug)]
pub enum Group {}

/// The id of a study group.
pub type GroupId = Id<Group>;

/// What the audit and the scopes of roles call a study group.
pub const GROUP: &str = "group";

/// Years of admission that can be meant: the oldest archive to a plan of next years.
pub const YEARS: std::ops::RangeInclusive<i64> = 1990..=2100;

/// What is written of a study group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupDetails {
    /// The unit that it belongs to.
    pub unit: UnitId,
    /// Its code, unlike every other group's: «ИС-21».
    pub code: String,
    /// The language of study.
    pub language: Language,
    /// The year in which its learners were admitted.
    pub admission_year: i64,
    /// The programme that it studies; may be empty, as in a school.
    pub programme: Names,
}

/// A study group as it stands in the database.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// Its number for the search index and for paging.
    pub number: i64,
    /// Its id.
    pub id: GroupId,
    /// How often it was changed.
    pub version: i64,
    /// Since when it is closed.
    pub closed_at: Option<Moment>,
    /// What is written of it.
    pub details: GroupDetails,
}

impl GroupRow {
    /// Whether it is at work.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// Whether an actor may see the page of this group: staff see every one, a learner their own, a
/// parent or guardian the group in which one of their wards learns.
pub fn may_see(actor: &Actor, group: GroupId, learners: &[PersonId], wards: &[PersonId]) -> bool {
    let is_own = |scope: &Scope| matches!(scope, Scope::Thing { kind, id } if kind == GROUP && *id == group.uuid());
    permissions::groups_read(actor)
        || actor.grants.iter().any(|grant| is_own(&grant.scope))
        || wards.iter().any(|ward| learners.contains(ward))
}

/// Whether an actor may write of groups of the unit whose path (nearest first) is given: a dean in
/// the units of their own, the registrar and the administrator in all.
pub fn may_write(actor: &Actor, path: &[UnitId]) -> bool {
    actor.holds(Role::Administrator.key())
        || actor.holds(Role::Registrar.key())
        || reaches(actor, &[Role::Dean.key()], path)
}
