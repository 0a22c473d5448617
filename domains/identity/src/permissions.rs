//! Who may do what with people. Every decision of the area stands here.

use oqu_kernel::Actor;

use crate::roles::Role;

/// Those who see everybody.
const READERS: [Role; 9] = [
    Role::Administrator,
    Role::Registrar,
    Role::Rector,
    Role::ViceRector,
    Role::Dean,
    Role::Methodist,
    Role::DotStaff,
    Role::Clerk,
    Role::SecurityOfficer,
];

fn holds_any(actor: &Actor, roles: &[Role]) -> bool {
    roles.iter().any(|role| actor.holds(role.key()))
}

/// May see the list of people and everybody's page.
pub fn people_read(actor: &Actor) -> bool {
    holds_any(actor, &READERS)
}

/// May add people and change what is written of them.
pub fn people_write(actor: &Actor) -> bool {
    holds_any(actor, &[Role::Administrator, Role::Registrar])
}

/// May change what is written of this person. Login and e-mail are ways in, so that those of an
/// administrator are changed by an administrator only.
pub fn person_write(actor: &Actor, of_administrator: bool) -> bool {
    people_write(actor) && (!of_administrator || access_write(actor))
}

/// May take the list of people out of the house as a file.
pub fn people_export(actor: &Actor) -> bool {
    holds_any(actor, &[Role::Administrator, Role::Registrar])
}

/// May see an IIN whole. Clause: law 94-V on personal data, see facts 2.12.
pub fn iin_read(actor: &Actor) -> bool {
    holds_any(actor, &[Role::Administrator, Role::Registrar])
}

/// May see what is to be arranged for a person with special educational needs: those who write it,
/// who advise the person, and the person's own side. Clause: law 94-V, data on health (facts 2.12).
pub fn special_needs_read(actor: &Actor, near: Nearness) -> bool {
    people_write(actor) || near.own || near.represents || near.advises
}

/// May give and end roles, lock and unlock, give a new password.
pub fn access_write(actor: &Actor) -> bool {
    actor.holds(Role::Administrator.key())
}

/// How an actor stands to a person whose page is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nearness {
    /// It is the same person.
    pub own: bool,
    /// The actor stands for the person.
    pub represents: bool,
    /// The actor advises or tutors a group in which the person learns.
    pub advises: bool,
}

/// May see this person's page.
pub fn person_read(actor: &Actor, near: Nearness) -> bool {
    people_read(actor) || near.own || near.represents || near.advises
}

#[cfg(test)]
mod tests {
    use super::*;
    use oqu_kernel::{Chance, Grant, Id, Moment, Scope};

    fn actor(role: Role) -> Actor {
        Actor {
            person: Id::new(Moment::from_millis(0), &Chance::seeded(1)),
            name: "".into(),
            initials: "".into(),
            grants: [Grant {
                role: role.key(),
                scope: Scope::Organisation,
            }]
            .into(),
            workspace: role.key(),
        }
    }

    #[test]
    fn learners_see_themselves_and_teachers_their_groups() {
        let learner = actor(Role::Learner);
        assert!(!people_read(&learner));
        assert!(person_read(
            &learner,
            Nearness {
                own: true,
                ..Nearness::default()
            }
        ));
        assert!(!person_read(&learner, Nearness::default()));
        let adviser = actor(Role::Adviser);
        assert!(!people_read(&adviser));
        assert!(person_read(
            &adviser,
            Nearness {
                advises: true,
                ..Nearness::default()
            }
        ));
        assert!(!iin_read(&adviser));
    }

    #[test]
    fn a_registrar_does_not_change_the_way_in_of_an_administrator() {
        for role in Role::ALL {
            let may = matches!(role, Role::Administrator | Role::Registrar);
            assert_eq!(person_write(&actor(role), false), may, "{role:?}");
            let may = role == Role::Administrator;
            assert_eq!(person_write(&actor(role), true), may, "{role:?}");
        }
    }

    #[test]
    fn only_the_administrator_gives_roles() {
        for role in Role::ALL {
            assert_eq!(
                access_write(&actor(role)),
                role == Role::Administrator,
                "{role:?}"
            );
        }
    }
}
