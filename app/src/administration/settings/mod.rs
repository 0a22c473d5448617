//! What an administrator chooses while the program runs. The rows are read when it begins and after
//! each change on any node; no request asks for them.
//!
//! What stands in `oqu.toml`, in the environment or in a flag is fixed: the page shows it so.

mod colours;
mod files;
mod pages;
mod rules;
mod store;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use oqu_db::{Db, Error, Migration, Result, Tx};
use oqu_files::Files;
use oqu_web::{Access, Chosen, Routes, Site};

use super::permissions::administration_read;
use crate::config::Settings;
use crate::doctor::Health;

pub use pages::value_in_words;
pub use rules::Fixed;
pub(super) use store::{Changed, SettingRow, all as rows, set as keep};

/// Where they stand.
pub const PATH: &str = "/administration/settings";

/// The table of the settings.
pub const MIGRATION: Migration = Migration {
    area: "administration",
    number: 1,
    name: "settings",
    text: include_str!("../../../migrations/0001_settings.sql"),
};

/// Who waits for changed settings waits for this.
const SUBJECT: &str = "settings";
/// News may be lost: the rows are read so often anyway.
const ANYWAY: Duration = Duration::from_secs(60);
/// How long to wait after the database failed.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Their routes; `health` is how this node stands, `kept` where files lie.
pub(super) fn routes(health: &Health, kept: &Files) -> Routes {
    let steer = Access::May("administration_read", administration_read);
    Routes::new()
        .get(PATH, steer, pages::form)
        .post(PATH, steer, pages::change)
        .get(colours::PATH, steer, colours::form)
        .post(colours::PATH, steer, colours::change)
        .post(
            "/administration/settings/colours/reset",
            steer,
            colours::reset,
        )
        .get(files::PATH, steer, files::form)
        .post("/administration/settings/files/test", steer, files::test)
        .with(Extension(Arc::new(Fixed::of(health.settings()))))
        .with(Extension(health.clone()))
        .with(Extension(kept.clone()))
}

/// Reads the rows and lets the site go by them.
///
/// # Errors
/// The database's failure; the old stay.
pub async fn refresh(site: &Site, fixed: &Fixed) -> Result<()> {
    let rows = site
        .db
        .read::<_, Error, _>(async |tx| store::all(tx).await)
        .await?;
    let chosen = rules::chosen(Chosen::of(&site.settings), fixed, &rows);
    site.choose(chosen);
    Ok(())
}

/// What the installation was told, with what administrators chose in its place: for the console and
/// the doctor, who have no site. Rows that cannot be read, as before the table was made, change
/// nothing.
pub async fn told(db: &Db, told: &Settings) -> Settings {
    let read = db.read::<_, Error, _>(async |tx| store::all(tx).await);
    let rows = read.await.unwrap_or_default();
    let mut told = told.clone();
    let base = Chosen::of(&oqu_web::Settings {
        public_url: told.public_url.clone().unwrap_or_default(),
        demo: false,
        behind_proxy: told.behind_proxy,
        zone: told.zone.clone(),
    });
    let chosen = rules::chosen(base, &Fixed::of(&told), &rows);
    told.public_url = Some(chosen.public_url.clone()).filter(|url| !url.is_empty());
    told.zone = chosen.zone;
    told
}

/// How many settings an administrator has changed. One statement.
///
/// # Errors
/// The database's failure.
pub async fn changed(tx: &mut Tx) -> Result<usize> {
    Ok(store::all(tx).await?.len())
}

/// Goes by what is chosen on any node. Never ends.
pub async fn keep_fresh(site: Site, fixed: Fixed) {
    let news = site.db.listen(SUBJECT);
    loop {
        let _ = tokio::time::timeout(ANYWAY, news.next()).await;
        if let Err(error) = refresh(&site, &fixed).await {
            tracing::warn!(%error, "the settings could not be read; the old ones hold");
            tokio::time::sleep(AFTER_FAILURE).await;
        }
    }
}
