use oqu_audit::{Act, By, record};
use oqu_db::{FromRow, Query, Result, Row, SearchIndex, Tx, Value};
use oqu_text::{Language, search};

use super::rules::{Structure, UNIT, UnitDetails, UnitId, UnitRow};
use crate::codes::code_key;
use crate::names::Names;

const SEARCH: SearchIndex = SearchIndex::new("units_search");
/// More units than this are not found at once: nobody reads on.
const FOUND_LIMIT: usize = 50;
/// The unique index of codes.
pub(crate) const CODE_INDEX: &str = "units_code_key";

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT number, id, version, closed_at, parent, kind, function, code, \
             name_kk, name_ru, name_en, short_kk, short_ru, short_en, position, phone, email FROM units ",
            $rest
        )
    };
}

oqu_db::statements! {
    ALL = select!("ORDER BY number");
    ONE = select!("WHERE id = $1");
    BY_CODE = select!("WHERE code_key = $1");
    INSERT = "INSERT INTO units \
        (parent, kind, function, code, code_key, name_kk, name_ru, name_en, short_kk, short_ru, short_en, \
         sort_kk, sort_ru, sort_en, position, phone, email, id, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1) RETURNING number";
    UPDATE = "UPDATE units SET parent = $1, kind = $2, function = $3, code = $4, code_key = $5, \
        name_kk = $6, name_ru = $7, name_en = $8, short_kk = $9, short_ru = $10, short_en = $11, \
        sort_kk = $12, sort_ru = $13, sort_en = $14, position = $15, phone = $16, email = $17, \
        version = version + 1 WHERE id = $18";
    SET_CLOSED = "UPDATE units SET closed_at = $1, version = version + 1 WHERE id = $2";
    OPEN_GROUPS = "SELECT count(*) FROM study_groups WHERE unit = $1 AND closed_at IS NULL";
}

impl FromRow for UnitRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.next()?,
            id: row.next()?,
            version: row.next()?,
            closed_at: row.next()?,
            details: UnitDetails {
                parent: row.next()?,
                kind: row.next()?,
                function: row.next()?,
                code: row.next()?,
                name: Names::from_row(row)?,
                short: Names::from_row(row)?,
                position: row.next()?,
                phone: row.next()?,
                email: row.next()?,
            },
        })
    }
}

/// All units.
pub(crate) async fn structure(tx: &mut Tx, language: Language) -> Result<Structure> {
    let units = tx.all(&ALL, &[]).await?;
    Ok(Structure::new(units, language))
}

/// One unit.
pub(crate) async fn unit(tx: &mut Tx, id: UnitId) -> Result<Option<UnitRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// The unit that has this code, or one that cannot be told from it.
pub(crate) async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<UnitRow>> {
    tx.maybe(&BY_CODE, &[code_key(code).into()]).await
}

/// The units that words are found in, at most [`FOUND_LIMIT`], closed ones too.
pub(crate) async fn found(tx: &mut Tx, words: &search::Query) -> Result<Vec<UnitId>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new("SELECT id FROM units WHERE number IN (")
        .matching(SEARCH, words, FOUND_LIMIT)
        .push(")");
    tx.list(&query).await
}

/// How many open groups belong to a unit.
pub(crate) async fn open_groups(tx: &mut Tx, id: UnitId) -> Result<i64> {
    tx.one(&OPEN_GROUPS, &[id.into()]).await
}

/// Adds a unit. The caller has made sure that it may stand there.
pub(crate) async fn add(tx: &mut Tx, by: &By, id: UnitId, details: &UnitDetails) -> Result<()> {
    let mut values = values(details);
    values.push(id.into());
    let number: i64 = tx.one(&INSERT, &values).await?;
    SEARCH.put(tx, number, &words(details)).await?;
    let act = Act::on("unit.added", UNIT, id, details.name.of(Language::Kk));
    let act = told(tx, act, None, details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Changes a loaded unit. An unchanged one is left as it is, without an entry.
pub(crate) async fn change(
    tx: &mut Tx,
    by: &By,
    unit: &UnitRow,
    details: &UnitDetails,
) -> Result<()> {
    if unit.details == *details {
        return Ok(());
    }
    let mut values = values(details);
    values.push(unit.id.into());
    tx.run(&UPDATE, &values).await?;
    SEARCH.put(tx, unit.number, &words(details)).await?;
    let act = Act::on("unit.changed", UNIT, unit.id, details.name.of(Language::Kk));
    let act = told(tx, act, Some(&unit.details), details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Closes a loaded unit on a ground, which may be empty.
pub(crate) async fn close(tx: &mut Tx, by: &By, unit: &UnitRow, ground: &str) -> Result<()> {
    tx.run(&SET_CLOSED, &[by.now.into(), unit.id.into()])
        .await?;
    let name = unit.details.name.of(Language::Kk);
    let act = Act::on("unit.closed", UNIT, unit.id, name).ground(ground);
    record(tx, by, act).await?;
    Ok(())
}

/// Opens a closed unit again.
pub(crate) async fn reopen(tx: &mut Tx, by: &By, unit: &UnitRow) -> Result<()> {
    tx.run(&SET_CLOSED, &[Value::Null, unit.id.into()]).await?;
    let name = unit.details.name.of(Language::Kk);
    record(tx, by, Act::on("unit.reopened", UNIT, unit.id, name)).await?;
    Ok(())
}

/// Makes the search index again from the rows, as after a restore.
pub(crate) async fn reindex(tx: &mut Tx) -> Result<()> {
    let units: Vec<UnitRow> = tx.all(&ALL, &[]).await?;
    let words = units.iter().map(|unit| (unit.number, words(&unit.details)));
    SEARCH.put_all(tx, words).await
}

/// What a unit is found by.
fn words(details: &UnitDetails) -> String {
    let (name, short) = (details.name.joined(), details.short.joined());
    format!("{} {name} {short}", details.code)
}

fn values(details: &UnitDetails) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        details.parent.into(),
        details.kind.into(),
        details.function.into(),
        details.code.as_str().into(),
        code_key(&details.code).into(),
    ];
    values.extend(details.name.values());
    values.extend(details.short.values());
    values.extend(details.name.sort_keys());
    values.push(details.position.into());
    values.push((&details.phone).into());
    values.push((&details.email).into());
    values
}

/// Tells an act field by field. Kinds and functions are told by their keys, units by their names.
async fn told(tx: &mut Tx, act: Act, old: Option<&UnitDetails>, new: &UnitDetails) -> Result<Act> {
    let old_parent = old.and_then(|old| old.parent);
    let mut act = act;
    if old_parent != new.parent {
        let before = name_of(tx, old_parent).await?;
        let after = name_of(tx, new.parent).await?;
        act = act.change("unit-parent", &before, &after);
    }
    let was = |read: fn(&UnitDetails) -> &str| old.map_or("", read);
    act = act
        .change("unit-kind", was(|unit| unit.kind.key()), new.kind.key())
        .change(
            "unit-function",
            was(|unit| unit.function.key()),
            new.function.key(),
        )
        .change("unit-code", was(|unit| &unit.code), &new.code)
        .change("name-kk", was(|unit| &unit.name.kk), &new.name.kk)
        .change("name-ru", was(|unit| &unit.name.ru), &new.name.ru)
        .change("name-en", was(|unit| &unit.name.en), &new.name.en)
        .change("short-kk", was(|unit| &unit.short.kk), &new.short.kk)
        .change("short-ru", was(|unit| &unit.short.ru), &new.short.ru)
        .change("short-en", was(|unit| &unit.short.en), &new.short.en);
    let place = |position: Option<i64>| position.map(|place| place.to_string()).unwrap_or_default();
    let old_place = place(old.and_then(|old| old.position));
    Ok(act
        .change("unit-position", &old_place, &place(new.position))
        .change("contact-phone", was(|unit| &unit.phone), &new.phone)
        .change("contact-email", was(|unit| &unit.email), &new.email))
}

async fn name_of(tx: &mut Tx, id: Option<UnitId>) -> Result<String> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let found = unit(tx, id).await?;
    Ok(found.map_or_else(String::new, |unit| {
        unit.details.name.of(Language::Kk).to_owned()
    }))
}
