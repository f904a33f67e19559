//! The sheet of what was asked twice: before and after of the same people, who moved where, and the test for whoever
//! wants one, with the sentence that it speaks of this room only.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Page, Style};
use super::chart;
use super::question::{COLUMNS, FIGURE_LETTERS, LETTERS, ROW_PIXELS, table};
use crate::codec::findings::{Again, Table};
use crate::codec::together::Sheet;

pub fn write(book: &mut Book, name: &str, again: &Again) -> Result<(), XlsxError> {
    let mut page = book.page(name, &super::question::WIDTHS, (0, 0))?;
    let (first, second) = again.numbers;
    let figures = [("first", first.into()), ("second", second.into()), ("heading", again.heading.as_str().into())];
    let title = page.tongue.say_with("together-again-pair", &figures);
    page.paragraph(0, &title, Style::Title, COLUMNS, LETTERS * 3 / 4)?;
    match &again.told {
        Err(refused) => page.paragraph(1, refused, Style::Lead, COLUMNS, LETTERS * 9 / 10),
        Ok(sheet) => {
            page.paragraph(1, &sheet.lead, Style::Lead, COLUMNS, LETTERS * 9 / 10)?;
            let row = told(&mut page, name, &title, sheet)?;
            page.on_one_page(row);
            Ok(())
        }
    }
}

fn told(page: &mut Page<'_>, name: &str, title: &str, sheet: &Sheet) -> Result<u32, XlsxError> {
    let room = page.tongue.say("together-test-room");
    let mut row = 2;
    for line in sheet.course.iter().chain(&sheet.reach).chain(&sheet.notes).chain([&room]) {
        page.paragraph(row, line, Style::Quiet, COLUMNS, LETTERS)?;
        row += 1;
    }
    let pairs = sheet.pairs_table();
    if !pairs.lines.is_empty() {
        row += 1;
        let place = table(page, row, name, &pairs)?;
        row = place.last + 2;
        let (chart, height) = chart::pairs(title, &sheet.lead, &pairs, &place, page.tongue);
        page.chart(row, &chart)?;
        row += height.div_ceil(ROW_PIXELS) + 2;
    }
    for one in [sheet.ways_table(), sheet.switches_table(), sheet.cross_table()] {
        row = below(page, row, name, &one)?;
    }
    research(page, row, sheet)
}

fn below(page: &mut Page<'_>, row: u32, name: &str, one: &Table) -> Result<u32, XlsxError> {
    if one.lines.len() < 2 && one.lines.iter().all(|line| line.apart) {
        return Ok(row);
    }
    Ok(table(page, row, name, one)?.last + 2)
}

fn research(page: &mut Page<'_>, mut row: u32, sheet: &Sheet) -> Result<u32, XlsxError> {
    page.text(row, 0, &page.tongue.say("together-research"), Style::Head)?;
    if !sheet.research.tests.is_empty() {
        let heads = ["together-statistic", "together-df", "together-p", "together-n"];
        let heads = heads.map(|key| page.tongue.say(key));
        for (column, head) in (1..).zip(&heads) {
            page.text(row, column, head, Style::FigureHead)?;
        }
        page.fit(row, &heads.each_ref().map(|head| (head.as_str(), FIGURE_LETTERS)))?;
    }
    for test in &sheet.research.tests {
        row += 1;
        let of = test.of.as_ref().map_or_else(String::new, |of| format!(": {of}"));
        let label = format!("{}{of}. {}", test.name, test.counted);
        page.text(row, 0, &label, Style::Text)?;
        page.fit(row, &[(&label, super::question::LABEL_LETTERS)])?;
        page.text(row, 1, test.statistic.as_deref().unwrap_or("–"), Style::Figure)?;
        match test.df {
            Some(df) => page.whole(row, 2, df)?,
            None => page.text(row, 2, "–", Style::Figure)?,
        }
        page.text(row, 3, &test.p, Style::Figure)?;
        page.whole(row, 4, test.n)?;
    }
    for note in &sheet.research.notes {
        row += 1;
        page.paragraph(row, note, Style::Quiet, COLUMNS, LETTERS)?;
    }
    Ok(row)
}
