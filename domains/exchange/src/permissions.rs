//! Who may do what with tokens. What a token may do beyond its reach is decided by the areas.

use oqu_identity::api::Role;
use oqu_kernel::Actor;

/// May make and revoke tokens of programs, and see whose there are.
pub fn tokens_manage(actor: &Actor) -> bool {
    actor.holds(Role::Administrator.key())
}

#[cfg(test)]
mod tests {
    use oqu_kernel::{Chance, Grant, Id, Moment, Scope};

    use super::*;

    #[test]
    fn only_the_administrator_manages_tokens() {
        for role in Role::ALL {
            let actor = Actor {
                person: Id::new(Moment::from_millis(0), &Chance::seeded(1)),
                name: "".into(),
                initials: "".into(),
                grants: [Grant {
                    role: role.key(),
                    scope: Scope::Organisation,
                }]
                .into(),
                workspace: role.key(),
            };
            assert_eq!(
                tokens_manage(&actor),
                role == Role::Administrator,
                "{role:?}"
            );
        }
    }
}
