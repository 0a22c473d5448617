//! What a command tells the person at the console.

use std::fmt;

use oqu_db::Error;

use crate::config::{Settings, Wrong};

/// A command that did not do all that was asked.
#[derive(Debug)]
pub struct Failed {
    code: u8,
    said: String,
}

impl Failed {
    /// Nothing was done.
    pub fn nothing(said: impl Into<String>) -> Self {
        Self {
            code: 1,
            said: said.into(),
        }
    }

    /// Done in part; the words say what is missing.
    pub fn in_part(said: impl Into<String>) -> Self {
        Self {
            code: 2,
            said: said.into(),
        }
    }

    /// The exit code: 1 when nothing was done, 2 when a part was.
    pub const fn code(&self) -> u8 {
        self.code
    }

    /// What the database said, with the next step.
    pub fn of_database(error: &Error, settings: &Settings) -> Self {
        let next = match error {
            Error::Owned(_) => "Stop the other one, or name another folder by --data.",
            Error::Corrupt(_) => {
                "Keep the file for a specialist and restore the last backup into a new folder: \
                 oqu restore FILE --data NEW"
            }
            Error::DiskFull => "Make room on the disk and try again.",
            Error::Unavailable(_) if matches!(settings.place, oqu_db::Place::Postgres(_)) => {
                "Check that PostgreSQL runs and that address, user and password are right."
            }
            Error::Unavailable(_) => "Check that the folder is there and that you may write to it.",
            _ => "",
        };
        let place = settings.shown_database();
        Self::nothing(match next {
            "" => format!("{place}: {error}"),
            next => format!("{place}: {error}\n{next}"),
        })
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl std::error::Error for Failed {}

impl From<Wrong> for Failed {
    fn from(wrong: Wrong) -> Self {
        Self::nothing(wrong.to_string())
    }
}
