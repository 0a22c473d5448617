//! What programs may send: the fields of each object, and what each takes. The reading of bodies and
//! the description in `openapi.json` both come from here; which values are right the areas decide.

use oqu_identity::api::Role;
use oqu_organisation::api::{UnitFunction, UnitKind};
use oqu_text::Language;

/// What a field takes.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// A line of at most so many characters.
    Text(usize),
    /// A date, `2007-09-01`.
    Date,
    /// One of a set.
    Choice(fn() -> Vec<&'static str>),
    /// A whole number of a range.
    Whole(i64, i64),
    /// The id of something.
    Id,
    /// Some texts.
    Texts,
    /// A text of at most so many characters in Kazakh, Russian and English.
    Names(usize),
    /// True or false; only in queries.
    Flag,
}

/// A field of an object, or a filter of a list.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Its name.
    pub name: &'static str,
    /// The field of the area's form that takes it; the beginning of three for [`Takes::Names`].
    pub form: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether there is no new object without it.
    pub required: bool,
    /// What it is.
    pub about: &'static str,
}

const fn part(name: &'static str, form: &'static str, takes: Takes, about: &'static str) -> Part {
    Part {
        name,
        form,
        takes,
        required: false,
        about,
    }
}

const fn needed(name: &'static str, form: &'static str, takes: Takes, about: &'static str) -> Part {
    Part {
        required: true,
        ..part(name, form, takes, about)
    }
}

/// A filter of a list.
pub(super) const fn filter(name: &'static str, takes: Takes, about: &'static str) -> Part {
    part(name, name, takes, about)
}

/// The fields of an object.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// What the description calls it.
    pub name: &'static str,
    /// Its fields.
    pub parts: &'static [Part],
}

pub(super) fn sexes() -> Vec<&'static str> {
    vec!["female", "male"]
}

pub(super) fn roles() -> Vec<&'static str> {
    Role::ALL.map(Role::key).to_vec()
}

pub(super) fn scope_kinds() -> Vec<&'static str> {
    vec!["organisation", "unit", "group"]
}

pub(super) fn languages() -> Vec<&'static str> {
    Language::ALL.map(Language::code).to_vec()
}

fn unit_kinds() -> Vec<&'static str> {
    UnitKind::ALL.iter().map(|kind| kind.key()).collect()
}

fn unit_functions() -> Vec<&'static str> {
    UnitFunction::ALL.iter().map(|kind| kind.key()).collect()
}

/// A person.
pub(super) const PERSON: Shape = Shape {
    name: "PersonWritten",
    parts: &[
        needed("surname", "surname", Takes::Text(100), "Surname."),
        needed("given", "given", Takes::Text(100), "Given name."),
        part(
            "patronymic",
            "patronymic",
            Takes::Text(100),
            "Patronymic, for those who have one.",
        ),
        part(
            "iin",
            "iin",
            Takes::Text(40),
            "IIN, 12 digits with the check digit; none for foreigners.",
        ),
        part("birth_date", "birth_date", Takes::Date, "Date of birth."),
        part("sex", "sex", Takes::Choice(sexes), "As documents state it."),
        needed(
            "citizenship",
            "citizenship",
            Takes::Text(40),
            "ISO 3166-1 alpha-2: KZ.",
        ),
        part(
            "email",
            "email",
            Takes::Text(254),
            "E-mail address, nobody else's.",
        ),
        part(
            "phone",
            "phone",
            Takes::Text(40),
            "Telephone of Kazakhstan, or another that begins with +.",
        ),
        part(
            "login",
            "login",
            Takes::Text(100),
            "Login: 3 to 40 of a–z, 0–9, dot, hyphen, underscore; nobody else's.",
        ),
        part(
            "languages",
            "languages",
            Takes::Texts,
            "ISO 639-1 codes, the best first.",
        ),
        part(
            "external_number",
            "external_number",
            Takes::Text(60),
            "The number in your system, nobody else's.",
        ),
    ],
};

/// A role to be given.
pub(super) const GRANT: Shape = Shape {
    name: "RoleGiven",
    parts: &[
        needed(
            "role",
            "role",
            Takes::Choice(roles),
            "The key of the role, of /api/v1/roles.",
        ),
        part(
            "scope_kind",
            "scope_kind",
            Takes::Choice(scope_kinds),
            "Where it holds [organisation].",
        ),
        part(
            "scope_id",
            "scope_id",
            Takes::Id,
            "The unit or group where it holds.",
        ),
    ],
};

/// A unit.
pub(super) const UNIT: Shape = Shape {
    name: "UnitWritten",
    parts: &[
        part(
            "parent",
            "unit-parent",
            Takes::Id,
            "The unit above; none at the top.",
        ),
        needed(
            "kind",
            "unit-kind",
            Takes::Choice(unit_kinds),
            "What it is.",
        ),
        needed(
            "function",
            "unit-function",
            Takes::Choice(unit_functions),
            "What it does for the whole organisation.",
        ),
        needed(
            "code",
            "unit-code",
            Takes::Text(20),
            "Its short code, no other unit's.",
        ),
        needed(
            "name",
            "name",
            Takes::Names(200),
            "Its whole name in all three languages.",
        ),
        part("short", "short", Takes::Names(60), "Its name in lists."),
        part(
            "position",
            "unit-position",
            Takes::Whole(0, 999),
            "Its place among its neighbours.",
        ),
        part(
            "phone",
            "contact-phone",
            Takes::Text(100),
            "Telephone, as people write it.",
        ),
        part(
            "email",
            "contact-email",
            Takes::Text(100),
            "E-mail address.",
        ),
    ],
};

/// A study group.
pub(super) const GROUP: Shape = Shape {
    name: "GroupWritten",
    parts: &[
        needed(
            "unit",
            "group-unit",
            Takes::Id,
            "The unit that it belongs to.",
        ),
        needed(
            "code",
            "group-code",
            Takes::Text(20),
            "Its code, no other group's: ИС-21.",
        ),
        needed(
            "language",
            "group-language",
            Takes::Choice(languages),
            "The language of study.",
        ),
        needed(
            "admission_year",
            "admission-year",
            Takes::Whole(1990, 2100),
            "The year in which its learners were admitted.",
        ),
        part(
            "programme",
            "programme",
            Takes::Names(200),
            "The programme that it studies.",
        ),
    ],
};
