//! The photo of a person: a small square picture, made anew from what was brought. One's own, or
//! anybody's for those who write of people; seen by those who see the person.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use oqu_audit::{Act, By};
use oqu_db::{Error, Tx};
use oqu_files::uploads::{self, Upload};
use oqu_files::{Class, File, Files, Keeper, Kind, Looked, NewFile, Owner, Purpose, Scan, images};
use oqu_kernel::{Actor, Id, PersonId};
use oqu_web::{
    Avatar, Chrome, ErrorSummary, Failure, Fields, FileDrop, Flash, FormErrors, Outcome, Site,
    Uploads, Visitor, page, partial, redirect,
};
use uuid::Uuid;

use super::sight::Seen;
use super::store::{self, PersonRow};
use crate::api::ScopeNames;
use crate::permissions::{self, Nearness};
use crate::roles::store::of_person;

/// The kind of things that photos belong to.
pub const PHOTO: &str = "person-photo";
/// A photo of a telephone has 4 to 12 MB.
pub(super) const MOST_BYTES: u64 = 15 << 20;
/// The longest edges that are kept, in pixels: for the head of a page, and for lists.
const LARGE: u32 = 512;
const SMALL: u32 = 96;
/// What the file is called, whoever it shows.
const NAME: &str = "photo.jpg";

/// What people may bring as a photo.
pub const PHOTO_PURPOSE: Purpose = Purpose {
    key: PHOTO,
    most_bytes: MOST_BYTES,
    most_open: 10,
    takes: is_picture,
};

fn is_picture(kind: Kind) -> bool {
    kind.class == Class::Image
}

fn owner(person: PersonId) -> Owner {
    Owner {
        kind: PHOTO,
        id: person.uuid(),
    }
}

/// How an actor stands to a person, with whom a reader of people sees.
async fn nearness(
    tx: &mut Tx,
    scopes: &dyn ScopeNames,
    actor: &Actor,
    person: PersonId,
) -> oqu_db::Result<Nearness> {
    let mut seen = false;
    if permissions::people_read(actor) {
        seen = match Seen::by(tx, scopes, actor).await? {
            Seen::All => true,
            some => some.sees(&of_person(tx, person).await?),
        };
    }
    let near = match seen {
        true => Nearness {
            own: actor.person == person,
            ..Nearness::default()
        },
        false => store::nearness(tx, actor, person).await?,
    };
    Ok(Nearness { seen, ..near })
}

/// Answers who may see a photo: whoever may see the person.
pub struct PhotoKeeper {
    scopes: Arc<dyn ScopeNames>,
}

impl PhotoKeeper {
    /// `scopes` tells what lies inside the things that roles reach.
    pub fn new(scopes: Arc<dyn ScopeNames>) -> Self {
        Self { scopes }
    }
}

impl Keeper for PhotoKeeper {
    fn may_read<'a>(
        &'a self,
        tx: &'a mut Tx,
        actor: &'a Actor,
        thing: Uuid,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<bool>> + 'a>> {
        Box::pin(async move {
            let person = PersonId::from_uuid(thing);
            let near = nearness(tx, &*self.scopes, actor, person).await?;
            Ok(permissions::person_read(actor, near))
        })
    }
}

/// The photos of some people.
pub(crate) struct Photos(HashMap<Uuid, Id<File>>);

/// The photos of these people, in one statement.
pub(crate) async fn of_people(tx: &mut Tx, people: &[PersonId]) -> oqu_db::Result<Photos> {
    let ids = people.iter().map(|person| person.uuid());
    Ok(Photos(oqu_files::newest(tx, PHOTO, ids).await?))
}

impl Photos {
    /// Where the photo for a list is.
    pub(crate) fn small(&self, person: PersonId) -> Option<String> {
        let photo = self.0.get(&person.uuid())?;
        Some(format!("/files/{photo}/{NAME}?edge={SMALL}"))
    }

    /// Where the photo for the head of a page is.
    pub(crate) fn large(&self, person: PersonId) -> Option<String> {
        let photo = self.0.get(&person.uuid())?;
        Some(format!("/files/{photo}/{NAME}"))
    }
}

#[derive(Template)]
#[template(path = "people/photo.html")]
struct PhotoPage<'a> {
    chrome: &'a Chrome,
    name: String,
    path: String,
    avatar: Avatar,
    is_there: bool,
    summary: ErrorSummary<'a>,
    drop: FileDrop<'a>,
}

/// The person whose photo the visitor may change, with the photos.
async fn load(
    site: &Site,
    scopes: Arc<dyn ScopeNames>,
    visitor: &Visitor,
    id: PersonId,
) -> Result<(PersonRow, Photos), Failure> {
    let actor = visitor.person()?.clone();
    let found = site.db.read::<_, Error, _>(async move |tx| {
        let Some(person) = store::person(tx, id).await? else {
            return Ok(None);
        };
        let near = nearness(tx, &*scopes, &actor, id).await?;
        if !permissions::person_read(&actor, near) {
            return Ok(None);
        }
        let may = permissions::photo_write(&actor, near);
        Ok(Some((may, person, of_people(tx, &[id]).await?)))
    });
    match found.await? {
        None => Err(Failure::NotFound),
        Some((false, ..)) => Err(Failure::Forbidden),
        Some((true, person, photos)) => Ok((person, photos)),
    }
}

/// `GET /people/{id}/photo`
pub(super) async fn photo_page(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let (person, photos) = load(&site, scopes, &visitor, id).await?;
    show(&site, &visitor, &person, &photos, &FormErrors::default())
}

fn show(
    site: &Site,
    visitor: &Visitor,
    person: &PersonRow,
    photos: &Photos,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let name = person.full_name();
    let path = format!("/people/{}", person.id);
    let mut chrome = Chrome::new(site, visitor, &words.t("photo-title"));
    if permissions::people_read(visitor.person()?) {
        chrome = chrome.crumb("/people", words.t("people-title"));
    }
    let chrome = chrome.crumb(path.clone(), name.clone());
    let large = photos.large(person.id);
    let most = PHOTO_PURPOSE.most_bytes;
    let template = PhotoPage {
        chrome: &chrome,
        is_there: large.is_some(),
        avatar: Avatar::new(person.initials(), large).large(),
        summary: ErrorSummary::new(&chrome, errors),
        drop: FileDrop::new(&chrome, "photo", "field-photo", "photo-help", most, errors)
            .accept("image/jpeg,image/png,image/webp,image/gif")
            .uploads(PHOTO),
        name,
        path,
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// What the form brought: bytes in it, or an upload that came before it.
async fn brought(
    site: &Site,
    files: &Files,
    visitor: &Visitor,
    typed: &Fields,
    sent: &Uploads,
) -> Result<Option<(Bytes, Option<Id<Upload>>)>, Failure> {
    if let Some(file) = sent.of("photo") {
        return Ok(Some((file.bytes().map_err(unread)?.into(), None)));
    }
    let Ok(upload) = typed.raw("photo_upload").parse::<Id<Upload>>() else {
        return Ok(None);
    };
    let person = visitor.person()?.person;
    let arrived = uploads::arrived(site, files, upload, person, PHOTO).await?;
    let Some(arrived) = arrived else {
        return Ok(None);
    };
    let place = arrived.kept.hash.place();
    let bytes = files.blobs().whole(&place, arrived.kept.size).await?;
    Ok(Some((bytes, Some(arrived.id))))
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn unread(error: std::io::Error) -> Failure {
    Failure::Internal(format!("failed to read an uploaded file: {error}").into())
}

/// `POST /people/{id}/photo`
pub(super) async fn set(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
    sent: Uploads,
) -> Outcome {
    let (person, photos) = load(&site, scopes, &visitor, id).await?;
    let refuse = |key: &str| {
        let mut errors = FormErrors::default();
        errors.add("photo", visitor.t(key));
        show(&site, &visitor, &person, &photos, &errors)
    };
    let Some((bytes, upload)) = brought(&site, &files, &visitor, &typed, &sent).await? else {
        return refuse("files-missing");
    };
    // What came by an upload was looked at on the way.
    if upload.is_none() {
        match files.look(oqu_files::flow_of(bytes.clone())).await? {
            Looked::Taken(_) => {}
            Looked::Infected(_) => return refuse("files-infected"),
            Looked::Away => return refuse("files-unscanned"),
        }
    }
    let [large, small] = match images::squares(bytes, [LARGE, SMALL]).await {
        Ok(made) => made,
        Err(refused) => {
            if let Some(upload) = upload {
                uploads::discard(&site, &files, upload).await?;
            }
            return refuse(refused.message());
        }
    };
    let new = NewFile {
        kept: files.keep(&site, large.into()).await?,
        sizes: vec![(SMALL, files.keep(&site, small.into()).await?)],
        name: NAME.to_owned(),
        owner: owner(id),
        brought_by: Some(visitor.person()?.person),
        // Our own pixels, whatever came.
        scan: Scan::Clean,
    };
    let by = By::visitor(&site, &visitor);
    let name = person.full_name();
    site.db
        .write::<_, Error, _>(async move |tx| {
            drop_photos(tx, id, &by).await?;
            oqu_files::add(tx, &new, by.now, &by.chance).await?;
            if let Some(upload) = upload {
                uploads::spend(tx, upload).await?;
            }
            let act = Act::on("person.photo-set", "person", id, &name);
            oqu_audit::record(tx, &by, act).await
        })
        .await?;
    Ok(back(id, "photo-set-done", &person.full_name()))
}

/// Takes away what photos there are; how many.
async fn drop_photos(tx: &mut Tx, person: PersonId, by: &By) -> oqu_db::Result<usize> {
    let photos = oqu_files::of_owner(tx, owner(person)).await?;
    for photo in &photos {
        oqu_files::remove(tx, photo, by.now).await?;
    }
    Ok(photos.len())
}

/// `POST /people/{id}/photo/removal`: two letters stand there again.
pub(super) async fn remove(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let (person, _) = load(&site, scopes, &visitor, id).await?;
    let by = By::visitor(&site, &visitor);
    let name = person.full_name();
    site.db
        .write::<_, Error, _>(async move |tx| {
            if drop_photos(tx, id, &by).await? > 0 {
                let act = Act::on("person.photo-removed", "person", id, &name);
                oqu_audit::record(tx, &by, act).await?;
            }
            Ok(())
        })
        .await?;
    Ok(back(id, "photo-removed-done", &person.full_name()))
}

fn back(id: PersonId, key: &str, name: &str) -> axum::response::Response {
    let mut response = redirect(&format!("/people/{id}"));
    response.extensions_mut().insert(Flash::done(key, name));
    response
}
