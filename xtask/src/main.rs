//! Chores of the project: `cargo xtask assets`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

const USAGE: &str = "usage: cargo xtask assets    builds frontend/dist, which the program embeds";

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let done = match asked[..] {
        ["assets"] => assets(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Installs the npm packages of the lock file when they are missing or older, then builds.
fn assets() -> Result<(), String> {
    let frontend = root().join("frontend");
    let installed = frontend.join("node_modules/.package-lock.json");
    if changed(&frontend.join("package-lock.json")) > changed(&installed) {
        let install = [
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ];
        run(&frontend, "npm", &install)?;
    }
    run(&frontend, "node", &["build.mjs"])
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|meta| meta.modified()).ok()
}

fn run(folder: &Path, program: &str, args: &[&str]) -> Result<(), String> {
    let status = Command::new(program)
        .args(args)
        .current_dir(folder)
        .status()
        .map_err(|error| {
            format!("{program} cannot be started ({error}); install Node 20 or newer with npm")
        })?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{program} {} failed: {status}", args.join(" ")))
    }
}
