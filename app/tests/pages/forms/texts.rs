//! What is typed: it comes back or is kept, as a text.

use std::sync::Arc;

use super::calm::{assert_calm, assert_nothing_lost, assert_only_our_html, try_form};
use super::target::{filled, targets};
use crate::support::browser::{encoded, form_of};
use crate::support::{Request, TestSite, main_form};

/// Texts that are dangerous somewhere: for a page, a database, a spreadsheet, an eye.
pub const HOSTILE: [&str; 17] = [
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

pub async fn hostile_texts_come_back_or_are_kept_as_texts(site: Arc<TestSite>) {
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
            let mut form = main_form(&html);
            if login {
                form = form_of(&html, "/account/password");
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
                let there = main_form(&page);
                assert_eq!(there.get("login"), hostile);
                assert_eq!(there.get("password"), "");
            }
        }
    }
}

pub async fn each_field_alone_is_hostile(site: Arc<TestSite>) {
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

pub async fn a_megabyte_in_every_field_comes_back(site: Arc<TestSite>) {
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
                let pair = encoded(&[(key, &value)]);
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

/// Told last: looks at all that the other stories left behind.
pub async fn nothing_invisible_was_kept(site: Arc<TestSite>) {
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
