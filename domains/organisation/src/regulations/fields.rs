use jiff::civil::Date;
use oqu_text::Language;
use oqu_web::meanwhile::versioned;
use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Words};

use super::rules::{
    Register, RegulationDetails, RegulationId, RegulationKind, RegulationRow, Wrong, check,
};
use crate::dates;
use crate::form::{Section, wanted};
use crate::names::{Names, Trio};

/// Longest title, in characters.
const TITLE_LIMIT: usize = 300;
/// Longest number and longest name of who approved, in characters.
const NUMBER_LIMIT: usize = 60;
const APPROVED_LIMIT: usize = 200;

pub(super) const KIND: &str = "regulation-kind";
pub(super) const NUMBER: &str = "regulation-number";
const TITLE: Trio = ["heading-kk", "heading-ru", "heading-en"];
const APPROVED_ON: &str = "approved-on";
const APPROVED_BY: &str = "approved-by";
const FROM: &str = "force-from";
const UNTIL: &str = "force-until";
const REPLACES: &str = "replaces";

/// All fields, in the order of the form.
pub(super) const FIELDS: [&str; 10] = [
    KIND,
    NUMBER,
    TITLE[0],
    TITLE[1],
    TITLE[2],
    APPROVED_ON,
    APPROVED_BY,
    FROM,
    UNTIL,
    REPLACES,
];

/// The fields of an edition that is there.
pub(super) fn fields(row: &RegulationRow) -> Fields {
    let details = &row.details;
    let id = details.replaces.map(|id| id.to_string());
    let fields: Fields = [
        (KIND, details.kind.key().to_owned()),
        (NUMBER, details.number.clone()),
        (APPROVED_ON, dates::in_form(Some(details.approved_on))),
        (APPROVED_BY, details.approved_by.clone()),
        (FROM, dates::in_form(Some(details.from))),
        (UNTIL, dates::in_form(details.until)),
        (REPLACES, id.unwrap_or_default()),
    ]
    .into_iter()
    .chain(details.title.fields(TITLE))
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    versioned(&fields, row.version)
}

/// Reads a form; none when something must be put right.
pub(super) fn read(
    words: Words,
    typed: &Fields,
    errors: &mut FormErrors,
) -> Option<RegulationDetails> {
    let kind = RegulationKind::parse(typed.raw(KIND));
    if kind.is_none() {
        wanted(words, errors, KIND, "");
    }
    let number = typed.line(NUMBER, NUMBER_LIMIT, words, errors);
    wanted(words, errors, NUMBER, &number);
    let title = Names::typed(typed, TITLE, TITLE_LIMIT, words, errors);
    if title.is_empty() && TITLE.iter().all(|name| errors.of(name).is_none()) {
        errors.add(TITLE[0], words.t("regulation-title-missing"));
    }
    let approved_on = day(words, typed, errors, APPROVED_ON);
    let approved_by = typed.line(APPROVED_BY, APPROVED_LIMIT, words, errors);
    let from = day(words, typed, errors, FROM);
    let until = dates::typed(typed, UNTIL, words, errors);
    let replaces = match typed.raw(REPLACES) {
        "" => None,
        id => {
            let id: Option<RegulationId> = id.parse().ok();
            if id.is_none() {
                errors.add(REPLACES, words.t("regulation-wrong-replaces"));
            }
            id
        }
    };
    if !errors.is_empty() {
        return None;
    }
    Some(RegulationDetails {
        kind: kind?,
        number,
        title,
        approved_on: approved_on?,
        approved_by,
        from: from?,
        until,
        replaces,
    })
}

/// A day that must be there.
fn day(words: Words, typed: &Fields, errors: &mut FormErrors, name: &'static str) -> Option<Date> {
    let date = dates::typed(typed, name, words, errors);
    if date.is_none() {
        wanted(words, errors, name, "");
    }
    date
}

/// Notes what keeps an edition from being written.
pub(super) fn judge(
    words: Words,
    register: &Register,
    id: Option<RegulationId>,
    details: &RegulationDetails,
    errors: &mut FormErrors,
) {
    let Err(wrong) = check(register, id, details) else {
        return;
    };
    let (field, key) = match wrong {
        Wrong::Term => (UNTIL, "regulation-wrong-term"),
        Wrong::Approval => (FROM, "regulation-wrong-approval"),
        Wrong::NoSuch => (REPLACES, "regulation-wrong-replaces"),
        Wrong::Round => (REPLACES, "regulation-wrong-round"),
        Wrong::OtherKind => (REPLACES, "regulation-wrong-kind"),
        Wrong::Replaced => (REPLACES, "regulation-wrong-replaced"),
        Wrong::TooEarly => (FROM, "regulation-wrong-early"),
    };
    errors.add(field, words.t(key));
}

/// The form.
pub(super) fn sections<'a>(
    chrome: &'a Chrome,
    register: &Register,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        let label = format!("field-{name}");
        Field::new(chrome, kind, name, &label, typed, errors)
    };
    let day = |name| field(FieldKind::Line, name).short().keyboard("numeric");
    let kinds = RegulationKind::ALL.iter().map(|kind| {
        let name = kind_name(words, *kind);
        (kind.key().to_owned(), name)
    });
    let choose = (
        String::new(),
        words.t("regulation-kind-choose").into_owned(),
    );
    let kinds: Vec<(String, String)> = std::iter::once(choose).chain(kinds).collect();
    let editions = register.0.iter().map(|row| {
        let name = edition_name(words.language(), &row.details);
        (row.id.to_string(), name)
    });
    let none = (
        String::new(),
        words.t("regulation-replaces-none").into_owned(),
    );
    let editions: Vec<(String, String)> = std::iter::once(none).chain(editions).collect();
    vec![
        Section {
            title: words.t("regulation-about").into_owned(),
            fields: vec![
                field(FieldKind::Choice(kinds), KIND),
                field(FieldKind::Line, TITLE[0]).optional(),
                field(FieldKind::Line, TITLE[1]).optional(),
                field(FieldKind::Line, TITLE[2]).optional(),
                field(FieldKind::Line, NUMBER).short(),
                day(APPROVED_ON).help("regulation-day-help"),
                field(FieldKind::Line, APPROVED_BY)
                    .optional()
                    .help("regulation-approved-help"),
            ],
        },
        Section {
            title: words.t("regulation-force").into_owned(),
            fields: vec![
                day(FROM),
                day(UNTIL).optional().help("regulation-until-help"),
                field(FieldKind::Choice(editions), REPLACES)
                    .optional()
                    .help("regulation-replaces-help"),
            ],
        },
    ]
}

/// What documents of a kind are called.
pub(super) fn kind_name(words: Words, kind: RegulationKind) -> String {
    words
        .t(&format!("regulation-kind-{}", kind.key()))
        .into_owned()
}

/// An edition in a list: title and number.
pub(super) fn edition_name(language: Language, details: &RegulationDetails) -> String {
    format!("{}, № {}", details.title.of(language), details.number)
}
