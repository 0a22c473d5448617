use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::Failure;

/// A sheet for the spreadsheets that staff live in: a heading row that stays in view, then rows.
pub struct Sheet {
    workbook: Workbook,
    /// The sheet that rows go to, from 0.
    at: usize,
    row: u32,
    columns: u16,
}

/// The kind of the file.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl Sheet {
    /// A sheet with these headings. Every cell is text, those that are filled in later too, so that
    /// no value becomes a formula and no number loses its zeros.
    ///
    /// # Errors
    /// When the headings do not fit a sheet.
    pub fn new(name: &str, headings: &[String], widths: &[u16]) -> Result<Self, Failure> {
        let mut sheet = Self {
            workbook: Workbook::new(),
            at: 0,
            row: 0,
            columns: 0,
        };
        sheet.begin(name, headings, widths)?;
        Ok(sheet)
    }

    /// Another sheet after this one, which further rows go to.
    ///
    /// # Errors
    /// As [`Sheet::new`].
    pub fn next(&mut self, name: &str, headings: &[String], widths: &[u16]) -> Result<(), Failure> {
        self.end()?;
        self.at += 1;
        self.row = 0;
        self.begin(name, headings, widths)
    }

    fn begin(&mut self, name: &str, headings: &[String], widths: &[u16]) -> Result<(), Failure> {
        let sheet = self
            .workbook
            .add_worksheet_with_constant_memory()
            .map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        let text = Format::new().set_num_format("@");
        for (at, width) in widths.iter().enumerate() {
            let at = u16::try_from(at).map_err(|_| Failure::BadRequest)?;
            sheet.set_column_width(at, *width).map_err(failed)?;
            sheet.set_column_format(at, &text).map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let bold = Format::new().set_bold();
        for (at, heading) in headings.iter().enumerate() {
            let at = u16::try_from(at).map_err(|_| Failure::BadRequest)?;
            sheet
                .write_string_with_format(0, at, heading, &bold)
                .map_err(failed)?;
        }
        self.columns = u16::try_from(headings.len()).map_err(|_| Failure::BadRequest)?;
        Ok(())
    }

    /// Adds a row of texts.
    ///
    /// # Errors
    /// When the sheet is full.
    pub fn row(&mut self, cells: &[String]) -> Result<(), Failure> {
        self.row += 1;
        let sheet = self
            .workbook
            .worksheet_from_index(self.at)
            .map_err(failed)?;
        for (at, cell) in cells.iter().enumerate() {
            let at = u16::try_from(at).map_err(|_| Failure::BadRequest)?;
            sheet.write_string(self.row, at, cell).map_err(failed)?;
        }
        Ok(())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When it cannot be put together.
    pub fn finish(mut self) -> Result<Vec<u8>, Failure> {
        self.end()?;
        self.workbook.save_to_buffer().map_err(failed)
    }

    fn end(&mut self) -> Result<(), Failure> {
        if self.row > 0 && self.columns > 0 {
            let sheet = self
                .workbook
                .worksheet_from_index(self.at)
                .map_err(failed)?;
            sheet
                .autofilter(0, 0, self.row, self.columns - 1)
                .map_err(failed)?;
        }
        Ok(())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn failed(error: XlsxError) -> Failure {
    Failure::Internal(format!("failed to write a spreadsheet: {error}").into())
}
