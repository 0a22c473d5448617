//! What stands in a person's hand: an app of codes by time, and a passkey made of software.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_kernel::Moment;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The code that an app shows for a typed secret, computed here on its own (RFC 6238).
pub fn code_at(secret: &str, now: Moment) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bits = String::new();
    for letter in secret.chars().filter(|c| !c.is_whitespace()) {
        let at = LETTERS.find(letter).expect("a letter of base32");
        bits.push_str(&format!("{at:05b}"));
    }
    let bytes: Vec<u8> = (0..bits.len() / 8)
        .map(|at| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).expect("bits"))
        .collect();
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes);
    let step = now.millis() / 30_000;
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let from = usize::from(tag[19] & 15);
    let number = tag[from..from + 4]
        .iter()
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// A passkey of software: ES256, discoverable.
pub struct Authenticator {
    key: EcdsaKeyPair,
    pub credential: Vec<u8>,
    handle: String,
    /// How often it has signed; zero for one that does not count.
    pub counter: u32,
    /// Whether it sees who holds it.
    pub verifies: bool,
    /// `http://localhost:8080`
    pub origin: String,
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    /// A fresh one in a browser that shows this site.
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).expect("a key");
        let credential = Sha256::digest(key.public_key().as_ref()).to_vec();
        Self {
            key,
            credential,
            handle: String::new(),
            counter: 1,
            verifies: true,
            origin: origin.to_owned(),
        }
    }

    fn client(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let said = serde_json::json!({
            "type": kind,
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, id: &str, flags: u8) -> Vec<u8> {
        let seen = if self.verifies { 5 } else { 1 };
        let hash = Sha256::digest(id.as_bytes());
        [&hash[..], &[flags | seen], &self.counter.to_be_bytes()].concat()
    }

    /// Makes the key that was asked for, as the island sends it.
    pub fn create(&mut self, options: &Value) -> Vec<(&'static str, String)> {
        let asked = &options["publicKey"];
        self.handle = asked["user"]["id"].as_str().expect("a handle").to_owned();
        let point = self.key.public_key().as_ref();
        let cose = [
            &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32][..],
            &point[1..33],
            &[0x22, 0x58, 32],
            &point[33..65],
        ]
        .concat();
        let id = asked["rp"]["id"].as_str().expect("a site");
        let data = [
            &self.data(id, 0x40)[..],
            &[0; 16],
            &[0, 32],
            &self.credential,
            &cose,
        ]
        .concat();
        let challenge = asked["challenge"].as_str().expect("a challenge");
        vec![
            ("client", text(&self.client("webauthn.create", challenge))),
            ("authenticator", text(&data)),
            ("transports", "internal,hybrid,rubbish".to_owned()),
        ]
    }

    /// Signs what was asked for, as the island sends it; the count grows.
    pub fn get(&mut self, options: &Value) -> Vec<(&'static str, String)> {
        if self.counter > 0 {
            self.counter += 1;
        }
        let asked = &options["publicKey"];
        let id = asked["rpId"].as_str().expect("a site");
        let challenge = asked["challenge"].as_str().expect("a challenge");
        let client = self.client("webauthn.get", challenge);
        let data = self.data(id, 0);
        let message = [&data[..], &Sha256::digest(&client)[..]].concat();
        let signature = self.key.sign(&SystemRandom::new(), &message);
        vec![
            ("credential", text(&self.credential)),
            ("client", text(&client)),
            ("authenticator", text(&data)),
            ("signature", text(signature.expect("a signature").as_ref())),
            ("handle", self.handle.clone()),
        ]
    }
}
