//! When two records may be one person, and what the one is made of, decided from values.

use oqu_kernel::{Actor, PersonId};
use oqu_text::fold::tokens;

use crate::people::rules::PersonData;
use crate::permissions;

/// A name that folds to nothing is not left empty: empty is what was not folded yet.
const NOTHING: &str = "-";

/// A name as doubles are looked for by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// Surname and given name in one order: «Айгерім Ахметова» is «ахметова айгерим».
    pub name: String,
    /// The given name alone.
    pub given: String,
    /// The patronymic, which may be empty.
    pub patronymic: String,
}

/// Folds a name: ё and е, і and и, ә and а, Latin look-alikes and the like are one letter each
/// (facts 2.10), and the order of surname and given name does not matter.
pub fn folded(surname: &str, given: &str, patronymic: Option<&str>) -> Folded {
    let mut parts = tokens(surname);
    parts.extend(tokens(given));
    parts.sort_unstable();
    let name = match parts.is_empty() {
        true => NOTHING.to_owned(),
        false => parts.join(" "),
    };
    Folded {
        name,
        given: tokens(given).join(" "),
        patronymic: tokens(patronymic.unwrap_or_default()).join(" "),
    }
}

/// Why two records may be one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// The same name and date of birth.
    #[default]
    Birth,
    /// The same name, and one has no date of birth.
    Name,
    /// The same telephone, and the given name or the date of birth.
    Phone,
}

impl Ground {
    /// All of them, the surest first.
    pub const ALL: [Self; 3] = [Self::Birth, Self::Name, Self::Phone];

    /// The word in the address; the message is `doubles-by-<key>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Birth => "birth",
            Self::Name => "name",
            Self::Phone => "phone",
        }
    }

    /// The one with this key; the surest for any other.
    pub fn parse(key: &str) -> Self {
        let found = Self::ALL.into_iter().find(|ground| ground.key() == key);
        found.unwrap_or_default()
    }
}

/// One of the two records that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The left one.
    One,
    /// The right one.
    Other,
}

impl Side {
    /// The word in the form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Other => "other",
        }
    }

    /// The one with this key.
    pub fn parse(key: &str) -> Option<Self> {
        match key {
            "one" => Some(Self::One),
            "other" => Some(Self::Other),
            _ => None,
        }
    }

    /// Of a pair, that of this side.
    pub fn of<'a, T>(self, pair: (&'a T, &'a T)) -> &'a T {
        match self {
            Self::One => pair.0,
            Self::Other => pair.1,
        }
    }
}

/// A field of a person that may differ. The photo is chosen beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Surname,
    Given,
    Patronymic,
    Iin,
    BirthDate,
    Sex,
    Citizenship,
    Email,
    Login,
    Phone,
    ExternalNumber,
    Languages,
    SpecialNeeds,
}

impl Part {
    /// All of them, in the order of forms.
    pub const ALL: [Self; 13] = [
        Self::Surname,
        Self::Given,
        Self::Patronymic,
        Self::Iin,
        Self::BirthDate,
        Self::Sex,
        Self::Citizenship,
        Self::Email,
        Self::Login,
        Self::Phone,
        Self::ExternalNumber,
        Self::Languages,
        Self::SpecialNeeds,
    ];

    /// The name of the field: its label is `field-<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Surname => "surname",
            Self::Given => "given",
            Self::Patronymic => "patronymic",
            Self::Iin => "iin",
            Self::BirthDate => "birth-date",
            Self::Sex => "sex",
            Self::Citizenship => "citizenship",
            Self::Email => "email",
            Self::Login => "login",
            Self::Phone => "phone",
            Self::ExternalNumber => "external-number",
            Self::Languages => "languages",
            Self::SpecialNeeds => "special-needs",
        }
    }

    /// What stands in it, as a key; empty for nothing.
    pub fn value(self, data: &PersonData) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::Surname => data.surname.clone(),
            Self::Given => data.given.clone(),
            Self::Patronymic => text(&data.patronymic),
            Self::Iin => data
                .iin
                .as_ref()
                .map(oqu_text::Iin::reveal)
                .unwrap_or_default(),
            Self::BirthDate => data
                .birth_date
                .map(|date| date.to_string())
                .unwrap_or_default(),
            Self::Sex => {
                let word = data.sex.map(crate::people::rules::sex_word);
                word.unwrap_or_default().to_owned()
            }
            Self::Citizenship => data.citizenship.clone(),
            Self::Email => text(&data.email),
            Self::Login => text(&data.login),
            Self::Phone => text(&data.phone),
            Self::ExternalNumber => text(&data.external_number),
            Self::Languages => data.languages.join(", "),
            Self::SpecialNeeds => text(&data.special_needs),
        }
    }

    /// Puts what `from` has in this field into `to`.
    pub fn take(self, from: &PersonData, to: &mut PersonData) {
        match self {
            Self::Surname => to.surname.clone_from(&from.surname),
            Self::Given => to.given.clone_from(&from.given),
            Self::Patronymic => to.patronymic.clone_from(&from.patronymic),
            Self::Iin => to.iin.clone_from(&from.iin),
            Self::BirthDate => to.birth_date = from.birth_date,
            Self::Sex => to.sex = from.sex,
            Self::Citizenship => to.citizenship.clone_from(&from.citizenship),
            Self::Email => to.email.clone_from(&from.email),
            Self::Login => to.login.clone_from(&from.login),
            Self::Phone => to.phone.clone_from(&from.phone),
            Self::ExternalNumber => to.external_number.clone_from(&from.external_number),
            Self::Languages => to.languages.clone_from(&from.languages),
            Self::SpecialNeeds => to.special_needs.clone_from(&from.special_needs),
        }
    }

    /// Whether both have something here, and not the same: somebody has to choose.
    pub fn differs(self, pair: (&PersonData, &PersonData)) -> bool {
        let (one, other) = (self.value(pair.0), self.value(pair.1));
        !one.is_empty() && !other.is_empty() && one != other
    }
}

/// What of the two is chosen in which field; [`None`] where nobody has chosen.
pub type Choose<'a> = &'a dyn Fn(Part) -> Option<Side>;

/// The data of the one person: where only one record has something, that; where both differ, what
/// was chosen. The fields in which nobody has chosen are told.
pub fn merged(
    pair: (&PersonData, &PersonData),
    choose: Choose<'_>,
) -> Result<PersonData, Vec<Part>> {
    let mut data = pair.0.clone();
    let mut open = Vec::new();
    for part in Part::ALL {
        if part.differs(pair) {
            match choose(part) {
                Some(side) => part.take(side.of(pair), &mut data),
                None => open.push(part),
            }
        } else if part.value(pair.0).is_empty() {
            part.take(pair.1, &mut data);
        }
    }
    if open.is_empty() { Ok(data) } else { Err(open) }
}

/// Which record is better kept, as a first suggestion: the one with a password, else the older.
pub fn suggested(one: (bool, i64), other: (bool, i64)) -> Side {
    match (one.0, other.0) {
        (true, false) => Side::One,
        (false, true) => Side::Other,
        _ if one.1 <= other.1 => Side::One,
        _ => Side::Other,
    }
}

/// What keeps somebody from merging two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// It is one record.
    Same,
    /// One of them is the visitor's own.
    Oneself,
    /// One of them is an administrator's, and the visitor is none.
    Administrator,
    /// One stands for the other, so that they are two people.
    Related,
}

impl Barred {
    /// The message that says so.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Same => "doubles-barred-same",
            Self::Oneself => "doubles-barred-oneself",
            Self::Administrator => "doubles-barred-administrator",
            Self::Related => "doubles-barred-related",
        }
    }
}

/// Whether an actor may merge two records, of which one may be an administrator's and one may stand
/// for the other.
pub fn may_merge(
    actor: &Actor,
    (one, other): (PersonId, PersonId),
    has_administrator: bool,
    is_related: bool,
) -> Result<(), Barred> {
    match () {
        () if one == other => Err(Barred::Same),
        () if [one, other].contains(&actor.person) => Err(Barred::Oneself),
        () if has_administrator && !permissions::access_write(actor) => Err(Barred::Administrator),
        () if is_related => Err(Barred::Related),
        () => Ok(()),
    }
}
