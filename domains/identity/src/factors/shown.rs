use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors};

use super::totp;

/// A secret that waits for its first code, as the person sees it.
pub(crate) struct Shown<'a> {
    /// The picture for a camera: path and width.
    pub(crate) picture: Option<(String, usize)>,
    /// The same for the keyboard.
    pub(crate) typed: String,
    /// Where the first code goes.
    pub(crate) code: Field<'a>,
}

/// Draws a secret; `account` is what the app will call it beside the organisation's name.
pub(crate) fn shown<'a>(
    chrome: &'a Chrome,
    secret: &[u8],
    account: &str,
    errors: &FormErrors,
) -> Shown<'a> {
    let issuer = match chrome.organisation.short.as_str() {
        "" => "Oqu",
        short => short,
    };
    let nothing = Fields::default();
    let code = Field::new(
        chrome,
        FieldKind::Line,
        "code",
        "field-code",
        &nothing,
        errors,
    );
    Shown {
        picture: totp::picture(&totp::address(secret, issuer, account)),
        typed: totp::typed_secret(secret),
        code: code
            .help("totp-code-help")
            .keyboard("numeric")
            .autocomplete("one-time-code")
            .private()
            .short(),
    }
}
