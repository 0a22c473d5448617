//! Each thing that can be out of order, and what to do about it: for `oqu doctor`, for the system
//! page and for the administrator's Today, in the same words.

mod mail;
mod place;
mod rows;
mod watch;

use oqu_db::{Db, Mode, Place};
use oqu_kernel::Moment;
use oqu_web::{Messages, Tone, Words};

use crate::administration::settings::told;
use crate::areas;
use crate::config::Settings;

pub use place::{LITTLE_ROOM, NO_ROOM, free_bytes};
pub use watch::{Health, Looked};

/// The words of the checks.
pub const MESSAGES: Messages = oqu_web::messages!("doctor");

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// In order.
    Ok,
    /// Worth to be looked at.
    Attention,
    /// Out of order.
    Fail,
}

impl State {
    /// As programs read it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Attention => "attention",
            Self::Fail => "fail",
        }
    }

    /// What the colour says.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Ok => Tone::Action,
            Self::Attention => Tone::Quiet,
            Self::Fail => Tone::Attention,
        }
    }
}

/// What is put into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Number(i64),
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Part {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Part {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// A sentence in no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    key: &'static str,
    parts: Vec<(&'static str, Part)>,
}

impl Told {
    /// The sentence of this message.
    fn new(key: &'static str) -> Self {
        Self {
            key,
            parts: Vec::new(),
        }
    }

    /// What a machine said, in its own words.
    fn machine(text: impl Into<String>) -> Self {
        Self::new("doctor-machine").with("text", text.into())
    }

    #[must_use]
    fn with(mut self, name: &'static str, part: impl Into<Part>) -> Self {
        self.parts.push((name, part.into()));
        self
    }

    /// The sentence in a language.
    pub fn text(&self, words: Words) -> String {
        let mut message = words.with(self.key);
        for (name, part) in &self.parts {
            message = match part {
                Part::Text(text) => message.arg(name, text),
                Part::Number(number) => message.arg(name, *number),
            };
        }
        message.to_string()
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name, for programs and in the message `doctor-name-<name>`.
    pub name: &'static str,
    /// How it stands.
    pub state: State,
    /// What was found.
    pub found: Told,
    /// What to do, when there is something.
    pub todo: Option<Told>,
}

impl Check {
    fn ok(name: &'static str, found: Told) -> Self {
        Self::new(name, State::Ok, found)
    }

    fn attention(name: &'static str, found: Told) -> Self {
        Self::new(name, State::Attention, found)
    }

    fn fail(name: &'static str, found: Told) -> Self {
        Self::new(name, State::Fail, found)
    }

    fn new(name: &'static str, state: State, found: Told) -> Self {
        Self {
            name,
            state,
            found,
            todo: None,
        }
    }

    #[must_use]
    fn todo(mut self, todo: Told) -> Self {
        self.todo = Some(todo);
        self
    }

    #[must_use]
    fn todo_key(self, key: &'static str) -> Self {
        self.todo(Told::new(key))
    }

    /// The settings cannot be understood.
    pub fn of_wrong_settings(wrong: &crate::config::Wrong) -> Self {
        Self::fail("settings", Told::machine(wrong.to_string())).todo_key("doctor-settings-todo")
    }
}

/// Looks at everything, in a process of its own: every page of the database and every file too.
pub async fn all(settings: &Settings, now: Moment) -> Vec<Check> {
    if let Place::Sqlite(path) = &settings.place
        && !path.exists()
    {
        let mut found = place::all(settings, now).await;
        let none = Told::new("doctor-database-none").with("path", path.display().to_string());
        found.push(Check::attention("database", none).todo_key("doctor-made-by-serve"));
        return found;
    }
    match Db::open(&settings.place, Mode::Beside).await {
        Ok(db) => {
            let settings = &told(&db, settings).await;
            let mut found = place::all(settings, now).await;
            found.extend(database(&db).await);
            let is_ready = found
                .iter()
                .all(|check| check.name != "migrations" || check.state == State::Ok);
            if is_ready {
                found.extend(rows::all(&db, settings, now).await);
                found.extend(thorough(&db, settings).await);
            }
            db.close();
            found
        }
        Err(error) => {
            let mut found = place::all(settings, now).await;
            let failed = crate::Failed::of_database(&error, settings).to_string();
            let (what, todo) = failed.split_once('\n').unwrap_or((&failed, ""));
            let check = Check::fail("database", Told::machine(what));
            found.push(match todo.is_empty() {
                true => check,
                false => check.todo(Told::machine(todo)),
            });
            found
        }
    }
}

/// Looks at what can be looked at every minute beside a server.
pub async fn quick(db: &Db, settings: &Settings, now: Moment) -> Vec<Check> {
    let settings = &told(db, settings).await;
    let mut found = place::all(settings, now).await;
    found.extend(database(db).await);
    found.extend(rows::all(db, settings, now).await);
    found.extend(rows::store(settings, false).await);
    found
}

/// Reads the whole database and all files, and speaks to the mail server: minutes on a large installation.
pub async fn thorough(db: &Db, settings: &Settings) -> Vec<Check> {
    let settings = &told(db, settings).await;
    let whole = match db.check().await {
        Ok(()) => Check::ok("file", Told::new("doctor-file-whole")),
        Err(error) => {
            Check::fail("file", Told::machine(error.to_string())).todo_key("doctor-file-todo")
        }
    };
    let mut found = vec![whole];
    found.extend(rows::store(settings, true).await);
    found.push(rows::files(db, settings).await);
    found.push(mail::server(settings).await);
    found
}

async fn database(db: &Db) -> Vec<Check> {
    let version = match db.version().await {
        Ok(version) => Check::ok("database", Told::machine(version)),
        Err(error) => Check::fail("database", Told::machine(error.to_string()))
            .todo_key("doctor-database-todo"),
    };
    let migrations = match areas::migrations().pending(db).await {
        Err(error) => Check::fail("migrations", Told::machine(error.to_string())),
        Ok(steps) if steps.is_empty() => {
            Check::ok("migrations", Told::new("doctor-migrations-taken"))
        }
        Ok(steps) => {
            let waiting = Told::new("doctor-migrations-wait").with("count", steps.len() as u64);
            Check::attention("migrations", waiting).todo_key("doctor-migrations-todo")
        }
    };
    vec![version, migrations]
}
