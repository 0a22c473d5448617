//! What the browser is asked: the options of WebAuthn §5.4 and §5.5 as JSON, with bytes in base64url.

use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{Failure, Fields, Site, Visitor, json};
use serde_json::{Value, json as object};

use super::store::{self, PATIENCE, PasskeyRow, Purpose};
use super::verify::{ALGORITHMS, RelyingParty};
use crate::sessions::store::hash;

/// The longest field of an answer, in letters: the data of an authenticator are far shorter.
const ANSWER_MOST: usize = 64 << 10;

/// Whether browsers make passkeys for the address of this site.
pub(crate) fn are_possible(site: &Site) -> bool {
    RelyingParty::of(&site.chosen().public_url).is_some()
}

/// The site as browsers know it.
pub(super) fn relying_party(site: &Site) -> Result<RelyingParty, Failure> {
    RelyingParty::of(&site.chosen().public_url).ok_or(Failure::NotFound)
}

/// A challenge that was kept for this purpose and this browser.
pub(super) async fn challenge(
    site: &Site,
    visitor: &Visitor,
    purpose: Purpose,
) -> Result<String, Failure> {
    let text = URL_SAFE_NO_PAD.encode(store::fresh_challenge(&site.chance));
    let kept = text.clone();
    let (owner, now) = (hash(visitor.session_token()), visitor.now);
    site.db
        .write::<_, Error, _>(async move |tx| {
            store::challenge(tx, &kept, purpose, owner, now).await
        })
        .await?;
    Ok(text)
}

fn described(passkeys: &[PasskeyRow]) -> Vec<Value> {
    passkeys
        .iter()
        .map(|passkey| {
            let transports: Vec<&str> = passkey.transports.split_whitespace().collect();
            object!({
                "type": "public-key",
                "id": URL_SAFE_NO_PAD.encode(&passkey.credential),
                "transports": transports,
            })
        })
        .collect()
}

fn patience_ms() -> u64 {
    u64::try_from(PATIENCE.as_millis()).unwrap_or(u64::MAX)
}

/// Asks for a signature: of one of these passkeys, or of any that the device has for this site.
pub(super) fn to_get(rp: &RelyingParty, challenge: &str, passkeys: &[PasskeyRow]) -> Response {
    json(&object!({ "publicKey": {
        "challenge": challenge,
        "rpId": rp.id,
        "timeout": patience_ms(),
        "userVerification": "preferred",
        "allowCredentials": described(passkeys),
    }}))
}

/// Asks for a new passkey of a person.
pub(super) fn to_create(
    rp: &RelyingParty,
    challenge: &str,
    (person, account, name, organisation): (PersonId, &str, &str, &str),
    passkeys: &[PasskeyRow],
) -> Response {
    let kinds: Vec<Value> = ALGORITHMS
        .iter()
        .map(|algorithm| object!({ "type": "public-key", "alg": algorithm }))
        .collect();
    json(&object!({ "publicKey": {
        "challenge": challenge,
        "rp": { "id": rp.id, "name": organisation },
        "user": {
            "id": URL_SAFE_NO_PAD.encode(person.uuid().as_bytes()),
            "name": account,
            "displayName": name,
        },
        "pubKeyCredParams": kinds,
        "timeout": patience_ms(),
        "attestation": "none",
        "excludeCredentials": described(passkeys),
        "authenticatorSelection": { "residentKey": "preferred", "userVerification": "preferred" },
    }}))
}

/// Leads the island to another page first.
pub(super) fn elsewhere(place: &str) -> Response {
    json(&object!({ "place": place }))
}

/// A field of bytes that the island sends.
pub(super) fn bytes(typed: &Fields, name: &str) -> Option<Vec<u8>> {
    let text = typed.raw(name);
    if text.len() > ANSWER_MOST {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()
}
