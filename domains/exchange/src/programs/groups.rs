//! Study groups: a list by pages, one, adding, changing.

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use oqu_db::Error;
use oqu_organisation::api::group_records::{self as records, Refusal as Why, Wanted, Written};
use oqu_organisation::api::{self as organisation, GroupId, GroupRow, UnitId};
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
use super::shapes::{GROUP, Part, Takes, filter, languages};
use crate::tokens::rules::Reach;

/// The years that a filter takes: those of a group.
const YEARS: (i64, i64) = (1990, 2100);

/// The filters of the list.
pub(super) const FILTERS: &[Part] = &[
    filter(
        "code",
        Takes::Text(FILTER_MOST),
        "The group with this code.",
    ),
    filter("unit", Takes::Id, "Those of this unit and of all under it."),
    filter(
        "language",
        Takes::Choice(languages),
        "Those with this language of study.",
    ),
    filter(
        "year",
        Takes::Whole(YEARS.0, YEARS.1),
        "Those admitted in this year.",
    ),
    filter(
        "q",
        Takes::Text(FILTER_MOST),
        "Words of the code or the programme; finds the first thousand.",
    ),
    filter("closed", Takes::Flag, "Closed ones too [false]."),
];

/// A study group.
#[derive(Serialize, ToSchema)]
pub(super) struct Group {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: GroupId,
    /// The place in the list.
    number: i64,
    /// The unit that it belongs to.
    #[schema(value_type = String, format = Uuid)]
    unit: UnitId,
    /// Its code.
    code: String,
    /// The language of study.
    language: String,
    /// The year in which its learners were admitted.
    admission_year: i64,
    /// The programme that it studies.
    programme: Trio,
    /// Since when it is closed.
    #[schema(required, value_type = Option<String>, format = DateTime)]
    closed_at: Option<String>,
}

impl Group {
    fn of(row: &GroupRow) -> Self {
        let details = &row.details;
        Self {
            id: row.id,
            number: row.number,
            unit: details.unit,
            code: details.code.clone(),
            language: details.language.code().to_owned(),
            admission_year: details.admission_year,
            programme: Trio::of(&details.programme),
            closed_at: row.closed_at.map(instant),
        }
    }
}

fn shown(status: StatusCode, row: &GroupRow) -> Result<Answer, Refusal> {
    Ok(Answer::new(status, &Group::of(row))?.version(row.version))
}

/// `GET /api/v1/groups`
pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    fields: Fields,
) -> Answered {
    caller.reaches(Reach::StructureRead)?;
    caller.may(organisation::groups_read)?;
    let mut query = Query::of_list(&visitor, &fields, FILTERS);
    let unit = query.id::<organisation::Unit>("unit");
    let wanted = Wanted {
        words: query.search("q"),
        code: query.line("code"),
        units: Vec::new(),
        language: query.choice("language", language),
        year: query.whole("year", YEARS.0, YEARS.1),
        closed: query.flag("closed"),
    };
    let page = query.page();
    query.done()?;
    let (rows, more) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let mut wanted = wanted.clone();
            if let Some(unit) = unit {
                let structure = organisation::structure(tx, Language::Kk).await?;
                wanted.units = structure.whole(unit);
            }
            organisation::groups_after(tx, &wanted, page.after, page.limit).await
        })
        .await?;
    let groups = rows.iter().map(Group::of).collect();
    query.listed(groups, rows.last().map(|row| row.number), more)
}

fn language(code: &str) -> Option<Language> {
    Language::ALL
        .into_iter()
        .find(|language| language.code() == code)
}

/// `GET /api/v1/groups/{id}`
pub(super) async fn one(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<GroupId>,
    fields: Fields,
) -> Answered {
    caller.reaches(Reach::StructureRead)?;
    caller.may(organisation::groups_read)?;
    Query::none(&visitor, &fields)?;
    Ok(shown(StatusCode::OK, &load(&site, id).await?)?.into_response())
}

async fn load(site: &Site, id: GroupId) -> Result<GroupRow, Refusal> {
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| organisation::group(tx, id).await);
    Ok(found.await?.ok_or(Failure::NotFound)?)
}

/// `POST /api/v1/groups`
pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    fields: Fields,
    parts: Parts,
    sent: JsonObject,
) -> Answered {
    caller.reaches(Reach::StructureWrite)?;
    caller.may(organisation::groups_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &sent.bytes)).await? {
        return Ok(answer);
    }
    let words = visitor.words;
    let typed = GROUP.fields(&sent.fields, &Fields::default(), words)?;
    let mut errors = FormErrors::default();
    let details = records::read(words, &typed, &mut errors).filter(|_| errors.is_empty());
    let details = details.ok_or_else(|| GROUP.refusal(&errors))?;
    let (by, actor) = (caller.by(&site, &visitor), caller.actor.clone());
    let id = GroupId::new(by.now, &by.chance);
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        settled(words, records::add(tx, &by, &actor, id, &details).await?)?;
        let row = organisation::group(tx, id).await?;
        let answer = shown(StatusCode::CREATED, &row.ok_or(Failure::NotFound)?)?;
        Ok(answer.at(format!("/api/v1/groups/{id}")))
    };
    let refused = |error: &Error| records::refused(error).map(|why| refusal(words, &[why]));
    once::act(asked, (&parts, &sent.bytes), refused, act).await
}

/// `PATCH /api/v1/groups/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<GroupId>,
    fields: Fields,
    parts: Parts,
    sent: JsonObject,
) -> Answered {
    caller.reaches(Reach::StructureWrite)?;
    caller.reaches(Reach::StructureRead)?;
    caller.may(organisation::groups_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &sent.bytes)).await? {
        return Ok(answer);
    }
    let version = named_version(header_text(&parts, header::IF_MATCH))?;
    let words = visitor.words;
    let there = records::fields(&load(&site, id).await?.details);
    let typed = GROUP.fields(&sent.fields, &there, words)?;
    let mut errors = FormErrors::default();
    let details = records::read(words, &typed, &mut errors).filter(|_| errors.is_empty());
    let details = details.ok_or_else(|| GROUP.refusal(&errors))?;
    let (by, actor) = (caller.by(&site, &visitor), caller.actor.clone());
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        settled(
            words,
            records::change(tx, &by, &actor, (id, version), &details).await?,
        )?;
        let row = organisation::group(tx, id).await?;
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
        Written::Forbidden => Err(Failure::Forbidden.into()),
        Written::Refused(why) => Err(refusal(words, &why)),
    }
}

fn refusal(words: Words, why: &[Why]) -> Refusal {
    let mut errors = FormErrors::default();
    records::note(words, why, &mut errors);
    GROUP.refusal(&errors)
}
