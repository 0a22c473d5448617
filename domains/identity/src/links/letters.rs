//! What is written to people about their accounts.

use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_kernel::{Moment, PersonId};
use oqu_mail::{Desk, Mail, Recipient};

use super::store::{self, Reader};

fn recipient(reader: &Reader, address: &str) -> Recipient {
    Recipient {
        person: Some(reader.id),
        name: reader.called(),
        address: address.to_owned(),
    }
}

/// What the person signs in with, as far as there is something.
fn login(reader: &Reader) -> &str {
    reader
        .login
        .as_deref()
        .or(reader.email.as_deref())
        .unwrap_or_default()
}

/// The link to a new password.
pub(crate) fn recovery(
    desk: &Desk,
    reader: &Reader,
    address: &str,
    secret: &str,
    ends_at: Moment,
) -> Mail {
    let head = desk.head(reader.language());
    let l = head.words;
    head.write("recovery", l.t("letter-recovery-subject"))
        .say(l.t("letter-recovery-text"))
        .fact(l.t("field-login"), login(reader))
        .fact(l.t("letter-until"), desk.when(reader.language(), ends_at))
        .secret_button(
            l.t("letter-recovery-button"),
            "/recovery/new?key=",
            secret,
            ends_at,
        )
        .note(l.t("letter-recovery-not-you"))
        .to(&recipient(reader, address))
}

/// The link into a new account.
pub(crate) fn invitation(
    desk: &Desk,
    reader: &Reader,
    address: &str,
    secret: &str,
    ends_at: Moment,
) -> Mail {
    let head = desk.head(reader.language());
    let l = head.words;
    head.write("invitation", l.t("letter-invitation-subject"))
        .say(l.t("letter-invitation-text"))
        .fact(l.t("field-login"), login(reader))
        .fact(l.t("letter-until"), desk.when(reader.language(), ends_at))
        .secret_button(
            l.t("letter-invitation-button"),
            "/invitation?key=",
            secret,
            ends_at,
        )
        .note(l.t("letter-invitation-late"))
        .to(&recipient(reader, address))
}

/// The link that makes a new address the person's own.
pub(crate) fn address(
    desk: &Desk,
    reader: &Reader,
    address: &str,
    secret: &str,
    ends_at: Moment,
) -> Mail {
    let head = desk.head(reader.language());
    let l = head.words;
    head.write("address", l.t("letter-address-subject"))
        .say(l.t("letter-address-text"))
        .fact(l.t("field-email"), address)
        .fact(l.t("letter-until"), desk.when(reader.language(), ends_at))
        .secret_button(
            l.t("letter-address-button"),
            "/address?key=",
            secret,
            ends_at,
        )
        .note(l.t("letter-address-not-you"))
        .to(&recipient(reader, address))
}

/// Tells the address that was left that mails go elsewhere now.
///
/// # Errors
/// The database's failure.
pub(crate) async fn tell_address_changed(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    person: PersonId,
    old: &str,
) -> Result<()> {
    let Some(reader) = store::reader(tx, person).await? else {
        return Ok(());
    };
    if !oqu_mail::is_address(old) {
        return Ok(());
    }
    let head = desk.head(reader.language());
    let l = head.words;
    let new = reader.email.as_deref().map(masked).unwrap_or_default();
    let mut letter = head
        .write("address-changed", l.t("letter-address-changed-subject"))
        .say(l.t("letter-address-changed-text"))
        .fact(l.t("letter-when"), desk.when(reader.language(), by.now));
    if !new.is_empty() {
        letter = letter.fact(l.t("letter-new-address"), new);
    }
    let mail = letter
        .note(l.t("letter-not-you-registrar"))
        .to(&recipient(&reader, old));
    oqu_mail::post(tx, by, &mail).await?;
    Ok(())
}

/// Tells a person that the password is another, when there is somewhere to tell it.
///
/// # Errors
/// The database's failure.
pub(crate) async fn tell_password_changed(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    person: PersonId,
) -> Result<()> {
    let Some(reader) = store::reader(tx, person).await? else {
        return Ok(());
    };
    let Some(address) = reader
        .email
        .as_deref()
        .filter(|address| oqu_mail::is_address(address))
    else {
        return Ok(());
    };
    let head = desk.head(reader.language());
    let l = head.words;
    let own = by.person.is_none_or(|who| who == person) && by.origin != "console";
    let text = match own {
        true => l.t("letter-password-changed-text"),
        false => l.t("letter-password-changed-by-text"),
    };
    let mut letter = head
        .write("password-changed", l.t("letter-password-changed-subject"))
        .say(text)
        .fact(l.t("letter-when"), desk.when(reader.language(), by.now));
    if own {
        letter = letter.fact(l.t("letter-origin"), by.origin.as_str());
    }
    let mail = letter
        .button(l.t("letter-password-changed-button"), "/recovery")
        .note(l.t("letter-password-changed-not-you"))
        .to(&recipient(&reader, address));
    oqu_mail::post(tx, by, &mail).await?;
    Ok(())
}

/// An address that the one who knows it recognises: `a•••@mail.kz`.
pub(crate) fn masked(address: &str) -> String {
    match address.split_once('@') {
        Some((local, host)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}•••@{host}")
        }
        None => String::new(),
    }
}
