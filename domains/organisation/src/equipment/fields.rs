use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Words};

use super::rules::{EquipmentDetails, EquipmentKind, EquipmentState, MOST_PIECES, Network};
use super::{kind_name, network_name, state_name};
use crate::codes::is_code;
use crate::form::{Section, wanted};
use crate::rooms::rules::{RoomId, RoomRow};

/// Longest inventory number, in characters.
const INVENTORY_LIMIT: usize = 30;
/// Longest name of maker and model, in characters.
const TITLE_LIMIT: usize = 120;

pub(super) const ROOM: &str = "equipment-room";
pub(super) const INVENTORY: &str = "equipment-inventory";
pub(super) const KIND: &str = "equipment-kind";
const TITLE: &str = "equipment-title";
pub(super) const COUNT: &str = "equipment-count";
pub(super) const NETWORK: &str = "equipment-network";
pub(super) const STATE: &str = "equipment-state";
/// All fields of the form.
pub(super) const FIELDS: [&str; 7] = [INVENTORY, TITLE, KIND, COUNT, NETWORK, STATE, ROOM];

/// Reads a form; none when something without which there is no piece is missing.
pub(super) fn read(
    words: Words,
    typed: &Fields,
    errors: &mut FormErrors,
) -> Option<EquipmentDetails> {
    let inventory = typed.line(INVENTORY, INVENTORY_LIMIT, words, errors);
    wanted(words, errors, INVENTORY, &inventory);
    if errors.of(INVENTORY).is_none() && !is_code(&inventory) {
        errors.add(INVENTORY, words.t("organisation-code-signs"));
    }
    let title = typed.line(TITLE, TITLE_LIMIT, words, errors);
    wanted(words, errors, TITLE, &title);
    let count = typed.raw(COUNT).trim().parse::<i64>().ok();
    let count = count.filter(|count| (1..=MOST_PIECES).contains(count));
    if count.is_none() {
        errors.add(
            COUNT,
            words.t1("equipment-count-range", "most", MOST_PIECES),
        );
    }
    let kind = EquipmentKind::parse(typed.raw(KIND));
    let network = Network::parse(typed.raw(NETWORK));
    let state = EquipmentState::parse(typed.raw(STATE));
    let room = typed.raw(ROOM).parse::<RoomId>().ok();
    for (field, is_chosen) in [
        (KIND, kind.is_some()),
        (NETWORK, network.is_some()),
        (STATE, state.is_some()),
        (ROOM, room.is_some()),
    ] {
        if !is_chosen {
            errors.add(field, words.t("organisation-choose"));
        }
    }
    Some(EquipmentDetails {
        room: room?,
        inventory,
        kind: kind?,
        title,
        count: count?,
        network: network?,
        state: state?,
    })
}

/// A form of a piece that is there.
pub(super) fn fields(details: &EquipmentDetails) -> Fields {
    Fields::of([
        (INVENTORY, details.inventory.clone()),
        (TITLE, details.title.clone()),
        (KIND, details.kind.key().to_owned()),
        (COUNT, details.count.to_string()),
        (NETWORK, details.network.key().to_owned()),
        (STATE, details.state.key().to_owned()),
        (ROOM, details.room.to_string()),
    ])
}

/// The form as it is shown: a piece may stand in any open room, or where it stands now.
pub(super) fn sections<'a>(
    chrome: &'a Chrome,
    rooms: &[RoomRow],
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let kinds = EquipmentKind::ALL
        .iter()
        .map(|kind| (kind.key().to_owned(), kind_name(words, *kind)));
    let networks = Network::ALL.iter().map(|network| {
        let name = network_name(words, *network);
        (network.key().to_owned(), name)
    });
    let states = EquipmentState::ALL
        .iter()
        .map(|state| (state.key().to_owned(), state_name(words, *state)));
    let rooms = rooms
        .iter()
        .map(|room| (room.id.to_string(), room.details.name()));
    vec![
        Section {
            title: words.t("equipment-what").into_owned(),
            fields: vec![
                field(FieldKind::Line, INVENTORY).short(),
                field(FieldKind::Line, TITLE).help("equipment-title-help"),
                field(FieldKind::Choice(kinds.collect()), KIND),
                field(FieldKind::Line, COUNT).short().keyboard("numeric"),
            ],
        },
        Section {
            title: words.t("equipment-where").into_owned(),
            fields: vec![
                field(FieldKind::Choice(rooms.collect()), ROOM),
                field(FieldKind::Choice(networks.collect()), NETWORK)
                    .help("equipment-network-help"),
                field(FieldKind::Choice(states.collect()), STATE),
            ],
        },
    ]
}
