use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment, PersonId};
use oqu_text::Language;

use super::rules::{Known, Purpose};
use crate::people::rules::full_name;

/// Marks ids of links.
#[derive(Debug)]
pub enum Link {}

oqu_db::row! {
    /// Somebody to whom mails are written.
    #[derive(Clone, Debug)]
    pub struct Reader {
        /// Who.
        pub id: PersonId,
        surname: String,
        given: String,
        patronymic: Option<String>,
        /// Where mails go.
        pub email: Option<String>,
        /// What the person signs in with.
        pub login: Option<String>,
        language: Option<String>,
        /// When the account was locked.
        pub locked_at: Option<Moment>,
        /// When a password was given last.
        pub password_at: Option<Moment>,
    }
}

impl Reader {
    /// Surname, given name and patronymic.
    pub fn full_name(&self) -> String {
        full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }

    /// How the person is spoken to: «Айгерім Серікқызы».
    pub fn called(&self) -> String {
        match &self.patronymic {
            Some(patronymic) => format!("{} {patronymic}", self.given),
            None => self.given.clone(),
        }
    }

    /// The language of mails: the one that the person chose, or the language of the state.
    pub fn language(&self) -> Language {
        self.language
            .as_deref()
            .and_then(Language::parse)
            .unwrap_or(Language::Kk)
    }
}

oqu_db::row! {
    /// A link with its person.
    #[derive(Clone, Debug)]
    pub struct LinkRow {
        /// Its id.
        pub id: Id<Link>,
        /// Whose.
        pub person: PersonId,
        purpose: String,
        /// Where it was sent.
        pub address: String,
        /// When it was made.
        pub begun_at: Moment,
        /// Until when it works.
        pub ends_at: Moment,
        /// Who had it sent.
        pub by_name: String,
        used_at: Option<Moment>,
        withdrawn_at: Option<Moment>,
        email: Option<String>,
        locked_at: Option<Moment>,
    }
}

impl LinkRow {
    /// The same as plain values.
    pub(crate) fn known(&self) -> Known {
        Known {
            purpose: self.purpose.clone(),
            address: self.address.clone(),
            ends_at: self.ends_at,
            used_at: self.used_at,
            withdrawn_at: self.withdrawn_at,
            email: self.email.clone(),
            locked_at: self.locked_at,
        }
    }
}

macro_rules! link_columns {
    () => {
        "l.id, l.person, l.purpose, l.address, l.begun_at, l.ends_at, l.by_name, l.used_at, l.withdrawn_at, \
         p.email, p.locked_at FROM links l JOIN people p ON p.id = l.person"
    };
}

oqu_db::statements! {
    READER = "SELECT id, surname, given, patronymic, email, login, language, locked_at, password_at \
        FROM people WHERE id = $1";
    INSERT = "INSERT INTO links (id, hash, person, purpose, address, begun_at, ends_at, by_person, by_name) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    BY_HASH = concat!("SELECT ", link_columns!(), " WHERE l.hash = $1");
    BY_ID = concat!("SELECT ", link_columns!(), " WHERE l.id = $1");
    OF_PERSON = concat!("SELECT ", link_columns!(), " WHERE l.person = $1 AND l.purpose = $2 \
        AND l.used_at IS NULL AND l.withdrawn_at IS NULL ORDER BY l.begun_at DESC LIMIT 10");
    USE = "UPDATE links SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND withdrawn_at IS NULL";
    WITHDRAW = "UPDATE links SET withdrawn_at = $1 WHERE id = $2 AND used_at IS NULL AND withdrawn_at IS NULL";
    WITHDRAW_ALL = "UPDATE links SET withdrawn_at = $1 WHERE person = $2 AND purpose = $3 \
        AND used_at IS NULL AND withdrawn_at IS NULL";
    SINCE = "SELECT CAST(count(*) AS BIGINT) FROM links WHERE person = $1 AND purpose = $2 AND begun_at > $3";
    PROVEN = "SELECT CAST(count(*) AS BIGINT) FROM links WHERE person = $1 AND address = $2 AND used_at IS NOT NULL";
}

/// A person as mails know them.
pub async fn reader(tx: &mut Tx, person: PersonId) -> Result<Option<Reader>> {
    tx.maybe(&READER, &[person.into()]).await
}

/// A link to be made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Its id; the same id again makes no second link.
    pub id: Id<Link>,
    /// The hash of its secret.
    pub hash: [u8; 32],
    /// Whose.
    pub person: PersonId,
    pub(crate) purpose: Purpose,
    /// Where it is sent.
    pub address: String,
}

impl NewLink {
    /// Until when it works.
    pub(crate) fn ends_at(&self, now: Moment) -> Moment {
        now.after(self.purpose.lasts())
    }
}

/// Makes a link; those of the same kind that were sent to the person before work no more. False when
/// this one is there already.
pub(crate) async fn make(tx: &mut Tx, by: &By, new: &NewLink) -> Result<bool> {
    if link(tx, new.id).await?.is_some() {
        return Ok(false);
    }
    withdraw_all(tx, new.person, new.purpose, by.now).await?;
    let values = [
        new.id.into(),
        new.hash.into(),
        new.person.into(),
        new.purpose.word().into(),
        (&new.address).into(),
        by.now.into(),
        new.ends_at(by.now).into(),
        by.person.into(),
        (&by.name).into(),
    ];
    Ok(tx.run(&INSERT, &values).await? > 0)
}

/// The link with the secret of this hash.
pub async fn find(tx: &mut Tx, hash: [u8; 32]) -> Result<Option<LinkRow>> {
    tx.maybe(&BY_HASH, &[hash.into()]).await
}

/// The link with this id.
pub async fn link(tx: &mut Tx, id: Id<Link>) -> Result<Option<LinkRow>> {
    tx.maybe(&BY_ID, &[id.into()]).await
}

/// Uses a link up; false when it was used or withdrawn.
pub async fn use_up(tx: &mut Tx, id: Id<Link>, now: Moment) -> Result<bool> {
    Ok(tx.run(&USE, &[now.into(), id.into()]).await? > 0)
}

/// Withdraws a link; false when it was used or withdrawn.
pub async fn withdraw(tx: &mut Tx, id: Id<Link>, now: Moment) -> Result<bool> {
    Ok(tx.run(&WITHDRAW, &[now.into(), id.into()]).await? > 0)
}

/// Withdraws all links of a kind of a person.
pub(crate) async fn withdraw_all(
    tx: &mut Tx,
    person: PersonId,
    purpose: Purpose,
    now: Moment,
) -> Result<()> {
    let values = [now.into(), person.into(), purpose.word().into()];
    tx.run(&WITHDRAW_ALL, &values).await?;
    Ok(())
}

/// The links of a kind of a person that were neither used nor withdrawn, the newest first.
pub(crate) async fn open_of(
    tx: &mut Tx,
    person: PersonId,
    purpose: Purpose,
) -> Result<Vec<LinkRow>> {
    tx.all(&OF_PERSON, &[person.into(), purpose.word().into()])
        .await
}

/// How many links of a kind a person was sent since then.
pub(crate) async fn count_since(
    tx: &mut Tx,
    person: PersonId,
    purpose: Purpose,
    since: Moment,
) -> Result<i64> {
    let values = [person.into(), purpose.word().into(), since.into()];
    tx.one(&SINCE, &values).await
}

/// Whether a link that was sent to this address was used: the mails of the person arrive there.
pub(crate) async fn is_proven(tx: &mut Tx, person: PersonId, address: &str) -> Result<bool> {
    let count: i64 = tx.one(&PROVEN, &[person.into(), address.into()]).await?;
    Ok(count > 0)
}
