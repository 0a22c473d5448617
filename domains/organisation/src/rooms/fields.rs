use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Words};

use super::kind_name;
use super::rules::{MOST_PLACES, RoomDetails, RoomKind, RoomRow};
use crate::codes::{CODE_LIMIT, is_code};
use crate::form::{Section, wanted};
use crate::units::choices;
use crate::units::rules::{Structure, UnitId};

/// Longest name of a building, in characters.
const BUILDING_LIMIT: usize = 60;

pub(super) const UNIT: &str = "room-unit";
pub(super) const KIND: &str = "room-kind";
pub(super) const CODE: &str = "room-code";
const BUILDING: &str = "room-building";
const PLACES: &str = "room-places";
/// All fields of the form.
pub(super) const FIELDS: [&str; 5] = [BUILDING, CODE, KIND, PLACES, UNIT];

/// Reads a form; none when something without which there is no room is missing.
pub(super) fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> Option<RoomDetails> {
    let building = typed.line(BUILDING, BUILDING_LIMIT, words, errors);
    let code = typed.line(CODE, CODE_LIMIT, words, errors);
    wanted(words, errors, CODE, &code);
    if errors.of(CODE).is_none() && !is_code(&code) {
        errors.add(CODE, words.t("organisation-code-signs"));
    }
    let kind = RoomKind::parse(typed.raw(KIND));
    if kind.is_none() {
        errors.add(KIND, words.t("organisation-choose"));
    }
    let places = typed.raw(PLACES).trim().parse::<i64>().ok();
    let places = places.filter(|places| (0..=MOST_PLACES).contains(places));
    if places.is_none() {
        errors.add(PLACES, words.t1("room-places-range", "most", MOST_PLACES));
    }
    let unit = match typed.raw(UNIT) {
        "" => None,
        text => {
            let unit = text.parse::<UnitId>().ok();
            if unit.is_none() {
                errors.add(UNIT, words.t("organisation-place-missing"));
            }
            unit
        }
    };
    Some(RoomDetails {
        building,
        code,
        kind: kind?,
        places: places?,
        unit,
    })
}

/// A form of a room that is there.
pub(super) fn fields(details: &RoomDetails) -> Fields {
    Fields::of([
        (BUILDING, details.building.clone()),
        (CODE, details.code.clone()),
        (KIND, details.kind.key().to_owned()),
        (PLACES, details.places.to_string()),
        (
            UNIT,
            details.unit.map(|id| id.to_string()).unwrap_or_default(),
        ),
    ])
}

/// The form as it is shown.
pub(super) fn sections<'a>(
    chrome: &'a Chrome,
    structure: &Structure,
    room: Option<&RoomRow>,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let now = room.and_then(|room| room.details.unit);
    let mut units = vec![(String::new(), words.t("room-no-unit").into_owned())];
    units.extend(choices(structure, words.language(), now, |_| true));
    let kinds = RoomKind::ALL
        .iter()
        .map(|kind| (kind.key().to_owned(), kind_name(words, *kind)));
    vec![
        Section {
            title: words.t("room-place").into_owned(),
            fields: vec![
                field(FieldKind::Line, BUILDING)
                    .optional()
                    .help("room-building-help"),
                field(FieldKind::Line, CODE).short().help("room-code-help"),
            ],
        },
        Section {
            title: words.t("room-use").into_owned(),
            fields: vec![
                field(FieldKind::Choice(kinds.collect()), KIND).help("room-kind-help"),
                field(FieldKind::Line, PLACES).short().keyboard("numeric"),
                field(FieldKind::Choice(units), UNIT),
            ],
        },
    ]
}
