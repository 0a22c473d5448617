//! The people and places of the demo organisation by their names.

use oqu_db::{Error, Query};
use oqu_identity::api as identity;
use oqu_kernel::PersonId;
use uuid::Uuid;

use super::TestSite;

impl TestSite {
    /// The person with this login.
    pub async fn person(&self, login: &str) -> PersonId {
        let wanted = login.to_owned();
        let found = self
            .site
            .db
            .read::<_, Error, _>(async move |tx| identity::find_by_login(tx, &wanted).await)
            .await;
        let found = found.expect("the database answers");
        found
            .unwrap_or_else(|| panic!("nobody is called {login}"))
            .0
    }

    /// The unit with this code.
    pub async fn unit(&self, code: &str) -> Uuid {
        self.id("SELECT id FROM units WHERE code = ", code).await
    }

    /// The study group with this code.
    pub async fn group(&self, code: &str) -> Uuid {
        self.id("SELECT id FROM study_groups WHERE code = ", code)
            .await
    }

    /// The child of this parent.
    pub async fn child(&self, login: &str) -> Uuid {
        self.id(
            "SELECT r.person FROM representatives r JOIN people p ON p.id = r.representative \
             WHERE p.login = ",
            login,
        )
        .await
    }

    /// The first id that a statement finds with this text at its end.
    pub async fn id(&self, sql: &'static str, text: &str) -> Uuid {
        let wanted = text.to_owned();
        let found = self
            .site
            .db
            .read::<Vec<Uuid>, Error, _>(async move |tx| {
                tx.list(&Query::new(sql).bind(wanted.as_str())).await
            })
            .await;
        let found = found.expect("the statement runs");
        *found
            .first()
            .unwrap_or_else(|| panic!("there is no {text}"))
    }
}
