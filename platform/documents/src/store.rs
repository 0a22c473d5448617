use oqu_db::{FromRow, Query, Result, Row, SearchIndex, Tx, Value};
use oqu_kernel::{Id, Moment, PersonId};
use oqu_text::{Language, search};

use crate::code::Code;

/// Marks ids of issued documents.
#[derive(Debug)]
pub enum Document {}

/// The id of an issued document.
pub type DocumentId = Id<Document>;

/// Names of people and numbers of documents.
const SEARCH: SearchIndex = SearchIndex::new("issued_documents_search");
/// Rows of a page of the register.
pub(crate) const PAGE: usize = 25;
/// Counted so far; beyond it "more than" is said.
pub(crate) const COUNTED: i64 = 1_000;
/// Rows that a search looks at.
const MATCHES: usize = 20_000;
/// Rows whose search words are made at once.
const SLICE: i64 = 1_000;

/// A document as it stands in the register.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// Its number for the search index and for paging.
    pub number: i64,
    /// Its id.
    pub id: DocumentId,
    /// Its kind, as the issuing area calls it.
    pub kind: String,
    /// The year and the registration number within it.
    pub registered: (i64, i64),
    /// The code by which it is checked, as it is stored.
    pub code: String,
    /// Whom it is about.
    pub subject: Option<PersonId>,
    /// The name of whom it is about, as it was then.
    pub subject_name: String,
    /// The name of the organisation in the language of the document, as it was then.
    pub issuer: String,
    /// Its language.
    pub language: Language,
    /// What it states: the values of its template, as JSON.
    pub content: String,
    /// When it was issued.
    pub issued_at: Moment,
    /// The name of who issued it.
    pub issued_by: String,
    /// When, by whom and on which ground it was revoked.
    pub revoked: Option<Revoked>,
}

/// The end of a document.
#[derive(Clone, Debug)]
pub struct Revoked {
    /// When.
    pub at: Moment,
    /// The name of who did it.
    pub by: String,
    /// Why.
    pub ground: String,
}

impl DocumentRow {
    /// «2026-00012».
    pub fn registration(&self) -> String {
        registration(self.registered)
    }

    /// As it is printed; a stored code is one.
    pub fn printed_code(&self) -> String {
        Code::parse(&self.code).map_or_else(|| self.code.clone(), |code| code.printed())
    }
}

/// «2026-00012».
pub(crate) fn registration((year, serial): (i64, i64)) -> String {
    format!("{year}-{serial:05}")
}

macro_rules! columns {
    () => {
        "SELECT d.number, d.id, d.kind, d.year, d.serial, d.code, d.subject, d.subject_name, d.issuer, \
         d.language, d.content, d.issued_at, d.issued_by_name, d.revoked_at, d.revoked_by_name, \
         d.revocation_ground FROM issued_documents d "
    };
}

oqu_db::statements! {
    BY_ID = concat!(columns!(), "WHERE d.id = $1");
    BY_CODE = concat!(columns!(), "WHERE d.code = $1");
    BY_PRINT = concat!(
        columns!(),
        "WHERE d.id = (SELECT document FROM document_prints WHERE sha256 = $1 ORDER BY made_at LIMIT 1)"
    );
    OF_SUBJECT = concat!(columns!(), "WHERE d.subject = $1 ORDER BY d.number DESC LIMIT $2");
    LAST_SERIAL = "SELECT max(serial) FROM issued_documents WHERE kind = $1 AND year = $2";
    INSERT = "INSERT INTO issued_documents (id, kind, year, serial, code, subject, subject_name, issuer, language, \
            content, issued_at, issued_by, issued_by_name) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING number";
    REVOKE = "UPDATE issued_documents SET revoked_at = $1, revoked_by = $2, revoked_by_name = $3, \
            revocation_ground = $4 WHERE id = $5 AND revoked_at IS NULL";
    KNOWN_PRINT = "SELECT count(*) FROM document_prints WHERE document = $1 AND sha256 = $2";
    ADD_PRINT = "INSERT INTO document_prints (document, sha256, made_at) VALUES ($1, $2, $3) \
        ON CONFLICT (document, sha256) DO NOTHING";
    FOR_SEARCH = "SELECT number, subject_name, year, serial FROM issued_documents \
        WHERE number > $1 ORDER BY number LIMIT $2";
}

impl FromRow for DocumentRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.next()?,
            id: row.next()?,
            kind: row.next()?,
            registered: (row.next()?, row.next()?),
            code: row.next()?,
            subject: row.next()?,
            subject_name: row.next()?,
            issuer: row.next()?,
            language: language(&row.next::<String>()?)?,
            content: row.next()?,
            issued_at: row.next()?,
            issued_by: row.next()?,
            revoked: revoked(row.next()?, row.next()?, row.next()?),
        })
    }
}

fn language(code: &str) -> Result<Language> {
    Language::parse(code)
        .ok_or_else(|| oqu_db::Error::Shape(format!("an unknown language: {code}")))
}

fn revoked(at: Option<Moment>, by: Option<String>, ground: Option<String>) -> Option<Revoked> {
    Some(Revoked {
        at: at?,
        by: by.unwrap_or_default(),
        ground: ground.unwrap_or_default(),
    })
}

/// The document with this id.
pub(crate) async fn document(tx: &mut Tx, id: DocumentId) -> Result<Option<DocumentRow>> {
    tx.maybe(&BY_ID, &[id.into()]).await
}

/// The document with this code.
pub(crate) async fn by_code(tx: &mut Tx, code: &Code) -> Result<Option<DocumentRow>> {
    tx.maybe(&BY_CODE, &[code.stored().into()]).await
}

/// The document of which these bytes were made.
pub(crate) async fn by_print(tx: &mut Tx, sha256: [u8; 32]) -> Result<Option<DocumentRow>> {
    tx.maybe(&BY_PRINT, &[sha256.into()]).await
}

/// The last documents about a person, newest first.
pub(crate) async fn of_subject(
    tx: &mut Tx,
    subject: PersonId,
    limit: i64,
) -> Result<Vec<DocumentRow>> {
    tx.all(&OF_SUBJECT, &[subject.into(), limit.into()]).await
}

/// The highest registration number of a kind within a year; 0 before the first.
pub(crate) async fn last_serial(tx: &mut Tx, kind: &str, year: i64) -> Result<i64> {
    let last: Option<i64> = tx.one(&LAST_SERIAL, &[kind.into(), year.into()]).await?;
    Ok(last.unwrap_or_default())
}

/// Adds a row with its search words.
pub(crate) async fn add(tx: &mut Tx, values: &[Value], words: &str) -> Result<()> {
    let number: i64 = tx.one(&INSERT, values).await?;
    SEARCH.put(tx, number, words).await
}

/// What is looked for.
pub(crate) fn words(subject_name: &str, registered: (i64, i64)) -> String {
    format!("{subject_name} {}", registration(registered))
}

/// Revokes; false when it was revoked before.
pub(crate) async fn revoke(
    tx: &mut Tx,
    id: DocumentId,
    by: &oqu_audit::By,
    ground: &str,
) -> Result<bool> {
    let values: [Value; 5] = [
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
        ground.into(),
        id.into(),
    ];
    Ok(tx.run(&REVOKE, &values).await? > 0)
}

/// Whether a file with this hash was made of the document before.
pub(crate) async fn is_print(tx: &mut Tx, id: DocumentId, sha256: [u8; 32]) -> Result<bool> {
    let known: i64 = tx.one(&KNOWN_PRINT, &[id.into(), sha256.into()]).await?;
    Ok(known > 0)
}

/// Keeps the hash of a file made of the document.
pub(crate) async fn add_print(
    tx: &mut Tx,
    id: DocumentId,
    sha256: [u8; 32],
    now: Moment,
) -> Result<()> {
    let values = [id.into(), sha256.into(), now.into()];
    tx.run(&ADD_PRINT, &values).await?;
    Ok(())
}

/// Which documents a page of the register shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// Words of a name, or a registration number.
    pub words: search::Query,
    /// Of this kind only.
    pub kind: Option<String>,
    /// Revoked ones only, or valid ones only.
    pub revoked: Option<bool>,
    /// Issued from this instant on.
    pub from: Option<Moment>,
    /// Issued before this instant.
    pub until: Option<Moment>,
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    /// With the newest.
    #[default]
    Newest,
    /// With those older than this number.
    Older(i64),
    /// With those newer than this number, down to it.
    Newer(i64),
}

/// A page of the register.
#[derive(Debug)]
pub(crate) struct Listed {
    pub rows: Vec<DocumentRow>,
    pub newer: bool,
    pub older: bool,
}

fn narrowed(mut query: Query, wanted: &Wanted) -> Query {
    if !wanted.words.is_empty() {
        query = query
            .push(" AND d.number IN (")
            .matching_newest(SEARCH, &wanted.words, MATCHES)
            .push(")");
    }
    if let Some(kind) = &wanted.kind {
        query = query.push(" AND d.kind = ").bind(kind);
    }
    match wanted.revoked {
        Some(true) => query = query.push(" AND d.revoked_at IS NOT NULL"),
        Some(false) => query = query.push(" AND d.revoked_at IS NULL"),
        None => {}
    }
    if let Some(from) = wanted.from {
        query = query.push(" AND d.issued_at >= ").bind(from);
    }
    if let Some(until) = wanted.until {
        query = query.push(" AND d.issued_at < ").bind(until);
    }
    query
}

/// A page of the register, newest first.
pub(crate) async fn list(tx: &mut Tx, wanted: &Wanted, mark: Mark) -> Result<Listed> {
    let query = narrowed(Query::new(concat!(columns!(), "WHERE 1 = 1")), wanted);
    let query = match mark {
        Mark::Newest => query.push(" ORDER BY d.number DESC"),
        Mark::Older(number) => query
            .push(" AND d.number < ")
            .bind(number)
            .push(" ORDER BY d.number DESC"),
        Mark::Newer(number) => query
            .push(" AND d.number > ")
            .bind(number)
            .push(" ORDER BY d.number"),
    };
    let query = query.push(&format!(" LIMIT {}", PAGE + 1));
    let mut rows: Vec<DocumentRow> = tx.list(&query).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let backwards = matches!(mark, Mark::Newer(_));
    if backwards {
        rows.reverse();
    }
    Ok(Listed {
        rows,
        newer: if backwards {
            more
        } else {
            mark != Mark::Newest
        },
        older: backwards || more,
    })
}

/// How many there are, counted up to one past [`COUNTED`].
pub(crate) async fn count(tx: &mut Tx, wanted: &Wanted) -> Result<i64> {
    let query = Query::new(
        "SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 AS one FROM issued_documents d WHERE 1 = 1",
    );
    let query = narrowed(query, wanted).push(&format!(" LIMIT {}) AS found", COUNTED + 1));
    let counts: Vec<i64> = tx.list(&query).await?;
    Ok(counts.first().copied().unwrap_or_default())
}

/// Makes the search words of all documents again, after a restore.
///
/// # Errors
/// The database's failure.
pub async fn rebuild_search(tx: &mut Tx) -> Result<()> {
    let mut last = 0;
    loop {
        let rows: Vec<(i64, String, i64, i64)> =
            tx.all(&FOR_SEARCH, &[last.into(), SLICE.into()]).await?;
        let Some((end, ..)) = rows.last() else {
            return Ok(());
        };
        last = *end;
        for (number, name, year, serial) in rows {
            SEARCH
                .put(tx, number, &words(&name, (year, serial)))
                .await?;
        }
    }
}
