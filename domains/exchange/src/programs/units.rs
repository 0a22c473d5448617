//! Units: a list by pages, one, adding, changing.

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use oqu_db::Error;
use oqu_organisation::api::unit_records::{self as records, Refusal as Why, Written};
use oqu_organisation::api::{self as organisation, UnitId, UnitRow};
use oqu_text::Language;
use oqu_web::{
    Failure, Fields, FormErrors, JsonObject, Refusal, Site, Visitor, Words, header_text,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Answer, Answered, changed, named_version};
use super::asked::{FILTER_MOST, Query};
use super::caller::Caller;
use super::once::{self, Stop};
use super::openapi::{Trio, instant};
use super::shapes::{Part, Takes, UNIT, filter};
use crate::tokens::rules::Reach;

/// The filters of the list.
pub(super) const FILTERS: &[Part] = &[
    filter("code", Takes::Text(FILTER_MOST), "The unit with this code."),
    filter("parent", Takes::Id, "Those right under this unit."),
    filter("closed", Takes::Flag, "Closed ones too [false]."),
];

/// A unit.
#[derive(Serialize, ToSchema)]
pub(super) struct Unit {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: UnitId,
    /// The place in the list.
    number: i64,
    /// The unit above; none at the top.
    #[schema(required, value_type = Option<String>, format = Uuid)]
    parent: Option<UnitId>,
    /// What it is.
    kind: String,
    /// What it does for the whole organisation.
    function: String,
    /// Its short code.
    code: String,
    /// Its whole name.
    name: Trio,
    /// Its name in lists.
    short: Trio,
    /// Its place among its neighbours.
    #[schema(required)]
    position: Option<i64>,
    /// Telephone, as people write it.
    #[schema(required)]
    phone: Option<String>,
    /// E-mail address.
    #[schema(required)]
    email: Option<String>,
    /// Since when it is closed.
    #[schema(required, value_type = Option<String>, format = DateTime)]
    closed_at: Option<String>,
}

impl Unit {
    fn of(row: &UnitRow) -> Self {
        let details = &row.details;
        Self {
            id: row.id,
            number: row.number,
            parent: details.parent,
            kind: details.kind.key().to_owned(),
            function: details.function.key().to_owned(),
            code: details.code.clone(),
            name: Trio::of(&details.name),
            short: Trio::of(&details.short),
            position: details.position,
            phone: written(&details.phone),
            email: written(&details.email),
            closed_at: row.closed_at.map(instant),
        }
    }
}

/// A text that may be empty.
fn written(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn shown(status: StatusCode, row: &UnitRow) -> Result<Answer, Refusal> {
    Ok(Answer::new(status, &Unit::of(row))?.version(row.version))
}

/// `GET /api/v1/units`. All units are read at once, as the tree does: there are under a thousand.
pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    fields: Fields,
) -> Answered {
    caller.reaches(Reach::StructureRead)?;
    caller.may(organisation::structure_read)?;
    let mut query = Query::of_list(&visitor, &fields, FILTERS);
    let (code, parent) = (query.line("code"), query.id::<organisation::Unit>("parent"));
    let closed = query.flag("closed");
    let page = query.page();
    query.done()?;
    let structure = site
        .db
        .read::<_, Error, _>(async move |tx| organisation::structure(tx, Language::Kk).await)
        .await?;
    let wanted = |unit: &&UnitRow| {
        unit.number > page.after
            && (closed || unit.is_open())
            && parent.is_none_or(|parent| unit.details.parent == Some(parent))
            && code
                .as_ref()
                .is_none_or(|code| organisation::is_same_code(code, &unit.details.code))
    };
    let mut units: Vec<&UnitRow> = structure.units().iter().filter(wanted).collect();
    units.sort_by_key(|unit| unit.number);
    let more = units.len() > page.limit;
    units.truncate(page.limit);
    let last = units.last().map(|unit| unit.number);
    query.listed(units.into_iter().map(Unit::of).collect(), last, more)
}

/// `GET /api/v1/units/{id}`
pub(super) async fn one(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<UnitId>,
    fields: Fields,
) -> Answered {
    caller.reaches(Reach::StructureRead)?;
    caller.may(organisation::structure_read)?;
    Query::none(&visitor, &fields)?;
    Ok(shown(StatusCode::OK, &load(&site, id).await?)?.into_response())
}

async fn load(site: &Site, id: UnitId) -> Result<UnitRow, Refusal> {
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| organisation::unit(tx, id).await);
    Ok(found.await?.ok_or(Failure::NotFound)?)
}

/// `POST /api/v1/units`
pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    fields: Fields,
    parts: Parts,
    sent: JsonObject,
) -> Answered {
    caller.reaches(Reach::StructureWrite)?;
    caller.may(organisation::structure_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &sent.bytes)).await? {
        return Ok(answer);
    }
    let words = visitor.words;
    let typed = UNIT.fields(&sent.fields, &Fields::default(), words)?;
    let mut errors = FormErrors::default();
    let details = records::read(words, &typed, &mut errors).filter(|_| errors.is_empty());
    let details = details.ok_or_else(|| UNIT.refusal(&errors))?;
    let by = caller.by(&site, &visitor);
    let id = UnitId::new(by.now, &by.chance);
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        settled(words, records::add(tx, &by, id, &details).await?)?;
        let row = organisation::unit(tx, id).await?;
        let answer = shown(StatusCode::CREATED, &row.ok_or(Failure::NotFound)?)?;
        Ok(answer.at(format!("/api/v1/units/{id}")))
    };
    let refused = |error: &Error| records::refused(error).map(|why| refusal(words, &[why]));
    once::act(asked, (&parts, &sent.bytes), refused, act).await
}

/// `PATCH /api/v1/units/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<UnitId>,
    fields: Fields,
    parts: Parts,
    sent: JsonObject,
) -> Answered {
    caller.reaches(Reach::StructureWrite)?;
    caller.reaches(Reach::StructureRead)?;
    caller.may(organisation::structure_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &sent.bytes)).await? {
        return Ok(answer);
    }
    let version = named_version(header_text(&parts, header::IF_MATCH))?;
    let words = visitor.words;
    let there = records::fields(&load(&site, id).await?.details);
    let typed = UNIT.fields(&sent.fields, &there, words)?;
    let mut errors = FormErrors::default();
    let details = records::read(words, &typed, &mut errors).filter(|_| errors.is_empty());
    let details = details.ok_or_else(|| UNIT.refusal(&errors))?;
    let by = caller.by(&site, &visitor);
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        settled(
            words,
            records::change(tx, &by, (id, version), &details).await?,
        )?;
        let row = organisation::unit(tx, id).await?;
        Ok(shown(StatusCode::OK, &row.ok_or(Failure::NotFound)?)?)
    };
    let refused = |error: &Error| records::refused(error).map(|why| refusal(words, &[why]));
    once::act(asked, (&parts, &sent.bytes), refused, act).await
}

/// Goes on when it was written.
fn settled(words: Words, written: Written) -> Result<(), Refusal> {
    match written {
        Written::Done => Ok(()),
        Written::Changed(_) => Err(changed()),
        Written::Gone => Err(Failure::NotFound.into()),
        Written::Refused(why) => Err(refusal(words, &why)),
    }
}

fn refusal(words: Words, why: &[Why]) -> Refusal {
    let mut errors = FormErrors::default();
    records::note(words, why, &mut errors);
    UNIT.refusal(&errors)
}
