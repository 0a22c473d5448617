use std::fmt;

/// The outcome of talking to the database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong, as the caller must tell it apart.
#[derive(Debug)]
pub enum Error {
    /// Another row already has this value; names the index, such as `people_login`. A constraint
    /// without a name is `people_login_key`, a primary key `people_pkey`.
    Taken(String),
    /// The row is named by others, or names one that is not there.
    Linked(String),
    /// No room on the disk; reading goes on and writing works again when there is room.
    DiskFull,
    /// The disk refuses for another reason than room: it fails, or a limit of the system is reached.
    /// Reading goes on as far as it can.
    Disk(String),
    /// The database does not answer.
    Unavailable(String),
    /// The file is damaged or is not a database.
    Corrupt(String),
    /// Another process serves this folder.
    Owned(String),
    /// Too many conflicting units; the caller may try again.
    Conflict,
    /// A column is not of the asked type, or a row is missing that must be there.
    Shape(String),
    /// The unit of work panicked; nothing of it was kept.
    Panicked,
    /// A setting is wrong.
    Setting(String),
    /// A migration is missing, changed or failed.
    Migration(String),
    /// Anything else that the engine says.
    Engine(String),
}

impl Error {
    /// Whether the unique index `name` refused the row.
    pub fn taken(&self, name: &str) -> bool {
        matches!(self, Self::Taken(index) if index == name)
    }
}

impl Error {
    /// A unit that met a failed statement and yet called itself done: nothing of it can be kept.
    pub(crate) fn went_on() -> Self {
        Self::Engine(
            "a unit of work went on after a failed statement; it must return the failure".into(),
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(index) => write!(f, "the value is already taken ({index})"),
            Self::Linked(what) => write!(f, "the row is linked to others ({what})"),
            Self::DiskFull => f.write_str("no room on the disk"),
            Self::Disk(why) => write!(f, "the disk refuses: {why}"),
            Self::Unavailable(why) => write!(f, "the database does not answer: {why}"),
            Self::Corrupt(why) => write!(f, "the database file is damaged: {why}"),
            Self::Owned(folder) => write!(f, "another Oqu already serves the folder {folder}"),
            Self::Conflict => f.write_str("too many people changed the same thing at once"),
            Self::Shape(what) => write!(f, "unexpected shape of a row: {what}"),
            Self::Panicked => f.write_str("the unit of work failed and was undone"),
            Self::Setting(what) | Self::Migration(what) | Self::Engine(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(code, message) = &error else {
            return Self::Engine(error.to_string());
        };
        let message = message.clone().unwrap_or_else(|| code.to_string());
        match code.code {
            ErrorCode::ConstraintViolation => constraint(code.extended_code, &message),
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt(message),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Unavailable(message),
            ErrorCode::SystemIoFailure => {
                Self::Disk(format!("{message}, SQLite {}", code.extended_code))
            }
            ErrorCode::CannotOpen => Self::Unavailable(message),
            _ => Self::Engine(message),
        }
    }
}

fn constraint(extended: i32, message: &str) -> Error {
    match extended {
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE => Error::Taken(index_of(message)),
        rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY | rusqlite::ffi::SQLITE_CONSTRAINT_ROWID => {
            let (table, _) = taken_columns(message);
            Error::Taken(format!("{table}_pkey"))
        }
        rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Error::Linked(message.to_owned()),
        _ => Error::Engine(message.to_owned()),
    }
}

/// `UNIQUE constraint failed: people.login` is `people_login_key`, as PostgreSQL calls a constraint
/// that was given no name.
fn index_of(message: &str) -> String {
    let told = message.rsplit(": ").next().unwrap_or(message);
    if let Some(name) = told.strip_prefix("index ") {
        return name.trim_matches('\'').to_owned();
    }
    let (table, columns) = taken_columns(message);
    format!("{table}_{}_key", columns.join("_"))
}

/// `UNIQUE constraint failed: units.parent, units.code` is the table `units` with two columns.
pub(crate) fn taken_columns(message: &str) -> (&str, Vec<&str>) {
    let told = message.rsplit(": ").next().unwrap_or(message);
    let mut table = "";
    let mut columns = Vec::new();
    for place in told.split(", ") {
        if let Some((before, column)) = place.split_once('.') {
            table = before;
            columns.push(column);
        }
    }
    (table, columns)
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(answer) = error.as_db_error() else {
            return if error.is_closed()
                || std::error::Error::source(&error).is_some_and(|s| s.is::<std::io::Error>())
            {
                Self::Unavailable(error.to_string())
            } else {
                Self::Engine(deepest(&error))
            };
        };
        let state = answer.code();
        let message = answer.message().to_owned();
        if *state == SqlState::UNIQUE_VIOLATION {
            return Self::Taken(answer.constraint().unwrap_or(&message).to_owned());
        }
        if *state == SqlState::FOREIGN_KEY_VIOLATION {
            return Self::Linked(message);
        }
        if *state == SqlState::DISK_FULL {
            return Self::DiskFull;
        }
        if *state == SqlState::T_R_SERIALIZATION_FAILURE
            || *state == SqlState::T_R_DEADLOCK_DETECTED
        {
            return Self::Conflict;
        }
        if matches!(state.code(), "3D000" | "28P01" | "28000") {
            return Self::Setting(format!("PostgreSQL refuses the connection: {message}"));
        }
        // A lock or a statement took too long: the table may be free in a moment.
        if matches!(state.code(), "55P03" | "57014") {
            return Self::Unavailable(message);
        }
        // Class 57P: the server is stopping or starting; class 53: it has no more room for us.
        if state.code().starts_with("57P")
            || state.code().starts_with("53")
            || state.code().starts_with("08")
        {
            return Self::Unavailable(message);
        }
        Self::Engine(message)
    }
}

fn deepest(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut inner = error.source();
    while let Some(source) = inner {
        said = format!("{said}: {source}");
        inner = source.source();
    }
    said
}
