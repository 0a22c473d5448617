use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use oqu_audit::{Act, By, record};
use oqu_db::Error;
use oqu_web::{
    Action, Chrome, Empty, Failure, Fields, Filter, Outcome, Paging, Sheet, Site, Visitor, Words,
    XLSX, attachment, page,
};

use super::kind_name;
use super::rules::{RoomId, RoomKind, RoomRow};
use super::store::{self, COUNT_LIMIT, From, Listed, Wanted};
use crate::equipment;
use crate::equipment::rules::{EquipmentRow, EquipmentState};
use crate::units::rules::Structure;
use crate::{permissions, units};

const PATH: &str = "/structure/rooms";
/// Rows of a page: two screens of a laptop.
const PAGE: usize = 50;
/// Rooms of a spreadsheet: more than any organisation has.
const SHEET_ROOMS: usize = 10_000;

#[derive(Template)]
#[template(path = "rooms/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    rows: Vec<Line<'a>>,
    filters: Vec<Filter>,
    kinds: Vec<(&'static str, String, bool)>,
    closed: bool,
    paging: Paging<'a>,
    found: String,
    empty: Empty<'a>,
    may_add: bool,
    sheet: String,
}

struct Line<'a> {
    id: RoomId,
    name: String,
    kind: String,
    places: i64,
    unit: &'a str,
    pieces: i64,
    closed: bool,
}

/// What the address of a list asks for.
#[derive(Clone, Copy, Debug)]
struct Asked {
    wanted: Wanted,
    from: From,
}

struct Loaded {
    structure: Structure,
    listed: Listed,
    found: i64,
    equipment: HashMap<RoomId, Vec<EquipmentRow>>,
}

/// `GET /structure/rooms`: the list, or only its inside when that is what htmx wants to fill. Four
/// statements, however many rooms there are.
pub(super) async fn rooms(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let asked = asked(&fields);
    let loaded = load(&site, &visitor, asked, PAGE).await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("rooms-title"))
        .crumb("/structure", words.t("organisation-structure"));
    let found = match loaded.found > COUNT_LIMIT {
        true => words.t1("rooms-found-many", "count", COUNT_LIMIT),
        false => words.t1("rooms-found", "count", loaded.found),
    };
    let rows = &loaded.listed.rows;
    let mark = |row: Option<&RoomRow>| row.map(|row| row.number.to_string());
    let first = mark(rows.first()).filter(|_| loaded.listed.before);
    let last = mark(rows.last()).filter(|_| loaded.listed.after);
    let may_add = visitor.actor().is_some_and(permissions::structure_write);
    let kind = asked.wanted.kind;
    let template = ListPage {
        chrome: &chrome,
        rows: rows.iter().map(|row| line(words, &loaded, row)).collect(),
        filters: filters(&fields, words, asked.wanted),
        kinds: RoomKind::ALL
            .iter()
            .map(|one| (one.key(), kind_name(words, *one), kind == Some(*one)))
            .collect(),
        closed: asked.wanted.closed,
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            found.clone(),
            first.as_deref(),
            last.as_deref(),
        ),
        found,
        empty: empty(&chrome, kind.is_some(), may_add),
        may_add,
        sheet: sheet_address(asked.wanted),
    };
    if visitor.wants("rooms") {
        return page(&template.as_results());
    }
    page(&template)
}

/// `GET /structure/rooms.xlsx`: the same rooms, and all that stands in them on a second sheet; told to
/// the audit because it leaves the house.
pub(super) async fn spreadsheet(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let asked = Asked {
        from: From::Start,
        ..asked(&fields)
    };
    let loaded = load(&site, &visitor, asked, SHEET_ROOMS).await?;
    let by = By::visitor(&site, &visitor);
    let count = loaded.listed.rows.len().to_string();
    let told = site.db.write::<_, Error, _>(async move |tx| {
        let act = Act::at_large("rooms.exported", "rooms", "").change("count", "", &count);
        record(tx, &by, act).await
    });
    told.await?;
    let words = visitor.words;
    let made = tokio::task::spawn_blocking(move || sheet(words, &loaded));
    made.await
        .map_err(|error| Failure::Internal(error.to_string().into()))?
}

fn sheet(words: Words, loaded: &Loaded) -> Result<Response, Failure> {
    let title = words.t("rooms-title").into_owned();
    let said = |keys: &[&str]| -> Vec<String> {
        keys.iter().map(|key| words.t(key).into_owned()).collect()
    };
    let headings = said(&[
        "field-room-building",
        "field-room-code",
        "field-room-kind",
        "field-room-places",
        "field-room-unit",
        "organisation-state",
    ]);
    let mut sheet = Sheet::new(&title, &headings, &[28, 12, 30, 10, 45, 16])?;
    for room in &loaded.listed.rows {
        let line = line(words, loaded, room);
        let state = match line.closed {
            true => "organisation-closed",
            false => "organisation-open",
        };
        sheet.row(&[
            room.details.building.clone(),
            room.details.code.clone(),
            line.kind,
            line.places.to_string(),
            line.unit.to_owned(),
            words.t(state).into_owned(),
        ])?;
    }
    let headings = said(&[
        "room-title",
        "field-equipment-inventory",
        "field-equipment-title",
        "field-equipment-kind",
        "field-equipment-count",
        "field-equipment-network",
        "field-equipment-state",
    ]);
    let name = words.t("equipment-title").into_owned();
    sheet.next(&name, &headings, &[28, 18, 40, 26, 10, 26, 18])?;
    for room in &loaded.listed.rows {
        for piece in loaded.equipment.get(&room.id).into_iter().flatten() {
            let details = &piece.details;
            sheet.row(&[
                room.details.name(),
                details.inventory.clone(),
                details.title.clone(),
                equipment::kind_name(words, details.kind),
                details.count.to_string(),
                equipment::network_name(words, details.network),
                equipment::state_name(words, details.state),
            ])?;
        }
    }
    Ok(attachment(&format!("{title}.xlsx"), XLSX, sheet.finish()?))
}

async fn load(
    site: &Site,
    visitor: &Visitor,
    asked: Asked,
    limit: usize,
) -> oqu_db::Result<Loaded> {
    let language = visitor.language();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let listed = store::list(tx, asked.wanted, asked.from, limit).await?;
        let ids: Vec<RoomId> = listed.rows.iter().map(|room| room.id).collect();
        let mut equipment: HashMap<RoomId, Vec<EquipmentRow>> = HashMap::new();
        for piece in equipment::store::of_rooms(tx, &ids).await? {
            equipment.entry(piece.details.room).or_default().push(piece);
        }
        Ok(Loaded {
            structure: units::store::structure(tx, language).await?,
            found: store::count(tx, asked.wanted).await?,
            listed,
            equipment,
        })
    });
    loaded.await
}

/// Reads the address of a list. What cannot be understood is as if it were not there.
fn asked(fields: &Fields) -> Asked {
    let number = |name: &str| fields.raw(name).parse::<i64>().ok();
    Asked {
        wanted: Wanted {
            kind: RoomKind::parse(fields.raw("kind")),
            closed: fields.ticked("closed"),
        },
        from: match (number("after"), number("before")) {
            (Some(after), _) => From::After(after),
            (None, Some(before)) => From::Before(before),
            (None, None) => From::Start,
        },
    }
}

fn line<'a>(words: Words, loaded: &'a Loaded, room: &RoomRow) -> Line<'a> {
    let details = &room.details;
    let unit = details.unit.and_then(|unit| loaded.structure.get(unit));
    let pieces = loaded
        .equipment
        .get(&room.id)
        .map_or(&[][..], Vec::as_slice);
    let kept = pieces
        .iter()
        .filter(|piece| piece.details.state != EquipmentState::WrittenOff);
    Line {
        id: room.id,
        name: details.name(),
        kind: kind_name(words, details.kind),
        places: details.places,
        unit: unit.map_or("", |unit| unit.details.name.of(words.language())),
        pieces: kept.map(|piece| piece.details.count).sum(),
        closed: !room.is_open(),
    }
}

fn filters(fields: &Fields, words: Words, wanted: Wanted) -> Vec<Filter> {
    let mut filters = Vec::new();
    if let Some(kind) = wanted.kind {
        filters.push(Filter::new(PATH, fields, "kind", kind_name(words, kind)));
    }
    if wanted.closed {
        let text = words.t("organisation-closed-too").into_owned();
        filters.push(Filter::new(PATH, fields, "closed", text));
    }
    filters
}

/// The spreadsheet of the same filters, from the first row.
fn sheet_address(wanted: Wanted) -> String {
    let mut choices = Vec::new();
    if let Some(kind) = wanted.kind {
        choices.push(format!("kind={}", kind.key()));
    }
    if wanted.closed {
        choices.push("closed=1".to_owned());
    }
    match choices.is_empty() {
        true => format!("{PATH}.xlsx"),
        false => format!("{PATH}.xlsx?{}", choices.join("&")),
    }
}

fn empty<'a>(chrome: &'a Chrome, narrowed: bool, may_add: bool) -> Empty<'a> {
    let words = chrome.l;
    if narrowed {
        let all = Action::new(words.t("rooms-all"), PATH);
        return Empty::new(
            chrome,
            "search",
            words.t("rooms-not-found"),
            words.t("rooms-not-found-text"),
        )
        .action(all);
    }
    let empty = Empty::new(
        chrome,
        "building",
        words.t("rooms-empty"),
        words.t("rooms-empty-text"),
    );
    if !may_add {
        return empty;
    }
    empty.action(Action::main(words.t("room-add"), format!("{PATH}/new")).icon("plus"))
}
