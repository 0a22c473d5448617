//! What people and programs throw at forms: no answer is an error of ours, nothing typed is lost,
//! nothing typed becomes HTML, and what was refused left no trace.

mod support;

use std::sync::Arc;

use support::http::Answer;
use support::{Browser, Form, Request, TestSite, forms, tags, text};

stories!(
    hostile_texts_come_back_or_are_kept_as_texts,
    each_field_alone_is_hostile,
    a_megabyte_in_every_field_comes_back,
    bytes_that_are_no_text_are_no_error_of_ours,
    forms_of_thousands_of_fields_and_nested_names,
    an_empty_form_is_a_form_with_problems,
    other_kinds_of_content_are_refused,
    bodies_that_end_early_or_never_end,
    choices_that_were_not_offered,
    hostile_filters_of_lists,
    nothing_invisible_was_kept,
);

/// A form of the program: the page on which it stands, and fields that make it right.
struct Target {
    page: String,
    right: Vec<(&'static str, String)>,
    /// A field that must be unlike all others, so that the form can be taken again and again.
    unique: Option<&'static str>,
}

async fn targets(site: &TestSite) -> Vec<Target> {
    let target = |page: String, right: &[(&'static str, &str)], unique| Target {
        page,
        right: right
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
        unique,
    };
    let person = site.person("s0101").await;
    let locked = site.person("s0102").await;
    let unit = site.unit("ҚМ").await;
    let group = site.group("ҚМ-21").await;
    let above = site.unit("КИ").await.to_string();
    let names = [
        ("name-kk", "Сынақ бөлімі"),
        ("name-ru", "Отдел"),
        ("name-en", "Office"),
    ];
    vec![
        target(
            "/people/new".into(),
            &[("surname", "Сынақ"), ("given", "Адам")],
            None,
        ),
        target(format!("/people/{person}/edit"), &[], None),
        target(
            format!("/people/{locked}/lock"),
            &[("ground", "№ 1 бұйрық")],
            None,
        ),
        target("/structure/units/new".into(), &names, Some("unit-code")),
        target(format!("/structure/units/{unit}/edit"), &[], None),
        target(
            "/groups/new".into(),
            &[("group-unit", &above)],
            Some("group-code"),
        ),
        target(format!("/groups/{group}/edit"), &[], None),
        target("/structure/organisation/edit".into(), &[], None),
    ]
}

/// Texts that are dangerous somewhere: for a page, a database, a spreadsheet, an eye.
const HOSTILE: [&str; 17] = [
    "Ал\0ма",
    "\0",
    "Алма\u{202E}амлА",
    "\u{200F}\u{2066}Алма\u{2069}",
    "Ал\u{200B}\u{FEFF}ма\u{AD}",
    "Алма 🎉👩‍👩‍👧",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)' x='\" onfocus=\"alert(1)",
    "</textarea></title><svg onload=alert(1)>",
    "&lt;b&gt; &#60;i&#62; &amp;amp;",
    "=HYPERLINK(\"http://evil.example\")",
    "'; DROP TABLE people; --",
    "$1 %s %n {0} {{ 7*7 }} ${7*7} { $name }",
    "Алма\r\nset-cookie: a=b\r\n\r\n",
    "\u{2}csrf\u{3}",
    "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30A}\u{30B}\u{30C}\u{30D}\u{FFFF}\u{10FFFF}",
];

/// The form of a page with what makes it right.
async fn filled(admin: &mut Browser, target: &Target, count: usize) -> Form {
    let page = admin.open(&target.page).await;
    let mut form = support::html::main_form(&page);
    for (name, value) in &target.right {
        form = form.set(name, value);
    }
    if let Some(name) = target.unique {
        form = form.set(name, &format!("СЫН-{count}"));
    }
    form
}

/// Every answer, whatever was asked: our status, our headers, no HTML of a stranger.
fn assert_calm(answer: &Answer, asked: &str) {
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

fn assert_only_our_html(page: &str, asked: &str) {
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
fn assert_nothing_lost(answer: &Answer, sent: &Form, asked: &str) {
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
async fn try_form(site: &TestSite, admin: &mut Browser, form: &Form, asked: &str) -> bool {
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

async fn hostile_texts_come_back_or_are_kept_as_texts(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    for target in targets(&site).await {
        for (count, hostile) in HOSTILE.iter().enumerate() {
            let mut form = filled(&mut admin, &target, count).await;
            for name in form.texts.clone() {
                form = form.set(&name, hostile);
            }
            let asked = format!("{hostile:?} in all of {}", target.page);
            try_form(&site, &mut admin, &form, &asked).await;
        }
    }
    for (page, login) in [("/login", false), ("/account", true)] {
        for hostile in HOSTILE {
            let mut browser = if login { admin.clone() } else { site.browser() };
            let html = browser.open(page).await;
            let mut form = support::html::main_form(&html);
            if login {
                form = support::browser::form_of(&html, "/account/password");
            }
            for name in ["login", "password", "new_password", "stay", "back"] {
                form = form.set(name, hostile);
            }
            form.texts.retain(|name| name == "login");
            let answer = browser.send(&form).await;
            assert_calm(&answer, page);
            assert_eq!(answer.status, 422, "{page}: {hostile:?}");
            if !login {
                let page = answer.text();
                let there = support::html::main_form(&page);
                assert_eq!(there.get("login"), hostile);
                assert_eq!(there.get("password"), "");
            }
        }
    }
}

async fn each_field_alone_is_hostile(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut count = 100;
    for target in targets(&site).await {
        let names = filled(&mut admin, &target, 0).await.texts;
        count += 1;
        let right = filled(&mut admin, &target, count).await;
        let page = &target.page;
        let taken = try_form(&site, &mut admin, &right, page).await;
        assert!(taken, "{page}: a form without anything hostile is taken");
        let mut refused = 0;
        for name in names {
            for hostile in HOSTILE {
                count += 1;
                let form = filled(&mut admin, &target, count).await.set(&name, hostile);
                let asked = format!("{hostile:?} in {name} of {page}");
                refused += usize::from(!try_form(&site, &mut admin, &form, &asked).await);
            }
        }
        assert!(refused > 0, "{page}: nothing hostile is refused");
    }
}

async fn a_megabyte_in_every_field_comes_back(site: Arc<TestSite>) {
    const MEGABYTE: usize = 1 << 20;
    let mut admin = site.signed_in("admin").await;
    let long = "а".repeat(MEGABYTE / 2);
    for target in targets(&site).await {
        let names = filled(&mut admin, &target, 0).await.texts;
        for name in names {
            let form = filled(&mut admin, &target, 9_000).await.set(&name, &long);
            let before = site.weight().await;
            // As bytes: percents would make three megabytes of it, which no form needs.
            let mut body = String::new();
            for (key, value) in &form.fields {
                let value = if *key == name {
                    long.clone()
                } else {
                    String::new() + value
                };
                let pair = support::browser::encoded(&[(key, &value)]);
                body.push_str(if *key == name { "" } else { &pair });
                if *key == name {
                    body.push_str(&format!("{key}={long}"));
                }
                body.push('&');
            }
            let kind = "application/x-www-form-urlencoded";
            let answer = admin
                .ask(Request::new("POST", &form.action).body(kind, body))
                .await;
            let asked = format!("a megabyte in {name} of {}", target.page);
            assert_calm(&answer, &asked);
            assert_eq!(answer.status, 422, "{asked}");
            assert_nothing_lost(&answer, &form, &asked);
            assert_eq!(before, site.weight().await, "{asked}");
        }
    }
    let form = filled(&mut admin, &targets(&site).await[0], 0).await;
    let answer = admin
        .send(&form.set("surname", &"x".repeat(3 * MEGABYTE)))
        .await;
    assert_calm(&answer, "three megabytes");
    assert_eq!(answer.status, 413);
}

/// Posts this body as a form, after the token.
async fn post_raw(admin: &mut Browser, action: &str, body: &[u8]) -> Answer {
    let token = format!("csrf={}&", admin.token);
    let whole = [token.as_bytes(), body].concat();
    let kind = "application/x-www-form-urlencoded";
    admin
        .ask(Request::new("POST", action).body(kind, whole))
        .await
}

async fn bytes_that_are_no_text_are_no_error_of_ours(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    for target in targets(&site).await {
        let form = filled(&mut admin, &target, 0).await;
        let name = form.texts[0].clone();
        let before = site.weight().await;
        for bytes in [
            &b"%ED%A0%80"[..],
            b"%FF%FE%00",
            b"%C0%80",
            b"%F5%80%80%80",
            b"\xff\xfe\x00\x80",
            b"%",
            b"%zz%1",
            b"%u0410",
            b"\r\n\r\n",
            b"a=b=c;d&&&=&%3D%26",
        ] {
            let body = [name.as_bytes(), b"=", bytes].concat();
            let asked = format!(
                "{} in {name} of {}",
                String::from_utf8_lossy(bytes),
                form.action
            );
            let answer = post_raw(&mut admin, &form.action, &body).await;
            assert_calm(&answer, &asked);
        }
        // Only the ground of a lock stands alone; everything else lacks fields and is refused.
        if !target.page.ends_with("/lock") {
            assert_eq!(before, site.weight().await, "{}", target.page);
        }
    }
}

async fn forms_of_thousands_of_fields_and_nested_names(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let many: String = (0..5_000).map(|at| format!("f{at}=x&")).collect();
    let same = "surname=x&".repeat(1_500);
    let nested =
        "surname[]=a&surname[0]=b&surname.given=c&given[$ne]=1&__proto__[x]=1&constructor=x";
    let before = site.weight().await;
    for target in targets(&site).await {
        let form = filled(&mut admin, &target, 0).await;
        let answer = post_raw(&mut admin, &form.action, many.as_bytes()).await;
        assert_calm(&answer, &form.action);
        assert_eq!(answer.status, 400, "{}", form.action);
        for body in [&same, nested] {
            let answer = post_raw(&mut admin, &form.action, body.as_bytes()).await;
            assert_calm(&answer, &form.action);
            assert_eq!(
                answer.status,
                422,
                "{}: {}",
                form.action,
                text(&answer.text())
            );
        }
    }
    assert_eq!(before, site.weight().await);
}

async fn an_empty_form_is_a_form_with_problems(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let before = site.weight().await;
    for target in targets(&site).await {
        let form = filled(&mut admin, &target, 0).await;
        let kind = "application/x-www-form-urlencoded";
        let empty = Request::new("POST", &form.action).body(kind, "");
        assert_eq!(admin.ask(empty.clone()).await.status, 403, "no token");
        // A script sends the token beside the form.
        let token = admin.token.clone();
        let answer = admin.ask(empty.header("x-csrf-token", &token)).await;
        assert_calm(&answer, &form.action);
        assert_eq!(answer.status, 422, "{}", form.action);
        assert!(
            answer.text().contains("class=\"error-summary\""),
            "{}",
            form.action
        );
    }
    assert_eq!(before, site.weight().await);
}

async fn other_kinds_of_content_are_refused(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let before = site.weight().await;
    let part = "--x\r\ncontent-disposition: form-data; name=\"surname\"\r\n\r\nА\r\n--x--\r\n";
    for target in targets(&site).await {
        let form = filled(&mut admin, &target, 0).await;
        let token = admin.token.clone();
        for (kind, body) in [
            ("application/json", "{\"surname\":\"А\"}"),
            ("multipart/form-data; boundary=x", part),
            ("text/plain", "surname=А"),
            ("application/xml", "<surname>А</surname>"),
            ("application/x-www-form-urlencodedx", "surname=А"),
            ("", "surname=А"),
        ] {
            let asked = Request::new("POST", &form.action)
                .body(kind, body)
                .header("x-csrf-token", &token);
            let answer = admin.ask(asked).await;
            assert_calm(&answer, kind);
            assert_eq!(answer.status, 415, "{kind} to {}", form.action);
            assert!(
                answer
                    .text()
                    .contains(&site.said("failure-media-type-title")),
                "{kind}"
            );
        }
    }
    assert_eq!(before, site.weight().await);
}

async fn bodies_that_end_early_or_never_end(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let before = site.weight().await;
    let body = format!(
        "csrf={}&surname=Кесілген&given=Адам&citizenship=KZ",
        admin.token
    );
    let kind = "application/x-www-form-urlencoded";
    for length in ["500", "2097152", "99999999999"] {
        let cut = Request::new("POST", "/people")
            .body(kind, body.clone())
            .header("content-length", length);
        if let Some(answer) = admin.try_ask(cut, false).await {
            assert!(
                (400..500).contains(&answer.status),
                "{length}: {}",
                answer.status
            );
        }
    }
    for chunks in ["5\r\nab", "zz\r\nabc\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n"] {
        let cut = Request::new("POST", "/people")
            .body(kind, chunks)
            .header("transfer-encoding", "chunked")
            .header("content-length", "");
        if let Some(answer) = admin.try_ask(cut, false).await {
            assert!(
                (400..500).contains(&answer.status),
                "{chunks}: {}",
                answer.status
            );
        }
    }
    assert_eq!(before, site.weight().await);
    assert!(admin.is_inside().await);
}

async fn choices_that_were_not_offered(site: Arc<TestSite>) {
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
            let form = support::html::main_form(&admin.open("/people/new").await);
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

async fn hostile_filters_of_lists(site: Arc<TestSite>) {
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
                let query = support::browser::encoded(&[(name, value)]);
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

/// Told last: looks at all that the other stories left behind.
async fn nothing_invisible_was_kept(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let person = site.person("s0101").await;
    let pages = [
        "/people?sort=-added".to_owned(),
        format!("/people/{person}"),
        "/structure".to_owned(),
        "/structure/organisation".to_owned(),
        "/groups".to_owned(),
        "/audit".to_owned(),
        "/".to_owned(),
    ];
    for path in pages {
        let page = admin.open(&path).await;
        assert_only_our_html(&page, &path);
        for sign in [
            '\0', '\u{2}', '\u{202E}', '\u{2066}', '\u{200B}', '\u{FEFF}', '\u{FFFF}',
        ] {
            assert!(!page.contains(sign), "{path} holds {sign:?}");
        }
    }
}
