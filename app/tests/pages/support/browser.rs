//! What a person's browser does: keeps cookies, takes the token of a form from its page, follows.

use std::collections::BTreeMap;
use std::io::Result;
use std::net::SocketAddr;

use oqu_identity::api::DEMO_PASSWORD;

use super::html::{self, Form};
use super::http::{Answer, exchange};

/// A request as a test wants it, header by header.
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    /// Any method.
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A page.
    pub fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A form.
    pub fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        Self::new("POST", path).body("application/x-www-form-urlencoded", encoded(fields))
    }

    /// Content of a kind.
    #[must_use]
    pub fn body(self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut request = self.header("content-type", kind);
        request.body = body.into();
        request
    }

    /// One more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The kind of a form with a file.
pub const WITH_FILE: &str = "multipart/form-data; boundary=between-the-parts";

/// A form with a file, as a browser sends it.
pub fn with_file(token: &str, field: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let between = "--between-the-parts\r\nContent-Disposition: form-data; name=";
    let head = format!(
        "{between}\"csrf\"\r\n\r\n{token}\r\n{between}\"{field}\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let end = b"\r\n--between-the-parts--\r\n";
    [head.as_bytes(), bytes, end].concat()
}

/// Fields as a form sends them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in fields {
        if !out.is_empty() {
            out.push('&');
        }
        escape(name, &mut out);
        out.push('=');
        escape(value, &mut out);
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// A browser.
#[derive(Clone, Debug)]
pub struct Browser {
    address: SocketAddr,
    /// Its cookies.
    pub cookies: BTreeMap<String, String>,
    /// The token of the last page with a form.
    pub token: String,
    /// `Accept-Language`.
    pub languages: &'static str,
}

impl Browser {
    /// A browser without cookies, in Kazakh.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookies: BTreeMap::new(),
            token: String::new(),
            languages: "kk",
        }
    }

    /// Sends a file to an address that takes some, with the token of the last page.
    pub async fn send_file(&mut self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let body = with_file(&self.token, "file", name, bytes);
        self.ask(Request::new("POST", path).body(WITH_FILE, body))
            .await
    }

    /// Sends a request with the browser's cookies, and keeps those that come.
    pub async fn ask(&mut self, request: Request) -> Answer {
        let asked = request.path.chars().take(200).collect::<String>();
        let asked = format!("{} {asked}", request.method);
        let answer = self.try_ask(request, true).await;
        let answer = answer.unwrap_or_else(|error| panic!("{asked}: {error}"));
        assert!(
            answer.status < 500,
            "{asked} answered {}:\n{}",
            answer.status,
            html::text(&answer.text())
        );
        answer
    }

    /// The same, when the site may be gone, in trouble, or close without an answer; `whole` tells
    /// whether all of the request is sent.
    pub async fn try_ask(&mut self, request: Request, whole: bool) -> Result<Answer> {
        let mut head = format!("{} {} HTTP/1.1\r\n", request.method, request.path);
        let mut line = |name: &str, value: &str| {
            let own = request.headers.iter().any(|(key, _)| key == name);
            if !own && !value.is_empty() {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        };
        line("host", &self.address.to_string());
        line("connection", "close");
        line("accept-language", self.languages);
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        line("cookie", &pairs.collect::<Vec<_>>().join("; "));
        if request.method != "GET" && request.method != "HEAD" {
            line("content-length", &request.body.len().to_string());
        }
        for (name, value) in &request.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let bytes = [head.as_bytes(), &request.body].concat();
        let answer = exchange(self.address, &bytes, whole).await?;
        self.keep(&answer);
        Ok(answer)
    }

    fn keep(&mut self, answer: &Answer) {
        for line in answer.all("set-cookie") {
            let mut parts = line.split(';').map(str::trim);
            let (name, value) = parts
                .next()
                .and_then(|pair| pair.split_once('='))
                .expect("a cookie");
            if parts.any(|part| part == "Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if answer.header("content-encoding").is_some() {
            return;
        }
        if let Some(token) = token_of(&answer.text()) {
            self.token = token;
        }
    }

    /// A page as it is answered; redirects are shown.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path)).await
    }

    /// The HTML of a page that there must be, after all redirects.
    pub async fn open(&mut self, path: &str) -> String {
        let answer = self.get(path).await;
        self.follow(answer, path).await
    }

    /// Sends fields with the token of the last page; redirects are shown.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token.clone();
        let with_token: Vec<(&str, &str)> = [("csrf", token.as_str())]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        self.ask(Request::form(path, &with_token)).await
    }

    /// Sends a form with one file and the token of the last page; redirects are shown.
    pub async fn post_form_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (field, name, bytes): (&str, &str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        let token = self.token.clone();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            let part = "--oqu\r\ncontent-disposition: form-data; name=";
            body.extend(format!("{part}\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let part = "--oqu\r\ncontent-disposition: form-data; name=";
        body.extend(format!("{part}\"{field}\"; filename=\"{name}\"\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--oqu--\r\n");
        self.ask(Request::new("POST", path).body("multipart/form-data; boundary=oqu", body))
            .await
    }

    /// Sends a file with the token of the last page; redirects are shown.
    pub async fn post_file(&mut self, path: &str, field: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut body = format!(
            "--oqu\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
             --oqu\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n",
            self.token
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--oqu--\r\n");
        self.ask(Request::new("POST", path).body("multipart/form-data; boundary=oqu", body))
            .await
    }

    /// A step of the protocol of uploads, with the token of the last page.
    pub fn step(&self, method: &str, path: &str) -> Request {
        Request::new(method, path)
            .header("tus-resumable", "1.0.0")
            .header("x-csrf-token", &self.token)
    }

    /// Sends a form as it stands; redirects are shown.
    pub async fn send(&mut self, form: &Form) -> Answer {
        let fields: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.ask(Request::form(&form.action, &fields)).await
    }

    /// Sends a form that another browser was given, with the token of the last page of this one.
    pub async fn send_anothers(&mut self, form: &Form) -> Answer {
        let own = form.clone().set("csrf", &self.token);
        self.send(&own).await
    }

    /// Sends a form that must be taken, and shows the page where it leads.
    pub async fn submit(&mut self, form: &Form) -> String {
        let answer = self.send(form).await;
        assert_eq!(
            answer.status,
            303,
            "{}: {}",
            form.action,
            html::text(&answer.text())
        );
        self.follow(answer, &form.action).await
    }

    /// The form of a page that is sent to `action`.
    pub async fn form(&mut self, page: &str, action: &str) -> Form {
        let html = self.open(page).await;
        form_of(&html, action)
    }

    async fn follow(&mut self, mut answer: Answer, path: &str) -> String {
        for _ in 0..5 {
            if answer.status != 303 {
                break;
            }
            let place = answer.header("location").expect("a place").to_owned();
            answer = self.get(&place).await;
        }
        let text = answer.text();
        assert_eq!(answer.status, 200, "{path}: {}", html::text(&text));
        text
    }

    /// Signs in with the password of the demo.
    pub async fn sign_in(&mut self, login: &str) {
        let answer = self.sign_in_with(login, DEMO_PASSWORD).await;
        assert_eq!(answer.status, 303, "{login} signs in");
        self.open("/account").await;
    }

    /// Tries to sign in; the answer is shown.
    pub async fn sign_in_with(&mut self, login: &str, password: &str) -> Answer {
        self.open("/login").await;
        self.post("/login", &[("login", login), ("password", password)])
            .await
    }

    /// Whether somebody is signed in.
    pub async fn is_inside(&mut self) -> bool {
        self.get("/account").await.status == 200
    }
}

/// The form of a page that is sent to `action`.
pub fn form_of(html: &str, action: &str) -> Form {
    let mut forms = html::forms(html);
    let at = forms.iter().position(|form| form.action == action);
    let actions: Vec<&str> = forms.iter().map(|form| form.action.as_str()).collect();
    let at = at.unwrap_or_else(|| panic!("no form {action}, only {actions:?}"));
    forms.swap_remove(at)
}

fn token_of(html: &str) -> Option<String> {
    let mark = "name=\"csrf\" value=\"";
    let from = html.find(mark)? + mark.len();
    let end = html[from..].find('"')?;
    Some(html[from..from + end].to_owned())
}
