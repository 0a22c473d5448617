//! Oqu as a whole: settings, commands, and the wiring of all areas into one site. No rules here.

mod administration;
pub mod archive;
pub mod areas;
mod assets;
mod commands;
pub mod config;
mod connections;
mod console;
pub mod demo;
mod doctor;
mod navigation;
pub mod orders;
mod pulse;
pub mod serve;
mod today;

use std::process::ExitCode;

use clap::Parser;
use rustix::fs::Mode;

pub use assets::ASSETS;
pub use console::Failed;

/// The rights that new files and folders do not give: all of group and others.
const FOR_US_ONLY: Mode = Mode::RWXG.union(Mode::RWXO);

/// Runs the command line to its end.
pub fn main() -> ExitCode {
    // Rows, keys and backups are for the user who runs Oqu, whatever folder they are made in.
    rustix::process::umask(FOR_US_ONLY);
    let asked = match commands::Cli::try_parse() {
        Ok(asked) => asked,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()));
        }
    };
    match commands::run(asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("oqu: {failed}");
            ExitCode::from(failed.code())
        }
    }
}
