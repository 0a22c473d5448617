//! Who may see what was sent, and send it again.

use oqu_kernel::Actor;

/// May see the outbox.
pub fn mail_read(actor: &Actor) -> bool {
    actor.holds("administrator")
}

/// May have a mail tried again, and send a test mail.
pub fn mail_write(actor: &Actor) -> bool {
    mail_read(actor)
}
