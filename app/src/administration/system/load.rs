use oqu_db::{Applied, Error, Migrations};
use oqu_files::Totals;
use oqu_identity::api as identity;
use oqu_jobs::{Busy, Standing};
use oqu_kernel::Moment;
use oqu_web::Site;

/// What the database tells.
pub(super) struct Loaded {
    pub engine: String,
    pub bytes: u64,
    pub files: Totals,
    pub line: Standing,
    pub workers: Vec<Busy>,
    pub sessions: i64,
    pub unsealed: i64,
    pub applied: Vec<Applied>,
}

pub(super) async fn load(site: &Site, now: Moment) -> Result<Loaded, Error> {
    let engine = site.db.version().await?;
    let bytes = site.db.size().await?;
    site.db
        .read::<_, Error, _>(async move |tx| {
            Ok(Loaded {
                engine: engine.clone(),
                bytes,
                files: oqu_files::totals(tx).await?,
                line: oqu_jobs::standing(tx, now).await?,
                workers: oqu_jobs::busy(tx, now).await?,
                sessions: identity::live_sessions(tx, now).await?,
                unsealed: oqu_audit::unsealed(tx).await?,
                applied: Migrations::applied(tx).await?,
            })
        })
        .await
}
