//! What every answer to a form must be, whatever was sent.

use crate::support::{Answer, Browser, Form, TestSite, forms, tags, text};

/// Every answer, whatever was asked: our status, our headers, no HTML of a stranger.
pub fn assert_calm(answer: &Answer, asked: &str) {
    let known = [
        200, 303, 304, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429, 431,
    ];
    assert!(known.contains(&answer.status), "{asked}: {}", answer.status);
    if [414, 431].contains(&answer.status) {
        return;
    }
    let policy = answer.header("content-security-policy").unwrap_or_default();
    assert!(
        policy.contains("script-src 'self'") && !policy.contains("unsafe"),
        "{asked}: {policy}"
    );
    assert_eq!(
        answer.header("x-content-type-options"),
        Some("nosniff"),
        "{asked}"
    );
    assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{asked}");
    assert_eq!(
        answer.header("referrer-policy"),
        Some("same-origin"),
        "{asked}"
    );
    assert!(answer.header("x-request-id").is_some(), "{asked}");
    for (name, value) in &answer.headers {
        let own = name != "set-cookie" || value.starts_with("oqu_");
        assert!(own, "{asked}: {name}: {value}");
    }
    if answer.header("content-type") == Some("text/html; charset=utf-8") {
        assert_only_our_html(&answer.text(), asked);
    }
}

pub fn assert_only_our_html(page: &str, asked: &str) {
    for tag in tags(page) {
        let acts = tag.attributes.iter().any(|(name, value)| {
            name.starts_with("on") || value.trim_start().starts_with("javascript:")
        });
        assert!(!acts, "{asked}: {tag:?}");
        match tag.name.as_str() {
            "script" => {
                let source = tag.get("src").unwrap_or_default();
                assert!(source.starts_with("/assets/"), "{asked}: {tag:?}");
            }
            "img" | "iframe" | "object" | "embed" | "base" | "style" | "b" | "i" => {
                panic!("{asked}: {tag:?}");
            }
            _ => {}
        }
    }
}

/// A refused form: it stands there again with all that was typed.
pub fn assert_nothing_lost(answer: &Answer, sent: &Form, asked: &str) {
    let page = answer.text();
    let there = forms(&page)
        .into_iter()
        .find(|form| form.action == sent.action);
    let there = there.unwrap_or_else(|| panic!("{asked}: the form is gone: {}", text(&page)));
    for name in &sent.texts {
        let (typed, shown) = (sent.get(name), there.get(name));
        assert!(
            typed == shown,
            "{asked}: typed in {name}: {:?}…, came back: {:?}…",
            typed.chars().take(60).collect::<String>(),
            shown.chars().take(60).collect::<String>()
        );
    }
    assert!(
        page.contains("class=\"error-summary\""),
        "{asked}: no summary"
    );
}

/// Sends a form and follows where it leads; whether it was taken. What was refused must have left
/// no trace.
pub async fn try_form(site: &TestSite, admin: &mut Browser, form: &Form, asked: &str) -> bool {
    let before = site.weight().await;
    let answer = admin.send(form).await;
    assert_calm(&answer, asked);
    if answer.status == 303 {
        let after = site.weight().await;
        assert!(
            after == before || after.last() > before.last(),
            "{asked}: not in the audit"
        );
        let place = answer.header("location").unwrap_or_default().to_owned();
        let shown = admin.get(&place).await;
        assert_eq!(shown.status, 200, "{asked}: {place}");
        assert_calm(&shown, asked);
        return true;
    }
    assert_eq!(
        before,
        site.weight().await,
        "{asked}: refused, and something was written"
    );
    if answer.status == 422 {
        assert_nothing_lost(&answer, form, asked);
    }
    false
}
