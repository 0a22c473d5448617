//! A mail server for tests: it takes what is sent, or does not, as it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How the server behaves.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// Said first, in place of the usual greeting.
    pub greeting: Option<String>,
    /// Says nothing for so long before its greeting.
    pub silence: Duration,
    /// Offers STARTTLS, and then talks no TLS.
    pub false_tls: bool,
    /// Wants a name and a password: this pair, as AUTH PLAIN has it, in base64.
    pub login: Option<String>,
    /// Said of a recipient whose address contains the first text.
    pub recipient: Option<(String, String)>,
    /// Said after the mail has come, in place of taking it.
    pub after_data: Option<String>,
    /// Says nothing for so long after the mail has come and was taken.
    pub before_answer: Duration,
}

/// A mail as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// Headers and body.
    pub data: String,
}

impl Received {
    /// The first header of this name, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next().unwrap_or_default();
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let mark = format!("{}: ", name.to_lowercase());
        head.lines()
            .find(|line| line.to_lowercase().starts_with(&mark))
            .map(|line| line[mark.len()..].to_owned())
    }
}

/// A server on a port of this machine.
pub struct FakeServer {
    /// Where it listens.
    pub address: SocketAddr,
    script: Arc<Mutex<Script>>,
    came: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

fn guarded<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl FakeServer {
    /// Begins to listen.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let script = Arc::new(Mutex::new(script));
        let came = Arc::new(Mutex::new(Vec::new()));
        let (told, kept) = (Arc::clone(&script), Arc::clone(&came));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (script, kept) = (guarded(&told).clone(), Arc::clone(&kept));
                tokio::spawn(async move {
                    let _ = talk(stream, script, kept).await;
                });
            }
        });
        Self {
            address,
            script,
            came,
            task,
        }
    }

    /// Behaves in another way from the next talk on.
    pub fn behave(&self, script: Script) {
        *guarded(&self.script) = script;
    }

    /// The setting `mail` that leads here.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What has come so far.
    pub fn received(&self) -> Vec<Received> {
        guarded(&self.came).clone()
    }

    /// What has come as soon as there are so many, within half a minute.
    ///
    /// # Panics
    /// When they do not come.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        for _ in 0..600 {
            let came = self.received();
            if came.len() >= count {
                return came;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} mails came, {count} were awaited", self.received().len());
    }
}

impl Drop for FakeServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One talk, by RFC 5321 as far as a sender needs it.
///
/// # Errors
/// When the other side goes away.
pub async fn talk<S>(
    stream: S,
    script: Script,
    came: Arc<Mutex<Vec<Received>>>,
) -> std::io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut stream = BufReader::new(stream);
    tokio::time::sleep(script.silence).await;
    let greeting = script.greeting.as_deref().unwrap_or("220 fake ESMTP");
    say(&mut stream, greeting).await?;
    let (mut from, mut to) = (String::new(), Vec::new());
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_owned();
        let verb = command.to_ascii_uppercase();
        if verb.starts_with("EHLO") {
            let mut offers = vec!["250-fake", "250-8BITMIME"];
            if script.false_tls {
                offers.push("250-STARTTLS");
            }
            if script.login.is_some() {
                offers.push("250-AUTH PLAIN");
            }
            offers.push("250 SIZE 1000000");
            say(&mut stream, &offers.join("\r\n")).await?;
        } else if verb == "STARTTLS" {
            say(&mut stream, "220 go on").await?;
            say(&mut stream, "this is no TLS").await?;
            return Ok(());
        } else if let Some(pair) = command.strip_prefix("AUTH PLAIN ") {
            let right = script.login.as_deref() == Some(pair);
            let answer = if right {
                "235 welcome"
            } else {
                "535 5.7.8 wrong name or password"
            };
            say(&mut stream, answer).await?;
        } else if verb.starts_with("MAIL FROM") {
            from = between(&command);
            to.clear();
            say(&mut stream, "250 ok").await?;
        } else if verb.starts_with("RCPT TO") {
            let address = between(&command);
            match &script.recipient {
                Some((part, answer)) if address.contains(part.as_str()) => {
                    say(&mut stream, answer).await?;
                }
                _ => {
                    to.push(address);
                    say(&mut stream, "250 ok").await?;
                }
            }
        } else if verb == "DATA" {
            say(&mut stream, "354 go on").await?;
            let data = body(&mut stream).await?;
            if let Some(answer) = &script.after_data {
                say(&mut stream, answer).await?;
                continue;
            }
            guarded(&came).push(Received {
                from: from.clone(),
                to: std::mem::take(&mut to),
                data,
            });
            tokio::time::sleep(script.before_answer).await;
            say(&mut stream, "250 2.0.0 taken as 4711").await?;
        } else if verb == "QUIT" {
            return say(&mut stream, "221 bye").await;
        } else {
            say(&mut stream, "250 ok").await?;
        }
    }
}

async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) -> std::io::Result<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn body<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(data);
        }
        // A line that begins with a dot came with one more (RFC 5321 §4.5.2).
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

fn between(command: &str) -> String {
    let inner = command.split_once('<').map_or("", |(_, rest)| rest);
    inner.split('>').next().unwrap_or_default().to_owned()
}
