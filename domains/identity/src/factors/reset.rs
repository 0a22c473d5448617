//! Taking the factors of a person away: for somebody whose telephone and codes are lost.

use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::store;
use crate::people::store as people;
use crate::sessions::fresh::{is_fresh, prove_first};

/// The most characters of a ground.
const GROUND_MOST: usize = 300;

#[derive(Template)]
#[template(path = "factors/reset.html")]
struct ResetPage<'a> {
    chrome: &'a Chrome,
    name: String,
    path: String,
    summary: ErrorSummary<'a>,
    ground: Field<'a>,
}

/// `GET /people/{id}/factors/reset`: says what will happen and asks for the ground, once.
pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let nothing = Fields::default();
    ask(&site, &visitor, id, &nothing, &FormErrors::default()).await
}

async fn ask(
    site: &Site,
    visitor: &Visitor,
    id: PersonId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let person = site
        .db
        .read::<_, Error, _>(async move |tx| people::person(tx, id).await)
        .await?
        .ok_or(Failure::NotFound)?;
    let words = visitor.words;
    let name = person.full_name();
    let path = format!("/people/{id}");
    let chrome = Chrome::new(site, visitor, &words.t("factors-reset-title"))
        .crumb("/people", words.t("people-title"))
        .crumb(path.clone(), name.clone());
    let ground = Field::new(
        &chrome,
        FieldKind::Line,
        "ground",
        "field-ground",
        typed,
        errors,
    );
    let template = ResetPage {
        chrome: &chrome,
        name,
        path,
        summary: ErrorSummary::new(&chrome, errors),
        ground: ground.help("lock-ground-help"),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /people/{id}/factors/reset`
pub(super) async fn reset(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    let path = format!("/people/{id}");
    if !is_fresh(&visitor) {
        return Ok(prove_first(&format!("{path}/factors/reset")));
    }
    let mut errors = FormErrors::default();
    let ground = typed.line("ground", GROUND_MOST, visitor.words, &mut errors);
    if ground.is_empty() && errors.is_empty() {
        errors.add("ground", visitor.t("factors-reset-ground-missing"));
    }
    if visitor.person()?.person == id {
        errors.add("ground", visitor.t("factors-reset-oneself"));
    }
    if !errors.is_empty() {
        return ask(&site, &visitor, id, &typed, &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let name = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(person) = people::person(tx, id).await? else {
                return Ok(None);
            };
            let name = person.full_name();
            store::reset(tx, &by, (id, &name), &ground).await?;
            Ok(Some(name))
        })
        .await?
        .ok_or(Failure::NotFound)?;
    let mut response = redirect(&path);
    let flash = Flash::done("factors-reset-done", &name);
    response.extensions_mut().insert(flash);
    Ok(response)
}
