//! The mail server as it is set: `smtp(s)://user:password@host:port`.

use std::fmt;

use lettre::message::Mailbox;
use percent_encoding::percent_decode_str;

/// SMTP with TLS from the first byte (RFC 8314 §3.3).
const IMPLICIT_PORT: u16 = 465;
/// Submission (RFC 6409 §3.1).
const SUBMISSION_PORT: u16 = 587;

/// Which server sends, and how it is talked to.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the talk is kept from others.
    pub tls: Tls,
    /// Name and password, when it wants them.
    pub(crate) login: Option<(String, String)>,
}

/// How the talk is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte: `smtps://`.
    Implicit,
    /// By STARTTLS, or not at all: `smtp://` with a password, to another machine.
    Required,
    /// By STARTTLS when the server offers it: `smtp://`.
    Offered,
}

impl Server {
    /// Reads the setting `mail`.
    ///
    /// # Errors
    /// What is wrong, without the address, which may hold a password.
    pub fn parse(url: &str) -> Result<Self, String> {
        let (scheme, rest) = url
            .split_once("://")
            .ok_or("it looks like smtp://host:587 or smtps://user:password@host:465")?;
        let implicit = match scheme {
            "smtps" => true,
            "smtp" => false,
            _ => return Err("it must begin with smtp:// or smtps://".into()),
        };
        let rest = rest.trim_end_matches('/');
        let (login, place) = match rest.rsplit_once('@') {
            Some((login, place)) => (Some(credentials(login)?), place),
            None => (None, rest),
        };
        let port = if implicit {
            IMPLICIT_PORT
        } else {
            SUBMISSION_PORT
        };
        let (host, port) = host_and_port(place, port)?;
        let tls = match implicit {
            true => Tls::Implicit,
            false if login.is_some() && !is_this_machine(&host) => Tls::Required,
            false => Tls::Offered,
        };
        Ok(Self {
            host,
            port,
            tls,
            login,
        })
    }

    /// For people and logs: never with the password.
    pub fn shown(&self) -> String {
        let scheme = match self.tls {
            Tls::Implicit => "smtps",
            Tls::Required | Tls::Offered => "smtp",
        };
        match &self.login {
            Some((user, _)) => format!("{scheme}://{user}@{}:{}", self.host, self.port),
            None => format!("{scheme}://{}:{}", self.host, self.port),
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

fn credentials(login: &str) -> Result<(String, String), String> {
    let (user, password) = login
        .split_once(':')
        .ok_or("before @ stand a user and a password with a colon between them")?;
    let decoded = |text: &str| {
        percent_decode_str(text)
            .decode_utf8()
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| "user and password are text, with special signs as %40".to_owned())
    };
    Ok((decoded(user)?, decoded(password)?))
}

fn host_and_port(place: &str, default: u16) -> Result<(String, u16), String> {
    let wrong = "after @ stand a host and a port with a colon between them";
    let (host, port) = match place
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let port = match port {
        Some(port) => port.parse().map_err(|_| wrong.to_owned())?,
        None => default,
    };
    let good = |c: char| c.is_ascii_alphanumeric() || ".-:_".contains(c);
    if host.is_empty() || !host.chars().all(good) {
        return Err(wrong.to_owned());
    }
    Ok((host.to_owned(), port))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// Reads the setting `mail_from`: an address, with or without a name before it.
///
/// # Errors
/// What is wrong.
pub fn parse_from(text: &str) -> Result<Mailbox, String> {
    text.parse()
        .map_err(|_| format!("{text} is no address; an example is noreply@university.kz"))
}

/// The sender when none is set: `noreply@` the host of the public address.
pub fn usual_from(public_url: &str) -> Mailbox {
    let host = public_url
        .split_once("://")
        .map_or(public_url, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let address = lettre::Address::new("noreply", host);
    let local = || lettre::Address::new("noreply", "localhost");
    // `localhost` is an address that the library takes.
    let email = address.or_else(|_| local());
    Mailbox::new(None, email.expect("noreply@localhost is an address"))
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    fn check(url: &str, shown: &str, tls: Tls, login: Option<(&str, &str)>) {
        let server = Server::parse(url).unwrap();
        assert_eq!(server.shown(), shown);
        assert_eq!(format!("{server:?}"), shown);
        assert_eq!(server.tls, tls);
        let login = login.map(|(user, password)| (user.to_owned(), password.to_owned()));
        assert_eq!(server.login, login);
    }

    #[test]
    fn addresses_of_servers() {
        check(
            "smtps://oqu%40uni.kz:p%3Aa%2Fss@mail.uni.kz",
            "smtps://oqu@uni.kz@mail.uni.kz:465",
            Tls::Implicit,
            Some(("oqu@uni.kz", "p:a/ss")),
        );
        check(
            "smtp://oqu:hunter2@mail.uni.kz:2525/",
            "smtp://oqu@mail.uni.kz:2525",
            Tls::Required,
            Some(("oqu", "hunter2")),
        );
        check(
            "smtp://oqu:hunter2@127.0.0.1",
            "smtp://oqu@127.0.0.1:587",
            Tls::Offered,
            Some(("oqu", "hunter2")),
        );
        check("smtp://relay:25", "smtp://relay:25", Tls::Offered, None);
        check("smtp://[::1]:25", "smtp://::1:25", Tls::Offered, None);
    }

    #[test]
    fn a_wrong_setting_is_told_without_its_password() {
        for wrong in [
            "mail.uni.kz",
            "http://oqu:hunter2@mail",
            "smtp://oqu:hunter2@mail:x",
            "smtp://oqu:hunter2@",
            "smtp://hunter2@mail",
            "smtp://oqu:hunter2@ma il",
        ] {
            let said = Server::parse(wrong).unwrap_err();
            assert!(!said.contains("hunter2"), "{said}");
        }
    }

    #[test]
    fn who_sends() {
        assert!(parse_from("Көкжиек <noreply@kokzhiek.example>").is_ok());
        assert!(parse_from("noreply").is_err());
        assert!(parse_from("a@b.kz\r\nBcc: c@d.kz").is_err());
        let usual = usual_from("https://oqu.kokzhiek.example:8443/x");
        assert_eq!(usual.email.to_string(), "noreply@oqu.kokzhiek.example");
        assert_eq!(
            usual_from("http://localhost:8080").email.to_string(),
            "noreply@localhost"
        );
    }
}
