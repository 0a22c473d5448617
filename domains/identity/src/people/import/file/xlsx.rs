//! Workbooks of Excel and LibreOffice: looked through before they are unpacked, then read cell by cell.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::{Builder, COLUMNS_MOST, Mark, ROWS_MOST, Row, Table, Unread, cell};

/// Parts of a workbook at most; one with pictures on each sheet has some hundreds.
const PARTS_MOST: usize = 2_000;
/// Bytes of all parts at most, unpacked: a sheet of 50 000 people has 60 MB.
const UNPACKED_MOST: u64 = 150 << 20;
/// Bytes of one text table at most, because it is held whole in memory.
const TEXTS_MOST: u64 = 40 << 20;
/// Cells of merged areas that are filled with the value of the area at most.
const MERGED_MOST: u64 = 200_000;
/// A whole number up to this is exact in a cell: 15 digits, as Excel keeps them.
const EXACT: f64 = 1e15;

type Workbook<'bytes> = Xlsx<Cursor<&'bytes [u8]>>;

/// Reads the first sheet that is shown and holds something.
///
/// # Errors
/// [`Unread`] when there is none, or the workbook is damaged or too large.
pub fn read(bytes: &[u8]) -> Result<Table, Unread> {
    let hidden_rows = looked_through(bytes)?;
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unread::Damaged)?;
    let shown: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for sheet in &shown {
        match read_sheet(&mut workbook, sheet) {
            Ok(mut table) => {
                sheet.clone_into(&mut table.sheet);
                table.other_sheets = shown.len() - 1;
                table.hidden_rows = hidden_rows;
                return Ok(table);
            }
            Err(Unread::Empty) => {}
            // Headings alone are the list too: our template explains itself on the sheet after it.
            Err(other) => return Err(other),
        }
    }
    Err(Unread::Empty)
}

/// Unpacks every part to nowhere and counts: what a part says of its size need not be true. Gives
/// how many rows are hidden in the sheets.
fn looked_through(bytes: &[u8]) -> Result<usize, Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Damaged)?;
    if archive.len() > PARTS_MOST {
        return Err(Unread::Bomb);
    }
    let mut is_workbook = false;
    let mut hidden = 0;
    let mut left = UNPACKED_MOST;
    let mut chunk = vec![0; 64 << 10];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| Unread::Damaged)?;
        let name = part.name().map_err(|_| Unread::Damaged)?.into_owned();
        is_workbook |= name.ends_with("workbook.xml");
        let is_sheet = name.contains("worksheets/") && name.ends_with(".xml");
        let is_texts = name.ends_with("sharedStrings.xml");
        let mut rows = HiddenRows::default();
        let mut size = 0;
        loop {
            let count = part.read(&mut chunk).map_err(|_| Unread::Damaged)?;
            if count == 0 {
                break;
            }
            size += count as u64;
            left = left.checked_sub(count as u64).ok_or(Unread::Bomb)?;
            if is_texts && size > TEXTS_MOST {
                return Err(Unread::Bomb);
            }
            if is_sheet {
                rows.look(&chunk[..count]);
            }
        }
        hidden += rows.count;
    }
    if is_workbook {
        Ok(hidden)
    } else {
        Err(Unread::OtherKind)
    }
}

/// Counts `<row … hidden="1" …>` in the text of a sheet that comes in pieces.
#[derive(Default)]
struct HiddenRows {
    tag: Option<Vec<u8>>,
    count: usize,
}

/// A tag of a row is shorter.
const TAG_MOST: usize = 400;

impl HiddenRows {
    fn look(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match (&mut self.tag, byte) {
                (_, b'<') => self.tag = Some(Vec::new()),
                (Some(tag), b'>') => {
                    let hidden = tag.starts_with(b"row ") && is_hidden(tag);
                    self.count += usize::from(hidden);
                    self.tag = None;
                }
                (Some(tag), byte) if tag.len() < TAG_MOST => tag.push(*byte),
                _ => self.tag = None,
            }
        }
    }
}

fn is_hidden(tag: &[u8]) -> bool {
    let tag = String::from_utf8_lossy(tag);
    tag.contains(" hidden=\"1\"") || tag.contains(" hidden=\"true\"")
}

fn read_sheet(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Table, Unread> {
    let merged = Merged::of(workbook, sheet)?;
    let mut cells = workbook
        .worksheet_cells_reader(sheet)
        .map_err(|_| Unread::Damaged)?;
    let mut reading = Reading::new(merged);
    loop {
        let next = cells.next_cell_with_formula_metadata();
        let Some(record) = next.map_err(|_| Unread::Damaged)? else {
            break;
        };
        let (row, column) = record.pos;
        let (text, mark) = written(&record.value, record.formula.is_some());
        reading.cell(row, column, text, mark)?;
    }
    reading.finish()
}

/// The text of a cell as a person would type it, and what is remarkable about it.
fn written(value: &DataRef<'_>, is_formula: bool) -> (String, Option<Mark>) {
    match value {
        DataRef::Empty if is_formula => (String::new(), Some(Mark::Formula)),
        DataRef::Empty => (String::new(), None),
        DataRef::String(text) => cell(text),
        DataRef::SharedString(text) => cell(text),
        DataRef::Int(number) => (number.to_string(), Some(Mark::Number)),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            (format!("{number:.0}"), Some(Mark::Number))
        }
        DataRef::Float(number) => (number.to_string(), Some(Mark::Number)),
        DataRef::Bool(yes) => (if *yes { "1" } else { "0" }.to_owned(), None),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), Some(Mark::Date))
        }
        DataRef::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            (day.to_owned(), Some(Mark::Date))
        }
        DataRef::DurationIso(text) => cell(text),
        DataRef::Error(_) => (String::new(), Some(Mark::Error)),
    }
}

/// Merged areas: the value stands in the first cell and is meant for all.
#[derive(Default)]
struct Merged {
    /// Each further cell, with the first of its area.
    first: HashMap<(u32, u32), (u32, u32)>,
    /// What stands in the first cells.
    values: HashMap<(u32, u32), (String, Option<Mark>)>,
    /// The last row of an area.
    last_row: u32,
}

impl Merged {
    fn of(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Self, Unread> {
        let areas = workbook.merge_cells_by_sheet_name(sheet);
        let mut merged = Self::default();
        let mut left = MERGED_MOST;
        for area in areas.map_err(|_| Unread::Damaged)? {
            let (top, first) = area.start;
            let (bottom, last) = area.end;
            // A title over the whole list is merged to its side: that is one value, not many.
            if first != last || bottom < top {
                continue;
            }
            let count = u64::from(bottom - top);
            left = left.checked_sub(count).ok_or(Unread::Bomb)?;
            for row in top + 1..=bottom {
                merged.first.insert((row, first), (top, first));
            }
            merged.values.insert(area.start, (String::new(), None));
            merged.last_row = merged.last_row.max(bottom);
        }
        Ok(merged)
    }

    fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

/// A sheet on its way in: the cells come row by row.
struct Reading {
    builder: Builder,
    merged: Merged,
    row: Option<Row>,
    at: u32,
}

impl Reading {
    fn new(merged: Merged) -> Self {
        Self {
            builder: Builder::default(),
            merged,
            row: None,
            at: 0,
        }
    }

    fn cell(
        &mut self,
        row: u32,
        column: u32,
        text: String,
        mark: Option<Mark>,
    ) -> Result<(), Unread> {
        if self.row.is_none() || row != self.at {
            if row < self.at {
                return Err(Unread::Damaged);
            }
            self.end_row()?;
            self.at = row;
            self.row = Some(Row {
                number: row.saturating_add(1),
                ..Row::default()
            });
        }
        if text.is_empty() && mark.is_none() {
            return Ok(());
        }
        if let Some(value) = self.merged.values.get_mut(&(row, column)) {
            *value = (text.clone(), mark);
        }
        let column = column as usize;
        if column >= COLUMNS_MOST {
            return Err(Unread::ManyColumns);
        }
        if let Some(current) = &mut self.row {
            put(current, column, text, mark);
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Unread> {
        let Some(mut row) = self.row.take() else {
            return Ok(());
        };
        if !self.merged.is_empty() && self.at <= self.merged.last_row {
            for column in 0..COLUMNS_MOST as u32 {
                let Some(first) = self.merged.first.get(&(self.at, column)) else {
                    continue;
                };
                let at = column as usize;
                if let Some((text, mark)) = self.merged.values.get(first)
                    && row.cell(at).is_empty()
                {
                    put(&mut row, at, text.clone(), *mark);
                }
            }
        }
        self.builder.row(row)
    }

    fn finish(mut self) -> Result<Table, Unread> {
        self.end_row()?;
        self.builder.finish()
    }
}

fn put(row: &mut Row, at: usize, text: String, mark: Option<Mark>) {
    if row.cells.len() <= at {
        row.cells.resize(at + 1, String::new());
    }
    row.cells[at] = text;
    if let Some(mark) = mark {
        row.marks.insert(at, mark);
    }
}

const _: () = assert!(
    ROWS_MOST < u32::MAX as usize,
    "numbers of rows fit their type"
);

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::super as file;
    use super::*;

    fn table(fill: impl FnOnce(&mut Workbook)) -> Result<Table, Unread> {
        let mut workbook = Workbook::new();
        fill(&mut workbook);
        file::read(&workbook.save_to_buffer().unwrap())
    }

    #[test]
    fn cells_of_all_kinds_become_texts() {
        let read = table(|workbook| {
            let sheet = workbook.add_worksheet();
            let day = Format::new().set_num_format("dd.mm.yyyy");
            for (at, heading) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
                sheet.write_string(0, at as u16, heading).unwrap();
            }
            sheet.write_string(1, 0, "  Әлия ").unwrap();
            sheet.write_number(1, 1, 61_211_600_012_f64).unwrap();
            let date = ExcelDateTime::from_ymd(2006, 12, 11).unwrap();
            sheet.write_datetime_with_format(1, 2, date, &day).unwrap();
            let formula = Formula::new("=A2").set_result("Әлия");
            sheet.write_formula(1, 3, formula).unwrap();
            sheet.write_boolean(1, 4, true).unwrap();
            sheet.write_number(1, 5, 1.5).unwrap();
        });
        let row = &read.unwrap().rows[0];
        assert_eq!(row.number, 2);
        assert_eq!(
            row.cells,
            ["Әлия", "61211600012", "2006-12-11", "Әлия", "1", "1.5"]
        );
        assert_eq!(row.marks.get(&1), Some(&Mark::Number));
        assert_eq!(row.marks.get(&2), Some(&Mark::Date));
        assert_eq!(row.marks.get(&3), None);
    }

    #[test]
    fn a_value_merged_downwards_is_meant_for_all_rows() {
        let read = table(|workbook| {
            let sheet = workbook.add_worksheet();
            let plain = Format::new();
            sheet.write_string(0, 0, "group").unwrap();
            sheet.write_string(0, 1, "name").unwrap();
            sheet.merge_range(1, 0, 3, 0, "ИС-21", &plain).unwrap();
            for (row, name) in [(1, "А"), (2, "Б"), (3, "В"), (4, "Г")] {
                sheet.write_string(row, 1, name).unwrap();
            }
        });
        let table = read.unwrap();
        let groups: Vec<&str> = table.rows.iter().map(|row| row.cell(0)).collect();
        assert_eq!(groups, ["ИС-21", "ИС-21", "ИС-21", ""]);
    }

    #[test]
    fn the_first_shown_sheet_with_rows_is_read_and_hidden_rows_are_counted() {
        let read = table(|workbook| {
            workbook.add_worksheet().set_name("Бос").unwrap();
            let hidden = workbook.add_worksheet();
            hidden.set_name("Жасырын").unwrap().set_hidden(true);
            hidden.write_string(0, 0, "x").unwrap();
            hidden.write_string(1, 0, "x").unwrap();
            let sheet = workbook.add_worksheet();
            sheet.set_name("Адамдар").unwrap();
            for row in 0..5 {
                sheet.write_string(row, 0, format!("r{row}")).unwrap();
            }
            sheet.set_row_hidden(2).unwrap();
            sheet.set_row_hidden(3).unwrap();
        });
        let table = read.unwrap();
        assert_eq!(table.sheet, "Адамдар");
        assert_eq!(table.other_sheets, 1);
        assert_eq!(table.hidden_rows, 2);
        assert_eq!(table.rows.len(), 4);
    }

    #[test]
    fn empty_workbooks_and_headings_alone_are_told() {
        let empty = table(|workbook| {
            workbook.add_worksheet();
        });
        assert_eq!(empty, Err(Unread::Empty));
        let headings = table(|workbook| {
            workbook.add_worksheet().write_string(3, 2, "a").unwrap();
        });
        assert_eq!(headings, Err(Unread::HeadingsOnly));
    }

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let options = SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn bombs_other_archives_and_half_files_are_refused() {
        let zeros = vec![b'0'; 50 << 20];
        let bomb = archive(&[
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/worksheets/sheet1.xml", &zeros),
            ("xl/worksheets/sheet2.xml", &zeros),
            ("xl/worksheets/sheet3.xml", &zeros),
            ("xl/media/more.bin", b"0"),
        ]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(file::read(&bomb), Err(Unread::Bomb));
        let texts = archive(&[("xl/workbook.xml", b""), ("xl/sharedStrings.xml", &zeros)]);
        assert_eq!(file::read(&texts), Err(Unread::Bomb));
        let other = archive(&[("word/document.xml", b"<w/>")]);
        assert_eq!(file::read(&other), Err(Unread::OtherKind));
        let whole = archive(&[("xl/workbook.xml", b"<workbook/>")]);
        assert_eq!(file::read(&whole), Err(Unread::Damaged));
        assert_eq!(file::read(&whole[..whole.len() / 2]), Err(Unread::Damaged));
    }
}
