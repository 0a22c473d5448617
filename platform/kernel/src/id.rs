use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use uuid::Uuid;

use crate::{Chance, Moment};

/// A UUIDv7 (RFC 9562 §5.7) that says whose id it is: `Id<Person>` is never mistaken for `Id<Unit>`.
///
/// Ids grow with time, so that new rows lie side by side in an index and lists can follow them.
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// A new id for a thing that begins at `now`.
    pub fn new(now: Moment, chance: &Chance) -> Self {
        let millis = u64::try_from(now.millis()).unwrap_or_default();
        let mut random = chance.bytes::<10>();
        // The first 18 bits that UUIDv7 leaves free count up, so that ids made within one
        // millisecond keep their order too (RFC 9562 §6.2, method 1).
        let [_, high, middle, low] = chance.turn().to_be_bytes();
        random[0] = (high << 2) | (middle >> 6);
        random[1] = (middle << 2) | (low >> 6);
        random[2] = low & 0b0011_1111;
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Takes an id as it stands in a row or an address.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self {
            uuid,
            of: PhantomData,
        }
    }

    /// The bare UUID, for rows and wire formats.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T> FromStr for Id<T> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::from_uuid)
    }
}

impl<T> serde::Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.uuid)
    }
}

impl<'de, T> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Person;

    #[test]
    fn ids_grow_with_time_and_survive_text() {
        let chance = Chance::seeded(1);
        let first = Id::<Person>::new(Moment::from_millis(1_000), &chance);
        let second = Id::<Person>::new(Moment::from_millis(2_000), &chance);
        assert!(first < second);
        let now = Moment::from_millis(3_000);
        let many: Vec<_> = (0..5_000)
            .map(|_| Id::<Person>::new(now, &chance))
            .collect();
        assert!(many.is_sorted());
        assert_eq!(first.uuid().get_version_num(), 7);
        assert_eq!(first.to_string().parse::<Id<Person>>().unwrap(), first);
    }
}
