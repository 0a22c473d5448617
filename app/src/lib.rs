//! Oqu as a whole: settings, commands, and the wiring of all areas into one site. No rules here.

pub mod archive;
pub mod areas;
mod assets;
mod commands;
pub mod config;
mod console;
pub mod demo;
mod navigation;
pub mod orders;
mod pulse;
pub mod serve;
mod today;

use std::process::ExitCode;

use clap::Parser;

pub use assets::ASSETS;
pub use console::Failed;

/// Runs the command line to its end.
pub fn main() -> ExitCode {
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
