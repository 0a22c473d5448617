use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::EntryRow;
use oqu_db::Error;
use oqu_web::{Chrome, Failure, History, HistoryItem, Outcome, Site, Visitor, Words, page};

use super::rules::{ROOM, RoomId, RoomRow};
use super::{kind_name, store};
use crate::equipment;
use crate::equipment::rules::{EquipmentId, EquipmentRow, EquipmentState};
use crate::units::rules::{UnitId, UnitRow};
use crate::{history, permissions, units};

#[derive(Template)]
#[template(path = "rooms/show.html")]
struct RoomPage<'a> {
    chrome: &'a Chrome,
    room: &'a RoomRow,
    name: String,
    kind: String,
    unit: Option<(UnitId, &'a str)>,
    equipment: Vec<Line<'a>>,
    may_change: bool,
    history: History<'a>,
}

struct Line<'a> {
    id: EquipmentId,
    title: &'a str,
    inventory: &'a str,
    kind: String,
    count: i64,
    network: String,
    state: String,
    tone: &'static str,
}

struct Loaded {
    room: RoomRow,
    unit: Option<UnitRow>,
    equipment: Vec<EquipmentRow>,
    acts: Vec<EntryRow>,
}

/// `GET /structure/rooms/{id}`
pub(super) async fn room(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RoomId>,
) -> Outcome {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(room) = store::room(tx, id).await? else {
            return Ok(None);
        };
        let unit = match room.details.unit {
            Some(unit) => units::store::unit(tx, unit).await?,
            None => None,
        };
        Ok(Some(Loaded {
            unit,
            equipment: equipment::store::of_room(tx, id).await?,
            acts: history::acts(tx, ROOM, id).await?,
            room,
        }))
    });
    let loaded = loaded.await?.ok_or(Failure::NotFound)?;
    let words = visitor.words;
    let actor = visitor.person()?;
    let details = &loaded.room.details;
    let chrome = chrome_of(&site, &visitor, &details.name());
    let items: Vec<HistoryItem> = history::items(&chrome, &loaded.acts);
    let template = RoomPage {
        chrome: &chrome,
        room: &loaded.room,
        name: details.name(),
        kind: kind_name(words, details.kind),
        unit: loaded
            .unit
            .as_ref()
            .map(|unit| (unit.id, unit.details.name.of(words.language()))),
        equipment: loaded
            .equipment
            .iter()
            .map(|piece| line(words, piece))
            .collect(),
        may_change: permissions::structure_write(actor),
        history: History::new(&chrome, &items),
    };
    page(&template)
}

fn line(words: Words, piece: &EquipmentRow) -> Line<'_> {
    let details = &piece.details;
    Line {
        id: piece.id,
        title: &details.title,
        inventory: &details.inventory,
        kind: equipment::kind_name(words, details.kind),
        count: details.count,
        network: equipment::network_name(words, details.network),
        state: equipment::state_name(words, details.state),
        tone: match details.state {
            EquipmentState::Working => "action",
            EquipmentState::Repair => "attention",
            EquipmentState::WrittenOff => "quiet",
        },
    }
}

/// What stands around the pages of rooms.
pub(crate) fn chrome_of(site: &Site, visitor: &Visitor, title: &str) -> Chrome {
    let words = visitor.words;
    Chrome::new(site, visitor, title)
        .crumb("/structure", words.t("organisation-structure"))
        .crumb("/structure/rooms", words.t("rooms-title"))
}
