use oqu_audit::{Act, By, record};
use oqu_db::{Error, FromRow, Query, Result, Row, SearchIndex, Tx, Value};
use oqu_text::{Language, search};

use super::rules::{GROUP, GroupDetails, GroupId, GroupRow};
use crate::codes::code_key;
use crate::names::Names;
use crate::units::rules::UnitId;
use crate::units::store::unit;

const SEARCH: SearchIndex = SearchIndex::new("groups_search");
/// Rows that a search looks at before sorting; a count says "1 000+" from here on.
pub(crate) const COUNT_LIMIT: i64 = 1_000;
/// The unique index of codes.
pub(crate) const CODE_INDEX: &str = "study_groups_code_key";

macro_rules! columns {
    () => {
        "SELECT g.number, g.id, g.version, g.closed_at, g.unit, g.code, g.language, g.admission_year, \
         g.programme_kk, g.programme_ru, g.programme_en FROM study_groups g "
    };
}

oqu_db::statements! {
    ALL = concat!(columns!(), "ORDER BY g.number");
    ONE = concat!(columns!(), "WHERE g.id = $1");
    BY_CODE = concat!(columns!(), "WHERE g.code_key = $1");
    OF_UNIT = concat!(columns!(), "WHERE g.unit = $1 ORDER BY g.sort_kk, g.number");
    OPEN = concat!(columns!(), "WHERE g.closed_at IS NULL ORDER BY g.number");
    COUNTS = "SELECT unit, count(*) FROM study_groups WHERE closed_at IS NULL GROUP BY unit";
    YEARS = "SELECT DISTINCT admission_year FROM study_groups ORDER BY admission_year DESC";
    INSERT = "INSERT INTO study_groups \
        (unit, code, code_key, language, admission_year, programme_kk, programme_ru, programme_en, \
         sort_kk, sort_ru, sort_en, id, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) RETURNING number";
    UPDATE = "UPDATE study_groups SET unit = $1, code = $2, code_key = $3, language = $4, admission_year = $5, \
        programme_kk = $6, programme_ru = $7, programme_en = $8, sort_kk = $9, sort_ru = $10, sort_en = $11, \
        version = version + 1 WHERE id = $12";
    SET_CLOSED = "UPDATE study_groups SET closed_at = $1, version = version + 1 WHERE id = $2";
}

impl FromRow for GroupRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.next()?,
            id: row.next()?,
            version: row.next()?,
            closed_at: row.next()?,
            details: GroupDetails {
                unit: row.next()?,
                code: row.next()?,
                language: language(row.next()?)?,
                admission_year: row.next()?,
                programme: Names::from_row(row)?,
            },
        })
    }
}

fn language(code: String) -> Result<Language> {
    Language::parse(&code).ok_or_else(|| Error::Shape(format!("an unknown language: {code}")))
}

/// The groups of these units, closed ones too.
pub(crate) async fn ids_of_units(tx: &mut Tx, units: &[UnitId]) -> Result<Vec<GroupId>> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new("SELECT id FROM study_groups WHERE unit IN (")
        .bind_all(units.iter().copied())
        .push(")");
    tx.list(&query).await
}

/// What a list of groups is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// By the code, in the alphabet of the page.
    #[default]
    Code,
    /// By the year of admission, then by the code.
    Year,
    /// By when groups were added.
    Added,
}

/// Where a page of a list begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum From {
    /// At the first row.
    #[default]
    Start,
    /// After the row with this number.
    After(i64),
    /// With the rows that end before the row with this number.
    Before(i64),
}

/// Which groups a list shows.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words of the code or the programme.
    pub words: search::Query,
    /// The one with this code only.
    pub code: Option<String>,
    /// Groups of these units only; all when none is named.
    pub units: Vec<UnitId>,
    /// With this language of study only.
    pub language: Option<Language>,
    /// Admitted in this year only.
    pub year: Option<i64>,
    /// Closed ones too.
    pub closed: bool,
}

/// A page of a list: its rows, and whether there are others on either side.
#[derive(Debug)]
pub(crate) struct Listed {
    pub rows: Vec<GroupRow>,
    pub before: bool,
    pub after: bool,
}

/// One group.
pub(crate) async fn group(tx: &mut Tx, id: GroupId) -> Result<Option<GroupRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// The group that has this code, or one that cannot be told from it.
pub(crate) async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<GroupRow>> {
    tx.maybe(&BY_CODE, &[code_key(code).into()]).await
}

/// The groups of a unit, closed ones too, by their codes.
pub(crate) async fn of_unit(tx: &mut Tx, unit: UnitId) -> Result<Vec<GroupRow>> {
    tx.all(&OF_UNIT, &[unit.into()]).await
}

/// All open groups.
pub(crate) async fn open(tx: &mut Tx) -> Result<Vec<GroupRow>> {
    tx.all(&OPEN, &[]).await
}

/// How many open groups each unit has.
pub(crate) async fn counts(tx: &mut Tx) -> Result<Vec<(UnitId, i64)>> {
    tx.all(&COUNTS, &[]).await
}

/// The years of admission that there are, the latest first.
pub(crate) async fn years(tx: &mut Tx) -> Result<Vec<i64>> {
    tx.all(&YEARS, &[]).await
}

/// At most `limit` groups in order, from a place on.
pub(crate) async fn list(
    tx: &mut Tx,
    wanted: &Wanted,
    language: Language,
    order: Order,
    down: bool,
    from: From,
    limit: usize,
) -> Result<Listed> {
    let sort = match language {
        Language::Kk => "sort_kk",
        Language::Ru => "sort_ru",
        Language::En => "sort_en",
    };
    let columns: &[&str] = match order {
        Order::Code => &[sort, "number"],
        Order::Year => &["admission_year", sort, "number"],
        Order::Added => &["number"],
    };
    let backwards = matches!(from, From::Before(_));
    let falling = down != backwards;
    let mut query = filtered(Query::new(columns!()), wanted);
    if let From::After(number) | From::Before(number) = from {
        let keys = columns.join(", ");
        let own: Vec<String> = columns.iter().map(|column| format!("g.{column}")).collect();
        query = query
            .push(" AND (")
            .push(&own.join(", "))
            .push(if falling {
                ") < (SELECT "
            } else {
                ") > (SELECT "
            })
            .push(&keys)
            .push(" FROM study_groups WHERE number = ")
            .bind(number)
            .push(")");
    }
    let direction = if falling { " DESC" } else { "" };
    let ordered: Vec<String> = columns
        .iter()
        .map(|column| format!("g.{column}{direction}"))
        .collect();
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    query = query
        .push(" ORDER BY ")
        .push(&ordered.join(", "))
        .push(" LIMIT ")
        .bind(one_more);
    let mut rows: Vec<GroupRow> = tx.list(&query).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    if backwards {
        rows.reverse();
    }
    Ok(Listed {
        rows,
        before: if backwards { more } else { from != From::Start },
        after: if backwards { true } else { more },
    })
}

/// How many groups there are, counted up to [`COUNT_LIMIT`] and one.
pub(crate) async fn count(tx: &mut Tx, wanted: &Wanted) -> Result<i64> {
    let query = Query::new("SELECT count(*) FROM (SELECT 1 AS one FROM study_groups g ");
    let query = filtered(query, wanted)
        .push(" LIMIT ")
        .bind(COUNT_LIMIT + 1)
        .push(") AS found");
    let counts: Vec<i64> = tx.list(&query).await?;
    Ok(counts.first().copied().unwrap_or_default())
}

fn filtered(query: Query, wanted: &Wanted) -> Query {
    let mut query = query.push(if wanted.closed {
        "WHERE 1 = 1"
    } else {
        "WHERE g.closed_at IS NULL"
    });
    if !wanted.words.is_empty() {
        let limit = usize::try_from(COUNT_LIMIT).unwrap_or(usize::MAX);
        query = query
            .push(" AND g.number IN (")
            .matching(SEARCH, &wanted.words, limit)
            .push(")");
    }
    if let Some(code) = &wanted.code {
        query = query.push(" AND g.code_key = ").bind(code_key(code));
    }
    if !wanted.units.is_empty() {
        query = query
            .push(" AND g.unit IN (")
            .bind_all(wanted.units.iter().copied())
            .push(")");
    }
    if let Some(language) = wanted.language {
        query = query.push(" AND g.language = ").bind(language.code());
    }
    if let Some(year) = wanted.year {
        query = query.push(" AND g.admission_year = ").bind(year);
    }
    query
}

/// Adds a group. The caller has made sure that its unit is open.
pub(crate) async fn add(tx: &mut Tx, by: &By, id: GroupId, details: &GroupDetails) -> Result<()> {
    let mut values = values(details);
    values.push(id.into());
    let number: i64 = tx.one(&INSERT, &values).await?;
    SEARCH.put(tx, number, &words(details)).await?;
    let act = Act::on("group.added", GROUP, id, &details.code);
    let act = told(tx, act, None, details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Changes a loaded group. An unchanged one is left as it is, without an entry.
pub(crate) async fn change(
    tx: &mut Tx,
    by: &By,
    group: &GroupRow,
    details: &GroupDetails,
) -> Result<()> {
    if group.details == *details {
        return Ok(());
    }
    let mut values = values(details);
    values.push(group.id.into());
    tx.run(&UPDATE, &values).await?;
    SEARCH.put(tx, group.number, &words(details)).await?;
    let act = Act::on("group.changed", GROUP, group.id, &details.code);
    let act = told(tx, act, Some(&group.details), details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Closes a loaded group on a ground, which may be empty.
pub(crate) async fn close(tx: &mut Tx, by: &By, group: &GroupRow, ground: &str) -> Result<()> {
    tx.run(&SET_CLOSED, &[by.now.into(), group.id.into()])
        .await?;
    let act = Act::on("group.closed", GROUP, group.id, &group.details.code).ground(ground);
    record(tx, by, act).await?;
    Ok(())
}

/// Opens a closed group again.
pub(crate) async fn reopen(tx: &mut Tx, by: &By, group: &GroupRow) -> Result<()> {
    tx.run(&SET_CLOSED, &[Value::Null, group.id.into()]).await?;
    let act = Act::on("group.reopened", GROUP, group.id, &group.details.code);
    record(tx, by, act).await?;
    Ok(())
}

/// Makes the search index again from the rows, as after a restore.
pub(crate) async fn reindex(tx: &mut Tx) -> Result<()> {
    let groups: Vec<GroupRow> = tx.all(&ALL, &[]).await?;
    let words = groups
        .iter()
        .map(|group| (group.number, words(&group.details)));
    SEARCH.put_all(tx, words).await
}

/// What a group is found by.
fn words(details: &GroupDetails) -> String {
    format!("{} {}", details.code, details.programme.joined())
}

fn values(details: &GroupDetails) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        details.unit.into(),
        details.code.as_str().into(),
        code_key(&details.code).into(),
        details.language.code().into(),
        details.admission_year.into(),
    ];
    values.extend(details.programme.values());
    values.extend(Names::new(&details.code, "", "").sort_keys());
    values
}

async fn told(
    tx: &mut Tx,
    act: Act,
    old: Option<&GroupDetails>,
    new: &GroupDetails,
) -> Result<Act> {
    let mut act = act;
    if old.map(|old| old.unit) != Some(new.unit) {
        let before = match old {
            Some(old) => unit_name(tx, old.unit).await?,
            None => String::new(),
        };
        let after = unit_name(tx, new.unit).await?;
        act = act.change("group-unit", &before, &after);
    }
    let was = |read: fn(&GroupDetails) -> &str| old.map_or("", read);
    let old_year = old.map(|old| old.admission_year.to_string());
    Ok(act
        .change("group-code", was(|group| &group.code), &new.code)
        .change(
            "group-language",
            was(|group| group.language.code()),
            new.language.code(),
        )
        .change(
            "admission-year",
            old_year.as_deref().unwrap_or_default(),
            &new.admission_year.to_string(),
        )
        .change(
            "programme-kk",
            was(|group| &group.programme.kk),
            &new.programme.kk,
        )
        .change(
            "programme-ru",
            was(|group| &group.programme.ru),
            &new.programme.ru,
        )
        .change(
            "programme-en",
            was(|group| &group.programme.en),
            &new.programme.en,
        ))
}

async fn unit_name(tx: &mut Tx, id: UnitId) -> Result<String> {
    let found = unit(tx, id).await?;
    Ok(found.map_or_else(String::new, |unit| {
        unit.details.name.of(Language::Kk).to_owned()
    }))
}
