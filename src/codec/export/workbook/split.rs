//! The sheet of one segment question: every other question by its groups, as the results page shows it, or why not.
//!
//! Tells no group apart that the gate does not.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Style};
use super::question::{COLUMNS, LETTERS, WIDTHS, table};
use crate::codec::findings::split::{ByGroup, Splitting};

pub fn write(book: &mut Book, name: &str, splitting: &Splitting) -> Result<(), XlsxError> {
    let mut page = book.page(name, &WIDTHS, (0, 0))?;
    page.paragraph(0, &splitting.title, Style::Title, COLUMNS, LETTERS * 3 / 4)?;
    let mut row = 1;
    for note in splitting.notes() {
        page.paragraph(row, note, Style::Quiet, COLUMNS, LETTERS)?;
        row += 1;
    }
    for (heading, by) in &splitting.questions {
        row += 1;
        page.paragraph(row, heading, Style::Lead, COLUMNS, LETTERS * 9 / 10)?;
        row += 1;
        let ByGroup { tables, refused, .. } = by;
        if let Some(refused) = refused {
            page.paragraph(row, refused, Style::Quiet, COLUMNS, LETTERS)?;
            row += 1;
        }
        for one in tables {
            if let Some(caption) = &one.caption {
                page.paragraph(row, caption, Style::Quiet, COLUMNS, LETTERS)?;
                row += 1;
            }
            row = table(&mut page, row, name, &one.table)?.last + 2;
        }
    }
    page.on_one_page(row);
    Ok(())
}
