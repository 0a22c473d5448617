//! The real binary, started and stopped as people and machines do it.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::Browser;

/// How long a start or a stop may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `oqu serve`.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// The binary without settings of the machine that runs the test.
pub fn oqu(data: &Path, database: Option<&str>) -> Command {
    at(Command::new(env!("CARGO_BIN_EXE_oqu")), data, database)
}

/// The binary under a shell that does something first; the last argument of the shell is `exec "$0" "$@"`.
pub fn oqu_after(first: &str, data: &Path) -> Command {
    let mut shell = Command::new("bash");
    shell.args([
        "-c",
        &format!("{first}; exec \"$0\" \"$@\""),
        env!("CARGO_BIN_EXE_oqu"),
    ]);
    at(shell, data, None)
}

fn at(mut command: Command, data: &Path, database: Option<&str>) -> Command {
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("OQU_")) {
        command.env_remove(name);
    }
    command.arg("--data").arg(data);
    if let Some(database) = database {
        command.args(["--database", database]);
    }
    command
}

/// Runs a command of the program to its end.
pub fn run(data: &Path, database: Option<&str>, args: &[&str]) -> Output {
    oqu(data, database)
        .args(args)
        .output()
        .expect("the binary runs")
}

/// Its words on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

impl Program {
    /// Starts the demo and waits until it answers.
    pub fn start(data: &Path, database: Option<&str>) -> Self {
        Self::start_as(oqu(data, database))
    }

    /// As [`Program::start`], from a command that was prepared.
    pub fn start_as(mut command: Command) -> Self {
        let mut child = command
            .args([
                "serve",
                "--demo",
                "--listen",
                "127.0.0.1:0",
                "--log",
                "error",
            ])
            .args([
                "--sign-in-per-address",
                "10000",
                "--sign-in-per-login",
                "10000",
            ])
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let lines = BufReader::new(child.stderr.take().expect("standard error"));
        let (told, heard) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                if let Some(address) = line.strip_prefix("Oqu serves http://localhost:") {
                    let _ = told.send(address.parse::<u16>().expect("a port"));
                } else if !line.starts_with(' ') && !line.starts_with("The organisation") {
                    eprintln!("oqu: {line}");
                }
            }
        });
        let port = heard.recv_timeout(PATIENCE).expect("the program starts");
        Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], port)),
        }
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// As a power cut does.
    pub fn kill(mut self) {
        self.child.kill().expect("the program is killed");
        self.child.wait().expect("the program ends");
    }

    /// As a service manager does; the exit code.
    pub fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        assert!(sent.expect("kill runs").success());
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program ends") {
                return status.code();
            }
            assert!(began.elapsed() < PATIENCE, "the program does not stop");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// A test that fails leaves no program behind.
impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
