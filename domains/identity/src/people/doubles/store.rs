use std::collections::HashSet;

use oqu_audit::{Act, By};
use oqu_db::{FromRow, Query, Result, Row, Tx};
use oqu_kernel::{Moment, PersonId};

use super::rules::{Ground, folded};
use crate::people::rules::full_name;

oqu_db::statements! {
    POINTER = "SELECT kept, name, merged_at FROM merged_people WHERE id = $1";
    OLD_LOGIN = "SELECT kept FROM merged_people WHERE login = $1 OR email = $1 ORDER BY merged_at DESC LIMIT 1";
    ADD_POINTER = "INSERT INTO merged_people (id, kept, name, login, email, merged_at, by_person, by_name) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    NOTE_DIFFERENT = "INSERT INTO different_people (one, other, noted_at, by_person, by_name) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (one, other) DO NOTHING";
    UNFOLDED = "SELECT number, surname, given, patronymic FROM people WHERE name_fold = '' ORDER BY number LIMIT 1000";
    FOLD = "UPDATE people SET name_fold = $1, given_fold = $2, patronymic_fold = $3 WHERE number = $4";
    UNFOLD = "UPDATE people SET name_fold = '' WHERE name_fold <> ''";
    RELATED = "SELECT count(*) FROM representatives WHERE ended_at IS NULL AND \
        ((person = $1 AND representative = $2) OR (person = $2 AND representative = $1))";
    DROP_ROW = "DELETE FROM people WHERE id = $1 RETURNING number";
    CLEAR_KEYS = "UPDATE people SET iin = NULL, email = NULL, login = NULL, external_number = NULL WHERE id = $1";
}

oqu_db::row! {
    /// One of a pair, as the list of doubles shows it.
    #[derive(Clone, Debug)]
    pub struct Half {
        /// For paging.
        pub number: i64,
        /// Who.
        pub id: PersonId,
        surname: String,
        given: String,
        patronymic: Option<String>,
        iin: Option<String>,
        /// ISO text.
        pub birth_date: Option<String>,
        /// The login.
        pub login: Option<String>,
        /// The e-mail.
        pub email: Option<String>,
        /// The telephone.
        pub phone: Option<String>,
    }
}

impl Half {
    /// Surname, given name and patronymic.
    pub fn full_name(&self) -> String {
        full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }

    /// Whether the two have different IINs.
    pub fn has_other_iin(&self, other: &Self) -> bool {
        self.iin.is_some() && other.iin.is_some() && self.iin != other.iin
    }
}

/// Two records that may be one person.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The older.
    pub one: Half,
    /// The newer.
    pub other: Half,
}

impl FromRow for Pair {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            one: Half::from_row(row)?,
            other: Half::from_row(row)?,
        })
    }
}

const COLUMNS: &str = "a.number, a.id, a.surname, a.given, a.patronymic, a.iin, a.birth_date, a.login, a.email, a.phone, \
    b.number, b.id, b.surname, b.given, b.patronymic, b.iin, b.birth_date, b.login, b.email, b.phone";

/// Two patronymics of which neither is empty and which differ are of two people.
const PATRONYMICS: &str =
    "(a.patronymic_fold = b.patronymic_fold OR a.patronymic_fold = '' OR b.patronymic_fold = '')";

/// Nobody has said yet that they are two.
const NOT_DIFFERENT: &str = "NOT EXISTS (SELECT 1 FROM different_people d \
    WHERE (d.one = a.id AND d.other = b.id) OR (d.one = b.id AND d.other = a.id))";

/// At most `limit` pairs on a ground, the oldest records first, after a pair of numbers. One statement.
pub async fn pairs(
    tx: &mut Tx,
    ground: Ground,
    after: Option<(i64, i64)>,
    limit: usize,
) -> Result<Vec<Pair>> {
    let condition = match ground {
        Ground::Birth => {
            format!(
                "b.name_fold = a.name_fold AND b.birth_date = a.birth_date WHERE {PATRONYMICS}"
            )
        }
        Ground::Name => format!(
            "b.name_fold = a.name_fold WHERE {PATRONYMICS} \
             AND (a.birth_date IS NULL OR b.birth_date IS NULL)"
        ),
        Ground::Phone => "b.phone = a.phone \
             WHERE (a.given_fold = b.given_fold OR a.birth_date = b.birth_date) \
             AND NOT EXISTS (SELECT 1 FROM representatives r WHERE \
                (r.person = a.id AND r.representative = b.id) OR (r.person = b.id AND r.representative = a.id))"
            .to_owned(),
    };
    let mut query = Query::new(&format!(
        "SELECT {COLUMNS} FROM people a JOIN people b ON {condition} AND b.number > a.number AND {NOT_DIFFERENT}"
    ));
    if let Some((one, other)) = after {
        query = query
            .push(" AND a.number >= ")
            .bind(one)
            .push(" AND (a.number, b.number) > (")
            .bind(one)
            .push(", ")
            .bind(other)
            .push(")");
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.list(
        &query
            .push(" ORDER BY a.number, b.number LIMIT ")
            .bind(limit),
    )
    .await
}

oqu_db::row! {
    /// A record that was merged into another.
    #[derive(Clone, Debug)]
    pub struct Pointer {
        /// The record that was kept.
        pub kept: PersonId,
        /// What the merged one was called.
        pub name: String,
        /// When they were merged.
        pub merged_at: Moment,
    }
}

/// Where a record went, when it was merged.
pub async fn pointer(tx: &mut Tx, id: PersonId) -> Result<Option<Pointer>> {
    tx.maybe(&POINTER, &[id.into()]).await
}

/// Who has now what was known by a login or e-mail that is no more.
pub async fn by_old_login(tx: &mut Tx, name: &str) -> Result<Option<PersonId>> {
    tx.maybe(&OLD_LOGIN, &[name.into()]).await
}

/// A record that is about to go, as its pointer keeps it.
pub struct Gone<'a> {
    /// Which.
    pub id: PersonId,
    /// What it was called.
    pub name: &'a str,
    /// Its login.
    pub login: Option<&'a str>,
    /// Its e-mail.
    pub email: Option<&'a str>,
}

/// Writes where a record goes.
pub async fn point(tx: &mut Tx, by: &By, gone: &Gone<'_>, kept: PersonId) -> Result<()> {
    let values = [
        gone.id.into(),
        kept.into(),
        gone.name.into(),
        gone.login.into(),
        gone.email.into(),
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
    ];
    tx.run(&ADD_POINTER, &values).await?;
    Ok(())
}

/// Takes from a record what no two may share, so that the kept one can have it.
pub async fn clear_keys(tx: &mut Tx, id: PersonId) -> Result<()> {
    tx.run(&CLEAR_KEYS, &[id.into()]).await?;
    Ok(())
}

/// Takes a record of which nothing is left; its number for the search.
///
/// # Errors
/// [`oqu_db::Error::Linked`] at the latest at the end of the unit, when a table still holds its id.
pub async fn drop_row(tx: &mut Tx, id: PersonId) -> Result<Option<i64>> {
    tx.maybe(&DROP_ROW, &[id.into()]).await
}

/// Whether one of two stands for the other.
pub async fn are_related(tx: &mut Tx, one: PersonId, other: PersonId) -> Result<bool> {
    let count: i64 = tx.one(&RELATED, &[one.into(), other.into()]).await?;
    Ok(count > 0)
}

/// Notes that two are two, so that they are not shown as doubles any more.
pub async fn note_different(
    tx: &mut Tx,
    by: &By,
    (one, one_name): (PersonId, &str),
    (other, other_name): (PersonId, &str),
) -> Result<()> {
    if !put_different(tx, by, one, other).await? {
        return Ok(());
    }
    for ((id, name), second) in [
        ((one, one_name), other_name),
        ((other, other_name), one_name),
    ] {
        let act = Act::on("person.told-apart", "person", id, name);
        oqu_audit::record(tx, by, act.change("another-person", "", second)).await?;
    }
    Ok(())
}

/// Puts a pair that is two, once; whether it was not there.
async fn put_different(tx: &mut Tx, by: &By, one: PersonId, other: PersonId) -> Result<bool> {
    let (first, second) = match one.uuid() <= other.uuid() {
        true => (one, other),
        false => (other, one),
    };
    let values = [
        first.into(),
        second.into(),
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
    ];
    Ok(tx.run(&NOTE_DIFFERENT, &values).await? > 0)
}

/// Gives what was said of a record, of whom it is not, to another.
pub async fn move_different(tx: &mut Tx, by: &By, from: PersonId, to: PersonId) -> Result<()> {
    let query = Query::new("DELETE FROM different_people WHERE one = ")
        .bind(from)
        .push(" OR other = ")
        .bind(from)
        .push(" RETURNING one, other");
    let pairs: Vec<(PersonId, PersonId)> = tx.list(&query).await?;
    let others: HashSet<PersonId> = pairs
        .into_iter()
        .map(|(one, other)| if one == from { other } else { one })
        .filter(|other| *other != to)
        .collect();
    for other in others {
        put_different(tx, by, to, other).await?;
    }
    Ok(())
}

/// Folds the names of at most a thousand people whose rows are older than folding; how many there
/// were. It is asked again until there are none.
pub async fn fold_some(tx: &mut Tx) -> Result<usize> {
    let rows: Vec<(i64, String, String, Option<String>)> = tx.all(&UNFOLDED, &[]).await?;
    for (number, surname, given, patronymic) in &rows {
        let names = folded(surname, given, patronymic.as_deref());
        let values = [
            names.name.into(),
            names.given.into(),
            names.patronymic.into(),
            (*number).into(),
        ];
        tx.run(&FOLD, &values).await?;
    }
    Ok(rows.len())
}

/// Has all names folded anew, after a restore from another version.
pub async fn unfold(tx: &mut Tx) -> Result<()> {
    tx.run(&UNFOLD, &[]).await?;
    Ok(())
}
