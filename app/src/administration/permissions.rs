use oqu_identity::api::Role;
use oqu_kernel::Actor;

/// May see how the program stands and where it is steered.
pub fn administration_read(actor: &Actor) -> bool {
    actor.holds(Role::Administrator.key())
}
