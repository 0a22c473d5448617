//! Which roles must have a second factor: an administrator's choice, kept as data and audited.

use askama::Template;
use axum::extract::State;
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site, Visitor, page,
    redirect,
};

use super::store;
use crate::roles::Role;
use crate::sessions::fresh::{is_fresh, prove_first};

#[derive(Template)]
#[template(path = "factors/roles.html")]
struct RolesPage<'a> {
    chrome: &'a Chrome,
    roles: Field<'a>,
}

/// Where it stands among the settings.
pub(super) const PATH: &str = "/administration/settings/sign-in";

/// `GET /protection`, where it stood before.
pub(super) async fn moved() -> Outcome {
    Ok(redirect(PATH))
}

/// `GET /administration/settings/sign-in`
pub(super) async fn form(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let held = site
        .db
        .read::<_, Error, _>(async move |tx| store::roles(tx).await)
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("factor-roles-title"));
    let choices = Role::ALL
        .into_iter()
        .map(|role| {
            let name = words.t(&role.message()).into_owned();
            (role.key().to_owned(), name, String::new())
        })
        .collect();
    let chosen: Fields = held
        .into_iter()
        .map(|role| ("roles".to_owned(), role))
        .collect();
    let roles = Field::new(
        &chrome,
        FieldKind::Several(choices),
        "roles",
        "factor-roles",
        &chosen,
        &FormErrors::default(),
    );
    page(&RolesPage {
        chrome: &chrome,
        roles: roles.help("factor-roles-help"),
    })
}

/// `POST /administration/settings/sign-in`
pub(super) async fn change(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PATH));
    }
    let wanted: Option<Vec<Role>> = typed.all("roles").map(Role::of).collect();
    let wanted = wanted.ok_or(Failure::BadRequest)?;
    let by = By::visitor(&site, &visitor);
    site.db
        .write::<_, Error, _>(async move |tx| store::set_roles(tx, &by, &wanted).await)
        .await?;
    let mut response = redirect(PATH);
    response
        .extensions_mut()
        .insert(Flash::done("factor-roles-done", ""));
    Ok(response)
}
