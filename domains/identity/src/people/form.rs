use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::{Id, PersonId};
use oqu_web::meanwhile::{self, OPENED, VERSION};
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, Fields, Flash, FormErrors, Outcome, Site, Visitor, Words,
    page, partial, redirect,
};

use super::fields::{FIELDS, fields, read, written};
use super::rules::{self, PersonData};
use super::store;
use super::write::{self, Written, note_taken, raced};
use crate::api::ScopeNames;

#[derive(Template)]
#[template(path = "people/form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    title: String,
    action: String,
    back: String,
    version: &'a str,
    opened: &'a str,
    submit: &'static str,
    summary: ErrorSummary<'a>,
    fields: Vec<Field<'a>>,
}

/// What the form is about: a new person, or one who is there.
struct About {
    title: String,
    action: String,
    back: String,
    submit: &'static str,
}

impl About {
    fn new_person(words: Words) -> Self {
        Self {
            title: words.t("person-new").into_owned(),
            action: "/people".into(),
            back: "/people".into(),
            submit: "person-add",
        }
    }

    fn of(id: PersonId, name: &str) -> Self {
        Self {
            title: name.to_owned(),
            action: format!("/people/{id}"),
            back: format!("/people/{id}"),
            submit: "form-save",
        }
    }
}

fn render(
    site: &Site,
    visitor: &Visitor,
    about: &About,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let mut chrome =
        Chrome::new(site, visitor, &about.title).crumb("/people", words.t("people-title"));
    if about.back != "/people" {
        chrome = chrome.crumb(about.back.clone(), about.title.clone());
    }
    let template = FormPage {
        chrome: &chrome,
        title: about.title.clone(),
        action: about.action.clone(),
        back: about.back.clone(),
        version: typed.raw(VERSION),
        opened: typed.raw(OPENED),
        submit: about.submit,
        summary: ErrorSummary::new(&chrome, errors),
        fields: fields(&chrome, typed, errors),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `GET /people/new`
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let typed = Fields::of([("citizenship", "KZ".into())]);
    render(
        &site,
        &visitor,
        &About::new_person(visitor.words),
        &typed,
        &FormErrors::default(),
    )
}

/// `POST /people`
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let about = About::new_person(visitor.words);
    let mut errors = FormErrors::default();
    let data = read(&site, &visitor, &typed, &mut errors);
    let Some(data) = data.filter(|_| errors.is_empty()) else {
        return render(&site, &visitor, &about, &typed, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let id: PersonId = Id::new(by.now, &by.chance);
    let kept = data.clone();
    let added = site
        .db
        .write::<_, Error, _>(async move |tx| write::add(tx, &by, id, &kept).await);
    match raced(added.await)? {
        Written::Taken(others) => {
            note_taken(visitor.words, &others, &mut errors);
            render(&site, &visitor, &about, &typed, &errors)
        }
        Written::Done | Written::Slower => Ok(after_save(id, &data, "person-added")),
    }
}

/// `GET /people/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let person = load_to_change(&site, &scopes, &visitor, id).await?;
    let written = written(&person, visitor.language());
    let opened = meanwhile::sealed(&FIELDS, &written);
    let typed = meanwhile::versioned(&written, person.version).set(OPENED, &opened);
    render(
        &site,
        &visitor,
        &About::of(id, &person.full_name()),
        &typed,
        &FormErrors::default(),
    )
}

/// A form that was opened before somebody else saved the same person: brought up to what is saved
/// now, with what the other changed told at each field. Nothing typed is lost, nothing saved is
/// undone unseen.
fn caught_up(
    words: Words,
    typed: &Fields,
    person: &store::PersonRow,
    errors: &mut FormErrors,
) -> Fields {
    let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
    let saved = written(person, words.language());
    let (merged, changed) = meanwhile::merge(&FIELDS, &opened, typed, &saved);
    for change in changed {
        let told = words
            .with("person-changed-meanwhile")
            .arg("value", change.new);
        errors.add(change.field, told.to_string());
    }
    let opened = meanwhile::sealed(&FIELDS, &saved);
    meanwhile::versioned(&merged, person.version).set(OPENED, &opened)
}

/// `POST /people/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    if visitor.behind().is_some() && visitor.person()?.person == id {
        // Whoever sits in a person's place does not change where that person's letters go.
        return Err(Failure::Forbidden);
    }
    let person = load_to_change(&site, &scopes, &visitor, id).await?;
    let about = About::of(id, &person.full_name());
    let mut errors = FormErrors::default();
    let seen: i64 = typed.raw(VERSION).parse().unwrap_or_default();
    let typed = match seen == person.version {
        true => typed,
        false => caught_up(visitor.words, &typed, &person, &mut errors),
    };
    let data = read(&site, &visitor, &typed, &mut errors);
    let Some(data) = data.filter(|_| errors.is_empty()) else {
        return render(&site, &visitor, &about, &typed, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let desk = oqu_mail::Desk::of(&site);
    let kept = data.clone();
    let changed = site
        .db
        .write::<_, Error, _>(async move |tx| write::change(tx, &by, &desk, &person, &kept).await);
    match raced(changed.await)? {
        Written::Done => Ok(after_save(id, &data, "person-saved")),
        Written::Slower => Err(Failure::Conflict),
        Written::Taken(others) => {
            note_taken(visitor.words, &others, &mut errors);
            render(&site, &visitor, &about, &typed, &errors)
        }
    }
}

/// The person, for one who may change them.
async fn load_to_change(
    site: &Site,
    scopes: &Arc<dyn ScopeNames>,
    visitor: &Visitor,
    id: PersonId,
) -> Result<store::PersonRow, Failure> {
    let actor = visitor.person()?.clone();
    let scopes = Arc::clone(scopes);
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| write::to_change(tx, &*scopes, &actor, id).await);
    loaded.await?
}

pub(super) async fn load(site: &Site, id: PersonId) -> Result<store::PersonRow, Failure> {
    site.db
        .read::<_, Error, _>(async move |tx| store::person(tx, id).await)
        .await?
        .ok_or(Failure::NotFound)
}

fn after_save(id: PersonId, data: &PersonData, key: &str) -> axum::response::Response {
    let mut response = redirect(&format!("/people/{id}")).into_response();
    let flash = if rules::iin_differs(data) {
        Flash::attention("person-saved-iin-differs", &data.full_name())
    } else {
        Flash::done(key, &data.full_name())
    };
    response.extensions_mut().insert(flash);
    response
}
