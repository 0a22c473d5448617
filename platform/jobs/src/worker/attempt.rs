//! One try of one job: runs the handler beside a keeper that renews the lease, tells the progress,
//! watches the time and hears the stop; then keeps how it ended.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use oqu_kernel::Moment;
use oqu_web::Site;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::{Instant, MissedTickBehavior};

use super::store::{self, End, Hold, Taken};
use super::{LEASE, Signals};
use crate::kind::Known;
use crate::rules;
use crate::work::{Failed, Progress, Then, Trouble, Work};

/// How often the keeper looks; progress that changed is written then.
const LOOK: Duration = Duration::from_millis(500);
/// How often a lease is renewed: three times may fail before it is lost.
const RENEW: Duration = Duration::from_secs(5);
/// How often an end that the database did not take is told again, while the lease holds.
const TELL_AGAIN: Duration = Duration::from_secs(1);

/// A handler that is broken off ends where it waits next; this is how long that may take.
const BREAK_OFF: Duration = Duration::from_secs(2);

/// A handler that runs. It ends when this is dropped.
struct Running(JoinHandle<Result<(), Failed>>);

impl Running {
    /// Ends what was begun and not finished, before its job can be taken by another.
    async fn break_off(&mut self) {
        self.0.abort();
        let _ = tokio::time::timeout(BREAK_OFF, &mut self.0).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// How the handler came to its end.
enum Came {
    ToItsEnd(Result<Result<(), Failed>, JoinError>),
    TooLate,
    /// The process ends and could not wait longer.
    CutOff,
    /// Somebody else holds the job, or an administrator gave it up.
    Lost,
}

/// Runs one try.
pub(super) async fn run(site: Site, known: Known, taken: Taken, worker: String, signals: Signals) {
    let hold = Hold {
        id: taken.id,
        worker,
        attempt: taken.attempts,
    };
    let progress = Arc::new(Progress::default());
    let number = |n: i64| u64::try_from(n).unwrap_or_default();
    progress.done.store(number(taken.done), Ordering::Relaxed);
    progress.total.store(number(taken.total), Ordering::Relaxed);
    let work = Work {
        site: site.clone(),
        id: taken.id,
        attempt: taken.attempts,
        asked_by: taken.asked_by,
        asked_name: taken.asked_name.clone(),
        progress: Arc::clone(&progress),
        stop: signals.stop.clone(),
    };
    let handler = Arc::clone(&known.handler);
    let payload = taken.payload.clone();
    let mut running = Running(tokio::spawn(async move { handler(work, &payload).await }));
    let came = keep(&site, &mut running, &hold, &progress, &known, signals.cut).await;
    if !matches!(came, Came::ToItsEnd(_)) {
        running.break_off().await;
    }
    let end = match came {
        Came::Lost => {
            tracing::warn!(job = %hold.id, kind = known.name, "a job was taken from its worker");
            return;
        }
        Came::CutOff => End::GivenBack,
        Came::TooLate => {
            let limit = known.traits.timeout.as_secs();
            let trouble = Trouble::new("jobs-trouble-timeout", format!("{limit} s"));
            again(&site, &known, &taken, trouble)
        }
        Came::ToItsEnd(Ok(Ok(()))) => {
            let (done, total) = told(&progress);
            End::Done { done, total }
        }
        Came::ToItsEnd(Ok(Err(failed))) => match failed.then {
            Then::Stopped => End::GivenBack,
            Then::GiveUp => End::Dead(failed.trouble),
            Then::Again => again(&site, &known, &taken, failed.trouble),
        },
        Came::ToItsEnd(Err(error)) => {
            let trouble = Trouble::new("jobs-trouble-panic", panicked(error));
            again(&site, &known, &taken, trouble)
        }
    };
    say(&hold, &known, &end);
    keep_end(&site, &hold, end).await;
}

/// Waits for the end of the handler and keeps its job held meanwhile.
async fn keep(
    site: &Site,
    running: &mut Running,
    hold: &Hold,
    progress: &Progress,
    known: &Known,
    mut cut: watch::Receiver<bool>,
) -> Came {
    let limit = tokio::time::sleep(known.traits.timeout);
    tokio::pin!(limit);
    let mut looks = tokio::time::interval_at(Instant::now() + LOOK, LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut renewed = Instant::now();
    let mut written = told(progress);
    loop {
        tokio::select! {
            ended = &mut running.0 => return Came::ToItsEnd(ended),
            () = &mut limit => return Came::TooLate,
            () = heard(&mut cut) => return Came::CutOff,
            _ = looks.tick() => {
                let now = told(progress);
                if now == written && renewed.elapsed() < RENEW {
                    continue;
                }
                match renew(site, hold, now).await {
                    Ok(true) => {
                        renewed = Instant::now();
                        written = now;
                    }
                    Ok(false) => return Came::Lost,
                    // Nobody may be sure of a lease that could not be renewed in time.
                    Err(_) if renewed.elapsed() >= LEASE => return Came::Lost,
                    Err(error) => tracing::warn!(%error, job = %hold.id, "failed to renew a lease"),
                }
            }
        }
    }
}

/// Ends when the signal is given; never when nobody can give it any more.
async fn heard(signal: &mut watch::Receiver<bool>) {
    let gone = signal.wait_for(|given| *given).await.is_err();
    if gone {
        std::future::pending::<()>().await;
    }
}

async fn renew(site: &Site, hold: &Hold, (done, total): (i64, i64)) -> oqu_db::Result<bool> {
    let until = site.clock.now().after(LEASE);
    let hold = hold.clone();
    site.db
        .write_locking(async move |tx| store::renew(tx, &hold, until, done, total).await)
        .await
}

fn told(progress: &Progress) -> (i64, i64) {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    (
        number(progress.done.load(Ordering::Relaxed)),
        number(progress.total.load(Ordering::Relaxed)),
    )
}

/// Another try after a pause, or a dead letter when that was the last.
fn again(site: &Site, known: &Known, taken: &Taken, trouble: Trouble) -> End {
    if taken.attempts >= taken.attempts_limit {
        return End::Dead(trouble);
    }
    let pause = rules::pause(
        known.traits.back_off,
        taken.attempts,
        site.chance.bytes::<2>(),
    );
    let at: Moment = site.clock.now().after(pause);
    End::Again { at, trouble }
}

/// What a panic said, when it said something.
fn panicked(error: JoinError) -> String {
    let Ok(panic) = error.try_into_panic() else {
        return String::new();
    };
    let said = std::panic::catch_unwind(AssertUnwindSafe(|| {
        panic
            .downcast_ref::<&str>()
            .map(|said| (*said).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
    }));
    said.ok().flatten().unwrap_or_default()
}

fn say(hold: &Hold, known: &Known, end: &End) {
    let (job, kind) = (hold.id, known.name);
    match end {
        End::Done { .. } => tracing::debug!(%job, kind, "job done"),
        End::GivenBack => tracing::info!(%job, kind, "job given back"),
        End::Again { trouble, .. } => {
            tracing::warn!(%job, kind, attempt = hold.attempt, why = trouble.key, detail = trouble.detail, "job failed, another try follows");
        }
        End::Dead(trouble) => {
            tracing::warn!(%job, kind, attempt = hold.attempt, why = trouble.key, detail = trouble.detail, "job failed and waits for an administrator");
        }
    }
}

/// Tells how it ended until the database takes it, while the lease holds; afterwards the job is run
/// again by whoever finds it.
async fn keep_end(site: &Site, hold: &Hold, end: End) {
    let began = Instant::now();
    loop {
        let (held, ended) = (hold.clone(), end.clone());
        let now = site.clock.now();
        let kept = site
            .db
            .write_locking(async move |tx| store::end(tx, &held, &ended, now).await);
        match kept.await {
            Ok(true) => return,
            Ok(false) => {
                tracing::warn!(job = %hold.id, "a job ended after it was taken from its worker");
                return;
            }
            Err(error) if began.elapsed() >= LEASE => {
                tracing::error!(%error, job = %hold.id, "failed to keep how a job ended");
                return;
            }
            Err(error) => {
                tracing::warn!(%error, job = %hold.id, "failed to keep how a job ended, trying again");
                tokio::time::sleep(TELL_AGAIN).await;
            }
        }
    }
}
