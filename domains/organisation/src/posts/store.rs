use oqu_audit::{Act, By, record};
use oqu_db::{FromRow, Query, Result, Row, Tx, Value};
use oqu_text::Language;

use super::rules::{POST, PostDetails, PostId, PostKind, PostRow};
use crate::names::Names;
use crate::units;
use crate::units::rules::UnitId;

/// Lists count so far.
pub(crate) const COUNT_LIMIT: i64 = 1_000;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT p.number, p.id, p.version, p.closed_at, p.unit, p.kind, \
             p.title_kk, p.title_ru, p.title_en, p.rate FROM posts p ",
            $rest
        )
    };
}

oqu_db::statements! {
    ONE = select!("WHERE p.id = $1");
    OF_UNIT = select!("WHERE p.unit = $1 AND p.closed_at IS NULL ORDER BY p.number");
    LEADING = select!("WHERE p.kind = 'leader' AND p.closed_at IS NULL ORDER BY p.number");
    OPEN_OF_UNIT = "SELECT count(*) FROM posts WHERE unit = $1 AND closed_at IS NULL";
    INSERT = "INSERT INTO posts (unit, kind, title_kk, title_ru, title_en, sort_kk, sort_ru, sort_en, rate, id, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    UPDATE = "UPDATE posts SET unit = $1, kind = $2, title_kk = $3, title_ru = $4, title_en = $5, \
        sort_kk = $6, sort_ru = $7, sort_en = $8, rate = $9, version = version + 1 WHERE id = $10";
    SET_CLOSED = "UPDATE posts SET closed_at = $1, version = version + 1 WHERE id = $2";
}

impl FromRow for PostRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.next()?,
            id: row.next()?,
            version: row.next()?,
            closed_at: row.next()?,
            details: PostDetails {
                unit: row.next()?,
                kind: row.next()?,
                title: Names::from_row(row)?,
                rate: row.next()?,
            },
        })
    }
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

/// Which posts a list shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// Posts of these units only; all when none is named.
    pub units: Vec<UnitId>,
    /// Of this kind only.
    pub kind: Option<PostKind>,
    /// Only those with a free rate on this day (ISO).
    pub vacant_on: Option<String>,
    /// Closed ones too.
    pub closed: bool,
}

/// A page of a list: its rows, and whether there are others on either side.
#[derive(Debug)]
pub(crate) struct Listed {
    pub rows: Vec<PostRow>,
    pub before: bool,
    pub after: bool,
}

/// One post, open or closed.
pub(crate) async fn post(tx: &mut Tx, id: PostId) -> Result<Option<PostRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// Some posts, in no order. One statement.
pub(crate) async fn some(tx: &mut Tx, ids: &[PostId]) -> Result<Vec<PostRow>> {
    let query = Query::new(select!("WHERE p.id IN ("))
        .bind_all(ids.iter().copied())
        .push(")");
    tx.list(&query).await
}

/// The open posts of a unit.
pub(crate) async fn of_unit(tx: &mut Tx, unit: UnitId) -> Result<Vec<PostRow>> {
    tx.all(&OF_UNIT, &[unit.into()]).await
}

/// The open posts that lead units. One statement.
pub(crate) async fn leading(tx: &mut Tx) -> Result<Vec<PostRow>> {
    tx.all(&LEADING, &[]).await
}

/// How many open posts a unit has.
pub(crate) async fn open_of_unit(tx: &mut Tx, unit: UnitId) -> Result<i64> {
    tx.one(&OPEN_OF_UNIT, &[unit.into()]).await
}

/// At most `limit` posts by their titles in the alphabet of a language, from a place on.
pub(crate) async fn list(
    tx: &mut Tx,
    wanted: &Wanted,
    language: Language,
    from: From,
    limit: usize,
) -> Result<Listed> {
    let sort = match language {
        Language::Kk => "sort_kk",
        Language::Ru => "sort_ru",
        Language::En => "sort_en",
    };
    let backwards = matches!(from, From::Before(_));
    let mut query = filtered(Query::new(select!("")), wanted);
    if let From::After(number) | From::Before(number) = from {
        let sign = if backwards { "<" } else { ">" };
        query = query
            .push(&format!(
                " AND (p.{sort}, p.number) {sign} (SELECT {sort}, number FROM posts WHERE number = "
            ))
            .bind(number)
            .push(")");
    }
    let direction = if backwards { " DESC" } else { "" };
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    query = query
        .push(&format!(
            " ORDER BY p.{sort}{direction}, p.number{direction} LIMIT "
        ))
        .bind(one_more);
    let mut rows: Vec<PostRow> = tx.list(&query).await?;
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

/// How many posts there are, counted up to [`COUNT_LIMIT`] and one.
pub(crate) async fn count(tx: &mut Tx, wanted: &Wanted) -> Result<i64> {
    let query = Query::new("SELECT count(*) FROM (SELECT 1 AS one FROM posts p ");
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
        "WHERE p.closed_at IS NULL"
    });
    if !wanted.units.is_empty() {
        query = query
            .push(" AND p.unit IN (")
            .bind_all(wanted.units.iter().copied())
            .push(")");
    }
    if let Some(kind) = wanted.kind {
        query = query.push(" AND p.kind = ").bind(kind);
    }
    if let Some(day) = &wanted.vacant_on {
        query = query
            .push(
                " AND p.rate > (SELECT COALESCE(CAST(sum(a.rate) AS BIGINT), 0) FROM appointments a \
                 WHERE a.post = p.id AND a.from_day <= ",
            )
            .bind(day.as_str())
            .push(" AND (a.until_day = '' OR a.until_day >= ")
            .bind(day.as_str())
            .push("))");
    }
    query
}

/// Adds a post. The caller has made sure that its unit is open.
pub(crate) async fn add(tx: &mut Tx, by: &By, id: PostId, details: &PostDetails) -> Result<()> {
    let mut values = values(details);
    values.push(id.into());
    tx.run(&INSERT, &values).await?;
    let act = Act::on("post.added", POST, id, details.title.of(Language::Kk));
    let act = told(tx, act, None, details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Changes a loaded post. An unchanged one is left as it is, without an entry.
pub(crate) async fn change(
    tx: &mut Tx,
    by: &By,
    post: &PostRow,
    details: &PostDetails,
) -> Result<()> {
    if post.details == *details {
        return Ok(());
    }
    let mut values = values(details);
    values.push(post.id.into());
    tx.run(&UPDATE, &values).await?;
    let act = Act::on(
        "post.changed",
        POST,
        post.id,
        details.title.of(Language::Kk),
    );
    let act = told(tx, act, Some(&post.details), details).await?;
    record(tx, by, act).await?;
    Ok(())
}

/// Closes a loaded post on a ground, which may be empty.
pub(crate) async fn close(tx: &mut Tx, by: &By, post: &PostRow, ground: &str) -> Result<()> {
    tx.run(&SET_CLOSED, &[by.now.into(), post.id.into()])
        .await?;
    let name = post.details.title.of(Language::Kk);
    let act = Act::on("post.closed", POST, post.id, name).ground(ground);
    record(tx, by, act).await?;
    Ok(())
}

/// Opens a closed post again.
pub(crate) async fn reopen(tx: &mut Tx, by: &By, post: &PostRow) -> Result<()> {
    tx.run(&SET_CLOSED, &[Value::Null, post.id.into()]).await?;
    let name = post.details.title.of(Language::Kk);
    record(tx, by, Act::on("post.reopened", POST, post.id, name)).await?;
    Ok(())
}

fn values(details: &PostDetails) -> Vec<Value> {
    let mut values: Vec<Value> = vec![details.unit.into(), details.kind.into()];
    values.extend(details.title.values());
    values.extend(details.title.sort_keys());
    values.push(details.rate.into());
    values
}

/// Tells an act field by field. Kinds are told by their keys, units by their names, rates by numbers.
async fn told(tx: &mut Tx, act: Act, old: Option<&PostDetails>, new: &PostDetails) -> Result<Act> {
    let mut act = act;
    if old.map(|old| old.unit) != Some(new.unit) {
        let before = match old {
            Some(old) => unit_name(tx, old.unit).await?,
            None => String::new(),
        };
        act = act.change("post-unit", &before, &unit_name(tx, new.unit).await?);
    }
    let was = |read: fn(&PostDetails) -> &str| old.map_or("", read);
    let rate = |rate: i64| oqu_text::format::hundredths(Language::Kk, rate);
    let old_rate = old.map_or_else(String::new, |old| rate(old.rate));
    Ok(act
        .change("post-kind", was(|post| post.kind.key()), new.kind.key())
        .change("title-kk", was(|post| &post.title.kk), &new.title.kk)
        .change("title-ru", was(|post| &post.title.ru), &new.title.ru)
        .change("title-en", was(|post| &post.title.en), &new.title.en)
        .change("post-rate", &old_rate, &rate(new.rate)))
}

async fn unit_name(tx: &mut Tx, id: UnitId) -> Result<String> {
    let unit = units::store::unit(tx, id).await?;
    Ok(unit.map_or_else(String::new, |unit| {
        unit.details.name.of(Language::Kk).to_owned()
    }))
}
