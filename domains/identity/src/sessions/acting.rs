//! «Sign in as»: an administrator sees the portal as another person does, to help. Never as an
//! administrator, with a ground, for half an hour; each act is audited under both names, and what
//! is a person's own (`Access::Oneself`) stays out of reach.

use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::{Act, By};
use oqu_db::Error;
use oqu_kernel::{Moment, PersonId};
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::enter::secret;
use super::fresh::{is_fresh, prove_first};
use super::store::{self, ACTING, NewSession};
use crate::people::store as people;
use crate::roles::Role;
use crate::roles::store::of_person as roles_of;

/// The most characters of a ground.
const GROUND_MOST: usize = 300;

#[derive(Template)]
#[template(path = "sessions/acting.html")]
struct ActingPage<'a> {
    chrome: &'a Chrome,
    name: String,
    path: String,
    summary: ErrorSummary<'a>,
    ground: Field<'a>,
}

/// The person in whose place somebody wants to sit.
#[derive(Clone)]
struct Target {
    name: String,
    is_administrator: bool,
    is_locked: bool,
}

async fn target(site: &Site, id: PersonId) -> Result<Target, Failure> {
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| load(tx, id).await)
        .await?;
    found.ok_or(Failure::NotFound)
}

async fn load(tx: &mut oqu_db::Tx, id: PersonId) -> Result<Option<Target>, Error> {
    let Some(person) = people::person(tx, id).await? else {
        return Ok(None);
    };
    let held = roles_of(tx, id).await?;
    Ok(Some(Target {
        name: person.full_name(),
        is_administrator: held.iter().any(|held| held.role == Role::Administrator),
        is_locked: person.locked_at.is_some(),
    }))
}

/// `GET /people/{id}/sign-in-as`: says what it means and asks for the ground.
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let target = target(&site, id).await?;
    let nothing = Fields::default();
    ask_page(
        &site,
        &visitor,
        id,
        target,
        &nothing,
        &FormErrors::default(),
    )
}

fn ask_page(
    site: &Site,
    visitor: &Visitor,
    id: PersonId,
    target: Target,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let path = format!("/people/{id}");
    let chrome = Chrome::new(site, visitor, &words.t("acting-title"))
        .crumb("/people", words.t("people-title"))
        .crumb(path.clone(), target.name.clone());
    let ground = Field::new(
        &chrome,
        FieldKind::Line,
        "ground",
        "field-ground",
        typed,
        errors,
    );
    let template = ActingPage {
        chrome: &chrome,
        name: target.name,
        path,
        summary: ErrorSummary::new(&chrome, errors),
        ground: ground.help("acting-ground-help"),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// Why nobody sits in this person's place.
const fn refusal(target: &Target, is_oneself: bool) -> Option<&'static str> {
    if is_oneself {
        Some("acting-oneself")
    } else if target.is_administrator {
        Some("acting-administrator")
    } else if target.is_locked {
        Some("acting-locked")
    } else {
        None
    }
}

/// `POST /people/{id}/sign-in-as`
pub(super) async fn begin(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(&format!("/people/{id}/sign-in-as")));
    }
    let is_oneself = visitor.person()?.person == id;
    let target = target(&site, id).await?;
    let mut errors = FormErrors::default();
    let ground = typed.line("ground", GROUND_MOST, visitor.words, &mut errors);
    if let Some(why) = refusal(&target, is_oneself) {
        errors.add("ground", visitor.t(why));
    } else if ground.is_empty() && errors.is_empty() {
        errors.add("ground", visitor.t("acting-ground-missing"));
    }
    if !errors.is_empty() {
        return ask_page(&site, &visitor, id, target, &typed, &errors);
    }
    let token = secret(&site.chance);
    let new = NewSession {
        hash: store::hash(&token),
        person: id,
        remembered: false,
        agent: visitor.agent.clone(),
        limits: store::Limits::of(&site),
    };
    let by = By::visitor(&site, &visitor);
    let before = store::hash(visitor.session_token());
    let begun = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let target = load(tx, id).await?;
            let Some(target) = target.filter(|target| refusal(target, is_oneself).is_none()) else {
                return Ok(None);
            };
            let told = (target.name.as_str(), ground.as_str());
            store::begin_acting(tx, &by, (before, &new), told).await?;
            Ok(Some(target.name))
        })
        .await?;
    let name = begun.ok_or(Failure::Conflict)?;
    let mut response = redirect("/today");
    site.begin_session(&mut response, &token, Some(ACTING.as_secs()));
    let flash = Flash::attention("acting-begun-done", &name);
    response.extensions_mut().insert(flash);
    Ok(response)
}

/// `POST /account/return`: the administrator's own session again, which has proved nothing anew.
pub(super) async fn end(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let behind = visitor.behind().cloned().ok_or(Failure::BadRequest)?;
    let person = visitor.person()?.person;
    let name = visitor.person()?.name.to_string();
    let token = secret(&site.chance);
    let new = NewSession {
        hash: store::hash(&token),
        person: behind.person,
        remembered: false,
        agent: visitor.agent.clone(),
        limits: store::Limits::of(&site),
    };
    let by = By::visitor(&site, &visitor);
    let own = By {
        name: behind.name.to_string(),
        ..by.clone()
    };
    let before = store::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| {
            let act = Act::on("session.acting-ended", "person", person, &name);
            oqu_audit::record(tx, &by, act).await?;
            store::end_quietly(tx, before).await?;
            store::begin(tx, &own, &new).await?;
            store::proved(tx, new.hash, Moment::from_millis(0)).await
        })
        .await?;
    let mut response = redirect(&format!("/people/{person}"));
    site.begin_session(&mut response, &token, None);
    let flash = Flash::done("acting-ended-done", "");
    response.extensions_mut().insert(flash);
    Ok(response)
}
