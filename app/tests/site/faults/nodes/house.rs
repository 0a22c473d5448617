//! Two servers and a worker on one database and one store, behind a balancer that asks them in turn.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use oqu_db::testing::FreshPostgres;
use oqu_db::{Db, Error, FromRow, Mode, Place, Query};
use oqu_files::testing as store;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::program::{Program, oqu};
use crate::support::Browser;

/// Everything that runs.
pub struct House {
    /// The servers; one may be killed.
    pub nodes: [Option<Program>; 2],
    pub balancer: Balancer,
    pub url: String,
    /// The setting of the files.
    pub files: String,
    worker: Child,
    folder: TempDir,
    fresh: FreshPostgres,
}

impl House {
    pub async fn open() -> Self {
        let fresh = FreshPostgres::create().await;
        let folder = tempfile::tempdir().expect("a folder");
        let (url, files) = (fresh.url(), store::fresh_setting());
        let at = |name: &str| folder.path().join(name);
        let first = Program::start_as(program(&at("node0"), &url, &files));
        // The others have its keys, as docs/nodes.md says.
        for name in ["node1", "worker"] {
            copy_keys(&at("node0"), &at(name));
        }
        let second = Program::start_as(program(&at("node1"), &url, &files));
        let worker = program(&at("worker"), &url, &files)
            .args(["worker", "--log", "error"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the worker starts");
        let balancer = Balancer::before([first.address, second.address]).await;
        Self {
            nodes: [Some(first), Some(second)],
            balancer,
            url,
            files,
            worker,
            folder,
            fresh,
        }
    }

    /// The data folder of a node.
    pub fn data(&self, node: usize) -> PathBuf {
        self.folder.path().join(format!("node{node}"))
    }

    /// A browser that speaks to one node only.
    pub fn browser_at(&self, node: usize) -> Browser {
        self.node(node).browser()
    }

    fn node(&self, node: usize) -> &Program {
        self.nodes[node].as_ref().expect("it runs")
    }

    /// A browser that meets another node with each request.
    pub fn browser(&self) -> Browser {
        Browser::new(self.balancer.address)
    }

    /// The same person at one node only.
    pub fn same_at(&self, browser: &Browser, node: usize) -> Browser {
        let mut same = self.browser_at(node);
        same.cookies.clone_from(&browser.cookies);
        same.token.clone_from(&browser.token);
        same
    }

    pub fn kill(&mut self, node: usize) {
        self.nodes[node].take().expect("it runs").kill();
    }

    pub fn start(&mut self, node: usize) {
        let program = Program::start_as(program(&self.data(node), &self.url, &self.files));
        self.balancer.set(node, program.address);
        self.nodes[node] = Some(program);
    }

    /// Rows past the program.
    pub async fn list<R: FromRow + Send + 'static>(&self, query: Query) -> Vec<R> {
        let place = Place::parse(Some(&self.url), Path::new("")).expect("an address");
        let db = Db::open(&place, Mode::Beside).await.expect("the database");
        let rows = db.read::<Vec<R>, Error, _>(async move |tx| tx.list(&query).await);
        let rows = rows.await.expect("the rows");
        db.close();
        rows
    }

    /// One number past the program.
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.list::<i64>(Query::new(sql)).await[0]
    }

    pub async fn close(mut self) {
        for node in &mut self.nodes {
            if let Some(program) = node.take() {
                assert_eq!(program.stop(), Some(0));
            }
        }
        let _ = self.worker.kill();
        let _ = self.worker.wait();
        self.balancer.listens.abort();
        self.fresh.drop().await;
    }
}

/// The binary with the settings of a node.
pub fn program(data: &Path, url: &str, files: &str) -> Command {
    let secret = data.with_extension("secret");
    std::fs::write(&secret, format!("{}\n", store::SECRET)).expect("a file");
    let mut command = oqu(data, Some(url));
    command
        .env("OQU_FILES", files)
        .env(
            "OQU_S3_ENDPOINT",
            format!("http://{}", store::server().address),
        )
        .env("OQU_S3_KEY", store::KEY)
        .env("OQU_S3_SECRET_FILE", secret);
    command
}

pub fn copy_keys(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    let copied = Command::new("cp")
        .arg("--archive")
        .args([from.join("keys"), to.join("keys")])
        .status();
    assert!(copied.expect("cp runs").success());
}

/// Gives each connection to the next node; one that does not take it is passed over.
pub struct Balancer {
    pub address: SocketAddr,
    nodes: Arc<std::sync::Mutex<[SocketAddr; 2]>>,
    listens: JoinHandle<()>,
}

impl Balancer {
    async fn before(nodes: [SocketAddr; 2]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let nodes = Arc::new(std::sync::Mutex::new(nodes));
        let known = Arc::clone(&nodes);
        let listens = tokio::spawn(async move {
            let turn = AtomicUsize::new(0);
            while let Ok((mut line, _)) = listener.accept().await {
                let first = turn.fetch_add(1, Ordering::Relaxed);
                let nodes = *known.lock().expect("a lock");
                tokio::spawn(async move {
                    for at in 0..nodes.len() {
                        let node = nodes[(first + at) % nodes.len()];
                        if let Ok(mut there) = TcpStream::connect(node).await {
                            let _ = tokio::io::copy_bidirectional(&mut line, &mut there).await;
                            return;
                        }
                    }
                });
            }
        });
        Self {
            address,
            nodes,
            listens,
        }
    }

    fn set(&self, node: usize, address: SocketAddr) {
        self.nodes.lock().expect("a lock")[node] = address;
    }
}
