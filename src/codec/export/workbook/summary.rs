//! The first sheet: which session this is, and what each question came to.

use rust_xlsxwriter::XlsxError;

use super::Of;
use super::book::{Book, Style};
use crate::domain::published::Intake;

/// Letters that fit beside each other over all columns.
const LETTERS: usize = 180;

pub fn write(book: &mut Book, name: &str, of: &Of<'_>, sheets: &[String]) -> Result<(), XlsxError> {
    let tongue = book.tongue;
    let say = |key: &str| tongue.say(key);
    let privacy = of.published.privacy();
    let mut page = book.page(name, &[30.0, 68.0, 24.0, 13.0, 13.0, 60.0], (0, 0))?;
    page.paragraph(0, &of.findings.title, Style::Title, 6, LETTERS * 3 / 4)?;
    page.paragraph(1, &say("findings-caveat"), Style::Quiet, 6, LETTERS)?;
    let mut row = 3;
    for (key, text) in [
        ("book-deck", of.about.deck.to_string()),
        ("book-code", of.about.code.to_string()),
        ("book-mode", say(&format!("book-mode-{}", privacy.mode.word()))),
        ("book-digest", of.digest.to_owned()),
    ] {
        page.text(row, 0, &say(key), Style::Head)?;
        page.text(row, 1, &text, Style::Beside)?;
        row += 1;
    }
    for (key, at) in [("book-started", Some(of.about.started_at)), ("book-ended", of.about.ended_at)] {
        page.text(row, 0, &say(key), Style::Head)?;
        page.moment_left(row, 1, at)?;
        row += 1;
    }
    for (key, count) in [("book-people", of.findings.people), ("book-floor", privacy.floor)] {
        page.text(row, 0, &say(key), Style::Head)?;
        page.whole_left(row, 1, count)?;
        row += 1;
    }
    if of.published.intake() == Intake::Open {
        page.text(row, 1, &say("book-running"), Style::Beside)?;
        row += 1;
    }
    for gone in &of.findings.gone {
        page.text(row, 1, gone, Style::Beside)?;
        row += 1;
    }
    row += 1;
    let heads = ["book-sheet", "book-question", "book-kind", "book-shown", "book-answered", "book-headline"].map(say);
    page.heads(row, &heads.each_ref().map(String::as_str))?;
    for (column, style) in [(3, Style::FigureHead), (4, Style::FigureHead), (5, Style::BesideHead)] {
        page.text(row, column, &heads[usize::from(column)], style)?;
    }
    for (finding, sheet) in of.findings.questions.iter().zip(sheets) {
        row += 1;
        page.text(row, 0, sheet, Style::Text)?;
        page.text(row, 1, &finding.heading, Style::Text)?;
        page.text(row, 2, &say(&format!("book-kind-{}", finding.kind.word())), Style::Text)?;
        page.whole(row, 3, finding.reach.shown)?;
        page.whole(row, 4, finding.reach.answered)?;
        page.text(row, 5, &finding.headline, Style::Beside)?;
        page.fit(row, &[(&finding.heading, 64), (&finding.headline, 52)])?;
    }
    for (number, heading) in &of.findings.unasked {
        row += 1;
        page.text(row, 0, &number.to_string(), Style::Quiet)?;
        page.text(row, 1, heading, Style::Quiet)?;
        page.text(row, 5, &say("export-not-asked"), Style::Beside)?;
    }
    Ok(())
}
