use std::fmt;
use std::path::Path;

/// The outcome of sealing and checking.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong beside the log itself being wrong, which is a report and no error.
#[derive(Debug)]
pub enum Error {
    /// The database's failure.
    Db(oqu_db::Error),
    /// A file beside the database cannot be read or written.
    File(String),
    /// The key cannot be used.
    Key(String),
    /// The file of heads is damaged elsewhere than in its last line.
    Heads(String),
    /// The order of commits cannot be told: rows claim to be of a later time of the server.
    Order(String),
    /// A batch of the database is none that may be built upon.
    Chain(String),
}

impl Error {
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::File(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Db(error) => error.fmt(f),
            Self::File(what) | Self::Key(what) | Self::Heads(what) => f.write_str(what),
            Self::Order(what) | Self::Chain(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

impl From<oqu_db::Error> for Error {
    fn from(error: oqu_db::Error) -> Self {
        Self::Db(error)
    }
}

impl From<Error> for oqu_web::Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            other => Self::Internal(other.to_string().into()),
        }
    }
}
