use std::sync::Arc;
use std::time::Duration;

use oqu_db::{Db, Error, Result};
use oqu_identity::api::{self as identity, Role};
use oqu_kernel::Moment;
use oqu_organisation::api::{self as organisation, Names};
use tokio::sync::Mutex;

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

/// Counting a large organisation takes tens of milliseconds, so that it is done once in a while and
/// the page says when.
const KEPT: Duration = Duration::from_secs(60);

/// The last overview of this node. Whoever comes first after it has grown old counts anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(Arc<Mutex<Option<Arc<Overview>>>>);

impl Kept {
    /// An overview that is not older than a minute.
    pub(super) async fn overview(&self, db: &Db, now: Moment) -> Result<Arc<Overview>> {
        let mut kept = self.0.lock().await;
        if let Some(overview) = kept
            .as_ref()
            .filter(|overview| now.since(overview.at) < KEPT)
        {
            return Ok(Arc::clone(overview));
        }
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
        *kept = Some(Arc::clone(&overview));
        Ok(overview)
    }
}
