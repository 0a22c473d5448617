//! Who may do what with the organisation, its units and its groups.

use oqu_kernel::Actor;

use crate::people::Role;

fn holds_any(actor: &Actor, roles: &[Role]) -> bool {
    roles.iter().any(|role| actor.holds(role.key()))
}

/// Whether an actor works here: learners and parents do not.
fn is_staff(actor: &Actor) -> bool {
    let others = [Role::Learner.key(), Role::Representative.key()];
    actor
        .grants
        .iter()
        .any(|grant| !others.contains(&grant.role))
}

/// May see the tree of units and each unit.
pub fn structure_read(actor: &Actor) -> bool {
    is_staff(actor)
}

/// May add, move, change and close units.
pub fn structure_write(actor: &Actor) -> bool {
    holds_any(actor, &[Role::Administrator, Role::Registrar])
}

/// May change the names, requisites, licence and logo of the organisation.
pub fn organisation_write(actor: &Actor) -> bool {
    holds_any(actor, &[Role::Administrator, Role::Registrar])
}

/// May write news, publish it and take it back.
pub fn news_write(actor: &Actor) -> bool {
    let writers = [
        Role::Administrator,
        Role::Registrar,
        Role::Methodist,
        Role::ViceRector,
        Role::Rector,
    ];
    holds_any(actor, &writers)
}

/// May keep the organisation's own rules, and see which demanded ones are missing.
pub fn regulations_write(actor: &Actor) -> bool {
    news_write(actor)
}

/// May see the list of groups and each group. Others see their own: [`crate::groups::rules::may_see`].
pub fn groups_read(actor: &Actor) -> bool {
    is_staff(actor)
}

/// May add, change and close groups somewhere: [`crate::groups::rules::may_write`] says where.
pub fn groups_write(actor: &Actor) -> bool {
    holds_any(actor, &[Role::Administrator, Role::Registrar, Role::Dean])
}
