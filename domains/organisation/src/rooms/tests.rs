use super::rules::*;
use crate::equipment::rules::{EquipmentState, Network, Tally};
use crate::units::rules::UnitFunction;

fn there() -> There {
    let tally = |network, state, count| Tally {
        network,
        state,
        count,
    };
    There {
        rooms: vec![
            (RoomKind::Multimedia, 40),
            (RoomKind::Testing, 60),
            (RoomKind::Proctored, 24),
            (RoomKind::Lecture, 180),
        ],
        equipment: vec![
            tally(Network::Internet, EquipmentState::Working, 20),
            tally(Network::Satellite, EquipmentState::Working, 1),
            tally(Network::Local, EquipmentState::Working, 3),
            tally(Network::Internet, EquipmentState::Repair, 5),
            tally(Network::Internet, EquipmentState::WrittenOff, 7),
            tally(Network::None, EquipmentState::Working, 9),
        ],
        functions: vec![UnitFunction::None, UnitFunction::Methodical],
    }
}

/// Clauses: R16-6.2, R16-6.3, R16-6.5, R16-19.
#[test]
fn a_demand_is_met_by_what_is_open_and_works() {
    let check = |wanted: Wanted, count: i64, places: i64| {
        assert_eq!(met(wanted, &there()), Met { count, places }, "{wanted:?}");
    };
    check(Wanted::Connected, 21, 0);
    check(Wanted::Rooms(&[RoomKind::Multimedia]), 1, 40);
    check(Wanted::Rooms(&[RoomKind::Reading]), 0, 0);
    check(
        Wanted::Rooms(&[RoomKind::Testing, RoomKind::Proctored]),
        2,
        84,
    );
    check(Wanted::Unit(UnitFunction::Methodical), 1, 0);
    check(Wanted::Unit(UnitFunction::Testing), 0, 0);
}

#[test]
fn a_room_is_known_by_its_building_and_number() {
    let room = |building: &str, code: &str| RoomDetails {
        building: building.to_owned(),
        code: code.to_owned(),
        kind: RoomKind::Lecture,
        places: 1,
        unit: None,
    };
    let same = |one: RoomDetails, other: RoomDetails| one.place_key() == other.place_key();
    assert!(same(
        room("Бас ғимарат", "305A"),
        room("бас  ғимарат", "305а")
    ));
    assert!(!same(room("Бас ғимарат", "305"), room("2-ғимарат", "305")));
    assert!(!same(room("1", "23"), room("12", "3")));
    assert_eq!(room("Бас ғимарат", "305").name(), "Бас ғимарат, 305");
    assert_eq!(room("", "305").name(), "305");
}
