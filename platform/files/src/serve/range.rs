/// What of a file is asked (RFC 9110 §14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All of it.
    Whole,
    /// From the first to the last byte of these, both counted in.
    Part(u64, u64),
    /// What is not there.
    Beyond,
}

/// Reads `Range`. Several ranges at once, and what cannot be understood, are answered by the whole.
pub fn asked(header: Option<&str>, size: u64) -> Asked {
    let Some(range) = header.and_then(|header| header.strip_prefix("bytes=")) else {
        return Asked::Whole;
    };
    let Some((first, last)) = range.trim().split_once('-') else {
        return Asked::Whole;
    };
    let number = |text: &str| text.parse::<u64>().ok();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match (is_number(first), is_number(last)) {
        (true, true) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first > last => Asked::Whole,
            (Some(first), last) if first < size => {
                Asked::Part(first, last.unwrap_or(u64::MAX).min(size - 1))
            }
            _ => Asked::Beyond,
        },
        (true, false) if last.is_empty() => match number(first) {
            Some(first) if first < size => Asked::Part(first, size - 1),
            _ => Asked::Beyond,
        },
        (false, true) if first.is_empty() => match number(last).unwrap_or(u64::MAX) {
            0 => Asked::Beyond,
            _ if size == 0 => Asked::Beyond,
            count => Asked::Part(size.saturating_sub(count), size - 1),
        },
        _ => Asked::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        use Asked::{Beyond, Part, Whole};
        for (header, expected) in [
            ("bytes=0-499", Part(0, 499)),
            ("bytes=500-", Part(500, 999)),
            ("bytes=-100", Part(900, 999)),
            ("bytes=-5000", Part(0, 999)),
            ("bytes=990-2000", Part(990, 999)),
            ("bytes=0-99999999999999999999999", Part(0, 999)),
            ("bytes=1000-", Beyond),
            ("bytes=99999999999999999999999-", Beyond),
            ("bytes=-0", Beyond),
            ("bytes=5-4", Whole),
            ("bytes=0-1,5-6", Whole),
            ("bytes=a-b", Whole),
            ("bytes=-", Whole),
            ("lines=0-1", Whole),
            ("", Whole),
        ] {
            assert_eq!(asked(Some(header), 1_000), expected, "{header}");
        }
        assert_eq!(asked(None, 1_000), Whole);
        assert_eq!(asked(Some("bytes=0-"), 0), Beyond);
        assert_eq!(asked(Some("bytes=-1"), 0), Beyond);
    }
}
