//! One row of a file as what is written of a person, with everything that is wrong with it.

use std::collections::HashMap;

use jiff::civil::Date;
use oqu_kernel::Scope;
use oqu_text::Language;
use oqu_text::iin::{Iin, Sex};
use oqu_web::{L10n, Words};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::columns::Target;
use super::file::{Mark, Row};
use super::values::{
    birth_date, folded_code, full_name, iin, is_of_groups, line, name, parts, plain, sex, wrong,
};
use crate::api::ScopeOption;
use crate::people::rules::{self, EMAIL_MOST, EXTERNAL_MOST, NEEDS_MOST, PersonData};
use crate::roles::Role;

/// The kind of scope that a code in the column of groups names.
pub const GROUP: &str = "group";
/// What people write where there is nothing.
const NO_VALUE: [&str; 4] = ["", "-", "–", "—"];

/// Something to put right, or to know, at a cell or at the whole row. Kept as a message with its
/// arguments, so that each reads it in their own language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The column, from 0; none for the whole row.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The message.
    #[serde(rename = "k")]
    pub key: String,
    /// Its arguments.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, String)>,
}

impl Remark {
    /// A remark about a cell.
    pub fn at(column: Option<usize>, key: &str) -> Self {
        Self {
            column,
            key: key.to_owned(),
            args: Vec::new(),
        }
    }

    /// With an argument.
    #[must_use]
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// What it says.
    pub fn text(&self, words: Words) -> String {
        let mut message = words.with(&self.key);
        for (name, value) in &self.args {
            message = match (name.as_str(), value.parse::<i64>()) {
                // Numbers choose the plural form; a code of a group is no number.
                ("row" | "most", Ok(number)) => message.arg(name.as_str(), number),
                _ => message.arg(name.as_str(), value.as_str()),
            };
        }
        message.to_string()
    }
}

/// What a row says of a person: only what stands in it; an empty cell says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub surname: Option<String>,
    pub given: Option<String>,
    pub patronymic: Option<String>,
    pub iin: Option<Iin>,
    pub birth_date: Option<Date>,
    pub sex: Option<Sex>,
    pub citizenship: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub login: Option<String>,
    pub external_number: Option<String>,
    pub languages: Option<Vec<&'static str>>,
    pub special_needs: Option<String>,
    /// The person's number here.
    pub number: Option<i64>,
    /// Roles with the group they are held in; none for the whole organisation.
    pub roles: Vec<(Role, Option<Uuid>)>,
}

/// A row that was read.
#[derive(Clone, Debug, Default)]
pub struct ReadRow {
    /// What it says.
    pub said: Said,
    /// What must be put right.
    pub wrong: Vec<Remark>,
    /// What is only told.
    pub warned: Vec<Remark>,
}

impl Said {
    /// «Ахметова Айгерім Серікқызы», as far as the row has it.
    pub fn full_name(&self) -> String {
        let parts = [&self.surname, &self.given, &self.patronymic];
        let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
        parts.join(" ")
    }

    /// The person after the row: what is known, with what the row says in its place.
    pub fn applied(&self, known: &PersonData) -> PersonData {
        let or = |said: &Option<String>, known: &Option<String>| said.clone().or(known.clone());
        PersonData {
            surname: self.surname.clone().unwrap_or(known.surname.clone()),
            given: self.given.clone().unwrap_or(known.given.clone()),
            patronymic: or(&self.patronymic, &known.patronymic),
            iin: self.iin.clone().or(known.iin.clone()),
            birth_date: self.birth_date.or(known.birth_date),
            sex: self.sex.or(known.sex),
            citizenship: self
                .citizenship
                .clone()
                .unwrap_or(known.citizenship.clone()),
            email: or(&self.email, &known.email),
            login: or(&self.login, &known.login),
            phone: or(&self.phone, &known.phone),
            external_number: or(&self.external_number, &known.external_number),
            languages: self.languages.clone().unwrap_or(known.languages.clone()),
            special_needs: or(&self.special_needs, &known.special_needs),
        }
    }

    /// The person when nobody is known: a citizen of Kazakhstan unless the row says otherwise.
    pub fn person(&self) -> PersonData {
        self.applied(&PersonData {
            citizenship: "KZ".to_owned(),
            ..PersonData::default()
        })
    }
}

/// By what rows are read: the choice of columns, the groups that are open, the words of roles, what
/// the person who imports may give.
#[derive(Clone)]
pub struct Reader {
    targets: Vec<Target>,
    groups: HashMap<String, Uuid>,
    codes: HashMap<Uuid, String>,
    roles: HashMap<String, Role>,
    may_give: fn(Role) -> bool,
    any_role: bool,
    today: Date,
}

impl Reader {
    /// `any_role` says that the person who imports may give every role; otherwise only those of
    /// [`crate::permissions::registrar_gives`].
    pub fn new(
        l10n: &'static L10n,
        targets: &[Target],
        options: &[ScopeOption],
        any_role: bool,
        today: Date,
    ) -> Self {
        let groups = || options.iter().filter(|option| option.kind == GROUP);
        let mut roles = HashMap::new();
        for role in Role::ALL {
            roles.insert(role.key().to_owned(), role);
            for language in Language::ALL {
                let name = l10n.words(language).t(&role.message()).to_lowercase();
                // «Ата-ана (заңды өкіл)» is written without its brackets too.
                let bare = name.split('(').next().unwrap_or_default().trim().to_owned();
                roles.entry(bare).or_insert(role);
                roles.entry(name).or_insert(role);
            }
        }
        for word in ["student", "студент", "обучающийся", "оқушы", "учащийся"]
        {
            roles.entry(word.to_owned()).or_insert(Role::Learner);
        }
        Self {
            targets: targets.to_vec(),
            groups: groups()
                .map(|option| (folded_code(&option.name), option.id))
                .collect(),
            codes: groups()
                .map(|option| (option.id, option.name.clone()))
                .collect(),
            roles,
            may_give: crate::permissions::registrar_gives,
            any_role,
            today,
        }
    }

    /// Reads a row.
    pub fn read(&self, row: &Row) -> ReadRow {
        let mut read = ReadRow::default();
        let mut roles = None;
        let mut groups = Vec::new();
        for (at, target) in self.targets.iter().enumerate() {
            if *target == Target::Nothing || !self.is_readable(row, at, &mut read) {
                continue;
            }
            let text = row.cell(at);
            match target {
                Target::Role => roles = Some((at, text)),
                Target::Group => groups.push((at, text)),
                other => self.field(*other, at, row, &mut read),
            }
        }
        self.grants(roles, &groups, &mut read);
        self.name_is_there(&mut read);
        self.warn_of_iin(&mut read);
        read
    }

    /// Whether there is a value to look at; what cannot be one is told.
    fn is_readable(&self, row: &Row, at: usize, read: &mut ReadRow) -> bool {
        let key = match row.marks.get(&at) {
            Some(Mark::Formula) => "import-cell-formula",
            Some(Mark::Error) => "import-cell-error",
            Some(Mark::Long) => "import-cell-long",
            _ => return !NO_VALUE.contains(&row.cell(at)),
        };
        read.wrong.push(Remark::at(Some(at), key));
        false
    }

    fn field(&self, target: Target, at: usize, row: &Row, read: &mut ReadRow) {
        let text = row.cell(at);
        let said = &mut read.said;
        let column = Some(at);
        let taken = match target {
            Target::Surname => name(text).map(|name| said.surname = name),
            Target::Given => name(text).map(|name| said.given = name),
            Target::Patronymic => name(text).map(|name| said.patronymic = name),
            Target::FullName => full_name(text).map(|(surname, given, patronymic)| {
                said.surname = surname;
                said.given = given;
                said.patronymic = patronymic;
            }),
            Target::Iin => iin(text).map(|(iin, restored)| {
                if restored {
                    read.warned
                        .push(Remark::at(column, "import-iin-restored").arg("iin", &iin));
                }
                said.iin = Some(iin);
            }),
            Target::BirthDate => birth_date(row, at, self.today).map(|(date, guessed)| {
                said.birth_date = Some(date);
                if guessed {
                    read.warned.push(
                        Remark::at(column, "import-date-number")
                            .arg("date", date.strftime("%d.%m.%Y")),
                    );
                }
            }),
            Target::Sex => sex(text).map(|sex| said.sex = Some(sex)),
            Target::Citizenship => {
                plain(rules::citizenship(text)).map(|code| said.citizenship = Some(code))
            }
            Target::Email => line(text, EMAIL_MOST)
                .and_then(|text| plain(rules::email(&text)))
                .map(|email| said.email = email),
            Target::Phone => plain(rules::phone(text)).map(|phone| said.phone = phone),
            Target::Login => plain(rules::login(text)).map(|login| said.login = login),
            Target::ExternalNumber => {
                line(text, EXTERNAL_MOST).map(|number| said.external_number = Some(number))
            }
            Target::Languages => {
                plain(rules::languages(text)).map(|codes| said.languages = Some(codes))
            }
            Target::SpecialNeeds => {
                line(text, NEEDS_MOST).map(|needs| said.special_needs = Some(needs))
            }
            Target::Number => match text.parse() {
                Ok(number) => {
                    said.number = Some(number);
                    Ok(())
                }
                Err(_) => Err(wrong("import-number-unknown")),
            },
            Target::Nothing | Target::Role | Target::Group => Ok(()),
        };
        if let Err(mut remark) = taken {
            remark.column = column;
            read.wrong.push(remark);
        }
    }

    /// Roles and groups together: «Білім алушы» with «ИС-21», or «Тьютор: ИС-22; Оқытушы» in one cell.
    fn grants(&self, roles: Option<(usize, &str)>, groups: &[(usize, &str)], read: &mut ReadRow) {
        let mut ids = Vec::new();
        for (at, text) in groups {
            for code in parts(text) {
                match self.groups.get(&folded_code(code)) {
                    Some(id) => ids.push(*id),
                    None => read
                        .wrong
                        .push(Remark::at(Some(*at), "import-group-unknown").arg("code", code)),
                }
            }
        }
        let Some((at, text)) = roles else {
            let learner = |id| (Role::Learner, Some(id));
            read.said.roles.extend(ids.into_iter().map(learner));
            return;
        };
        let mut takes_groups = false;
        for word in parts(text) {
            let (word, own) = match word.split_once(':') {
                Some((word, code)) => (word.trim(), Some(code.trim())),
                None => (word, None),
            };
            let Some(role) = self.roles.get(&word.to_lowercase()).copied() else {
                let remark = Remark::at(Some(at), "import-role-unknown").arg("role", word);
                read.wrong.push(remark);
                continue;
            };
            if !self.any_role && !(self.may_give)(role) {
                let remark = Remark::at(Some(at), "import-role-forbidden").arg("role", word);
                read.wrong.push(remark);
                continue;
            }
            match own {
                Some(code) => match self.groups.get(&folded_code(code)) {
                    Some(id) => read.said.roles.push((role, Some(*id))),
                    None => read
                        .wrong
                        .push(Remark::at(Some(at), "import-group-unknown").arg("code", code)),
                },
                None if is_of_groups(role) && !ids.is_empty() => {
                    takes_groups = true;
                    let held = ids.iter().map(|id| (role, Some(*id)));
                    read.said.roles.extend(held);
                }
                None => read.said.roles.push((role, None)),
            }
        }
        if let (false, Some((at, _)), false) = (takes_groups, groups.first(), ids.is_empty()) {
            read.wrong
                .push(Remark::at(Some(*at), "import-group-without-role"));
        }
    }

    fn name_is_there(&self, read: &mut ReadRow) {
        let full = self.column(Target::FullName);
        let missing = [
            (
                Target::Surname,
                read.said.surname.is_none(),
                "person-surname-missing",
            ),
            (
                Target::Given,
                read.said.given.is_none(),
                "person-given-missing",
            ),
        ];
        for (target, is_missing, key) in missing {
            let column = self.column(target).or(full);
            let told = read.wrong.iter().any(|remark| remark.column == column);
            if is_missing && !told {
                read.wrong.push(Remark::at(column, key));
            }
        }
    }

    /// Only ever a warning: the number need not fit (decree 853 of 26.08.2013, facts 2.8).
    fn warn_of_iin(&self, read: &mut ReadRow) {
        let Some(iin) = &read.said.iin else {
            return;
        };
        if iin.mismatch(read.said.birth_date, read.said.sex).is_some() {
            let column = self.column(Target::Iin);
            read.warned.push(Remark::at(column, "import-iin-differs"));
        }
    }

    /// The first column that holds this.
    pub fn column(&self, target: Target) -> Option<usize> {
        self.targets.iter().position(|other| *other == target)
    }

    /// The code of the group that a role is given in; empty for the whole organisation.
    pub fn code(&self, scope: &Scope) -> &str {
        match scope {
            Scope::Thing { id, .. } => self.codes.get(id).map_or("", String::as_str),
            Scope::Organisation => "",
        }
    }
}
