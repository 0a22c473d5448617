use oqu_kernel::{Id, Moment};

use crate::codes::code_key;
use crate::equipment::rules::{EquipmentState, Network, Tally};
use crate::keyed::keyed;
use crate::units::rules::{UnitFunction, UnitId};

/// Marks ids of rooms.
#[derive(Debug)]
pub enum Room {}

/// The id of a room.
pub type RoomId = Id<Room>;

/// What the audit calls a room.
pub const ROOM: &str = "room";

/// Places that a room has at most: the halls of the largest universities have two thousand.
pub const MOST_PLACES: i64 = 5_000;

keyed! {
    /// What a room is for. The message `room-kind-<key>` names it.
    pub enum RoomKind {
        /// Дәріс аудиториясы.
        Lecture = "lecture",
        /// Семинар, тәжірибелік сабақ.
        Seminar = "seminar",
        /// Компьютерлік сынып.
        Computer = "computer",
        /// Мультимедиялық сынып. Clause: R16-6.3, RA-9.3.
        Multimedia = "multimedia",
        /// Электрондық оқу залы. Clause: R16-6.3, RA-9.3.
        Reading = "reading",
        /// Мультимедиялық зертхана. Clause: RA-9.5.
        Laboratory = "laboratory",
        /// Бейнестудия.
        Studio = "studio",
        /// Тестілеу залы. Clause: R16-6.5.
        Testing = "testing",
        /// Прокторингі бар тестілеу залы. Clause: R16-6.5.
        Proctored = "proctored",
        /// Anything else.
        Other = "other",
    }
}

/// What is written of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomDetails {
    /// The building, as people call it; may be empty where there is one only.
    pub building: String,
    /// The number on the door, unlike every other of the building.
    pub code: String,
    /// What it is for.
    pub kind: RoomKind,
    /// How many people it seats.
    pub places: i64,
    /// The unit that answers for it.
    pub unit: Option<UnitId>,
}

impl RoomDetails {
    /// What two rooms have in common when nobody can tell them apart.
    pub fn place_key(&self) -> String {
        format!("{}|{}", code_key(&self.building), code_key(&self.code))
    }

    /// Building and number: «Бас ғимарат, 305».
    pub fn name(&self) -> String {
        match self.building.as_str() {
            "" => self.code.clone(),
            building => format!("{building}, {}", self.code),
        }
    }
}

/// A room as it stands in the database.
#[derive(Clone, Debug)]
pub struct RoomRow {
    /// Its number for paging.
    pub number: i64,
    /// Its id.
    pub id: RoomId,
    /// How often it was changed.
    pub version: i64,
    /// Since when it is closed.
    pub closed_at: Option<Moment>,
    /// What is written of it.
    pub details: RoomDetails,
}

impl RoomRow {
    /// Whether it is in use.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// What a clause wants to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Equipment in order that reaches the network.
    Connected,
    /// Rooms of any of these kinds.
    Rooms(&'static [RoomKind]),
    /// Units with this function.
    Unit(UnitFunction),
}

/// One thing that the rules demand, and where they do.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// The message that names it is `demand-<key>`.
    pub key: &'static str,
    /// The clauses, as the register of requirements numbers them.
    pub clauses: &'static str,
    /// What fulfils it.
    pub wanted: Wanted,
}

/// What the rules demand of rooms, equipment and the units that serve them.
///
/// Clauses: R16-6.2, R16-6.3, R16-6.5, R16-19 (the rules of 2016); R20-24, R20-24.2 (the edition of
/// 2020, where universities need no testing complex and nobody needs multimedia classes); RA-9 (the
/// local regulation, which demands both and laboratories besides).
pub const DEMANDS: [Demand; 9] = [
    Demand {
        key: "connected",
        clauses: "R16-6.2 · R20-24 · RA-9.2",
        wanted: Wanted::Connected,
    },
    Demand {
        key: "multimedia",
        clauses: "R16-6.3 · RA-9.3",
        wanted: Wanted::Rooms(&[RoomKind::Multimedia]),
    },
    Demand {
        key: "reading",
        clauses: "R16-6.3 · RA-9.3",
        wanted: Wanted::Rooms(&[RoomKind::Reading]),
    },
    Demand {
        key: "laboratory",
        clauses: "RA-9.5",
        wanted: Wanted::Rooms(&[RoomKind::Laboratory]),
    },
    Demand {
        key: "testing",
        clauses: "R16-6.5 · R20-24.2 · RA-9.6",
        wanted: Wanted::Rooms(&[RoomKind::Testing, RoomKind::Proctored]),
    },
    Demand {
        key: "unit_organisation",
        clauses: "R16-19 · R20-24 · RA-9.8",
        wanted: Wanted::Unit(UnitFunction::DistanceLearning),
    },
    Demand {
        key: "unit_methodical",
        clauses: "R16-19",
        wanted: Wanted::Unit(UnitFunction::Methodical),
    },
    Demand {
        key: "unit_technical",
        clauses: "R16-19",
        wanted: Wanted::Unit(UnitFunction::Technical),
    },
    Demand {
        key: "unit_testing",
        clauses: "R16-19",
        wanted: Wanted::Unit(UnitFunction::Testing),
    },
];

/// What there is to answer demands with: open rooms, equipment by its network and state, the
/// functions of open units.
#[derive(Clone, Debug, Default)]
pub struct There {
    /// Kind of each open room, and its places.
    pub rooms: Vec<(RoomKind, i64)>,
    /// Equipment of open rooms.
    pub equipment: Vec<Tally>,
    /// Functions of open units.
    pub functions: Vec<UnitFunction>,
}

/// How far a demand is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// How many pieces, rooms or units there are.
    pub count: i64,
    /// How many places the rooms have; nothing for others.
    pub places: i64,
}

/// How far a demand is met by what is there. It is met by one; how many are enough no clause says.
pub fn met(wanted: Wanted, there: &There) -> Met {
    match wanted {
        Wanted::Connected => {
            let reaches = |network| matches!(network, Network::Internet | Network::Satellite);
            let works =
                |tally: &&Tally| reaches(tally.network) && tally.state == EquipmentState::Working;
            let counts = there.equipment.iter().filter(works);
            Met {
                count: counts.map(|tally| tally.count).sum(),
                places: 0,
            }
        }
        Wanted::Rooms(kinds) => {
            let of_kinds = there.rooms.iter().filter(|(kind, _)| kinds.contains(kind));
            Met {
                count: counted(of_kinds.clone().count()),
                places: of_kinds.map(|(_, places)| places).sum(),
            }
        }
        Wanted::Unit(function) => {
            let with = there.functions.iter().filter(|other| **other == function);
            Met {
                count: counted(with.count()),
                places: 0,
            }
        }
    }
}

fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
