use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_mail::Desk;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::{PATH, store};
use crate::links::letters::tell_password_changed;
use crate::links::store as links;
use crate::passwords;
use crate::sessions::store as sessions;

#[derive(Template)]
#[template(path = "duties/form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    action: &'static str,
    summary: ErrorSummary<'a>,
    fields: [Field<'a>; 2],
}

/// `GET /account/new-password`
pub(super) async fn form(State(site): State<Site>, visitor: Visitor) -> Outcome {
    form_page(&site, &visitor, &FormErrors::default())
}

fn form_page(site: &Site, visitor: &Visitor, errors: &FormErrors) -> Outcome {
    let chrome = Chrome::new(site, visitor, &visitor.words.t("duty-title"));
    let nothing = Fields::default();
    let field = |name, label: &'static str| {
        Field::new(&chrome, FieldKind::Secret, name, label, &nothing, errors)
    };
    let template = FormPage {
        chrome: &chrome,
        action: PATH,
        summary: ErrorSummary::new(&chrome, errors),
        fields: [
            field("password", "field-password-now").autocomplete("current-password"),
            field("new_password", "field-password-new")
                .autocomplete("new-password")
                .help("password-new-help"),
        ],
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /account/new-password`: against the present one; all other sessions end.
pub(super) async fn change(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let actor = visitor.person()?;
    let (person, name) = (actor.person, actor.name.to_string());
    site.limits.sign_in(visitor.ip, &person.to_string())?;
    let (found, reader) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            Ok((
                sessions::credentials_of(tx, person).await?,
                links::reader(tx, person).await?,
            ))
        })
        .await?;
    let (Some(found), Some(reader)) = (found, reader) else {
        return Err(Failure::NotFound);
    };
    let (now, new) = (typed.raw("password"), typed.raw("new_password"));
    let mut errors = FormErrors::default();
    if !passwords::is_right(now, found.password.as_deref()).await {
        errors.add("password", visitor.t("password-now-wrong"));
    }
    let own = [reader.login.as_deref(), reader.email.as_deref()];
    if let Some(key) = passwords::refusal(new, own.into_iter().flatten()) {
        errors.add("new_password", visitor.t(key));
    } else if new == now {
        errors.add("new_password", visitor.t("password-new-same"));
    }
    if !errors.is_empty() {
        return form_page(&site, &visitor, &errors);
    }
    let hash = passwords::hash(new, &site.chance).await;
    let by = By::visitor(&site, &visitor);
    let desk = Desk::of(&site);
    let here = sessions::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| {
            sessions::set_password(tx, &by, person, &name, &hash).await?;
            sessions::end_others(tx, &by, person, here).await?;
            store::end(tx, person, by.now).await?;
            tell_password_changed(tx, &by, &desk, person).await
        })
        .await?;
    Ok(told("/today", Flash::done("password-changed-done", "")))
}

/// `POST /people/{id}/password-duty`: an administrator wants a password changed.
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let asked = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(reader) = links::reader(tx, id).await? else {
                return Ok(None);
            };
            let name = reader.full_name();
            store::begin(tx, &by, id, &name).await?;
            Ok(Some(name))
        })
        .await?;
    let name = asked.ok_or(Failure::NotFound)?;
    Ok(told(
        &format!("/people/{id}"),
        Flash::done("duty-asked", &name),
    ))
}

fn told(place: &str, flash: Flash) -> Response {
    let mut response = redirect(place);
    response.extensions_mut().insert(flash);
    response
}
