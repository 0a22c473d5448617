//! `oqu doctor`: tells what was found, in English.

use oqu_kernel::Clock;
use oqu_text::Language;
use oqu_web::{L10n, Words};
use serde_json::json;

use crate::config::{Location, Options, Settings};
use crate::doctor::{self, Check, State};
use crate::{Failed, areas};

/// Looks at everything.
///
/// # Errors
/// When something fails.
pub async fn run(location: &Location, options: &Options, json: bool) -> Result<(), Failed> {
    let l10n = L10n::load(&areas::messages())
        .map_err(|wrong| Failed::nothing(format!("locales: {}", wrong.join("\n"))))?;
    let words = l10n.words(Language::En);
    let found = match Settings::load(location, options) {
        Err(wrong) => vec![Check::of_wrong_settings(&wrong)],
        Ok(settings) => doctor::all(&settings, Clock::system().now()).await,
    };
    if json {
        let told: Vec<_> = found.iter().map(|check| object(words, check)).collect();
        let text = serde_json::to_string_pretty(&told);
        println!(
            "{}",
            text.map_err(|error| Failed::nothing(error.to_string()))?
        );
    } else {
        found.iter().for_each(|check| tell(words, check));
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

fn todo(words: Words, check: &Check) -> String {
    let todo = check.todo.as_ref();
    todo.map(|todo| todo.text(words)).unwrap_or_default()
}

fn object(words: Words, check: &Check) -> serde_json::Value {
    json!({
        "name": check.name,
        "state": check.state.word(),
        "found": check.found.text(words),
        "todo": todo(words, check),
    })
}

fn tell(words: Words, check: &Check) {
    let mark = match check.state {
        State::Ok => "ok       ",
        State::Attention => "attention",
        State::Fail => "FAIL     ",
    };
    println!("{mark}  {:11} {}", check.name, check.found.text(words));
    let todo = todo(words, check);
    if !todo.is_empty() {
        println!("{:24}{todo}", "");
    }
}
