use askama::Template;

use super::is_html;
use crate::Chrome;

/// A part of what a cap allows.
#[derive(Clone, Debug)]
pub struct LedgerPart {
    /// What it is spent on.
    pub name: String,
    /// How much, in the unit of the cap.
    pub amount: u32,
}

/// Parts of a whole against its cap, drawn on the server; the legend tells the same numbers.
#[derive(Template)]
#[template(path = "parts/ledger.html")]
pub struct Ledger<'a> {
    chrome: &'a Chrome,
    title: String,
    drawn: Vec<Part<'a>>,
    used: u32,
    cap: u32,
}

is_html!(Ledger<'_>);

struct Part<'a> {
    name: &'a str,
    amount: u32,
    ramp: u32,
    start: String,
    width: String,
    middle: String,
}

/// Darkest first, so that neighbours differ.
const RAMPS: [u32; 4] = [5, 4, 2, 1];

impl<'a> Ledger<'a> {
    /// Parts in their order; `cap` is the whole width.
    pub fn new(
        chrome: &'a Chrome,
        title: impl Into<String>,
        cap: u32,
        parts: &'a [LedgerPart],
    ) -> Self {
        let cap = cap.max(1);
        let mut used = 0;
        let mut drawn = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            drawn.push(Part {
                name: &part.name,
                amount: part.amount,
                ramp: RAMPS[at % RAMPS.len()],
                start: percent(used * 2, cap),
                width: percent(part.amount * 2, cap),
                middle: percent(used * 2 + part.amount, cap),
            });
            used += part.amount;
        }
        Self {
            chrome,
            title: title.into(),
            drawn,
            used,
            cap,
        }
    }

    fn left(&self) -> u32 {
        self.cap.saturating_sub(self.used)
    }
}

/// Halves of a unit as a part of the cap, with hundredths of a percent.
fn percent(halves: u32, cap: u32) -> String {
    let hundredths = u64::from(halves) * 5_000 / u64::from(cap);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_cap() {
        assert_eq!(percent(36, 60), "30.00%");
        assert_eq!(percent(1, 3), "16.66%");
        assert_eq!(percent(0, 60), "0.00%");
    }
}
