use oqu_db::{Query, Result, SearchIndex, Tx};
use oqu_kernel::{Id, Moment};

use super::rules::{Filters, Mark, first_id};
use crate::rows::{ENTRY, entry_columns};
use crate::{Entry, EntryRow};

/// Entries of a page.
pub(crate) const PAGE: usize = 50;
/// Counted so far; beyond it "more than" is said.
pub(crate) const COUNTED: i64 = 1_000;
/// The newest matches of words that are looked at.
const MATCHES: usize = 20_000;

/// Words of names, filled by the sealer some moments after the entries.
pub(crate) const SEARCH: SearchIndex = SearchIndex::new("audit_entries_search");

oqu_db::statements! {
    /// Each act once, by hops over the index: the log may have a million entries of forty acts.
    ACTS = "WITH RECURSIVE known(act) AS ( \
            SELECT min(act) FROM audit_entries \
            UNION ALL \
            SELECT (SELECT min(act) FROM audit_entries WHERE act > known.act) FROM known WHERE known.act IS NOT NULL) \
        SELECT act FROM known WHERE act IS NOT NULL";
    KINDS = "WITH RECURSIVE known(kind) AS ( \
            SELECT min(object_kind) FROM audit_entries \
            UNION ALL \
            SELECT (SELECT min(object_kind) FROM audit_entries WHERE object_kind > known.kind) FROM known WHERE known.kind IS NOT NULL) \
        SELECT kind FROM known WHERE kind IS NOT NULL";
    LAST_SEALED = "SELECT sealed_at, head FROM audit_batches ORDER BY number DESC LIMIT 1";
}

/// A page of the list.
pub(crate) struct Page {
    pub rows: Vec<EntryRow>,
    /// Whether there are newer ones.
    pub newer: bool,
    /// Whether there are older ones.
    pub older: bool,
}

/// What stands in the head of the list.
pub(crate) struct Sealed {
    pub at: Moment,
    pub head: Vec<u8>,
}

fn narrowed(mut query: Query, filters: &Filters) -> Query {
    if let Some(act) = &filters.act {
        query = query.push(" AND act = ").bind(act);
    }
    if let Some(kind) = &filters.kind {
        query = query.push(" AND object_kind = ").bind(kind);
    }
    if let Some(person) = filters.person {
        query = query.push(" AND person = ").bind(person);
    }
    if let Some(object) = filters.object {
        query = query.push(" AND object_id = ").bind(object);
    }
    if let Some(from) = filters.from {
        query = query.push(" AND id >= ").bind(first_id(from));
    }
    if let Some(until) = filters.until {
        query = query.push(" AND id < ").bind(first_id(until));
    }
    let words = oqu_text::search::query(&filters.words);
    if !words.is_empty() {
        query = query
            .push(" AND seq IN (")
            .matching_newest(SEARCH, &words, MATCHES)
            .push(")");
    }
    query
}

fn entries() -> Query {
    Query::new(concat!(
        "SELECT ",
        entry_columns!(),
        " FROM audit_entries WHERE 1 = 1"
    ))
}

fn limited(query: Query, limit: usize) -> Query {
    query
        .push(" LIMIT ")
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
}

/// One page of the list, newest first.
pub(crate) async fn page(tx: &mut Tx, filters: &Filters, mark: Mark) -> Result<Page> {
    let query = narrowed(entries(), filters);
    let query = match mark {
        Mark::Newest => query.push(" ORDER BY id DESC"),
        Mark::OlderThan(id) => query.push(" AND id < ").bind(id).push(" ORDER BY id DESC"),
        Mark::NewerThan(id) => query.push(" AND id > ").bind(id).push(" ORDER BY id"),
    };
    let mut rows: Vec<EntryRow> = tx.list(&limited(query, PAGE + 1)).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(match mark {
        Mark::NewerThan(_) => {
            rows.reverse();
            Page {
                rows,
                newer: more,
                older: true,
            }
        }
        Mark::OlderThan(_) | Mark::Newest => Page {
            rows,
            newer: mark != Mark::Newest,
            older: more,
        },
    })
}

/// How many there are, counted up to one past [`COUNTED`].
pub(crate) async fn count(tx: &mut Tx, filters: &Filters) -> Result<i64> {
    let query = Query::new(
        "SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 AS one FROM audit_entries WHERE 1 = 1",
    );
    let query = narrowed(query, filters)
        .push(" LIMIT ")
        .bind(COUNTED + 1)
        .push(") AS found");
    let counts: Vec<i64> = tx.list(&query).await?;
    Ok(counts.first().copied().unwrap_or_default())
}

/// At most `limit` entries older than `after`, for the spreadsheet.
pub(crate) async fn older(
    tx: &mut Tx,
    filters: &Filters,
    after: Option<Id<Entry>>,
    limit: usize,
) -> Result<Vec<EntryRow>> {
    let mut query = narrowed(entries(), filters);
    if let Some(after) = after {
        query = query.push(" AND id < ").bind(after);
    }
    tx.list(&limited(query.push(" ORDER BY id DESC"), limit))
        .await
}

/// All acts that stand in the log.
pub(crate) async fn acts(tx: &mut Tx) -> Result<Vec<String>> {
    tx.all(&ACTS, &[]).await
}

/// All kinds of objects that stand in the log.
pub(crate) async fn kinds(tx: &mut Tx) -> Result<Vec<String>> {
    tx.all(&KINDS, &[]).await
}

/// Until when everything is sealed.
pub(crate) async fn sealed(tx: &mut Tx) -> Result<Option<Sealed>> {
    let last: Option<(Moment, Vec<u8>)> = tx.maybe(&LAST_SEALED, &[]).await?;
    Ok(last.map(|(at, head)| Sealed { at, head }))
}

/// One entry.
pub(crate) async fn entry(tx: &mut Tx, id: Id<Entry>) -> Result<Option<EntryRow>> {
    tx.maybe(&ENTRY, &[id.into()]).await
}
