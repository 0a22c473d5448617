//! What the columns of a file are, told by their headings.

use oqu_text::Language;
use oqu_web::{L10n, Words};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Nothing that is taken.
    Nothing,
    /// Surname, given name and patronymic in one.
    FullName,
    /// Тегі / фамилия.
    Surname,
    /// Аты / имя.
    Given,
    /// Әкесінің аты / отчество.
    Patronymic,
    /// ЖСН / ИИН.
    Iin,
    /// The date of birth.
    BirthDate,
    /// As documents state it.
    Sex,
    /// A country.
    Citizenship,
    /// An e-mail address.
    Email,
    /// A telephone.
    Phone,
    /// What the person signs in with.
    Login,
    /// The number in another system.
    ExternalNumber,
    /// Languages between commas.
    Languages,
    /// What is to be arranged.
    SpecialNeeds,
    /// Roles by name.
    Role,
    /// The code of a study group.
    Group,
    /// The person's number here, as a list that was taken out has it.
    Number,
}

impl Target {
    /// All, in the order of the template.
    pub const ALL: [Self; 18] = [
        Self::Nothing,
        Self::Surname,
        Self::Given,
        Self::Patronymic,
        Self::FullName,
        Self::Iin,
        Self::BirthDate,
        Self::Sex,
        Self::Citizenship,
        Self::Email,
        Self::Phone,
        Self::Login,
        Self::ExternalNumber,
        Self::Languages,
        Self::SpecialNeeds,
        Self::Role,
        Self::Group,
        Self::Number,
    ];

    /// The columns of the template and of the file that is taken out.
    pub fn of_template() -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(|target| !matches!(target, Self::Nothing | Self::FullName))
    }

    /// The word in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::FullName => "full_name",
            Self::Surname => "surname",
            Self::Given => "given",
            Self::Patronymic => "patronymic",
            Self::Iin => "iin",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::Citizenship => "citizenship",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Login => "login",
            Self::ExternalNumber => "external_number",
            Self::Languages => "languages",
            Self::SpecialNeeds => "special_needs",
            Self::Role => "role",
            Self::Group => "group",
            Self::Number => "number",
        }
    }

    /// The target of this word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.key() == key)
    }

    /// The message of its heading.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Nothing => "import-column-nothing",
            Self::FullName => "import-column-full-name",
            Self::Surname => "field-surname",
            Self::Given => "field-given",
            Self::Patronymic => "field-patronymic",
            Self::Iin => "field-iin",
            Self::BirthDate => "field-birth-date",
            Self::Sex => "field-sex",
            Self::Citizenship => "field-citizenship",
            Self::Email => "field-email",
            Self::Phone => "field-phone",
            Self::Login => "field-login",
            Self::ExternalNumber => "field-external-number",
            Self::Languages => "field-languages",
            Self::SpecialNeeds => "field-special-needs",
            Self::Role => "field-role",
            Self::Group => "import-column-group",
            Self::Number => "import-column-number",
        }
    }

    /// The message that tells how to fill the column.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Nothing | Self::FullName => "import-help-full-name",
            Self::Surname => "import-help-surname",
            Self::Given => "import-help-given",
            Self::Patronymic => "import-help-patronymic",
            Self::Iin => "import-help-iin",
            Self::BirthDate => "import-help-birth-date",
            Self::Sex => "import-help-sex",
            Self::Citizenship => "import-help-citizenship",
            Self::Email => "import-help-email",
            Self::Phone => "import-help-phone",
            Self::Login => "import-help-login",
            Self::ExternalNumber => "import-help-external-number",
            Self::Languages => "import-help-languages",
            Self::SpecialNeeds => "import-help-special-needs",
            Self::Role => "import-help-role",
            Self::Group => "import-help-group",
            Self::Number => "import-help-number",
        }
    }

    /// Whether several columns may hold it: Moodle writes `cohort1`, `cohort2`.
    pub const fn may_repeat(self) -> bool {
        matches!(self, Self::Nothing | Self::Group)
    }
}

/// Headings beyond our own, folded: Moodle's, and those of lists that offices keep.
const SYNONYMS: [(&str, Target); 73] = [
    ("username", Target::Login),
    ("логин", Target::Login),
    ("имя пользователя", Target::Login),
    ("login", Target::Login),
    ("firstname", Target::Given),
    ("first name", Target::Given),
    ("name", Target::Given),
    ("given", Target::Given),
    ("special needs", Target::SpecialNeeds),
    ("имя", Target::Given),
    ("аты", Target::Given),
    ("есімі", Target::Given),
    ("lastname", Target::Surname),
    ("last name", Target::Surname),
    ("family name", Target::Surname),
    ("фамилия", Target::Surname),
    ("тегі", Target::Surname),
    ("middlename", Target::Patronymic),
    ("middle name", Target::Patronymic),
    ("отчество", Target::Patronymic),
    ("отчество при наличии", Target::Patronymic),
    ("әкесінің аты", Target::Patronymic),
    ("әкесінің аты болса", Target::Patronymic),
    ("фио", Target::FullName),
    ("ф и о", Target::FullName),
    ("тәә", Target::FullName),
    ("аты жөні", Target::FullName),
    ("аты-жөні", Target::FullName),
    ("толық аты", Target::FullName),
    ("тегі аты әкесінің аты", Target::FullName),
    ("фамилия имя отчество", Target::FullName),
    ("full name", Target::FullName),
    ("fullname", Target::FullName),
    ("email", Target::Email),
    ("e-mail", Target::Email),
    ("email address", Target::Email),
    ("почта", Target::Email),
    ("эл почта", Target::Email),
    ("электронная почта", Target::Email),
    ("адрес электронной почты", Target::Email),
    ("электрондық пошта", Target::Email),
    ("пошта", Target::Email),
    ("phone", Target::Phone),
    ("phone1", Target::Phone),
    ("mobile", Target::Phone),
    ("телефон", Target::Phone),
    ("сотовый телефон", Target::Phone),
    ("ұялы телефон", Target::Phone),
    ("idnumber", Target::ExternalNumber),
    ("id number", Target::ExternalNumber),
    ("external number", Target::ExternalNumber),
    ("табельный номер", Target::ExternalNumber),
    ("иин", Target::Iin),
    ("жсн", Target::Iin),
    ("iin", Target::Iin),
    ("дата рождения", Target::BirthDate),
    ("туған күні", Target::BirthDate),
    ("birth date", Target::BirthDate),
    ("birthdate", Target::BirthDate),
    ("birthday", Target::BirthDate),
    ("date of birth", Target::BirthDate),
    ("пол", Target::Sex),
    ("жынысы", Target::Sex),
    ("gender", Target::Sex),
    ("гражданство", Target::Citizenship),
    ("азаматтығы", Target::Citizenship),
    ("country", Target::Citizenship),
    ("рөлі", Target::Role),
    ("роль", Target::Role),
    ("группа", Target::Group),
    ("тобы", Target::Group),
    ("топ", Target::Group),
    ("group", Target::Group),
];

/// Small letters, Ё as Е, single spaces, without what stands in brackets and without signs.
fn folded(heading: &str) -> String {
    let small = heading.to_lowercase().replace('ё', "е");
    let bare = small.split('(').next().unwrap_or_default();
    let letters: String = bare
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '-' {
                c
            } else {
                ' '
            }
        })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a heading says, whichever of the three languages or systems it comes from.
pub fn recognised(l10n: &'static L10n, heading: &str) -> Target {
    let wanted = folded(heading);
    if wanted.is_empty() {
        return Target::Nothing;
    }
    for language in Language::ALL {
        let words = l10n.words(language);
        let mut others = Target::ALL.into_iter().skip(1);
        if let Some(target) = others.find(|target| folded(&words.t(target.message())) == wanted) {
            return target;
        }
    }
    if let Some((_, target)) = SYNONYMS.iter().find(|(word, _)| *word == wanted) {
        return *target;
    }
    let numbered = |word: &str| {
        let rest = wanted.strip_prefix(word);
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
    };
    match numbered("cohort") {
        true => Target::Group,
        false => Target::Nothing,
    }
}

/// What all headings say; a target that stands twice is taken where it stands first.
pub fn recognised_all(l10n: &'static L10n, headings: &[String]) -> Vec<Target> {
    let mut found: Vec<Target> = Vec::with_capacity(headings.len());
    for heading in headings {
        let target = recognised(l10n, heading);
        match found.contains(&target) && !target.may_repeat() {
            true => found.push(Target::Nothing),
            false => found.push(target),
        }
    }
    found
}

/// By this the choice for the same headings is found again.
pub fn mark_of(headings: &[String]) -> String {
    let mut hash = Sha256::new();
    for heading in headings {
        hash.update(folded(heading).as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What must be put right before the rows are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No column says who the person is.
    NoName,
    /// Two columns hold the same.
    Twice(Target),
}

impl Wrong {
    /// What to do.
    pub fn text(&self, words: Words) -> String {
        match self {
            Self::NoName => words.t("import-columns-no-name").into_owned(),
            Self::Twice(target) => words
                .with("import-columns-twice")
                .arg("column", words.t(target.message()).into_owned())
                .to_string(),
        }
    }
}

/// Whether a choice of columns can be used; else the first thing to put right and its column.
///
/// # Errors
/// [`Wrong`] with the column, counted from 0.
pub fn check(targets: &[Target]) -> Result<(), (usize, Wrong)> {
    for (at, target) in targets.iter().enumerate() {
        if !target.may_repeat() && targets[..at].contains(target) {
            return Err((at, Wrong::Twice(*target)));
        }
    }
    let has = |target| targets.contains(&target);
    match has(Target::FullName) || (has(Target::Surname) && has(Target::Given)) {
        true => Ok(()),
        false => Err((0, Wrong::NoName)),
    }
}
