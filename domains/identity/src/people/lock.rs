//! Locking and unlocking an account, and giving a new password: acts of an administrator.

use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_kernel::PersonId;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::form::load;
use super::store::{self, PersonRow};
use crate::passwords;

/// The most characters of a ground.
const GROUND_MOST: usize = 300;

#[derive(Template)]
#[template(path = "people/lock.html")]
struct LockPage<'a> {
    chrome: &'a Chrome,
    name: String,
    path: String,
    summary: ErrorSummary<'a>,
    ground: Field<'a>,
}

/// `GET /people/{id}/lock`: says what will happen and asks for the ground, once.
pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    ask(
        &site,
        &visitor,
        id,
        &Fields::default(),
        &FormErrors::default(),
    )
    .await
}

async fn ask(
    site: &Site,
    visitor: &Visitor,
    id: PersonId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let person = load(site, id).await?;
    let words = visitor.words;
    let name = person.full_name();
    let path = format!("/people/{id}");
    let chrome = Chrome::new(site, visitor, &words.t("lock-title"))
        .crumb("/people", words.t("people-title"))
        .crumb(path.clone(), name.clone());
    let template = LockPage {
        chrome: &chrome,
        name,
        path,
        summary: ErrorSummary::new(&chrome, errors),
        ground: Field::new(
            &chrome,
            FieldKind::Line,
            "ground",
            "field-ground",
            typed,
            errors,
        )
        .help("lock-ground-help"),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /people/{id}/lock`
pub(super) async fn lock(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let ground = typed.line("ground", GROUND_MOST, visitor.words, &mut errors);
    if ground.is_empty() && errors.is_empty() {
        errors.add("ground", visitor.words.t("lock-ground-missing"));
    }
    if visitor.person()?.person == id {
        errors.add("ground", visitor.words.t("lock-oneself"));
    }
    if !errors.is_empty() {
        return ask(&site, &visitor, id, &typed, &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let name = on_person(&site, id, async move |tx, person| {
        store::lock(tx, &by, person, &ground).await
    });
    Ok(back(id, "person-locked-done", &name.await?))
}

/// Does one act on a person who is loaded in the same unit of work; gives the name.
async fn on_person(
    site: &Site,
    id: PersonId,
    act: impl AsyncFn(&mut Tx, &PersonRow) -> Result<bool, Error> + Send + 'static,
) -> Result<String, Failure> {
    let name = site.db.write::<_, Error, _>(async move |tx| {
        let Some(person) = store::person(tx, id).await? else {
            return Ok(None);
        };
        act(tx, &person).await?;
        Ok(Some(person.full_name()))
    });
    name.await?.ok_or(Failure::NotFound)
}

/// `POST /people/{id}/unlock`
pub(super) async fn unlock(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let name = on_person(&site, id, async move |tx, person| {
        store::unlock(tx, &by, person).await
    });
    Ok(back(id, "person-unlocked-done", &name.await?))
}

#[derive(Template)]
#[template(path = "people/password.html")]
struct PasswordPage<'a> {
    chrome: &'a Chrome,
    name: String,
    login: String,
    password: String,
    path: String,
}

/// `POST /people/{id}/password`: a new password, shown this once, and all sessions ended.
pub(super) async fn new_password(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let person = load(&site, id).await?;
    let data = person.data();
    let name = person.full_name();
    let password = passwords::fresh(&site.chance);
    let hash = passwords::hash(&password, &site.chance).await;
    let by = By::visitor(&site, &visitor);
    let told = name.clone();
    let desk = oqu_mail::Desk::of(&site);
    site.db
        .write::<_, Error, _>(async move |tx| {
            crate::api::reset_password(tx, &by, &desk, (id, &told), &hash).await
        })
        .await?;
    let words = visitor.words;
    let path = format!("/people/{id}");
    let chrome = Chrome::new(&site, &visitor, &words.t("password-new-title"))
        .crumb("/people", words.t("people-title"))
        .crumb(path.clone(), name.clone());
    page(&PasswordPage {
        chrome: &chrome,
        name,
        login: data.login.or(data.email).unwrap_or_default(),
        password,
        path,
    })
}

fn back(id: PersonId, key: &str, name: &str) -> axum::response::Response {
    let mut response = redirect(&format!("/people/{id}"));
    response.extensions_mut().insert(Flash::done(key, name));
    response
}
