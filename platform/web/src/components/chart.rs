use askama::Template;

use super::is_html;
use crate::Chrome;

/// Named amounts to be seen side by side.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What is counted: the title of the figure.
    pub title: String,
    /// The heading of the names in the table.
    pub names: String,
    /// The heading of the amounts in the table.
    pub amounts: String,
    /// Name and amount.
    pub bars: Vec<(String, u64)>,
}

/// Bars drawn on the server, told again as a table.
#[derive(Template)]
#[template(path = "parts/bar-chart.html")]
pub struct BarChart<'a> {
    chrome: &'a Chrome,
    title: &'a str,
    names: &'a str,
    amounts: &'a str,
    drawn: Vec<Bar<'a>>,
    height: usize,
}

is_html!(BarChart<'_>);

struct Bar<'a> {
    name: &'a str,
    amount: String,
    y: usize,
    middle: usize,
    width: u64,
    end: u64,
}

/// Units of the drawing, which scales to its place.
const ROW: usize = 30;
const LEFT: u64 = 150;
const LENGTH: u64 = 300;

impl<'a> BarChart<'a> {
    /// Draws the bars from the left, the longest over the whole length.
    pub fn new(chrome: &'a Chrome, bars: &'a Bars) -> Self {
        let most = bars
            .bars
            .iter()
            .map(|(_, amount)| *amount)
            .max()
            .unwrap_or_default()
            .max(1);
        let drawn = bars.bars.iter().enumerate().map(|(at, (name, amount))| {
            let width = amount * LENGTH / most;
            Bar {
                name,
                amount: oqu_text::format::integer(
                    chrome.l.language(),
                    i64::try_from(*amount).unwrap_or(i64::MAX),
                ),
                y: at * ROW,
                middle: at * ROW + 15,
                width,
                end: LEFT + width + 6,
            }
        });
        Self {
            chrome,
            title: &bars.title,
            names: &bars.names,
            amounts: &bars.amounts,
            drawn: drawn.collect(),
            height: bars.bars.len() * ROW,
        }
    }
}
