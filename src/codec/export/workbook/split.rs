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
    let (mut row, mut starts, mut columns) = (1, Vec::new(), COLUMNS);
    for note in splitting.notes() {
        page.paragraph(row, note, Style::Quiet, COLUMNS, LETTERS)?;
        row += 1;
    }
    for (heading, by) in &splitting.questions {
        row += 1;
        starts.push(row);
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
            let place = table(&mut page, row, name, &one.table)?;
            row = place.last + 2;
            // Behind the last figure stands its per cent.
            columns = columns.max(place.columns.last().map_or(0, |last| last + 2));
        }
    }
    page.in_pieces(&starts, row, columns)
}
