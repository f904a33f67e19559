//! The sheets that list: what the audience asked, what people wrote and as what it counts, and how each question was asked.

use rust_xlsxwriter::XlsxError;

use super::Of;
use super::book::{Book, Page, Style};
use crate::codec::export::variables::variables;
use crate::codec::findings;
use crate::domain::ids::OptionKey;
use crate::domain::results::Forgotten;
use crate::domain::session::{EntryState, TextState};

pub fn asks(book: &mut Book, name: &str, of: &Of<'_>) -> Result<(), XlsxError> {
    let heads = [
        ("book-number", 9.0),
        ("book-question", 34.0),
        ("book-ask", 70.0),
        ("book-name", 22.0),
        ("book-votes", 10.0),
        ("book-state", 18.0),
        ("book-merged-into", 14.0),
        ("book-asked-at", 18.0),
    ];
    let mut page = listed(book, name, &heads)?;
    let mut row = 1;
    for finding in &of.findings.questions {
        for ask in &finding.asks {
            let (state, into) = match ask.state {
                EntryState::Merged(into) => ("merged", Some(into)),
                state => (state.word(), None),
            };
            page.whole(row, 0, ask.number.0)?;
            page.text(row, 1, &finding.heading, Style::Beside)?;
            page.text(row, 2, &ask.text, Style::Text)?;
            page.text(row, 3, ask.name.as_deref().unwrap_or_default(), Style::Text)?;
            page.whole(row, 4, ask.votes)?;
            page.text(row, 5, &page.tongue.say(&format!("book-state-{state}")), Style::Beside)?;
            if let Some(into) = into {
                page.whole(row, 6, into.0)?;
            }
            page.moment(row, 7, Some(ask.at))?;
            page.fit(row, &[(&finding.heading, 32), (&ask.text, 66)])?;
            row += 1;
        }
    }
    finish(&mut page, row, heads.len(), None)
}

pub fn written(book: &mut Book, name: &str, of: &Of<'_>) -> Result<(), XlsxError> {
    let heads = [
        ("book-number", 9.0),
        ("book-question", 34.0),
        ("book-field", 24.0),
        ("book-text", 60.0),
        ("book-how-often", 10.0),
        ("book-state", 18.0),
        ("book-counts-as", 34.0),
    ];
    let mut page = listed(book, name, &heads)?;
    let mut row = 1;
    for finding in &of.findings.questions {
        for said in &finding.said {
            let field = finding.panels.iter().find_map(|panel| {
                panel.field.as_ref().filter(|(key, _)| said.part.first() == Some(key)).map(|(_, title)| title.clone())
            });
            let path = || said.part.iter().map(OptionKey::as_str).collect::<Vec<_>>().join(".");
            let state = match said.state {
                TextState::Waiting => "book-text-waiting",
                TextState::Shown => "book-text-shown",
                TextState::Hidden => "book-text-hidden",
            };
            page.whole(row, 0, finding.number)?;
            page.text(row, 1, &finding.heading, Style::Beside)?;
            page.text(row, 2, &field.unwrap_or_else(path), Style::Text)?;
            page.text(row, 3, &said.text, Style::Text)?;
            page.whole(row, 4, said.count)?;
            page.text(row, 5, &page.tongue.say(state), Style::Beside)?;
            page.text(row, 6, said.recoded.as_deref().unwrap_or_default(), Style::Text)?;
            page.fit(row, &[(&finding.heading, 32), (&said.text, 56)])?;
            row += 1;
        }
    }
    let gone = Forgotten { rows: None, ..of.published.results().forgotten };
    finish(&mut page, row, heads.len(), findings::gone(gone, of.findings.tongue).pop())
}

pub fn codes(book: &mut Book, name: &str, of: &Of<'_>) -> Result<(), XlsxError> {
    let heads = [
        ("book-number", 9.0),
        ("book-key", 22.0),
        ("book-question", 56.0),
        ("book-kind", 22.0),
        ("book-order", 20.0),
        ("book-opened", 18.0),
        ("book-closed", 18.0),
        ("book-visible", 20.0),
        ("book-people", 12.0),
        ("book-shown", 12.0),
        ("book-answered", 12.0),
        ("book-changes", 12.0),
        ("book-round", 10.0),
        ("book-repeats", 20.0),
    ];
    let tongue = book.tongue;
    let say = |key: &str| tongue.say(key);
    let mut page = listed(book, name, &heads)?;
    let mut row = 1;
    for finding in &of.findings.questions {
        let log = finding.log;
        page.whole(row, 0, finding.number)?;
        page.text(row, 1, finding.key.as_str(), Style::Beside)?;
        page.text(row, 2, &finding.heading, Style::Text)?;
        page.text(row, 3, &say(&format!("book-kind-{}", finding.kind.word())), Style::Text)?;
        page.text(row, 4, &say(if log.shuffled { "book-order-shuffled" } else { "book-order-fixed" }), Style::Text)?;
        page.moment(row, 5, log.opened_at)?;
        page.moment(row, 6, log.closed_at)?;
        page.text(row, 7, &say(if log.live { "book-visible-live" } else { "book-visible-after" }), Style::Beside)?;
        let reach = finding.reach;
        for (column, count) in (8..).zip([reach.present, reach.shown, reach.answered, log.changes, log.round]) {
            page.whole(row, column, count)?;
        }
        page.fit(row, &[(&finding.heading, 52)])?;
        page.text(row, 13, finding.repeats.as_ref().map_or("", |key| key.as_str()), Style::Beside)?;
        row += 1;
    }
    for gone in &of.findings.gone {
        row += 1;
        page.text(row, 2, gone, Style::Text)?;
        page.fit(row, &[(gone, 52)])?;
    }
    if !of.published.has_rows() {
        return Ok(());
    }
    row += 1;
    let heads = ["book-variable", "book-code-of", "book-stands-for"].map(say);
    page.heads(row, &["", &heads[0], &heads[2], &heads[1]])?;
    for variable in variables(of.deck, of.published, tongue) {
        row += 1;
        page.text(row, 1, &variable.name, Style::Beside)?;
        page.text(row, 2, &variable.label, Style::Text)?;
        page.fit(row, &[(&variable.label, 52)])?;
        for (code, label) in &variable.codes {
            row += 1;
            page.text(row, 2, label, Style::Quiet)?;
            page.whole(row, 3, *code as f64)?;
        }
    }
    Ok(())
}

fn listed<'a>(book: &'a mut Book, name: &str, heads: &[(&str, f64)]) -> Result<Page<'a>, XlsxError> {
    let tongue = book.tongue;
    let widths: Vec<f64> = heads.iter().map(|(_, width)| *width).collect();
    let mut page = book.page(name, &widths, (1, 0))?;
    let heads: Vec<String> = heads.iter().map(|(key, _)| tongue.say(key)).collect();
    page.heads(0, &heads.iter().map(String::as_str).collect::<Vec<_>>())?;
    Ok(page)
}

/// Says so where nothing is listed, or that what was is deleted.
fn finish(page: &mut Page<'_>, row: u32, columns: usize, gone: Option<String>) -> Result<(), XlsxError> {
    if row == 1 {
        return page.text(1, 0, &gone.unwrap_or_else(|| page.tongue.say("book-none")), Style::Plain);
    }
    page.filter(0, row - 1, columns as u16 - 1)
}
