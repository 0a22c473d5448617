use std::fmt::Write as _;

use crate::{SearchIndex, Value};

/// A statement put together at run time: a list with filters, sorting and a place to go on from.
///
/// Text comes from the program only; everything that a person typed is bound as a value.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pieces: Vec<Piece>,
    values: Vec<Value>,
}

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Placeholder(usize),
    Search(Search),
    SkipLocked,
}

/// Words to look for, in both engines' spelling until it is known which one asks.
#[derive(Clone, Debug)]
struct Search {
    index: &'static str,
    fts5: String,
    tsquery: String,
    value: usize,
    limit: usize,
    newest: bool,
}

/// A query in one engine's words.
pub(crate) struct Rendered {
    pub text: String,
    pub values: Vec<Value>,
}

impl Query {
    /// Begins with `text`.
    pub fn new(text: &str) -> Self {
        Self::default().push(text)
    }

    /// Adds `text` as it stands.
    #[must_use]
    pub fn push(mut self, text: &str) -> Self {
        self.pieces.push(Piece::Text(text.to_owned()));
        self
    }

    /// Adds a placeholder bound to `value`.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self.pieces.push(Piece::Placeholder(self.values.len() - 1));
        self
    }

    /// Adds `$a, $b, …` for a list that is never empty; an empty one becomes `NULL`, which equals nothing.
    #[must_use]
    pub fn bind_all<V: Into<Value>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        let mut first = true;
        for value in values {
            if !first {
                self = self.push(", ");
            }
            first = false;
            self = self.bind(value);
        }
        if first { self.push("NULL") } else { self }
    }

    /// Ends a selection of rows that this unit takes for itself: those that another unit holds are
    /// passed over. With one writer nobody else holds any.
    #[must_use]
    pub fn skip_locked(mut self) -> Self {
        self.pieces.push(Piece::SkipLocked);
        self
    }

    /// Adds the bare subquery of at most `limit` row numbers that match `words` in `index`.
    #[must_use]
    pub fn matching(
        self,
        index: SearchIndex,
        words: &oqu_text::search::Query,
        limit: usize,
    ) -> Self {
        self.search(index, words, limit, false)
    }

    /// The same, of the `limit` highest numbers: for a log in which names stand very often and the
    /// newest rows are looked for.
    #[must_use]
    pub fn matching_newest(
        self,
        index: SearchIndex,
        words: &oqu_text::search::Query,
        limit: usize,
    ) -> Self {
        self.search(index, words, limit, true)
    }

    fn search(
        mut self,
        index: SearchIndex,
        words: &oqu_text::search::Query,
        limit: usize,
        newest: bool,
    ) -> Self {
        let (Some(fts5), Some(tsquery)) = (words.fts5(), words.tsquery()) else {
            // Signs without a letter or digit: no row has them, and FTS5 refuses an empty query.
            return self.push("SELECT CAST(NULL AS BIGINT) WHERE 1 = 0");
        };
        self.values.push(Value::Null);
        self.pieces.push(Piece::Search(Search {
            index: index.table(),
            fts5,
            tsquery,
            value: self.values.len() - 1,
            limit,
            newest,
        }));
        self
    }

    pub(crate) fn render_sqlite(&self) -> Rendered {
        self.render("", |text, search| {
            let Search {
                index,
                value,
                limit,
                newest,
                ..
            } = search;
            let number = value + 1;
            let order = if *newest { "ORDER BY rowid DESC " } else { "" };
            let _ = write!(
                text,
                "SELECT rowid FROM {index} WHERE {index} MATCH ${number} {order}LIMIT {limit}"
            );
            search.fts5.clone()
        })
    }

    pub(crate) fn render_postgres(&self) -> Rendered {
        self.render(" FOR UPDATE SKIP LOCKED", |text, search| {
            let Search { index, value, limit, newest, .. } = search;
            let number = value + 1;
            let order = if *newest { "ORDER BY number DESC " } else { "" };
            let _ = write!(
                text,
                "SELECT number FROM {index} WHERE terms @@ to_tsquery('simple', ${number}) {order}LIMIT {limit}"
            );
            search.tsquery.clone()
        })
    }

    fn render(
        &self,
        skip_locked: &str,
        spell: impl Fn(&mut String, &Search) -> String,
    ) -> Rendered {
        let mut text = String::new();
        let mut values = self.values.clone();
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::SkipLocked => text.push_str(skip_locked),
                Piece::Placeholder(at) => {
                    let _ = write!(text, "${}", at + 1);
                }
                Piece::Search(search) => {
                    values[search.value] = Value::Text(spell(&mut text, search))
                }
            }
        }
        Rendered { text, values }
    }
}

impl From<&'static crate::Statement> for Query {
    fn from(statement: &'static crate::Statement) -> Self {
        Self::new(statement.text)
    }
}
