use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::Failure;

/// A sheet for the spreadsheets that staff live in: a heading row that stays in view, then rows.
pub struct Sheet {
    workbook: Workbook,
    row: u32,
    columns: u16,
}

/// The kind of the file.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl Sheet {
    /// A sheet with these headings. Every cell is written as text, so that no value becomes a formula.
    ///
    /// # Errors
    /// When the headings do not fit a sheet.
    pub fn new(name: &str, headings: &[String], widths: &[u16]) -> Result<Self, Failure> {
        let mut workbook = Workbook::new();
        let sheet = workbook
            .add_worksheet_with_constant_memory()
            .map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        for (at, width) in widths.iter().enumerate() {
            let at = u16::try_from(at).map_err(|_| Failure::BadRequest)?;
            sheet.set_column_width(at, *width).map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let bold = Format::new().set_bold();
        for (at, heading) in headings.iter().enumerate() {
            let at = u16::try_from(at).map_err(|_| Failure::BadRequest)?;
            sheet
                .write_string_with_format(0, at, heading, &bold)
                .map_err(failed)?;
        }
        Ok(Self {
            workbook,
            row: 0,
            columns: u16::try_from(headings.len()).map_err(|_| Failure::BadRequest)?,
        })
    }

    /// Adds a row of texts.
    ///
    /// # Errors
    /// When the sheet is full.
    pub fn row(&mut self, cells: &[String]) -> Result<(), Failure> {
        self.row += 1;
        let sheet = self.workbook.worksheet_from_index(0).map_err(failed)?;
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
        if self.row > 0 && self.columns > 0 {
            let sheet = self.workbook.worksheet_from_index(0).map_err(failed)?;
            sheet
                .autofilter(0, 0, self.row, self.columns - 1)
                .map_err(failed)?;
        }
        self.workbook.save_to_buffer().map_err(failed)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn failed(error: XlsxError) -> Failure {
    Failure::Internal(format!("failed to write a spreadsheet: {error}").into())
}
