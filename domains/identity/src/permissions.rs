//! Who may do what with people. Every decision of the area stands here.

use oqu_kernel::{Actor, Grant, Scope};

use crate::roles::Role;

/// Those who see people, as far as [`sight`] says.
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

/// May see the list of people, as far as [`sight`] reaches.
pub fn people_read(actor: &Actor) -> bool {
    holds_any(actor, &READERS)
}

/// Whom a reader of the list sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight<'a> {
    /// Everybody.
    All,
    /// Those who hold a role on these things or inside them: a dean sees the faculty.
    Within(Vec<&'a Scope>),
}

/// How far an actor sees. A registrar's office or a methodist serves the whole organisation from
/// the unit where the role is given; a dean leads the unit alone.
pub fn sight(actor: &Actor) -> Sight<'_> {
    let serves_all = |role: &str| READERS.iter().any(|reader| reader.key() == role) && !leads(role);
    let leads_all = |grant: &Grant| leads(grant.role) && grant.scope == Scope::Organisation;
    if actor
        .grants
        .iter()
        .any(|grant| serves_all(grant.role) || leads_all(grant))
    {
        return Sight::All;
    }
    let led = actor.grants.iter().filter(|grant| leads(grant.role));
    Sight::Within(led.map(|grant| &grant.scope).collect())
}

fn leads(role: &str) -> bool {
    role == Role::Dean.key()
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

/// May bring people in from a file.
pub fn people_import(actor: &Actor) -> bool {
    people_write(actor)
}

/// Which roles a file may give when a registrar brings it: learning and nothing else. All others are
/// access to the work of the organisation, which an administrator gives.
pub fn registrar_gives(role: Role) -> bool {
    role == Role::Learner
}

/// May see who has agreed to what: the office that keeps consents, and who answers for personal data
/// (facts 2.5, 2.12).
pub fn consents_read(actor: &Actor) -> bool {
    let readers = [Role::Administrator, Role::Registrar, Role::SecurityOfficer];
    holds_any(actor, &readers)
}

/// May keep the texts of consents, note those given on paper, and ask for them.
pub fn consents_write(actor: &Actor) -> bool {
    holds_any(actor, &[Role::Administrator, Role::Registrar])
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
    /// The person is in the actor's [`sight`].
    pub seen: bool,
}

/// May see this person's page.
pub fn person_read(actor: &Actor, near: Nearness) -> bool {
    (people_read(actor) && near.seen) || near.own || near.represents || near.advises
}

/// May set and take away this person's photo.
pub fn photo_write(actor: &Actor, near: Nearness) -> bool {
    people_write(actor) || near.own
}

#[cfg(test)]
mod tests {
    use super::*;
    use oqu_kernel::{Chance, Id, Moment};

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
    fn a_dean_sees_the_faculty_and_a_rector_everybody() {
        let faculty = Scope::Thing {
            kind: "unit".into(),
            id: actor(Role::Dean).person.uuid(),
        };
        let holds = |roles: &[(Role, &Scope)]| Actor {
            grants: roles
                .iter()
                .map(|(role, scope)| Grant {
                    role: role.key(),
                    scope: (*scope).clone(),
                })
                .collect(),
            ..actor(Role::Teacher)
        };
        let whole = Scope::Organisation;
        let dean = holds(&[(Role::Dean, &faculty), (Role::Teacher, &whole)]);
        assert_eq!(sight(&dean), Sight::Within(vec![&faculty]));
        let both = holds(&[(Role::Dean, &faculty), (Role::Clerk, &faculty)]);
        assert_eq!(sight(&both), Sight::All);
        let teacher = holds(&[(Role::Teacher, &whole)]);
        assert_eq!(sight(&teacher), Sight::Within(Vec::new()));
    }

    #[test]
    fn special_needs_are_seen_by_few() {
        let near = |own, represents, advises| Nearness {
            own,
            represents,
            advises,
            ..Nearness::default()
        };
        for role in Role::ALL {
            let writes = matches!(role, Role::Administrator | Role::Registrar);
            let far = Nearness::default();
            assert_eq!(special_needs_read(&actor(role), far), writes, "{role:?}");
        }
        let teacher = actor(Role::Teacher);
        assert!(special_needs_read(&teacher, near(true, false, false)));
        assert!(special_needs_read(&teacher, near(false, true, false)));
        assert!(special_needs_read(&teacher, near(false, false, true)));
    }

    #[test]
    fn a_file_of_a_registrar_gives_no_access_to_work() {
        let given: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|role| registrar_gives(*role))
            .collect();
        assert_eq!(given, [Role::Learner]);
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
