//! What a passkey says, checked: WebAuthn Level 3 §7.1 (registration) and §7.2 (sign-in), for
//! attestation `none`. Values in, verdict out.

use oqu_kernel::PersonId;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::cbor::{Reader, Value};

/// Somebody is there.
const PRESENT: u8 = 0x01;
/// It is the one whom the passkey knows.
const VERIFIED: u8 = 0x04;
/// The new key stands in the data.
const ATTESTED: u8 = 0x40;
/// Extensions stand behind it.
const EXTENDED: u8 = 0x80;
/// Hash of the site, flags, counter.
const FIXED: usize = 37;
/// The longest name of a credential. Source: WebAuthn §7.1 step 25.
const CREDENTIAL_MOST: usize = 1_023;

/// Why a passkey was refused, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It cannot be read.
    Malformed,
    /// It was said for something else, or elsewhere.
    Elsewhere,
    /// Nobody was there.
    Absent,
    /// The key is of a kind that is not taken.
    Algorithm,
    /// The signature does not hold.
    Signature,
}

/// What a passkey was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ceremony {
    /// To make a key.
    Create,
    /// To sign in.
    Get,
}

/// The site, as browsers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RelyingParty {
    /// `https://portal.example.kz`
    pub(super) origin: String,
    /// `portal.example.kz`
    pub(super) id: String,
}

impl RelyingParty {
    /// The site of a public address; none when its host is a bare number, for which browsers make
    /// no passkeys.
    pub(super) fn of(public_url: &str) -> Option<Self> {
        let (scheme, rest) = public_url.split_once("://")?;
        let host = rest.split('/').next()?;
        let id = host.split(':').next()?.to_lowercase();
        let is_number = host.starts_with('[') || id.parse::<std::net::Ipv4Addr>().is_ok();
        (!id.is_empty() && !is_number).then(|| Self {
            origin: format!("{}://{}", scheme.to_lowercase(), host.to_lowercase()),
            id,
        })
    }
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

/// The challenge that was signed, after the browser's own words were checked. Steps 7–12 of §7.1,
/// 11–14 of §7.2.
pub(super) fn challenge(
    client_data: &[u8],
    ceremony: Ceremony,
    rp: &RelyingParty,
) -> Result<String, Refusal> {
    let said: ClientData = serde_json::from_slice(client_data).map_err(|_| Refusal::Malformed)?;
    let kind = match ceremony {
        Ceremony::Create => "webauthn.create",
        Ceremony::Get => "webauthn.get",
    };
    if said.kind != kind || said.origin != rp.origin || said.cross_origin {
        return Err(Refusal::Elsewhere);
    }
    Ok(said.challenge)
}

/// A public key as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublicKey {
    /// COSE's number of the algorithm: −7 ES256, −8 EdDSA, −257 RS256.
    pub(super) algorithm: i64,
    /// The point with its 4 before it; the 32 bytes of Ed25519; modulus and exponent, each with
    /// two bytes of length.
    pub(super) bytes: Vec<u8>,
}

/// A new passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) credential: Vec<u8>,
    pub(super) key: PublicKey,
    pub(super) counter: u32,
}

/// Reads a new passkey out of the authenticator's data. Steps 13–20 and 25 of §7.1.
///
/// With attestation `none` nothing of this is signed: a person can lie only about the own key.
pub(super) fn made(data: &[u8], rp: &RelyingParty) -> Result<Made, Refusal> {
    let (flags, counter, rest) = fixed(data, rp)?;
    if flags & ATTESTED == 0 {
        return Err(Refusal::Malformed);
    }
    // 16 bytes of the maker's model stand first; they are not asked for.
    let (_, rest) = rest.split_at_checked(16).ok_or(Refusal::Malformed)?;
    let (length, rest) = rest.split_at_checked(2).ok_or(Refusal::Malformed)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    let (credential, rest) = rest.split_at_checked(length).ok_or(Refusal::Malformed)?;
    if credential.is_empty() || credential.len() > CREDENTIAL_MOST {
        return Err(Refusal::Malformed);
    }
    let mut reader = Reader::new(rest);
    let map = reader.map().ok_or(Refusal::Malformed)?;
    ended(flags, reader.rest())?;
    Ok(Made {
        credential: credential.to_vec(),
        key: key(&map)?,
        counter,
    })
}

/// What a signature told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signed {
    /// Whether the passkey saw who holds it.
    pub(super) verified: bool,
    /// How often it has signed; zero when it does not count.
    pub(super) counter: u32,
}

/// Checks a signature of a passkey. Steps 15–21 of §7.2.
pub(super) fn signed(
    data: &[u8],
    client_data: &[u8],
    signature: &[u8],
    key: &PublicKey,
    rp: &RelyingParty,
) -> Result<Signed, Refusal> {
    let (flags, counter, rest) = fixed(data, rp)?;
    if flags & ATTESTED == 0 {
        ended(flags, rest)?;
    }
    let message = [data, &Sha256::digest(client_data)[..]].concat();
    if !holds(key, &message, signature) {
        return Err(Refusal::Signature);
    }
    Ok(Signed {
        verified: flags & VERIFIED != 0,
        counter,
    })
}

fn fixed<'a>(data: &'a [u8], rp: &RelyingParty) -> Result<(u8, u32, &'a [u8]), Refusal> {
    let (fixed, rest) = data.split_at_checked(FIXED).ok_or(Refusal::Malformed)?;
    if fixed[..32] != Sha256::digest(rp.id.as_bytes())[..] {
        return Err(Refusal::Elsewhere);
    }
    let flags = fixed[32];
    if flags & PRESENT == 0 {
        return Err(Refusal::Absent);
    }
    let counter = u32::from_be_bytes([fixed[33], fixed[34], fixed[35], fixed[36]]);
    Ok((flags, counter, rest))
}

/// Nothing stands behind the data but extensions that are told.
fn ended(flags: u8, rest: &[u8]) -> Result<(), Refusal> {
    if rest.is_empty() == (flags & EXTENDED == 0) {
        Ok(())
    } else {
        Err(Refusal::Malformed)
    }
}

/// Algorithms that are offered, the best first. Source: the COSE registry of IANA.
pub(super) const ALGORITHMS: [i64; 3] = [EDDSA, ES256, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// A key of COSE (RFC 9053 §7, RFC 8230 §4) of one of the algorithms that are offered.
fn key(map: &[(i64, Value<'_>)]) -> Result<PublicKey, Refusal> {
    let int = |label: i64| {
        map.iter().find_map(|(key, value)| match value {
            Value::Int(number) if *key == label => Some(*number),
            _ => None,
        })
    };
    let bytes = |label: i64| {
        map.iter().find_map(|(key, value)| match value {
            Value::Bytes(bytes) if *key == label => Some(*bytes),
            _ => None,
        })
    };
    let found = match (int(1), int(3), int(-1)) {
        (Some(2), Some(ES256), Some(1)) => match (bytes(-2), bytes(-3)) {
            (Some(x), Some(y)) if x.len() == 32 && y.len() == 32 => {
                Some((ES256, [&[4][..], x, y].concat()))
            }
            _ => None,
        },
        (Some(1), Some(EDDSA), Some(6)) => bytes(-2)
            .filter(|x| x.len() == 32)
            .map(|x| (EDDSA, x.to_vec())),
        (Some(3), Some(RS256), None) => match (bytes(-1), bytes(-2)) {
            (Some(n), Some(e))
                if (256..=1_024).contains(&n.len()) && (1..=8).contains(&e.len()) =>
            {
                Some((RS256, [with_length(n), with_length(e)].concat()))
            }
            _ => None,
        },
        _ => None,
    };
    let (algorithm, bytes) = found.ok_or(Refusal::Algorithm)?;
    Ok(PublicKey { algorithm, bytes })
}

fn with_length(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes(), bytes].concat()
}

fn holds(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    match key.algorithm {
        ES256 => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &key.bytes)
            .verify(message, signature)
            .is_ok(),
        EDDSA => UnparsedPublicKey::new(&ED25519, &key.bytes)
            .verify(message, signature)
            .is_ok(),
        RS256 => rsa(&key.bytes).is_some_and(|key| {
            key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok()
        }),
        _ => false,
    }
}

fn rsa(bytes: &[u8]) -> Option<RsaPublicKeyComponents<&[u8]>> {
    let (n, rest) = part(bytes)?;
    let (e, _) = part(rest)?;
    Some(RsaPublicKeyComponents { n, e })
}

fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_at_checked(2)?;
    rest.split_at_checked(usize::from(u16::from_be_bytes([length[0], length[1]])))
}

/// The person whom a passkey names: the bytes that registration gave it.
pub(super) fn holder(handle: &[u8]) -> Option<PersonId> {
    let bytes: [u8; 16] = handle.try_into().ok()?;
    Some(PersonId::from_uuid(uuid::Uuid::from_bytes(bytes)))
}
