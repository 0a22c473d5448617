//! What a token is and what it reaches, decided from values.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_kernel::{Chance, Moment};
use sha2::{Digest, Sha256};

/// What the audit calls a token.
pub const TOKEN: &str = "token";
/// What a secret begins with, so that one that was published by mistake is known for what it is.
pub const PREFIX: &str = "oqu_";
/// Characters of a secret after its beginning: 24 random bytes.
const SECRET_LENGTH: usize = 32;
/// The most characters of a title.
pub const TITLE_MOST: usize = 100;
/// The terms that a token can have, in days: a year at most.
pub const TERMS: [u32; 4] = [30, 90, 180, 365];

/// One word of what a token reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// People and their roles are read; the IIN is masked.
    PeopleRead,
    /// People are added and changed.
    PeopleWrite,
    /// The IIN is read whole.
    PeopleIin,
    /// Roles are given and ended.
    RolesWrite,
    /// Units and groups are read.
    StructureRead,
    /// Units and groups are added and changed.
    StructureWrite,
}

impl Reach {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::PeopleRead,
        Self::PeopleWrite,
        Self::PeopleIin,
        Self::RolesWrite,
        Self::StructureRead,
        Self::StructureWrite,
    ];

    /// Those that only read, without the IIN.
    pub const READING: &[Self] = &[Self::PeopleRead, Self::StructureRead];

    /// The word in rows and in the documents.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PeopleRead => "people:read",
            Self::PeopleWrite => "people:write",
            Self::PeopleIin => "people:iin",
            Self::RolesWrite => "roles:write",
            Self::StructureRead => "structure:read",
            Self::StructureWrite => "structure:write",
        }
    }

    /// The one with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.word() == word)
    }

    /// The message that names it.
    pub const fn message(self) -> &'static str {
        match self {
            Self::PeopleRead => "reach-people-read",
            Self::PeopleWrite => "reach-people-write",
            Self::PeopleIin => "reach-people-iin",
            Self::RolesWrite => "reach-roles-write",
            Self::StructureRead => "reach-structure-read",
            Self::StructureWrite => "reach-structure-write",
        }
    }

    /// The words of several, between spaces, in the order of the form.
    pub fn words(reach: &[Self]) -> String {
        let words = Self::ALL.iter().filter(|one| reach.contains(one));
        words.map(|one| one.word()).collect::<Vec<_>>().join(" ")
    }

    /// What [`Reach::words`] wrote. A word that this program does not know reaches nothing.
    pub fn read(words: &str) -> Vec<Self> {
        words.split(' ').filter_map(Self::of).collect()
    }
}

/// A new secret, to be shown once.
pub fn fresh_secret(chance: &Chance) -> String {
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(chance.bytes::<24>()))
}

/// Whether a text can be a secret at all: what cannot is not asked of the database.
pub fn is_secret(text: &str) -> bool {
    let rest = text.strip_prefix(PREFIX).unwrap_or_default();
    let good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    rest.len() == SECRET_LENGTH && rest.bytes().all(good)
}

/// The hash under which a secret is known. It is random, so that one round is enough.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// How a token stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It opens.
    Live,
    /// Its term is over.
    Ended,
    /// Somebody revoked it.
    Revoked,
}

/// How a token with this end stands at `now`.
pub fn standing(ends_at: Moment, revoked_at: Option<Moment>, now: Moment) -> Standing {
    if revoked_at.is_some() {
        return Standing::Revoked;
    }
    if ends_at <= now {
        return Standing::Ended;
    }
    Standing::Live
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_by_its_form() {
        let secret = fresh_secret(&Chance::seeded(3));
        assert_eq!(secret.len(), PREFIX.len() + SECRET_LENGTH);
        assert!(is_secret(&secret));
        for wrong in ["", "oqu_", "oqu_a", &secret[..35], &format!("{secret}a")] {
            assert!(!is_secret(wrong), "{wrong}");
        }
        assert!(!is_secret(&secret.replacen("oqu_", "oqu-", 1)));
        assert_ne!(hash(&secret), hash("oqu_"));
    }

    #[test]
    fn reach_survives_its_row() {
        let all = Reach::words(&Reach::ALL);
        assert_eq!(Reach::read(&all), Reach::ALL);
        assert_eq!(Reach::read(""), []);
        assert_eq!(Reach::read("people:read everything"), [Reach::PeopleRead]);
        let turned = [Reach::StructureRead, Reach::PeopleRead];
        assert_eq!(Reach::words(&turned), "people:read structure:read");
    }

    #[test]
    fn a_token_opens_until_its_end() {
        let at = Moment::from_millis;
        assert_eq!(standing(at(10), None, at(9)), Standing::Live);
        assert_eq!(standing(at(10), None, at(10)), Standing::Ended);
        assert_eq!(standing(at(10), Some(at(5)), at(6)), Standing::Revoked);
    }
}
