//! News within a process and between the nodes of one database: something was committed that others
//! wait for. What it is stands in the rows; the news only wakes whoever looks.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, NoTls};

/// How long to wait before a lost connection is made anew.
const ANEW: Duration = Duration::from_secs(2);

/// Waits for news of one subject. Several that come while nobody waits are one.
pub struct News {
    heard: Arc<Notify>,
    listening: Option<JoinHandle<()>>,
}

impl News {
    /// Ends when there is news, at once when there was some since the last call. It may come without
    /// a reason, and may be lost with a connection: the rows are looked at now and then anyway.
    pub async fn next(&self) {
        self.heard.notified().await;
    }
}

impl Drop for News {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}

/// One who waits, for a subject.
type Listener = (&'static str, Weak<Notify>);

/// Those in this process who wait.
#[derive(Clone, Default)]
pub(crate) struct Listeners(Arc<Mutex<Vec<Listener>>>);

impl Listeners {
    pub(crate) fn listen(&self, subject: &'static str) -> News {
        let heard = Arc::new(Notify::new());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(_, listener)| listener.strong_count() > 0);
        all.push((subject, Arc::downgrade(&heard)));
        News {
            heard,
            listening: None,
        }
    }

    pub(crate) fn tell(&self, subjects: &[&'static str]) {
        if subjects.is_empty() {
            return;
        }
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, listener) in all.iter().filter(|(subject, _)| subjects.contains(subject)) {
            if let Some(listener) = listener.upgrade() {
                listener.notify_one();
            }
        }
    }
}

/// Listens on a connection of its own, on the runtime of the caller.
pub(crate) fn listen_to_postgres(config: tokio_postgres::Config, subject: &'static str) -> News {
    let heard = Arc::new(Notify::new());
    let told = Arc::clone(&heard);
    let listening = tokio::spawn(async move {
        loop {
            if let Err(error) = listen_once(&config, subject, &told).await {
                tracing::debug!(%error, subject, "listening again in a moment");
            }
            tokio::time::sleep(ANEW).await;
            // Something may have been told meanwhile.
            told.notify_one();
        }
    });
    News {
        heard,
        listening: Some(listening),
    }
}

async fn listen_once(
    config: &tokio_postgres::Config,
    subject: &'static str,
    heard: &Notify,
) -> Result<(), tokio_postgres::Error> {
    let (client, mut connection) = config.connect(NoTls).await?;
    let text = format!("LISTEN {subject}");
    let mut asked = pin!(client.batch_execute(&text));
    let mut listens = false;
    loop {
        tokio::select! {
            answer = &mut asked, if !listens => {
                answer?;
                listens = true;
                heard.notify_one();
            }
            message = poll_fn(|context| connection.poll_message(context)) => match message {
                Some(Ok(AsyncMessage::Notification(_))) => heard.notify_one(),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
                None => return Ok(()),
            },
        }
    }
}
