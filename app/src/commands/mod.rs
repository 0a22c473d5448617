//! The command line: one file for each command, and what they share.

mod migrate;

use clap::{Parser, Subcommand};

use crate::config::{Location, Options, Settings};
use crate::{Failed, serve};

/// Distance learning for universities, academies, colleges and schools.
#[derive(Parser, Debug)]
#[command(name = "oqu", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    location: Location,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Start the server
    Serve {
        #[command(flatten)]
        options: Options,
        /// Fill an empty database with an invented organisation and show its accounts
        #[arg(long, env = "OQU_DEMO")]
        demo: bool,
    },
    /// Bring the database up to this version of Oqu
    Migrate {
        /// Only tell what would be done
        #[arg(long)]
        check: bool,
        /// Answer as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Carries out what was asked.
///
/// # Errors
/// What was not done, and what to do next.
pub fn run(asked: Cli) -> Result<(), Failed> {
    let location = asked.location;
    match asked.command {
        Command::Serve { options, demo } => {
            let settings = Settings::load(&location, &options)?;
            serve::run(settings, demo)
        }
        Command::Migrate { check, json } => {
            let settings = Settings::load(&location, &Options::default())?;
            alone(migrate::run(&settings, check, json))
        }
    }
}

/// Runs a command that is not a server on this one thread.
fn alone<T>(command: impl Future<Output = Result<T, Failed>>) -> Result<T, Failed> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::nothing(error.to_string()))?
        .block_on(command)
}
