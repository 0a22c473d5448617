//! The rooms of the demo and what stands in them.

use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_organisation::api::{
    self as organisation, EquipmentDetails, EquipmentKind, EquipmentState, Network, RoomDetails,
    RoomKind,
};

use super::units::Places;

/// A piece: inventory number, kind, maker and model, count, network, state.
struct Piece(
    &'static str,
    EquipmentKind,
    &'static str,
    i64,
    Network,
    EquipmentState,
);

/// A room: building, number, kind, places, the code of the unit that answers for it, what stands in it.
struct Room(
    &'static str,
    &'static str,
    RoomKind,
    i64,
    &'static str,
    &'static [Piece],
);

const MAIN: &str = "Бас ғимарат";
const SECOND: &str = "2-ғимарат";

use EquipmentKind as Kind;
use EquipmentState::{Repair, Working, WrittenOff};
use Network::{Internet, Local, Satellite};

const ROOMS: [Room; 11] = [
    Room(
        MAIN,
        "101",
        RoomKind::Lecture,
        180,
        "",
        &[
            Piece(
                "000101-1",
                Kind::Display,
                "Epson EB-L730U",
                2,
                Network::None,
                Working,
            ),
            Piece(
                "000101-2",
                Kind::Camera,
                "Logitech Rally",
                1,
                Internet,
                Working,
            ),
        ],
    ),
    Room(
        MAIN,
        "204",
        RoomKind::Multimedia,
        40,
        "АТФ",
        &[
            Piece(
                "000204-1",
                Kind::Display,
                "Newline Q Series 86",
                1,
                Internet,
                Working,
            ),
            Piece(
                "000204-2",
                Kind::Computer,
                "Lenovo ThinkCentre M70q",
                20,
                Internet,
                Working,
            ),
        ],
    ),
    Room(
        MAIN,
        "305",
        RoomKind::Computer,
        25,
        "КИ",
        &[
            Piece(
                "000305-1",
                Kind::Computer,
                "HP ProDesk 400 G9",
                24,
                Internet,
                Working,
            ),
            Piece(
                "000305-2",
                Kind::Computer,
                "HP ProDesk 400 G4",
                3,
                Internet,
                Repair,
            ),
        ],
    ),
    Room(MAIN, "306", RoomKind::Seminar, 30, "КИ", &[]),
    Room(
        MAIN,
        "310",
        RoomKind::Laboratory,
        16,
        "КИ",
        &[Piece(
            "000310-1",
            Kind::Laboratory,
            "Cisco Networking Lab",
            8,
            Local,
            Working,
        )],
    ),
    Room(
        MAIN,
        "012",
        RoomKind::Other,
        4,
        "ТҚ",
        &[
            Piece(
                "000012-1",
                Kind::Server,
                "Dell PowerEdge R650",
                3,
                Internet,
                Working,
            ),
            Piece(
                "000012-2",
                Kind::Satellite,
                "Kathrein CAS 90",
                1,
                Satellite,
                Working,
            ),
            Piece(
                "000012-3",
                Kind::Server,
                "Dell PowerEdge R410",
                2,
                Local,
                WrittenOff,
            ),
        ],
    ),
    Room(
        SECOND,
        "110",
        RoomKind::Testing,
        60,
        "ТК",
        &[Piece(
            "000110-1",
            Kind::Computer,
            "Acer Veriton N4710",
            60,
            Internet,
            Working,
        )],
    ),
    Room(
        SECOND,
        "112",
        RoomKind::Proctored,
        24,
        "ТК",
        &[
            Piece(
                "000112-1",
                Kind::Computer,
                "Acer Veriton N4710",
                24,
                Internet,
                Working,
            ),
            Piece(
                "000112-2",
                Kind::Camera,
                "Logitech C920",
                26,
                Internet,
                Working,
            ),
        ],
    ),
    Room(
        SECOND,
        "201",
        RoomKind::Studio,
        6,
        "ТҚ",
        &[
            Piece(
                "000201-1",
                Kind::Camera,
                "Sony FX30",
                2,
                Network::None,
                Working,
            ),
            Piece(
                "000201-2",
                Kind::Sound,
                "Rode Wireless Pro",
                2,
                Network::None,
                Working,
            ),
        ],
    ),
    Room(
        SECOND,
        "220",
        RoomKind::Reading,
        48,
        "КІТ",
        &[Piece(
            "000220-1",
            Kind::Computer,
            "Lenovo ThinkCentre Neo 50a",
            24,
            Internet,
            Working,
        )],
    ),
    Room(SECOND, "305", RoomKind::Seminar, 28, "КОЛ", &[]),
];

/// Puts the rooms and their equipment.
pub(super) async fn put(tx: &mut Tx, by: &By, places: &Places) -> Result<(), Error> {
    for Room(building, code, kind, seats, unit, pieces) in &ROOMS {
        let details = RoomDetails {
            building: (*building).to_owned(),
            code: (*code).to_owned(),
            kind: *kind,
            places: *seats,
            unit: (!unit.is_empty()).then(|| places.unit(unit).0),
        };
        let room = organisation::add_room(tx, by, &details).await?;
        for Piece(inventory, kind, title, count, network, state) in *pieces {
            let details = EquipmentDetails {
                room,
                inventory: (*inventory).to_owned(),
                kind: *kind,
                title: (*title).to_owned(),
                count: *count,
                network: *network,
                state: *state,
            };
            organisation::add_equipment(tx, by, &details).await?;
        }
    }
    Ok(())
}
