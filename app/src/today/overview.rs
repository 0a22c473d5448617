use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use oqu_db::{Db, Error, Result};
use oqu_identity::api::{self as identity, Role};
use oqu_kernel::{Clock, Moment};
use oqu_organisation::api::{self as organisation, Names};

/// The organisation in numbers, as it was at a moment.
#[derive(Clone, Debug)]
pub(super) struct Overview {
    /// When it was counted.
    pub at: Moment,
    /// How many people hold each role.
    pub roles: Vec<(Role, i64)>,
    /// How many learners stand in each faculty.
    pub faculties: Vec<(Names, i64)>,
}

/// Counting a large organisation takes tens of milliseconds, so that no page waits for it: it is
/// done beside them, and the page says when.
const COUNT_EVERY: Duration = Duration::from_secs(60);

/// The last overview, kept in memory. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Counts(Arc<RwLock<Option<Arc<Overview>>>>);

impl Counts {
    /// An empty one, until it is refreshed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts anew.
    ///
    /// # Errors
    /// The database's failure; the old numbers stay.
    pub async fn refresh(&self, db: &Db, now: Moment) -> Result<()> {
        let overview = db.read::<_, Error, _>(async move |tx| {
            let counts = identity::counts_by_role(tx).await?;
            let roles = counts
                .into_iter()
                .filter_map(|(key, count)| Some((Role::of(&key)?, count)));
            Ok(Overview {
                at: now,
                roles: roles.collect(),
                faculties: organisation::learners_by_faculty(tx).await?,
            })
        });
        let overview = Arc::new(overview.await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(overview);
        Ok(())
    }

    /// Counts anew every [`COUNT_EVERY`]. Never ends.
    pub async fn keep_fresh(self, db: Db, clock: Clock) {
        let mut tick = tokio::time::interval(COUNT_EVERY);
        tick.tick().await;
        loop {
            tick.tick().await;
            if let Err(error) = self.refresh(&db, clock.now()).await {
                tracing::warn!(%error, "the organisation could not be counted");
            }
        }
    }

    /// What was counted last.
    pub(super) fn last(&self) -> Option<Arc<Overview>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
