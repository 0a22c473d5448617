//! The first step: a login and a password.

use std::net::IpAddr;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_kernel::PersonId;
use oqu_web::{Chrome, Fields, Outcome, Site, Visitor, Words, page, partial, redirect};

use super::delays::{self, Counted};
use super::enter::{self, Entry, First};
use super::store::{self, Credentials};
use super::{devices, failures};
use crate::api::DEMO_PEOPLE;
use crate::factors::Vault;
use crate::{passkeys, passwords};

#[derive(Template)]
#[template(path = "sessions/sign-in.html")]
struct SignInPage<'a> {
    chrome: &'a Chrome,
    typed: &'a Fields,
    back: &'a str,
    refused: Option<Refused>,
    passkeys: bool,
    demo_people: Vec<(&'static str, String)>,
}

/// Why somebody was not let in, in words.
pub(crate) struct Refused {
    pub(crate) title: String,
    pub(crate) text: String,
    /// How long the next try has to wait.
    pub(crate) wait: Duration,
}

impl Refused {
    /// The name and the password do not belong together.
    fn wrong(words: Words) -> Self {
        Self {
            title: words.t("sign-in-refused").into_owned(),
            text: words.t("sign-in-refused-text").into_owned(),
            wait: Duration::ZERO,
        }
    }

    /// Too many tries were wrong: the next one has to wait.
    pub(crate) fn wait(words: Words, wait: Duration) -> Self {
        Self {
            title: words
                .with("sign-in-wait")
                .arg("time", in_words(words, wait))
                .to_string(),
            text: words.t("sign-in-wait-text").into_owned(),
            wait,
        }
    }

    /// Gives the answer of a refusal its status.
    pub(crate) fn told(&self, mut response: Response) -> Response {
        if !self.wait.is_zero() {
            *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            if let Ok(seconds) = HeaderValue::from_str(&seconds(self.wait).to_string()) {
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
        }
        response
    }
}

/// A span in whole seconds, or in whole minutes from two on; never shorter than it is.
fn in_words(words: Words, span: Duration) -> String {
    const MINUTE: i64 = 60;
    let seconds = seconds(span);
    if seconds < 2 * MINUTE {
        words.t1("wait-seconds", "count", seconds)
    } else {
        let minutes = (seconds + MINUTE - 1) / MINUTE;
        words.t1("wait-minutes", "count", minutes)
    }
}

fn seconds(span: Duration) -> i64 {
    i64::try_from(span.as_millis().div_ceil(1_000)).unwrap_or(i64::MAX)
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

pub(crate) fn sign_in_page(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    refused: Option<Refused>,
) -> Outcome {
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("sign-in-title"));
    let demo_people = match site.settings.demo {
        true => DEMO_PEOPLE
            .map(|(login, role)| (login, words.t(&role.message()).into_owned()))
            .to_vec(),
        false => Vec::new(),
    };
    let template = SignInPage {
        chrome: &chrome,
        typed,
        back: typed.raw("back"),
        refused,
        passkeys: passkeys::are_possible(site),
        demo_people,
    };
    match &template.refused {
        Some(refused) => Ok(refused.told(partial(&template)?)),
        None => page(&template),
    }
}

/// Where to go on after signing in: the page that was asked, or Today.
pub(crate) fn place_after(fields: &Fields) -> &str {
    match fields.raw("back") {
        "" | "/" => "/today",
        place if place.starts_with("/login") || place.len() > PLACE_MOST => "/today",
        place => place,
    }
}

/// A longer address is not one of ours.
const PLACE_MOST: usize = 2_000;

/// A try to sign in that was counted, or has to wait.
enum Try {
    Wait(Duration),
    Go(Option<Credentials>, Counted),
}

/// `POST /login`
///
/// A wrong password, an unknown name and a locked account get the same answer after the same time,
/// so that nobody learns here who has an account.
pub(super) async fn sign_in(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let name = typed.raw("login").trim().to_lowercase();
    site.limits.sign_in(visitor.ip, &name)?;
    let (found, counted) = match begin_try(&site, &visitor, name).await? {
        Try::Go(found, counted) => (found, counted),
        Try::Wait(wait) => {
            let refused = Refused::wait(visitor.words, wait);
            return sign_in_page(&site, &visitor, &typed, Some(refused));
        }
    };
    let hash = found.as_ref().and_then(|found| found.password.as_deref());
    let right = passwords::is_right(typed.raw("password"), hash).await;
    let is_let_in = right
        && found
            .as_ref()
            .is_some_and(|found| found.locked_at.is_none());
    let Some(found) = found.clone().filter(|_| is_let_in) else {
        let by = enter::by_of(&site, &visitor, found.as_ref());
        let (ip, agent) = (visitor.ip, visitor.agent.clone());
        site.db
            .write::<_, Error, _>(async move |tx| {
                refuse(tx, &by, ip, by.person, ("password", &agent)).await
            })
            .await?;
        let refused = Some(Refused::wrong(visitor.words));
        return sign_in_page(&site, &visitor, &typed, refused);
    };
    let entry = Entry {
        person: found.person,
        name: format!("{} {}", found.surname, found.given),
        first: First::Password,
        remembered: typed.ticked("stay"),
        place: place_after(&typed).to_owned(),
        counted: Some(counted),
    };
    enter::enter(&site, &vault, &visitor, entry).await
}

/// Finds who is meant, asks whether the try may be made now, and counts it as a failure until the
/// password has been found right: the password itself is checked outside of any unit of work.
async fn begin_try(site: &Site, visitor: &Visitor, name: String) -> Result<Try, Error> {
    let (now, ip) = (visitor.now, visitor.ip);
    let device = store::hash(visitor.kept(oqu_web::OwnCookie::Device));
    site.db
        .write::<_, Error, _>(async move |tx| {
            let found = match storable(&name) {
                true => store::credentials(tx, &name).await?,
                false => None,
            };
            let known = match &found {
                Some(found) => devices::known(tx, device, found.person, now)
                    .await?
                    .is_some(),
                None => false,
            };
            let counted = match &found {
                Some(found) if known => Counted::Device(found.person, device),
                Some(found) => Counted::Account(found.person),
                None => Counted::Name(name.clone()),
            };
            let of_address = match known {
                true => Duration::ZERO,
                false => delays::left(tx, &Counted::Address(ip), now).await?,
            };
            let wait = match of_address.is_zero() {
                true => delays::begin(tx, &counted, now).await?,
                false => of_address.max(delays::left(tx, &counted, now).await?),
            };
            Ok(match wait.is_zero() {
                true => Try::Go(found, counted),
                false => Try::Wait(wait),
            })
        })
        .await
}

/// Text that no login or address can be is not asked of the database.
fn storable(name: &str) -> bool {
    !name.is_empty() && name.len() <= 254 && !name.contains('\0')
}

/// What was not right: the address is counted, the person is told of the attempt.
pub(crate) async fn refuse(
    tx: &mut Tx,
    by: &By,
    ip: IpAddr,
    person: Option<PersonId>,
    (step, agent): (&'static str, &str),
) -> Result<(), Error> {
    delays::count(tx, &Counted::Address(ip), by.now).await?;
    if let Some(person) = person {
        failures::note(tx, by, person, step, agent).await?;
        store::refused(tx, by, person).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_back_to_pages_and_never_to_the_door() {
        for (asked, place) in [
            ("", "/today"),
            ("/", "/today"),
            ("/login", "/today"),
            ("/login/second", "/today"),
            ("/people?q=a", "/people?q=a"),
        ] {
            let fields = Fields::of([("back", asked.to_owned())]);
            assert_eq!(place_after(&fields), place, "{asked}");
        }
    }
}
