//! A store for tests: s3rver of npm in a process of its own (`e2e/s3.mjs`), and a line to it that
//! can be made to fail.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::blobs::{Access, Store};

/// The key that the server takes.
pub const KEY: &str = "S3RVER";
/// Its secret.
pub const SECRET: &str = "S3RVER";
/// The bucket that it has.
pub const BUCKET: &str = "oqu-files";

/// A server that runs until this is dropped, or until its process ends.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// Tells apart the places of several tests in one bucket.
static TURN: AtomicU32 = AtomicU32::new(0);

impl Server {
    /// Starts one with an empty bucket.
    ///
    /// # Panics
    /// When it does not start: a test that skips is no test.
    pub fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/s3.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("node is installed; run ./test");
        let mut line = String::new();
        let mut told = BufReader::new(child.stdout.take().expect("standard output"));
        told.read_line(&mut line).expect("a port");
        let port = line.trim().parse::<u16>();
        let port = port.expect("s3rver is installed: run e2e/install.sh");
        Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], port)),
        }
    }

    /// A place of its own in the bucket.
    pub fn store(&self) -> Store {
        store_at(self.address, &fresh_setting())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One server for all tests of a process.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

/// The setting `files` of a place of its own.
pub fn fresh_setting() -> String {
    let turn = TURN.fetch_add(1, Ordering::Relaxed);
    format!("s3://{BUCKET}/t{}-{turn}", std::process::id())
}

/// The store of a setting on the server at an address.
///
/// # Panics
/// When the setting is none of a bucket.
pub fn store_at(address: SocketAddr, setting: &str) -> Store {
    let access = Access {
        endpoint: Some(format!("http://{address}")),
        key: Some(KEY.to_owned()),
        secret: Some(SECRET.to_owned()),
        ..Access::default()
    };
    Store::parse(Some(setting), Path::new(""), &access).expect("a bucket")
}

/// How a line behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It gives on everything.
    Well,
    /// It is answered, and nothing comes.
    Silent,
    /// Every request is answered by 503.
    Busy,
    /// An answer breaks off after so many bytes.
    Half(u64),
    /// Nobody listens any more.
    Closed,
}

/// A line to a server whose mood can be changed; open connections end with it.
#[derive(Debug)]
pub struct Crooked {
    /// Where it listens.
    pub address: SocketAddr,
    mood: watch::Sender<Mood>,
    /// Connections that came so far.
    came: std::sync::Arc<AtomicU32>,
    listens: JoinHandle<()>,
}

impl Crooked {
    /// A line to this server that behaves well.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (mood, heard) = watch::channel(Mood::Well);
        let came = std::sync::Arc::new(AtomicU32::new(0));
        let count = std::sync::Arc::clone(&came);
        let listens = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                let mut heard = heard.clone();
                let mood = *heard.borrow_and_update();
                tokio::spawn(async move {
                    tokio::select! {
                        () = behave(line, server, mood) => {}
                        _ = heard.changed() => {}
                    }
                });
            }
        });
        Self {
            address,
            mood,
            came,
            listens,
        }
    }

    /// Behaves so from now on.
    pub fn is(&self, mood: Mood) {
        self.mood.send_replace(mood);
    }

    /// Connections that came so far.
    pub fn came(&self) -> u32 {
        self.came.load(Ordering::Relaxed)
    }
}

impl Drop for Crooked {
    fn drop(&mut self) {
        self.listens.abort();
    }
}

async fn behave(mut line: TcpStream, server: SocketAddr, mood: Mood) {
    const BUSY: &[u8] =
        b"HTTP/1.1 503 Slow Down\r\ncontent-length: 42\r\nconnection: close\r\n\r\n\
        <Error><Code>SlowDown</Code></Error>      ";
    match mood {
        Mood::Closed => {}
        Mood::Silent => {
            let mut rest = Vec::new();
            let _ = line.read_to_end(&mut rest).await;
            tokio::time::sleep(Duration::from_secs(600)).await;
        }
        Mood::Busy => {
            let mut some = [0; 64 << 10];
            let _ = line.read(&mut some).await;
            let _ = line.write_all(BUSY).await;
            let _ = line.shutdown().await;
        }
        Mood::Well | Mood::Half(_) => {
            let Ok(mut there) = TcpStream::connect(server).await else {
                return;
            };
            let most = match mood {
                Mood::Half(most) => most,
                _ => u64::MAX,
            };
            let (mut asks, mut answers) = line.split();
            let (there_reads, mut there_writes) = there.split();
            let mut there_reads = there_reads.take(most);
            tokio::select! {
                _ = tokio::io::copy(&mut asks, &mut there_writes) => {}
                _ = tokio::io::copy(&mut there_reads, &mut answers) => {}
            }
        }
    }
}
