//! Codes by time: RFC 6238 over HMAC-SHA-1, six digits, thirty seconds, as every app has them.

use oqu_kernel::{Chance, Moment};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::{Color, QrCode};
use ring::hmac;
use subtle::ConstantTimeEq;

/// How long a code shows. Source: RFC 6238 §5.2.
const STEP_MS: i64 = 30_000;
/// Steps before and after the present one that are taken: clocks of telephones differ.
const DRIFT: i64 = 1;
/// Digits of a code.
pub(crate) const DIGITS: usize = 6;
/// Bytes of a secret. Source: RFC 4226 §4 R6, 160 bits.
const SECRET: usize = 20;

/// A fresh secret.
pub(crate) fn fresh(chance: &Chance) -> [u8; SECRET] {
    chance.bytes()
}

/// The code of a step. Source: RFC 4226 §5.3.
fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let from = usize::from(tag[tag.len() - 1] & 0xf);
    let number = u32::from_be_bytes([tag[from], tag[from + 1], tag[from + 2], tag[from + 3]]);
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// The step of a typed code, when it is right now and later than `last`, the step taken last: no
/// code is taken twice. Source: RFC 6238 §5.2.
pub(crate) fn taken(secret: &[u8], typed: &str, now: Moment, last: i64) -> Option<i64> {
    let typed = digits(typed)?;
    let here = now.millis() / STEP_MS;
    (here - DRIFT..=here + DRIFT)
        .filter(|step| *step > last)
        .find(|step| bool::from(code(secret, *step).as_bytes().ct_eq(typed.as_bytes())))
}

/// What was typed as six digits, without the spaces that apps show.
pub(crate) fn digits(typed: &str) -> Option<String> {
    let typed: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(DIGITS + 1)
        .collect();
    (typed.len() == DIGITS && typed.bytes().all(|c| c.is_ascii_digit())).then_some(typed)
}

/// The secret as people type it: RFC 4648 §6 in groups of four.
pub(crate) fn typed_secret(secret: &[u8]) -> String {
    let letters = base32(secret);
    let groups: Vec<&str> = (0..letters.len())
        .step_by(4)
        .map(|at| &letters[at..letters.len().min(at + 4)])
        .collect();
    groups.join(" ")
}

fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(LETTERS[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(char::from(LETTERS[(held << (5 - bits) & 31) as usize]));
    }
    out
}

/// The address that an app reads from the picture.
pub(crate) fn address(secret: &[u8], issuer: &str, account: &str) -> String {
    let part = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    format!(
        "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period=30",
        part(account),
        base32(secret),
        issuer = part(issuer),
    )
}

/// A QR code as the path of an SVG, one unit a module, and its width with the quiet zone that
/// cameras need (ISO 18004: four modules). None when the text is too long for one.
pub(crate) fn picture(text: &str) -> Option<(String, usize)> {
    const QUIET: usize = 4;
    let code = QrCode::new(text.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let dark = row[x..].iter().take_while(|c| **c == Color::Dark).count();
            if dark > 0 {
                path.push_str(&format!("M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET));
            }
            x += dark.max(1);
        }
    }
    Some((path, width + 2 * QUIET))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, the last six of its eight digits.
    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1_000)
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, seconds / 30), expected, "{seconds}");
            assert_eq!(taken(SECRET, expected, at(seconds), -1), Some(seconds / 30));
        }
    }

    #[test]
    fn a_clock_may_be_a_step_off_and_no_code_is_taken_twice() {
        let now = at(1_111_111_111);
        let step = 1_111_111_111 / 30;
        for off in -3..=3 {
            let typed = code(SECRET, step + off);
            let found = taken(SECRET, &typed, now, -1);
            assert_eq!(found.is_some(), off.abs() <= 1, "{off}");
        }
        let typed = code(SECRET, step);
        assert_eq!(taken(SECRET, &typed, now, step - 1), Some(step));
        assert_eq!(taken(SECRET, &typed, now, step), None, "the second time");
        let before = code(SECRET, step - 1);
        assert_eq!(
            taken(SECRET, &before, now, step),
            None,
            "older than the last"
        );
    }

    #[test]
    fn spaces_do_not_matter_and_letters_do() {
        assert_eq!(digits("123 456").as_deref(), Some("123456"));
        assert_eq!(digits(" 123-456 ").as_deref(), Some("123456"));
        for typed in [
            "",
            "12345",
            "1234567",
            "12345a",
            "１２３４５６",
            "123456789012345678901",
        ] {
            assert_eq!(digits(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_secret_is_written_as_apps_read_it() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(typed_secret(b"fooba"), "MZXW 6YTB");
        let address = address(b"fooba", "Көкжиек", "a.b@c.kz");
        assert!(address.starts_with("otpauth://totp/%D0%9A"), "{address}");
        assert!(address.contains(":a%2Eb%40c%2Ekz?secret=MZXW6YTB&issuer=%D0%9A"));
        let (path, width) = picture(&address).unwrap();
        assert!(path.starts_with("M4 4h7v1h-7z") && width > 40, "{path}");
    }
}
