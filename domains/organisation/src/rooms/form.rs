use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_web::meanwhile::{self, OPENED, VERSION, versioned};
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor};

use super::fields::{CODE, FIELDS, KIND, UNIT, fields, read, sections};
use super::rules::{ROOM, RoomDetails, RoomId, RoomKind, RoomRow};
use super::{path, show, store};
use crate::form::{self, About, Shown};
use crate::history::{self, Last};
use crate::units;
use crate::units::rules::Structure;

/// What became of a form.
enum Written {
    Done,
    /// There is no such unit, or it is closed.
    UnitClosed,
    /// Another room of the building has the number.
    Taken,
    /// Somebody else changed the room after the form was opened.
    Changed(Box<RoomRow>, Option<Last>),
    Gone,
}

/// `GET /structure/rooms/new`.
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let typed = Fields::of([(KIND, RoomKind::Lecture.key().to_owned())]);
    render_new(&site, &visitor, &typed, &FormErrors::default()).await
}

/// `POST /structure/rooms`
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return render_new(&site, &visitor, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let id = RoomId::new(by.now, &by.chance);
    let name = details.name();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        if let Some(refused) = refused(tx, None, &details).await? {
            return Ok(refused);
        }
        store::add(tx, &by, id, &details).await?;
        Ok(Written::Done)
    });
    match taken(written.await)? {
        Written::Taken => {
            errors.add(CODE, words.t("room-taken"));
            render_new(&site, &visitor, &typed, &errors).await
        }
        Written::UnitClosed => {
            errors.add(UNIT, words.t("organisation-place-closed"));
            render_new(&site, &visitor, &typed, &errors).await
        }
        _ => form::done(&path(id), Flash::done("room-added", &name)),
    }
}

/// Why a room is not written, if it is not: its unit is closed, or another room has the place.
async fn refused(
    tx: &mut Tx,
    room: Option<&RoomRow>,
    details: &RoomDetails,
) -> Result<Option<Written>> {
    let stays = room.is_some_and(|room| room.details.unit == details.unit);
    if let Some(unit) = details.unit
        && !stays
    {
        let unit = units::store::unit(tx, unit).await?;
        if unit.is_none_or(|unit| !unit.is_open()) {
            return Ok(Some(Written::UnitClosed));
        }
    }
    let other = store::by_place(tx, details).await?;
    let own = room.map(|room| room.id);
    Ok(other
        .filter(|other| Some(other.id) != own)
        .map(|_| Written::Taken))
}

/// Two people gave the same number at one moment: the index refused the second.
fn taken(written: Result<Written>) -> std::result::Result<Written, Failure> {
    match written {
        Err(error) if error.taken(store::PLACE_INDEX) => Ok(Written::Taken),
        other => Ok(other?),
    }
}

/// `GET /structure/rooms/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RoomId>,
) -> Outcome {
    let (room, structure) = load(&site, &visitor, id).await?;
    let typed = versioned(&fields(&room.details), room.version);
    let opened = meanwhile::sealed(&FIELDS, &typed);
    let form = (&typed, opened, &FormErrors::default());
    render_edit(&site, &visitor, &structure, &room, form, None)
}

/// `POST /structure/rooms/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RoomId>,
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
    let name = details.name();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(room) = store::room(tx, id).await? else {
            return Ok(Written::Gone);
        };
        if room.version != version {
            let last = history::last(tx, ROOM, id).await?;
            return Ok(Written::Changed(Box::new(room), last));
        }
        if let Some(refused) = refused(tx, Some(&room), &details).await? {
            return Ok(refused);
        }
        store::change(tx, &by, &room, &details).await?;
        Ok(Written::Done)
    });
    match taken(written.await)? {
        Written::Gone => Err(Failure::NotFound),
        Written::Taken => {
            errors.add(CODE, words.t("room-taken"));
            came_back(&site, &visitor, id, &typed, &errors).await
        }
        Written::UnitClosed => {
            errors.add(UNIT, words.t("organisation-place-closed"));
            came_back(&site, &visitor, id, &typed, &errors).await
        }
        Written::Changed(room, last) => {
            let (_, structure) = load(&site, &visitor, id).await?;
            let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
            let saved = fields(&room.details);
            let (merged, changed) = meanwhile::merge(&FIELDS, &opened, &typed, &saved);
            let merged = versioned(&merged, room.version);
            let opened = meanwhile::sealed(&FIELDS, &saved);
            let form = (&merged, opened, &FormErrors::default());
            render_edit(
                &site,
                &visitor,
                &structure,
                &room,
                form,
                Some((last, changed)),
            )
        }
        Written::Done => form::done(&path(id), Flash::done("organisation-saved", &name)),
    }
}

async fn load(
    site: &Site,
    visitor: &Visitor,
    id: RoomId,
) -> std::result::Result<(RoomRow, Structure), Failure> {
    let language = visitor.language();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let room = store::room(tx, id).await?;
        Ok((room, units::store::structure(tx, language).await?))
    });
    let (room, structure) = loaded.await?;
    Ok((room.ok_or(Failure::NotFound)?, structure))
}

async fn render_new(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let read = site
        .db
        .read::<_, Error, _>(async move |tx| units::store::structure(tx, language).await);
    let structure = read.await?;
    let about = About {
        title: words.t("room-new").into_owned(),
        action: "/structure/rooms".into(),
        back: "/structure/rooms".into(),
        submit: "room-add",
    };
    let chrome = Chrome::new(site, visitor, &about.title)
        .crumb("/structure", words.t("organisation-structure"))
        .crumb("/structure/rooms", words.t("rooms-title"));
    form::show(Shown {
        sections: sections(&chrome, &structure, None, typed, errors),
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
    id: RoomId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let (room, structure) = load(site, visitor, id).await?;
    let opened = typed.raw(OPENED).to_owned();
    render_edit(
        site,
        visitor,
        &structure,
        &room,
        (typed, opened, errors),
        None,
    )
}

fn render_edit(
    site: &Site,
    visitor: &Visitor,
    structure: &Structure,
    room: &RoomRow,
    (typed, opened, errors): (&Fields, String, &FormErrors),
    news: Option<(Option<Last>, Vec<meanwhile::Meanwhile>)>,
) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let about = About {
        title: words.t("room-edit").into_owned(),
        action: path(room.id),
        back: path(room.id),
        submit: "form-save",
    };
    let chrome =
        show::chrome_of(site, visitor, &about.title).crumb(path(room.id), room.details.name());
    let told = news.map(|(last, changed)| {
        form::tell(&chrome, last, &changed, |field, text| match field {
            UNIT => text
                .parse()
                .ok()
                .and_then(|id| structure.get(id))
                .map_or_else(String::new, |unit| {
                    unit.details.name.of(language).to_owned()
                }),
            _ => history::value(chrome.l, field, text),
        })
    });
    form::show(Shown {
        sections: sections(&chrome, structure, Some(room), typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened,
        errors,
        told,
    })
}
