use oqu_audit::{Act, By};
use oqu_db::{Query, Result, Tx};
use oqu_kernel::{Id, Moment, PersonId};
use oqu_text::Language;

use super::kind::{ConsentId, ConsentKind, RequestMark, TextId, Way};
use super::rules::{self, Age, Hand};
use super::text_store::TextRow;
use crate::people::rules::full_name;

oqu_db::row! {
    /// A consent as it was given, and how it ended.
    #[derive(Clone, Debug)]
    pub struct GivenRow {
        /// Its id.
        pub id: ConsentId,
        /// Whose.
        pub person: PersonId,
        kind: String,
        /// The version of the text.
        pub text: TextId,
        /// Its number.
        pub version: i64,
        /// Its hash.
        pub hash: String,
        language: String,
        /// Who gave it.
        pub giver: PersonId,
        surname: String,
        given: String,
        patronymic: Option<String>,
        way: String,
        /// The number and date of the paper.
        pub paper: String,
        /// Since when.
        pub given_at: Moment,
        /// When it was written down.
        pub noted_at: Moment,
        /// The first moment when it is over.
        pub ends_at: Option<Moment>,
        /// When it was withdrawn or replaced.
        pub ended_at: Option<Moment>,
        ended_how: Option<String>,
        /// The number and date of the paper of a withdrawal.
        pub ended_paper: String,
    }
}

impl GivenRow {
    /// Its kind.
    pub fn kind(&self) -> ConsentKind {
        ConsentKind::of(&self.kind).unwrap_or(ConsentKind::Processing)
    }

    /// The language in which the text was read.
    pub fn language(&self) -> Language {
        Language::parse(&self.language).unwrap_or(Language::Kk)
    }

    /// Who gave it.
    pub fn giver_name(&self) -> String {
        full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }

    /// How it came.
    pub fn way(&self) -> Way {
        Way::of(&self.way)
    }

    /// Whether it was taken back, not replaced by another.
    pub fn is_withdrawn(&self) -> bool {
        self.ended_how.as_deref() == Some("withdrawn")
    }
}

oqu_db::row! {
    /// A question put to a person, and the answer.
    #[derive(Clone, Debug)]
    pub struct RequestRow {
        /// Who was asked.
        pub person: PersonId,
        kind: String,
        /// When.
        pub asked_at: Moment,
        /// When it was answered.
        pub answered_at: Option<Moment>,
        answer: Option<String>,
    }
}

impl RequestRow {
    /// What was asked for.
    pub fn kind(&self) -> ConsentKind {
        ConsentKind::of(&self.kind).unwrap_or(ConsentKind::Processing)
    }

    /// Whether the answer was no.
    pub fn is_refused(&self) -> bool {
        self.answer.as_deref() == Some("refused")
    }
}

const GIVEN: &str = "SELECT c.id, c.person, c.kind, c.text, t.version, t.hash, c.language, c.giver, \
    g.surname, g.given, g.patronymic, c.way, c.paper, c.given_at, c.noted_at, c.ends_at, c.ended_at, \
    c.ended_how, c.ended_paper \
    FROM consents c JOIN consent_texts t ON t.id = c.text JOIN people g ON g.id = c.giver WHERE ";

oqu_db::statements! {
    REPRESENTATIVE = "SELECT p.birth_date FROM representatives r JOIN people p ON p.id = r.representative \
        WHERE r.person = $1 AND r.representative = $2 AND r.ended_at IS NULL LIMIT 1";
    HELD = "SELECT since, ended_at FROM grants WHERE person = $1";
    CONSENT_REPLACE = "UPDATE consents SET ended_at = $1, ended_how = 'replaced', ended_by = $2 \
        WHERE person = $3 AND kind = $4 AND ended_at IS NULL";
    CONSENT_ADD = "INSERT INTO consents (id, person, kind, text, language, giver, way, paper, given_at, \
            noted_at, ends_at, ended_paper) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')";
    CONSENT_WITHDRAW = "UPDATE consents SET ended_at = $1, ended_how = 'withdrawn', ended_by = $2, ended_paper = $3 \
        WHERE id = $4 AND ended_at IS NULL";
    REQUEST_ADD = "INSERT INTO consent_requests (id, person, kind, asked_at) SELECT $1, $2, $3, $4 \
        WHERE NOT EXISTS (SELECT 1 FROM consent_requests \
            WHERE person = $2 AND kind = $3 AND answered_at IS NULL)";
    REQUEST_ANSWER = "UPDATE consent_requests SET answered_at = $1, answer = $2, answered_by = $3 \
        WHERE person = $4 AND kind = $5 AND answered_at IS NULL";
}

/// One consent.
pub async fn given(tx: &mut Tx, id: ConsentId) -> Result<Option<GivenRow>> {
    let rows: Vec<GivenRow> = tx.list(&Query::new(GIVEN).push("c.id = ").bind(id)).await?;
    Ok(rows.into_iter().next())
}

/// All consents of some people, the last first. One statement.
pub async fn of_people(tx: &mut Tx, people: &[PersonId]) -> Result<Vec<GivenRow>> {
    let query = Query::new(GIVEN)
        .push("c.person IN (")
        .bind_all(people.iter().copied())
        .push(") ORDER BY c.noted_at DESC, c.id DESC");
    tx.list(&query).await
}

/// What some people were asked, the last first. One statement.
pub async fn requests_of(tx: &mut Tx, people: &[PersonId]) -> Result<Vec<RequestRow>> {
    let query = Query::new(
        "SELECT person, kind, asked_at, answered_at, answer FROM consent_requests WHERE person IN (",
    )
    .bind_all(people.iter().copied())
    .push(") ORDER BY asked_at DESC, id DESC");
    tx.list(&query).await
}

/// When some people held roles. One statement.
pub async fn held_by(
    tx: &mut Tx,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Moment, Option<Moment>)>> {
    let query = Query::new("SELECT person, since, ended_at FROM grants WHERE person IN (")
        .bind_all(people.iter().copied())
        .push(")");
    tx.list(&query).await
}

/// How one stands to a person whose consents are asked.
pub async fn hand(
    tx: &mut Tx,
    actor: PersonId,
    person: PersonId,
    today: jiff::civil::Date,
) -> Result<Hand> {
    if actor == person {
        return Ok(Hand::Own);
    }
    let births: Vec<Option<String>> = tx
        .all(&REPRESENTATIVE, &[person.into(), actor.into()])
        .await?;
    Ok(match births.first() {
        None => Hand::Stranger,
        Some(birth) => Hand::Representative(age_of(birth.as_deref(), today)),
    })
}

/// The age that a row's birth date tells.
pub fn age_of(birth_date: Option<&str>, today: jiff::civil::Date) -> Age {
    rules::age(birth_date.and_then(|date| date.parse().ok()), today)
}

/// A consent to be written down.
#[derive(Clone, Debug)]
pub struct Giving<'a> {
    /// Whose, with the name for the audit.
    pub person: (PersonId, &'a str),
    /// The version that was read.
    pub text: &'a TextRow,
    /// In which language.
    pub language: Language,
    /// Who gave it, with the name for the audit.
    pub giver: (PersonId, &'a str),
    /// How.
    pub way: Way,
    /// The number and date of the paper.
    pub paper: &'a str,
    /// Since when.
    pub given_at: Moment,
    /// The first moment when it is over.
    pub ends_at: Option<Moment>,
}

impl Giving<'_> {
    fn is_same(&self, row: &GivenRow) -> bool {
        row.ended_at.is_none()
            && row.text == self.text.id
            && row.giver == self.giver.0
            && row.way() == self.way
            && row.paper == self.paper
            && row.ends_at == self.ends_at
    }
}

/// Writes a consent in place of the one that stands; false when just this one stands already.
pub async fn give(tx: &mut Tx, by: &By, new: &Giving<'_>) -> Result<bool> {
    let kind = new.text.kind();
    let there = of_people(tx, &[new.person.0]).await?;
    if there
        .iter()
        .any(|row| row.kind() == kind && new.is_same(row))
    {
        return Ok(false);
    }
    let person = new.person.0;
    tx.run(
        &CONSENT_REPLACE,
        &[
            by.now.into(),
            by.person.into(),
            person.into(),
            kind.key().into(),
        ],
    )
    .await?;
    let id: ConsentId = Id::new(by.now, &by.chance);
    let values = [
        id.into(),
        person.into(),
        kind.key().into(),
        new.text.id.into(),
        new.language.code().into(),
        new.giver.0.into(),
        new.way.key().into(),
        new.paper.into(),
        new.given_at.into(),
        by.now.into(),
        new.ends_at.into(),
    ];
    tx.run(&CONSENT_ADD, &values).await?;
    answer(tx, by, person, kind, "given").await?;
    let act = Act::on("consent.given", "person", person, new.person.1)
        .change("consent-kind", "", kind.key())
        .change("consent-version", "", &new.text.version.to_string())
        .change("consent-hash", "", &new.text.hash)
        .change("consent-giver", "", new.giver.1)
        .change("consent-paper", "", new.paper);
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

async fn answer(
    tx: &mut Tx,
    by: &By,
    person: PersonId,
    kind: ConsentKind,
    said: &str,
) -> Result<bool> {
    let values = [
        by.now.into(),
        said.into(),
        by.person.into(),
        person.into(),
        kind.key().into(),
    ];
    Ok(tx.run(&REQUEST_ANSWER, &values).await? > 0)
}

/// Takes a consent back; false when it does not stand any more.
pub async fn withdraw(
    tx: &mut Tx,
    by: &By,
    name: &str,
    row: &GivenRow,
    paper: &str,
) -> Result<bool> {
    let values = [by.now.into(), by.person.into(), paper.into(), row.id.into()];
    if tx.run(&CONSENT_WITHDRAW, &values).await? == 0 {
        return Ok(false);
    }
    let act = Act::on("consent.withdrawn", "person", row.person, name)
        .change("consent-kind", row.kind().key(), "")
        .change("consent-version", &row.version.to_string(), "")
        .change("consent-hash", &row.hash, "")
        .change("consent-paper", "", paper);
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

/// Asks a person; false when the question stands already.
pub async fn ask(
    tx: &mut Tx,
    by: &By,
    person: (PersonId, &str),
    kind: ConsentKind,
) -> Result<bool> {
    let id = Id::<RequestMark>::new(by.now, &by.chance);
    let values = [id.into(), person.0.into(), kind.key().into(), by.now.into()];
    if tx.run(&REQUEST_ADD, &values).await? == 0 {
        return Ok(false);
    }
    let act = Act::on("consent.asked", "person", person.0, person.1);
    oqu_audit::record(tx, by, act.change("consent-kind", "", kind.key())).await?;
    Ok(true)
}

/// Says no to a question; false when there is none.
pub async fn refuse(
    tx: &mut Tx,
    by: &By,
    person: (PersonId, &str),
    text: &TextRow,
) -> Result<bool> {
    if !answer(tx, by, person.0, text.kind(), "refused").await? {
        return Ok(false);
    }
    let act = Act::on("consent.refused", "person", person.0, person.1)
        .change("consent-kind", "", text.kind().key())
        .change("consent-version", "", &text.version.to_string())
        .change("consent-hash", "", &text.hash);
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

/// The consent of a kind that is in force: two statements.
pub async fn standing(
    tx: &mut Tx,
    person: PersonId,
    kind: ConsentKind,
    now: Moment,
) -> Result<Option<GivenRow>> {
    let query = Query::new(GIVEN)
        .push("c.ended_at IS NULL AND c.person = ")
        .bind(person)
        .push(" AND c.kind = ")
        .bind(kind.key());
    let rows: Vec<GivenRow> = tx.list(&query).await?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(None);
    };
    let held: Vec<rules::Held> = tx.all(&HELD, &[person.into()]).await?;
    let last = last_of(&row, &held, now);
    Ok(rules::is_in_force(&last, now).then_some(row))
}

/// What the rules look at.
pub fn last_of(row: &GivenRow, held: &[rules::Held], now: Moment) -> rules::Last {
    rules::Last {
        given_at: row.given_at,
        version: row.version,
        ends_at: row.ends_at,
        ended_at: row.ended_at,
        is_here: row.ends_at.is_none() && rules::is_here_since(held, row.given_at, now),
    }
}
