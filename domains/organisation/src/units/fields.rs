use oqu_text::Language;
use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Words};

use super::rules::{Structure, UnitDetails, UnitFunction, UnitId, UnitKind, UnitRow};
use super::{choices, kind_name};
use crate::codes::{CODE_LIMIT, is_code};
use crate::form::{Section, wanted};
use crate::history::message_part;
use crate::names::{Names, Trio};
use crate::organisation::rules::is_email;

/// Longest whole name, in characters: the longest of an official list has about 160.
const NAME_LIMIT: usize = 200;
/// Longest short name, in characters.
const SHORT_LIMIT: usize = 60;
/// Longest telephone or e-mail, in characters.
const CONTACT_LIMIT: usize = 100;
/// Highest place among neighbours.
const POSITION_LIMIT: i64 = 999;

const NAME: Trio = ["name-kk", "name-ru", "name-en"];
const SHORT: Trio = ["short-kk", "short-ru", "short-en"];
pub(super) const PARENT: &str = "unit-parent";
pub(super) const KIND: &str = "unit-kind";
pub(super) const FUNCTION: &str = "unit-function";
pub(super) const CODE: &str = "unit-code";
const POSITION: &str = "unit-position";
const PHONE: &str = "contact-phone";
const EMAIL: &str = "contact-email";
/// All fields of the form.
pub(super) const FIELDS: [&str; 13] = [
    PARENT, KIND, FUNCTION, CODE, NAME[0], NAME[1], NAME[2], SHORT[0], SHORT[1], SHORT[2],
    POSITION, PHONE, EMAIL,
];

/// Reads a form; none when something without which there is no unit is missing.
pub fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> Option<UnitDetails> {
    let parent = match typed.raw(PARENT) {
        "" => None,
        text => match text.parse::<UnitId>() {
            Ok(parent) => Some(parent),
            Err(_) => {
                errors.add(PARENT, words.t("organisation-place-missing"));
                None
            }
        },
    };
    let kind = chosen(words, errors, KIND, UnitKind::parse(typed.raw(KIND)));
    let function = UnitFunction::parse(typed.raw(FUNCTION));
    let function = chosen(words, errors, FUNCTION, function);
    let code = typed.line(CODE, CODE_LIMIT, words, errors);
    wanted(words, errors, CODE, &code);
    if errors.of(CODE).is_none() && !is_code(&code) {
        errors.add(CODE, words.t("organisation-code-signs"));
    }
    let name = Names::typed(typed, NAME, NAME_LIMIT, words, errors);
    for (field, language) in NAME.into_iter().zip(Language::ALL) {
        wanted(words, errors, field, name.own(language));
    }
    let short = Names::typed(typed, SHORT, SHORT_LIMIT, words, errors);
    let position = match typed.raw(POSITION).trim() {
        "" => None,
        text => match text.parse::<i64>() {
            Ok(place) if (0..=POSITION_LIMIT).contains(&place) => Some(place),
            _ => {
                errors.add(
                    POSITION,
                    words.t1("organisation-position-range", "most", POSITION_LIMIT),
                );
                None
            }
        },
    };
    let phone = typed.line(PHONE, CONTACT_LIMIT, words, errors);
    let email = typed.line(EMAIL, CONTACT_LIMIT, words, errors);
    if !email.is_empty() && !is_email(&email) {
        errors.add(EMAIL, words.t("organisation-email-wrong"));
    }
    Some(UnitDetails {
        parent,
        kind: kind?,
        function: function?,
        code,
        name,
        short,
        position,
        phone,
        email,
    })
}

fn chosen<T>(words: Words, errors: &mut FormErrors, field: &str, choice: Option<T>) -> Option<T> {
    if choice.is_none() {
        errors.add(field, words.t("organisation-choose"));
    }
    choice
}

/// A form of a unit that is there.
pub fn fields(details: &UnitDetails) -> Fields {
    let mut fields: Vec<(&str, String)> = vec![
        (
            PARENT,
            details.parent.map(|id| id.to_string()).unwrap_or_default(),
        ),
        (KIND, details.kind.key().to_owned()),
        (FUNCTION, details.function.key().to_owned()),
        (CODE, details.code.clone()),
        (
            POSITION,
            details
                .position
                .map(|place| place.to_string())
                .unwrap_or_default(),
        ),
    ];
    fields.push((PHONE, details.phone.clone()));
    fields.push((EMAIL, details.email.clone()));
    fields.extend(details.name.fields(NAME));
    fields.extend(details.short.fields(SHORT));
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The form as it is shown.
pub(super) fn sections<'a>(
    chrome: &'a Chrome,
    structure: &Structure,
    unit: Option<&UnitRow>,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let kinds = UnitKind::ALL
        .iter()
        .map(|kind| (kind.key().to_owned(), kind_name(words, *kind)));
    let functions = UnitFunction::ALL.iter().map(|function| {
        let key = function.key();
        let message = format!("organisation-function-{}", message_part(key));
        (key.to_owned(), words.t(&message).into_owned())
    });
    let place = vec![
        field(FieldKind::Choice(parents(words, structure, unit)), PARENT),
        field(FieldKind::Choice(kinds.collect()), KIND),
        field(FieldKind::Choice(functions.collect()), FUNCTION).help("organisation-function-help"),
        field(FieldKind::Line, CODE)
            .short()
            .help("organisation-code-help"),
        field(FieldKind::Line, POSITION)
            .short()
            .optional()
            .keyboard("numeric")
            .help("organisation-position-help"),
    ];
    let names = NAME.map(|name| field(FieldKind::Line, name));
    let shorts = SHORT.map(|name| field(FieldKind::Line, name).optional());
    vec![
        Section {
            title: words.t("organisation-section-place").into_owned(),
            fields: place,
        },
        Section {
            title: words.t("organisation-section-name").into_owned(),
            fields: names.into_iter().collect(),
        },
        Section {
            title: words.t("organisation-section-short").into_owned(),
            fields: shorts.into_iter().collect(),
        },
        Section {
            title: words.t("organisation-contacts").into_owned(),
            fields: vec![
                field(FieldKind::Line, PHONE).optional().keyboard("tel"),
                field(FieldKind::Line, EMAIL).optional().keyboard("email"),
            ],
        },
    ]
}

/// Where a unit may stand: open units, the one where it stands now, and the top.
fn parents(words: Words, structure: &Structure, unit: Option<&UnitRow>) -> Vec<(String, String)> {
    let language = words.language();
    let mut parents = vec![(String::new(), words.t("organisation-top").into_owned())];
    let below = unit
        .map(|unit| structure.whole(unit.id))
        .unwrap_or_default();
    let now = unit.and_then(|unit| unit.details.parent);
    parents.extend(choices(structure, language, now, |id| !below.contains(&id)));
    parents
}

#[cfg(test)]
mod tests {
    use oqu_kernel::Id;

    use super::*;

    #[test]
    fn a_form_holds_every_field_of_a_unit() {
        let details = UnitDetails {
            parent: Some(Id::from_uuid(uuid::Uuid::nil())),
            kind: UnitKind::Faculty,
            function: UnitFunction::Dean,
            code: "АТФ".into(),
            name: Names::new("а", "б", "в"),
            short: Names::new("г", "д", "е"),
            position: Some(7),
            phone: "1".into(),
            email: "a@b.kz".into(),
        };
        let typed = fields(&details);
        for name in FIELDS {
            assert!(!typed.raw(name).is_empty(), "{name}");
        }
        assert_eq!(typed.pairs().count(), FIELDS.len());
    }
}
