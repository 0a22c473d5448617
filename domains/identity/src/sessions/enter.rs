//! What follows a first step that was right: a session, or the step that is still to come.

use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_kernel::{Chance, PersonId};
use oqu_web::{Failure, Outcome, OwnCookie, Site, Visitor, redirect};

use super::delays::{self, Counted};
use super::devices;
use super::halves::{self, Half, Step};
use super::store::{self, Credentials, Limits, NewSession, REMEMBERED};
use crate::factors::store::{self as factors, Standing};
use crate::factors::{Vault, totp};

/// Somebody whose first step was right.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Who.
    pub(crate) person: PersonId,
    /// The name, for the audit.
    pub(crate) name: String,
    /// What the first step was.
    pub(crate) first: First,
    /// Whether the device was called one's own.
    pub(crate) remembered: bool,
    /// Where to go on.
    pub(crate) place: String,
    /// Where the try was counted as a failure, which it was not.
    pub(crate) counted: Option<Counted>,
}

/// The first step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum First {
    /// A password.
    Password,
    /// A passkey; `verified` tells that it saw who holds it, by a finger, a face or a PIN.
    Passkey {
        /// Whether.
        verified: bool,
    },
}

/// The step that is still to come; none when this was enough.
///
/// A passkey that saw its holder is two factors in one. One that did not is only a thing in a hand.
fn next_step(first: First, standing: Standing, trusted: bool) -> Option<Step> {
    match first {
        First::Passkey { verified: true } => None,
        First::Passkey { verified: false } => Some(Step::Password),
        First::Password if standing.has_factor() => (!trusted).then_some(Step::Second),
        First::Password if standing.asked => Some(Step::Setup),
        First::Password => None,
    }
}

/// The secrets that a browser may be given now.
#[derive(Clone)]
pub(crate) struct Secrets {
    session: String,
    half: String,
    device: String,
}

impl Secrets {
    pub(crate) fn fresh(chance: &Chance) -> Self {
        Self {
            session: secret(chance),
            half: secret(chance),
            device: secret(chance),
        }
    }
}

/// 256 bits that nobody guesses.
pub(super) fn secret(chance: &Chance) -> String {
    URL_SAFE_NO_PAD.encode(chance.bytes::<32>())
}

/// The visitor as the person whom a try means.
pub(crate) fn by_of(site: &Site, visitor: &Visitor, found: Option<&Credentials>) -> By {
    let by = By::visitor(site, visitor);
    match found {
        Some(found) => By {
            person: Some(found.person),
            name: format!("{} {}", found.surname, found.given),
            ..by
        },
        None => by,
    }
}

/// Lets somebody in, or leads on to the step that is still to come.
pub(crate) async fn enter(site: &Site, vault: &Vault, visitor: &Visitor, entry: Entry) -> Outcome {
    let secrets = Secrets::fresh(&site.chance);
    let by = By {
        person: Some(entry.person),
        name: entry.name.clone(),
        ..By::visitor(site, visitor)
    };
    let given = Given::new(site, visitor, &secrets);
    let kept = secrets.clone();
    let (person, remembered, place) = (entry.person, entry.remembered, entry.place.clone());
    let step = site
        .db
        .write::<_, Error, _>(async move |tx| {
            if let Some(counted) = &entry.counted {
                delays::clear(tx, counted).await?;
            }
            let known = devices::known(tx, given.device_before, person, by.now).await?;
            let trusted = known.is_some_and(|until| until > by.now);
            let standing = factors::standing(tx, person).await?;
            let step = next_step(entry.first, standing, trusted);
            match step {
                None => begin(tx, &by, person, remembered, &given).await?,
                Some(step) => {
                    let half = Half {
                        person,
                        step,
                        remembered,
                        place: entry.place.clone(),
                    };
                    halves::end(tx, given.half_before).await?;
                    halves::begin(tx, store::hash(&kept.half), &half, by.now).await?;
                }
            }
            Ok(step)
        })
        .await?;
    let Some(step) = step else {
        return Ok(let_in(site, &secrets, remembered, &place));
    };
    if step == Step::Setup {
        pend(site, vault, person).await?;
    }
    let mut response = redirect(step.page());
    let seconds = step.patience().as_secs();
    site.keep(&mut response, OwnCookie::Half, &secrets.half, seconds);
    Ok(response)
}

/// Makes a secret of codes by time that waits for its first code.
pub(crate) async fn pend(site: &Site, vault: &Vault, person: PersonId) -> Result<(), Failure> {
    let sealed = vault
        .seal(person, &totp::fresh(&site.chance), &site.chance)
        .map_err(|why| Failure::Internal(why.into()))?;
    let now = site.clock.now();
    site.db
        .write::<_, Error, _>(async move |tx| factors::pend(tx, person, &sealed, now).await)
        .await?;
    Ok(())
}

/// What a browser holds and is given, as hashes.
#[derive(Clone)]
pub(crate) struct Given {
    session_before: [u8; 32],
    half_before: [u8; 32],
    pub(crate) device_before: [u8; 32],
    session: [u8; 32],
    pub(crate) device: [u8; 32],
    agent: String,
    limits: Limits,
}

impl Given {
    pub(crate) fn new(site: &Site, visitor: &Visitor, secrets: &Secrets) -> Self {
        Self {
            session_before: store::hash(visitor.session_token()),
            half_before: store::hash(visitor.kept(OwnCookie::Half)),
            device_before: store::hash(visitor.kept(OwnCookie::Device)),
            session: store::hash(&secrets.session),
            device: store::hash(&secrets.device),
            agent: visitor.agent.clone(),
            limits: Limits::of(site),
        }
    }
}

/// Begins a session of its own, whatever the browser held before, and ends that.
pub(crate) async fn begin(
    tx: &mut Tx,
    by: &By,
    person: PersonId,
    remembered: bool,
    given: &Given,
) -> Result<(), Error> {
    let new = NewSession {
        hash: given.session,
        person,
        remembered,
        agent: given.agent.clone(),
        limits: given.limits,
    };
    store::end(tx, by, given.session_before).await?;
    halves::end(tx, given.half_before).await?;
    let devices = (given.device_before, given.device);
    devices::seen(tx, by, person, devices, &given.agent).await?;
    store::begin(tx, by, &new).await
}

/// The answer to somebody who is in.
pub(crate) fn let_in(site: &Site, secrets: &Secrets, remembered: bool, place: &str) -> Response {
    let mut response = redirect(place);
    site.begin_session(
        &mut response,
        &secrets.session,
        remembered.then_some(REMEMBERED.as_secs()),
    );
    let device_s = devices::KNOWN.as_secs();
    site.keep(&mut response, OwnCookie::Device, &secrets.device, device_s);
    site.forget(&mut response, OwnCookie::Half);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_step_follows_from_what_there_is() {
        let none = Standing::default();
        let asked = Standing {
            asked: true,
            ..none
        };
        let totp = Standing { totp: true, ..none };
        let keys = Standing {
            passkeys: 2,
            asked: true,
            ..none
        };
        let password = First::Password;
        for (first, standing, trusted, expected) in [
            (password, none, false, None),
            (password, none, true, None),
            (password, asked, false, Some(Step::Setup)),
            (password, asked, true, Some(Step::Setup)),
            (password, totp, false, Some(Step::Second)),
            (password, totp, true, None),
            (password, keys, false, Some(Step::Second)),
            (First::Passkey { verified: true }, keys, false, None),
            (
                First::Passkey { verified: false },
                totp,
                true,
                Some(Step::Password),
            ),
        ] {
            assert_eq!(
                next_step(first, standing, trusted),
                expected,
                "{first:?} {standing:?} {trusted}"
            );
        }
    }
}
