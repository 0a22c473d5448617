use oqu_audit::{Act, By, record};
use oqu_db::{FromRow, Query, Result, Row, Tx, Value};

use super::rules::{EquipmentDetails, EquipmentId, EquipmentRow, Tally};
use crate::codes::code_key;
use crate::rooms::rules::{ROOM, RoomId, RoomRow};
use crate::rooms::store as rooms;

/// The unique index of inventory numbers.
pub(crate) const INVENTORY_INDEX: &str = "equipment_inventory_key";

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, version, room, inventory, kind, title, count, network, state FROM equipment ",
            $rest
        )
    };
}

oqu_db::statements! {
    ONE = select!("WHERE id = $1");
    OF_ROOM = select!("WHERE room = $1 ORDER BY inventory_key");
    BY_INVENTORY = select!("WHERE inventory_key = $1");
    PIECES = "SELECT CAST(COALESCE(sum(count), 0) AS BIGINT) FROM equipment WHERE room = $1 AND state <> 'written_off'";
    TALLIES = "SELECT e.network, e.state, CAST(sum(e.count) AS BIGINT) FROM equipment e \
        JOIN rooms r ON r.id = e.room WHERE r.closed_at IS NULL GROUP BY e.network, e.state";
    INSERT = "INSERT INTO equipment (room, inventory, inventory_key, kind, title, count, network, state, id, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    UPDATE = "UPDATE equipment SET room = $1, inventory = $2, inventory_key = $3, kind = $4, title = $5, count = $6, \
        network = $7, state = $8, version = version + 1 WHERE id = $9";
}

impl FromRow for EquipmentRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.next()?,
            version: row.next()?,
            details: EquipmentDetails {
                room: row.next()?,
                inventory: row.next()?,
                kind: row.next()?,
                title: row.next()?,
                count: row.next()?,
                network: row.next()?,
                state: row.next()?,
            },
        })
    }
}

impl FromRow for Tally {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            network: row.next()?,
            state: row.next()?,
            count: row.next()?,
        })
    }
}

/// One piece of equipment.
pub(crate) async fn piece(tx: &mut Tx, id: EquipmentId) -> Result<Option<EquipmentRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// What has this inventory number, or one that cannot be told from it.
pub(crate) async fn by_inventory(tx: &mut Tx, number: &str) -> Result<Option<EquipmentRow>> {
    tx.maybe(&BY_INVENTORY, &[code_key(number).into()]).await
}

/// All that stands in a room, what was written off too.
pub(crate) async fn of_room(tx: &mut Tx, room: RoomId) -> Result<Vec<EquipmentRow>> {
    tx.all(&OF_ROOM, &[room.into()]).await
}

/// All that stands in some rooms, in no order of rooms. One statement.
pub(crate) async fn of_rooms(tx: &mut Tx, rooms: &[RoomId]) -> Result<Vec<EquipmentRow>> {
    let query = Query::new(select!("WHERE room IN ("))
        .bind_all(rooms.iter().copied())
        .push(") ORDER BY inventory_key");
    tx.list(&query).await
}

/// How many pieces stand in a room that are not written off.
pub(crate) async fn pieces(tx: &mut Tx, room: RoomId) -> Result<i64> {
    tx.one(&PIECES, &[room.into()]).await
}

/// Pieces of open rooms by network and state.
pub(crate) async fn tallies(tx: &mut Tx) -> Result<Vec<Tally>> {
    tx.all(&TALLIES, &[]).await
}

/// Adds a piece to a loaded room, which is told in the history of the room.
pub(crate) async fn add(
    tx: &mut Tx,
    by: &By,
    id: EquipmentId,
    room: &RoomRow,
    details: &EquipmentDetails,
) -> Result<()> {
    let mut values = values(details);
    values.push(id.into());
    tx.run(&INSERT, &values).await?;
    let act = Act::on("room.equipped", ROOM, room.id, &room.details.name());
    record(tx, by, told(act, None, details)).await?;
    Ok(())
}

/// Changes a loaded piece, which is told in the history of its room. An unchanged one is left as it
/// is, without an entry.
pub(crate) async fn change(
    tx: &mut Tx,
    by: &By,
    piece: &EquipmentRow,
    details: &EquipmentDetails,
) -> Result<()> {
    if piece.details == *details {
        return Ok(());
    }
    let mut values = values(details);
    values.push(piece.id.into());
    tx.run(&UPDATE, &values).await?;
    let before = room_name(tx, piece.details.room).await?;
    let after = room_name(tx, details.room).await?;
    let act = Act::on("room.equipment-changed", ROOM, details.room, &after);
    let act = act.change("equipment-piece", "", &piece.details.inventory);
    let act = told(act, Some(&piece.details), details);
    record(tx, by, act.change("equipment-room", &before, &after)).await?;
    Ok(())
}

async fn room_name(tx: &mut Tx, id: RoomId) -> Result<String> {
    let room = rooms::room(tx, id).await?;
    Ok(room.map_or_else(String::new, |room| room.details.name()))
}

fn values(details: &EquipmentDetails) -> Vec<Value> {
    vec![
        details.room.into(),
        details.inventory.as_str().into(),
        code_key(&details.inventory).into(),
        details.kind.into(),
        details.title.as_str().into(),
        details.count.into(),
        details.network.into(),
        details.state.into(),
    ]
}

fn told(act: Act, old: Option<&EquipmentDetails>, new: &EquipmentDetails) -> Act {
    let was = |read: fn(&EquipmentDetails) -> &str| old.map_or("", read);
    let old_count = old.map_or_else(String::new, |old| old.count.to_string());
    act.change(
        "equipment-inventory",
        was(|piece| &piece.inventory),
        &new.inventory,
    )
    .change(
        "equipment-kind",
        was(|piece| piece.kind.key()),
        new.kind.key(),
    )
    .change("equipment-title", was(|piece| &piece.title), &new.title)
    .change("equipment-count", &old_count, &new.count.to_string())
    .change(
        "equipment-network",
        was(|piece| piece.network.key()),
        new.network.key(),
    )
    .change(
        "equipment-state",
        was(|piece| piece.state.key()),
        new.state.key(),
    )
}
