//! Who may see the log of all acts. The history of one thing is shown by the area that owns it.

use oqu_kernel::Actor;

/// May search the log and take it out of the house.
pub fn audit_read(actor: &Actor) -> bool {
    actor.holds("administrator") || actor.holds("security_officer")
}

/// May have the whole log checked.
pub fn audit_check(actor: &Actor) -> bool {
    audit_read(actor)
}
