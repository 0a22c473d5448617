use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_web::{
    Avatar, Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome,
    Site, Visitor, page, partial, redirect,
};

use super::store::{self, Session, SessionRow};
use crate::passwords;
use crate::people::photo;
use crate::roles::Role;

/// `POST /logout`
pub(super) async fn sign_out(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let hash = store::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| store::end(tx, &by, hash).await)
        .await?;
    let mut response = redirect("/");
    site.end_session(&mut response);
    Ok(response)
}

/// `POST /workspace`: another role's workspace, in this session.
pub(super) async fn open_workspace(
    State(site): State<Site>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let role = Role::of(typed.raw("role")).ok_or(Failure::BadRequest)?;
    if !visitor.person()?.holds(role.key()) {
        return Err(Failure::Forbidden);
    }
    let hash = store::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| store::open_workspace(tx, hash, role).await)
        .await?;
    Ok(redirect("/today"))
}

#[derive(Template)]
#[template(path = "sessions/account.html")]
struct AccountPage<'a> {
    chrome: &'a Chrome,
    person: String,
    name: String,
    avatar: Avatar,
    sessions: Vec<SessionLine>,
    others: bool,
    summary: ErrorSummary<'a>,
    password_fields: [Field<'a>; 2],
}

struct SessionLine {
    browser: String,
    origin: String,
    begun: String,
    seen: String,
    here: bool,
    acting: bool,
    end: String,
}

/// `GET /account`: what is mine to keep in order: my sessions and my password.
pub(super) async fn account(State(site): State<Site>, visitor: Visitor) -> Outcome {
    account_page(&site, &visitor, &FormErrors::default()).await
}

async fn account_page(site: &Site, visitor: &Visitor, errors: &FormErrors) -> Outcome {
    let actor = visitor.person()?;
    let (person, now) = (actor.person, visitor.now);
    let (sessions, photos) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let sessions = store::of_person(tx, person, now).await?;
            Ok((sessions, photo::of_people(tx, &[person]).await?))
        })
        .await?;
    let here = store::hash(visitor.session_token());
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("account-title"));
    let nothing = Fields::default();
    let field = |name, label: &'static str| {
        Field::new(&chrome, FieldKind::Secret, name, label, &nothing, errors)
    };
    let template = AccountPage {
        chrome: &chrome,
        person: format!("/people/{person}"),
        name: actor.name.to_string(),
        avatar: Avatar::new(&*actor.initials, photos.large(person)).large(),
        others: sessions.len() > 1,
        sessions: sessions
            .iter()
            .map(|session| line(&chrome, session, here))
            .collect(),
        summary: ErrorSummary::new(&chrome, errors),
        password_fields: [
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

fn line(chrome: &Chrome, session: &SessionRow, here: [u8; 32]) -> SessionLine {
    SessionLine {
        browser: browser_named(chrome, &session.agent),
        origin: session.origin.clone(),
        begun: chrome.when(&session.begun_at),
        seen: chrome.when(&session.seen_at),
        here: session.hash == here,
        acting: session.acting.is_some(),
        end: format!("/account/sessions/{}/end", session.id),
    }
}

/// The browser and the system, or that neither is known.
pub(crate) fn browser_named(chrome: &Chrome, agent: &str) -> String {
    browser(agent).unwrap_or_else(|| chrome.l.t("account-unknown-browser").into_owned())
}

/// The browser and the system, as far as the browser tells them: «Firefox, Android».
fn browser(agent: &str) -> Option<String> {
    const BROWSERS: [(&str, &str); 6] = [
        ("YaBrowser/", "Яндекс Браузер"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: [(&str, &'static str); 6]| {
        names
            .into_iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| name)
    };
    match (named(BROWSERS), named(SYSTEMS)) {
        (Some(browser), Some(system)) => Some(format!("{browser}, {system}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

/// `POST /account/sessions/{id}/end`
pub(super) async fn end_session(
    State(site): State<Site>,
    visitor: Visitor,
    Path(session): Path<Id<Session>>,
) -> Outcome {
    let person = visitor.person()?.person;
    let by = By::visitor(&site, &visitor);
    let ended = site
        .db
        .write::<_, Error, _>(async move |tx| store::end_one(tx, &by, person, session).await)
        .await?;
    if !ended {
        return Err(Failure::NotFound);
    }
    Ok(to_account("session-ended-done"))
}

/// `POST /account/sessions/end-others`
pub(super) async fn end_others(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let person = visitor.person()?.person;
    let by = By::visitor(&site, &visitor);
    let here = store::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| store::end_others(tx, &by, person, here).await)
        .await?;
    Ok(to_account("sessions-others-ended-done"))
}

/// `POST /account/password`: one's own, against the present one; all other sessions end.
pub(super) async fn change_password(
    State(site): State<Site>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let actor = visitor.person()?;
    let (person, name) = (actor.person, actor.name.to_string());
    site.limits.sign_in(visitor.ip, &person.to_string())?;
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| store::credentials_of(tx, person).await)
        .await?
        .ok_or(Failure::NotFound)?;
    let mut errors = FormErrors::default();
    if !passwords::is_right(typed.raw("password"), found.password.as_deref()).await {
        errors.add("password", visitor.t("password-now-wrong"));
    }
    let new = typed.raw("new_password");
    if let Some(key) = passwords::refusal(new, []) {
        errors.add("new_password", visitor.t(key));
    }
    if !errors.is_empty() {
        return account_page(&site, &visitor, &errors).await;
    }
    let hash = passwords::hash(new, &site.chance).await;
    let by = By::visitor(&site, &visitor);
    let desk = oqu_mail::Desk::of(&site);
    let here = store::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| {
            store::set_password(tx, &by, person, &name, &hash).await?;
            store::end_others(tx, &by, person, here).await?;
            crate::duties::store::end(tx, person, by.now).await?;
            crate::links::letters::tell_password_changed(tx, &by, &desk, person).await
        })
        .await?;
    Ok(to_account("password-changed-done"))
}

fn to_account(key: &str) -> Response {
    let mut response = redirect("/account");
    response.extensions_mut().insert(Flash::done(key, ""));
    response
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_named_as_people_know_them() {
        let agent = "Mozilla/5.0 (Linux; Android 12; M2101) AppleWebKit/537.36 Chrome/123.0 Mobile Safari/537.36";
        assert_eq!(browser(agent).as_deref(), Some("Chrome, Android"));
        assert_eq!(browser("curl/8"), None);
    }
}
