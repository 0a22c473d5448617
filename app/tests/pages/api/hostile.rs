//! What is sent by mistake or on purpose.

use std::sync::Arc;

use serde_json::json;

use super::program::{ALL, Program};
use crate::support::{Request, TestSite};

/// The most bytes of a body.
const MOST: usize = 1 << 20;

pub async fn cookies_open_nothing_and_none_are_set(site: Arc<TestSite>) {
    let admin = site.signed_in("admin").await;
    let mut program = Program::of(&site, "admin", ALL).await;
    program.browser = admin.clone();
    assert!(program.browser.cookies.contains_key("oqu_session"));
    for path in ["/api/v1/people", "/api/v1/roles", "/api/v1/units"] {
        program
            .plain(Request::get(path))
            .await
            .refused(401, "sign-in-first");
    }
    for secret in ["", "oqu_", "oqu_0123456789012345678901234567890", "Bearer"] {
        let request =
            Request::get("/api/v1/people").header("authorization", &format!("Bearer {secret}"));
        program.plain(request).await.refused(401, "sign-in-first");
    }
    let request = Request::get("/api/v1/people")
        .header("authorization", &format!("Basic {}", program.secret));
    program.plain(request).await.refused(401, "sign-in-first");
    let request = Request::get("/api/v1/people")
        .header("authorization", &format!("bearer {}", program.secret));
    program.plain(request).await.is(200);
    // A choice of language is for pages; here it is a filter that nobody knows.
    let told = program.get("/api/v1/people?lang=ru").await;
    assert_eq!(told.refused(422, "fields").wrong(), ["lang"]);
    program
        .plain(Request::get("/api/v1/openapi.json"))
        .await
        .is(200);
}

pub async fn addresses_that_are_not_there_are_problems(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    for path in [
        "/api/",
        "/api/v1",
        "/api/v2/people",
        "/api/v1/people/",
        "/api/v1/people/x",
        "/api/v1/people/%00",
        "/api/v1/people/%FF",
        "/api/v1/../people",
    ] {
        program.get(path).await.refused(404, "not-found");
        program
            .plain(Request::new("POST", path).body("text/plain", "x"))
            .await
            .refused_somehow();
    }
    for (method, path) in [
        ("DELETE", "/api/v1/people"),
        ("PUT", "/api/v1/people"),
        ("POST", "/api/v1/roles"),
        ("PATCH", "/api/v1/openapi.json"),
    ] {
        let told = program.ask(Request::new(method, path)).await;
        let told = told.refused(405, "method");
        let allow = told.answer.header("allow").expect("the methods");
        assert!(allow.contains("GET"), "{allow}");
    }
    // Outside of /api/ pages answer as before.
    let page = site.browser().get("/api").await;
    assert_eq!(page.status, 404);
    assert!(
        page.header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"))
    );
}

pub async fn bodies_that_are_no_objects_are_told(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let before = site.weight().await;
    let post = |kind: &str, body: Vec<u8>| Request::new("POST", "/api/v1/people").body(kind, body);
    let deep = |open: &str, close: &str| {
        let count = 100_000;
        format!(
            "{{\"surname\":{}{}}}",
            open.repeat(count),
            close.repeat(count)
        )
        .into_bytes()
    };
    let bodies: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"[]".to_vec(),
        b"null".to_vec(),
        b"5".to_vec(),
        b"{".to_vec(),
        b"{\"surname\": \"a\"} {}".to_vec(),
        b"{\"surname\": \"\xff\xfe\"}".to_vec(),
        b"{\"surname\": \"\xed\xa0\x80\"}".to_vec(),
        br#"{"surname": "\ud800"}"#.to_vec(),
        br#"{"surname": 1e999}"#.to_vec(),
        b"\xef\xbb\xbf{}".to_vec(),
        b"surname=a".to_vec(),
        deep("[", "]"),
        deep("{\"a\":", "}"),
    ];
    for body in bodies {
        let head = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let told = program.ask(post("application/json", body)).await;
        assert_eq!(told.status(), 400, "{head}: {}", told.json);
        told.refused(400, "json");
    }
    for kind in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
        "application/jsonp",
    ] {
        let told = program.ask(post(kind, b"{}".to_vec())).await;
        told.refused(415, "media-type");
    }
    program
        .ask(post("Application/JSON; charset=utf-8", b"{}".to_vec()))
        .await
        .refused(422, "fields");
    let padded = |length: usize| {
        let mut body = b"{\"surname\": \"a\"".to_vec();
        body.resize(length - 1, b' ');
        body.push(b'}');
        body
    };
    program
        .ask(post("application/json", padded(MOST)))
        .await
        .refused(422, "fields");
    program
        .ask(post("application/json", padded(MOST + 1)))
        .await
        .refused(413, "too-large");
    let many: String = (0..20_000).map(|at| format!("\"f{at}\":{at},")).collect();
    let told = program
        .ask(post(
            "application/json",
            format!("{{{many}\"x\":1}}").into_bytes(),
        ))
        .await;
    told.refused(422, "fields");
    // A stranger's body is not read.
    program
        .plain(post("application/json", padded(MOST + 1)))
        .await
        .refused(401, "sign-in-first");
    let long = "а".repeat(500_000);
    let told = program
        .post(
            "/api/v1/people",
            &json!({ "surname": long, "given": "Б", "citizenship": "KZ" }),
        )
        .await;
    assert_eq!(told.refused(422, "fields").wrong(), ["surname"]);
    assert_eq!(before, site.weight().await);
}
