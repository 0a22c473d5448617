//! What becomes of each row: a new person, a change, nothing, or something to put right first.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use oqu_kernel::{PersonId, Scope};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::columns::Target;
use super::row::{GROUP, ReadRow, Reader, Remark, Said};
use crate::people::rules::PersonData;
use crate::people::store::PersonRow;
use crate::roles::Role;

/// What will become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person is added.
    New,
    /// A person who is there gets something else written.
    Changed,
    /// All of it is written already.
    Same,
    /// It may be somebody who is there: a person decides.
    Undecided,
    /// Something must be put right first.
    Wrong,
}

impl Kind {
    /// In the order in which a person looks at them.
    pub const ALL: [Self; 5] = [
        Self::Wrong,
        Self::Undecided,
        Self::New,
        Self::Changed,
        Self::Same,
    ];

    /// The word in addresses; the message is `import-kind-<word>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Undecided => "undecided",
            Self::Wrong => "wrong",
        }
    }
}

/// What will become of one row, as the preview shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The row in the file.
    #[serde(rename = "n")]
    pub number: u32,
    /// The person as the row names them.
    #[serde(rename = "p")]
    pub name: String,
    /// What will become of it.
    #[serde(rename = "k")]
    pub kind: Kind,
    /// Who is there already, or may be.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// What must be put right.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<Remark>,
    /// What is only told.
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    pub warned: Vec<Remark>,
    /// Which fields change.
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

/// A person's answer to "perhaps the same".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is the one who is there.
    Same,
    /// It is somebody else.
    Other,
}

/// The answers, by the number of the row.
pub type Decisions = BTreeMap<u32, Decision>;

/// A person who is there.
#[derive(Clone, Debug)]
pub struct Known {
    /// The row.
    pub row: PersonRow,
    /// The roles in force.
    pub held: Vec<(Role, Scope)>,
}

/// The people who are there and may be meant by some rows.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// All of them.
    pub people: HashMap<PersonId, Known>,
    by_number: HashMap<i64, PersonId>,
    by_iin: HashMap<String, PersonId>,
    by_email: HashMap<String, PersonId>,
    by_login: HashMap<String, PersonId>,
    by_external: HashMap<String, PersonId>,
    by_name: HashMap<(String, Date), Vec<PersonId>>,
}

impl Found {
    /// Takes a person in.
    pub fn add(&mut self, known: Known) {
        let id = known.row.id;
        let data = known.row.data();
        self.by_number.insert(known.row.number, id);
        if let Some(iin) = &data.iin {
            self.by_iin.insert(iin.reveal(), id);
        }
        for (index, value) in [
            (&mut self.by_email, &data.email),
            (&mut self.by_login, &data.login),
            (&mut self.by_external, &data.external_number),
        ] {
            if let Some(value) = value {
                index.insert(value.clone(), id);
            }
        }
        if let Some(birth) = data.birth_date {
            let key = (folded_name(&data.surname, &data.given), birth);
            self.by_name.entry(key).or_default().push(id);
        }
        self.people.insert(id, known);
    }
}

/// Surname and given name as they are compared: small letters, Ё as Е, single spaces.
pub fn folded_name(surname: &str, given: &str) -> String {
    let both = format!("{surname} {given}")
        .to_lowercase()
        .replace('ё', "е");
    both.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    Known(PersonId),
    Perhaps(PersonId),
    /// A value of the row is this person's, and both names differ.
    Renamed(PersonId, Target),
    Unclear(Remark),
}

/// Decides about a row. `full` says that the person who imports may change administrators too.
pub fn decide(
    number: u32,
    read: ReadRow,
    reader: &Reader,
    found: &Found,
    decision: Option<Decision>,
    full: bool,
) -> (Verdict, Said) {
    let ReadRow {
        said,
        mut wrong,
        warned,
    } = read;
    let mut verdict = Verdict {
        number,
        name: said.full_name(),
        kind: Kind::Wrong,
        person: None,
        wrong: Vec::new(),
        warned,
        fields: Vec::new(),
    };
    let who = match (who(&said, reader, found), decision) {
        (Who::Perhaps(person), Some(Decision::Same)) => Who::Known(person),
        (Who::Perhaps(_), Some(Decision::Other)) => Who::Nobody,
        (Who::Renamed(person, _), Some(Decision::Same)) => Who::Known(person),
        (Who::Renamed(person, target), Some(Decision::Other)) => {
            Who::Unclear(of_another(reader, target, found, person))
        }
        (who, _) => who,
    };
    match who {
        Who::Unclear(remark) => wrong.push(remark),
        Who::Nobody => verdict.kind = Kind::New,
        Who::Perhaps(person) => {
            verdict.kind = Kind::Undecided;
            verdict.person = Some(person);
        }
        Who::Renamed(person, target) => {
            verdict.kind = Kind::Undecided;
            verdict.person = Some(person);
            let remark = Remark::at(reader.column(target), "import-row-other-name");
            let name = found.people[&person].row.full_name();
            verdict.warned.push(remark.arg("name", name));
        }
        Who::Known(person) => {
            verdict.person = Some(person);
            let known = &found.people[&person];
            verdict.fields = changes(&said, known);
            verdict.kind = match verdict.fields.is_empty() {
                true => Kind::Same,
                false => Kind::Changed,
            };
            let is_administrator = known
                .held
                .iter()
                .any(|(role, _)| *role == Role::Administrator);
            if is_administrator && !full && verdict.kind == Kind::Changed {
                wrong.push(Remark::at(None, "import-row-administrator"));
            }
        }
    }
    if !wrong.is_empty() {
        verdict.kind = Kind::Wrong;
    }
    verdict.wrong = wrong;
    (verdict, said)
}

/// By the number here; else by IIN; else by login, e-mail or number in another system; else perhaps by name and birth date.
fn who(said: &Said, reader: &Reader, found: &Found) -> Who {
    let mut known = None;
    let mut by = Target::Number;
    if let Some(number) = said.number {
        match found.by_number.get(&number) {
            Some(person) => known = Some(*person),
            None => {
                let column = reader.column(Target::Number);
                return Who::Unclear(Remark::at(column, "import-number-unknown"));
            }
        }
    }
    let iin = said.iin.as_ref().map(oqu_text::Iin::reveal);
    let others = [
        (Target::Iin, &iin, &found.by_iin),
        (Target::Login, &said.login, &found.by_login),
        (Target::Email, &said.email, &found.by_email),
        (
            Target::ExternalNumber,
            &said.external_number,
            &found.by_external,
        ),
    ];
    for (target, value, index) in others {
        let Some(other) = value.as_ref().and_then(|value| index.get(value)) else {
            continue;
        };
        match known {
            Some(person) if person != *other => {
                return Who::Unclear(of_another(reader, target, found, *other));
            }
            Some(_) => {}
            None if other_iin(said, found, *other) => {
                let remark = Remark::at(reader.column(target), "import-row-other-iin");
                return Who::Unclear(remark.arg("name", found.people[other].row.full_name()));
            }
            None => {
                known = Some(*other);
                by = target;
            }
        }
    }
    match known {
        // The number here is written by Oqu itself, into the list that is corrected and brought back.
        Some(person) if by != Target::Number && renamed(said, found, person) => {
            Who::Renamed(person, by)
        }
        Some(person) => Who::Known(person),
        None => by_name(said, reader, found),
    }
}

fn of_another(reader: &Reader, target: Target, found: &Found, person: PersonId) -> Remark {
    let remark = Remark::at(reader.column(target), "import-row-of-another");
    remark.arg("name", found.people[&person].row.full_name())
}

/// Whether the row tells both names and both are other than the person's: a digit may have been mistyped.
fn renamed(said: &Said, found: &Found, person: PersonId) -> bool {
    let (Some(surname), Some(given)) = (&said.surname, &said.given) else {
        return false;
    };
    let known = found.people[&person].row.data();
    let differ = |one: &str, other: &str| folded_name(one, "") != folded_name(other, "");
    differ(surname, &known.surname) && differ(given, &known.given)
}

/// Whether the row and the person have IINs that differ: then they are two people.
fn other_iin(said: &Said, found: &Found, person: PersonId) -> bool {
    let known = found.people[&person].row.data().iin;
    said.iin.is_some() && known.is_some() && said.iin != known
}

fn by_name(said: &Said, reader: &Reader, found: &Found) -> Who {
    let (Some(surname), Some(given), Some(birth)) = (&said.surname, &said.given, said.birth_date)
    else {
        return Who::Nobody;
    };
    let key = (folded_name(surname, given), birth);
    let alike = found.by_name.get(&key).into_iter().flatten().copied();
    let alike: Vec<PersonId> = alike
        .filter(|person| !other_iin(said, found, *person))
        .collect();
    match alike[..] {
        [] => Who::Nobody,
        [one] => Who::Perhaps(one),
        _ => {
            let column = reader.column(Target::Iin);
            Who::Unclear(Remark::at(column, "import-row-several-alike"))
        }
    }
}

/// The fields that the row would change, by their names in the audit, and `role` for a role to be given.
fn changes(said: &Said, known: &Known) -> Vec<String> {
    let old = known.row.data();
    let new = said.applied(&old);
    let mut fields: Vec<String> = differing(&old, &new)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if !missing_roles(said, &known.held).is_empty() {
        fields.push("role".to_owned());
    }
    fields
}

fn differing(old: &PersonData, new: &PersonData) -> Vec<&'static str> {
    let pairs = [
        ("surname", old.surname != new.surname),
        ("given", old.given != new.given),
        ("patronymic", old.patronymic != new.patronymic),
        ("iin", old.iin != new.iin),
        ("birth-date", old.birth_date != new.birth_date),
        ("sex", old.sex != new.sex),
        ("citizenship", old.citizenship != new.citizenship),
        ("email", old.email != new.email),
        ("phone", old.phone != new.phone),
        ("login", old.login != new.login),
        (
            "external-number",
            old.external_number != new.external_number,
        ),
        ("languages", old.languages != new.languages),
        ("special-needs", old.special_needs != new.special_needs),
    ];
    pairs
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
}

/// The roles of the row that the person does not hold yet.
pub fn missing_roles(said: &Said, held: &[(Role, Scope)]) -> Vec<(Role, Scope)> {
    let mut missing: Vec<(Role, Scope)> = Vec::new();
    for (role, group) in &said.roles {
        let wanted = (*role, scope(*group));
        if !held.contains(&wanted) && !missing.contains(&wanted) {
            missing.push(wanted);
        }
    }
    missing
}

fn scope(group: Option<Uuid>) -> Scope {
    group.map_or(Scope::Organisation, |id| Scope::Thing {
        kind: GROUP.to_owned(),
        id,
    })
}

/// How many rows of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Added.
    pub new: i64,
    /// Changed.
    pub changed: i64,
    /// As they are.
    pub same: i64,
    /// To be decided by a person.
    pub undecided: i64,
    /// To be put right.
    pub wrong: i64,
}

impl Counts {
    /// Takes a row in.
    pub fn add(&mut self, kind: Kind) {
        *self.of_mut(kind) += 1;
    }

    fn of_mut(&mut self, kind: Kind) -> &mut i64 {
        match kind {
            Kind::New => &mut self.new,
            Kind::Changed => &mut self.changed,
            Kind::Same => &mut self.same,
            Kind::Undecided => &mut self.undecided,
            Kind::Wrong => &mut self.wrong,
        }
    }

    /// Rows of a kind.
    pub fn of(mut self, kind: Kind) -> i64 {
        *self.of_mut(kind)
    }

    /// All rows.
    pub fn all(self) -> i64 {
        self.new + self.changed + self.same + self.undecided + self.wrong
    }
}
