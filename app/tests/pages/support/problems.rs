//! How a page tells what went wrong: beside a field of a form, or instead of what was asked for.

use super::html::plain;
use super::{Answer, TestSite, text};

/// The message at a field of a form that came back.
pub fn problem(page: &str, field: &str) -> String {
    let mark = format!("id=\"{field}-error\"");
    let from = page
        .find(&mark)
        .unwrap_or_else(|| panic!("no problem at {field}: {}", text(page)));
    let rest = &page[from..];
    plain(&rest[..rest.find("</span>").unwrap_or_default()])
}

/// A field of a form that came back has this message.
pub fn assert_problem(page: &str, field: &str, said: &str) {
    let told = problem(page, field);
    assert!(told.contains(said), "{field}: {told}");
}

/// The answer is the designed page of a failure.
pub fn assert_failure(site: &TestSite, answer: &Answer, status: u16, word: &str) {
    let page = answer.text();
    let title = site.said(&format!("failure-{word}-title"));
    assert_eq!(answer.status, status, "{}", text(&page));
    assert!(
        page.contains(&format!("<h1>{title}</h1>")),
        "{}",
        text(&page)
    );
    assert!(answer.header("content-security-policy").is_some());
    assert!(page.contains("<a class=\"button\""), "a way out");
}
