use oqu_audit::{Act, By};
use oqu_db::{Error, Tx};
use oqu_jobs::{Failed, Kind, Kinds, NewJob, Work, enqueue};
use oqu_kernel::{Id, PersonId};
use oqu_mail::Desk;
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::links::rules::{Purpose, RECOVERIES_AN_HOUR};
use crate::links::store::{self, NewLink};
use crate::links::{fresh_secret, letters};
use crate::sessions::store::hash;

/// Sends the link to a new password, when there is somebody to send it to.
const SEND: Kind<Asked> = Kind::new("recovery.send");
/// The time in which links are counted.
const HOUR: Duration = Duration::from_secs(60 * 60);

/// What was asked: never what was typed, which may be a password in the wrong field.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    /// The person who was meant, when there is one.
    pub person: Option<PersonId>,
    /// From where it was asked.
    pub origin: String,
}

pub(crate) fn kinds() -> Kinds {
    Kinds::new().on(&SEND, |work, asked| async move { send(&work, asked).await })
}

/// Has the link sent soon.
pub(super) async fn send_soon(
    tx: &mut Tx,
    by: &By,
    person: Option<PersonId>,
) -> oqu_db::Result<()> {
    let asked = Asked {
        person,
        origin: by.origin.clone(),
    };
    enqueue(tx, by, &NewJob::of(&SEND, &asked)).await?;
    Ok(())
}

async fn send(work: &Work, asked: Asked) -> Result<(), Failed> {
    let Some(person) = asked.person else {
        return Ok(());
    };
    let secret = fresh_secret(&work.site.chance);
    let desk = Desk::of(&work.site);
    // The job's own id: the same job again finds the link that it made.
    let id = Id::from_uuid(work.id.uuid());
    let by = By {
        origin: asked.origin,
        ..work.by()
    };
    let sent = work
        .site
        .db
        .write::<_, Error, _>(async move |tx| post(tx, &by, &desk, person, id, &secret).await);
    sent.await?;
    Ok(())
}

/// Makes the link and posts the mail; nothing for an account that is locked, has no address, or was
/// sent enough.
async fn post(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    person: PersonId,
    id: Id<store::Link>,
    secret: &str,
) -> oqu_db::Result<()> {
    let Some(reader) = store::reader(tx, person).await? else {
        return Ok(());
    };
    let address = reader.email.clone().unwrap_or_default();
    if reader.locked_at.is_some() || !oqu_mail::is_address(&address) {
        return Ok(());
    }
    let since = by.now.before(HOUR);
    if store::count_since(tx, person, Purpose::Recovery, since).await? >= RECOVERIES_AN_HOUR {
        return Ok(());
    }
    let link = NewLink {
        id,
        hash: hash(secret),
        person,
        purpose: Purpose::Recovery,
        address: address.clone(),
    };
    if !store::make(tx, by, &link).await? {
        return Ok(());
    }
    let ends_at = link.ends_at(by.now);
    let mail = letters::recovery(desk, &reader, &address, secret, ends_at);
    oqu_mail::post(tx, by, &mail).await?;
    let act = Act::on(
        "person.recovery-asked",
        "person",
        person,
        &reader.full_name(),
    );
    oqu_audit::record(tx, by, act).await?;
    Ok(())
}
