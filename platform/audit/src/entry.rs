use oqu_db::{Result, Tx, Value};
use oqu_kernel::{Chance, Id, Moment, PersonId};
use oqu_web::{Site, Visitor};
use uuid::Uuid;

/// Marks ids of entries.
#[derive(Debug)]
pub enum Entry {}

/// Who acts, in which role, when and from where. Made once a request, moved into its unit of work.
#[derive(Clone, Debug)]
pub struct By {
    /// The time of the act.
    pub now: Moment,
    /// Where the entry's id comes from.
    pub chance: Chance,
    /// The person; none for the program itself.
    pub person: Option<PersonId>,
    /// The name as it was then.
    pub name: String,
    /// The role under which the person acts.
    pub role: String,
    /// The address of the network, or `console`.
    pub origin: String,
    /// The number of the request, which the log shares.
    pub request: String,
}

impl By {
    /// The visitor of a page; the role is the open workspace. For an administrator in another
    /// person's place it is the administrator who acts, and both names are written.
    pub fn visitor(site: &Site, visitor: &Visitor) -> Self {
        let actor = visitor.actor();
        let behind = visitor.behind();
        let name = actor
            .map(|actor| actor.name.to_string())
            .unwrap_or_default();
        Self {
            now: visitor.now,
            chance: site.chance.clone(),
            person: match behind {
                Some(behind) => Some(behind.person),
                None => actor.map(|actor| actor.person),
            },
            name: match behind {
                Some(behind) => format!("{} → {name}", behind.name),
                None => name,
            },
            role: actor
                .map(|actor| actor.workspace.to_owned())
                .unwrap_or_default(),
            origin: visitor.ip.to_string(),
            request: visitor.request_id.clone(),
        }
    }

    /// Whoever has the console of the machine, or the program by itself.
    pub fn console(now: Moment, chance: &Chance, name: &str) -> Self {
        Self {
            now,
            chance: chance.clone(),
            person: None,
            name: name.to_owned(),
            role: String::new(),
            origin: "console".into(),
            request: String::new(),
        }
    }
}

/// One field that an act changed. A secret value is told as changed, never as it was or is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// The field: its label is the message `field-<name>`.
    pub field: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// What was done to what. The message `act-<act>` names it, with `.` written as `-`.
#[derive(Clone, Debug)]
pub struct Act {
    act: &'static str,
    kind: &'static str,
    object: Option<Uuid>,
    name: String,
    ground: String,
    changes: Vec<Change>,
}

impl Act {
    /// `act` is `object.verb`: `person.changed`.
    pub fn on<T>(act: &'static str, kind: &'static str, object: Id<T>, name: &str) -> Self {
        Self {
            object: Some(object.uuid()),
            ..Self::at_large(act, kind, name)
        }
    }

    /// An act on nothing that has an id: a try to sign in.
    pub fn at_large(act: &'static str, kind: &'static str, name: &str) -> Self {
        Self {
            act,
            kind,
            object: None,
            name: name.to_owned(),
            ground: String::new(),
            changes: Vec::new(),
        }
    }

    /// On which ground: a document, a request, a clause.
    #[must_use]
    pub fn ground(mut self, ground: &str) -> Self {
        ground.clone_into(&mut self.ground);
        self
    }

    /// A field that became another, when it did.
    #[must_use]
    pub fn change(mut self, field: &str, old: &str, new: &str) -> Self {
        if old != new {
            self.changes.push(Change {
                field: field.to_owned(),
                old: (!old.is_empty()).then(|| old.to_owned()),
                new: (!new.is_empty()).then(|| new.to_owned()),
            });
        }
        self
    }

    /// A field whose value is nobody else's business.
    #[must_use]
    pub fn secret_change(mut self, field: &str, changed: bool) -> Self {
        if changed {
            self.changes.push(Change {
                field: field.to_owned(),
                old: None,
                new: None,
            });
        }
        self
    }

    /// Whether anything changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

oqu_db::statements! {
    INSERT_ENTRY = "INSERT INTO audit_entries \
        (id, at, person, who, role, act, object_kind, object_id, object_name, ground, details, origin, request) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
}

/// Writes the entry of an act, in the unit of work that does it.
///
/// # Errors
/// The database's failure, which undoes the act too.
pub async fn record(tx: &mut Tx, by: &By, act: Act) -> Result<Id<Entry>> {
    let id = Id::<Entry>::new(by.now, &by.chance);
    let details = serde_json::to_string(&act.changes).unwrap_or_default();
    let values: [Value; 13] = [
        id.into(),
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
        (&by.role).into(),
        act.act.into(),
        act.kind.into(),
        act.object.into(),
        act.name.into(),
        act.ground.into(),
        details.into(),
        (&by.origin).into(),
        (&by.request).into(),
    ];
    tx.run(&INSERT_ENTRY, &values).await?;
    Ok(id)
}
