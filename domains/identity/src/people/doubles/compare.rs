use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_kernel::{Actor, PersonId};
use oqu_web::{
    Avatar, Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome,
    Site, Visitor, Words, page, partial, redirect,
};

use super::merge::{self as merging, Became, Merge};
use super::rules::{Barred, Part, Side, merged, suggested};
use super::{PATH, moving, path, store};
use crate::movers::Movers;
use crate::people::pages::in_words;
use crate::people::photo::{self, Photos};
use crate::people::store::{self as people, PersonRow};

/// The field of the record that is kept.
const KEEP: &str = "keep";
/// The field of the photo.
const PHOTO: &str = "photo";
/// The field of the ground, and its most characters.
const GROUND: &str = "ground";
const GROUND_MOST: usize = 300;
/// The versions of the two records, as the form saw them.
const VERSIONS: [&str; 2] = ["version-one", "version-other"];

#[derive(Template)]
#[template(path = "people/doubles/compare.html")]
struct ComparePage<'a> {
    chrome: &'a Chrome,
    path: String,
    summary: ErrorSummary<'a>,
    /// Why they cannot be merged by this visitor.
    barred: Option<String>,
    hindrances: Vec<(String, String)>,
    heads: [Head; 2],
    keep_error: Option<String>,
    lines: Vec<Line>,
    moves: [Vec<String>; 2],
    ends: [Vec<String>; 2],
    versions: [String; 2],
    ground: Field<'a>,
}

/// One of the two above its column.
struct Head {
    side: &'static str,
    path: String,
    avatar: Avatar,
    name: String,
    added: String,
    kept: bool,
}

/// A field side by side.
struct Line {
    name: &'static str,
    label: String,
    cells: [Cell; 2],
    /// Whether one of the two must be chosen.
    differs: bool,
    error: Option<String>,
}

struct Cell {
    side: &'static str,
    text: String,
    chosen: bool,
}

/// The two records with all that is shown of them.
struct Loaded {
    rows: (PersonRow, PersonRow),
    allowed: Result<(), Barred>,
    photos: Photos,
    moves: [Vec<String>; 2],
    ends: [Vec<String>; 2],
    hindrances: Vec<(String, String)>,
}

/// What stands behind two ids of an address.
enum Two {
    There(Box<Loaded>),
    /// One of them was merged; into which record, and what the merged one was called.
    Merged(PersonId, String),
    Gone,
}

async fn load(
    tx: &mut Tx,
    movers: &Movers,
    actor: &Actor,
    (one, other): (PersonId, PersonId),
    words: Words,
) -> oqu_db::Result<Two> {
    for id in [one, other] {
        if let Some(pointer) = store::pointer(tx, id).await? {
            return Ok(Two::Merged(pointer.kept, pointer.name));
        }
    }
    let rows = (
        people::person(tx, one).await?,
        people::person(tx, other).await?,
    );
    let (Some(first), Some(second)) = rows else {
        return Ok(Two::Gone);
    };
    let there = merging::look(tx, movers, (one, other), words).await?;
    let back = merging::look(tx, movers, (other, one), words).await?;
    Ok(Two::There(Box::new(Loaded {
        allowed: merging::allowed(tx, actor, one, other).await?,
        photos: photo::of_people(tx, &[one, other]).await?,
        ends: [
            moving::ending(tx, one, words).await?,
            moving::ending(tx, other, words).await?,
        ],
        moves: [there.moves, back.moves],
        hindrances: back.hindrances,
        rows: (first, second),
    })))
}

async fn loaded(
    site: &Site,
    visitor: &Visitor,
    movers: &Movers,
    pair: (PersonId, PersonId),
) -> Result<Two, Failure> {
    let (actor, words, movers) = (visitor.person()?.clone(), visitor.words, movers.clone());
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| load(tx, &movers, &actor, pair, words).await);
    Ok(loaded.await?)
}

/// Leads to the record that a merged one became, and says that it is done.
fn already(kept: PersonId, name: &str) -> Outcome {
    let mut response = redirect(&format!("/people/{kept}")).into_response();
    let told = Flash::attention("doubles-already", name);
    response.extensions_mut().insert(told);
    Ok(response)
}

/// `GET /people/doubles/{id}/{other}`
pub(super) async fn page_of_two(
    State(site): State<Site>,
    Extension(movers): Extension<Movers>,
    visitor: Visitor,
    Path(pair): Path<(PersonId, PersonId)>,
) -> Outcome {
    let loaded = match loaded(&site, &visitor, &movers, pair).await? {
        Two::Gone => return Err(Failure::NotFound),
        Two::Merged(kept, name) => return already(kept, &name),
        Two::There(loaded) => loaded,
    };
    let typed = beginning(&loaded);
    show(&site, &visitor, &loaded, &typed, &FormErrors::default())
}

/// What is chosen before anybody chose: the record with a password, else the older, and what it says.
/// Which of two IINs is right nobody guesses.
fn beginning(loaded: &Loaded) -> Fields {
    let (one, other) = (&loaded.rows.0, &loaded.rows.1);
    let known = |row: &PersonRow| (row.password_at.is_some(), row.number);
    let side = suggested(known(one), known(other)).key();
    let parts = Part::ALL.into_iter().filter(|part| *part != Part::Iin);
    parts
        .map(|part| part.name())
        .chain([KEEP, PHOTO])
        .map(|name| (name.to_owned(), side.to_owned()))
        .collect()
}

/// `POST /people/doubles/{id}/{other}`
pub(super) async fn merge(
    State(site): State<Site>,
    Extension(movers): Extension<Movers>,
    visitor: Visitor,
    Path(pair): Path<(PersonId, PersonId)>,
    typed: Fields,
) -> Outcome {
    let loaded = match loaded(&site, &visitor, &movers, pair).await? {
        Two::Gone => return Err(Failure::NotFound),
        Two::Merged(kept, name) => return already(kept, &name),
        Two::There(loaded) => loaded,
    };
    if loaded.allowed.is_err() {
        return Err(Failure::Forbidden);
    }
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let keep = Side::parse(typed.raw(KEEP));
    if keep.is_none() {
        errors.add(KEEP, words.t("doubles-keep-missing"));
    }
    let datas = (loaded.rows.0.data(), loaded.rows.1.data());
    let chosen = merged((&datas.0, &datas.1), &|part| {
        Side::parse(typed.raw(part.name()))
    });
    for part in chosen.as_ref().err().into_iter().flatten() {
        errors.add(part.name(), words.t("doubles-choice-missing"));
    }
    let ground = typed.line(GROUND, GROUND_MOST, words, &mut errors);
    if ground.is_empty() && errors.of(GROUND).is_none() {
        errors.add(GROUND, words.t("doubles-ground-missing"));
    }
    let (rows, versions) = ((&loaded.rows.0, &loaded.rows.1), versions(&loaded));
    if VERSIONS
        .into_iter()
        .zip(&versions)
        .any(|(name, version)| typed.raw(name) != *version)
    {
        errors.add(GROUND, words.t("doubles-changed"));
    }
    if !loaded.hindrances.is_empty() {
        errors.add(GROUND, words.t("doubles-hindered"));
    }
    let (Some(keep), Ok(data), true) = (keep, chosen, errors.is_empty()) else {
        return show(&site, &visitor, &loaded, &typed, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let actor = visitor.person()?.clone();
    let kept = keep.of(rows).id;
    let takes_photo = Side::parse(typed.raw(PHOTO)).is_some_and(|side| side != keep);
    let name = data.full_name();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let rows = (
            people::person(tx, pair.0).await?,
            people::person(tx, pair.1).await?,
        );
        let (Some(one), Some(other)) = rows else {
            return Ok(None);
        };
        let same = [one.version.to_string(), other.version.to_string()] == versions;
        if !same
            || merging::allowed(tx, &actor, one.id, other.id)
                .await?
                .is_err()
        {
            return Ok(Some(Became::Hindered));
        }
        let (kept, gone) = match keep {
            Side::One => (&one, &other),
            Side::Other => (&other, &one),
        };
        let merge = Merge {
            kept,
            gone,
            data: &data,
            takes_photo,
            ground: &ground,
        };
        let became = merging::merge(tx, &by, &movers, &merge, words).await?;
        Ok(Some(became))
    });
    match written.await? {
        // Another hand was faster: the address tells what became of the two.
        None => Ok(redirect(&path(pair.0, pair.1))),
        Some(Became::Hindered) => {
            errors.add(GROUND, words.t("doubles-changed"));
            show(&site, &visitor, &loaded, &typed, &errors)
        }
        Some(Became::Merged) => {
            let mut response = redirect(&format!("/people/{kept}")).into_response();
            let told = Flash::done("doubles-merged", &name);
            response.extensions_mut().insert(told);
            Ok(response)
        }
    }
}

/// `POST /people/doubles/{id}/{other}/difference`: they are two people.
pub(super) async fn tell_apart(
    State(site): State<Site>,
    visitor: Visitor,
    Path((one, other)): Path<(PersonId, PersonId)>,
) -> Outcome {
    if one == other {
        return Err(Failure::NotFound);
    }
    let by = By::visitor(&site, &visitor);
    let noted = site.db.write::<_, Error, _>(async move |tx| {
        let rows = (
            people::person(tx, one).await?,
            people::person(tx, other).await?,
        );
        let (Some(first), Some(second)) = rows else {
            return Ok(false);
        };
        let names = (first.full_name(), second.full_name());
        store::note_different(tx, &by, (one, &names.0), (other, &names.1)).await?;
        Ok(true)
    });
    if !noted.await? {
        return Err(Failure::NotFound);
    }
    let mut response = redirect(PATH).into_response();
    let told = Flash::done("doubles-told-apart", "");
    response.extensions_mut().insert(told);
    Ok(response)
}

fn versions(loaded: &Loaded) -> [String; 2] {
    [
        loaded.rows.0.version.to_string(),
        loaded.rows.1.version.to_string(),
    ]
}

fn show(
    site: &Site,
    visitor: &Visitor,
    loaded: &Loaded,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("doubles-compare-title"))
        .crumb("/people", words.t("people-title"))
        .crumb(PATH, words.t("doubles-title"));
    let (one, other) = (&loaded.rows.0, &loaded.rows.1);
    let head = |side: Side, row: &PersonRow| Head {
        side: side.key(),
        path: format!("/people/{}", row.id),
        avatar: Avatar::new(row.initials(), loaded.photos.small(row.id)),
        name: row.full_name(),
        added: words.t1("doubles-added", "date", chrome.day(&row.created_at)),
        kept: typed.raw(KEEP) == side.key(),
    };
    let datas = (one.data(), other.data());
    let mut lines: Vec<Line> = Part::ALL
        .into_iter()
        .map(|part| {
            let text = |value: String| in_words(words, part.name(), &value).unwrap_or(value);
            let texts = [text(part.value(&datas.0)), text(part.value(&datas.1))];
            let differs = part.differs((&datas.0, &datas.1));
            line(words, part.name(), texts, differs, (typed, errors))
        })
        .filter(|line| line.cells.iter().any(|cell| !cell.text.is_empty()))
        .collect();
    let photo = |row: &PersonRow| match loaded.photos.small(row.id) {
        Some(_) => words.t("doubles-photo").into_owned(),
        None => String::new(),
    };
    let photos = [photo(one), photo(other)];
    if photos.iter().any(|text| !text.is_empty()) {
        let differs = photos.iter().all(|text| !text.is_empty());
        lines.push(line(words, PHOTO, photos, differs, (typed, errors)));
    }
    let ground = Field::new(
        &chrome,
        FieldKind::Line,
        GROUND,
        "field-ground",
        typed,
        errors,
    );
    let template = ComparePage {
        chrome: &chrome,
        path: path(one.id, other.id),
        summary: ErrorSummary::new(&chrome, errors),
        barred: loaded
            .allowed
            .err()
            .map(|barred| words.t(barred.message()).into_owned()),
        hindrances: loaded.hindrances.clone(),
        heads: [head(Side::One, one), head(Side::Other, other)],
        keep_error: errors.of(KEEP).map(str::to_owned),
        lines,
        moves: loaded.moves.clone(),
        ends: loaded.ends.clone(),
        versions: versions(loaded),
        ground: ground.help("doubles-ground-help"),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

fn line(
    words: Words,
    name: &'static str,
    [one, other]: [String; 2],
    differs: bool,
    (typed, errors): (&Fields, &FormErrors),
) -> Line {
    let cell = |side: Side, text: String| Cell {
        side: side.key(),
        text,
        chosen: typed.raw(name) == side.key(),
    };
    Line {
        name,
        label: words.t(&format!("field-{name}")).into_owned(),
        cells: [cell(Side::One, one), cell(Side::Other, other)],
        differs,
        error: errors.of(name).map(str::to_owned),
    }
}
