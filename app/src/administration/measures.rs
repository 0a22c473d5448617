//! Amounts in the words of the page.

use std::time::Duration;

use oqu_text::format::{hundredths, integer};
use oqu_web::Words;

/// «3,25 мс», «12 с»: as exact as somebody who looks for what is slow wants it.
pub(super) fn duration(l: Words, took: Duration) -> String {
    let micros = took.as_micros();
    let (key, hundredths_of) = match micros {
        0..1_000 => ("administration-micros", micros * 100),
        1_000..1_000_000 => ("administration-millis", micros / 10),
        _ => ("administration-seconds", micros / 10_000),
    };
    let number = i64::try_from(hundredths_of).unwrap_or(i64::MAX);
    l.t1(key, "amount", hundredths(l.language(), number))
}

/// A count as the language groups it.
pub(super) fn count(l: Words, number: i64) -> String {
    integer(l.language(), number)
}
