//! `oqu doctor`: each thing that can be out of order, and what to do about it.

mod checks;
mod rows;

use serde::Serialize;

use crate::Failed;
use crate::config::{Location, Options, Settings};

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Ok,
    Attention,
    Fail,
}

/// One line of the doctor.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Check {
    name: &'static str,
    state: State,
    /// What was found.
    found: String,
    /// What to do; empty when there is nothing.
    todo: String,
}

impl Check {
    fn ok(name: &'static str, found: impl Into<String>) -> Self {
        Self::new(name, State::Ok, found, "")
    }

    fn attention(name: &'static str, found: impl Into<String>, todo: &str) -> Self {
        Self::new(name, State::Attention, found, todo)
    }

    fn fail(name: &'static str, found: impl Into<String>, todo: &str) -> Self {
        Self::new(name, State::Fail, found, todo)
    }

    fn new(name: &'static str, state: State, found: impl Into<String>, todo: &str) -> Self {
        Self {
            name,
            state,
            found: found.into(),
            todo: todo.to_owned(),
        }
    }
}

/// Looks at everything.
///
/// # Errors
/// When something fails.
pub async fn run(location: &Location, options: &Options, json: bool) -> Result<(), Failed> {
    let found = match Settings::load(location, options) {
        Err(wrong) => vec![Check::fail(
            "settings",
            wrong.to_string(),
            "Put the setting right.",
        )],
        Ok(settings) => checks::all(&settings).await,
    };
    if json {
        let text = serde_json::to_string_pretty(&found);
        println!(
            "{}",
            text.map_err(|error| Failed::nothing(error.to_string()))?
        );
    } else {
        found.iter().for_each(tell);
    }
    let failed = found.iter().filter(|check| check.state == State::Fail);
    match failed.count() {
        0 => Ok(()),
        count => Err(Failed::nothing(format!(
            "{count} of {} checks failed",
            found.len()
        ))),
    }
}

fn tell(check: &Check) {
    let mark = match check.state {
        State::Ok => "ok       ",
        State::Attention => "attention",
        State::Fail => "FAIL     ",
    };
    println!("{mark}  {:11} {}", check.name, check.found);
    if !check.todo.is_empty() {
        println!("{:24}{}", "", check.todo);
    }
}
