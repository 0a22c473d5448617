//! The headers of the tus protocol as values.

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The version of the protocol.
pub(super) const VERSION: &str = "1.0.0";
/// What of it is spoken.
pub(super) const EXTENSIONS: &str = "creation,checksum,termination,expiration";
/// The algorithms of checksums.
pub(super) const ALGORITHMS: &str = "sha1,sha256";
/// What the content of a piece is called.
pub(super) const PIECE: &str = "application/offset+octet-stream";

/// A number of bytes in a header.
pub(super) fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?;
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A value of `Upload-Metadata`: keys with values in base64, parted by commas.
pub(super) fn metadata(headers: &HeaderMap, key: &str) -> Option<String> {
    let text = headers.get("upload-metadata")?.to_str().ok()?;
    text.split(',').find_map(|pair| {
        let (name, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let bytes = STANDARD.decode(value.trim()).ok()?;
        (name == key).then(|| String::from_utf8(bytes).ok())?
    })
}

/// What the bytes of a piece must come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// SHA-1, which every speaker of tus knows.
    Sha1(Vec<u8>),
    /// SHA-256.
    Sha256(Vec<u8>),
}

/// `Upload-Checksum` cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unknown;

/// Reads `Upload-Checksum: sha1 BASE64`.
pub(super) fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Unknown> {
    let Some(value) = headers.get("upload-checksum") else {
        return Ok(None);
    };
    let (algorithm, sum) = value
        .to_str()
        .ok()
        .and_then(|text| text.trim().split_once(' '))
        .ok_or(Unknown)?;
    let sum = STANDARD.decode(sum.trim()).map_err(|_| Unknown)?;
    match algorithm {
        "sha1" => Ok(Some(Checksum::Sha1(sum))),
        "sha256" => Ok(Some(Checksum::Sha256(sum))),
        _ => Err(Unknown),
    }
}

/// Sums up bytes as they come.
pub(super) enum Summing {
    Sha1(Box<Sha1>, Vec<u8>),
    Sha256(Box<Sha256>, Vec<u8>),
}

impl Summing {
    pub(super) fn begin(checksum: Checksum) -> Self {
        match checksum {
            Checksum::Sha1(sum) => Self::Sha1(Box::default(), sum),
            Checksum::Sha256(sum) => Self::Sha256(Box::default(), sum),
        }
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher, _) => hasher.update(bytes),
            Self::Sha256(hasher, _) => hasher.update(bytes),
        }
    }

    pub(super) fn holds(self) -> bool {
        match self {
            Self::Sha1(hasher, sum) => hasher.finalize()[..] == sum[..],
            Self::Sha256(hasher, sum) => hasher.finalize()[..] == sum[..],
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        let value = HeaderValue::from_str(value).unwrap();
        HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), value)])
    }

    #[test]
    fn metadata_is_read_by_its_keys() {
        let told = headers(
            "upload-metadata",
            "filename 05jQstCzLmpwZw==, purpose cGhvdG8=,empty,broken *",
        );
        assert_eq!(metadata(&told, "purpose").as_deref(), Some("photo"));
        assert!(metadata(&told, "filename").is_some());
        assert_eq!(metadata(&told, "empty").as_deref(), Some(""));
        assert_eq!(metadata(&told, "broken"), None);
        assert_eq!(metadata(&HeaderMap::new(), "purpose"), None);
    }

    #[test]
    fn numbers_are_numbers_only() {
        for (text, expected) in [
            ("0", Some(0)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("+1", None),
            ("-1", None),
            ("1.0", None),
            ("", None),
        ] {
            assert_eq!(
                number(&headers("upload-offset", text), "upload-offset"),
                expected
            );
        }
    }

    #[test]
    fn sums_are_compared() {
        // The SHA-1 of "abc" (FIPS 180-4).
        let told = headers("upload-checksum", "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=");
        let sum = checksum(&told).unwrap().unwrap();
        let holds = |bytes: &[u8]| {
            let mut summing = Summing::begin(sum.clone());
            summing.add(bytes);
            summing.holds()
        };
        assert!(holds(b"abc"));
        assert!(!holds(b"abd"));
        for wrong in ["md5 AAAA", "sha1", "sha1 *", ""] {
            assert_eq!(checksum(&headers("upload-checksum", wrong)), Err(Unknown));
        }
    }
}
