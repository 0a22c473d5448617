use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use sha2::{Digest, Sha256};

use super::verify::{
    Ceremony, Made, PublicKey, Refusal, RelyingParty, Signed, challenge, holder, made, signed,
};

const CLIENT: &[u8] =
    br#"{"type":"webauthn.get","challenge":"AAAA","origin":"https://portal.example.kz"}"#;
/// A modulus of RSA (with the exponent 65537) and its signature of [`data`] with the flags 5 and
/// the count 7, and of [`CLIENT`], made by OpenSSL.
const MODULUS: &str = "9869105dc3acf6b858e038d36c991fac76882e6a58b51f0fd7c8080d97b3e66a2e622a6e4b0aa578\
    50d181ee8eccb4daf83dee875fb236ebb8c36a4824e43e2a7346f560532bc668de6d6f3cb12ff9d0\
    5d8534471bef9215c16838b5141781bdb493b37fe6d8cda136a3b253adcc6139e47d7f8be05c7fbf\
    0e112e4c3234dbc150290322367d4e72d0398281d15fdb662f8fcb699ba405e8baf70d177babf20f\
    73e35cdda7609754ffc360615dee78ffbb5d4090363ee9eeeb2e448c89ba2a4555e83a419d0a79aa\
    29b9722060028585e2058dc6dd193207cdec5ed489082565fc9bed13408882b3a5134d2f6f21e65e\
    5e46166b2c4bbc5d8f3bae4900e0efdf";
const SIGNATURE: &str = "804c57c17f5378b3e117a1e98bbfe4249b6d07e7fb5a08ecbf415d712832b892a15635a1cdb372d1\
    61611d20704dea4c78c92d928af3f0f0f030b689b89ba22f52d4d1de5582dbb986a51d9155dc81f4\
    effa75a0d0b72e910f926b5fbcd52ffa248e178a494fda5f10e1982d99bcce41b96d173e593d922d\
    b48f79c8ab2b305f0f6730d6f52614f76b8e6f1c6aff899c62b2ab3c94f2e01b6730d01ff7a97894\
    49f6cfe7e9be242854ee9f0f05619e312e9672f6303b3c5a5771c97050a970d26fb91ba1559f948e\
    b54bc6857de27920a6e8f052f962bf0df69889c66f70ce70e309f8e320e464ea53b9c43499faecfd\
    a7b1f1377d9dc3f9445af7bd62a8a982";

fn bytes(hex: &str) -> Vec<u8> {
    let digits = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(digits).collect()
}

fn site() -> RelyingParty {
    RelyingParty::of("https://portal.example.kz").unwrap()
}

/// Data of an authenticator without a key in it.
fn data(flags: u8, counter: u32) -> Vec<u8> {
    let hash = Sha256::digest(b"portal.example.kz");
    [&hash[..], &[flags], &counter.to_be_bytes()].concat()
}

/// The same with a new key, as COSE, in it.
fn with_key(flags: u8, credential: &[u8], cose: &[u8]) -> Vec<u8> {
    let length = u16::try_from(credential.len()).unwrap().to_be_bytes();
    [&data(flags, 1)[..], &[0; 16], &length, credential, cose].concat()
}

fn cose_es256(point: &[u8]) -> Vec<u8> {
    let head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32];
    [&head[..], &point[1..33], &[0x22, 0x58, 32], &point[33..65]].concat()
}

fn cose_eddsa(key: &[u8]) -> Vec<u8> {
    let head = [0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 32];
    [&head[..], key].concat()
}

fn cose_rs256(modulus: &[u8]) -> Vec<u8> {
    let head = [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 1, 0];
    [&head[..], modulus, &[0x21, 0x43, 1, 0, 1]].concat()
}

fn message(data: &[u8]) -> Vec<u8> {
    [data, &Sha256::digest(CLIENT)[..]].concat()
}

fn key_of(cose: &[u8]) -> PublicKey {
    made(&with_key(0x45, &[9; 16], cose), &site()).unwrap().key
}

#[test]
fn the_site_is_known_by_its_host() {
    for (url, expected) in [
        (
            "http://localhost:8080",
            Some(("http://localhost:8080", "localhost")),
        ),
        (
            "https://Portal.Example.kz",
            Some(("https://portal.example.kz", "portal.example.kz")),
        ),
        ("http://127.0.0.1:8080", None),
        ("http://[::1]:8080", None),
        ("portal.example.kz", None),
    ] {
        let found = RelyingParty::of(url);
        let found = found
            .as_ref()
            .map(|rp| (rp.origin.as_str(), rp.id.as_str()));
        assert_eq!(found, expected, "{url}");
    }
}

#[test]
fn the_browser_says_what_for_and_where() {
    let rp = site();
    assert_eq!(challenge(CLIENT, Ceremony::Get, &rp).unwrap(), "AAAA");
    let other = RelyingParty::of("https://portal.example.kz:444").unwrap();
    let elsewhere = Err(Refusal::Elsewhere);
    assert_eq!(challenge(CLIENT, Ceremony::Create, &rp), elsewhere);
    assert_eq!(challenge(CLIENT, Ceremony::Get, &other), elsewhere);
    let framed = br#"{"type":"webauthn.get","challenge":"A","origin":"https://portal.example.kz","crossOrigin":true}"#;
    assert_eq!(challenge(framed, Ceremony::Get, &rp), elsewhere);
    assert_eq!(
        challenge(b"{}", Ceremony::Get, &rp),
        Err(Refusal::Malformed)
    );
}

#[test]
fn a_signature_of_each_kind_holds_for_its_own_message_only() {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
    let es256 = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random);
    let es256 = es256.unwrap();
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
    let eddsa = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap();
    let said = data(5, 7);
    let signatures = [
        (
            key_of(&cose_es256(es256.public_key().as_ref())),
            es256
                .sign(&random, &message(&said))
                .unwrap()
                .as_ref()
                .to_vec(),
        ),
        (
            key_of(&cose_eddsa(eddsa.public_key().as_ref())),
            eddsa.sign(&message(&said)).as_ref().to_vec(),
        ),
        (key_of(&cose_rs256(&bytes(MODULUS))), bytes(SIGNATURE)),
    ];
    for (key, signature) in &signatures {
        let told = signed(&said, CLIENT, signature, key, &site());
        let expected = Signed {
            verified: true,
            counter: 7,
        };
        assert_eq!(told, Ok(expected), "{}", key.algorithm);
        let refused = Err(Refusal::Signature);
        assert_eq!(
            signed(&data(5, 8), CLIENT, signature, key, &site()),
            refused
        );
        assert_eq!(signed(&said, b"{}", signature, key, &site()), refused);
        let mut bent = signature.clone();
        bent[20] ^= 1;
        assert_eq!(signed(&said, CLIENT, &bent, key, &site()), refused);
        assert_eq!(signed(&said, CLIENT, &[], key, &site()), refused);
    }
    let (first, second) = (&signatures[0], &signatures[1]);
    let crossed = signed(&said, CLIENT, &first.1, &second.0, &site());
    assert_eq!(crossed, Err(Refusal::Signature));
}

#[test]
fn data_that_say_something_else_are_refused() {
    let key = PublicKey {
        algorithm: -8,
        bytes: vec![0; 32],
    };
    let check = |data: &[u8]| signed(data, CLIENT, &[0; 64], &key, &site());
    assert_eq!(check(&[]), Err(Refusal::Malformed));
    assert_eq!(check(&data(5, 7)[..36]), Err(Refusal::Malformed));
    assert_eq!(check(&data(4, 7)), Err(Refusal::Absent));
    let mut trailing = data(5, 7);
    trailing.push(0);
    assert_eq!(check(&trailing), Err(Refusal::Malformed));
    assert_eq!(check(&data(0x85, 7)), Err(Refusal::Malformed));
    let mut elsewhere = data(5, 7);
    elsewhere[0] ^= 1;
    assert_eq!(check(&elsewhere), Err(Refusal::Elsewhere));
}

#[test]
fn a_new_passkey_is_read_or_refused() {
    let eddsa = cose_eddsa(&[3; 32]);
    let found = made(&with_key(0x45, &[9; 16], &eddsa), &site()).unwrap();
    let expected = Made {
        credential: vec![9; 16],
        key: PublicKey {
            algorithm: -8,
            bytes: vec![3; 32],
        },
        counter: 1,
    };
    assert_eq!(found, expected);
    let refused = |data: &[u8]| made(data, &site()).unwrap_err();
    assert_eq!(
        refused(&with_key(0x05, &[9; 16], &eddsa)),
        Refusal::Malformed
    );
    assert_eq!(refused(&with_key(0x45, &[], &eddsa)), Refusal::Malformed);
    assert_eq!(
        refused(&with_key(0x45, &[9; 1_024], &eddsa)),
        Refusal::Malformed
    );
    assert_eq!(refused(&with_key(0x44, &[9; 16], &eddsa)), Refusal::Absent);
    let whole = with_key(0x45, &[9; 16], &eddsa);
    for length in 0..whole.len() {
        assert_eq!(refused(&whole[..length]), Refusal::Malformed, "{length}");
    }
    // ES384, a curve that does not belong to the algorithm, an RSA key of 1024 bits.
    let es384 = [0xa3, 0x01, 0x02, 0x03, 0x38, 0x22, 0x20, 0x02];
    assert_eq!(
        refused(&with_key(0x45, &[9; 16], &es384)),
        Refusal::Algorithm
    );
    let mut curve = eddsa.clone();
    curve[6] = 0x01;
    assert_eq!(
        refused(&with_key(0x45, &[9; 16], &curve)),
        Refusal::Algorithm
    );
    let mut short = cose_rs256(&[1; 256]);
    short[9..11].copy_from_slice(&128_u16.to_be_bytes());
    short.drain(11..139);
    assert_eq!(
        refused(&with_key(0x45, &[9; 16], &short)),
        Refusal::Algorithm
    );
}

#[test]
fn a_handle_is_a_person_or_nothing() {
    assert!(holder(&[1; 16]).is_some());
    assert!(holder(&[1; 15]).is_none() && holder(&[]).is_none());
}
