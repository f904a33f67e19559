//! The sheet of answers: a row a participant, of each question its code and its label, or 1 and 0, a number or words.
//!
//! What is missing is a word where a figure would be, so that no sum takes it along; beside a code it is a code too.

use rust_xlsxwriter::XlsxError;

use super::Of;
use super::book::{Book, Style};
use crate::codec::export::variables::{Holds, Value, Variable, variables};
use crate::codec::findings;
use crate::domain::results::{Forgotten, is_set_aside};

const CODE: f64 = 12.0;
const LABEL: f64 = 26.0;
const WORDS: f64 = 40.0;

pub fn write(book: &mut Book, name: &str, of: &Of<'_>) -> Result<(), XlsxError> {
    let tongue = book.tongue;
    let say = |key: &str| tongue.say(key);
    if of.published.rows().is_empty() {
        let mut page = book.page(name, &[80.0], (0, 0))?;
        let key = match (of.published.has_rows(), of.published.awaits_rows()) {
            (true, _) => "book-no-rows",
            (false, true) => "export-rows-later",
            (false, false) => "book-keeps-no-rows",
        };
        let gone = Forgotten { texts: None, ..of.published.results().forgotten };
        let gone = findings::gone(gone, tongue).pop();
        return page.text(0, 0, &gone.unwrap_or_else(|| say(key)), Style::Text);
    }
    let variables = variables(of.deck, of.published, tongue);
    let some_aside = of.published.rows().iter().any(|row| is_set_aside(row));
    let mut widths = vec![CODE];
    for variable in &variables {
        match variable.holds {
            Holds::Choice(_) => widths.extend([CODE, LABEL]),
            Holds::Text | Holds::CountsAs => widths.push(WORDS),
            _ => widths.push(CODE + 2.0),
        }
    }
    widths.push(CODE);
    let mut page = book.page(name, &widths, (2, 1))?;
    page.text(0, 0, "participant", Style::Head)?;
    page.text(1, 0, &say("export-participant"), Style::Head)?;
    let mut column = 1;
    for variable in &variables {
        page.text(0, column, &variable.name, Style::Head)?;
        page.text(1, column, &variable.label, Style::Head)?;
        column += 1;
        if let Holds::Choice(_) = variable.holds {
            page.text(0, column, &say("book-label"), Style::Head)?;
            page.text(1, column, &variable.label, Style::Head)?;
            column += 1;
        }
    }
    if some_aside {
        page.text(0, column, "set_aside", Style::Head)?;
        page.text(1, column, &say("export-set-aside"), Style::Head)?;
    }
    let last_column = if some_aside { column } else { column - 1 };
    // Row by row and from left to right, as the file has them.
    for (row, cells) in (2..).zip(of.published.rows()) {
        page.whole(row, 0, row - 1)?;
        let mut column = 1;
        for variable in &variables {
            let result = &of.published.questions()[variable.question];
            let question = of.deck.question(&result.question);
            if let Some(cell) = cells.get(variable.question) {
                value(&mut page, row, column, variable, variable.value(question, result, cell))?;
            }
            column += if matches!(variable.holds, Holds::Choice(_)) { 2 } else { 1 };
        }
        if some_aside {
            page.whole(row, column, u32::from(is_set_aside(cells)))?;
        }
    }
    page.filter(1, 1 + of.published.rows().len() as u32, last_column)
}

fn value(
    page: &mut super::book::Page<'_>,
    row: u32,
    column: u16,
    variable: &Variable,
    value: Value<'_>,
) -> Result<(), XlsxError> {
    let is_choice = matches!(variable.holds, Holds::Choice(_));
    match value {
        Value::Code(code) => {
            page.whole(row, column, code as f64)?;
            if is_choice {
                page.text(row, column + 1, variable.label_of(code).unwrap_or_default(), Style::Label)?;
            }
            Ok(())
        }
        Value::Number(number) => page.number(row, column, number),
        Value::Text(text) => page.text(row, column, &text, Style::Label),
        Value::Missing(missing) if is_choice => {
            let code = variable.code(missing);
            page.whole(row, column, code as f64)?;
            page.text(row, column + 1, variable.label_of(code).unwrap_or_default(), Style::Label)
        }
        Value::Missing(missing) => page.text(row, column, &page.tongue.say(missing.key()), Style::Plain),
    }
}
