//! What can be done with many people at once, and whom it leaves out.

use oqu_kernel::{Actor, PersonId, Scope};
use uuid::Uuid;

use crate::consents::ConsentKind;
use crate::permissions;
use crate::roles::Role;
use crate::roles::store::Held;

/// What groups are called among the things that roles reach.
pub const GROUP: &str = "group";

/// Which act, without what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A role is given.
    Give,
    /// A role is ended.
    End,
    /// Learners go to another group.
    Move,
    /// Accounts are locked.
    Lock,
    /// Accounts are unlocked.
    Unlock,
    /// People are asked for a consent.
    Ask,
}

impl Deed {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Move,
        Self::Ask,
        Self::Give,
        Self::End,
        Self::Lock,
        Self::Unlock,
    ];

    /// The word in rows and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Give => "give",
            Self::End => "end",
            Self::Move => "move",
            Self::Lock => "lock",
            Self::Unlock => "unlock",
            Self::Ask => "ask",
        }
    }

    /// The deed with this word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.key() == key)
    }

    /// The message that names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Give => "bulk-give",
            Self::End => "bulk-end",
            Self::Move => "bulk-move",
            Self::Lock => "bulk-lock",
            Self::Unlock => "bulk-unlock",
            Self::Ask => "bulk-ask",
        }
    }

    /// Whether an actor may do it with many, who may do it with one.
    pub fn may(self, actor: &Actor) -> bool {
        match self {
            Self::Move | Self::Ask => permissions::people_write(actor),
            Self::Give | Self::End | Self::Lock | Self::Unlock => permissions::access_write(actor),
        }
    }
}

/// The act with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Gives a role there.
    Give(Role, Scope),
    /// Ends a role there, or wherever it is held.
    End(Role, Option<Scope>),
    /// Ends learning in all other groups and begins it in this one.
    Move(Uuid),
    /// Locks.
    Lock,
    /// Unlocks.
    Unlock,
    /// Asks for this.
    Ask(ConsentKind),
}

impl Task {
    /// Which act.
    pub const fn deed(&self) -> Deed {
        match self {
            Self::Give(..) => Deed::Give,
            Self::End(..) => Deed::End,
            Self::Move(_) => Deed::Move,
            Self::Lock => Deed::Lock,
            Self::Unlock => Deed::Unlock,
            Self::Ask(_) => Deed::Ask,
        }
    }
}

/// What of a person decides.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Who.
    pub id: PersonId,
    /// The roles in force.
    pub held: Vec<&'a Held>,
    /// Whether the account is locked.
    pub is_locked: bool,
    /// Whether the consent that is asked for stands, or the question does.
    pub consent: ConsentState,
}

/// How it stands with the consent that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentState {
    /// Neither given nor asked.
    Open,
    /// In force.
    Given,
    /// Asked and not answered.
    Asked,
}

/// The roles that an act ends.
pub fn ended<'a>(task: &Task, held: &[&'a Held]) -> Vec<&'a Held> {
    let is_ended = |one: &Held| match task {
        Task::End(role, scope) => {
            one.role == *role && scope.as_ref().is_none_or(|scope| one.scope == *scope)
        }
        Task::Move(group) => learns_in(one).is_some_and(|there| there != *group),
        _ => false,
    };
    held.iter().copied().filter(|one| is_ended(one)).collect()
}

/// The group in which a role makes a learner.
fn learns_in(held: &Held) -> Option<Uuid> {
    match &held.scope {
        Scope::Thing { kind, id } if kind == GROUP && held.role == Role::Learner => Some(*id),
        _ => None,
    }
}

/// Whether the act is done with this person; else the message that says why it leaves them out.
pub fn verdict(task: &Task, facts: &Facts<'_>, actor: PersonId) -> Result<(), &'static str> {
    let oneself = facts.id == actor;
    match task {
        Task::Give(role, scope) => {
            let has = |one: &&Held| one.role == *role && one.scope == *scope;
            match facts.held.iter().any(has) {
                true => Err("bulk-why-held"),
                false => Ok(()),
            }
        }
        // The last key of the house is not thrown away by the hand that holds it.
        Task::End(Role::Administrator, _) if oneself => Err("bulk-why-own-key"),
        Task::End(..) => match ended(task, &facts.held).is_empty() {
            true => Err("bulk-why-not-held"),
            false => Ok(()),
        },
        Task::Move(group) => {
            let mut groups = facts.held.iter().filter_map(|one| learns_in(one));
            match groups.clone().count() {
                0 => Err("bulk-why-no-learner"),
                _ if groups.all(|there| there == *group) => Err("bulk-why-in-group"),
                _ => Ok(()),
            }
        }
        Task::Lock if oneself => Err("bulk-why-oneself"),
        Task::Lock if facts.is_locked => Err("bulk-why-locked"),
        Task::Unlock if !facts.is_locked => Err("bulk-why-open"),
        Task::Lock | Task::Unlock => Ok(()),
        Task::Ask(_) => match facts.consent {
            ConsentState::Given => Err("bulk-why-consent-given"),
            ConsentState::Asked => Err("bulk-why-consent-asked"),
            ConsentState::Open => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use oqu_kernel::{Chance, Id, Moment};

    use super::*;

    fn id(seed: u64) -> PersonId {
        Id::new(Moment::from_millis(1), &Chance::seeded(seed))
    }

    fn group(number: u128) -> Scope {
        Scope::Thing {
            kind: GROUP.to_owned(),
            id: Uuid::from_u128(number),
        }
    }

    fn held(role: Role, scope: Scope) -> Held {
        let now = Moment::from_millis(1);
        Held {
            id: Id::new(now, &Chance::seeded(9)),
            person: id(1),
            role,
            scope,
            since: now,
        }
    }

    fn check(task: &Task, roles: &[Held], is_locked: bool, expected: Result<(), &'static str>) {
        let facts = Facts {
            id: id(1),
            held: roles.iter().collect(),
            is_locked,
            consent: ConsentState::Open,
        };
        assert_eq!(verdict(task, &facts, id(2)), expected, "{task:?} {roles:?}");
    }

    #[test]
    fn whom_an_act_leaves_out() {
        let learner = [held(Role::Learner, group(1))];
        let both = [held(Role::Learner, group(1)), held(Role::Learner, group(2))];
        let tutor = [held(Role::Tutor, group(1))];
        let give = Task::Give(Role::Learner, group(1));
        check(&give, &learner, false, Err("bulk-why-held"));
        check(&give, &tutor, false, Ok(()));
        check(
            &Task::Give(Role::Learner, group(2)),
            &learner,
            false,
            Ok(()),
        );
        let end = |scope| Task::End(Role::Learner, scope);
        check(&end(None), &both, false, Ok(()));
        check(
            &end(Some(group(2))),
            &learner,
            false,
            Err("bulk-why-not-held"),
        );
        check(&end(None), &tutor, false, Err("bulk-why-not-held"));
        let to = |number| Task::Move(Uuid::from_u128(number));
        check(&to(2), &learner, false, Ok(()));
        check(&to(1), &learner, false, Err("bulk-why-in-group"));
        check(&to(1), &both, false, Ok(()));
        check(&to(1), &tutor, false, Err("bulk-why-no-learner"));
        check(&Task::Lock, &learner, true, Err("bulk-why-locked"));
        check(&Task::Lock, &learner, false, Ok(()));
        check(&Task::Unlock, &learner, false, Err("bulk-why-open"));
        check(&Task::Unlock, &learner, true, Ok(()));
    }

    #[test]
    fn nobody_locks_themselves_or_throws_the_own_key_away() {
        let key = held(Role::Administrator, Scope::Organisation);
        let facts = Facts {
            id: id(1),
            held: vec![&key],
            is_locked: false,
            consent: ConsentState::Open,
        };
        let lock = verdict(&Task::Lock, &facts, id(1));
        assert_eq!(lock, Err("bulk-why-oneself"));
        let end = Task::End(Role::Administrator, None);
        assert_eq!(verdict(&end, &facts, id(1)), Err("bulk-why-own-key"));
        assert_eq!(verdict(&end, &facts, id(2)), Ok(()));
    }

    #[test]
    fn a_move_ends_learning_elsewhere_and_nothing_else() {
        let all = [
            held(Role::Learner, group(1)),
            held(Role::Learner, group(2)),
            held(Role::Tutor, group(1)),
            held(Role::Learner, Scope::Organisation),
        ];
        let all: Vec<&Held> = all.iter().collect();
        let task = Task::Move(Uuid::from_u128(2));
        let ended: Vec<&Scope> = ended(&task, &all).iter().map(|one| &one.scope).collect();
        assert_eq!(ended, [&group(1)]);
    }
}
