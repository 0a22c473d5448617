use askama::Template;

use super::is_html;
use crate::{Chrome, Progress};

/// How far long work is. A script follows the events of `source`; without it the page is opened again.
#[derive(Template)]
#[template(path = "parts/job.html")]
pub struct JobProgress<'a> {
    chrome: &'a Chrome,
    source: &'a str,
    progress: &'a Progress,
}

is_html!(JobProgress<'_>);

const MINUTE_S: u64 = 60;
const HOUR_S: u64 = 60 * MINUTE_S;

impl<'a> JobProgress<'a> {
    /// `source` answers with [`crate::progress_events`]; empty when there is nothing to follow.
    pub fn new(chrome: &'a Chrome, source: &'a str, progress: &'a Progress) -> Self {
        Self {
            chrome,
            source,
            progress,
        }
    }

    /// An empty bar has a length too.
    fn most(&self) -> u64 {
        self.progress.total.max(1)
    }

    fn count(&self) -> String {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        self.chrome
            .l
            .with("job-count")
            .arg("done", number(self.progress.done))
            .arg("total", number(self.progress.total))
            .to_string()
    }

    /// As the script says it: seconds under a minute, then minutes, then hours.
    fn left(&self) -> String {
        let Some(seconds) = self.progress.left_seconds else {
            return String::new();
        };
        let (key, amount) = match seconds {
            0..MINUTE_S => ("job-seconds", seconds.max(1)),
            MINUTE_S..HOUR_S => ("job-minutes", seconds.div_ceil(MINUTE_S)),
            _ => ("job-hours", seconds.div_ceil(HOUR_S)),
        };
        let amount = i64::try_from(amount).unwrap_or(i64::MAX);
        self.chrome.l.t1(key, "n", amount)
    }
}
