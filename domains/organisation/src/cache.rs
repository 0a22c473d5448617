use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use oqu_db::{Db, Result};
use oqu_text::Language;

use crate::api::{self, OrganisationNames};

/// How long another node may show old names after a change, when it did not hear of it at once.
pub const REFRESH_EVERY: Duration = Duration::from_secs(30);
/// What is told to the nodes when they change.
const NEWS: &str = "organisation_names";

/// The names of the organisation as every page shows them, kept in memory. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct NamesCache(Arc<RwLock<OrganisationNames>>);

impl NamesCache {
    /// An empty one, until it is refreshed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the names again: at start, and after a change.
    ///
    /// # Errors
    /// The database's failure; the old names stay.
    pub async fn refresh(&self, db: &Db) -> Result<()> {
        let names = db.read(async |tx| api::names(tx).await).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = names;
        Ok(())
    }

    /// Reads the names again after a change, and tells the other nodes to.
    ///
    /// # Errors
    /// The database's failure; the change itself is kept, and seen within [`REFRESH_EVERY`].
    pub async fn changed(&self, db: &Db) -> Result<()> {
        self.refresh(db).await?;
        db.write(async |tx| tx.tell(NEWS).await).await
    }

    /// Reads the names again when another node changed them, and every [`REFRESH_EVERY`] in case
    /// that was not heard. Never ends.
    pub async fn keep_fresh(self, db: Db) {
        let news = db.listen(NEWS);
        let mut tick = tokio::time::interval(REFRESH_EVERY);
        tick.tick().await;
        loop {
            tokio::select! {
                _ = tick.tick() => {}
                () = news.next() => {}
            }
            if let Err(error) = self.refresh(&db).await {
                tracing::warn!(%error, "the names of the organisation could not be read again");
            }
        }
    }

    /// The names in one language.
    pub fn organisation(&self, language: Language) -> oqu_web::Organisation {
        let names = self.0.read().unwrap_or_else(PoisonError::into_inner);
        oqu_web::Organisation {
            name: names.name.of(language).to_owned(),
            short: names.short.or(&names.name, language).to_owned(),
            logo: names.logo.clone(),
        }
    }
}
