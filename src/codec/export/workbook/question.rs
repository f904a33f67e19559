//! The sheet of one question: what it came to, whom it reached, and for each panel its table, its figures and its chart.

use rust_xlsxwriter::XlsxError;

use super::book::{Book, Page, Style};
use super::chart::{self, Place};
use crate::codec::findings::{Figure, Finding, Panel, Plot, Table};
use crate::domain::deck::Kind;

/// Columns that a heading stands over: as wide as a chart.
pub const COLUMNS: u16 = 6;
/// Letters that fit over them.
pub const LETTERS: usize = 105;
/// Letters in one line of the first column, and of the others.
pub const LABEL_LETTERS: usize = 46;
pub const FIGURE_LETTERS: usize = 14;
/// A row of one line, in pixels of a screen: what a chart is counted off in.
pub const ROW_PIXELS: u32 = 20;
/// Of labels, and of figures.
pub const WIDTHS: [f64; 11] = [46.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0];

pub fn write(book: &mut Book, name: &str, finding: &Finding) -> Result<(), XlsxError> {
    let tongue = book.tongue;
    let mut page = book.page(name, &WIDTHS, (0, 0))?;
    page.paragraph(0, &format!("{}. {}", finding.number, finding.heading), Style::Title, COLUMNS, LETTERS * 3 / 4)?;
    page.paragraph(1, &finding.headline, Style::Lead, COLUMNS, LETTERS * 9 / 10)?;
    let reach = finding.reach;
    let figures = [("book-people", reach.present), ("book-shown", reach.shown), ("book-answered", reach.answered)];
    let mut row = 3;
    for (key, count) in figures {
        page.text(row, 0, &tongue.say(key), Style::Quiet)?;
        page.whole(row, 1, count)?;
        row += 1;
    }
    let mut starts = Vec::new();
    for panel in &finding.panels {
        starts.push(if starts.is_empty() { 0 } else { row + 1 });
        row = panel_at(&mut page, row + 1, name, finding, panel)?;
    }
    if let [_, _, ..] = starts.as_slice() {
        return page.in_pieces(&starts, row, COLUMNS);
    }
    page.on_one_page(row);
    Ok(())
}

/// Writes a panel from this row on; the row behind it.
fn panel_at(
    page: &mut Page<'_>,
    mut row: u32,
    sheet: &str,
    finding: &Finding,
    panel: &Panel,
) -> Result<u32, XlsxError> {
    if let Some((_, title)) = &panel.field {
        page.paragraph(row, title, Style::Lead, COLUMNS, LETTERS * 9 / 10)?;
        row += 1;
    }
    // Of bars the headline says what the sentence does, and more.
    let is_said = matches!(panel.plot, Plot::Bars(_)) && panel.field.is_none();
    let says_more = |sentence: &&String| !is_said && !sentence.is_empty() && **sentence != finding.headline;
    let sentence = Some(&panel.sentence).filter(says_more);
    for line in panel.withheld.iter().chain(sentence).chain(&panel.notes) {
        page.paragraph(row, line, Style::Quiet, COLUMNS, LETTERS)?;
        row += 1;
    }
    if !panel.table.lines.is_empty() {
        row += 1;
        let place = table(page, row, sheet, &panel.told())?;
        row = place.last + 2;
        if let Some((chart, height)) = chart::of(finding, panel, &place, page.tongue) {
            page.chart(row, &chart)?;
            row += height.div_ceil(ROW_PIXELS) + 2;
        }
    }
    for fact in &panel.facts {
        page.text(row, 0, &fact.name, Style::Head)?;
        page.figure(row, 1, &fact.figure)?;
        row += 1;
    }
    // Words with figures of their own stand in the table above.
    if !matches!(panel.question.kind, Kind::Words { .. }) && !panel.themes.is_empty() {
        row += 1;
        let tongue = page.tongue;
        page.text(row, 0, &tongue.say("book-text"), Style::Head)?;
        page.text(row, 1, &tongue.say("kind-column-people"), Style::FigureHead)?;
        for theme in &panel.themes {
            row += 1;
            page.text(row, 0, &theme.name, Style::Text)?;
            page.fit(row, &[(&theme.name, LABEL_LETTERS)])?;
            page.whole(row, 1, theme.people)?;
        }
        row += 1;
    }
    Ok(row)
}

/// Writes a table; where its columns stand. Counts and per cents have a column each.
pub fn table<'a>(page: &mut Page<'_>, top: u32, sheet: &'a str, table: &Table) -> Result<Place<'a>, XlsxError> {
    let is_people = |column: usize| {
        table.lines.iter().any(|line| matches!(line.figures.get(column), Some(Figure::People { percent: Some(_), .. })))
    };
    let mut columns = Vec::new();
    let mut next = 1;
    for (index, head) in table.heads.iter().skip(1).enumerate() {
        page.text(top, next, &head.text, Style::FigureHead)?;
        columns.push(next);
        next += 1;
        if is_people(index) {
            page.text(top, next, "%", Style::FigureHead)?;
            next += 1;
        }
    }
    page.text(top, 0, table.heads.first().map_or("", |head| &head.text), Style::Head)?;
    let heads = table.heads.iter().skip(1).map(|head| (head.text.as_str(), FIGURE_LETTERS));
    page.fit(top, &heads.collect::<Vec<_>>())?;
    for (row, line) in (top + 1..).zip(&table.lines) {
        let style = match line.group {
            Some(_) if line.total => Style::Total,
            Some(_) => Style::Part,
            None if line.apart => Style::Quiet,
            None => Style::Text,
        };
        page.text(row, 0, &line.label, style)?;
        page.fit(row, &[(&line.label, LABEL_LETTERS)])?;
        for (figure, column) in line.figures.iter().zip(&columns) {
            page.figure(row, *column, figure)?;
            if let Figure::People { percent: Some(percent), .. } = figure {
                page.percent(row, column + 1, *percent)?;
            }
        }
    }
    Ok(Place { sheet, top, last: top + table.lines.len() as u32, columns })
}
