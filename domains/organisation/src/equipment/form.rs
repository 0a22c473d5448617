use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_web::meanwhile::{self, OPENED, VERSION, versioned};
use oqu_web::{Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor};

use super::fields::{COUNT, FIELDS, INVENTORY, KIND, NETWORK, ROOM, STATE, fields, read, sections};
use super::rules::{
    EquipmentDetails, EquipmentId, EquipmentKind, EquipmentRow, EquipmentState, Network,
};
use super::store;
use crate::form::{self, About, Shown};
use crate::history;
use crate::rooms;
use crate::rooms::rules::{RoomId, RoomRow};

/// What became of a form.
enum Written {
    Done,
    /// Another piece has the number.
    Taken,
    /// The room is closed, or there is none.
    RoomClosed,
    /// Somebody else changed the piece after the form was opened.
    Changed(Box<EquipmentRow>),
    Gone,
}

/// `GET /structure/rooms/{id}/equipment/new`
pub(super) async fn new_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RoomId>,
) -> Outcome {
    let typed = Fields::of([
        (KIND, EquipmentKind::Computer.key().to_owned()),
        (NETWORK, Network::Internet.key().to_owned()),
        (STATE, EquipmentState::Working.key().to_owned()),
        (COUNT, "1".to_owned()),
        (ROOM, id.to_string()),
    ]);
    render_new(&site, &visitor, id, &typed, &FormErrors::default()).await
}

/// `POST /structure/rooms/{id}/equipment`
pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    Path(room): Path<RoomId>,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return render_new(&site, &visitor, room, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let id = EquipmentId::new(by.now, &by.chance);
    let place = rooms::path(details.room);
    let title = details.title.clone();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        if store::by_inventory(tx, &details.inventory).await?.is_some() {
            return Ok(Written::Taken);
        }
        let Some(room) = open_room(tx, &details, None).await? else {
            return Ok(Written::RoomClosed);
        };
        store::add(tx, &by, id, &room, &details).await?;
        Ok(Written::Done)
    });
    match taken(written.await)? {
        Written::Done => form::done(&place, Flash::done("equipment-added", &title)),
        refused => {
            note(&visitor, &refused, &mut errors);
            render_new(&site, &visitor, room, &typed, &errors).await
        }
    }
}

/// The room of a piece: an open one, or the one where it stands already.
async fn open_room(
    tx: &mut Tx,
    details: &EquipmentDetails,
    piece: Option<&EquipmentRow>,
) -> Result<Option<RoomRow>> {
    let room = rooms::store::room(tx, details.room).await?;
    let stays = piece.is_some_and(|piece| piece.details.room == details.room);
    Ok(room.filter(|room| room.is_open() || stays))
}

/// Two people gave the same number at one moment: the index refused the second.
fn taken(written: Result<Written>) -> std::result::Result<Written, Failure> {
    match written {
        Err(error) if error.taken(store::INVENTORY_INDEX) => Ok(Written::Taken),
        other => Ok(other?),
    }
}

fn note(visitor: &Visitor, refused: &Written, errors: &mut FormErrors) {
    match refused {
        Written::Taken => errors.add(INVENTORY, visitor.t("equipment-taken")),
        Written::RoomClosed => errors.add(ROOM, visitor.t("equipment-room-closed")),
        Written::Done | Written::Changed(_) | Written::Gone => {}
    }
}

/// `GET /structure/equipment/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<EquipmentId>,
) -> Outcome {
    let (piece, rooms) = load(&site, id).await?;
    let typed = versioned(&fields(&piece.details), piece.version);
    let opened = meanwhile::sealed(&FIELDS, &typed);
    let form = (&typed, opened, &FormErrors::default());
    render_edit(&site, &visitor, (&piece, &rooms), form, None)
}

/// `POST /structure/equipment/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<EquipmentId>,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let version = typed.raw(VERSION).parse::<i64>().unwrap_or_default();
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return came_back(&site, &visitor, id, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let place = rooms::path(details.room);
    let title = details.title.clone();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(piece) = store::piece(tx, id).await? else {
            return Ok(Written::Gone);
        };
        if piece.version != version {
            return Ok(Written::Changed(Box::new(piece)));
        }
        let other = store::by_inventory(tx, &details.inventory).await?;
        if other.is_some_and(|other| other.id != id) {
            return Ok(Written::Taken);
        }
        if open_room(tx, &details, Some(&piece)).await?.is_none() {
            return Ok(Written::RoomClosed);
        }
        store::change(tx, &by, &piece, &details).await?;
        Ok(Written::Done)
    });
    match taken(written.await)? {
        Written::Gone => Err(Failure::NotFound),
        Written::Changed(piece) => {
            let (_, rooms) = load(&site, id).await?;
            let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
            let saved = fields(&piece.details);
            let (merged, changed) = meanwhile::merge(&FIELDS, &opened, &typed, &saved);
            let merged = versioned(&merged, piece.version);
            let opened = meanwhile::sealed(&FIELDS, &saved);
            let form = (&merged, opened, &FormErrors::default());
            render_edit(&site, &visitor, (&piece, &rooms), form, Some(changed))
        }
        Written::Done => form::done(&place, Flash::done("organisation-saved", &title)),
        refused => {
            note(&visitor, &refused, &mut errors);
            came_back(&site, &visitor, id, &typed, &errors).await
        }
    }
}

/// A piece, and the rooms where it may stand.
async fn load(
    site: &Site,
    id: EquipmentId,
) -> std::result::Result<(EquipmentRow, Vec<RoomRow>), Failure> {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(piece) = store::piece(tx, id).await? else {
            return Ok(None);
        };
        let mut rooms = rooms::store::open(tx).await?;
        let own = piece.details.room;
        if !rooms.iter().any(|room| room.id == own) {
            rooms.extend(rooms::store::room(tx, own).await?);
        }
        Ok(Some((piece, rooms)))
    });
    loaded.await?.ok_or(Failure::NotFound)
}

async fn render_new(
    site: &Site,
    visitor: &Visitor,
    id: RoomId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let loaded = site
        .db
        .read::<_, Error, _>(async |tx| rooms::store::open(tx).await);
    let open = loaded.await?;
    let room = open.iter().find(|room| room.id == id);
    let room = room.ok_or(Failure::NotFound)?;
    let about = About {
        title: visitor.t("equipment-new"),
        action: format!("{}/equipment", rooms::path(id)),
        back: rooms::path(id),
        submit: "equipment-add",
    };
    let chrome =
        rooms::chrome_of(site, visitor, &about.title).crumb(rooms::path(id), room.details.name());
    form::show(Shown {
        sections: sections(&chrome, &open, typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened: String::new(),
        errors,
        told: None,
    })
}

/// The form with its problems; nothing typed is lost.
async fn came_back(
    site: &Site,
    visitor: &Visitor,
    id: EquipmentId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let (piece, rooms) = load(site, id).await?;
    let form = (typed, typed.raw(OPENED).to_owned(), errors);
    render_edit(site, visitor, (&piece, &rooms), form, None)
}

fn render_edit(
    site: &Site,
    visitor: &Visitor,
    (piece, rooms): (&EquipmentRow, &[RoomRow]),
    (typed, opened, errors): (&Fields, String, &FormErrors),
    news: Option<Vec<meanwhile::Meanwhile>>,
) -> Outcome {
    let room = piece.details.room;
    let name = |id: &str| {
        let mut rooms = rooms.iter();
        let found = rooms.find(|room| room.id.to_string() == id);
        found.map_or_else(String::new, |room| room.details.name())
    };
    let about = About {
        title: visitor.t("equipment-edit"),
        action: format!("/structure/equipment/{}", piece.id),
        back: rooms::path(room),
        submit: "form-save",
    };
    let chrome = rooms::chrome_of(site, visitor, &about.title)
        .crumb(rooms::path(room), name(&room.to_string()));
    let told = news.map(|changed| {
        form::tell(&chrome, None, &changed, |field, text| match field {
            ROOM => name(text),
            _ => history::value(chrome.l, field, text),
        })
    });
    form::show(Shown {
        sections: sections(&chrome, rooms, typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened,
        errors,
        told,
    })
}
