use std::sync::Arc;
use std::time::Duration;

use oqu_kernel::Id;
use oqu_web::Site;

use super::store::{self, Check, Ended};
use crate::heads::Heads;
use crate::{Act, By, Report, Room, verify};

/// How often the row is told.
const EVERY: Duration = Duration::from_millis(500);

/// Carries a check out to its end, whoever looks on.
pub(super) async fn run(site: Site, room: Room, id: Id<Check>) {
    let ended = match checked(&site, &room, id).await {
        Ok(report) => Ended::Report(Box::new(report)),
        Err(error) => {
            tracing::error!(%error, "failed to check the audit log");
            Ended::Failed(error.to_string())
        }
    };
    let by = By::console(site.clock.now(), &site.chance, "Oqu");
    let kept = site
        .db
        .write::<_, oqu_db::Error, _>(async move |tx| {
            store::finish(tx, id, &ended, by.now).await?;
            let result = match &ended {
                Ended::Report(report) => report
                    .first_bad
                    .as_ref()
                    .map_or(super::WHOLE, |bad| bad.wrong.word()),
                Ended::Failed(_) => super::FAILED,
            };
            let act = Act::on("audit-check.finished", "audit-check", id, "");
            crate::record(tx, &by, act.change("result", "", result)).await
        })
        .await;
    if let Err(error) = kept {
        tracing::error!(%error, "failed to keep the outcome of a check");
    }
}

async fn checked(site: &Site, room: &Room, id: Id<Check>) -> crate::Result<Report> {
    let path = room.heads_path();
    let data = Arc::clone(&room.data);
    let heads = tokio::task::spawn_blocking(move || Heads::read(&path)?.trust_keys_of(&data))
        .await
        .map_err(|error| crate::Error::File(error.to_string()))??;
    let (told, progress) = tokio::sync::watch::channel((0, 0));
    let checking = verify(&site.db, &heads, |done, total| {
        told.send_replace((done, total));
    });
    tokio::pin!(checking);
    let mut ticks = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            report = &mut checking => return report,
            _ = ticks.tick() => {
                let (done, total) = *progress.borrow();
                tell(site, id, done, total).await;
            }
        }
    }
}

/// A row that could not be told is told the next time.
async fn tell(site: &Site, id: Id<Check>, done: u64, total: u64) {
    let now = site.clock.now();
    let told = site
        .db
        .write::<_, oqu_db::Error, _>(async move |tx| store::touch(tx, id, done, total, now).await)
        .await;
    if let Err(error) = told {
        tracing::warn!(%error, "failed to tell how far a check is");
    }
}
