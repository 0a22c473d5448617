//! Signing in by a passkey: without a name, as the second step, or to prove anew who one is.

use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{Failure, Fields, Outcome, OwnCookie, Site, Visitor, redirect};

use super::options::{self, challenge, relying_party};
use super::store::{self, PasskeyRow, Purpose};
use super::verify::{self, Ceremony, PublicKey, Refusal, Signed};
use crate::factors::Vault;
use crate::sessions::enter::{self, Entry, First, Given, Secrets};
use crate::sessions::halves::Step;
use crate::sessions::second::{Waiting, over, second_page, waiting};
use crate::sessions::sign_in::{Refused, place_after, sign_in_page};
use crate::sessions::store::{self as sessions, Credentials, hash};
use crate::sessions::{devices, failures, fresh as freshness, halves};

/// A passkey that signed what it was asked.
struct Known {
    passkey: PasskeyRow,
    credentials: Credentials,
    signed: Signed,
}

/// Reads and checks what the island sent, and takes its challenge.
async fn checked(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    purpose: Purpose,
) -> Result<Result<Known, Refusal>, Failure> {
    let rp = relying_party(site)?;
    let bytes = |name| options::bytes(typed, name);
    let (Some(credential), Some(client), Some(data), Some(signature), Some(handle)) = (
        bytes("credential"),
        bytes("client"),
        bytes("authenticator"),
        bytes("signature"),
        bytes("handle"),
    ) else {
        return Ok(Err(Refusal::Malformed));
    };
    let challenge = match verify::challenge(&client, Ceremony::Get, &rp) {
        Ok(challenge) => challenge,
        Err(why) => return Ok(Err(why)),
    };
    let (owner, now) = (hash(visitor.session_token()), visitor.now);
    let found = site
        .db
        .write::<_, Error, _>(async move |tx| {
            if !store::take_challenge(tx, &challenge, purpose, owner, now).await? {
                return Ok(None);
            }
            let Some(passkey) = store::by_credential(tx, &credential).await? else {
                return Ok(None);
            };
            let credentials = sessions::credentials_of(tx, passkey.person).await?;
            Ok(credentials.map(|credentials| (passkey, credentials)))
        })
        .await?;
    let Some((passkey, credentials)) = found else {
        return Ok(Err(Refusal::Elsewhere));
    };
    // Step 6 of §7.2: the person whom the passkey names, when it names one, is the one who has it.
    if !handle.is_empty() && verify::holder(&handle) != Some(passkey.person) {
        return Ok(Err(Refusal::Elsewhere));
    }
    let key = PublicKey {
        algorithm: passkey.algorithm,
        bytes: passkey.public_key.clone(),
    };
    let signed = verify::signed(&data, &client, &signature, &key, &rp);
    Ok(signed.map(|signed| Known {
        passkey,
        credentials,
        signed,
    }))
}

/// Tells the person, when one is known, that a passkey was refused. A signature cannot be guessed, so
/// that nothing is counted.
async fn note_refusal(
    site: &Site,
    visitor: &Visitor,
    found: Option<&Credentials>,
) -> Result<(), Error> {
    let Some(found) = found else {
        return Ok(());
    };
    let by = enter::by_of(site, visitor, Some(found));
    let person = found.person;
    let agent = visitor.agent.clone();
    site.db
        .write::<_, Error, _>(async move |tx| {
            failures::note(tx, &by, person, "passkey", &agent).await?;
            sessions::refused(tx, &by, person).await
        })
        .await
}

fn refused(visitor: &Visitor) -> Refused {
    Refused {
        title: visitor.t("passkey-refused"),
        text: visitor.t("passkey-refused-text"),
        wait: Duration::ZERO,
    }
}

/// A copy of the passkey signs too.
fn cloned(visitor: &Visitor) -> Refused {
    Refused {
        title: visitor.t("passkey-cloned"),
        text: visitor.t("passkey-cloned-text"),
        wait: Duration::ZERO,
    }
}

/// `POST /login/passkey/options`
pub(super) async fn options(State(site): State<Site>, visitor: Visitor) -> Outcome {
    site.limits.sign_in(visitor.ip, visitor.session_token())?;
    let rp = relying_party(&site)?;
    let challenge = challenge(&site, &visitor, Purpose::SignIn).await?;
    Ok(options::to_get(&rp, &challenge, &[]))
}

/// `POST /login/passkey`
pub(super) async fn sign_in(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    site.limits.sign_in(visitor.ip, visitor.session_token())?;
    let known = match checked(&site, &visitor, &typed, Purpose::SignIn).await? {
        Ok(known) if known.credentials.locked_at.is_none() => known,
        outcome => {
            if let Err(why) = &outcome {
                tracing::info!(?why, "a passkey was refused");
            }
            let found = outcome.as_ref().ok().map(|known| &known.credentials);
            note_refusal(&site, &visitor, found).await?;
            return sign_in_page(&site, &visitor, &typed, Some(refused(&visitor)));
        }
    };
    let by = enter::by_of(&site, &visitor, Some(&known.credentials));
    let (passkey, counter) = (known.passkey.clone(), known.signed.counter);
    let counts = site
        .db
        .write::<_, Error, _>(async move |tx| store::used(tx, &by, &passkey, counter).await)
        .await?;
    if !counts {
        note_refusal(&site, &visitor, Some(&known.credentials)).await?;
        return sign_in_page(&site, &visitor, &typed, Some(cloned(&visitor)));
    }
    let entry = Entry {
        person: known.passkey.person,
        name: format!("{} {}", known.credentials.surname, known.credentials.given),
        first: First::Passkey {
            verified: known.signed.verified,
        },
        remembered: typed.ticked("stay"),
        place: place_after(&typed).to_owned(),
        counted: None,
    };
    enter::enter(&site, &vault, &visitor, entry).await
}

/// The half sign-in that a passkey may complete.
async fn waiting_for_second(site: &Site, visitor: &Visitor) -> Result<Option<Waiting>, Failure> {
    let waiting = waiting(site, visitor).await?;
    Ok(waiting.filter(|waiting| waiting.half.step == Step::Second))
}

/// `POST /login/second/passkey/options`
pub(super) async fn second_options(State(site): State<Site>, visitor: Visitor) -> Outcome {
    site.limits.sign_in(visitor.ip, visitor.session_token())?;
    let Some(waiting) = waiting_for_second(&site, &visitor).await? else {
        return Ok(options::elsewhere("/login/second"));
    };
    let person = waiting.half.person;
    let passkeys = site
        .db
        .read::<_, Error, _>(async move |tx| store::of_person(tx, person).await)
        .await?;
    let rp = relying_party(&site)?;
    let challenge = challenge(&site, &visitor, Purpose::Second).await?;
    Ok(options::to_get(&rp, &challenge, &passkeys))
}

/// What became of a passkey as the second step.
enum Second {
    Over,
    Cloned,
    Right,
}

/// `POST /login/second/passkey`
pub(super) async fn second(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    site.limits.sign_in(visitor.ip, visitor.session_token())?;
    let Some(waiting) = waiting_for_second(&site, &visitor).await? else {
        return Ok(over(&site));
    };
    let checked = checked(&site, &visitor, &typed, Purpose::Second).await?;
    let is_own = |known: &Known| {
        known.passkey.person == waiting.half.person && known.credentials.locked_at.is_none()
    };
    let Some(known) = checked.ok().filter(is_own) else {
        note_refusal(&site, &visitor, Some(&waiting.credentials)).await?;
        return second_page(&site, &visitor, &waiting, Some(refused(&visitor)));
    };
    let secrets = Secrets::fresh(&site.chance);
    let given = Given::new(&site, &visitor, &secrets);
    let by = enter::by_of(&site, &visitor, Some(&known.credentials));
    let half_hash = hash(visitor.kept(OwnCookie::Half));
    let (half, trust) = (waiting.half.clone(), typed.ticked("trust"));
    let (passkey, counter) = (known.passkey, known.signed.counter);
    let outcome = site
        .db
        .write::<_, Error, _>(async move |tx| {
            if halves::find(tx, half_hash, by.now).await?.is_none() {
                return Ok(Second::Over);
            }
            if !store::used(tx, &by, &passkey, counter).await? {
                return Ok(Second::Cloned);
            }
            enter::begin(tx, &by, half.person, half.remembered, &given).await?;
            if trust {
                devices::trust(tx, &by, half.person, given.device).await?;
            }
            Ok(Second::Right)
        })
        .await?;
    match outcome {
        Second::Over => Ok(over(&site)),
        Second::Cloned => {
            note_refusal(&site, &visitor, Some(&waiting.credentials)).await?;
            second_page(&site, &visitor, &waiting, Some(cloned(&visitor)))
        }
        Second::Right => {
            let half = &waiting.half;
            Ok(enter::let_in(&site, &secrets, half.remembered, &half.place))
        }
    }
}

/// `POST /account/confirm/passkey/options`
pub(super) async fn fresh_options(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let person = visitor.person()?.person;
    site.limits.sign_in(visitor.ip, &person.to_string())?;
    let passkeys = site
        .db
        .read::<_, Error, _>(async move |tx| store::of_person(tx, person).await)
        .await?;
    let rp = relying_party(&site)?;
    let challenge = challenge(&site, &visitor, Purpose::Fresh).await?;
    Ok(options::to_get(&rp, &challenge, &passkeys))
}

/// `POST /account/confirm/passkey`: only a passkey that saw who holds it proves anything in a
/// session that is open already.
pub(super) async fn fresh(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let person = visitor.person()?.person;
    site.limits.sign_in(visitor.ip, &person.to_string())?;
    let checked = checked(&site, &visitor, &typed, Purpose::Fresh).await?;
    let is_own = |known: &Known| known.passkey.person == person && known.signed.verified;
    let Some(known) = checked.ok().filter(is_own) else {
        return freshness::confirm_page(&site, &visitor, &typed, Some(refused(&visitor)));
    };
    let by = By::visitor(&site, &visitor);
    let session = hash(visitor.session_token());
    let (passkey, counter) = (known.passkey, known.signed.counter);
    let counts = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let counts = store::used(tx, &by, &passkey, counter).await?;
            if counts {
                sessions::proved(tx, session, by.now).await?;
            }
            Ok(counts)
        })
        .await?;
    if !counts {
        return freshness::confirm_page(&site, &visitor, &typed, Some(cloned(&visitor)));
    }
    Ok(redirect(place_after(&typed)))
}
