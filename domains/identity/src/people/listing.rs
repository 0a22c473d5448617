//! Which people a list holds, and one page of them.

use oqu_db::{Error, Query, Result, Tx};
use oqu_kernel::{Moment, PersonId};
use oqu_text::Language;
use oqu_text::search::Query as Words;
use uuid::Uuid;

use super::rules::full_name;
use super::sight::Seen;
use super::store::SEARCH;
use crate::roles::Role;

/// Rows of a page of the list.
pub const PAGE: usize = 25;
/// Beyond this, a count says "more than".
pub const COUNTED: i64 = 1_000;

oqu_db::row! {
    /// A person in the list.
    #[derive(Clone, Debug)]
    pub struct ListRow {
        /// The place in the order.
        pub sort: Vec<u8>,
        /// The place among equals.
        pub number: i64,
        /// Who.
        pub id: PersonId,
        surname: String,
        given: String,
        patronymic: Option<String>,
        /// For the list.
        pub email: Option<String>,
        /// For the list.
        pub login: Option<String>,
        /// For the list.
        pub phone: Option<String>,
        /// When the account was locked.
        pub locked_at: Option<Moment>,
    }
}

impl ListRow {
    /// Two letters of the name.
    pub fn initials(&self) -> String {
        oqu_text::clean::initials(&self.surname, &self.given)
    }

    /// Surname, given name and patronymic.
    pub fn full_name(&self) -> String {
        full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }
}

/// How a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By the alphabet of the page's language.
    Name,
    /// By when people were added.
    Added,
}

/// Which people are listed, in which order, from where.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The language whose alphabet orders names.
    pub language: Language,
    /// Words to look for.
    pub words: Words,
    /// Only those who hold this role.
    pub role: Option<Role>,
    /// Only those whose account is locked.
    pub locked: bool,
    /// Only those with a role on this thing.
    pub scope: Option<(String, Uuid)>,
    /// Only those who have this text in this column.
    pub exact: Vec<(&'static str, String)>,
    /// Only those whom the reader sees.
    pub seen: Seen,
    /// The order.
    pub order: Order,
    /// From its end.
    pub down: bool,
    /// After this mark, or before it.
    pub place: Place,
}

/// Where a page of a list begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the beginning.
    First,
    /// After the row with this mark.
    After(Mark),
    /// Before the row with this mark.
    Before(Mark),
}

/// The place of a row in the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The sort key.
    pub sort: Vec<u8>,
    /// The number among equals.
    pub number: i64,
}

/// One page of people, and whether there are more on either side.
pub struct PeoplePage {
    /// The people.
    pub rows: Vec<ListRow>,
    /// Whether there are people before these.
    pub before: bool,
    /// Whether there are people after these.
    pub after: bool,
}

impl Listing {
    fn sort_column(&self) -> &'static str {
        match self.language {
            Language::Kk => "sort_kk",
            Language::Ru => "sort_ru",
            Language::En => "sort_en",
        }
    }

    /// The conditions that every query of this listing has.
    fn narrowed(&self, mut query: Query) -> Query {
        if !self.words.is_empty() {
            query = query
                .push(" AND p.number IN (")
                .matching(
                    SEARCH,
                    &self.words,
                    usize::try_from(COUNTED).unwrap_or(usize::MAX) + 1,
                )
                .push(")");
        }
        if let Some(role) = self.role {
            query = query
                .push(" AND EXISTS (SELECT 1 FROM grants g WHERE g.person = p.id AND g.ended_at IS NULL AND g.role = ")
                .bind(role.key())
                .push(")");
        }
        if let Some((kind, id)) = &self.scope {
            query = query
                .push(" AND EXISTS (SELECT 1 FROM grants g WHERE g.person = p.id AND g.ended_at IS NULL AND g.scope_kind = ")
                .bind(kind)
                .push(" AND g.scope_id = ")
                .bind(*id)
                .push(")");
        }
        for (column, text) in &self.exact {
            query = query.push(&format!(" AND p.{column} = ")).bind(text);
        }
        if self.locked {
            query = query.push(" AND p.locked_at IS NOT NULL");
        }
        match &self.seen {
            Seen::All => query,
            Seen::On(things) if things.is_empty() => query.push(" AND 1 = 0"),
            Seen::On(things) => query
                .push(" AND EXISTS (SELECT 1 FROM grants g WHERE g.person = p.id AND g.ended_at IS NULL AND g.scope_id IN (")
                .bind_all(things.iter().copied())
                .push("))"),
        }
    }

    fn page_query(&self, limit: usize) -> Query {
        let sort = self.sort_column();
        let mut query = Query::new(&format!(
            "SELECT p.{sort}, p.number, p.id, p.surname, p.given, p.patronymic, p.email, p.login, p.phone, p.locked_at \
             FROM people p WHERE 1 = 1"
        ));
        query = self.narrowed(query);
        let backwards = matches!(self.place, Place::Before(_));
        let descending = self.down != backwards;
        let (than, direction) = if descending {
            ("<", "DESC")
        } else {
            (">", "ASC")
        };
        if let Place::After(mark) | Place::Before(mark) = &self.place {
            query = match self.order {
                Order::Name => query
                    .push(&format!(" AND (p.{sort}, p.number) {than} ("))
                    .bind(mark.sort.clone())
                    .push(", ")
                    .bind(mark.number)
                    .push(")"),
                Order::Added => query
                    .push(&format!(" AND p.number {than} "))
                    .bind(mark.number),
            };
        }
        let order = match self.order {
            Order::Name => format!("p.{sort} {direction}, p.number {direction}"),
            Order::Added => format!("p.number {direction}"),
        };
        query.push(&format!(" ORDER BY {order} LIMIT {limit}"))
    }
}

/// One page of a listing.
pub async fn page(tx: &mut Tx, listing: &Listing) -> Result<PeoplePage> {
    let mut rows: Vec<ListRow> = tx.list(&listing.page_query(PAGE + 1)).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let page = match listing.place {
        Place::First => PeoplePage {
            rows,
            before: false,
            after: more,
        },
        Place::After(_) => PeoplePage {
            rows,
            before: true,
            after: more,
        },
        Place::Before(_) => {
            rows.reverse();
            PeoplePage {
                rows,
                before: more,
                after: true,
            }
        }
    };
    Ok(page)
}

/// All people of a listing, at most `limit`, for a spreadsheet.
pub async fn all(tx: &mut Tx, listing: &Listing, limit: usize) -> Result<Vec<ListRow>> {
    tx.list(&listing.page_query(limit)).await
}

/// How many people a listing has; at most one more than [`COUNTED`].
pub async fn count(tx: &mut Tx, listing: &Listing) -> Result<i64> {
    let inner = listing.narrowed(Query::new(
        "SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 AS one FROM people p WHERE 1 = 1",
    ));
    let counts: Vec<i64> = tx
        .list(&inner.push(&format!(" LIMIT {}) AS counted", COUNTED + 1)))
        .await?;
    counts
        .first()
        .copied()
        .ok_or_else(|| Error::Shape("no count".into()))
}
