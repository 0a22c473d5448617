use jiff::civil::Date;
use oqu_audit::{Act, By};
use oqu_db::{Error, Query, Result, SearchIndex, Tx, Value};
use oqu_kernel::{Actor, Moment, PersonId};
use oqu_text::collate::name_sort_key;
use oqu_text::{Iin, Language};

use super::doubles::rules::folded;
use super::rules::{PersonData, full_name, sex, sex_word};
use crate::permissions::Nearness;

pub(crate) const SEARCH: SearchIndex = SearchIndex::new("people_search");
oqu_db::row! {
    /// A person as a row.
    #[derive(Clone, Debug)]
    pub struct PersonRow {
        /// The number that search knows.
        pub number: i64,
        /// Who.
        pub id: PersonId,
        surname: String,
        given: String,
        patronymic: Option<String>,
        iin: Option<String>,
        birth_date: Option<String>,
        sex: Option<String>,
        citizenship: String,
        email: Option<String>,
        login: Option<String>,
        phone: Option<String>,
        external_number: Option<String>,
        languages: Option<String>,
        special_needs: Option<String>,
        /// Whether a password was ever given, and when.
        pub password_at: Option<Moment>,
        /// When the account was locked.
        pub locked_at: Option<Moment>,
        /// Against two hands at once.
        pub version: i64,
        /// When the person was added.
        pub created_at: Moment,
        /// When something was changed last.
        pub changed_at: Moment,
    }
}

oqu_db::row! {
    /// Somebody who has what is asked.
    struct Holder {
        iin: Option<String>,
        email: Option<String>,
        login: Option<String>,
        external_number: Option<String>,
    }
}

oqu_db::statements! {
    BY_ID = "SELECT number, id, surname, given, patronymic, iin, birth_date, sex, citizenship, email, login, \
            phone, external_number, languages, special_needs, password_at, locked_at, version, created_at, changed_at \
        FROM people WHERE id = $1";
    INSERT = "INSERT INTO people (id, surname, given, patronymic, iin, birth_date, sex, citizenship, email, \
            login, phone, external_number, languages, special_needs, sort_kk, sort_ru, sort_en, \
            name_fold, given_fold, patronymic_fold, version, created_at, changed_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21, $21) \
        RETURNING number";
    UPDATE = "UPDATE people SET surname = $1, given = $2, patronymic = $3, iin = $4, birth_date = $5, sex = $6, \
            citizenship = $7, email = $8, login = $9, phone = $10, external_number = $11, languages = $12, special_needs = $13, \
            sort_kk = $14, sort_ru = $15, sort_en = $16, name_fold = $17, given_fold = $18, patronymic_fold = $19, \
            version = version + 1, changed_at = $20 \
        WHERE id = $21 AND version = $22";
    HOLDERS = "SELECT iin, email, login, external_number FROM people \
        WHERE (iin = $1 OR email = $2 OR login = $3 OR external_number = $4) AND id <> $5";
    LOCK = "UPDATE people SET locked_at = $1, version = version + 1, changed_at = $1 WHERE id = $2 AND locked_at IS NULL";
    UNLOCK = "UPDATE people SET locked_at = NULL, version = version + 1, changed_at = $1 \
        WHERE id = $2 AND locked_at IS NOT NULL";
    NEAR = "SELECT \
            (SELECT count(*) FROM representatives WHERE person = $1 AND representative = $2 AND ended_at IS NULL), \
            (SELECT count(*) FROM grants mine JOIN grants theirs \
                ON theirs.scope_kind = mine.scope_kind AND theirs.scope_id = mine.scope_id \
             WHERE mine.person = $2 AND mine.ended_at IS NULL AND mine.role IN ('adviser', 'tutor') \
               AND theirs.person = $1 AND theirs.ended_at IS NULL AND theirs.role = 'learner')";
    ALL_FOR_SEARCH = "SELECT number, surname, given, patronymic, email, login FROM people \
        WHERE number > $1 ORDER BY number LIMIT 1000";
}

/// What of a person is looked for: never the IIN, which is asked whole and by those who may.
fn search_text(
    surname: &str,
    given: &str,
    patronymic: Option<&str>,
    email: Option<&str>,
    login: Option<&str>,
) -> String {
    let mut text = full_name(surname, given, patronymic);
    for more in [email, login].into_iter().flatten() {
        text.push(' ');
        text.push_str(more);
    }
    text
}

impl PersonRow {
    /// What is written of the person, as values.
    pub fn data(&self) -> PersonData {
        PersonData {
            surname: self.surname.clone(),
            given: self.given.clone(),
            patronymic: self.patronymic.clone(),
            iin: self
                .iin
                .as_deref()
                .and_then(|iin| Iin::parse_unverified(iin).ok()),
            birth_date: self
                .birth_date
                .as_deref()
                .and_then(|date| date.parse::<Date>().ok()),
            sex: self.sex.as_deref().and_then(sex),
            citizenship: self.citizenship.clone(),
            email: self.email.clone(),
            login: self.login.clone(),
            phone: self.phone.clone(),
            external_number: self.external_number.clone(),
            languages: super::rules::languages(self.languages.as_deref().unwrap_or_default())
                .unwrap_or_default(),
            special_needs: self.special_needs.clone(),
        }
    }

    /// Surname, given name and patronymic.
    pub fn full_name(&self) -> String {
        full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }

    /// Two letters of the name.
    pub fn initials(&self) -> String {
        oqu_text::clean::initials(&self.surname, &self.given)
    }
}

/// The person with this id.
pub async fn person(tx: &mut Tx, id: PersonId) -> Result<Option<PersonRow>> {
    tx.maybe(&BY_ID, &[id.into()]).await
}

/// Several people, in no order. One statement.
pub async fn people(tx: &mut Tx, ids: &[PersonId]) -> Result<Vec<PersonRow>> {
    let query = Query::new(
        "SELECT number, id, surname, given, patronymic, iin, birth_date, sex, citizenship, email, login, \
         phone, external_number, languages, special_needs, password_at, locked_at, version, created_at, changed_at \
         FROM people WHERE id IN (",
    )
    .bind_all(ids.iter().copied())
    .push(")");
    tx.list(&query).await
}

/// How an actor stands to a person.
pub async fn nearness(tx: &mut Tx, actor: &Actor, person: PersonId) -> Result<Nearness> {
    let (represents, advises): (i64, i64) =
        tx.one(&NEAR, &[person.into(), actor.person.into()]).await?;
    Ok(Nearness {
        own: actor.person == person,
        represents: represents > 0,
        advises: advises > 0,
        seen: false,
    })
}

fn columns(data: &PersonData) -> [Value; 19] {
    let names = folded(&data.surname, &data.given, data.patronymic.as_deref());
    let patronymic = data.patronymic.as_deref().unwrap_or_default();
    let sort = |language| {
        Value::Bytes(name_sort_key(
            language,
            &data.surname,
            &data.given,
            patronymic,
        ))
    };
    [
        (&data.surname).into(),
        (&data.given).into(),
        data.patronymic.as_deref().into(),
        data.iin.as_ref().map(Iin::reveal).into(),
        data.birth_date.map(|date| date.to_string()).into(),
        data.sex.map(sex_word).into(),
        (&data.citizenship).into(),
        data.email.as_deref().into(),
        data.login.as_deref().into(),
        data.phone.as_deref().into(),
        data.external_number.as_deref().into(),
        (!data.languages.is_empty())
            .then(|| data.languages.join(","))
            .into(),
        data.special_needs.as_deref().into(),
        sort(Language::Kk),
        sort(Language::Ru),
        sort(Language::En),
        names.name.into(),
        names.given.into(),
        names.patronymic.into(),
    ]
}

/// What no two people may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unique {
    /// The IIN.
    Iin,
    /// The e-mail address.
    Email,
    /// The login.
    Login,
    /// The number in another system.
    External,
}

impl Unique {
    /// Which index refused a row.
    pub fn refused(error: &Error) -> Option<Self> {
        let known = [
            ("people_iin_key", Self::Iin),
            ("people_email_key", Self::Email),
            ("people_login_key", Self::Login),
            ("people_external_key", Self::External),
        ];
        let found = known.into_iter().find(|(index, _)| error.taken(index));
        found.map(|(_, unique)| unique)
    }
}

/// What of `data` somebody else has already, all at once. One statement.
pub async fn taken(tx: &mut Tx, id: PersonId, data: &PersonData) -> Result<Vec<Unique>> {
    let iin = data.iin.as_ref().map(Iin::reveal);
    let asked = [
        iin.as_deref(),
        data.email.as_deref(),
        data.login.as_deref(),
        data.external_number.as_deref(),
    ];
    let mut values = asked.map(Value::from).to_vec();
    values.push(id.into());
    let holders: Vec<Holder> = tx.all(&HOLDERS, &values).await?;
    let [iin, email, login, external] = asked;
    let mut taken = Vec::new();
    for holder in &holders {
        let both = [
            (Unique::Iin, iin, &holder.iin),
            (Unique::Email, email, &holder.email),
            (Unique::Login, login, &holder.login),
            (Unique::External, external, &holder.external_number),
        ];
        let same = both
            .into_iter()
            .filter(|(_, asked, held)| asked.is_some() && *asked == held.as_deref());
        taken.extend(same.map(|(unique, ..)| unique));
    }
    Ok(taken)
}

/// Adds a person.
///
/// # Errors
/// [`Error::Taken`] by `people_iin_key`, `people_email_key`, `people_login_key` or
/// `people_external_key`.
pub async fn add(tx: &mut Tx, by: &By, id: PersonId, data: &PersonData) -> Result<i64> {
    let mut values = vec![Value::from(id)];
    values.extend(columns(data));
    values.push(by.now.into());
    let number: i64 = tx.one(&INSERT, &values).await?;
    index(tx, number, data).await?;
    let act = told(
        Act::on("person.added", "person", id, &data.full_name()),
        None,
        data,
    );
    oqu_audit::record(tx, by, act).await?;
    Ok(number)
}

async fn index(tx: &mut Tx, number: i64, data: &PersonData) -> Result<()> {
    let text = search_text(
        &data.surname,
        &data.given,
        data.patronymic.as_deref(),
        data.email.as_deref(),
        data.login.as_deref(),
    );
    SEARCH.put(tx, number, &text).await
}

/// Changes what is written of a person; false when another hand was faster.
///
/// # Errors
/// [`Error::Taken`] as in [`add`].
pub async fn change(tx: &mut Tx, by: &By, was: &PersonRow, data: &PersonData) -> Result<bool> {
    let old = was.data();
    if old == *data {
        return Ok(true);
    }
    let mut values = columns(data).to_vec();
    values.extend([by.now.into(), was.id.into(), was.version.into()]);
    if tx.run(&UPDATE, &values).await? == 0 {
        return Ok(false);
    }
    index(tx, was.number, data).await?;
    let act = told(
        Act::on("person.changed", "person", was.id, &data.full_name()),
        Some(&old),
        data,
    );
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

/// The changed fields for the audit; an IIN and special needs are told as changed, never as they are.
fn told(act: Act, old: Option<&PersonData>, new: &PersonData) -> Act {
    let date = |person: &PersonData| {
        person
            .birth_date
            .map(|date| date.to_string())
            .unwrap_or_default()
    };
    let sex = |person: &PersonData| person.sex.map(sex_word).unwrap_or_default();
    let was = |field: fn(&PersonData) -> &str| old.map(field).unwrap_or_default();
    let patronymic = |person: &PersonData| person.patronymic.clone().unwrap_or_default();
    act.change("surname", was(|p| &p.surname), &new.surname)
        .change("given", was(|p| &p.given), &new.given)
        .change(
            "patronymic",
            &old.map(patronymic).unwrap_or_default(),
            &patronymic(new),
        )
        .secret_change(
            "iin",
            old.and_then(|old| old.iin.as_ref()) != new.iin.as_ref(),
        )
        .change("birth-date", &old.map(date).unwrap_or_default(), &date(new))
        .change("sex", old.map(sex).unwrap_or_default(), sex(new))
        .change("citizenship", was(|p| &p.citizenship), &new.citizenship)
        .change(
            "email",
            was(|p| p.email.as_deref().unwrap_or_default()),
            new.email.as_deref().unwrap_or_default(),
        )
        .change(
            "login",
            was(|p| p.login.as_deref().unwrap_or_default()),
            new.login.as_deref().unwrap_or_default(),
        )
        .change(
            "phone",
            was(|p| p.phone.as_deref().unwrap_or_default()),
            new.phone.as_deref().unwrap_or_default(),
        )
        .change(
            "external-number",
            was(|p| p.external_number.as_deref().unwrap_or_default()),
            new.external_number.as_deref().unwrap_or_default(),
        )
        .change(
            "languages",
            &old.map(|p| p.languages.join(", ")).unwrap_or_default(),
            &new.languages.join(", "),
        )
        .secret_change(
            "special-needs",
            old.and_then(|old| old.special_needs.as_ref()) != new.special_needs.as_ref(),
        )
}

/// Locks an account and ends its sessions; false when it is locked already.
pub async fn lock(tx: &mut Tx, by: &By, person: &PersonRow, ground: &str) -> Result<bool> {
    if tx.run(&LOCK, &[by.now.into(), person.id.into()]).await? == 0 {
        return Ok(false);
    }
    crate::sessions::store::end_all(tx, person.id).await?;
    let act = Act::on("person.locked", "person", person.id, &person.full_name()).ground(ground);
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

/// Unlocks an account; false when it is not locked.
pub async fn unlock(tx: &mut Tx, by: &By, person: &PersonRow) -> Result<bool> {
    if tx.run(&UNLOCK, &[by.now.into(), person.id.into()]).await? == 0 {
        return Ok(false);
    }
    let act = Act::on("person.unlocked", "person", person.id, &person.full_name());
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

oqu_db::row! {
    struct SearchedRow {
        number: i64,
        surname: String,
        given: String,
        patronymic: Option<String>,
        email: Option<String>,
        login: Option<String>,
    }
}

/// Makes the words of all people again, after a restore, and has their names folded anew.
pub async fn rebuild_search(tx: &mut Tx) -> Result<()> {
    super::doubles::store::unfold(tx).await?;
    while super::doubles::store::fold_some(tx).await? > 0 {}
    let mut last = 0;
    loop {
        let rows: Vec<SearchedRow> = tx.all(&ALL_FOR_SEARCH, &[last.into()]).await?;
        let Some(end) = rows.last() else {
            return Ok(());
        };
        last = end.number;
        let words = rows.iter().map(|row| {
            let text = search_text(
                &row.surname,
                &row.given,
                row.patronymic.as_deref(),
                row.email.as_deref(),
                row.login.as_deref(),
            );
            (row.number, text)
        });
        SEARCH.put_all(tx, words).await?;
    }
}
