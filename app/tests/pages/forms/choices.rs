//! What is chosen: of things that were not offered, and of filters of lists.

use std::sync::Arc;

use super::calm::assert_calm;
use super::texts::HOSTILE;
use crate::support::browser::encoded;
use crate::support::{TestSite, main_form, tags};

pub async fn choices_that_were_not_offered(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let person = site.person("s0103").await;
    let wrong = [
        "",
        "0",
        "\0",
        "owner",
        "administrator\0",
        "<script>",
        "unit:",
        "unit:0",
        ":",
    ];
    let nowhere = "unit:00000000-0000-7000-8000-000000000000";
    let odd = "un\0it:00000000-0000-7000-8000-000000000000";
    let people = "person:00000000-0000-7000-8000-000000000000";
    let before = site.weight().await;
    for role in wrong {
        let fields = [("role", role), ("scope", "")];
        let answer = admin
            .post(&format!("/people/{person}/roles"), &fields)
            .await;
        assert_calm(&answer, role);
        assert_eq!(answer.status, 400, "{role:?}");
        let answer = admin.post("/workspace", &[("role", role)]).await;
        assert_calm(&answer, role);
        assert_eq!(answer.status, 400, "{role:?}");
    }
    for scope in wrong.iter().skip(1).chain([&nowhere, &odd, &people]) {
        let fields = [("role", "teacher"), ("scope", scope)];
        let answer = admin
            .post(&format!("/people/{person}/roles"), &fields)
            .await;
        assert_calm(&answer, scope);
        assert!(
            [400, 404].contains(&answer.status),
            "{scope:?}: {}",
            answer.status
        );
    }
    let answer = admin.post("/workspace", &[("role", "rector")]).await;
    assert_eq!(answer.status, 403, "a workspace of a role that is not held");
    let id = "00000000-0000-7000-8000-000000000000";
    for path in [
        format!("/people/{person}/roles/{id}/end"),
        format!("/people/{person}/roles/%00/end"),
        format!("/people/{id}/unlock"),
        format!("/people/{id}/password"),
        format!("/structure/units/{id}/reopening"),
        format!("/groups/{id}/closure"),
        format!("/account/sessions/{id}/end"),
        "/account/sessions/%FF/end".to_owned(),
        "/audit/checks/x".to_owned(),
    ] {
        let answer = admin.post(&path, &[]).await;
        assert!(
            [400, 404, 405].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(answer.text().contains("<h1>"), "{path} is a designed page");
        assert_calm(&answer, &path);
    }
    for (name, values) in [
        ("citizenship", ["", "KAZ", "\0\0"]),
        ("sex", ["x", "\0", "<b>"]),
        ("version", ["-1", "99999999999999999999", "x"]),
    ] {
        for value in values {
            let form = main_form(&admin.open("/people/new").await);
            let form = form
                .set("surname", "Таңдау")
                .set("given", "")
                .set(name, value);
            let answer = admin.send(&form).await;
            assert_calm(&answer, name);
            assert_eq!(answer.status, 422, "{name}={value:?}");
        }
    }
    assert_eq!(before, site.weight().await);
}

pub async fn hostile_filters_of_lists(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let lists: [(&str, &[&str]); 6] = [
        (
            "/people",
            &["q", "role", "state", "scope", "sort", "after", "before"],
        ),
        ("/people.xlsx", &["q", "role", "scope", "sort", "after"]),
        (
            "/groups",
            &[
                "q", "unit", "language", "year", "closed", "sort", "after", "before",
            ],
        ),
        ("/groups.xlsx", &["q", "unit", "year", "sort"]),
        ("/structure", &["q", "closed"]),
        (
            "/audit",
            &[
                "q", "act", "kind", "person", "object", "from", "until", "after", "before",
            ],
        ),
    ];
    let zero = "00000000-0000-7000-8000-000000000000";
    let long = "сөз ".repeat(2_000);
    let more = [
        "un\0it:00000000-0000-7000-8000-000000000000",
        "%",
        "_%\\",
        "*",
        "\"a\" AND (b OR NOT c*) NEAR x:y ^ - +",
        "' | & ! :* <-> (",
        "-9223372036854775808",
        "99999999999999999999",
        "AAAA.1",
        ".-1",
        "31.02.2026",
        "01.01.0001",
        "99999-12-31",
        zero,
        &long,
    ];
    for (path, names) in lists {
        for name in names {
            for value in HOSTILE.iter().chain(&more) {
                let query = encoded(&[(name, value)]);
                let asked = format!("{path}?{query}");
                let answer = admin.get(&asked).await;
                assert_calm(&answer, &asked);
                if *name == "q" && answer.status == 200 && !path.ends_with("xlsx") {
                    let page = answer.text();
                    let shown = tags(&page)
                        .into_iter()
                        .filter(|tag| tag.get("name") == Some("q"))
                        .any(|tag| tag.get("value") == Some(value));
                    assert!(
                        shown,
                        "{path}: what was looked for came back as it was: {value:?}"
                    );
                }
            }
        }
    }
    for bytes in [
        "q=%FF%FE",
        "q=%ED%A0%80",
        "q=%",
        "q",
        "&&&",
        "q=a&q=b&q=c",
        "=",
        "%00=%00",
    ] {
        for path in [
            "/people",
            "/groups",
            "/audit",
            "/structure",
            "/today",
            "/login",
            "/",
        ] {
            let asked = format!("{path}?{bytes}");
            assert_calm(&admin.get(&asked).await, &asked);
        }
    }
    let huge = format!("/people?q={}", "a".repeat(200_000));
    let answer = admin.get(&huge).await;
    assert_calm(&answer, "a query of 200 000 letters");
    let fields: String = (0..5_000).map(|at| format!("f{at}=x&")).collect();
    assert_calm(
        &admin.get(&format!("/people?{fields}")).await,
        "5 000 filters",
    );
}
