//! The second step: a code of the app, a recovery code, or the password after a passkey.

use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_web::{Chrome, Fields, Flash, Outcome, OwnCookie, Site, Visitor, page, partial, redirect};

use super::delays::{self, Counted};
use super::devices;
use super::enter::{self, Given, Secrets};
use super::halves::{self, Half, Step};
use super::sign_in::{Refused, refuse};
use super::store::{self, Credentials};
use crate::factors::store::{self as factors, FactorRow};
use crate::factors::{Vault, codes, totp};
use crate::{passkeys, passwords};

#[derive(Template)]
#[template(path = "sessions/second.html")]
struct SecondPage<'a> {
    chrome: &'a Chrome,
    refused: Option<Refused>,
    password: bool,
    totp: bool,
    passkeys: bool,
}

/// What is known of half a sign-in.
pub(crate) struct Waiting {
    pub(crate) half: Half,
    pub(crate) credentials: Credentials,
    pub(crate) factor: Option<FactorRow>,
    passkeys: i64,
}

/// The half sign-in of a browser, while there is time.
pub(crate) async fn waiting(site: &Site, visitor: &Visitor) -> Result<Option<Waiting>, Error> {
    let hash = store::hash(visitor.kept(OwnCookie::Half));
    let now = visitor.now;
    site.db
        .read::<_, Error, _>(async move |tx| load(tx, hash, now).await)
        .await
}

async fn load(
    tx: &mut Tx,
    hash: [u8; 32],
    now: oqu_kernel::Moment,
) -> Result<Option<Waiting>, Error> {
    let Some(half) = halves::find(tx, hash, now).await? else {
        return Ok(None);
    };
    let Some(credentials) = store::credentials_of(tx, half.person).await? else {
        return Ok(None);
    };
    let factor = factors::factor(tx, half.person).await?;
    let passkeys = passkeys::store::count(tx, half.person).await?;
    Ok(Some(Waiting {
        half,
        credentials,
        factor,
        passkeys,
    }))
}

/// The first step has to be done again.
pub(crate) fn over(site: &Site) -> Response {
    let mut response = redirect("/login");
    site.forget(&mut response, OwnCookie::Half);
    let flash = Flash::attention("second-over", "");
    response.extensions_mut().insert(flash);
    response
}

/// `GET /login/second`
pub(super) async fn second_form(State(site): State<Site>, visitor: Visitor) -> Outcome {
    match waiting(&site, &visitor).await? {
        Some(waiting) if waiting.half.step != Step::Setup => {
            second_page(&site, &visitor, &waiting, None)
        }
        _ => Ok(over(&site)),
    }
}

pub(crate) fn second_page(
    site: &Site,
    visitor: &Visitor,
    waiting: &Waiting,
    refused: Option<Refused>,
) -> Outcome {
    let chrome = Chrome::new(site, visitor, &visitor.words.t("second-title"));
    let has_secret = |row: &FactorRow| row.secret.is_some();
    let template = SecondPage {
        chrome: &chrome,
        refused,
        password: waiting.half.step == Step::Password,
        totp: waiting.factor.as_ref().is_some_and(has_secret),
        passkeys: waiting.passkeys > 0 && passkeys::are_possible(site),
    };
    match &template.refused {
        Some(refused) => Ok(refused.told(partial(&template)?)),
        None => page(&template),
    }
}

/// What became of a second step.
enum Second {
    Wait(Duration),
    Over,
    Wrong,
    Right { codes_left: Option<i64> },
}

/// `POST /login/second`
pub(super) async fn second(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let Some(waiting) = waiting(&site, &visitor).await? else {
        return Ok(over(&site));
    };
    site.limits
        .sign_in(visitor.ip, &waiting.half.person.to_string())?;
    if waiting.half.step == Step::Setup {
        return Ok(over(&site));
    }
    // Slow by design, so outside of the unit of work; the try itself is counted inside.
    let password_right = match waiting.half.step {
        Step::Password => {
            let hash = waiting.credentials.password.as_deref();
            passwords::is_right(typed.raw("password"), hash).await
        }
        _ => false,
    };
    let proof = Proof {
        secret: secret_of(&vault, &waiting),
        code: typed.raw("code").to_owned(),
        recovery: typed.raw("recovery").to_owned(),
        password_right,
    };
    let trust = typed.ticked("trust");
    let secrets = Secrets::fresh(&site.chance);
    let given = Given::new(&site, &visitor, &secrets);
    let by = enter::by_of(&site, &visitor, Some(&waiting.credentials));
    let half_hash = store::hash(visitor.kept(OwnCookie::Half));
    let (ip, agent) = (visitor.ip, visitor.agent.clone());
    let outcome = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(now_waiting) = load(tx, half_hash, by.now).await? else {
                return Ok(Second::Over);
            };
            let half = &now_waiting.half;
            let counted = counted(tx, half, given.device_before, by.now).await?;
            let wait = delays::begin(tx, &counted, by.now).await?;
            if !wait.is_zero() {
                return Ok(Second::Wait(wait));
            }
            if !halves::may_try(tx, half_hash).await? {
                return Ok(Second::Over);
            }
            let is_locked = now_waiting.credentials.locked_at.is_some();
            let proved = match is_locked {
                true => Proved::No,
                false => prove(tx, &by, &now_waiting, &proof).await?,
            };
            if proved == Proved::No {
                refuse(tx, &by, ip, Some(half.person), ("second", &agent)).await?;
                return Ok(Second::Wrong);
            }
            delays::clear(tx, &counted).await?;
            enter::begin(tx, &by, half.person, half.remembered, &given).await?;
            if trust {
                devices::trust(tx, &by, half.person, given.device).await?;
            }
            Ok(Second::Right {
                codes_left: match proved {
                    Proved::ByRecovery => Some(factors::codes_left(tx, half.person).await?),
                    _ => None,
                },
            })
        })
        .await?;
    match outcome {
        Second::Over => Ok(over(&site)),
        Second::Wait(wait) => {
            let refused = Refused::wait(visitor.words, wait);
            second_page(&site, &visitor, &waiting, Some(refused))
        }
        Second::Wrong => {
            let refused = wrong(&visitor, waiting.half.step);
            second_page(&site, &visitor, &waiting, Some(refused))
        }
        Second::Right { codes_left } => {
            let half = &waiting.half;
            let mut response = enter::let_in(&site, &secrets, half.remembered, &half.place);
            if let Some(left) = codes_left {
                let flash = Flash::attention("recovery-code-used", &left.to_string());
                response.extensions_mut().insert(flash);
            }
            Ok(response)
        }
    }
}

fn wrong(visitor: &Visitor, step: Step) -> Refused {
    let (title, text) = match step {
        Step::Password => ("second-password-wrong", "second-password-wrong-text"),
        _ => ("second-wrong", "second-wrong-text"),
    };
    Refused {
        title: visitor.t(title),
        text: visitor.t(text),
        wait: Duration::ZERO,
    }
}

/// Where failures of this second step are counted.
pub(crate) async fn counted(
    tx: &mut Tx,
    half: &Half,
    device: [u8; 32],
    now: oqu_kernel::Moment,
) -> Result<Counted, Error> {
    let known = devices::known(tx, device, half.person, now)
        .await?
        .is_some();
    Ok(if known {
        Counted::SecondOnDevice(half.person, device)
    } else {
        Counted::Second(half.person)
    })
}

/// What was typed.
struct Proof {
    secret: Option<Vec<u8>>,
    code: String,
    recovery: String,
    password_right: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proved {
    No,
    Yes,
    ByRecovery,
}

/// Whether it is right. A code that is right is spent in the same unit of work.
async fn prove(tx: &mut Tx, by: &By, waiting: &Waiting, proof: &Proof) -> Result<Proved, Error> {
    let person = waiting.half.person;
    if waiting.half.step == Step::Password {
        return Ok(if proof.password_right {
            Proved::Yes
        } else {
            Proved::No
        });
    }
    if codes::hash(person, &proof.recovery).is_some() {
        let taken = factors::take_code(tx, by, person, &proof.recovery).await?;
        return Ok(if taken {
            Proved::ByRecovery
        } else {
            Proved::No
        });
    }
    let last = waiting.factor.as_ref().map(|row| row.last_step);
    let (Some(secret), Some(last)) = (&proof.secret, last) else {
        return Ok(Proved::No);
    };
    let Some(step) = totp::taken(secret, &proof.code, by.now, last) else {
        return Ok(Proved::No);
    };
    let taken = factors::take_step(tx, person, step).await?;
    Ok(if taken { Proved::Yes } else { Proved::No })
}

/// The secret that counts. A key that is gone is for the administrator to put back; recovery codes
/// and passkeys go on working meanwhile.
fn secret_of(vault: &Vault, waiting: &Waiting) -> Option<Vec<u8>> {
    let sealed = waiting.factor.as_ref()?.secret.as_deref()?;
    match vault.unseal(waiting.half.person, sealed) {
        Ok(secret) => Some(secret),
        Err(why) => {
            tracing::error!(why, "a code cannot be checked");
            None
        }
    }
}

/// `POST /login/cancel`: from the second step back to the first.
pub(super) async fn cancel(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let hash = store::hash(visitor.kept(OwnCookie::Half));
    site.db
        .write::<_, Error, _>(async move |tx| halves::end(tx, hash).await)
        .await?;
    let mut response = redirect("/login");
    site.forget(&mut response, OwnCookie::Half);
    Ok(response)
}
