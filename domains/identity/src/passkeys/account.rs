//! One's own passkeys: added, called by a name, removed. Adding and removing needs a fresh proof.

use axum::extract::{Path, State};
use axum::response::Response;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, redirect};

use super::options::{self, challenge, elsewhere, relying_party};
use super::store::{self, MOST, NewPasskey, Passkey, PasskeyRow, Purpose};
use super::verify::{self, Ceremony, Refusal};
use crate::factors::store as factors;
use crate::sessions::fresh::{is_fresh, prove_first, prove_place};
use crate::sessions::store::hash;
use crate::sessions::{browser_named, store as sessions};

const PLACE: &str = "/account/protection";
/// The most characters of a name.
const NAME_MOST: usize = 60;
/// Ways to reach a passkey that are kept. Source: WebAuthn §5.8.4.
const TRANSPORTS: [&str; 6] = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

/// A passkey as its person sees it.
pub(crate) struct PasskeyLine {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) cloned: Option<String>,
    pub(crate) path: String,
}

/// The passkeys of a person for the page of protection.
pub(crate) fn lines(chrome: &Chrome, passkeys: &[PasskeyRow]) -> Vec<PasskeyLine> {
    let line = |passkey: &PasskeyRow| {
        let created = chrome.day(&passkey.created_at);
        let about = match &passkey.used_at {
            Some(used) => chrome
                .l
                .with("passkey-line-used")
                .arg("created", created)
                .arg("used", chrome.when(used))
                .to_string(),
            None => chrome.l.t1("passkey-line", "created", created),
        };
        PasskeyLine {
            name: passkey.name.clone(),
            about,
            cloned: passkey.cloned_at.as_ref().map(|at| chrome.when(at)),
            path: format!("/account/passkeys/{}", passkey.id),
        }
    };
    passkeys.iter().map(line).collect()
}

fn told(flash: Flash) -> Response {
    let mut response = redirect(PLACE);
    response.extensions_mut().insert(flash);
    response
}

/// `POST /account/passkeys/options`
pub(super) async fn options(State(site): State<Site>, visitor: Visitor) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(elsewhere(&prove_place(PLACE)));
    }
    let rp = relying_party(&site)?;
    let actor = visitor.person()?;
    let (person, name) = (actor.person, actor.name.to_string());
    let (passkeys, login) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let login = sessions::login_of(tx, person).await?;
            Ok((store::of_person(tx, person).await?, login))
        })
        .await?;
    let challenge = challenge(&site, &visitor, Purpose::Add).await?;
    let organisation = site.navigation.organisation(visitor.language()).short;
    let account = login.as_deref().unwrap_or(&name);
    let who = (person, account, name.as_str(), organisation.as_str());
    Ok(options::to_create(&rp, &challenge, who, &passkeys))
}

/// `POST /account/passkeys`
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PLACE));
    }
    let refused = || told(Flash::attention("passkey-refused-flash", ""));
    let rp = relying_party(&site)?;
    let read = read(&typed, &rp);
    let (challenge, made) = match read {
        Ok(read) => read,
        Err(why) => {
            tracing::info!(?why, "a new passkey was refused");
            return Ok(refused());
        }
    };
    let chrome = Chrome::new(&site, &visitor, "");
    let transports: Vec<&str> = TRANSPORTS
        .into_iter()
        .filter(|known| {
            typed
                .raw("transports")
                .split(',')
                .any(|told| told == *known)
        })
        .collect();
    let new = NewPasskey {
        person: visitor.person()?.person,
        credential: made.credential,
        algorithm: made.key.algorithm,
        public_key: made.key.bytes,
        counter: made.counter,
        name: browser_named(&chrome, &visitor.agent),
        transports: transports.join(" "),
    };
    let by = By::visitor(&site, &visitor);
    let owner = hash(visitor.session_token());
    let added = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let person = new.person;
            let is_ours =
                store::take_challenge(tx, &challenge, Purpose::Add, owner, by.now).await?;
            let is_new = store::by_credential(tx, &new.credential).await?.is_none();
            if !is_ours || !is_new || store::count(tx, person).await? >= MOST {
                return Ok(None);
            }
            store::add(tx, &by, &new).await?;
            Ok(Some(factors::codes_left(tx, person).await?))
        })
        .await?;
    let Some(left) = added else {
        return Ok(refused());
    };
    let mut response = told(Flash::done("passkey-added-done", ""));
    if left == 0 {
        response = redirect("/account/protection/codes");
        let flash = Flash::done("passkey-added-codes", "");
        response.extensions_mut().insert(flash);
    }
    Ok(response)
}

fn read(typed: &Fields, rp: &verify::RelyingParty) -> Result<(String, verify::Made), Refusal> {
    let bytes = |name| options::bytes(typed, name).ok_or(Refusal::Malformed);
    let challenge = verify::challenge(&bytes("client")?, Ceremony::Create, rp)?;
    let made = verify::made(&bytes("authenticator")?, rp)?;
    Ok((challenge, made))
}

/// `POST /account/passkeys/{id}`: called otherwise.
pub(super) async fn rename(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<Id<Passkey>>,
    typed: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let name = typed.line("name", NAME_MOST, visitor.words, &mut errors);
    if name.is_empty() || !errors.is_empty() {
        return Ok(told(Flash::attention("passkey-name-wrong", "")));
    }
    let person = visitor.person()?.person;
    let by = By::visitor(&site, &visitor);
    let shown = name.clone();
    let renamed = site
        .db
        .write::<_, Error, _>(async move |tx| store::rename(tx, &by, person, id, &name).await)
        .await?;
    if !renamed {
        return Err(Failure::NotFound);
    }
    Ok(told(Flash::done("passkey-renamed-done", &shown)))
}

/// `POST /account/passkeys/{id}/remove`
pub(super) async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<Id<Passkey>>,
) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PLACE));
    }
    let person = visitor.person()?.person;
    let by = By::visitor(&site, &visitor);
    let removed = site
        .db
        .write::<_, Error, _>(async move |tx| store::remove(tx, &by, person, id).await)
        .await?;
    if !removed {
        return Err(Failure::NotFound);
    }
    Ok(told(Flash::done("passkey-removed-done", "")))
}
