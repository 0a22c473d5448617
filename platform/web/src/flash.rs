//! A word after an act: shown once on the next page, carried in a cookie that only the server can write.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::Tone;

pub(crate) const COOKIE: &str = "oqu_flash";

/// What is said: a message and its one argument.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Flash {
    tone: String,
    /// The message.
    pub key: String,
    /// Its argument `name`.
    pub name: String,
}

impl Flash {
    /// It is done.
    pub fn done(key: &str, name: &str) -> Self {
        Self::of(Tone::Action, key, name)
    }

    /// It needs attention.
    pub fn attention(key: &str, name: &str) -> Self {
        Self::of(Tone::Attention, key, name)
    }

    fn of(tone: Tone, key: &str, name: &str) -> Self {
        Self {
            tone: tone.word().to_owned(),
            key: key.to_owned(),
            name: name.to_owned(),
        }
    }

    /// The icon of the tone.
    pub fn icon(&self) -> &'static str {
        if self.tone == Tone::Action.word() {
            "check-circle"
        } else {
            "warn"
        }
    }

    /// The tone's word for `data-tone`.
    pub fn tone(&self) -> &str {
        &self.tone
    }

    pub(crate) fn seal(&self, secret: &str) -> String {
        let body = serde_json::to_vec(self).unwrap_or_default();
        let body = URL_SAFE_NO_PAD.encode(body);
        let tag = URL_SAFE_NO_PAD.encode(mac(secret, &body).finalize().into_bytes());
        format!("{body}.{tag}")
    }

    pub(crate) fn open(secret: &str, cookie: &str) -> Option<Self> {
        let (body, tag) = cookie.split_once('.')?;
        let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
        mac(secret, body).verify_slice(&tag).ok()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()
    }
}

fn mac(secret: &str, body: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length is a key");
    mac.update(b"flash");
    mac.update(body.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_session_that_was_told_hears_it() {
        let flash = Flash::done("person-saved", "Әйгерім");
        let cookie = flash.seal("secret");
        assert_eq!(Flash::open("secret", &cookie), Some(flash));
        assert_eq!(Flash::open("other", &cookie), None);
        assert_eq!(Flash::open("secret", "x.y"), None);
    }
}
