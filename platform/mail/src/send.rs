//! One try to send one mail by SMTP.

use std::error::Error as _;
use std::time::{Duration, UNIX_EPOCH};

use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error as SmtpError, response::Response};

use crate::mail::one_line;
use crate::server::{Server, Tls, usual_from};
use crate::store::Ready;

/// A server that says nothing for so long will not say anything.
const CONNECT_PATIENCE: Duration = Duration::from_secs(20);
/// The whole of one try: a server may look at a mail before it takes it (RFC 5321 §4.5.3.2.6 would
/// wait ten minutes; the same mail is simply tried again here).
const PATIENCE: Duration = Duration::from_secs(60);
/// The most characters of what a server said that are kept.
const ANSWER_MOST: usize = 500;

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it, in these words.
    Sent(String),
    /// The server does not take it and never will, in these words.
    Refused(String),
    /// Not now: the server is away, slow, busy, or does not let us in. What was met.
    Later(String),
}

/// Sends mails by one server, in one name. Without a server, nothing is sent.
#[derive(Clone, Debug)]
pub struct Carrier {
    server: Option<Server>,
    from: Mailbox,
    /// Whether nobody set in whose name mails go: then it follows the public address.
    follows: bool,
    connect_patience: Duration,
    patience: Duration,
    #[cfg(test)]
    pub(crate) trusted: Option<lettre::transport::smtp::client::Certificate>,
}

impl Carrier {
    /// A carrier that goes to `server`, when there is one.
    pub fn new(server: Option<Server>, from: Mailbox) -> Self {
        Self {
            server,
            from,
            follows: false,
            connect_patience: CONNECT_PATIENCE,
            patience: PATIENCE,
            #[cfg(test)]
            trusted: None,
        }
    }

    /// A carrier in the name of `noreply@` the host of the public address, as long as that is it.
    pub fn of_address(server: Option<Server>, public_url: &str) -> Self {
        Self {
            follows: true,
            ..Self::new(server, usual_from(public_url))
        }
    }

    /// The same carrier where the site has this public address now.
    #[must_use]
    pub fn at(&self, public_url: &str) -> Self {
        let mut carrier = self.clone();
        if self.follows {
            carrier.from = usual_from(public_url);
        }
        carrier
    }

    /// With less patience, for tests.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.connect_patience = patience;
        self.patience = patience;
        self
    }

    /// Whether mail is set.
    pub fn is_set(&self) -> bool {
        self.server.is_some()
    }

    /// The server for people: never with its password.
    pub fn server_shown(&self) -> Option<String> {
        self.server.as_ref().map(Server::shown)
    }

    /// Who sends.
    pub fn from_shown(&self) -> String {
        self.from.to_string()
    }

    /// The mark by which a mail is known to every server that carries it: the same at each try
    /// (RFC 5322 §3.6.4), so that a mail that came twice can be told.
    pub(crate) fn message_id(&self, id: impl std::fmt::Display) -> String {
        format!("<{id}@{}>", self.from.email.domain())
    }

    /// Talks to the server without sending: whether it is there and lets us in.
    ///
    /// # Errors
    /// What was met.
    pub async fn greet(&self) -> Result<(), String> {
        let Some(server) = &self.server else {
            return Err("mail is not set".into());
        };
        match tokio::time::timeout(self.patience, self.connect(server)).await {
            Err(_) => Err(slow(self.patience)),
            Ok(Err(met)) => Err(met),
            Ok(Ok(mut connection)) => {
                connection.abort().await;
                Ok(())
            }
        }
    }

    /// One try.
    pub(crate) async fn send(&self, mail: &Ready) -> Outcome {
        let Some(server) = &self.server else {
            return Outcome::Later("mail is not set".into());
        };
        let (envelope, bytes) = match self.written(mail) {
            Ok(written) => written,
            Err(why) => return Outcome::Refused(why),
        };
        let tried = async {
            let mut connection = match self.connect(server).await {
                Ok(connection) => connection,
                Err(met) => return Outcome::Later(met),
            };
            let answered = connection.send(&envelope, &bytes).await;
            let outcome = match answered {
                Ok(answer) => Outcome::Sent(words(&answer)),
                Err(error) if error.is_permanent() => Outcome::Refused(told(&error)),
                Err(error) if error.is_client() => Outcome::Refused(told(&error)),
                Err(error) => Outcome::Later(told(&error)),
            };
            connection.abort().await;
            outcome
        };
        tokio::time::timeout(self.patience, tried)
            .await
            .unwrap_or_else(|_| Outcome::Later(slow(self.patience)))
    }

    /// Opens a talk in which mails can be sent. Whatever goes wrong here is no fault of a mail.
    async fn connect(&self, server: &Server) -> Result<AsyncSmtpConnection, String> {
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let tls = || self.tls(&server.host).map_err(|error| told(&error));
        let first = match server.tls {
            Tls::Implicit => Some(tls()?),
            Tls::Required | Tls::Offered => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (server.host.as_str(), server.port),
            Some(self.connect_patience),
            &hello,
            first,
            None,
        )
        .await
        .map_err(|error| told(&error))?;
        if server.tls == Tls::Required || (server.tls == Tls::Offered && connection.can_starttls())
        {
            let upgraded = connection.starttls(tls()?, &hello).await;
            upgraded.map_err(|error| told(&error))?;
        }
        if let Some((user, password)) = &server.login {
            let credentials = Credentials::new(user.clone(), password.clone());
            let let_in = connection.auth(DEFAULT_MECHANISMS, &credentials).await;
            if let Err(error) = let_in {
                connection.abort().await;
                return Err(told(&error));
            }
        }
        Ok(connection)
    }

    fn tls(&self, host: &str) -> Result<TlsParameters, SmtpError> {
        let builder = TlsParameters::builder(host.to_owned());
        #[cfg(test)]
        let builder = match &self.trusted {
            Some(certificate) => builder.add_root_certificate(certificate.clone()),
            None => builder,
        };
        builder.build_rustls()
    }

    /// The mail as it travels, and its envelope.
    fn written(&self, mail: &Ready) -> Result<(Envelope, Vec<u8>), String> {
        let said = |error: &dyn std::fmt::Display| one_line(&error.to_string(), ANSWER_MOST);
        let address = mail.to_address.parse().map_err(|error| said(&error))?;
        let name = |name: &str| (!name.is_empty()).then(|| one_line(name, ANSWER_MOST));
        let to = Mailbox::new(name(&mail.to_name), address);
        let from_name = self.from.name.clone().or_else(|| name(&mail.from_name));
        let from = Mailbox::new(from_name, self.from.email.clone());
        let millis = u64::try_from(mail.created_at.millis()).unwrap_or_default();
        let parts = MultiPart::alternative()
            .boundary(format!("oqu-{}", mail.id.uuid().simple()))
            .singlepart(SinglePart::plain(mail.text()))
            .singlepart(SinglePart::html(mail.html()));
        let message = Message::builder()
            .from(from)
            .to(to)
            .subject(one_line(&mail.subject, ANSWER_MOST))
            .date(UNIX_EPOCH + Duration::from_millis(millis))
            .message_id(Some(mail.message_id.clone()))
            .raw_header(plain_header("Auto-Submitted", "auto-generated"))
            .raw_header(plain_header("Content-Language", &mail.language))
            .multipart(parts)
            .map_err(|error| said(&error))?;
        Ok((message.envelope().clone(), message.formatted()))
    }
}

/// A header of ASCII words: `Auto-Submitted` (RFC 3834 §5).
fn plain_header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(
        HeaderName::new_from_ascii_str(name),
        one_line(value, ANSWER_MOST),
    )
}

/// What the server said, on one line.
fn words(answer: &Response) -> String {
    let said: Vec<&str> = answer.message().collect();
    one_line(
        &format!("{} {}", answer.code(), said.join(" ")),
        ANSWER_MOST,
    )
}

/// What was met, with the server's own words.
fn told(error: &SmtpError) -> String {
    let kind = match error.status() {
        Some(code) => code.to_string(),
        None if error.is_tls() => "TLS".to_owned(),
        None => String::new(),
    };
    let mut said = String::new();
    let mut source = error.source();
    while let Some(inner) = source {
        said = inner.to_string();
        source = inner.source();
    }
    if said.is_empty() {
        said = error.to_string();
    }
    one_line(&format!("{kind} {said}"), ANSWER_MOST)
}

fn slow(patience: Duration) -> String {
    format!("no answer within {} s", patience.as_secs())
}
