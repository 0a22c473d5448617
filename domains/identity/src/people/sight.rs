//! Whom a reader of people sees, when it is not everybody.

use oqu_db::{Result, Tx};
use oqu_kernel::{Actor, PersonId, Scope};
use uuid::Uuid;

use super::store;
use crate::api::{ScopeNames, things};
use crate::permissions::{self, Nearness, Sight, sight};
use crate::roles::store::Held;

/// The things whose people are seen: the reader's own and all inside them.
#[derive(Clone, Debug, Default)]
pub enum Seen {
    /// Everybody, with a role or without.
    #[default]
    All,
    /// Those who hold a role on one of these things.
    On(Vec<Uuid>),
}

impl Seen {
    /// How far an actor sees; two statements, or none for one who sees everybody.
    pub async fn by(tx: &mut Tx, scopes: &dyn ScopeNames, actor: &Actor) -> Result<Self> {
        match sight(actor) {
            Sight::All => Ok(Self::All),
            Sight::Within(own) if own.is_empty() => Ok(Self::On(Vec::new())),
            Sight::Within(own) => {
                let inside = scopes.within(tx, things(own)).await?;
                Ok(Self::On(inside))
            }
        }
    }

    /// Whether one who holds these roles is seen.
    pub fn sees(&self, held: &[Held]) -> bool {
        let is_inside = |things: &[Uuid], scope: &Scope| match scope {
            Scope::Organisation => false,
            Scope::Thing { id, .. } => things.contains(id),
        };
        match self {
            Self::All => true,
            Self::On(things) => held.iter().any(|held| is_inside(things, &held.scope)),
        }
    }
}

/// How an actor stands to a person who holds these roles; none when the person is not theirs to see.
pub async fn near(
    tx: &mut Tx,
    scopes: &dyn ScopeNames,
    actor: &Actor,
    person: PersonId,
    held: &[Held],
) -> Result<Option<Nearness>> {
    let reads = permissions::people_read(actor);
    let seen = reads && Seen::by(tx, scopes, actor).await?.sees(held);
    let near = match permissions::people_write(actor) {
        true => Nearness::default(),
        false => store::nearness(tx, actor, person).await?,
    };
    let near = Nearness { seen, ..near };
    Ok(permissions::person_read(actor, near).then_some(near))
}
