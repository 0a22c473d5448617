//! The fields of a person's form: what it shows, what it reads.

use oqu_text::{Iin, Language, directory};
use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Site, Visitor, Words};

use super::rules::{self, EMAIL_MOST, EXTERNAL_MOST, NAME_MOST, NEEDS_MOST, PersonData};
use super::store::PersonRow;

/// The most characters of a list of languages as typed.
const LANGUAGES_MOST: usize = 200;

/// The fields of the form, in its order.
pub(super) const FIELDS: [&str; 13] = [
    "surname",
    "given",
    "patronymic",
    "iin",
    "birth_date",
    "sex",
    "citizenship",
    "email",
    "phone",
    "login",
    "languages",
    "external_number",
    "special_needs",
];

/// Countries that most people here come from stand first in the list.
const NEAREST: [&str; 8] = ["KZ", "RU", "UZ", "KG", "CN", "MN", "TR", "TJ"];

/// The fields of the form, with what was typed and what is wrong with it.
pub(super) fn fields<'a>(
    chrome: &'a Chrome,
    typed: &'a Fields,
    errors: &'a FormErrors,
) -> Vec<Field<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        let label: &'static str = match name {
            "birth_date" => "field-birth-date",
            "surname" => "field-surname",
            "given" => "field-given",
            "patronymic" => "field-patronymic",
            "iin" => "field-iin",
            "sex" => "field-sex",
            "citizenship" => "field-citizenship",
            "email" => "field-email",
            "login" => "field-login",
            "languages" => "field-languages",
            "external_number" => "field-external-number",
            "special_needs" => "field-special-needs",
            _ => "field-phone",
        };
        Field::new(chrome, kind, name, label, typed, errors)
    };
    let sex = |key: &str, message| {
        let name = words.t(message).into_owned();
        (key.to_owned(), name, String::new())
    };
    let sexes = vec![
        sex("", "sex-unknown"),
        sex("female", "sex-female"),
        sex("male", "sex-male"),
    ];
    vec![
        field(FieldKind::Line, "surname"),
        field(FieldKind::Line, "given"),
        field(FieldKind::Line, "patronymic")
            .optional()
            .help("person-patronymic-help"),
        field(FieldKind::Line, "iin")
            .optional()
            .short()
            .keyboard("numeric")
            .private()
            .help("person-iin-help"),
        field(FieldKind::Line, "birth_date")
            .optional()
            .short()
            .keyboard("numeric")
            .help("form-date-help"),
        field(FieldKind::Radio(sexes), "sex").optional(),
        field(FieldKind::Choice(countries(words)), "citizenship"),
        field(FieldKind::Line, "email").optional().keyboard("email"),
        field(FieldKind::Line, "phone")
            .optional()
            .short()
            .keyboard("tel")
            .help("person-phone-help"),
        field(FieldKind::Line, "login")
            .optional()
            .short()
            .help("person-login-help"),
        field(FieldKind::Line, "languages")
            .optional()
            .help("person-languages-help"),
        field(FieldKind::Line, "external_number")
            .optional()
            .short()
            .help("person-external-number-help"),
        field(FieldKind::Line, "special_needs")
            .optional()
            .private()
            .help("person-special-needs-help"),
    ]
}

fn countries(words: Words) -> Vec<(String, String)> {
    let language = words.language();
    let nearest = NEAREST.iter().filter_map(|code| directory::country(code));
    let others = directory::countries(language);
    let others = others
        .into_iter()
        .filter(|country| !NEAREST.contains(&country.code));
    nearest
        .chain(others)
        .map(|country| (country.code.to_owned(), country.name(language).to_owned()))
        .collect()
}

/// «қазақ тілі, орыс тілі».
pub(super) fn said_languages(data: &PersonData, language: Language) -> String {
    let names = data.languages.iter();
    let names: Vec<&str> = names
        .map(|code| rules::language_name(code, language))
        .collect();
    names.join(", ")
}

/// What is written of a person, as the form shows it.
pub fn written(person: &PersonRow, language: Language) -> Fields {
    let data = person.data();
    Fields::of([
        ("surname", data.surname.clone()),
        ("given", data.given.clone()),
        ("patronymic", data.patronymic.clone().unwrap_or_default()),
        (
            "iin",
            data.iin.as_ref().map(Iin::reveal).unwrap_or_default(),
        ),
        (
            "birth_date",
            data.birth_date
                .map(|date| date.strftime("%d.%m.%Y").to_string())
                .unwrap_or_default(),
        ),
        (
            "sex",
            data.sex.map(rules::sex_word).unwrap_or_default().to_owned(),
        ),
        ("citizenship", data.citizenship.clone()),
        ("email", data.email.clone().unwrap_or_default()),
        ("login", data.login.clone().unwrap_or_default()),
        ("phone", data.phone.clone().unwrap_or_default()),
        ("languages", said_languages(&data, language)),
        (
            "external_number",
            data.external_number.clone().unwrap_or_default(),
        ),
        (
            "special_needs",
            data.special_needs.clone().unwrap_or_default(),
        ),
    ])
}

/// Reads the form; `None` and problems when something is to be put right.
pub fn read(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    errors: &mut FormErrors,
) -> Option<PersonData> {
    let words = visitor.words;
    let today = site.local(visitor.now).date();
    let surname = required(
        typed.name("surname", NAME_MOST, words, errors),
        "surname",
        words,
        errors,
    );
    let given = required(
        typed.name("given", NAME_MOST, words, errors),
        "given",
        words,
        errors,
    );
    let patronymic = typed.name("patronymic", NAME_MOST, words, errors);
    let mut line = |name: &'static str, most| typed.line(name, most, words, errors);
    let (iin, birth_date) = (line("iin", 40), line("birth_date", 40));
    let (citizenship, email) = (line("citizenship", 40), line("email", EMAIL_MOST));
    let (login, phone) = (line("login", 100), line("phone", 40));
    let (languages, external_number) = (
        line("languages", LANGUAGES_MOST),
        line("external_number", EXTERNAL_MOST),
    );
    let special_needs = line("special_needs", NEEDS_MOST);
    let iin = checked("iin", rules::iin(&iin), words, errors);
    let birth_date = checked(
        "birth_date",
        rules::birth_date(&birth_date, today),
        words,
        errors,
    );
    let citizenship = checked(
        "citizenship",
        rules::citizenship(&citizenship),
        words,
        errors,
    );
    let email = checked("email", rules::email(&email), words, errors);
    let phone = checked("phone", rules::phone(&phone), words, errors);
    let login = checked("login", rules::login(&login), words, errors);
    let languages = checked("languages", rules::languages(&languages), words, errors);
    Some(PersonData {
        surname,
        given,
        patronymic: (!patronymic.is_empty()).then_some(patronymic),
        iin: iin?,
        birth_date: birth_date?,
        sex: rules::sex(typed.raw("sex")),
        citizenship: citizenship?,
        email: email?,
        login: login?,
        phone: phone?,
        external_number: (!external_number.is_empty()).then_some(external_number),
        languages: languages?,
        special_needs: (!special_needs.is_empty()).then_some(special_needs),
    })
}

fn required(text: String, field: &str, words: Words, errors: &mut FormErrors) -> String {
    if text.is_empty() && errors.of(field).is_none() {
        errors.add(field, words.t(&format!("person-{field}-missing")));
    }
    text
}

fn checked<T>(
    field: &str,
    outcome: Result<T, rules::Refusal>,
    words: Words,
    errors: &mut FormErrors,
) -> Option<T> {
    match outcome {
        Ok(value) => Some(value),
        Err(key) => {
            if errors.of(field).is_none() {
                errors.add(field, words.t(key));
            }
            None
        }
    }
}
