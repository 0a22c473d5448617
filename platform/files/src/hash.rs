use std::fmt;
use std::str::FromStr;

use oqu_db::{Column, Value, ValueRef};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes: what they are called in the store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::end(Sha256::new_with_prefix(bytes))
    }

    /// The hash of all bytes that were given to `hasher`.
    pub fn end(hasher: Sha256) -> Self {
        Self(hasher.finalize().into())
    }

    /// Where the bytes lie in the store, and in the folder `files` of an archive: `ab/cdef…`.
    pub fn place(self) -> String {
        let name = self.to_string();
        format!("{}/{}", &name[..2], &name[2..])
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digits = text.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 2 * bytes.len() {
            return Err(NotAHash);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = [digit(pair[0])?, digit(pair[1])?];
            *byte = high << 4 | low;
        }
        Ok(Self(bytes))
    }
}

fn digit(digit: u8) -> Result<u8, NotAHash> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(NotAHash),
    }
}

impl Column for Hash {
    fn read(value: ValueRef<'_>) -> oqu_db::Result<Self> {
        <[u8; 32]>::read(value).map(Self)
    }
}

impl From<Hash> for Value {
    fn from(hash: Hash) -> Self {
        Self::Bytes(hash.0.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_text() {
        let hash = Hash::of(b"abc");
        // FIPS 180-4, the example of one block.
        assert!(hash.to_string().starts_with("ba7816bf8f01cfea"));
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!(hash.place().starts_with("ba/7816bf"));
        for wrong in ["", "ba", &"g".repeat(64), &"\u{4d9}".repeat(32)] {
            assert_eq!(wrong.parse::<Hash>(), Err(NotAHash), "{wrong}");
        }
    }
}
