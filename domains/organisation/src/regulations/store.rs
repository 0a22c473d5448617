use jiff::civil::Date;
use oqu_audit::{Act, By, record};
use oqu_db::{Error, FromRow, Result, Row, Tx, Value};
use oqu_text::Language;

use super::rules::{
    Cancelled, REGULATION, Register, RegulationDetails, RegulationId, RegulationRow, day,
};
use crate::dates;
use crate::names::Names;

oqu_db::statements! {
    ALL = "SELECT id, version, kind, reg_number, title_kk, title_ru, title_en, approved_on, approved_by, \
        from_day, until_day, replaces, cancelled_on, cancel_ground FROM regulations ORDER BY from_day DESC, id DESC";
    NUMBER = "SELECT reg_number FROM regulations WHERE id = $1";
    IS_THERE = "SELECT count(*) FROM regulations WHERE id = $1";
    INSERT = "INSERT INTO regulations (kind, reg_number, title_kk, title_ru, title_en, approved_on, approved_by, \
        from_day, until_day, replaces, id, cancelled_on, cancel_ground, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '', 1)";
    UPDATE = "UPDATE regulations SET kind = $1, reg_number = $2, title_kk = $3, title_ru = $4, title_en = $5, \
        approved_on = $6, approved_by = $7, from_day = $8, until_day = $9, replaces = $10, version = version + 1 \
        WHERE id = $11";
    TOUCH = "UPDATE regulations SET version = version + 1 WHERE id = $1";
    CANCEL = "UPDATE regulations SET cancelled_on = $1, cancel_ground = $2, version = version + 1 WHERE id = $3";
}

impl FromRow for RegulationRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.next()?,
            version: row.next()?,
            details: RegulationDetails {
                kind: row.next()?,
                number: row.next()?,
                title: Names::from_row(row)?,
                approved_on: date(row)?,
                approved_by: row.next()?,
                from: date(row)?,
                until: dates::of_row(&row.next::<String>()?),
                replaces: row.next()?,
            },
            cancelled: {
                let on = dates::of_row(&row.next::<String>()?);
                let ground = row.next()?;
                on.map(|on| Cancelled { on, ground })
            },
        })
    }
}

fn date(row: &mut Row<'_>) -> Result<Date> {
    let text: String = row.next()?;
    dates::of_row(&text).ok_or_else(|| Error::Shape(format!("not a day: {text}")))
}

/// All editions, the newest first. An organisation has some dozens.
pub(crate) async fn all(tx: &mut Tx) -> Result<Register> {
    Ok(Register(tx.all(&ALL, &[]).await?))
}

/// Whether there is such an edition.
pub(crate) async fn is_there(tx: &mut Tx, id: RegulationId) -> Result<bool> {
    let count: i64 = tx.one(&IS_THERE, &[id.into()]).await?;
    Ok(count > 0)
}

/// Adds an edition; `hash` is that of its file.
pub(crate) async fn add(
    tx: &mut Tx,
    by: &By,
    id: RegulationId,
    details: &RegulationDetails,
    hash: &str,
) -> Result<()> {
    let mut values = values(details);
    values.push(id.into());
    tx.run(&INSERT, &values).await?;
    let act = named("regulation.added", id, details);
    let replaced = number(tx, details.replaces).await?;
    let act = told(act, None, details)
        .change("replaces", "", &replaced)
        .change("regulation-file", "", hash);
    record(tx, by, act).await?;
    Ok(())
}

/// Changes a loaded edition, and tells of its new file. An unchanged one is left as it is.
pub(crate) async fn change(
    tx: &mut Tx,
    by: &By,
    row: &RegulationRow,
    details: &RegulationDetails,
    hashes: Option<(&str, &str)>,
) -> Result<()> {
    if row.details == *details && hashes.is_none() {
        return Ok(());
    }
    if row.details == *details {
        tx.run(&TOUCH, &[row.id.into()]).await?;
    } else {
        let mut values = values(details);
        values.push(row.id.into());
        tx.run(&UPDATE, &values).await?;
    }
    let old = number(tx, row.details.replaces).await?;
    let new = number(tx, details.replaces).await?;
    let act = named("regulation.changed", row.id, details);
    let act = told(act, Some(&row.details), details).change("replaces", &old, &new);
    let act = match hashes {
        Some((old, new)) => act.change("regulation-file", old, new),
        None => act,
    };
    record(tx, by, act).await?;
    Ok(())
}

/// Cancels a loaded edition from a day on; it stays to be read.
///
/// Clause: RA-52.
pub(crate) async fn cancel(
    tx: &mut Tx,
    by: &By,
    row: &RegulationRow,
    on: Date,
    ground: &str,
) -> Result<()> {
    let values = [day(on).into(), ground.into(), row.id.into()];
    tx.run(&CANCEL, &values).await?;
    let act = named("regulation.cancelled", row.id, &row.details).ground(ground);
    record(tx, by, act).await?;
    Ok(())
}

/// Puts a cancelled edition back.
pub(crate) async fn restore(tx: &mut Tx, by: &By, row: &RegulationRow) -> Result<()> {
    tx.run(&CANCEL, &["".into(), "".into(), row.id.into()])
        .await?;
    record(tx, by, named("regulation.restored", row.id, &row.details)).await?;
    Ok(())
}

/// The number of an edition, empty for none.
async fn number(tx: &mut Tx, id: Option<RegulationId>) -> Result<String> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let number: Option<String> = tx.maybe(&NUMBER, &[id.into()]).await?;
    Ok(number.unwrap_or_default())
}

fn named(act: &'static str, id: RegulationId, details: &RegulationDetails) -> Act {
    Act::on(act, REGULATION, id, details.title.of(Language::Kk))
}

fn values(details: &RegulationDetails) -> Vec<Value> {
    let mut values: Vec<Value> = vec![details.kind.into(), details.number.as_str().into()];
    values.extend(details.title.values());
    values.push(day(details.approved_on).into());
    values.push(details.approved_by.as_str().into());
    values.push(day(details.from).into());
    values.push(dates::in_row(details.until).into());
    values.push(details.replaces.into());
    values
}

fn told(act: Act, old: Option<&RegulationDetails>, new: &RegulationDetails) -> Act {
    let was = |field: fn(&RegulationDetails) -> String| old.map(field).unwrap_or_default();
    act.change(
        "regulation-kind",
        &was(|details| details.kind.key().to_owned()),
        new.kind.key(),
    )
    .change(
        "regulation-number",
        &was(|details| details.number.clone()),
        &new.number,
    )
    .change(
        "heading-kk",
        &was(|details| details.title.kk.clone()),
        &new.title.kk,
    )
    .change(
        "heading-ru",
        &was(|details| details.title.ru.clone()),
        &new.title.ru,
    )
    .change(
        "heading-en",
        &was(|details| details.title.en.clone()),
        &new.title.en,
    )
    .change(
        "approved-on",
        &was(|details| day(details.approved_on)),
        &day(new.approved_on),
    )
    .change(
        "approved-by",
        &was(|details| details.approved_by.clone()),
        &new.approved_by,
    )
    .change(
        "force-from",
        &was(|details| day(details.from)),
        &day(new.from),
    )
    .change(
        "force-until",
        &was(|details| dates::in_row(details.until)),
        &dates::in_row(new.until),
    )
}
