//! Who may do what with issued documents. Who may issue one is decided by the area that does.

use oqu_kernel::{Actor, PersonId};

/// May see the register and every document in it.
pub fn documents_read(actor: &Actor) -> bool {
    actor.holds("administrator") || actor.holds("registrar")
}

/// May revoke a document, with a ground.
pub fn documents_revoke(actor: &Actor) -> bool {
    documents_read(actor)
}

/// May see this document: whoever keeps the register, and the person whom it is about.
pub(crate) fn document_read(actor: &Actor, subject: Option<PersonId>) -> bool {
    documents_read(actor) || subject == Some(actor.person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oqu_kernel::{Chance, Grant, Id, Moment, Scope};

    #[test]
    fn a_document_is_seen_by_its_person_and_by_those_who_keep_the_register() {
        let chance = Chance::seeded(1);
        let actor = |role: &'static str| Actor {
            person: Id::new(Moment::from_millis(0), &chance),
            name: "".into(),
            initials: "".into(),
            grants: [Grant {
                role,
                scope: Scope::Organisation,
            }]
            .into(),
            workspace: role,
        };
        let learner = actor("learner");
        assert!(document_read(&learner, Some(learner.person)));
        assert!(!document_read(&learner, Some(actor("learner").person)));
        assert!(!document_read(&learner, None));
        assert!(document_read(&actor("registrar"), Some(learner.person)));
        assert!(!document_read(&actor("rector"), Some(learner.person)));
        assert!(!documents_revoke(&learner));
    }
}
