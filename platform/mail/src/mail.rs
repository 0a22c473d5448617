use std::time::Duration;

use lettre::Address;
use oqu_audit::By;
use oqu_db::{Result, SearchIndex, Tx};
use oqu_kernel::{Id, Moment, PersonId};
use oqu_text::Language;

/// Marks ids of mails.
#[derive(Debug)]
pub enum Letter {}

/// Words of addresses, names and subjects.
pub(crate) const SEARCH: SearchIndex = SearchIndex::new("mails_search");
/// Stands in the text of a mail where the secret of its link belongs.
pub const SECRET: &str = "oqu-secret-of-this-link";
/// A mail that is not on its way by then tells nothing new.
const USEFUL: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// The most characters of a subject that is still read on a phone, and never folded into nonsense.
const SUBJECT_MOST: usize = 200;
/// The most characters of a name before an address.
const NAME_MOST: usize = 200;

/// A mail to one person.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What for: the message `mail-purpose-<purpose>` names it.
    pub purpose: &'static str,
    /// To whom, when it is somebody of ours.
    pub person: Option<PersonId>,
    /// The address, without a name.
    pub to: String,
    /// The name before it.
    pub name: String,
    /// The name of who sends it: the organisation.
    pub from: String,
    /// The language it is written in.
    pub language: Language,
    /// One line.
    pub subject: String,
    /// The page, with [`SECRET`] where the secret belongs.
    pub html: String,
    /// The same for programs that show no pages.
    pub text: String,
    /// The secret of the link, when there is one.
    pub secret: Option<String>,
    /// From this instant on it is of no use and is not sent any more; three days when it is not said.
    pub ends_at: Option<Moment>,
}

oqu_db::statements! {
    INSERT = "INSERT INTO mails (id, purpose, person, to_address, to_name, from_name, language, subject, html, body, \
            secret, created_at, ends_at, state, state_at, tries, answer) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'waiting', $12, 0, '') RETURNING number";
}

/// Whether an address can be written to.
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// Puts a mail into the outbox, in the unit of work that causes it: it is sent when that unit is
/// done, and never when it is undone.
///
/// # Errors
/// The database's failure; [`oqu_db::Error::Shape`] when the address is none.
pub async fn post(tx: &mut Tx, by: &By, mail: &Mail) -> Result<Id<Letter>> {
    if !is_address(&mail.to) {
        return Err(oqu_db::Error::Shape("a mail to no address".into()));
    }
    let id = Id::<Letter>::new(by.now, &by.chance);
    let (name, subject) = (
        one_line(&mail.name, NAME_MOST),
        one_line(&mail.subject, SUBJECT_MOST),
    );
    let values = [
        id.into(),
        mail.purpose.into(),
        mail.person.into(),
        (&mail.to).into(),
        (&name).into(),
        one_line(&mail.from, NAME_MOST).into(),
        mail.language.code().into(),
        (&subject).into(),
        (&mail.html).into(),
        (&mail.text).into(),
        mail.secret.as_deref().into(),
        by.now.into(),
        mail.ends_at.unwrap_or(by.now.after(USEFUL)).into(),
    ];
    let number: i64 = tx.one(&INSERT, &values).await?;
    SEARCH
        .put(tx, number, &format!("{} {name} {subject}", mail.to))
        .await?;
    crate::job::send_soon(tx, by, id).await?;
    Ok(id)
}

/// What stands in a header stays on its line: whatever could begin another becomes a space.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let spaced: String = text
        .chars()
        .map(|c| {
            if c.is_control() || "\u{2028}\u{2029}".contains(c) {
                ' '
            } else {
                c
            }
        })
        .take(most)
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    #[test]
    fn nothing_typed_begins_another_header() {
        assert_eq!(
            one_line("Сәлем\r\nBcc: a@b.kz\u{2028}x", 100),
            "Сәлем Bcc: a@b.kz x"
        );
        assert_eq!(one_line("аааа", 2), "аа");
    }

    #[test]
    fn addresses() {
        assert!(is_address("aigerim@kokzhiek.example"));
        for wrong in [
            "",
            "a",
            "a@",
            "@b.kz",
            "a@b.kz\r\nBcc: c@d.kz",
            "a@b.kz, c@d.kz",
            "A <a@b.kz>",
            "a b@c.kz",
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
