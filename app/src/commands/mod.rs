//! The command line: one file for each command, and what they share.

mod archive;
mod audit;
mod doctor;
mod import;
mod manual;
mod migrate;
mod owner;
mod user;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use oqu_db::{Db, Migrations, Place};

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
    /// Run jobs beside servers on the same PostgreSQL database; with the built-in one the server does
    Worker {
        #[command(flatten)]
        options: Options,
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
    /// Write everything into one archive, beside a running server too
    Backup {
        /// The archive to be made
        file: PathBuf,
        /// Put the private keys in as well; whoever has the archive can then sign in Oqu's name
        #[arg(long)]
        with_keys: bool,
        /// Seal it by the passphrase in this file, or by the one in OQU_PASSPHRASE; without it nobody opens the archive
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// Answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// Fill an empty data folder or database from an archive
    Restore {
        /// The archive
        file: PathBuf,
        /// The file that holds the passphrase of a sealed archive [default: what OQU_PASSPHRASE says]
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// Answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// The log of what was done
    Audit {
        #[command(subcommand)]
        act: AuditAct,
    },
    /// Accounts
    User {
        #[command(subcommand)]
        act: user::Act,
        /// Answer as JSON
        #[arg(long, global = true)]
        json: bool,
    },
    /// Bring things in from files
    Import {
        #[command(subcommand)]
        act: import::Act,
    },
    /// Look whether everything is in order, and say what to do where it is not
    Doctor {
        #[command(flatten)]
        options: Options,
        /// Answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write what a shell needs to complete commands, for one of bash, elvish, fish, powershell, zsh
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page of all commands, as man(1) reads it
    Man,
}

#[derive(Subcommand, Debug)]
enum AuditAct {
    /// Check that nothing was changed, deleted, inserted or cut off
    Verify {
        /// Heads that were kept elsewhere [default: audit-heads.jsonl in the data folder]
        #[arg(long, value_name = "FILE")]
        heads: Option<PathBuf>,
        /// A public key in hexadecimal digits that is trusted beside those in the folder keys
        #[arg(long, value_name = "KEY")]
        trust: Vec<oqu_audit::PublicKey>,
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
            owner::must_be_ours(&settings.data)?;
            serve::run(settings, demo)
        }
        Command::Worker { options } => {
            let settings = Settings::load(&location, &options)?;
            owner::must_be_ours(&settings.data)?;
            serve::work(settings)
        }
        Command::Migrate { check, json } => {
            let settings = Settings::load(&location, &Options::default())?;
            if !check {
                owner::must_be_ours(&settings.data)?;
            }
            alone(migrate::run(&settings, check, json))
        }
        Command::Backup {
            file,
            with_keys,
            passphrase_file,
            json,
        } => {
            let settings = Settings::load(&location, &Options::default())?;
            alone(archive::backup(
                &settings,
                file,
                with_keys,
                passphrase_file,
                json,
            ))
        }
        Command::Restore {
            file,
            passphrase_file,
            json,
        } => {
            let settings = Settings::load(&location, &Options::default())?;
            owner::must_be_ours(&settings.data)?;
            alone(archive::restore(&settings, file, passphrase_file, json))
        }
        Command::Audit {
            act: AuditAct::Verify { heads, trust, json },
        } => {
            let settings = Settings::load(&location, &Options::default())?;
            alone(audit::verify(&settings, heads, trust, json))
        }
        Command::User { act, json } => {
            let settings = Settings::load(&location, &Options::default())?;
            owner::must_be_ours(&settings.data)?;
            alone(user::run(&settings, act, json))
        }
        Command::Import { act } => {
            let settings = Settings::load(&location, &Options::default())?;
            owner::must_be_ours(&settings.data)?;
            alone(import::run(&settings, act))
        }
        Command::Doctor { options, json } => alone(doctor::run(&location, &options, json)),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::man(),
    }
}

/// A command that does not begin an installation makes no database.
pub(crate) fn must_exist(settings: &Settings) -> Result<(), Failed> {
    match &settings.place {
        Place::Sqlite(path) if !path.exists() => Err(Failed::nothing(format!(
            "there is no database at {}\nName the data folder by --data.",
            path.display()
        ))),
        _ => Ok(()),
    }
}

/// Whether the database holds an Oqu of any version. One statement.
pub(crate) async fn holds_oqu(db: &Db) -> oqu_db::Result<bool> {
    db.read::<_, oqu_db::Error, _>(async |tx| Ok(!Migrations::taken(tx).await?.is_empty()))
        .await
}

/// What is said of a database in which there is no Oqu.
pub(crate) fn nothing_there(settings: &Settings) -> Failed {
    Failed::nothing(format!(
        "there is nothing of Oqu in {}\nName the data folder by --data, or the database by --database.",
        settings.shown_database()
    ))
}

/// Runs a command that is not a server on this one thread.
fn alone<T>(command: impl Future<Output = Result<T, Failed>>) -> Result<T, Failed> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::nothing(error.to_string()))?
        .block_on(command)
}
