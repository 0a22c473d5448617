//! Looking for viruses by clamd, when there is one: its command INSTREAM, over TCP or a socket of
//! this machine (clamd(8)).

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::StreamExt;
use oqu_web::Failure;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use crate::blobs::{Flow, Trouble};
use crate::store::Scan;

/// A clamd that does not take bytes or answer for so long is slow.
const PATIENCE: Duration = Duration::from_secs(60);
/// One that does not open the line for so long is away.
const CONNECT: Duration = Duration::from_secs(3);
/// An answer is a line.
const MOST_ANSWER: u64 = 4 << 10;

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clamd {
    /// Host and port.
    Tcp(String),
    /// A socket of this machine.
    Unix(PathBuf),
}

impl fmt::Display for Clamd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "tcp://{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

impl Clamd {
    /// Reads the setting `clamd`: `tcp://HOST:PORT` or `unix:PATH`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(setting: &str) -> Result<Self, String> {
        if let Some(path) = setting
            .strip_prefix("unix:")
            .filter(|path| path.starts_with('/'))
        {
            return Ok(Self::Unix(path.into()));
        }
        match setting
            .strip_prefix("tcp://")
            .map(|rest| (rest, rest.rsplit_once(':')))
        {
            Some((address, Some((host, port))))
                if !host.is_empty() && port.parse::<u16>().is_ok() =>
            {
                Ok(Self::Tcp(address.to_owned()))
            }
            _ => Err(format!(
                "clamd: {setting} must be tcp://HOST:PORT or unix:/PATH/TO/clamd.ctl"
            )),
        }
    }
}

/// Who looks, and what is done when nobody can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanner {
    /// The clamd; none when nobody looks.
    pub clamd: Option<Clamd>,
    /// Whether files are taken unscanned while clamd is away or slow; otherwise they are refused.
    pub accept_unscanned: bool,
    /// How long clamd may be silent.
    pub patience: Duration,
}

impl Scanner {
    /// Asks this clamd, when there is one.
    pub const fn new(clamd: Option<Clamd>, accept_unscanned: bool) -> Self {
        Self {
            clamd,
            accept_unscanned,
            patience: PATIENCE,
        }
    }
}

/// What came of a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It may be taken.
    Taken(Scan),
    /// There is a virus in it, by this name.
    Infected(String),
    /// Nobody could look, and without that nothing is taken.
    Away,
}

impl Scanner {
    /// Asks clamd whether it is there.
    ///
    /// # Errors
    /// Why it does not answer.
    pub async fn ping(&self) -> Result<(), String> {
        let answer = match &self.clamd {
            None => return Ok(()),
            Some(Clamd::Tcp(address)) => {
                let line = tokio::time::timeout(CONNECT, TcpStream::connect(address)).await;
                pong(line.map_err(|_| slow()).and_then(|line| line.map_err(away))).await
            }
            Some(Clamd::Unix(path)) => {
                let line = tokio::time::timeout(CONNECT, UnixStream::connect(path)).await;
                pong(line.map_err(|_| slow()).and_then(|line| line.map_err(away))).await
            }
        };
        match answer {
            Ok(answer) if answer == "PONG" => Ok(()),
            Ok(other) => Err(other),
            Err(Asked::Clamd(why)) => Err(why),
            Err(Asked::Bytes(trouble)) => Err(trouble.to_string()),
        }
    }

    /// Gives bytes to clamd.
    ///
    /// # Errors
    /// When the bytes cannot be read.
    pub async fn look(&self, flow: Flow) -> Result<Looked, Failure> {
        let Some(clamd) = &self.clamd else {
            return Ok(Looked::Taken(Scan::Unscanned));
        };
        let asked = match clamd {
            Clamd::Tcp(address) => {
                let line = tokio::time::timeout(CONNECT, TcpStream::connect(address)).await;
                let line = line.map_err(|_| slow()).and_then(|line| line.map_err(away));
                ask(line, self.patience, flow).await
            }
            Clamd::Unix(path) => {
                let line = tokio::time::timeout(CONNECT, UnixStream::connect(path)).await;
                let line = line.map_err(|_| slow()).and_then(|line| line.map_err(away));
                ask(line, self.patience, flow).await
            }
        };
        match asked {
            Ok(answer) if answer.ends_with("OK") => Ok(Looked::Taken(Scan::Clean)),
            Ok(answer) if answer.ends_with("FOUND") => {
                let name = answer
                    .trim_start_matches("stream: ")
                    .trim_end_matches(" FOUND");
                Ok(Looked::Infected(name.to_owned()))
            }
            Err(Asked::Bytes(trouble)) => Err(trouble.into()),
            Ok(why) | Err(Asked::Clamd(why)) => {
                tracing::warn!(%clamd, why, "clamd could not look at a file");
                Ok(match self.accept_unscanned {
                    true => Looked::Taken(Scan::Unscanned),
                    false => Looked::Away,
                })
            }
        }
    }
}

/// Why there is no answer: the bytes cannot be read, or clamd does not take them.
enum Asked {
    Bytes(Trouble),
    Clamd(String),
}

fn slow() -> Asked {
    Asked::Clamd("it is too slow".into())
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn away(error: std::io::Error) -> Asked {
    Asked::Clamd(error.to_string())
}

/// Each step has patience of its own, so that a large file is not a slow clamd.
async fn within<T>(
    patience: Duration,
    step: impl Future<Output = std::io::Result<T>>,
) -> Result<T, Asked> {
    let done = tokio::time::timeout(patience, step).await;
    done.map_err(|_| slow())?.map_err(away)
}

async fn pong(line: Result<impl AsyncRead + AsyncWrite + Unpin, Asked>) -> Result<String, Asked> {
    let mut line = line?;
    within(CONNECT, line.write_all(b"zPING\0")).await?;
    answer(&mut line, CONNECT).await
}

async fn answer(line: &mut (impl AsyncRead + Unpin), patience: Duration) -> Result<String, Asked> {
    let mut answer = Vec::new();
    within(patience, line.take(MOST_ANSWER).read_to_end(&mut answer)).await?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.trim_end_matches(['\0', '\n', ' ']).to_owned())
}

async fn ask(
    line: Result<impl AsyncRead + AsyncWrite + Unpin, Asked>,
    patience: Duration,
    mut flow: Flow,
) -> Result<String, Asked> {
    let mut line = line?;
    within(patience, line.write_all(b"zINSTREAM\0")).await?;
    while let Some(bytes) = flow.next().await {
        let bytes = bytes.map_err(Asked::Bytes)?;
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes();
        within(patience, line.write_all(&length)).await?;
        within(patience, line.write_all(&bytes)).await?;
    }
    within(patience, line.write_all(&[0; 4])).await?;
    within(patience, line.flush()).await?;
    answer(&mut line, patience).await
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use tokio::net::TcpListener;

    use super::*;

    /// A clamd that knows one virus: the word EICAR. Its answer may be another.
    async fn clamd(answer: Option<&'static str>) -> Clamd {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut command = [0; 10];
            line.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut all = Vec::new();
            loop {
                let length = line.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut bytes = vec![0; usize::try_from(length).unwrap()];
                line.read_exact(&mut bytes).await.unwrap();
                all.extend_from_slice(&bytes);
            }
            let infected = all.windows(5).any(|five| five == b"EICAR");
            let found = match infected {
                true => "stream: Eicar-Test-Signature FOUND",
                false => "stream: OK",
            };
            line.write_all(answer.unwrap_or(found).as_bytes())
                .await
                .unwrap();
            line.write_all(b"\0").await.unwrap();
        });
        Clamd::Tcp(address)
    }

    fn flow(parts: &[&'static str]) -> Flow {
        let parts: Vec<_> = parts.iter().map(|part| Ok(Bytes::from(*part))).collect();
        Box::pin(futures_util::stream::iter(parts))
    }

    async fn looked(clamd: Clamd, accept_unscanned: bool, parts: &[&'static str]) -> Looked {
        let scanner = Scanner {
            patience: Duration::from_millis(300),
            ..Scanner::new(Some(clamd), accept_unscanned)
        };
        scanner.look(flow(parts)).await.unwrap()
    }

    #[tokio::test]
    async fn clamd_tells_what_it_finds() {
        let clean = looked(clamd(None).await, false, &["a", "b"]).await;
        assert_eq!(clean, Looked::Taken(Scan::Clean));
        let infected = looked(clamd(None).await, true, &["xEI", "CARx"]).await;
        assert_eq!(infected, Looked::Infected("Eicar-Test-Signature".into()));
        let nobody = Scanner::new(None, false).look(flow(&["a"])).await.unwrap();
        assert_eq!(nobody, Looked::Taken(Scan::Unscanned));
    }

    #[tokio::test]
    async fn without_clamd_the_setting_decides() {
        let nowhere = || Clamd::Tcp("127.0.0.1:1".into());
        assert_eq!(looked(nowhere(), false, &["a"]).await, Looked::Away);
        let taken = Looked::Taken(Scan::Unscanned);
        assert_eq!(looked(nowhere(), true, &["a"]).await, taken);
        let error = clamd(Some("INSTREAM size limit exceeded. ERROR")).await;
        assert_eq!(looked(error, false, &["a"]).await, Looked::Away);
    }

    #[tokio::test]
    async fn a_silent_clamd_is_slow() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let silent = Clamd::Tcp(listener.local_addr().unwrap().to_string());
        assert_eq!(looked(silent, false, &["a"]).await, Looked::Away);
    }

    #[test]
    fn the_setting_is_an_address() {
        for right in [
            "tcp://127.0.0.1:3310",
            "tcp://[::1]:3310",
            "unix:/run/clamav/clamd.ctl",
        ] {
            assert_eq!(Clamd::parse(right).unwrap().to_string(), right);
        }
        for wrong in [
            "",
            "tcp://",
            "tcp://host",
            "tcp://:1",
            "unix:relative",
            "127.0.0.1:3310",
        ] {
            assert!(Clamd::parse(wrong).is_err(), "{wrong}");
        }
    }
}
