//! Every operation of the description met with each kind of trouble: values of wrong types, huge and
//! empty ones, bytes that are no text, bodies that are none, cursors and keys of other requests.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::described::{Described, Operation};
use super::fuzz::{Maker, anything, parameters};
use super::program::{ALL, Program, Told, sent};
use crate::support::browser::encoded;
use crate::support::{Request, TestSite};

/// Requests of one token, with those that only read the version: it may send six hundred a minute.
const PER_TOKEN: usize = 250;
/// Values of each field that are drawn.
const DRAWN: usize = 3;
/// Logins and codes are numbered from here on, away from those of other tests.
const TURN: usize = 100_000;
/// A body drawn from its schema is right within so many turns.
const RIGHT_WITHIN: usize = 40;
/// The most bytes of a body.
const BODY_MOST: usize = 1 << 20;
/// An id of nothing.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// What no field, or hardly any, can take.
fn hostile() -> Vec<Value> {
    let mut deep = json!("x");
    for _ in 0..60 {
        deep = json!([deep]);
    }
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(5.5),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!("   "),
        json!("\u{0}"),
        json!("a\u{0}b"),
        json!("\u{202e}abc\u{feff}"),
        json!("😀"),
        json!("Ә Ғ Қ Ң Ө Ұ Ү Һ І"),
        json!("中文 עברית ﷺ ٠١٢"),
        json!("я".repeat(100_000)),
        json!("'; DROP TABLE people; --"),
        json!("<script>alert(1)</script>"),
        json!("2026-02-30"),
        json!(NOBODY),
        json!([]),
        json!([null]),
        json!(vec!["kk"; 1_000]),
        json!({}),
        json!({ "kk": 5, "zz": {} }),
        deep,
    ]
}

/// Bodies that are no object, with their kind and the statuses that they are refused with.
fn bodies() -> Vec<(&'static str, Vec<u8>, u16)> {
    let long = format!("{{\"x\":\"{}\"}}", "a".repeat(BODY_MOST));
    vec![
        ("application/json", b"".to_vec(), 400),
        ("application/json", b"{".to_vec(), 400),
        ("application/json", b"[]".to_vec(), 400),
        ("application/json", b"null".to_vec(), 400),
        ("application/json", b"{\"a\":\"\xff\"}".to_vec(), 400),
        ("application/json", b"{\"a\":1}{\"a\":1}".to_vec(), 400),
        ("application/json", b"\x1f\x8b\x08\x00".to_vec(), 400),
        ("application/json", vec![b'['; 10_000], 400),
        ("application/json", long.into_bytes(), 413),
        ("application/xml", b"<a/>".to_vec(), 415),
        (
            "application/x-www-form-urlencoded",
            b"surname=a".to_vec(),
            415,
        ),
        ("multipart/form-data; boundary=a", b"--a--".to_vec(), 415),
        ("", b"{}".to_vec(), 415),
        ("қате", b"{}".to_vec(), 415),
    ]
}

/// One operation among its troubles.
struct Trial<'a> {
    site: &'a TestSite,
    maker: &'a mut Maker,
    operation: Operation,
    program: Program,
    sent: usize,
    met: BTreeSet<u16>,
}

impl Trial<'_> {
    async fn ask(&mut self, what: &str, request: Request) -> Told {
        self.sent += 1;
        if self.sent.is_multiple_of(PER_TOKEN) {
            self.program = Program::of(self.site, "admin", ALL).await;
        }
        let told = self.program.ask(request).await;
        self.looked_at(what, told)
    }

    fn looked_at(&mut self, what: &str, told: Told) -> Told {
        let (method, path) = (&self.operation.method, &self.operation.path);
        let asked: String = format!("{method} {path}: {what}")
            .chars()
            .take(400)
            .collect();
        let described = &self.maker.described;
        described.assert_told(&self.operation, &asked, &told);
        self.met.insert(told.status());
        told
    }

    /// An address of the operation that leads to something.
    fn address(&mut self) -> String {
        let path = self.operation.path.clone();
        if path.contains("{grant}") {
            let (person, grant) = self.maker.held();
            return path.replace("{id}", &person).replace("{grant}", &grant);
        }
        let of = path.split('/').nth(3).unwrap_or_default().to_owned();
        match path.contains("{id}") {
            true => path.replace("{id}", &self.maker.id(&of)),
            false => path,
        }
    }

    /// The request with what the operation needs besides its body.
    async fn begun(&mut self, path: &str) -> Request {
        let request = Request::new(&self.operation.method, path);
        if self.operation.method != "PATCH" {
            return request;
        }
        self.sent += 1;
        let there = self.program.get(path).await;
        let etag = there.answer.header("etag").unwrap_or("\"v1\"").to_owned();
        request.header("if-match", &etag)
    }

    fn schema(&self) -> Value {
        self.operation.about["requestBody"]["content"]["application/json"]["schema"].clone()
    }

    async fn addresses(&mut self) {
        if !self.operation.path.contains('{') {
            return;
        }
        let long = "a".repeat(5_000);
        for id in [
            "x",
            "%00",
            "%FF%FE",
            "%F0%9F%98%80",
            "..%2f..",
            "-",
            "0",
            NOBODY,
            &long,
        ] {
            let path = self.operation.path.replace("{id}", id);
            let path = path.replace("{grant}", id);
            let mut request = Request::new(&self.operation.method, &path);
            if !self.schema().is_null() {
                request = request
                    .header("if-match", "\"v1\"")
                    .body("application/json", "{}");
            }
            self.ask(&path, request).await.refused_somehow();
        }
    }

    async fn queries(&mut self) {
        let long = "ә".repeat(3_000);
        let values = [
            "",
            " ",
            "\u{0}",
            "true",
            "yes",
            "-1",
            "0",
            "201",
            "99999999999999999999",
            "1e3",
            "😀",
            "' OR 1=1 --",
            NOBODY,
            &long,
        ];
        let path = self.address();
        for parameter in parameters(&self.operation, "query") {
            let name = parameter["name"].as_str().expect("a name");
            for value in values {
                let path = format!("{path}?{}", encoded(&[(name, value)]));
                self.ask(&path, Request::new(&self.operation.method, &path))
                    .await;
            }
            let twice = format!("{path}?{name}=a&{name}=a");
            let told = self.ask(&twice, Request::get(&twice)).await;
            assert!(told.refused(422, "fields").wrong().contains(&name));
            for raw in ["%FF%FE", "%", "%zz", "+", "a;b"] {
                let path = format!("{path}?{name}={raw}");
                self.ask(&path, Request::get(&path)).await;
            }
        }
        for query in ["nothing=1", "=", "%00=%00", "lang=ru&lang=kk"] {
            let path = format!("{path}?{query}");
            let mut request = self.begun(&path).await;
            if !self.schema().is_null() {
                request = request.body("application/json", "{}");
            }
            // The description takes whatever is asked of it.
            if self.operation.about["security"].is_null() {
                self.ask(&path, request).await.is(200);
            } else {
                self.ask(&path, request).await.refused(422, "fields");
            }
        }
    }

    async fn bodies(&mut self) {
        let schema = self.schema();
        if schema.is_null() {
            return;
        }
        let path = self.address();
        for (kind, body, status) in bodies() {
            let head = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
            let request = self.begun(&path).await.body(kind, body);
            self.ask(&head, request).await.is(status);
        }
        let bare = self.begun(&path).await;
        self.ask("no body and no kind", bare).await.is(415);
        let squeezed = self.begun(&path).await.header("content-encoding", "gzip");
        let squeezed = squeezed.body("application/json", b"\x1f\x8b\x08\x00\x00".to_vec());
        self.ask("a squeezed body", squeezed).await.is(400);
    }

    async fn values(&mut self) {
        let schema = self.schema();
        if schema.is_null() {
            return;
        }
        let fields = self.maker.described.resolved(&schema)["properties"].clone();
        let fields = fields.as_object().expect("fields").clone();
        for name in fields.keys() {
            let mut values = hostile();
            for _ in 0..DRAWN {
                values.push(self.maker.lot.draw(&anything()));
            }
            for value in values {
                let mut object = self.maker.value(&schema);
                object[name] = value;
                let path = self.address();
                let request = self.begun(&path).await;
                let request = request.body("application/json", object.to_string());
                self.ask(&object.to_string(), request).await;
            }
        }
    }

    async fn headers(&mut self) {
        let long = "a".repeat(5_000);
        let path = self.address();
        let has_body = !self.schema().is_null();
        let needs_token = !self.operation.about["security"].is_null();
        let bodied = |request: Request| match has_body {
            true => request.body("application/json", "{}"),
            false => request,
        };
        let method = self.operation.method.clone();
        let wrong = format!("{path}?nothing=1");
        let asked = |language: &str| {
            let request = Request::new(&method, &wrong).header("if-match", "\"v1\"");
            bodied(request.header("accept-language", language))
        };
        let mut titles = BTreeSet::new();
        for language in ["kk", "ru", "en"] {
            let told = self.program.plain(asked(language)).await;
            let told = self.looked_at(language, told);
            if needs_token {
                let told = told.refused(401, "sign-in-first");
                assert_eq!(told.answer.header("content-language"), Some(language));
                assert!(titles.insert(told.json["title"].to_string()));
            }
        }
        for language in ["", "*", "zz;q=9", "қазақша", &long] {
            self.ask(language, asked(language)).await;
        }
        if method == "DELETE" {
            return;
        }
        for name in ["if-match", "idempotency-key"] {
            for value in ["", " ", "*", "W/\"v1\"", "\"v0\"", "\"v-1\"", "ключ", &long] {
                let request = bodied(Request::new(&method, &path).header(name, value));
                self.ask(&format!("{name}: {value}"), request).await;
            }
        }
    }

    /// The same key with the same body, and with another.
    async fn keys(&mut self) {
        if self.operation.method != "POST" {
            return;
        }
        let schema = self.schema();
        let path = self.address();
        let keyed =
            |key: &str, object: &Value| sent("POST", &path, object).header("idempotency-key", key);
        let mut done = None;
        for turn in 0..RIGHT_WITHIN {
            let (key, object) = (format!("trouble-{turn}"), self.maker.value(&schema));
            let told = self.ask("under a key", keyed(&key, &object)).await;
            if told.status() < 300 {
                done = Some((key, object, told));
                break;
            }
        }
        let (key, object, first) = done.expect("an act under a key");
        let again = self.ask("again", keyed(&key, &object)).await;
        assert_eq!((again.status(), &again.json), (first.status(), &first.json));
        for _ in 0..RIGHT_WITHIN {
            let other = self.maker.value(&schema);
            let told = self.ask("another body", keyed(&key, &other)).await;
            if other == object {
                continue;
            }
            told.refused(422, "repeat");
            return;
        }
        panic!("{path} never met its key with another body");
    }
}

pub async fn every_operation_stands_every_trouble(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let described = Described::of(&program).await;
    let mut maker = Maker::new(&site, described, TURN).await;
    let mut met: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    let mut sent = 0;
    for operation in maker.described.operations() {
        let name = format!("{} {}", operation.method, operation.path);
        let mut trial = Trial {
            site: &site,
            maker: &mut maker,
            program: Program::of(&site, "admin", ALL).await,
            operation,
            sent: 0,
            met: BTreeSet::new(),
        };
        trial.headers().await;
        trial.addresses().await;
        trial.queries().await;
        trial.bodies().await;
        trial.values().await;
        trial.keys().await;
        sent += trial.sent;
        met.insert(name, trial.met);
    }
    println!("{sent} requests: {met:#?}");
    assert!(sent > 2_000, "{sent} requests");
    for (operation, statuses) in &met {
        let takes_body = operation.starts_with("POST") || operation.starts_with("PATCH");
        let expected: &[u16] = match takes_body {
            true => &[400, 401, 413, 415, 422],
            false if operation.ends_with("openapi.json") => &[200],
            false => &[401, 422],
        };
        assert!(
            expected.iter().all(|status| statuses.contains(status)),
            "{operation}: {statuses:?}"
        );
    }
}

/// A cursor opens its own list only.
pub async fn a_cursor_of_another_list_is_told(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let lists = ["people", "units", "groups"];
    let mut cursors = Vec::new();
    for list in lists {
        let told = program
            .get(&format!("/api/v1/{list}?limit=1"))
            .await
            .is(200);
        cursors.push(told.json["next"].as_str().expect("more").to_owned());
    }
    for (list, own) in lists.iter().zip(&cursors) {
        program
            .get(&format!("/api/v1/{list}?cursor={own}"))
            .await
            .is(200);
        let shorter = &own[..own.len() - 1];
        let doubled = format!("{own}{own}");
        let others = cursors.iter().filter(|cursor| *cursor != own);
        let wrong = others.map(String::as_str);
        for cursor in wrong.chain([shorter, &doubled, "AAAA", "%00", "-1"]) {
            let told = program
                .get(&format!("/api/v1/{list}?cursor={cursor}"))
                .await;
            assert_eq!(told.refused(422, "fields").wrong(), ["cursor"], "{cursor}");
        }
    }
}
