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

    /// The login of a person.
    pub async fn login(&self, person: Uuid) -> String {
        let found = self
            .site
            .db
            .read::<Vec<String>, Error, _>(async move |tx| {
                let query = Query::new("SELECT login FROM people WHERE id = ").bind(person);
                tx.list(&query).await
            })
            .await;
        let mut found = found.expect("the statement runs");
        found.pop().expect("a login")
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

    /// The processing consent of the person with this login.
    pub async fn consent(&self, login: &str) -> Uuid {
        self.id(
            "SELECT c.id FROM consents c JOIN people p ON p.id = c.person \
             WHERE c.kind = 'processing' AND c.ended_at IS NULL AND p.login = ",
            login,
        )
        .await
    }

    /// The newest text of a kind of consent.
    pub async fn consent_text(&self, kind: &str) -> Uuid {
        let all = "SELECT t.id FROM consent_texts t WHERE NOT EXISTS (SELECT 1 FROM consent_texts l \
             WHERE l.kind = t.kind AND l.version > t.version) AND t.kind = ";
        self.id(all, kind).await
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
