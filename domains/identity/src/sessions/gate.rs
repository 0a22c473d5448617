use std::pin::Pin;

use oqu_db::{Db, Error};
use oqu_kernel::{Actor, Moment};
use oqu_text::Language;
use oqu_web::{Gate, SignedIn};

use super::store;

/// Knows who holds a session: what the web floor asks before each page.
pub struct SessionGate {
    db: Db,
}

impl SessionGate {
    /// A gate over these rows.
    pub fn new(db: Db) -> Self {
        Self { db }
    }
}

impl Gate for SessionGate {
    fn enter<'a>(
        &'a self,
        token: &'a str,
        now: Moment,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<Option<SignedIn>>> + Send + 'a>> {
        let hash = store::hash(token);
        Box::pin(async move {
            let held = self
                .db
                .read::<_, Error, _>(async move |tx| store::held(tx, hash, now).await)
                .await?;
            let Some((signed_in, seen_at)) = held else {
                return Ok(None);
            };
            if now.since(seen_at) > store::SEEN_EXACT_TO {
                let db = self.db.clone();
                tokio::spawn(async move {
                    let noted =
                        db.write::<_, Error, _>(async move |tx| store::seen(tx, hash, now).await);
                    if let Err(error) = noted.await {
                        tracing::warn!(%error, "the last use of a session could not be noted");
                    }
                });
            }
            Ok(Some(signed_in))
        })
    }

    fn speak<'a>(
        &'a self,
        actor: &'a Actor,
        language: Language,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<()>> + Send + 'a>> {
        let person = actor.person;
        Box::pin(async move {
            self.db
                .write::<_, Error, _>(async move |tx| store::speak(tx, person, language).await)
                .await
        })
    }
}
