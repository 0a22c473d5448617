use askama::Template;

use super::is_html;
use crate::Chrome;

/// Named amounts to be seen side by side.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What is counted: the title of the figure.
    pub title: String,
    /// The heading of the names.
    pub names: String,
    /// The heading of the amounts.
    pub amounts: String,
    /// Name and amount.
    pub bars: Vec<(String, u64)>,
}

/// A table whose rows carry their bar: names wrap as text does, and whoever does not see the bars
/// reads the numbers.
#[derive(Template)]
#[template(path = "parts/bar-chart.html")]
pub struct BarChart<'a> {
    chrome: &'a Chrome,
    title: &'a str,
    names: &'a str,
    amounts: &'a str,
    drawn: Vec<Bar<'a>>,
}

is_html!(BarChart<'_>);

struct Bar<'a> {
    name: &'a str,
    amount: String,
    width: String,
}

/// A full bar in hundredths of a percent.
const FULL: u64 = 10_000;

impl<'a> BarChart<'a> {
    /// Draws the bars, the longest over the whole length.
    pub fn new(chrome: &'a Chrome, bars: &'a Bars) -> Self {
        let most = bars.bars.iter().map(|(_, amount)| *amount).max();
        let most = most.unwrap_or_default().max(1);
        let drawn = bars.bars.iter().map(|(name, amount)| {
            let part = u128::from(*amount) * u128::from(FULL) / u128::from(most);
            Bar {
                name,
                amount: oqu_text::format::integer(
                    chrome.l.language(),
                    i64::try_from(*amount).unwrap_or(i64::MAX),
                ),
                width: format!("{}.{:02}%", part / 100, part % 100),
            }
        });
        Self {
            chrome,
            title: &bars.title,
            names: &bars.names,
            amounts: &bars.amounts,
            drawn: drawn.collect(),
        }
    }
}
