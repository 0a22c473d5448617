//! What shells and manuals know of the command line, made from its own definition.

use std::io::Write as _;

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;

use super::Cli;
use crate::Failed;

/// `oqu completions SHELL`: a script on the standard output.
pub fn completions(shell: Shell) -> Result<(), Failed> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "oqu", &mut script);
    write(&script)
}

/// `oqu man`: the manual of all commands on the standard output.
pub fn man() -> Result<(), Failed> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    let failed = |error: std::io::Error| Failed::nothing(error.to_string());
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .map_err(failed)?;
    for (path, command) in below("oqu", &command) {
        section(&mut page, &path, command).map_err(failed)?;
    }
    write(&page)
}

/// All commands below one, with what is typed for each.
fn below<'a>(path: &str, command: &'a Command) -> Vec<(String, &'a Command)> {
    let mut found = Vec::new();
    for command in command.get_subcommands() {
        if command.get_name() == "help" {
            continue;
        }
        let path = format!("{path} {}", command.get_name());
        let deeper = below(&path, command);
        found.push((path, command));
        found.extend(deeper);
    }
    found
}

/// The options of one command, under a heading of its own.
fn section(page: &mut Vec<u8>, path: &str, command: &Command) -> std::io::Result<()> {
    writeln!(page, ".SH \"{}\"", path.to_uppercase())?;
    let man = clap_mangen::Man::new(command.clone().bin_name(path));
    if let Some(about) = command.get_about() {
        writeln!(page, "{about}")?;
        writeln!(page, ".PP")?;
    }
    let mut parts = Vec::new();
    man.render_synopsis_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    let text = String::from_utf8_lossy(&parts)
        .replace(".SH SYNOPSIS\n", "")
        .replace(".SH OPTIONS\n", "");
    page.write_all(text.as_bytes())
}

/// A reader that has had enough, such as `head`, is no failure.
fn write(bytes: &[u8]) -> Result<(), Failed> {
    match std::io::stdout().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failed::nothing(error.to_string()))
        }
        _ => Ok(()),
    }
}
