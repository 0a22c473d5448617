//! A PostgreSQL of the test's own, which may be stopped and started at will.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Cluster {
    folder: tempfile::TempDir,
    programs: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts one.
    pub fn start() -> Self {
        // The server does not run as root, and its user must reach the folder.
        let folder = tempfile::Builder::new()
            .prefix("oqu-cluster-")
            .tempdir_in("/tmp")
            .expect("a folder");
        if is_root() {
            let given = Command::new("chown")
                .arg("postgres")
                .arg(folder.path())
                .status();
            assert!(given.expect("chown runs").success());
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        let cluster = Self {
            folder,
            programs: programs(),
            port,
        };
        let rows = cluster.rows();
        cluster.run(
            "initdb",
            &[
                "-D",
                &rows,
                "-U",
                "postgres",
                "-A",
                "trust",
                "--locale=C",
                "--encoding=UTF8",
            ],
        );
        let settings = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c shared_buffers=32MB",
            cluster.folder.path().display()
        );
        let log = format!("{}/log", cluster.folder.path().display());
        cluster.run(
            "pg_ctl",
            &["-D", &rows, "-l", &log, "-o", &settings, "-w", "start"],
        );
        cluster
    }

    /// The address of its database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops it at once, as a crash does, and starts it again.
    pub fn restart(&self) {
        self.run(
            "pg_ctl",
            &["-D", &self.rows(), "-m", "immediate", "-w", "restart"],
        );
    }

    fn rows(&self) -> String {
        format!("{}/rows", self.folder.path().display())
    }

    fn run(&self, program: &str, args: &[&str]) {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(&program);
            command
        } else {
            Command::new(&program)
        };
        let status = command
            .args(args)
            .current_dir("/tmp")
            .stdout(std::process::Stdio::null())
            .status()
            .expect("PostgreSQL is installed");
        assert!(status.success(), "{} {args:?}", program.display());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.run(
            "pg_ctl",
            &["-D", &self.rows(), "-m", "immediate", "-w", "stop"],
        );
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn programs() -> PathBuf {
    if let Ok(told) = std::env::var("OQU_TEST_POSTGRES_BIN") {
        return told.into();
    }
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed; run ./test");
    let newest = versions
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .max_by_key(|path| number(path))
        .expect("a version of PostgreSQL");
    newest.join("bin")
}

fn number(path: &Path) -> u32 {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.parse().unwrap_or_default()
}
