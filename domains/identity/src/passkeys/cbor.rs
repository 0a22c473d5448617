//! As much of CBOR (RFC 8949) as a public key of a passkey is written in: a map of whole numbers to
//! whole numbers and bytes, in the definite form that CTAP2 asks for.

/// A value of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Int(i64),
    Bytes(&'a [u8]),
}

/// Reads from the front of some bytes.
pub(super) struct Reader<'a>(&'a [u8]);

/// A key of more entries is none of ours.
const MOST_ENTRIES: u64 = 16;

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What has not been read.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// A map; none when it is not one, or holds anything else.
    pub(super) fn map(&mut self) -> Option<Vec<(i64, Value<'a>)>> {
        let (5, entries) = self.head()? else {
            return None;
        };
        if entries > MOST_ENTRIES {
            return None;
        }
        let mut map = Vec::new();
        for _ in 0..entries {
            let Value::Int(label) = self.value()? else {
                return None;
            };
            if map.iter().any(|(known, _)| *known == label) {
                return None;
            }
            map.push((label, self.value()?));
        }
        Some(map)
    }

    fn value(&mut self) -> Option<Value<'a>> {
        let (major, number) = self.head()?;
        match major {
            0 => i64::try_from(number).ok().map(Value::Int),
            1 => i64::try_from(number).ok().map(|n| Value::Int(-1 - n)),
            2 => self.take(usize::try_from(number).ok()?).map(Value::Bytes),
            _ => None,
        }
    }

    fn head(&mut self) -> Option<(u8, u64)> {
        let first = self.take(1)?[0];
        let (major, info) = (first >> 5, first & 31);
        let number = match info {
            0..=23 => u64::from(info),
            24 => u64::from(self.take(1)?[0]),
            25 => u64::from(u16::from_be_bytes(self.take(2)?.try_into().ok()?)),
            26 => u64::from(u32::from_be_bytes(self.take(4)?.try_into().ok()?)),
            27 => u64::from_be_bytes(self.take(8)?.try_into().ok()?),
            _ => return None,
        };
        Some((major, number))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_read_to_its_end_and_not_beyond() {
        // {1: 2, 3: -7, -2: h'0102'} and a byte behind it.
        let bytes = [0xa3, 0x01, 0x02, 0x03, 0x26, 0x21, 0x42, 1, 2, 0xff];
        let mut reader = Reader::new(&bytes);
        let map = reader.map().unwrap();
        assert_eq!(map[0], (1, Value::Int(2)));
        assert_eq!(map[1], (3, Value::Int(-7)));
        assert_eq!(map[2], (-2, Value::Bytes(&[1, 2])));
        assert_eq!(reader.rest(), [0xff]);
    }

    #[test]
    fn what_is_not_such_a_map_is_refused() {
        let hostile: [&[u8]; 9] = [
            &[],
            &[0x01],
            &[0xa1],
            &[0xa1, 0x01],
            &[0xa1, 0x01, 0x58, 0xff, 0x00],
            &[
                0xa1, 0x01, 0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
            ],
            &[0xa2, 0x01, 0x02, 0x01, 0x03],
            &[0xbf, 0x01, 0x02, 0xff],
            &[0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ];
        for bytes in hostile {
            assert_eq!(Reader::new(bytes).map(), None, "{bytes:x?}");
        }
    }
}
