//! Kinds, schedules and troubles in the words of the page.

use oqu_web::Words;

use crate::rows::State;

fn named(words: Words, id: &str, otherwise: &str) -> String {
    if words.has(id) {
        words.t(id).into_owned()
    } else {
        otherwise.to_owned()
    }
}

/// What a kind of work is called.
pub(crate) fn kind(words: Words, kind: &str) -> String {
    named(words, &format!("job-kind-{}", kind.replace('.', "-")), kind)
}

/// What a schedule is called.
pub(crate) fn schedule(words: Words, name: &str) -> String {
    named(words, &format!("job-schedule-{name}"), name)
}

/// What went wrong.
pub(crate) fn trouble(words: Words, key: &str) -> String {
    named(words, key, key)
}

/// What a key in a field of the audit means: a state of a job. Nothing for fields of others.
pub fn value_in_words(words: Words, field: &str, key: &str) -> Option<String> {
    let state = State::parse(key).filter(|_| field == "job-state")?;
    Some(words.t(state.message()).into_owned())
}
