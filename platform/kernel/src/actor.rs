use std::sync::Arc;

use uuid::Uuid;

use crate::Id;

/// Marks ids of people.
#[derive(Debug)]
pub enum Person {}

/// The id of a person.
pub type PersonId = Id<Person>;

/// What a role reaches: the whole organisation, or one thing of a kind that a higher area names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everything.
    Organisation,
    /// One thing, an opaque pair here: `("unit", id)`, `("group", id)`.
    Thing {
        /// The kind, as the owning area calls it.
        kind: String,
        /// Its id.
        id: Uuid,
    },
}

impl Scope {
    /// One thing of a kind.
    pub fn thing<T>(kind: &str, id: Id<T>) -> Self {
        Self::Thing {
            kind: kind.to_owned(),
            id: id.uuid(),
        }
    }
}

/// A role held within a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The stable key of the role, such as `registrar`.
    pub role: &'static str,
    /// Where it holds.
    pub scope: Scope,
}

/// The person who asks, with the roles held at this moment.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// The name as others see it.
    pub name: Arc<str>,
    /// Two letters for the round picture.
    pub initials: Arc<str>,
    /// All roles in force, the person's main one first.
    pub grants: Arc<[Grant]>,
    /// The role whose workspace is open; one of `grants`.
    pub workspace: &'static str,
}

impl Actor {
    /// Whether the person holds `role` anywhere.
    pub fn holds(&self, role: &str) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}
