//! One's own page of protection: factors, trusted browsers, failed attempts.

use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_web::{Chrome, Failure, Flash, Outcome, Site, Visitor, page, redirect};

use super::store::{self, Standing};
use crate::passkeys::store::PasskeyRow;
use crate::passkeys::{self, PasskeyLine};
use crate::permissions;
use crate::sessions::browser_named;
use crate::sessions::devices::{self, Device, TrustedDevice};
use crate::sessions::failures::{self, Attempt};

/// The page's address.
pub(super) const PLACE: &str = "/account/protection";

#[derive(Template)]
#[template(path = "factors/protection.html")]
struct ProtectionPage<'a> {
    chrome: &'a Chrome,
    standing: Standing,
    since: Option<String>,
    codes_left: i64,
    passkeys: Vec<PasskeyLine>,
    passkeys_possible: bool,
    devices: Vec<DeviceLine>,
    attempts: Vec<AttemptLine>,
    may_ask: bool,
}

struct DeviceLine {
    browser: String,
    about: String,
    end: String,
}

struct AttemptLine {
    what: String,
    about: String,
}

struct Loaded {
    standing: Standing,
    since: Option<oqu_kernel::Moment>,
    codes_left: i64,
    passkeys: Vec<PasskeyRow>,
    devices: Vec<TrustedDevice>,
    attempts: Vec<Attempt>,
}

/// `GET /account/protection`
pub(super) async fn page_of(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let actor = visitor.person()?;
    let (person, now) = (actor.person, visitor.now);
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| {
            Ok(Loaded {
                standing: store::standing(tx, person).await?,
                since: store::factor(tx, person).await?.and_then(|row| row.since),
                codes_left: store::codes_left(tx, person).await?,
                passkeys: passkeys::store::of_person(tx, person).await?,
                devices: devices::trusted(tx, person, now).await?,
                attempts: failures::of_person(tx, person, now).await?,
            })
        })
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("protection-title"))
        .crumb("/account", words.t("account-title"));
    let template = ProtectionPage {
        chrome: &chrome,
        standing: loaded.standing,
        since: loaded.since.as_ref().map(|at| chrome.day(at)),
        codes_left: loaded.codes_left,
        passkeys: passkeys::lines(&chrome, &loaded.passkeys),
        passkeys_possible: passkeys::are_possible(&site),
        devices: loaded
            .devices
            .iter()
            .map(|device| device_line(&chrome, device))
            .collect(),
        attempts: loaded
            .attempts
            .iter()
            .map(|attempt| attempt_line(&chrome, attempt))
            .collect(),
        may_ask: permissions::access_write(actor),
    };
    page(&template)
}

fn device_line(chrome: &Chrome, device: &TrustedDevice) -> DeviceLine {
    let about = chrome
        .l
        .with("protection-device-line")
        .arg("origin", device.origin.as_str())
        .arg("seen", chrome.when(&device.seen_at))
        .arg("until", chrome.day(&device.trusted_until));
    DeviceLine {
        browser: browser_named(chrome, &device.agent),
        about: about.to_string(),
        end: format!("{PLACE}/devices/{}/end", device.id),
    }
}

fn attempt_line(chrome: &Chrome, attempt: &Attempt) -> AttemptLine {
    AttemptLine {
        what: chrome
            .l
            .t(&format!("protection-attempt-{}", attempt.step))
            .into_owned(),
        about: format!(
            "{} · {} · {}",
            chrome.when(&attempt.at),
            attempt.origin,
            browser_named(chrome, &attempt.agent)
        ),
    }
}

/// `POST /account/protection/devices/{id}/end`
pub(super) async fn distrust(
    State(site): State<Site>,
    visitor: Visitor,
    Path(device): Path<Id<Device>>,
) -> Outcome {
    let person = visitor.person()?.person;
    let by = By::visitor(&site, &visitor);
    let ended = site
        .db
        .write::<_, Error, _>(async move |tx| devices::distrust(tx, &by, person, device).await)
        .await?;
    if !ended {
        return Err(Failure::NotFound);
    }
    let mut response = redirect(PLACE);
    let flash = Flash::done("device-distrusted-done", "");
    response.extensions_mut().insert(flash);
    Ok(response)
}
