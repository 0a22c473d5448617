use oqu_kernel::Actor;
use oqu_text::Language;
use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Words};

use super::language_name;
use super::rules::{GroupDetails, GroupRow, YEARS, may_write};
use crate::codes::{CODE_LIMIT, is_code};
use crate::form::{Section, wanted};
use crate::names::{Names, Trio};
use crate::units::choices;
use crate::units::rules::{Structure, UnitId};

/// Longest name of a programme, in characters: its code and title.
const PROGRAMME_LIMIT: usize = 200;

pub(super) const UNIT: &str = "group-unit";
pub(super) const CODE: &str = "group-code";
pub(super) const LANGUAGE: &str = "group-language";
pub(super) const YEAR: &str = "admission-year";
const PROGRAMME: Trio = ["programme-kk", "programme-ru", "programme-en"];
/// All fields of the form.
pub(super) const FIELDS: [&str; 7] = [
    CODE,
    UNIT,
    LANGUAGE,
    YEAR,
    PROGRAMME[0],
    PROGRAMME[1],
    PROGRAMME[2],
];

/// Reads a form; none when something without which there is no group is missing.
pub fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> Option<GroupDetails> {
    let code = typed.line(CODE, CODE_LIMIT, words, errors);
    wanted(words, errors, CODE, &code);
    if errors.of(CODE).is_none() && !is_code(&code) {
        errors.add(CODE, words.t("organisation-code-signs"));
    }
    let unit = typed.raw(UNIT).parse::<UnitId>().ok();
    if unit.is_none() {
        errors.add(UNIT, words.t("organisation-choose"));
    }
    let language = Language::ALL
        .into_iter()
        .find(|language| language.code() == typed.raw(LANGUAGE));
    if language.is_none() {
        errors.add(LANGUAGE, words.t("organisation-choose"));
    }
    let year = typed.raw(YEAR).trim().parse::<i64>().ok();
    let year = year.filter(|year| YEARS.contains(year));
    if year.is_none() {
        let text = words
            .with("organisation-year-range")
            .arg("from", YEARS.start().to_string())
            .arg("to", YEARS.end().to_string());
        errors.add(YEAR, text.to_string());
    }
    let programme = Names::typed(typed, PROGRAMME, PROGRAMME_LIMIT, words, errors);
    Some(GroupDetails {
        unit: unit?,
        code,
        language: language?,
        admission_year: year?,
        programme,
    })
}

/// A form of a group that is there.
pub fn fields(details: &GroupDetails) -> Fields {
    let mut fields: Vec<(&str, String)> = vec![
        (UNIT, details.unit.to_string()),
        (CODE, details.code.clone()),
        (LANGUAGE, details.language.code().to_owned()),
        (YEAR, details.admission_year.to_string()),
    ];
    fields.extend(details.programme.fields(PROGRAMME));
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The form as it is shown.
pub(super) fn sections<'a>(
    chrome: &'a Chrome,
    structure: &Structure,
    (actor, group): (&Actor, Option<&GroupRow>),
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let languages = Language::ALL.map(|language| {
        let name = language_name(words, language);
        (language.code().to_owned(), name, String::new())
    });
    let units = units_for(words, structure, actor, group);
    let about = vec![
        field(FieldKind::Line, CODE)
            .short()
            .help("organisation-group-code-help"),
        field(FieldKind::Choice(units), UNIT),
        field(FieldKind::Radio(languages.to_vec()), LANGUAGE),
        field(FieldKind::Line, YEAR).short().keyboard("numeric"),
    ];
    let programme = PROGRAMME.map(|name| field(FieldKind::Line, name).optional());
    vec![
        Section {
            title: words.t("organisation-group-about").into_owned(),
            fields: about,
        },
        Section {
            title: words.t("organisation-programme").into_owned(),
            fields: programme.into_iter().collect(),
        },
    ]
}

/// The units that the actor may put a group in: open ones, and the one where it is now.
fn units_for(
    words: Words,
    structure: &Structure,
    actor: &Actor,
    group: Option<&GroupRow>,
) -> Vec<(String, String)> {
    let language = words.language();
    let mut units = vec![(
        String::new(),
        words.t("organisation-choose-unit").into_owned(),
    )];
    let now = group.map(|group| group.details.unit);
    let may = |id| may_write(actor, &structure.path(id));
    units.extend(choices(structure, language, now, may));
    units
}
