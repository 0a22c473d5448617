use oqu_kernel::Id;

use crate::keyed::keyed;
use crate::rooms::rules::RoomId;

/// Marks ids of equipment.
#[derive(Debug)]
pub enum Equipment {}

/// The id of a piece of equipment.
pub type EquipmentId = Id<Equipment>;

/// Pieces under one inventory number at most.
pub const MOST_PIECES: i64 = 10_000;

keyed! {
    /// What a piece of equipment is. The message `equipment-kind-<key>` names it.
    pub enum EquipmentKind {
        /// Компьютер, ноутбук.
        Computer = "computer",
        /// Сервер.
        Server = "server",
        /// Проектор, интерактивті тақта.
        Display = "display",
        /// Камера.
        Camera = "camera",
        /// Дыбыс жабдығы.
        Sound = "sound",
        /// Желілік жабдық.
        Network = "network",
        /// Спутниктік қабылдағыш.
        Satellite = "satellite",
        /// Зертханалық жабдық.
        Laboratory = "laboratory",
        /// Anything else.
        Other = "other",
    }
}

keyed! {
    /// How it reaches the telecommunication network. The message `equipment-network-<key>` names it.
    ///
    /// Clause: R16-6.2: equipment with a way to the network (the Internet, satellite television).
    pub enum Network {
        /// It does not.
        None = "none",
        /// The Internet.
        Internet = "internet",
        /// Satellite television.
        Satellite = "satellite",
        /// The network of the organisation only.
        Local = "local",
    }
}

keyed! {
    /// Whether it works. The message `equipment-state-<key>` names it.
    pub enum EquipmentState {
        /// It does.
        Working = "working",
        /// It is being repaired or waits for that.
        Repair = "repair",
        /// It was written off and stays known.
        WrittenOff = "written_off",
    }
}

/// What is written of a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentDetails {
    /// The room where it stands.
    pub room: RoomId,
    /// Its inventory number, unlike every other.
    pub inventory: String,
    /// What it is.
    pub kind: EquipmentKind,
    /// Maker and model, as on the paper.
    pub title: String,
    /// How many pieces.
    pub count: i64,
    /// How it reaches the network.
    pub network: Network,
    /// Whether it works.
    pub state: EquipmentState,
}

/// A piece of equipment as it stands in the database.
#[derive(Clone, Debug)]
pub struct EquipmentRow {
    /// Its id.
    pub id: EquipmentId,
    /// How often it was changed.
    pub version: i64,
    /// What is written of it.
    pub details: EquipmentDetails,
}

/// How many pieces there are of a network and a state.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    /// How they reach the network.
    pub network: Network,
    /// Whether they work.
    pub state: EquipmentState,
    /// How many.
    pub count: i64,
}
