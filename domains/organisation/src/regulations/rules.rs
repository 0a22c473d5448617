use jiff::civil::Date;
use oqu_kernel::Id;

use crate::dates;
use crate::keyed::keyed;
use crate::names::Names;
use crate::organisation::rules::OrganisationKind;

/// Marks ids of the organisation's own rules.
#[derive(Debug)]
pub enum Regulation {}

/// The id of an edition of a rule of the organisation.
pub type RegulationId = Id<Regulation>;

/// What the audit calls one.
pub const REGULATION: &str = "regulation";

keyed! {
    /// What a document rules.
    pub enum RegulationKind {
        /// Қашықтықтан оқыту: who may learn so, by which technologies.
        Distance = "distance",
        /// Білім алушылардың білімін бағалау.
        Assessment = "assessment",
        /// Оқу жұмысының уақыт нормалары.
        TimeNorms = "time_norms",
        /// Қашықтықтан оқытумен академиялық ұтқырлық.
        Mobility = "mobility",
        /// Танылатын онлайн-курстар мен платформалар.
        Courses = "courses",
        /// Цифрлық білім беру ресурстарының құрылымы.
        Resources = "resources",
        /// Жүйеде жұмыс істеу нұсқаулығы.
        Instruction = "instruction",
        /// Қабылдау талаптары.
        Admission = "admission",
        /// Қорытынды аттестаттау.
        Attestation = "attestation",
        /// Кәсіптік практика.
        Practice = "practice",
        /// Академиялық саясат.
        Policy = "policy",
        /// Академиялық адалдық.
        Honesty = "honesty",
        /// Басқа құжат.
        Other = "other",
    }
}

/// What is written of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegulationDetails {
    /// What it rules.
    pub kind: RegulationKind,
    /// The number under which it was approved.
    pub number: String,
    /// Its title; in one language at least.
    pub title: Names,
    /// The day of approval.
    pub approved_on: Date,
    /// Who approved it, in the words of the document; may be empty.
    pub approved_by: String,
    /// The first day in force.
    pub from: Date,
    /// The last day in force, when it is known.
    pub until: Option<Date>,
    /// The edition that it replaces.
    pub replaces: Option<RegulationId>,
}

/// How an edition was cancelled before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// The first day on which it is not in force.
    pub on: Date,
    /// The number and day of the order.
    pub ground: String,
}

/// An edition as it stands in the database.
#[derive(Clone, Debug)]
pub struct RegulationRow {
    /// Its id.
    pub id: RegulationId,
    /// How often it was changed.
    pub version: i64,
    /// What is written of it.
    pub details: RegulationDetails,
    /// Whether it was cancelled.
    pub cancelled: Option<Cancelled>,
}

/// Where an edition stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// From a day ahead.
    Ahead,
    /// On this day.
    InForce,
    /// Its term is over, or a newer edition is in force.
    Over,
    /// It was cancelled by an order (Clause: RA-52).
    Cancelled,
}

/// Where an edition stands on a day, with the first day of the edition that replaces it.
///
/// Clause: RA-51 (in force until it is revised or cancelled), RA-52 (marked as cancelled, and kept).
pub fn standing(row: &RegulationRow, replaced_from: Option<Date>, today: Date) -> Standing {
    let details = &row.details;
    if row
        .cancelled
        .as_ref()
        .is_some_and(|cancelled| cancelled.on <= today)
    {
        return Standing::Cancelled;
    }
    let is_over = details.until.is_some_and(|until| until < today);
    let is_replaced = replaced_from.is_some_and(|from| from <= today);
    match () {
        () if is_over || is_replaced => Standing::Over,
        () if details.from > today => Standing::Ahead,
        () => Standing::InForce,
    }
}

/// All editions, for what stands between them.
#[derive(Clone, Debug, Default)]
pub struct Register(pub Vec<RegulationRow>);

impl Register {
    /// One of them.
    pub fn one(&self, id: RegulationId) -> Option<&RegulationRow> {
        self.0.iter().find(|row| row.id == id)
    }

    /// The edition that replaces this one, unless that was cancelled before it began.
    pub fn successor(&self, id: RegulationId) -> Option<&RegulationRow> {
        self.0.iter().find(|row| {
            let came = row
                .cancelled
                .as_ref()
                .is_none_or(|cancelled| cancelled.on > row.details.from);
            row.details.replaces == Some(id) && came
        })
    }

    /// Where an edition stands on a day.
    pub fn standing(&self, row: &RegulationRow, today: Date) -> Standing {
        let next = self.successor(row.id).map(|next| next.details.from);
        standing(row, next, today)
    }

    /// Whether `later` comes after `earlier` in a chain of editions.
    pub fn descends(&self, later: RegulationId, earlier: RegulationId) -> bool {
        let mut at = self.one(later).and_then(|row| row.details.replaces);
        // A chain is never longer than the register.
        for _ in 0..self.0.len() {
            match at {
                Some(id) if id == earlier => return true,
                Some(id) => at = self.one(id).and_then(|row| row.details.replaces),
                None => return false,
            }
        }
        false
    }
}

/// What keeps an edition from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is over before it begins.
    Term,
    /// It is in force before it was approved.
    Approval,
    /// There is no such earlier edition.
    NoSuch,
    /// It replaces itself, or what came after it.
    Round,
    /// The earlier edition rules something else.
    OtherKind,
    /// Another edition replaces the earlier one already.
    Replaced,
    /// It begins before the edition that it replaces.
    TooEarly,
}

/// Whether an edition may be written as it is typed; `id` is its own when it is there already.
pub fn check(
    register: &Register,
    id: Option<RegulationId>,
    details: &RegulationDetails,
) -> Result<(), Wrong> {
    if details.until.is_some_and(|until| until < details.from) {
        return Err(Wrong::Term);
    }
    if details.approved_on > details.from {
        return Err(Wrong::Approval);
    }
    let Some(replaced) = details.replaces else {
        return Ok(());
    };
    let earlier = register.one(replaced).ok_or(Wrong::NoSuch)?;
    if id.is_some_and(|id| id == replaced || register.descends(replaced, id)) {
        return Err(Wrong::Round);
    }
    if earlier.details.kind != details.kind {
        return Err(Wrong::OtherKind);
    }
    let mut others = register.0.iter().filter(|row| Some(row.id) != id);
    if others.any(|row| row.details.replaces == Some(replaced)) {
        return Err(Wrong::Replaced);
    }
    if details.from < earlier.details.from {
        return Err(Wrong::TooEarly);
    }
    Ok(())
}

/// A document that the orders leave to the organisation to have.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// What it rules.
    pub kind: RegulationKind,
    /// The clauses, as the register of requirements numbers them.
    pub clauses: &'static str,
    /// Whether it is asked of universities alone.
    pub higher_only: bool,
}

const fn demand(kind: RegulationKind, clauses: &'static str, higher_only: bool) -> Demand {
    Demand {
        kind,
        clauses,
        higher_only,
    }
}

/// What the organisation has to rule by itself.
///
/// Clauses: R16-4 (distance learning is arranged by the organisation itself), R20-15 (assessment by
/// own rules under orders 595 or 125), R20-4 (own norms of time), R20-29 (own procedure of mobility),
/// R16-41 and R20-21 (approved online courses and platforms), R20-11 (structure of digital resources),
/// R20-26-1.Dep (instructions); of the local regulation RA-1–3, RA-4 (its own acts), RA-17 (criteria of
/// admission), RA-20 (instruction for users), RA-36 (format of final attestation), RA-37 (practice).
pub const DEMANDS: [Demand; 12] = [
    demand(RegulationKind::Distance, "R16-4 · RA-1–3", false),
    demand(RegulationKind::Assessment, "R20-15 · RA-4", false),
    demand(RegulationKind::TimeNorms, "R20-4", false),
    demand(RegulationKind::Resources, "R20-11", false),
    demand(RegulationKind::Instruction, "R20-26-1 · RA-20", false),
    demand(RegulationKind::Mobility, "R20-29 · R16-42", true),
    demand(RegulationKind::Courses, "R16-41 · R20-21", true),
    demand(RegulationKind::Admission, "RA-17", true),
    demand(RegulationKind::Attestation, "RA-36", true),
    demand(RegulationKind::Practice, "RA-37", true),
    demand(RegulationKind::Policy, "RA-4", true),
    demand(RegulationKind::Honesty, "RA-4", true),
];

/// What is demanded of an organisation of a kind; of one that has not said its kind everything is.
pub fn demanded(kind: Option<OrganisationKind>) -> impl Iterator<Item = &'static Demand> {
    let is_higher = kind.is_none_or(|kind| kind == OrganisationKind::University);
    DEMANDS
        .iter()
        .filter(move |demand| is_higher || !demand.higher_only)
}

/// A day as the audit keeps it.
pub(crate) fn day(date: Date) -> String {
    dates::in_row(Some(date))
}
