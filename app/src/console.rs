//! What a command tells the person at the console.

use std::fmt;
use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};
use oqu_db::Error;

use crate::archive::Watch;
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
            Error::Disk(_) => {
                "See what the system says of its disk (dmesg), and its limits of files (ulimit -f)."
            }
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

/// A bar on a terminal; nothing elsewhere, because the outcome is told anyway.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that counts `what`.
    pub fn new(what: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(0);
        let style =
            ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} {msg}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what);
        Self(bar)
    }

    /// How far it is.
    pub fn at(&self, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}

/// The parts of a long work: a bar on a terminal, a line for each elsewhere, nothing for programs.
pub struct Steps {
    bar: Bar,
    quiet: bool,
}

impl Steps {
    /// `quiet` when a program reads what is said.
    pub fn new(quiet: bool) -> Self {
        Self {
            bar: Bar::new("parts"),
            quiet: quiet || std::io::stderr().is_terminal(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.end();
    }
}

impl Watch for Steps {
    fn part(&self, name: &str, place: usize, of: Option<usize>) {
        let of = of.unwrap_or_default();
        self.bar.at(place as u64, of as u64);
        if !self.quiet {
            eprintln!("{}/{of} {name}", place + 1);
        }
    }
}
