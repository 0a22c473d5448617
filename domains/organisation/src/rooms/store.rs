use oqu_audit::{Act, By, record};
use oqu_db::{FromRow, Query, Result, Row, Tx, Value};
use oqu_text::Language;
use oqu_text::collate::sort_key;

use super::rules::{ROOM, RoomDetails, RoomId, RoomKind, RoomRow};
use crate::units;
use crate::units::rules::UnitId;

/// Lists count so far.
pub(crate) const COUNT_LIMIT: i64 = 1_000;
/// The unique index of buildings and numbers.
pub(crate) const PLACE_INDEX: &str = "rooms_place_key";

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT number, id, version, closed_at, building, code, kind, places, unit FROM rooms ",
            $rest
        )
    };
}

oqu_db::statements! {
    ONE = select!("WHERE id = $1");
    BY_PLACE = select!("WHERE place_key = $1");
    OPEN = select!("WHERE closed_at IS NULL ORDER BY sort_key, number");
    INSERT = "INSERT INTO rooms (building, code, place_key, sort_key, kind, places, unit, id, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    UPDATE = "UPDATE rooms SET building = $1, code = $2, place_key = $3, sort_key = $4, kind = $5, places = $6, \
        unit = $7, version = version + 1 WHERE id = $8";
    SET_CLOSED = "UPDATE rooms SET closed_at = $1, version = version + 1 WHERE id = $2";
}

impl FromRow for RoomRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.next()?,
            id: row.next()?,
            version: row.next()?,
            closed_at: row.next()?,
            details: RoomDetails {
                building: row.next()?,
                code: row.next()?,
                kind: row.next()?,
                places: row.next()?,
                unit: row.next()?,
            },
        })
    }
}

/// Where a page of a list begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum From {
    /// At the first row.
    #[default]
    Start,
    /// After the row with this number.
    After(i64),
    /// With the rows that end before the row with this number.
    Before(i64),
}

/// Which rooms a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted {
    /// Of this kind only.
    pub kind: Option<RoomKind>,
    /// Closed ones too.
    pub closed: bool,
}

/// A page of a list: its rows, and whether there are others on either side.
#[derive(Debug)]
pub(crate) struct Listed {
    pub rows: Vec<RoomRow>,
    pub before: bool,
    pub after: bool,
}

/// One room, open or closed.
pub(crate) async fn room(tx: &mut Tx, id: RoomId) -> Result<Option<RoomRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// The room of this building and number, or one that cannot be told from it.
pub(crate) async fn by_place(tx: &mut Tx, details: &RoomDetails) -> Result<Option<RoomRow>> {
    tx.maybe(&BY_PLACE, &[details.place_key().into()]).await
}

/// All open rooms by building and number.
pub(crate) async fn open(tx: &mut Tx) -> Result<Vec<RoomRow>> {
    tx.all(&OPEN, &[]).await
}

/// At most `limit` rooms by building and number, from a place on.
pub(crate) async fn list(tx: &mut Tx, wanted: Wanted, from: From, limit: usize) -> Result<Listed> {
    let backwards = matches!(from, From::Before(_));
    let mut query = filtered(Query::new(select!("")), wanted);
    if let From::After(number) | From::Before(number) = from {
        let sign = if backwards { "<" } else { ">" };
        query = query
            .push(&format!(
                " AND (sort_key, number) {sign} (SELECT o.sort_key, o.number FROM rooms o WHERE o.number = "
            ))
            .bind(number)
            .push(")");
    }
    let direction = if backwards { " DESC" } else { "" };
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    query = query
        .push(&format!(
            " ORDER BY sort_key{direction}, number{direction} LIMIT "
        ))
        .bind(one_more);
    let mut rows: Vec<RoomRow> = tx.list(&query).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    if backwards {
        rows.reverse();
    }
    Ok(Listed {
        rows,
        before: if backwards { more } else { from != From::Start },
        after: if backwards { true } else { more },
    })
}

/// How many rooms there are, counted up to [`COUNT_LIMIT`] and one.
pub(crate) async fn count(tx: &mut Tx, wanted: Wanted) -> Result<i64> {
    let query = Query::new("SELECT count(*) FROM (SELECT 1 AS one FROM rooms ");
    let query = filtered(query, wanted)
        .push(" LIMIT ")
        .bind(COUNT_LIMIT + 1)
        .push(") AS found");
    let counts: Vec<i64> = tx.list(&query).await?;
    Ok(counts.first().copied().unwrap_or_default())
}

fn filtered(query: Query, wanted: Wanted) -> Query {
    let query = query.push(if wanted.closed {
        "WHERE 1 = 1"
    } else {
        "WHERE closed_at IS NULL"
    });
    match wanted.kind {
        Some(kind) => query.push(" AND kind = ").bind(kind),
        None => query,
    }
}

/// Adds a room. The caller has made sure that its unit is open.
pub(crate) async fn add(tx: &mut Tx, by: &By, id: RoomId, details: &RoomDetails) -> Result<()> {
    let mut values = values(details);
    values.push(id.into());
    tx.run(&INSERT, &values).await?;
    let act = Act::on("room.added", ROOM, id, &details.name());
    let act = told(tx, act, None, details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Changes a loaded room. An unchanged one is left as it is, without an entry.
pub(crate) async fn change(
    tx: &mut Tx,
    by: &By,
    room: &RoomRow,
    details: &RoomDetails,
) -> Result<()> {
    if room.details == *details {
        return Ok(());
    }
    let mut values = values(details);
    values.push(room.id.into());
    tx.run(&UPDATE, &values).await?;
    let act = Act::on("room.changed", ROOM, room.id, &details.name());
    let act = told(tx, act, Some(&room.details), details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Closes a loaded room on a ground, which may be empty.
pub(crate) async fn close(tx: &mut Tx, by: &By, room: &RoomRow, ground: &str) -> Result<()> {
    tx.run(&SET_CLOSED, &[by.now.into(), room.id.into()])
        .await?;
    let act = Act::on("room.closed", ROOM, room.id, &room.details.name()).ground(ground);
    record(tx, by, act).await?;
    Ok(())
}

/// Opens a closed room again.
pub(crate) async fn reopen(tx: &mut Tx, by: &By, room: &RoomRow) -> Result<()> {
    tx.run(&SET_CLOSED, &[Value::Null, room.id.into()]).await?;
    let act = Act::on("room.reopened", ROOM, room.id, &room.details.name());
    record(tx, by, act).await?;
    Ok(())
}

fn values(details: &RoomDetails) -> Vec<Value> {
    vec![
        details.building.as_str().into(),
        details.code.as_str().into(),
        details.place_key().into(),
        sort_key(Language::Kk, &details.name()).into(),
        details.kind.into(),
        details.places.into(),
        details.unit.into(),
    ]
}

async fn told(tx: &mut Tx, act: Act, old: Option<&RoomDetails>, new: &RoomDetails) -> Result<Act> {
    let old_unit = old.and_then(|old| old.unit);
    let mut act = act;
    if old_unit != new.unit {
        let before = unit_name(tx, old_unit).await?;
        act = act.change("room-unit", &before, &unit_name(tx, new.unit).await?);
    }
    let was = |read: fn(&RoomDetails) -> &str| old.map_or("", read);
    let old_places = old.map_or_else(String::new, |old| old.places.to_string());
    Ok(act
        .change("room-building", was(|room| &room.building), &new.building)
        .change("room-code", was(|room| &room.code), &new.code)
        .change("room-kind", was(|room| room.kind.key()), new.kind.key())
        .change("room-places", &old_places, &new.places.to_string()))
}

async fn unit_name(tx: &mut Tx, id: Option<UnitId>) -> Result<String> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let unit = units::store::unit(tx, id).await?;
    Ok(unit.map_or_else(String::new, |unit| {
        unit.details.name.of(Language::Kk).to_owned()
    }))
}
