//! Sending as work of the queue: one job for each mail, and every ten minutes a look at what waits.

use std::sync::Arc;
use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_jobs::{Failed, Kind, Kinds, NewJob, Work, enqueue};
use oqu_kernel::Id;

use crate::send::{Carrier, Outcome};
use crate::{Letter, store};

/// Tries of one mail: with the pauses below they take about a day, in which a server comes back.
pub(crate) const TRIES: u32 = 30;
/// Sends one mail of the outbox.
const SEND: Kind<Id<Letter>> = Kind::new("mail.send")
    .attempts(TRIES)
    .back_off(Duration::from_secs(30))
    .timeout(Duration::from_secs(120));
/// Forgets what is old, and sees to what waits without a job.
const TIDY: Kind<()> = Kind::new("mail.tidy");
/// Mails are kept so long after they have ended: they are letters to people.
const KEPT: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// What mail has done later.
pub(crate) fn kinds(carrier: &Arc<Carrier>) -> Kinds {
    let sender = Arc::clone(carrier);
    let keeper = Arc::clone(carrier);
    Kinds::new()
        .on(&SEND, move |work, mail| {
            let carrier = Arc::clone(&sender);
            async move {
                let carrier = carrier.at(&work.site.chosen().public_url);
                send(&work, &carrier, mail).await
            }
        })
        .on(&TIDY, move |work, ()| {
            let carrier = Arc::clone(&keeper);
            async move { tidy(&work, &carrier).await }
        })
        .schedule("mail-tidy", "*/10 * * * *", &TIDY, &())
}

/// Has a mail sent soon. While a job for it waits or runs, there is no second one.
pub(crate) async fn send_soon(tx: &mut Tx, by: &By, mail: Id<Letter>) -> Result<()> {
    let job = NewJob::of(&SEND, &mail).key(mail.to_string());
    enqueue(tx, by, &job).await?;
    Ok(())
}

/// One try. What was sent and not noted, because the process was killed in between, is sent again
/// under the same mark.
async fn send(work: &Work, carrier: &Carrier, mail: Id<Letter>) -> Result<(), Failed> {
    if !carrier.is_set() {
        // It waits in the outbox until a server is set.
        return Ok(());
    }
    let db = &work.site.db;
    let (now, mark) = (work.site.clock.now(), carrier.message_id(mail));
    let ready = db
        .write::<_, Error, _>(async move |tx| store::begin(tx, mail, now, &mark).await)
        .await?;
    let Some(ready) = ready else {
        return Ok(());
    };
    let outcome = carrier.send(&ready).await;
    let now = work.site.clock.now();
    let met = match &outcome {
        Outcome::Later(met) => Some(met.clone()),
        Outcome::Sent(_) | Outcome::Refused(_) => None,
    };
    let last = ready.tries >= i64::from(TRIES);
    db.write::<_, Error, _>(async move |tx| {
        store::end(tx, mail, now, &outcome).await?;
        if let Outcome::Later(met) = &outcome
            && last
        {
            store::give_up(tx, mail, now, met).await?;
        }
        Ok(())
    })
    .await?;
    match met {
        Some(met) if !last => Err(Failed::again("mail-trouble-later", met)),
        _ => Ok(()),
    }
}

async fn tidy(work: &Work, carrier: &Carrier) -> Result<(), Failed> {
    let by = work.by();
    let (now, old) = (by.now, by.now.before(KEPT));
    while work
        .site
        .db
        .write::<_, Error, _>(async move |tx| store::tidy(tx, now, old).await)
        .await?
    {}
    if !carrier.is_set() {
        return Ok(());
    }
    let look = work.site.db.write::<_, Error, _>(async move |tx| {
        for mail in store::waiting(tx).await? {
            send_soon(tx, &by, mail).await?;
        }
        Ok(())
    });
    look.await?;
    Ok(())
}
