use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::{Chance, Id};
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::store::{self, Credentials, NewSession, REMEMBERED, Session, SessionRow};
use crate::api::DEMO_PEOPLE;
use crate::passwords;
use crate::roles::Role;

#[derive(Template)]
#[template(path = "sessions/sign-in.html")]
struct SignInPage<'a> {
    chrome: &'a Chrome,
    typed: &'a Fields,
    back: &'a str,
    refused: Option<String>,
    demo_people: Vec<(&'static str, String)>,
}

/// `GET /login`
pub(super) async fn sign_in_form(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    if visitor.actor().is_some() {
        return Ok(redirect(place_after(&fields)));
    }
    sign_in_page(&site, &visitor, &fields, None)
}

fn sign_in_page(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    refused: Option<String>,
) -> Outcome {
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("sign-in-title"));
    let demo_people = match site.settings.demo {
        true => DEMO_PEOPLE
            .map(|(login, role)| (login, words.t(&role.message()).into_owned()))
            .to_vec(),
        false => Vec::new(),
    };
    let is_refused = refused.is_some();
    let template = SignInPage {
        chrome: &chrome,
        typed,
        back: typed.raw("back"),
        refused,
        demo_people,
    };
    if is_refused {
        partial(&template)
    } else {
        page(&template)
    }
}

/// Where to go on after signing in: the page that was asked, or Today.
fn place_after(fields: &Fields) -> &str {
    match fields.raw("back") {
        "" | "/" | "/login" => "/today",
        place => place,
    }
}

/// `POST /login`
///
/// A wrong password, an unknown name and a locked account get the same answer after the same time,
/// so that nobody learns here who has an account.
pub(super) async fn sign_in(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let name = typed.raw("login").trim().to_lowercase();
    site.limits.sign_in(visitor.ip, &name)?;
    let found = match storable(&name) {
        true => {
            site.db
                .read::<_, Error, _>(async move |tx| store::credentials(tx, &name).await)
                .await?
        }
        false => None,
    };
    let hash = found.as_ref().and_then(|found| found.password.as_deref());
    let right = passwords::is_right(typed.raw("password"), hash).await;
    let Some(found) = found else {
        return refuse(&site, &visitor, &typed);
    };
    let by = By {
        person: Some(found.person),
        name: format!("{} {}", found.surname, found.given),
        ..By::visitor(&site, &visitor)
    };
    if !right || found.locked_at.is_some() {
        let person = found.person;
        site.db
            .write::<_, Error, _>(async move |tx| store::refused(tx, &by, person).await)
            .await?;
        return refuse(&site, &visitor, &typed);
    }
    let remembered = typed.ticked("stay");
    let token = begin(&site, &visitor, by, &found, remembered).await?;
    let mut response = redirect(place_after(&typed));
    site.begin_session(
        &mut response,
        &token,
        remembered.then_some(REMEMBERED.as_secs()),
    );
    Ok(response)
}

/// Text that no login or address can be is not asked of the database.
fn storable(name: &str) -> bool {
    !name.is_empty() && name.len() <= 254 && !name.contains('\0')
}

/// Begins a session of its own, whatever the browser held before, and ends that.
async fn begin(
    site: &Site,
    visitor: &Visitor,
    by: By,
    found: &Credentials,
    remembered: bool,
) -> Result<String, Failure> {
    let token = fresh_token(&site.chance);
    let new = NewSession {
        hash: store::hash(&token),
        person: found.person,
        remembered,
        agent: visitor.agent.clone(),
    };
    let before = store::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| {
            store::end(tx, &by, before).await?;
            store::begin(tx, &by, &new).await
        })
        .await?;
    Ok(token)
}

/// 256 bits that nobody guesses.
fn fresh_token(chance: &Chance) -> String {
    URL_SAFE_NO_PAD.encode(chance.bytes::<32>())
}

fn refuse(site: &Site, visitor: &Visitor, typed: &Fields) -> Outcome {
    sign_in_page(site, visitor, typed, Some(visitor.t("sign-in-refused")))
}

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
    end: String,
}

/// `GET /account`: what is mine to keep in order: my sessions and my password.
pub(super) async fn account(State(site): State<Site>, visitor: Visitor) -> Outcome {
    account_page(&site, &visitor, &FormErrors::default()).await
}

async fn account_page(site: &Site, visitor: &Visitor, errors: &FormErrors) -> Outcome {
    let actor = visitor.person()?;
    let (person, now) = (actor.person, visitor.now);
    let sessions = site
        .db
        .read::<_, Error, _>(async move |tx| store::of_person(tx, person, now).await)
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
        browser: browser(&session.agent)
            .unwrap_or_else(|| chrome.l.t("account-unknown-browser").into_owned()),
        origin: session.origin.clone(),
        begun: chrome.when(&session.begun_at),
        seen: chrome.when(&session.seen_at),
        here: session.hash == here,
        end: format!("/account/sessions/{}/end", session.id),
    }
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
    let length = new.chars().count();
    if !(passwords::FEWEST..=passwords::MOST).contains(&length) {
        errors.add("new_password", visitor.t("password-new-length"));
    }
    if !errors.is_empty() {
        return account_page(&site, &visitor, &errors).await;
    }
    let hash = passwords::hash(new, &site.chance).await;
    let by = By::visitor(&site, &visitor);
    let here = store::hash(visitor.session_token());
    site.db
        .write::<_, Error, _>(async move |tx| {
            store::set_password(tx, &by, person, &name, &hash).await?;
            store::end_others(tx, &by, person, here).await
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
