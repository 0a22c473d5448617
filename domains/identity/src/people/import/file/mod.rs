//! A file as a table: headings and rows of texts, whatever kind of file it was.

mod csv;
mod xlsx;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Bytes of a file at most: 100 000 people as a spreadsheet have 12 MB.
pub const FILE_MOST: u64 = 20 << 20;
/// Rows of a file at most: beyond this the year's contingent is better brought in by faculties.
pub const ROWS_MOST: usize = 50_000;
/// Columns at most; a sheet with more is not a list of people.
pub const COLUMNS_MOST: usize = 100;
/// Characters of a cell at most. A longer one is mostly a quote that was never closed.
pub const CELL_MOST: usize = 2_000;

/// What was remarkable about a cell before its value was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// A number, not a text: zeros at its beginning may be lost.
    #[serde(rename = "n")]
    Number,
    /// A date; the text is `2006-12-11`.
    #[serde(rename = "d")]
    Date,
    /// A formula whose value was never computed.
    #[serde(rename = "f")]
    Formula,
    /// `#N/A` and its like.
    #[serde(rename = "e")]
    Error,
    /// Longer than [`CELL_MOST`].
    #[serde(rename = "l")]
    Long,
}

/// A row as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The number that a spreadsheet shows beside it, from 1.
    #[serde(rename = "n")]
    pub number: u32,
    /// The texts, without spaces around them; missing ones at the end are empty.
    #[serde(rename = "c")]
    pub cells: Vec<String>,
    /// What was remarkable, by the place of the cell.
    #[serde(rename = "m", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<usize, Mark>,
}

impl Row {
    /// The text of a cell; empty where the row is shorter.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty) && self.marks.is_empty()
    }
}

/// A file as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet that was read; empty for CSV.
    pub sheet: String,
    /// How many other sheets the file has.
    pub other_sheets: usize,
    /// How many rows are hidden in the file; they are read like all others.
    pub hidden_rows: usize,
    /// The first row that is not empty.
    pub headings: Vec<String>,
    /// Those after it, without empty ones.
    pub rows: Vec<Row>,
}

/// Why a file cannot be read at all. The message is `import-file-<word>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing in it.
    Empty,
    /// Headings, and no row after them.
    HeadingsOnly,
    /// An `.xls` of Excel 97–2003, or a workbook locked by a password.
    OldExcel,
    /// Another kind of file: a picture, a document, an archive.
    OtherKind,
    /// Unpacked it would be larger than any list of people.
    Bomb,
    /// It breaks off or contradicts itself.
    Damaged,
    /// More than [`ROWS_MOST`] rows.
    ManyRows,
    /// More than [`COLUMNS_MOST`] columns.
    ManyColumns,
    /// More than [`FILE_MOST`] bytes.
    Large,
}

impl Unread {
    /// The message that says what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Empty => "import-file-empty",
            Self::HeadingsOnly => "import-file-headings-only",
            Self::OldExcel => "import-file-old-excel",
            Self::OtherKind => "import-file-other-kind",
            Self::Bomb => "import-file-bomb",
            Self::Damaged => "import-file-damaged",
            Self::ManyRows => "import-file-many-rows",
            Self::ManyColumns => "import-file-many-columns",
            Self::Large => "import-file-large",
        }
    }
}

/// Reads a file by what is in it, not by its name. Blocks for as long as that takes.
///
/// # Errors
/// [`Unread`] when there is no table in it.
pub fn read(bytes: &[u8]) -> Result<Table, Unread> {
    if bytes.len() as u64 > FILE_MOST {
        return Err(Unread::Large);
    }
    if bytes.is_empty() {
        return Err(Unread::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return xlsx::read(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Unread::OldExcel);
    }
    csv::read(bytes)
}

/// Puts a table together row by row.
#[derive(Default)]
pub struct Builder {
    table: Table,
    begun: bool,
}

impl Builder {
    /// Takes the next row. Empty ones are left out, the first other one holds the headings, unless it
    /// is a title above them.
    ///
    /// # Errors
    /// [`Unread`] when there are too many rows or columns.
    pub fn row(&mut self, mut row: Row) -> Result<(), Unread> {
        if row.is_empty() {
            return Ok(());
        }
        while row.cells.last().is_some_and(String::is_empty)
            && !row.marks.contains_key(&(row.cells.len() - 1))
        {
            row.cells.pop();
        }
        if row.cells.len() > COLUMNS_MOST {
            return Err(Unread::ManyColumns);
        }
        if !self.begun || self.has_title_only(&row) {
            self.begun = true;
            self.table.headings = row.cells;
            return Ok(());
        }
        if self.table.rows.len() == ROWS_MOST {
            return Err(Unread::ManyRows);
        }
        self.table.rows.push(row);
        Ok(())
    }

    /// Whether what was taken for headings is one cell above a wider row: the title of the list.
    fn has_title_only(&self, next: &Row) -> bool {
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
        self.table.rows.is_empty() && filled(&self.table.headings) == 1 && filled(&next.cells) > 1
    }

    /// The table. Columns without a heading that hold something get an empty heading.
    ///
    /// # Errors
    /// [`Unread`] when there is nothing in it.
    pub fn finish(mut self) -> Result<Table, Unread> {
        if !self.begun {
            return Err(Unread::Empty);
        }
        if self.table.rows.is_empty() {
            return Err(Unread::HeadingsOnly);
        }
        let widest = self.table.rows.iter().map(|row| row.cells.len()).max();
        let columns = widest.unwrap_or_default().max(self.table.headings.len());
        self.table.headings.resize(columns, String::new());
        Ok(self.table)
    }
}

/// A text as a cell: without spaces around it, and never longer than [`CELL_MOST`] characters.
pub fn cell(text: &str) -> (String, Option<Mark>) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    match text.char_indices().nth(CELL_MOST) {
        Some((end, _)) => (text[..end].to_owned(), Some(Mark::Long)),
        None => (text.to_owned(), None),
    }
}
