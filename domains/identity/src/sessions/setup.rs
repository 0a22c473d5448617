//! Setting a factor up at sign-in, because a role of the person asks for one.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_db::Error;
use oqu_web::{
    Chrome, Failure, Fields, Flash, FormErrors, Outcome, OwnCookie, Site, Visitor, page, partial,
};

use super::enter::{self, Given, Secrets};
use super::halves::{self, Step};
use super::second::{Waiting, over, waiting};
use super::store;
use crate::factors::store as factors;
use crate::factors::{Shown, Vault, shown, totp};

/// Where recovery codes are made: what should follow at once.
const CODES: &str = "/account/protection/codes";

#[derive(Template)]
#[template(path = "sessions/setup.html")]
struct SetupPage<'a> {
    chrome: &'a Chrome,
    shown: Shown<'a>,
}

/// `GET /login/setup`
pub(super) async fn setup_form(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
) -> Outcome {
    match waiting(&site, &visitor).await? {
        Some(waiting) if waiting.half.step == Step::Setup => {
            setup_page(&site, &vault, &visitor, &waiting, &FormErrors::default())
        }
        _ => Ok(over(&site)),
    }
}

fn setup_page(
    site: &Site,
    vault: &Vault,
    visitor: &Visitor,
    waiting: &Waiting,
    errors: &FormErrors,
) -> Outcome {
    let person = waiting.half.person;
    let Some(secret) = pending(vault, waiting)? else {
        return Ok(over(site));
    };
    let chrome = Chrome::new(site, visitor, &visitor.words.t("setup-title"));
    let name = format!(
        "{} {}",
        waiting.credentials.given, waiting.credentials.surname
    );
    debug_assert_eq!(person, waiting.credentials.person);
    let template = SetupPage {
        chrome: &chrome,
        shown: shown(&chrome, &secret, &name, errors),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

fn pending(vault: &Vault, waiting: &Waiting) -> Result<Option<Vec<u8>>, Failure> {
    let sealed = waiting
        .factor
        .as_ref()
        .and_then(|row| row.pending.as_deref());
    sealed
        .map(|sealed| vault.unseal(waiting.half.person, sealed))
        .transpose()
        .map_err(|why| Failure::Internal(why.into()))
}

/// `POST /login/setup`: the first code, which makes the secret count and lets the person in.
pub(super) async fn setup(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let Some(waiting) = waiting(&site, &visitor).await? else {
        return Ok(over(&site));
    };
    let person = waiting.half.person;
    site.limits.sign_in(visitor.ip, &person.to_string())?;
    let secret = pending(&vault, &waiting)?;
    let (Step::Setup, None, Some(secret)) =
        (waiting.half.step, waiting.credentials.locked_at, secret)
    else {
        return Ok(over(&site));
    };
    let Some(step) = totp::taken(&secret, typed.raw("code"), visitor.now, -1) else {
        let mut errors = FormErrors::default();
        errors.add("code", visitor.t("totp-wrong"));
        return setup_page(&site, &vault, &visitor, &waiting, &errors);
    };
    let secrets = Secrets::fresh(&site.chance);
    let given = Given::new(&site, &visitor, &secrets);
    let by = enter::by_of(&site, &visitor, Some(&waiting.credentials));
    let hash = store::hash(visitor.kept(OwnCookie::Half));
    let half = waiting.half.clone();
    let done = site
        .db
        .write::<_, Error, _>(async move |tx| {
            if halves::find(tx, hash, by.now).await?.is_none() {
                return Ok(false);
            }
            let confirmed = factors::confirm(tx, &by, (half.person, &by.name), step).await?;
            if confirmed {
                enter::begin(tx, &by, half.person, half.remembered, &given).await?;
            }
            Ok(confirmed)
        })
        .await?;
    if !done {
        return Ok(over(&site));
    }
    let mut response = enter::let_in(&site, &secrets, waiting.half.remembered, CODES);
    let flash = Flash::done("totp-added-done", "");
    response.extensions_mut().insert(flash);
    Ok(response)
}
