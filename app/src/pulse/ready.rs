use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use oqu_db::Error;
use oqu_web::{Outcome, Site, Visitor, Words};

use super::plain;
use crate::areas;
use crate::doctor::{Health, NO_ROOM, free_bytes};

/// A database that has not answered by then does not answer: the balancer asks every few seconds.
const PATIENCE: Duration = Duration::from_secs(3);
/// When to ask again, in seconds.
const AGAIN: &str = "5";

/// `GET /readyz`: the database answers, has all tables, and there is room on the disk; else 503 and
/// the reasons, a line for each.
pub(super) async fn ready(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
) -> Outcome {
    let asked = tokio::time::timeout(PATIENCE, areas::migrations().pending(&site.db)).await;
    let pending = asked.unwrap_or(Err(Error::Unavailable(String::new())));
    let free = free_bytes(&health.settings().data);
    let reasons = reasons(visitor.words, &pending.map(|steps| steps.len()), free);
    if reasons.is_empty() {
        return Ok(plain("ready\n".to_owned()));
    }
    let mut response = plain(reasons.join("\n") + "\n");
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
    Ok(response)
}

/// Why it cannot serve; nothing when it can.
fn reasons(l: Words, pending: &Result<usize, Error>, free: Option<u64>) -> Vec<String> {
    let mut reasons = Vec::new();
    match pending {
        Ok(0) => {}
        Ok(count) => reasons.push(l.t1("pulse-migrations", "count", *count)),
        Err(Error::Migration(why)) => reasons.push(why.clone()),
        Err(_) => reasons.push(l.t("pulse-database").into_owned()),
    }
    if free.is_some_and(|free| free < NO_ROOM) {
        reasons.push(l.t("pulse-disk").into_owned());
    }
    reasons
}

#[cfg(test)]
mod tests {
    use oqu_text::Language;
    use oqu_web::L10n;

    use super::*;

    #[test]
    fn each_reason_is_told_in_words() {
        let words = L10n::load(&[crate::pulse::MESSAGES])
            .unwrap()
            .words(Language::En);
        let plenty = Some(NO_ROOM);
        assert!(reasons(words, &Ok(0), plenty).is_empty());
        assert!(reasons(words, &Ok(0), None).is_empty());
        let away = Err(Error::Unavailable("it is gone".into()));
        let told = reasons(words, &away, Some(NO_ROOM - 1));
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(!told[0].contains("it is gone"), "nothing of the inside");
        assert!(reasons(words, &Ok(2), plenty)[0].contains('2'));
        let newer = Err(Error::Migration("start a newer Oqu".into()));
        assert_eq!(reasons(words, &newer, plenty), ["start a newer Oqu"]);
    }
}
