//! Before what matters most a person proves anew who they are: a session left open on a shared
//! machine must not be enough to change how one signs in.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, Failure, Fields, Outcome, OwnCookie, Site, Visitor, page, partial, redirect,
};

use super::delays::{self, Counted};
use super::sign_in::{Refused, place_after, refuse};
use super::{devices, store};
use crate::{passkeys, passwords};

/// How long a proof holds.
pub const FRESH: Duration = Duration::from_secs(10 * 60);

/// Whether the person of this session has proved who they are a short while ago.
pub fn is_fresh(visitor: &Visitor) -> bool {
    visitor
        .signed_in
        .as_ref()
        .is_some_and(|known| visitor.now.since(known.proved_at) < FRESH)
}

/// Leads to the page of the proof, and from there on to `place`.
pub fn prove_first(place: &str) -> Response {
    redirect(&prove_place(place))
}

/// The address of the page of the proof, which leads on to `place`.
pub(crate) fn prove_place(place: &str) -> String {
    let place = form_urlencoded::byte_serialize(place.as_bytes()).collect::<String>();
    format!("/account/confirm?back={place}")
}

#[derive(Template)]
#[template(path = "sessions/fresh.html")]
struct FreshPage<'a> {
    chrome: &'a Chrome,
    back: &'a str,
    refused: Option<Refused>,
    passkeys: bool,
}

/// `GET /account/confirm`
pub(super) async fn confirm_form(
    State(site): State<Site>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    confirm_page(&site, &visitor, &typed, None)
}

pub(crate) fn confirm_page(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    refused: Option<Refused>,
) -> Outcome {
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("fresh-title"))
        .crumb("/account", words.t("account-title"));
    let template = FreshPage {
        chrome: &chrome,
        back: place_after(typed),
        refused,
        passkeys: passkeys::are_possible(site),
    };
    match &template.refused {
        Some(refused) => Ok(refused.told(partial(&template)?)),
        None => page(&template),
    }
}

/// `POST /account/confirm`: by the password.
pub(super) async fn confirm(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let person = visitor.person()?.person;
    site.limits.sign_in(visitor.ip, &person.to_string())?;
    let device = store::hash(visitor.kept(OwnCookie::Device));
    let now = visitor.now;
    let begun = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let known = devices::known(tx, device, person, now).await?.is_some();
            let counted = match known {
                true => Counted::Device(person, device),
                false => Counted::Account(person),
            };
            let wait = delays::begin(tx, &counted, now).await?;
            let found = store::credentials_of(tx, person).await?;
            Ok((found, counted, wait))
        })
        .await?;
    let (found, counted, wait) = begun;
    if !wait.is_zero() {
        let refused = Refused::wait(visitor.words, wait);
        return confirm_page(&site, &visitor, &typed, Some(refused));
    }
    let found = found.ok_or(Failure::NotFound)?;
    let right = passwords::is_right(typed.raw("password"), found.password.as_deref()).await;
    let by = By::visitor(&site, &visitor);
    let session = store::hash(visitor.session_token());
    let (ip, agent) = (visitor.ip, visitor.agent.clone());
    site.db
        .write::<_, Error, _>(async move |tx| {
            if !right {
                return refuse(tx, &by, ip, Some(person), ("password", &agent)).await;
            }
            delays::clear(tx, &counted).await?;
            store::proved(tx, session, by.now).await
        })
        .await?;
    if right {
        return Ok(redirect(place_after(&typed)));
    }
    let refused = Refused {
        title: visitor.t("second-password-wrong"),
        text: visitor.t("second-password-wrong-text"),
        wait: Duration::ZERO,
    };
    confirm_page(&site, &visitor, &typed, Some(refused))
}
