//! Settings: a flag first, then the environment, then `oqu.toml` of the data folder, then the default.

mod s3;

use std::fmt;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::tz::TimeZone;
use oqu_db::Place;
use oqu_files::{Access, Clamd, Scanner, Store};
use oqu_mail::{Carrier, Mailbox, Server};
use serde::Deserialize;

pub use s3::S3;

/// Where Oqu listens unless it is told otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";
/// The zone of all Kazakhstan since 1 March 2024 (UTC+5).
pub const ZONE: &str = "Asia/Almaty";
/// The shortest token of [`Settings::metrics_token`].
const TOKEN_LENGTH: usize = 24;
/// The settings file in the data folder.
pub const FILE: &str = "oqu.toml";
/// What is written into a new data folder.
const COMMENTED: &str = include_str!("oqu.toml");

/// Where the data are; every command takes these.
#[derive(Args, Clone, Debug, Default)]
pub struct Location {
    /// Folder of the data [default: ./data]
    #[arg(long, env = "OQU_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// Address of a PostgreSQL database, postgres://USER:PASSWORD@HOST/NAME [default: the built-in one in the data folder]
    #[arg(
        long,
        env = "OQU_DATABASE",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    pub database: Option<String>,
    /// Where the files are that people bring: a folder, or s3://BUCKET or s3://BUCKET/PREFIX of an S3-compatible store [default: files in the data folder]
    #[arg(
        long,
        env = "OQU_FILES",
        value_name = "PLACE",
        hide_env_values = true,
        global = true
    )]
    pub files: Option<String>,
    /// The store of s3://.
    #[command(flatten)]
    pub s3: S3,
}

/// How the server runs.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "OQU_LISTEN", value_name = "ADDR")]
    pub listen: Option<String>,
    /// The address that people type and that mails carry; cookies are kept to HTTPS when it is https [default: http://localhost:PORT]
    #[arg(long, env = "OQU_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// A reverse proxy of ours writes X-Forwarded-For [default: false]
    #[arg(long, env = "OQU_BEHIND_PROXY", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub behind_proxy: Option<bool>,
    /// Time zone of the organisation [default: Asia/Almaty]
    #[arg(long, env = "OQU_ZONE", value_name = "ZONE")]
    pub zone: Option<String>,
    /// What is logged: error, warn, info, debug, or a filter such as info,oqu_web=debug [default: info]
    #[arg(long, env = "OQU_LOG", value_name = "LEVEL")]
    pub log: Option<String>,
    /// How it is logged: text or json [default: text]
    #[arg(long, env = "OQU_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// The clamd that looks for viruses in files: tcp://HOST:PORT or unix:PATH [default: none]
    #[arg(long, env = "OQU_CLAMD", value_name = "ADDR")]
    pub clamd: Option<String>,
    /// What is done with files while clamd is away or slow: refuse or accept [default: refuse]
    #[arg(long, env = "OQU_CLAMD_AWAY", value_name = "WORD")]
    pub clamd_away: Option<WhenAway>,
    /// The server that mails go by, smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT [default: none, mails wait]
    #[arg(long, env = "OQU_MAIL", value_name = "URL", hide_env_values = true)]
    pub mail: Option<String>,
    /// In whose name mails go, an address with or without a name before it [default: noreply@ the host of the public address]
    #[arg(long, env = "OQU_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Tries to sign in a minute from one address [default: 120]
    #[arg(long, env = "OQU_SIGN_IN_PER_ADDRESS", value_name = "TRIES")]
    pub sign_in_per_address: Option<u32>,
    /// Tries to sign in a minute for one login [default: 10]
    #[arg(long, env = "OQU_SIGN_IN_PER_LOGIN", value_name = "TRIES")]
    pub sign_in_per_login: Option<u32>,
    /// Folder of the backups that are made from the page [default: backups in the data folder]
    #[arg(long, env = "OQU_BACKUPS", value_name = "DIR")]
    pub backups: Option<PathBuf>,
    /// What a program that reads /metrics from elsewhere shows: Authorization: Bearer TOKEN [default: none, only this machine may]
    #[arg(
        long,
        env = "OQU_METRICS_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    pub metrics_token: Option<String>,
}

/// What is done with files while clamd is away or slow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WhenAway {
    /// They are refused in words.
    #[default]
    Refuse,
    /// They are taken and marked as unscanned.
    Accept,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// `oqu.toml`. A key that is not here is an error, so that a slip of the pen is not silently lost.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database: Option<String>,
    files: Option<String>,
    s3_endpoint: Option<String>,
    s3_region: Option<String>,
    s3_path_style: Option<bool>,
    s3_key: Option<String>,
    s3_secret: Option<String>,
    s3_secret_file: Option<PathBuf>,
    listen: Option<String>,
    public_url: Option<String>,
    behind_proxy: Option<bool>,
    zone: Option<String>,
    log: Option<String>,
    log_format: Option<LogFormat>,
    clamd: Option<String>,
    clamd_away: Option<WhenAway>,
    mail: Option<String>,
    mail_from: Option<String>,
    sign_in_per_address: Option<u32>,
    sign_in_per_login: Option<u32>,
    backups: Option<PathBuf>,
    metrics_token: Option<String>,
}

/// What the program was told, from all four places.
#[derive(Clone)]
pub struct Settings {
    /// Folder of the data.
    pub data: PathBuf,
    /// Where the rows are.
    pub place: Place,
    /// Where the files that people bring are.
    pub files: Store,
    /// Who looks for viruses in them.
    pub scanner: Scanner,
    /// Address and port to listen on.
    pub listen: String,
    /// The address that people type, without a slash at the end; none means `http://localhost:PORT`.
    pub public_url: Option<String>,
    /// Whether `X-Forwarded-For` is written by a proxy of ours.
    pub behind_proxy: bool,
    /// Time zone of the organisation.
    pub zone: TimeZone,
    /// Whether somebody set it, or it is the default.
    pub zone_is_told: bool,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
    /// The server that mails go by; none means that they wait.
    pub mail: Option<Server>,
    /// In whose name mails go; none means `noreply@` the host of the public address.
    pub mail_from: Option<Mailbox>,
    /// Tries to sign in a minute from one address.
    pub sign_in_per_address: u32,
    /// Tries to sign in a minute for one login.
    pub sign_in_per_login: u32,
    /// Folder of the backups that are made from the page.
    pub backups: PathBuf,
    /// What opens `/metrics` to programs of other machines.
    pub metrics_token: Option<String>,
}

/// A setting that cannot be taken.
#[derive(Debug)]
pub struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl Settings {
    /// Gathers the settings.
    ///
    /// # Errors
    /// A value that cannot be understood, or an unknown key of `oqu.toml`, with its place.
    pub fn load(location: &Location, options: &Options) -> Result<Self, Wrong> {
        let data = location.data.clone().unwrap_or_else(|| "data".into());
        let file = read_file(&data.join(FILE))?;
        let text = |flag: &Option<String>, kept: Option<String>, default: &str| {
            flag.clone().or(kept).unwrap_or_else(|| default.to_owned())
        };
        let database = location.database.clone().or(file.database);
        let place =
            Place::parse(database.as_deref(), &data).map_err(|error| Wrong(error.to_string()))?;
        let clamd = options.clamd.clone().or(file.clamd);
        let files = location.files.clone().or(file.files);
        let s3 = location.s3.or(S3 {
            endpoint: file.s3_endpoint,
            region: file.s3_region,
            path_style: file.s3_path_style,
            key: file.s3_key,
            secret: file.s3_secret,
            secret_file: file.s3_secret_file,
        });
        let is_bucket = files.as_deref().is_some_and(|files| files.contains("://"));
        let access = match is_bucket {
            true => s3.access()?,
            false => Access::default(),
        };
        let public_url = options.public_url.clone().or(file.public_url);
        let backups = options.backups.clone().or(file.backups);
        let backups = backups.unwrap_or_else(|| data.join("backups"));
        let zone_is_told = options.zone.is_some() || file.zone.is_some();
        let zone = text(&options.zone, file.zone, ZONE);
        Ok(Self {
            place,
            files: Store::parse(files.as_deref(), &data, &access).map_err(Wrong)?,
            data,
            listen: text(&options.listen, file.listen, LISTEN),
            public_url: public_url.map(web_address).transpose()?,
            behind_proxy: options.behind_proxy.or(file.behind_proxy).unwrap_or(false),
            zone: TimeZone::get(&zone).map_err(|_| {
                Wrong(format!(
                    "zone: there is no time zone {zone}; an example is {ZONE}"
                ))
            })?,
            zone_is_told,
            log: text(&options.log, file.log, "info"),
            log_format: options.log_format.or(file.log_format).unwrap_or_default(),
            scanner: Scanner::new(
                clamd
                    .as_deref()
                    .map(Clamd::parse)
                    .transpose()
                    .map_err(Wrong)?,
                options.clamd_away.or(file.clamd_away) == Some(WhenAway::Accept),
            ),
            mail: mail_server(options.mail.clone().or(file.mail))?,
            mail_from: options
                .mail_from
                .clone()
                .or(file.mail_from)
                .filter(|from| !from.is_empty())
                .map(|from| oqu_mail::parse_from(&from))
                .transpose()
                .map_err(|why| Wrong(format!("mail_from: {why}")))?,
            sign_in_per_address: options
                .sign_in_per_address
                .or(file.sign_in_per_address)
                .unwrap_or(120),
            sign_in_per_login: options
                .sign_in_per_login
                .or(file.sign_in_per_login)
                .unwrap_or(10),
            backups,
            metrics_token: options
                .metrics_token
                .clone()
                .or(file.metrics_token)
                .map(long_enough)
                .transpose()?,
        })
    }

    /// What sends mails; `public_url` is the address that the site really has.
    pub fn carrier(&self, public_url: &str) -> Carrier {
        match self.mail_from.clone() {
            Some(from) => Carrier::new(self.mail.clone(), from),
            None => Carrier::of_address(self.mail.clone(), public_url),
        }
    }

    /// Whether cookies travel over HTTPS only.
    pub fn secure(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// The database for people and logs: never with its password.
    pub fn shown_database(&self) -> String {
        match &self.place {
            Place::Sqlite(path) => path.display().to_string(),
            Place::Postgres(url) => without_secrets(url),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("data", &self.data)
            .field("database", &self.shown_database())
            .field("listen", &self.listen)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

/// Writes the commented settings file into a data folder that has none.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write_commented(data: &Path) -> std::io::Result<()> {
    let path = data.join(FILE);
    if path.exists() {
        return Ok(());
    }
    std::fs::write(&path, COMMENTED)?;
    // It may hold the password of a database.
    std::fs::set_permissions(&path, Permissions::from_mode(0o600))
}

fn read_file(path: &Path) -> Result<File, Wrong> {
    let shown = path.display();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(File::default()),
        Err(error) => return Err(Wrong(format!("{shown} cannot be read: {error}"))),
    };
    toml::from_str(&text).map_err(|error| {
        // The library's own message repeats the line, which may hold a password.
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        Wrong(format!("{shown}, line {line}: {}", error.message()))
    })
}

/// The mail server; what is wrong is told without the address, which may hold a password.
fn mail_server(url: Option<String>) -> Result<Option<Server>, Wrong> {
    let url = url.filter(|url| !url.is_empty());
    url.map(|url| Server::parse(&url))
        .transpose()
        .map_err(|why| Wrong(format!("mail: {why}")))
}

/// A token that cannot be guessed; who reads the figures learns when whom to attack.
fn long_enough(token: String) -> Result<String, Wrong> {
    match token.len() >= TOKEN_LENGTH && token.chars().all(|c| c.is_ascii_graphic()) {
        true => Ok(token),
        false => Err(Wrong(format!(
            "metrics_token: at least {TOKEN_LENGTH} signs without spaces, such as those of openssl rand -hex 24"
        ))),
    }
}

fn web_address(url: String) -> Result<String, Wrong> {
    let known = url.starts_with("https://") || url.starts_with("http://");
    if !known || url.contains(char::is_whitespace) {
        return Err(Wrong(format!(
            "public_url: {url} must begin with https:// or http://"
        )));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// Host and name of a PostgreSQL address, without the password and without its options.
fn without_secrets(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        None => format!("{scheme}://{rest}"),
        Some((who, host)) => {
            let user = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(folder: &Path) -> Location {
        Location {
            data: Some(folder.to_owned()),
            ..Location::default()
        }
    }

    #[test]
    fn a_flag_beats_the_file_and_the_file_beats_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let text = "listen = \"0.0.0.0:80\"\nzone = \"Asia/Qyzylorda\"\nbehind_proxy = true\n";
        std::fs::write(folder.path().join(FILE), text).unwrap();
        let options = Options {
            listen: Some("[::1]:9000".into()),
            ..Options::default()
        };
        let settings = Settings::load(&location(folder.path()), &options).unwrap();
        assert_eq!(settings.listen, "[::1]:9000");
        assert_eq!(settings.zone.iana_name(), Some("Asia/Qyzylorda"));
        assert!(settings.behind_proxy);
        assert_eq!(settings.sign_in_per_login, 10);
        assert!(!settings.secure());
    }

    #[test]
    fn an_unknown_key_is_named_and_no_line_is_repeated() {
        let folder = tempfile::tempdir().unwrap();
        let text = "zone = \"Asia/Almaty\"\ndatabse = \"postgres://oqu:hunter2@db/oqu\"\n";
        std::fs::write(folder.path().join(FILE), text).unwrap();
        let wrong = Settings::load(&location(folder.path()), &Options::default()).unwrap_err();
        let said = wrong.to_string();
        assert!(said.contains("databse"), "{said}");
        assert!(said.contains("line 2"), "{said}");
        assert!(!said.contains("hunter2"), "{said}");
    }

    #[test]
    fn the_commented_file_is_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        write_commented(folder.path()).unwrap();
        let uncommented: String = COMMENTED
            .lines()
            .map(|line| {
                line.strip_prefix("#")
                    .filter(|rest| !rest.starts_with(' '))
                    .unwrap_or(line)
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let file: File = toml::from_str(&uncommented).unwrap();
        assert_eq!(file.listen.as_deref(), Some(LISTEN));
        assert_eq!(file.zone.as_deref(), Some(ZONE));
        let settings = Settings::load(&location(folder.path()), &Options::default()).unwrap();
        assert_eq!(settings.listen, LISTEN);
        assert_eq!(file.sign_in_per_address, Some(settings.sign_in_per_address));
        assert_eq!(file.sign_in_per_login, Some(settings.sign_in_per_login));
    }

    #[test]
    fn the_secret_of_a_store_comes_from_a_file_and_is_shown_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, "hunter2\n").unwrap();
        let text = format!(
            "files = \"s3://oqu/portal\"\ns3_endpoint = \"http://10.0.0.5:9000\"\n\
             s3_key = \"OQU\"\ns3_secret_file = {secret:?}\n"
        );
        std::fs::write(folder.path().join(FILE), &text).unwrap();
        let load = |location: &Location| Settings::load(location, &Options::default());
        let mut told = location(folder.path());
        let settings = load(&told).unwrap();
        assert_eq!(
            settings.files.to_string(),
            "s3://oqu/portal (http://10.0.0.5:9000)"
        );
        assert!(!format!("{settings:?} {:?}", settings.files).contains("hunter2"));
        // What is told closer wins, a file against a secret too.
        told.s3.secret = Some("hunter3".into());
        let by_flag = load(&told).unwrap();
        assert_ne!(by_flag.files, settings.files);
        assert!(!format!("{told:?}").contains("hunter3"));
        told.s3.secret_file = Some(secret);
        assert!(load(&told).unwrap_err().to_string().contains("only one"));
        told = location(folder.path());
        told.s3.secret_file = Some(folder.path().join("nothing"));
        assert!(load(&told).unwrap_err().to_string().contains("nothing"));
        // A folder needs none of it.
        told.files = Some("elsewhere".into());
        assert_eq!(load(&told).unwrap().files.to_string(), "elsewhere");
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(
            without_secrets("postgres://oqu:p@ss@db:5432/oqu?sslmode=off&password=x"),
            "postgres://oqu@db:5432/oqu"
        );
    }
}
