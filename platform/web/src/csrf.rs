//! Every write carries a token that only a page of the same session could have.
//!
//! The token is made from the session's own secret, so that nothing has to be stored and it dies
//! with the session. On each page it is masked anew, so that compression tells nothing about it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use oqu_kernel::Chance;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// What a template writes where the token belongs, in the hidden field of that name; the page puts
/// the masked token there last, so that the page's ETag does not depend on the mask.
pub const CSRF_PLACE: &str = "\u{2}csrf\u{3}";
/// The hidden field with the place in it. What a person typed cannot look like this: quotes in it
/// are escaped.
const HIDDEN: &str = "name=\"csrf\" value=\"\u{2}csrf\u{3}\"";
/// The field of a form.
pub(crate) const FIELD: &str = "csrf";
/// The header of a script.
pub(crate) const HEADER: &str = "x-csrf-token";

const LENGTH: usize = 16;

fn bare(secret: &str) -> [u8; LENGTH] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length is a key");
    mac.update(b"csrf");
    let full = mac.finalize().into_bytes();
    let mut token = [0; LENGTH];
    token.copy_from_slice(&full[..LENGTH]);
    token
}

/// A fresh masked token of the session with this secret.
pub(crate) fn masked(secret: &str, chance: &Chance) -> String {
    let mask = chance.bytes::<LENGTH>();
    let token = bare(secret);
    let mut both = [0; LENGTH * 2];
    for at in 0..LENGTH {
        both[at] = mask[at];
        both[LENGTH + at] = mask[at] ^ token[at];
    }
    URL_SAFE_NO_PAD.encode(both)
}

/// The page with a fresh token in the hidden fields of its forms.
pub(crate) fn put(html: String, secret: &str, chance: &Chance) -> String {
    if !html.contains(HIDDEN) {
        return html;
    }
    let token = masked(secret, chance);
    html.replace(HIDDEN, &format!("name=\"csrf\" value=\"{token}\""))
}

/// Whether a token was made for the session with this secret.
pub(crate) fn holds(secret: &str, token: &str) -> bool {
    let Ok(both) = URL_SAFE_NO_PAD.decode(token) else {
        return false;
    };
    if both.len() != LENGTH * 2 {
        return false;
    }
    let unmasked: Vec<u8> = (0..LENGTH).map(|at| both[at] ^ both[LENGTH + at]).collect();
    bare(secret).ct_eq(&unmasked[..]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_holds_for_its_session_only() {
        let chance = Chance::seeded(3);
        let token = masked("secret", &chance);
        assert_ne!(token, masked("secret", &chance));
        assert!(holds("secret", &token));
        assert!(!holds("other", &token));
        assert!(!holds("secret", "AAAA"));
        assert!(!holds("secret", ""));
    }

    #[test]
    fn only_hidden_fields_get_a_token() {
        let typed = format!("<input name=\"q\" value=\"{CSRF_PLACE}\">{CSRF_PLACE}");
        let chance = Chance::seeded(3);
        assert_eq!(put(typed.clone(), "secret", &chance), typed);
        let form = format!("<input type=\"hidden\" {HIDDEN}>{typed}");
        let page = put(form, "secret", &chance);
        let token = page.split('"').nth(5).unwrap();
        assert!(holds("secret", token), "{page}");
        assert!(page.ends_with(&typed));
    }
}
