use jiff::civil::DateTime;
use oqu_audit::{Act, By, record};
use oqu_db::{FromRow, Query, Result, Row, Tx, Value};
use oqu_kernel::Moment;
use oqu_text::Language;

use super::rules::{NEWS, NewsDetails, NewsId, NewsRow};
use crate::names::Names;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT number, id, version, published_at, withdrawn_at, changed_at, title_kk, title_ru, title_en, \
             text_kk, text_ru, text_en, alt_kk, alt_ru, alt_en FROM news ",
            $rest
        )
    };
}

oqu_db::statements! {
    ONE = select!("WHERE id = $1");
    UNPUBLISHED = select!("WHERE published_at IS NULL OR published_at > $1 ORDER BY number DESC LIMIT 50");
    INSERT = "INSERT INTO news (title_kk, title_ru, title_en, text_kk, text_ru, text_en, alt_kk, alt_ru, alt_en, changed_at, id, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    UPDATE = "UPDATE news SET title_kk = $1, title_ru = $2, title_en = $3, text_kk = $4, text_ru = $5, text_en = $6, \
        alt_kk = $7, alt_ru = $8, alt_en = $9, changed_at = $10, version = version + 1 WHERE id = $11";
    SET_PUBLISHED = "UPDATE news SET published_at = $1, withdrawn_at = $2, version = version + 1 WHERE id = $3";
    IS_PUBLISHED = "SELECT count(*) FROM news WHERE id = $1 AND published_at <= $2";
}

impl FromRow for NewsRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.next()?,
            id: row.next()?,
            version: row.next()?,
            published_at: row.next()?,
            withdrawn_at: row.next()?,
            changed_at: row.next()?,
            details: NewsDetails {
                title: Names::from_row(row)?,
                text: Names::from_row(row)?,
                alt: Names::from_row(row)?,
            },
        })
    }
}

/// Where a page of a list begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum From {
    /// With the newest.
    #[default]
    Start,
    /// After the row with this number.
    After(i64),
    /// With the rows that end before the row with this number.
    Before(i64),
}

/// A page of a list: its rows, and whether there are others on either side.
#[derive(Debug)]
pub(crate) struct Listed {
    pub rows: Vec<NewsRow>,
    pub before: bool,
    pub after: bool,
}

/// One piece of news, a draft too.
pub(crate) async fn one(tx: &mut Tx, id: NewsId) -> Result<Option<NewsRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// The newest of what nobody reads: drafts, what is planned, what was withdrawn.
pub(crate) async fn unpublished(tx: &mut Tx, now: Moment) -> Result<Vec<NewsRow>> {
    tx.all(&UNPUBLISHED, &[now.into()]).await
}

/// Whether a piece of news is there for everybody.
pub(crate) async fn is_published(tx: &mut Tx, id: NewsId, now: Moment) -> Result<bool> {
    let count: i64 = tx.one(&IS_PUBLISHED, &[id.into(), now.into()]).await?;
    Ok(count > 0)
}

/// At most `limit` pieces that are published, the newest first, from a place on.
pub(crate) async fn published(
    tx: &mut Tx,
    now: Moment,
    from: From,
    limit: usize,
) -> Result<Listed> {
    let backwards = matches!(from, From::Before(_));
    let mut query = Query::new(select!("WHERE published_at <= ")).bind(now);
    if let From::After(number) | From::Before(number) = from {
        let sign = if backwards { ">" } else { "<" };
        query = query
            .push(&format!(
                " AND (published_at, number) {sign} (SELECT o.published_at, o.number FROM news o WHERE o.number = "
            ))
            .bind(number)
            .push(")");
    }
    let direction = if backwards { "" } else { " DESC" };
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    query = query
        .push(&format!(
            " ORDER BY published_at{direction}, number{direction} LIMIT "
        ))
        .bind(one_more);
    let mut rows: Vec<NewsRow> = tx.list(&query).await?;
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

/// Adds a draft.
pub(crate) async fn add(tx: &mut Tx, by: &By, id: NewsId, details: &NewsDetails) -> Result<()> {
    let mut values = values(details);
    values.push(by.now.into());
    values.push(id.into());
    tx.run(&INSERT, &values).await?;
    let act = Act::on("news.added", NEWS, id, details.title.of(Language::Kk));
    record(tx, by, told(act, None, details)).await?;
    Ok(())
}

/// Changes a loaded piece. An unchanged one is left as it is, without an entry.
pub(crate) async fn change(
    tx: &mut Tx,
    by: &By,
    news: &NewsRow,
    details: &NewsDetails,
) -> Result<()> {
    if news.details == *details {
        return Ok(());
    }
    let mut values = values(details);
    values.push(by.now.into());
    values.push(news.id.into());
    tx.run(&UPDATE, &values).await?;
    let act = Act::on(
        "news.changed",
        NEWS,
        news.id,
        details.title.of(Language::Kk),
    );
    record(tx, by, told(act, Some(&news.details), details)).await?;
    Ok(())
}

/// Shows a loaded piece to everybody, as published at a moment that is not ahead.
pub(crate) async fn publish(tx: &mut Tx, by: &By, news: &NewsRow, at: Moment) -> Result<()> {
    let values = [at.into(), Value::Null, news.id.into()];
    tx.run(&SET_PUBLISHED, &values).await?;
    let title = news.details.title.of(Language::Kk);
    record(tx, by, Act::on("news.published", NEWS, news.id, title)).await?;
    Ok(())
}

/// Has a loaded piece published at a moment ahead; `local` is that moment on the organisation's clock.
pub(crate) async fn plan(
    tx: &mut Tx,
    by: &By,
    news: &NewsRow,
    (at, local): (Moment, DateTime),
) -> Result<()> {
    let values = [at.into(), Value::Null, news.id.into()];
    tx.run(&SET_PUBLISHED, &values).await?;
    let title = news.details.title.of(Language::Kk);
    let act = Act::on("news.planned", NEWS, news.id, title);
    record(tx, by, act.change("news-at", "", &local.to_string())).await?;
    Ok(())
}

/// Takes a loaded piece from its readers. What nobody has read yet is a draft again.
pub(crate) async fn withdraw(tx: &mut Tx, by: &By, news: &NewsRow) -> Result<()> {
    let withdrawn_at = news.is_published(by.now).then_some(by.now);
    let values = [Value::Null, withdrawn_at.into(), news.id.into()];
    tx.run(&SET_PUBLISHED, &values).await?;
    let title = news.details.title.of(Language::Kk);
    let act = match withdrawn_at {
        Some(_) => "news.withdrawn",
        None => "news.unplanned",
    };
    record(tx, by, Act::on(act, NEWS, news.id, title)).await?;
    Ok(())
}

fn values(details: &NewsDetails) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::with_capacity(11);
    values.extend(details.title.values());
    values.extend(details.text.values());
    values.extend(details.alt.values());
    values
}

fn told(act: Act, old: Option<&NewsDetails>, new: &NewsDetails) -> Act {
    let empty = NewsDetails::default();
    let old = old.unwrap_or(&empty);
    act.change("heading-kk", &old.title.kk, &new.title.kk)
        .change("heading-ru", &old.title.ru, &new.title.ru)
        .change("heading-en", &old.title.en, &new.title.en)
        .change("news-text-kk", &old.text.kk, &new.text.kk)
        .change("news-text-ru", &old.text.ru, &new.text.ru)
        .change("news-text-en", &old.text.en, &new.text.en)
        .change("alt-kk", &old.alt.kk, &new.alt.kk)
        .change("alt-ru", &old.alt.ru, &new.alt.ru)
        .change("alt-en", &old.alt.en, &new.alt.en)
}
