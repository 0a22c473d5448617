//! All that other areas may call.

use oqu_audit::By;
use oqu_db::{Query, Result, Tx};
use oqu_files::{Kept, Scan};
use oqu_kernel::{Id, Moment, PersonId};
use oqu_text::Language;
use oqu_text::collate::sort_key;
use oqu_web::Words;
use uuid::Uuid;

use crate::appointments::rules::Taken;
use crate::codes::code_key;
use crate::groups::rules::GROUP;
use crate::groups::store::{From, Order as ListOrder};
use crate::units::rules::UNIT;
use crate::{
    appointments, certificates, equipment, groups, history, news, organisation, posts, regulations,
    rooms, units,
};

pub use crate::appointments::rules::{AppointmentId, Order, Term};
pub use crate::appointments::{AppointmentMover, Duties};
pub use crate::cache::NamesCache;
pub use crate::equipment::rules::{
    EquipmentDetails, EquipmentId, EquipmentKind, EquipmentState, Network,
};
pub use crate::groups::rules::{Group, GroupDetails, GroupId, GroupRow};
pub use crate::names::Names;
pub use crate::news::picture::{NEWS_PICTURE, NewsPictures};
pub use crate::news::rules::{NewsDetails, NewsId};
pub use crate::organisation::logo::{LOGO, Logos};
pub use crate::organisation::rules::{
    Licence, OrganisationDetails, OrganisationKind, OrganisationRow, ZONES,
};
pub use crate::people::{Certificates, Scopes};
pub use crate::permissions::{
    groups_read, groups_write, organisation_write, structure_read, structure_write,
};
pub use crate::posts::rules::{PostDetails, PostId, PostKind};
pub use crate::regulations::rules::{RegulationDetails, RegulationId, RegulationKind};
pub use crate::regulations::{REGULATION_FILE, Regulations};
pub use crate::rooms::rules::{RoomDetails, RoomId, RoomKind};
pub use crate::units::rules::{
    Structure, Unit, UnitDetails, UnitFunction, UnitId, UnitKind, UnitRow,
};

/// The kinds of documents that this area issues.
pub const DOCUMENTS: &[oqu_documents::Kind] = &[certificates::KIND];

/// What the organisation is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationNames {
    /// The whole name; empty before it was written.
    pub name: Names,
    /// The name of every day; may be empty.
    pub short: Names,
    /// Where its logo is, when it has one.
    pub logo: Option<String>,
}

/// What a thing is called on which a role is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeNamed {
    /// `unit` or `group`.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
    /// Its name; the code of a group is the same in all languages.
    pub name: Names,
}

impl ScopeNamed {
    /// Its page.
    pub fn path(&self) -> String {
        match self.kind {
            UNIT => format!("/structure/units/{}", self.id),
            _ => format!("/groups/{}", self.id),
        }
    }
}

/// What the organisation is called, and its logo; empty before it was written. Two statements.
///
/// # Errors
/// The database's failure.
pub async fn names(tx: &mut Tx) -> Result<OrganisationNames> {
    let Some(row) = organisation::store::organisation(tx).await? else {
        return Ok(OrganisationNames::default());
    };
    Ok(OrganisationNames {
        logo: organisation::logo::address(tx, row.id).await?,
        name: row.details.name,
        short: row.details.short,
    })
}

/// All that is written of the organisation. One statement.
///
/// # Errors
/// The database's failure.
pub async fn organisation(tx: &mut Tx) -> Result<Option<OrganisationRow>> {
    organisation::store::organisation(tx).await
}

/// One unit, open or closed.
///
/// # Errors
/// The database's failure.
pub async fn unit(tx: &mut Tx, id: UnitId) -> Result<Option<UnitRow>> {
    units::store::unit(tx, id).await
}

/// All units as a tree: which stand above a unit, which under it. One statement.
///
/// # Errors
/// The database's failure.
pub async fn structure(tx: &mut Tx, language: Language) -> Result<Structure> {
    units::store::structure(tx, language).await
}

/// One group, open or closed.
///
/// # Errors
/// The database's failure.
pub async fn group(tx: &mut Tx, id: GroupId) -> Result<Option<GroupRow>> {
    groups::store::group(tx, id).await
}

/// What some units and groups are called, closed ones too; others are left out. At most one
/// statement for each kind.
///
/// # Errors
/// The database's failure.
pub async fn scope_names(tx: &mut Tx, things: &[(String, Uuid)]) -> Result<Vec<ScopeNamed>> {
    let ids = |kind: &str| -> Vec<Uuid> {
        let of_kind = things.iter().filter(|(other, _)| other == kind);
        of_kind.map(|(_, id)| *id).collect()
    };
    let mut named = Vec::new();
    let units = ids(UNIT);
    if !units.is_empty() {
        let query = Query::new("SELECT id, name_kk, name_ru, name_en FROM units WHERE id IN (")
            .bind_all(units)
            .push(")");
        let rows: Vec<(Uuid, String, String, String)> = tx.list(&query).await?;
        named.extend(rows.into_iter().map(|(id, kk, ru, en)| ScopeNamed {
            kind: UNIT,
            id,
            name: Names { kk, ru, en },
        }));
    }
    let groups = ids(GROUP);
    if !groups.is_empty() {
        let query = Query::new("SELECT id, code FROM study_groups WHERE id IN (")
            .bind_all(groups)
            .push(")");
        let rows: Vec<(Uuid, String)> = tx.list(&query).await?;
        named.extend(rows.into_iter().map(|(id, code)| ScopeNamed {
            kind: GROUP,
            id,
            name: Names::new(&code, &code, &code),
        }));
    }
    Ok(named)
}

/// The open units in the order of the tree, each name set in by its depth. One statement.
///
/// # Errors
/// The database's failure.
pub async fn unit_options(tx: &mut Tx, language: Language) -> Result<Vec<(UnitId, String)>> {
    let structure = units::store::structure(tx, language).await?;
    Ok(units::open_options(&structure, language))
}

/// The open groups by the alphabet of a language. One statement.
///
/// # Errors
/// The database's failure.
pub async fn group_options(tx: &mut Tx, language: Language) -> Result<Vec<(GroupId, String)>> {
    let mut groups = groups::store::open(tx).await?;
    groups.sort_by_cached_key(|group| sort_key(language, &group.details.code));
    Ok(groups
        .into_iter()
        .map(|group| (group.id, group.details.code))
        .collect())
}

/// How many learners stand in each faculty, school and college. Three statements over all roles on
/// groups: for an overview that is kept for a while, not for each page.
///
/// # Errors
/// The database's failure.
pub async fn learners_by_faculty(tx: &mut Tx) -> Result<Vec<(Names, i64)>> {
    let structure = units::store::structure(tx, Language::Kk).await?;
    let groups = groups::store::open(tx).await?;
    let learners = crate::people::learners(tx).await?;
    let faculties = structure.units().iter();
    let faculties = faculties.filter(|unit| unit.is_open() && unit.details.kind.is_public());
    Ok(faculties
        .map(|faculty| {
            let whole = structure.whole(faculty.id);
            let inside = groups
                .iter()
                .filter(|group| whole.contains(&group.details.unit));
            let count = inside.filter_map(|group| learners.get(&group.id)).sum();
            (faculty.details.name.clone(), count)
        })
        .collect())
}

/// Whether two codes are one: nobody can tell them apart.
pub fn is_same_code(one: &str, other: &str) -> bool {
    code_key(one) == code_key(other)
}

/// Units as programs write of them, by the rules of the pages.
pub mod unit_records {
    pub use crate::units::fields::{fields, read};
    pub use crate::units::write::{Refusal, Written, add, change, note, refused};
}

/// Groups as programs ask for them and write of them, by the rules of the pages.
pub mod group_records {
    pub use crate::groups::fields::{fields, read};
    pub use crate::groups::store::Wanted;
    pub use crate::groups::write::{Refusal, Written, add, change, note, refused};
}

/// At most `limit` groups after the one with the number `after`, in the order in which they were
/// added, and whether there are more. One statement.
///
/// # Errors
/// The database's failure.
pub async fn groups_after(
    tx: &mut Tx,
    wanted: &group_records::Wanted,
    after: i64,
    limit: usize,
) -> Result<(Vec<GroupRow>, bool)> {
    let (order, from) = match after {
        0 => (ListOrder::Added, From::Start),
        number => (ListOrder::Added, From::After(number)),
    };
    let listed = groups::store::list(tx, wanted, Language::Kk, order, false, from, limit).await?;
    Ok((listed.rows, listed.after))
}

/// Adds a unit. For callers whose data is known to be right: the demo and the command line.
///
/// # Errors
/// [`oqu_db::Error::Taken`] with `units_code_key` when another unit has the code;
/// [`oqu_db::Error::Linked`] when there is no such parent.
pub async fn add_unit(tx: &mut Tx, by: &By, details: &UnitDetails) -> Result<UnitId> {
    let id = Id::new(by.now, &by.chance);
    units::store::add(tx, by, id, details).await?;
    Ok(id)
}

/// Adds a group. For callers whose data is known to be right: the demo and the command line.
///
/// # Errors
/// [`oqu_db::Error::Taken`] with `study_groups_code_key` when another group has the code;
/// [`oqu_db::Error::Linked`] when there is no such unit.
pub async fn add_group(tx: &mut Tx, by: &By, details: &GroupDetails) -> Result<GroupId> {
    let id = Id::new(by.now, &by.chance);
    groups::store::add(tx, by, id, details).await?;
    Ok(id)
}

/// Adds a post. For callers whose data is known to be right: the demo and the command line.
///
/// # Errors
/// [`oqu_db::Error::Linked`] when there is no such unit.
pub async fn add_post(tx: &mut Tx, by: &By, details: &PostDetails) -> Result<PostId> {
    let id = Id::new(by.now, &by.chance);
    posts::store::add(tx, by, id, details).await?;
    Ok(id)
}

/// Adds a room. For callers whose data is known to be right: the demo and the command line.
///
/// # Errors
/// [`oqu_db::Error::Taken`] with `rooms_place_key` when the building has a room of this number;
/// [`oqu_db::Error::Linked`] when there is no such unit.
pub async fn add_room(tx: &mut Tx, by: &By, details: &RoomDetails) -> Result<RoomId> {
    let id = Id::new(by.now, &by.chance);
    rooms::store::add(tx, by, id, details).await?;
    Ok(id)
}

/// Adds equipment to a room. For callers whose data is known to be right.
///
/// # Errors
/// [`oqu_db::Error::Taken`] with `equipment_inventory_key` when other equipment has the number;
/// [`oqu_db::Error::Linked`] when there is no such room.
pub async fn add_equipment(
    tx: &mut Tx,
    by: &By,
    details: &EquipmentDetails,
) -> Result<EquipmentId> {
    let room = rooms::store::room(tx, details.room).await?;
    let room = room.ok_or_else(|| oqu_db::Error::Linked("equipment".into()))?;
    let id = Id::new(by.now, &by.chance);
    equipment::store::add(tx, by, id, &room, details).await?;
    Ok(id)
}

/// Adds a piece of news: a draft, or one published at a moment that is not ahead. For callers whose
/// data is known to be right.
///
/// # Errors
/// The database's failure.
pub async fn add_news(
    tx: &mut Tx,
    by: &By,
    details: &NewsDetails,
    published: Option<Moment>,
) -> Result<NewsId> {
    let id = NewsId::new(by.now, &by.chance);
    news::store::add(tx, by, id, details).await?;
    if let Some(at) = published
        && let Some(written) = news::store::one(tx, id).await?
    {
        news::store::publish(tx, by, &written, at).await?;
    }
    Ok(id)
}

/// Adds an edition of a rule of the organisation with its file. For callers whose data is known to be
/// right.
///
/// # Errors
/// [`oqu_db::Error::Conflict`] when the bytes do not lie in the store; the database's failure.
pub async fn add_regulation(
    tx: &mut Tx,
    by: &By,
    details: &RegulationDetails,
    file: Kept,
) -> Result<RegulationId> {
    let id = RegulationId::new(by.now, &by.chance);
    regulations::store::add(tx, by, id, details, &file.hash.to_string()).await?;
    let name = details.title.of(Language::Kk);
    regulations::keep(tx, by, (id, name), (file, Scan::Clean)).await?;
    Ok(id)
}

/// Somebody to be put into a post.
#[derive(Clone, Debug)]
pub struct NewAppointment {
    /// Who.
    pub person: PersonId,
    /// What the person is called.
    pub name: String,
    /// How much of a rate, in hundredths.
    pub rate: i64,
    /// From when to when.
    pub term: Term,
    /// On which order.
    pub order: Order,
}

/// Appoints somebody to a post. For callers whose data is known to be right.
///
/// # Errors
/// [`oqu_db::Error::Linked`] when there is no such post or person.
pub async fn appoint(tx: &mut Tx, by: &By, post: PostId, new: &NewAppointment) -> Result<()> {
    let post = posts::store::post(tx, post).await?;
    let post = post.ok_or_else(|| oqu_db::Error::Linked("appointments".into()))?;
    let taken = Taken {
        person: new.person,
        post: post.id,
        term: new.term,
        rate: new.rate,
    };
    let id = AppointmentId::new(by.now, &by.chance);
    let who = (&taken, new.name.as_str());
    appointments::store::add(tx, by, (id, &post), who, &new.order).await
}

/// Writes what the organisation is, for the first time or anew. The caller refreshes [`NamesCache`].
///
/// # Errors
/// The database's failure.
pub async fn set_organisation(tx: &mut Tx, by: &By, details: &OrganisationDetails) -> Result<()> {
    let known = organisation::store::organisation(tx).await?;
    organisation::store::set(tx, by, known.as_ref(), details).await
}

/// The words for a field of this area that the audit holds as a key.
pub fn value_in_words(words: Words, field: &str, key: &str) -> Option<String> {
    history::named(words, field, key)
}

/// Makes the search words of units and groups again, after a restore.
///
/// # Errors
/// The database's failure.
pub async fn rebuild_search(tx: &mut Tx) -> Result<()> {
    units::store::reindex(tx).await?;
    groups::store::reindex(tx).await
}
