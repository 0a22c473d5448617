use std::collections::{HashMap, HashSet};

use oqu_kernel::{Actor, Id, Moment, Scope};
use oqu_text::Language;
use oqu_text::collate::sort_key;

use crate::keyed::keyed;
use crate::names::Names;

/// Marks ids of units.
#[derive(Debug)]
pub enum Unit {}

/// The id of a unit.
pub type UnitId = Id<Unit>;

/// What the audit and the scopes of roles call a unit.
pub const UNIT: &str = "unit";

keyed! {
    /// What a unit is. The message `organisation-kind-unit-<key>` names it.
    pub enum UnitKind {
        /// Факультет.
        Faculty = "faculty",
        /// Кафедра.
        Department = "department",
        /// A school within the organisation.
        School = "school",
        /// Колледж.
        College = "college",
        /// Бөлім, офис.
        Office = "office",
        /// Орталық.
        Centre = "centre",
        /// Кітапхана.
        Library = "library",
        /// Anything else.
        Other = "other",
    }
}

keyed! {
    /// What a unit does for the whole organisation. Programmes of rules look for units by it.
    /// The message `organisation-function-<key>` names it.
    ///
    /// Clause: R16-19: units for organisational, methodical, information and technical support of
    /// distance learning stand in the structure with staff of their own.
    pub enum UnitFunction {
        /// Teaching and nothing besides.
        None = "none",
        /// Тіркеу офисі.
        Registrar = "registrar",
        /// Деканат.
        Dean = "dean",
        /// Кафедра.
        Department = "department",
        /// Қашықтықтан оқыту бөлімі. Clause: R16-19.
        DistanceLearning = "distance_learning",
        /// Әдістемелік қамтамасыз ету. Clause: R16-19.
        Methodical = "methodical",
        /// Ақпараттық-техникалық қамтамасыз ету. Clause: R16-19.
        Technical = "technical",
        /// Тестілеу.
        Testing = "testing",
        /// Кітапхана.
        Library = "library",
        /// Іс жүргізу.
        Records = "records",
        /// Қабылдау комиссиясы.
        Admission = "admission",
    }
}

impl UnitKind {
    /// Whether the public home shows units of this kind: those that learners belong to.
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Faculty | Self::College | Self::School)
    }
}

/// What is written of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDetails {
    /// The unit that it belongs to; none at the top.
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// What it does for the whole organisation.
    pub function: UnitFunction,
    /// Its short code, unlike every other unit's.
    pub code: String,
    /// Its whole name.
    pub name: Names,
    /// Its name in lists; may be empty.
    pub short: Names,
    /// Its place among its neighbours; those without one follow by the alphabet.
    pub position: Option<i64>,
    /// Telephone as people write it; may be empty.
    pub phone: String,
    /// E-mail; may be empty.
    pub email: String,
}

/// A unit as it stands in the database.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Its number for the search index and for paging.
    pub number: i64,
    /// Its id.
    pub id: UnitId,
    /// How often it was changed.
    pub version: i64,
    /// Since when it is closed.
    pub closed_at: Option<Moment>,
    /// What is written of it.
    pub details: UnitDetails,
}

impl UnitRow {
    /// Whether it is at work.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// Why a unit cannot stand where it was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// Under itself.
    Itself,
    /// Under a unit that stands under it.
    Below,
    /// Under a closed unit.
    Closed,
    /// Under a unit that is not there.
    Missing,
}

/// What keeps a unit from being closed. Zeros keep nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Open units right under it.
    pub units: i64,
    /// Open groups of it.
    pub groups: i64,
    /// Roles that people hold in it.
    pub people: i64,
    /// Open posts of it.
    pub posts: i64,
}

impl Holds {
    /// Whether it can be closed.
    pub fn is_free(self) -> bool {
        self == Self::default()
    }
}

/// All units of the organisation, and the questions that are asked of them together.
///
/// An organisation has under a thousand units: they are read whole and asked in memory.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    units: Vec<UnitRow>,
    at: HashMap<UnitId, usize>,
    below: HashMap<Option<UnitId>, Vec<usize>>,
}

impl Structure {
    /// The tree of these units, neighbours by position and then by the alphabet of `language`.
    pub fn new(mut units: Vec<UnitRow>, language: Language) -> Self {
        units.sort_by_cached_key(|unit| {
            let details = &unit.details;
            let place = details.position.unwrap_or(i64::MAX);
            (
                place,
                sort_key(language, details.name.of(language)),
                unit.number,
            )
        });
        let at: HashMap<UnitId, usize> = units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.id, at))
            .collect();
        let mut below: HashMap<Option<UnitId>, Vec<usize>> = HashMap::new();
        for (at, unit) in units.iter().enumerate() {
            below.entry(unit.details.parent).or_default().push(at);
        }
        Self { units, at, below }
    }

    /// Whether there is no unit at all.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// All units, neighbours in order.
    pub fn units(&self) -> &[UnitRow] {
        &self.units
    }

    /// One unit.
    pub fn get(&self, id: UnitId) -> Option<&UnitRow> {
        self.at.get(&id).map(|at| &self.units[*at])
    }

    /// The units right under one, or at the top.
    pub fn under(&self, parent: Option<UnitId>) -> impl Iterator<Item = &UnitRow> {
        let places = self.below.get(&parent).map_or(&[][..], Vec::as_slice);
        places.iter().map(|at| &self.units[*at])
    }

    /// The unit and those above it, the nearest first.
    pub fn path(&self, id: UnitId) -> Vec<UnitId> {
        let mut path = Vec::new();
        let mut next = Some(id);
        while let Some(unit) = next.and_then(|id| self.get(id)) {
            if path.contains(&unit.id) {
                break;
            }
            path.push(unit.id);
            next = unit.details.parent;
        }
        path
    }

    /// The unit and all under it.
    pub fn whole(&self, id: UnitId) -> Vec<UnitId> {
        let mut seen = HashSet::from([id]);
        let mut found = vec![id];
        let mut at = 0;
        while let Some(parent) = found.get(at).copied() {
            found.extend(
                self.under(Some(parent))
                    .map(|unit| unit.id)
                    .filter(|id| seen.insert(*id)),
            );
            at += 1;
        }
        found
    }

    /// Each unit with its depth, as a reader meets them from the top of the tree.
    pub fn walk(&self) -> Vec<(usize, &UnitRow)> {
        let mut met = Vec::with_capacity(self.units.len());
        let mut waiting: Vec<(usize, &UnitRow)> = self.under(None).map(|unit| (0, unit)).collect();
        waiting.reverse();
        while let Some((depth, unit)) = waiting.pop() {
            met.push((depth, unit));
            let first = waiting.len();
            waiting.extend(self.under(Some(unit.id)).map(|unit| (depth + 1, unit)));
            waiting[first..].reverse();
        }
        met
    }

    /// Whether a unit (none when it is new) may stand under `parent` (none at the top).
    ///
    /// # Errors
    /// Why not.
    pub fn may_stand(&self, unit: Option<UnitId>, parent: Option<UnitId>) -> Result<(), Misplaced> {
        let Some(parent) = parent else {
            return Ok(());
        };
        let Some(above) = self.get(parent) else {
            return Err(Misplaced::Missing);
        };
        if unit == Some(parent) {
            return Err(Misplaced::Itself);
        }
        if unit.is_some_and(|unit| self.path(parent).contains(&unit)) {
            return Err(Misplaced::Below);
        }
        // A closed unit may keep a closed one under it, as when its name is put right.
        let is_at_work = unit
            .and_then(|unit| self.get(unit))
            .is_none_or(UnitRow::is_open);
        if is_at_work && !above.is_open() {
            return Err(Misplaced::Closed);
        }
        Ok(())
    }

    /// How many open units stand right under one.
    pub fn open_under(&self, id: UnitId) -> i64 {
        let count = self.under(Some(id)).filter(|unit| unit.is_open()).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }
}

/// Whether an actor holds one of `roles` over the unit whose path (nearest first) is given: in the
/// whole organisation, in the unit, or in one above it.
pub fn reaches(actor: &Actor, roles: &[&str], path: &[UnitId]) -> bool {
    actor
        .grants
        .iter()
        .filter(|grant| roles.contains(&grant.role))
        .any(|grant| match &grant.scope {
            Scope::Organisation => true,
            Scope::Thing { kind, id } => kind == UNIT && path.iter().any(|unit| unit.uuid() == *id),
        })
}
