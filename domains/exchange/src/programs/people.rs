//! People: a list by pages, one, adding, changing.

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use oqu_db::Error;
use oqu_identity::api::records::{self, Asked, PersonRow, Unique, Written};
use oqu_identity::api::{self as identity, Role};
use oqu_kernel::{Id, PersonId};
use oqu_mail::Desk;
use oqu_organisation::api::{Group, Scopes};
use oqu_web::{
    Failure, Fields, FormErrors, JsonObject, Refusal, Site, Visitor, Words, header_text,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Answer, Answered, changed, named_version};
use super::asked::{FILTER_MOST, Query};
use super::caller::Caller;
use super::once::{self, Stop};
use super::openapi::instant;
use super::shapes::{PERSON, Part, Takes, filter, roles};
use crate::tokens::rules::Reach;

/// The filters of the list.
pub(super) const FILTERS: &[Part] = &[
    filter(
        "login",
        Takes::Text(FILTER_MOST),
        "The person with this login.",
    ),
    filter(
        "email",
        Takes::Text(FILTER_MOST),
        "The person with this e-mail address.",
    ),
    filter(
        "external_number",
        Takes::Text(FILTER_MOST),
        "The person with this number in your system.",
    ),
    filter("group", Takes::Id, "Those with a role in this study group."),
    filter(
        "role",
        Takes::Choice(roles),
        "Those who hold this role anywhere.",
    ),
    filter(
        "q",
        Takes::Text(FILTER_MOST),
        "Words of the name, login or address; finds the first thousand.",
    ),
];

/// A person.
#[derive(Serialize, ToSchema)]
pub(super) struct Person {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: PersonId,
    /// The place in the list.
    number: i64,
    /// Surname.
    surname: String,
    /// Given name.
    given: String,
    /// Patronymic.
    #[schema(required)]
    patronymic: Option<String>,
    /// The IIN; the last six digits are masked unless the token reaches people:iin.
    #[schema(required)]
    iin: Option<String>,
    /// Date of birth.
    #[schema(required, value_type = Option<String>, format = Date)]
    birth_date: Option<String>,
    /// `female` or `male`.
    #[schema(required)]
    sex: Option<String>,
    /// ISO 3166-1 alpha-2.
    citizenship: String,
    /// E-mail address.
    #[schema(required)]
    email: Option<String>,
    /// Telephone, E.164.
    #[schema(required)]
    phone: Option<String>,
    /// Login.
    #[schema(required)]
    login: Option<String>,
    /// ISO 639-1 codes, the best first.
    languages: Vec<String>,
    /// The number in another system.
    #[schema(required)]
    external_number: Option<String>,
    /// Since when the account is locked.
    #[schema(required, value_type = Option<String>, format = DateTime)]
    locked_at: Option<String>,
    /// When the person was added.
    #[schema(value_type = String, format = DateTime)]
    created_at: String,
    /// When something was changed last.
    #[schema(value_type = String, format = DateTime)]
    changed_at: String,
}

impl Person {
    fn of(row: &PersonRow, whole_iin: bool) -> Self {
        let data = row.data();
        let iin = data.iin.as_ref().map(|iin| match whole_iin {
            true => iin.reveal(),
            false => iin.to_string(),
        });
        Self {
            id: row.id,
            number: row.number,
            iin,
            birth_date: data.birth_date.map(|date| date.to_string()),
            sex: data.sex.map(|sex| records::sex_word(sex).to_owned()),
            languages: data.languages.iter().map(|&code| code.to_owned()).collect(),
            surname: data.surname,
            given: data.given,
            patronymic: data.patronymic,
            citizenship: data.citizenship,
            email: data.email,
            phone: data.phone,
            login: data.login,
            external_number: data.external_number,
            locked_at: row.locked_at.map(instant),
            created_at: instant(row.created_at),
            changed_at: instant(row.changed_at),
        }
    }
}

/// Whether the token and the person behind it may both see an IIN whole.
fn whole_iin(caller: &Caller) -> bool {
    caller.has(Reach::PeopleIin) && identity::iin_read(&caller.actor)
}

/// The answer with one person.
fn shown(status: StatusCode, caller: &Caller, row: &PersonRow) -> Result<Answer, Refusal> {
    let person = Person::of(row, whole_iin(caller));
    Ok(Answer::new(status, &person)?.version(row.version))
}

/// `GET /api/v1/people`
pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    fields: Fields,
) -> Answered {
    caller.reaches(Reach::PeopleRead)?;
    caller.may(identity::people_read)?;
    let mut query = Query::of_list(&visitor, &fields, FILTERS);
    let lower = |text: Option<String>| text.map(|text| text.to_lowercase());
    let group: Option<Id<Group>> = query.id("group");
    let asked = Asked {
        words: query.search("q"),
        role: query.choice("role", Role::of),
        scope: group.map(|group| ("group".to_owned(), group.uuid())),
        login: lower(query.line("login")),
        email: lower(query.line("email")),
        external_number: query.line("external_number"),
    };
    let page = query.page();
    query.done()?;
    let actor = caller.actor.clone();
    let (rows, more) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            records::page(tx, &Scopes, &actor, &asked, page.after, page.limit).await
        })
        .await?;
    let whole = whole_iin(&caller);
    let people = rows.iter().map(|row| Person::of(row, whole)).collect();
    query.listed(people, rows.last().map(|row| row.number), more)
}

/// `GET /api/v1/people/{id}`
pub(super) async fn one(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<PersonId>,
    fields: Fields,
) -> Answered {
    caller.reaches(Reach::PeopleRead)?;
    Query::none(&visitor, &fields)?;
    let actor = caller.actor.clone();
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| records::one(tx, &Scopes, &actor, id).await);
    let (person, _) = found.await?.ok_or(Failure::NotFound)?;
    Ok(shown(StatusCode::OK, &caller, &person)?.into_response())
}

/// `POST /api/v1/people`
pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    fields: Fields,
    parts: Parts,
    sent: JsonObject,
) -> Answered {
    caller.reaches(Reach::PeopleWrite)?;
    caller.may(identity::people_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &sent.bytes)).await? {
        return Ok(answer);
    }
    let words = visitor.words;
    let typed = PERSON.fields(&sent.fields, &Fields::default(), words)?;
    let mut errors = FormErrors::default();
    let data = records::read(&site, &visitor, &typed, &mut errors);
    let data = data.filter(|_| errors.is_empty());
    let data = data.ok_or_else(|| PERSON.refusal(&errors))?;
    let by = caller.by(&site, &visitor);
    let id: PersonId = Id::new(by.now, &by.chance);
    let asker = caller.clone();
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        settled(words, records::add(tx, &by, id, &data).await?)?;
        let row = records::person(tx, id).await?.ok_or(Failure::NotFound)?;
        let answer = shown(StatusCode::CREATED, &asker, &row)?;
        Ok(answer.at(format!("/api/v1/people/{id}")))
    };
    let refused = |error: &Error| records::refused(error).map(|unique| taken(words, &[unique]));
    once::act(asked, (&parts, &sent.bytes), refused, act).await
}

/// `PATCH /api/v1/people/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Path(id): Path<PersonId>,
    fields: Fields,
    parts: Parts,
    sent: JsonObject,
) -> Answered {
    caller.reaches(Reach::PeopleWrite)?;
    caller.reaches(Reach::PeopleRead)?;
    caller.may(identity::people_write)?;
    Query::none(&visitor, &fields)?;
    let asked = (&site, &caller, &visitor);
    if let Some(answer) = once::kept(asked, (&parts, &sent.bytes)).await? {
        return Ok(answer);
    }
    let version = named_version(header_text(&parts, header::IF_MATCH))?;
    let words = visitor.words;
    let actor = caller.actor.clone();
    let person = site
        .db
        .read::<_, Error, _>(async move |tx| records::to_change(tx, &Scopes, &actor, id).await)
        .await??;
    if person.version != version {
        return Err(changed());
    }
    let there = records::written(&person, visitor.language());
    let typed = PERSON.fields(&sent.fields, &there, words)?;
    let mut errors = FormErrors::default();
    let data = records::read(&site, &visitor, &typed, &mut errors);
    let data = data.filter(|_| errors.is_empty());
    let data = data.ok_or_else(|| PERSON.refusal(&errors))?;
    let (by, desk) = (caller.by(&site, &visitor), Desk::of(&site));
    let asker = caller.clone();
    let act = async move |tx: &mut oqu_db::Tx| -> Result<Answer, Stop> {
        settled(
            words,
            records::change(tx, &by, &desk, &person, &data).await?,
        )?;
        let row = records::person(tx, id).await?.ok_or(Failure::NotFound)?;
        Ok(shown(StatusCode::OK, &asker, &row)?)
    };
    let refused = |error: &Error| records::refused(error).map(|unique| taken(words, &[unique]));
    once::act(asked, (&parts, &sent.bytes), refused, act).await
}

/// Goes on when it was written.
fn settled(words: Words, written: Written) -> Result<(), Refusal> {
    match written {
        Written::Done => Ok(()),
        Written::Slower => Err(changed()),
        Written::Taken(others) => Err(taken(words, &others)),
    }
}

fn taken(words: Words, others: &[Unique]) -> Refusal {
    let mut errors = FormErrors::default();
    records::note_taken(words, others, &mut errors);
    PERSON.refusal(&errors)
}
