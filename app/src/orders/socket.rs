use std::fs::{File, Permissions};
use std::io;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};

use super::{Answer, Carry, Request};
use crate::Failed;

/// The name of the socket in the data folder.
pub const SOCKET: &str = "oqu.sock";
/// The longest path that a socket may have on Linux is 107 bytes.
const PATH_BYTES: usize = 100;
/// A request of more bytes is none of ours.
const REQUEST_BYTES: u64 = 1 << 20;
/// An order takes a password hash at most: a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// The door for the console beside a running server.
pub struct Listener {
    listener: UnixListener,
    path: PathBuf,
}

impl Listener {
    /// Opens the door for the user who runs the server and nobody else. The caller owns the folder.
    ///
    /// # Errors
    /// When the socket cannot be made.
    pub fn open(data: &Path) -> io::Result<Self> {
        let path = data.join(SOCKET);
        // What a killed server left behind.
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let (_folder, short) = short(data)?;
        let listener = UnixListener::bind(short)?;
        std::fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        Ok(Self { listener, path })
    }

    /// Carries out orders until it is dropped.
    pub async fn run(self, hands: Carry) {
        loop {
            let Ok((stream, _)) = self.listener.accept().await else {
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let hands = Carry::clone(&hands);
            tokio::spawn(async move {
                let answered = tokio::time::timeout(PATIENCE, serve(stream, &hands)).await;
                if let Ok(Err(error)) = answered {
                    tracing::warn!(%error, "an order of the console was cut off");
                }
            });
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

async fn serve(mut stream: UnixStream, hands: &Carry) -> io::Result<()> {
    let mut line = String::new();
    let (read, mut write) = stream.split();
    BufReader::new(read.take(REQUEST_BYTES))
        .read_line(&mut line)
        .await?;
    if line.is_empty() {
        // The console only looked whether somebody listens.
        return Ok(());
    }
    let answer = match serde_json::from_str::<Request>(&line) {
        Ok(request) => hands.carry_out(request).await,
        Err(_) => Answer::Failed(
            "the server does not know this order; use the oqu of the same version".into(),
        ),
    };
    write.write_all(&line_of(&answer)).await
}

fn line_of(what: &impl serde::Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(what).unwrap_or_default();
    line.push(b'\n');
    line
}

/// Whether a server listens in this folder.
pub(super) async fn listens(data: &Path) -> Result<bool, Failed> {
    Ok(open(data).await?.is_some())
}

/// The way to the server of a folder; none when no server listens there.
async fn open(data: &Path) -> Result<Option<(Option<File>, UnixStream)>, Failed> {
    if !data.join(SOCKET).exists() {
        return Ok(None);
    }
    let opened = match short(data) {
        Ok((folder, path)) => UnixStream::connect(path)
            .await
            .map(|stream| (folder, stream)),
        Err(error) => Err(error),
    };
    match opened {
        Ok(opened) => Ok(Some(opened)),
        // A killed server leaves its socket behind.
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => Ok(None),
        Err(error) => Err(Failed::nothing(format!(
            "{}: {error}\nRun this as the user who runs Oqu.",
            data.join(SOCKET).display()
        ))),
    }
}

/// Asks the server of a folder; none when no server listens there.
pub(super) async fn ask(data: &Path, request: &Request) -> Result<Option<Answer>, Failed> {
    let cut_off = |error: io::Error| {
        Failed::in_part(format!(
            "the server did not answer ({error}); look whether it was done before you try again"
        ))
    };
    let Some((_folder, mut stream)) = open(data).await? else {
        return Ok(None);
    };
    stream.write_all(&line_of(request)).await.map_err(cut_off)?;
    let mut line = String::new();
    tokio::time::timeout(PATIENCE, BufReader::new(stream).read_line(&mut line))
        .await
        .map_err(|_| cut_off(io::ErrorKind::TimedOut.into()))?
        .map_err(cut_off)?;
    serde_json::from_str(&line)
        .map(Some)
        .map_err(|error| cut_off(error.into()))
}

/// The socket's path, by way of the open folder when it would be too long for a socket.
fn short(data: &Path) -> io::Result<(Option<File>, PathBuf)> {
    let path = data.join(SOCKET);
    if path.as_os_str().len() <= PATH_BYTES {
        return Ok((None, path));
    }
    let folder = File::open(data)?;
    let path = PathBuf::from(format!("/proc/self/fd/{}/{SOCKET}", folder.as_raw_fd()));
    Ok((Some(folder), path))
}
