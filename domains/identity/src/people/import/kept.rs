//! A list of people on its way in, as it is kept.

use std::collections::BTreeMap;

use oqu_db::{Error, Result};
use oqu_kernel::{Id, Moment, PersonId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::columns::Target;
use super::file::Row;
use super::row::Remark;
use super::rules::{Counts, Decisions, Verdict};

/// Rows of a slice: small enough that nobody waits for the unit that writes it.
pub const SLICE: usize = 200;

/// Who brings a list: in whose name it stands, which is not who acts when an administrator is in
/// another person's place.
#[derive(Clone, Copy, Debug)]
pub struct Bringer {
    /// The person; none for the console.
    pub person: Option<PersonId>,
    /// Whether they may give every role and change administrators.
    pub all_rights: bool,
}

impl Bringer {
    /// Whoever has the console of the machine.
    pub const CONSOLE: Self = Self {
        person: None,
        all_rights: true,
    };
}

/// Marks ids of imports.
#[derive(Debug)]
pub enum ImportMark {}

/// The id of an import.
pub type ImportId = Id<ImportMark>;

oqu_db::row! {
    pub struct ImportRow {
        id: ImportId,
        person: Option<PersonId>,
        who: String,
        all_rights: i64,
        file_name: String,
        sheet: String,
        other_sheets: i64,
        hidden_rows: i64,
        headings: String,
        targets: String,
        decisions: String,
        state: String,
        rows: i64,
        new: i64,
        changed: i64,
        same: i64,
        undecided: i64,
        wrong: i64,
        version: i64,
        created_at: Moment,
        finished_at: Option<Moment>,
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The columns are to be told.
    Columns,
    /// What will become of the rows is shown.
    Preview,
    /// It is being written.
    Running,
    /// It is written.
    Done,
}

impl State {
    const ALL: [Self; 4] = [Self::Columns, Self::Preview, Self::Running, Self::Done];

    /// The word in a row; the message is `import-state-<word>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Preview => "preview",
            Self::Running => "running",
            Self::Done => "done",
        }
    }
}

/// A list of people on its way in.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Who brings it; none for the console.
    pub person: Option<PersonId>,
    /// Their name then.
    pub who: String,
    /// Whether they may give every role and change administrators.
    pub all_rights: bool,
    /// What the file was called.
    pub file_name: String,
    /// The sheet that was read; empty for CSV.
    pub sheet: String,
    /// How many other sheets were not.
    pub other_sheets: i64,
    /// How many rows are hidden in the file.
    pub hidden_rows: i64,
    /// The headings of the file.
    pub headings: Vec<String>,
    /// What the columns hold.
    pub targets: Vec<Target>,
    /// What a person said of rows that may be somebody who is there.
    pub decisions: Decisions,
    /// How far it is.
    pub state: State,
    /// Rows of the file.
    pub rows: i64,
    /// What becomes of them.
    pub counts: Counts,
    /// Against two hands at once.
    pub version: i64,
    /// When the file came.
    pub created_at: Moment,
    /// When all was written.
    pub finished_at: Option<Moment>,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// `added`, `changed`, `same`, `failed`, `skipped`; the message is `import-outcome-<word>`.
    #[serde(rename = "o")]
    pub word: String,
    /// The person.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Why not.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<Remark>,
}

/// What became of the rows of a slice, by their numbers.
pub type Outcomes = BTreeMap<u32, Outcome>;

/// Some rows, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Slice {
    /// Its place, from 0.
    pub number: i64,
    /// The rows; empty once it is done.
    pub rows: Vec<Row>,
    /// What will become of them.
    pub verdicts: Vec<Verdict>,
    /// What became of them.
    pub outcomes: Outcomes,
}

oqu_db::row! {
    pub struct SliceRow {
        number: i64,
        cells: String,
        verdicts: String,
        outcomes: String,
    }
}

/// A value as text of a row.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Shape(format!("a kept import: {error}")))
}

impl Import {
    /// The import of a row.
    ///
    /// # Errors
    /// When the row holds something that is not understood.
    pub fn of(row: ImportRow) -> Result<Self> {
        let state = State::ALL
            .into_iter()
            .find(|state| state.key() == row.state);
        Ok(Self {
            headings: parsed(&row.headings)?,
            targets: parsed(&row.targets)?,
            decisions: parsed(&row.decisions)?,
            state: state.ok_or_else(|| Error::Shape("the state of an import".into()))?,
            counts: Counts {
                new: row.new,
                changed: row.changed,
                same: row.same,
                undecided: row.undecided,
                wrong: row.wrong,
            },
            id: row.id,
            person: row.person,
            who: row.who,
            all_rights: row.all_rights == 1,
            file_name: row.file_name,
            sheet: row.sheet,
            other_sheets: row.other_sheets,
            hidden_rows: row.hidden_rows,
            rows: row.rows,
            version: row.version,
            created_at: row.created_at,
            finished_at: row.finished_at,
        })
    }
}

impl Slice {
    /// The slice of a row.
    ///
    /// # Errors
    /// When the row holds something that is not understood.
    pub fn of(row: &SliceRow) -> Result<Self> {
        Ok(Self {
            number: row.number,
            rows: parsed(&row.cells)?,
            verdicts: parsed(&row.verdicts)?,
            outcomes: parsed(&row.outcomes)?,
        })
    }
}
