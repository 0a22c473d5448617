//! One request over one connection, with every byte in the test's hand.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A site that has not answered by then is broken.
const PATIENCE: Duration = Duration::from_secs(30);
/// Tells the length of a body that is not sent again.
const NOT_MODIFIED: u16 = 304;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names in lower case, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The bytes, without the chunks in which they may have come.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All headers of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.headers.iter().filter(move |(key, _)| key == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Where a redirect leads; empty when it is none.
    pub fn place(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The page as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends these bytes and reads until the site closes. An error when the site is gone, closes without
/// an answer or with half of one, or does not answer in time; `whole` tells whether all is sent.
pub async fn exchange(address: SocketAddr, request: &[u8], whole: bool) -> Result<Answer> {
    let exchanged = tokio::time::timeout(PATIENCE, exchanged(address, request, whole)).await;
    exchanged.unwrap_or_else(|_| Err(Error::from(ErrorKind::TimedOut)))
}

async fn exchanged(address: SocketAddr, request: &[u8], whole: bool) -> Result<Answer> {
    let stream = TcpStream::connect(address).await?;
    let (mut reading, mut writing) = stream.into_split();
    let without_body = request.starts_with(b"HEAD ");
    let request = request.to_vec();
    // A site may answer and close before it has read all of a form that is too long.
    let sent = tokio::spawn(async move {
        let _ = writing.write_all(&request).await;
        if !whole {
            let _ = writing.shutdown().await;
        }
        writing
    });
    let mut bytes = Vec::new();
    let mut part = vec![0; 64 << 10];
    while let Ok(count) = reading.read(&mut part).await {
        if count == 0 {
            break;
        }
        bytes.extend_from_slice(&part[..count]);
    }
    let _ = sent.await;
    parse(&bytes, without_body).ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))
}

fn parse(bytes: &[u8], without_body: bool) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    };
    if without_body || status == NOT_MODIFIED {
        return Some(answer);
    }
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = joined(&answer.body)?;
    } else if let Some(length) = answer.header("content-length")
        && length.parse() != Ok(answer.body.len())
    {
        return None;
    }
    Some(answer)
}

fn joined(mut chunks: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&chunks[..end]).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        let rest = &chunks[end + 2..];
        body.extend_from_slice(rest.get(..size)?);
        chunks = rest.get(size + 2..)?;
    }
}
