//! A program with a token.

use oqu_audit::By;
use oqu_db::Error;
use oqu_exchange::api::{NewToken, Reach, add_token, fresh_secret, hash};
use serde_json::Value;

use crate::support::{Answer, Browser, Request, TestSite};

/// All that a token can reach.
pub const ALL: &[Reach] = &Reach::ALL;

/// A program that asks with the token of somebody of the demo.
#[derive(Clone)]
pub struct Program {
    pub browser: Browser,
    pub secret: String,
}

/// What a program was told.
#[derive(Clone, Debug)]
pub struct Told {
    pub answer: Answer,
    /// The object; null where nothing came.
    pub json: Value,
}

impl Program {
    /// A program with a new token of this person.
    pub async fn of(site: &TestSite, login: &str, reach: &[Reach]) -> Self {
        let person = site.person(login).await;
        let by = By {
            person: Some(person),
            ..By::console(site.clock.now(), &site.site.chance, login)
        };
        let secret = fresh_secret(&site.site.chance);
        let new = NewToken::new(&by, hash(&secret), "Сынақ", reach, (person, 30));
        site.site
            .db
            .write::<_, Error, _>(async move |tx| add_token(tx, &by, &new).await)
            .await
            .expect("a token");
        Self {
            browser: site.browser(),
            secret,
        }
    }

    /// Sends a request with the token.
    pub async fn ask(&self, request: Request) -> Told {
        let bearer = format!("Bearer {}", self.secret);
        self.plain(request.header("authorization", &bearer)).await
    }

    /// Sends a request as it is.
    pub async fn plain(&self, request: Request) -> Told {
        let asked = format!("{request:?}").chars().take(300).collect::<String>();
        let answer = self.browser.clone().try_ask(request, true).await;
        let answer = answer.unwrap_or_else(|error| panic!("{asked}: {error}"));
        told(&asked, answer)
    }

    pub async fn get(&self, path: &str) -> Told {
        self.ask(Request::get(path)).await
    }

    pub async fn post(&self, path: &str, object: &Value) -> Told {
        self.ask(sent("POST", path, object)).await
    }

    pub async fn post_once(&self, path: &str, key: &str, object: &Value) -> Told {
        self.ask(sent("POST", path, object).header("idempotency-key", key))
            .await
    }

    pub async fn patch(&self, path: &str, etag: &str, object: &Value) -> Told {
        self.ask(sent("PATCH", path, object).header("if-match", etag))
            .await
    }

    pub async fn delete(&self, path: &str) -> Told {
        self.ask(Request::new("DELETE", path)).await
    }
}

/// A request with an object.
pub fn sent(method: &str, path: &str, object: &Value) -> Request {
    Request::new(method, path).body("application/json", object.to_string())
}

/// What came back, when it is what every answer to a program must be.
fn told(asked: &str, answer: Answer) -> Told {
    assert!(
        answer.status < 500,
        "{asked}: {}: {}",
        answer.status,
        answer.text()
    );
    assert_eq!(answer.all("set-cookie").count(), 0, "{asked}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{asked}");
    assert_eq!(
        answer.header("x-content-type-options"),
        Some("nosniff"),
        "{asked}"
    );
    let number = answer.header("x-request-id").expect("a number").to_owned();
    let json = match answer.body.is_empty() {
        true => Value::Null,
        false => serde_json::from_slice(&answer.body)
            .unwrap_or_else(|error| panic!("{asked}: {error}: {}", answer.text())),
    };
    let kind = answer.header("content-type").unwrap_or_default();
    if answer.status >= 400 && !answer.body.is_empty() {
        assert_eq!(kind, "application/problem+json", "{asked}");
        assert_eq!(json["status"], answer.status, "{asked}");
        assert_eq!(json["instance"], number, "{asked}");
        for field in ["type", "title", "detail"] {
            let text = json[field].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{asked}: {field}");
            assert!(!text.starts_with("problem-"), "{asked}: {text}");
        }
    } else if !answer.body.is_empty() {
        assert_eq!(kind, "application/json", "{asked}");
    }
    Told { answer, json }
}

impl Told {
    /// The status.
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// The same answer, when its status is this one.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.answer.status, status, "{}", self.json);
        self
    }

    /// It is refused, for whatever.
    #[track_caller]
    pub fn refused_somehow(self) -> Self {
        assert!((400..500).contains(&self.answer.status), "{}", self.json);
        self
    }

    /// It is refused for this word.
    #[track_caller]
    pub fn refused(self, status: u16, word: &str) -> Self {
        let told = self.is(status);
        assert_eq!(told.json["type"], format!("urn:oqu:problem:{word}"));
        told
    }

    /// The version.
    pub fn etag(&self) -> String {
        self.answer.header("etag").expect("a version").to_owned()
    }

    /// The id of the object.
    pub fn id(&self) -> String {
        self.json["id"].as_str().expect("an id").to_owned()
    }

    /// The fields with something wrong, in order.
    pub fn wrong(&self) -> Vec<&str> {
        let errors = self.json["errors"].as_array().expect("errors");
        let mut fields: Vec<&str> = errors
            .iter()
            .map(|error| {
                assert!(!error["message"].as_str().unwrap_or_default().is_empty());
                error["field"].as_str().expect("a field")
            })
            .collect();
        fields.sort_unstable();
        fields
    }

    /// The rows of a list.
    pub fn items(&self) -> &[Value] {
        self.json["items"].as_array().expect("rows")
    }
}
