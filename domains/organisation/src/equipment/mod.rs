//! Equipment: what stands in a room under an inventory number, how many pieces, whether it works and
//! reaches the network. Written off, never deleted.

mod fields;
mod form;
pub(crate) mod rules;
pub(crate) mod store;

use oqu_web::{Access, Routes, Words};

use crate::permissions;
use rules::{EquipmentKind, EquipmentState, Network};

pub(crate) fn routes() -> Routes {
    let write = Access::May("structure_write", permissions::structure_write);
    Routes::new()
        .get("/structure/rooms/{id}/equipment/new", write, form::new_page)
        .post("/structure/rooms/{id}/equipment", write, form::add)
        .get("/structure/equipment/{id}/edit", write, form::edit_page)
        .post("/structure/equipment/{id}", write, form::change)
}

/// The name of a kind of equipment.
pub(crate) fn kind_name(words: Words, kind: EquipmentKind) -> String {
    words
        .t(&format!("equipment-kind-{}", kind.key()))
        .into_owned()
}

/// The name of a way to the network.
pub(crate) fn network_name(words: Words, network: Network) -> String {
    words
        .t(&format!("equipment-network-{}", network.key()))
        .into_owned()
}

/// The name of a state.
pub(crate) fn state_name(words: Words, state: EquipmentState) -> String {
    words
        .t(&format!("equipment-state-{}", state.key()))
        .into_owned()
}
