//! What is sent instead of a form: no text, too much, nothing, something else, half of it.

use std::sync::Arc;

use super::calm::assert_calm;
use super::target::{filled, targets};
use crate::support::{Answer, Browser, Request, TestSite, text};

/// Posts this body as a form, after the token.
async fn post_raw(admin: &mut Browser, action: &str, body: &[u8]) -> Answer {
    let token = format!("csrf={}&", admin.token);
    let whole = [token.as_bytes(), body].concat();
    let kind = "application/x-www-form-urlencoded";
    admin
        .ask(Request::new("POST", action).body(kind, whole))
        .await
}

pub async fn bytes_that_are_no_text_are_no_error_of_ours(site: Arc<TestSite>) {
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

pub async fn forms_of_thousands_of_fields_and_nested_names(site: Arc<TestSite>) {
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

pub async fn an_empty_form_is_a_form_with_problems(site: Arc<TestSite>) {
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

pub async fn other_kinds_of_content_are_refused(site: Arc<TestSite>) {
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

pub async fn bodies_that_end_early_or_never_end(site: Arc<TestSite>) {
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
        if let Ok(answer) = admin.try_ask(cut, false).await {
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
        if let Ok(answer) = admin.try_ask(cut, false).await {
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
