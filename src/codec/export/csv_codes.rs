//! `export-codes.csv`: one row a participant, with codes for answers and a code for each way in which one is missing. For
//! the scripts `labels.R` and `labels.sps`, which know what each stands for.
//!
//! Always with commas and points, whatever the country: a script reads it. Texts are guarded as in every CSV.

use crate::domain::deck::Deck;
use crate::domain::published::Published;
use crate::domain::results::is_set_aside;

use super::variables::{Value, variables};
use super::{Delimiter, Options, Sheet};

pub(super) fn write(deck: &Deck, published: &Published, options: Options) -> Vec<u8> {
    let variables = variables(deck, published, options.tongue);
    let mut sheet = Sheet::new(Options { delimiter: Delimiter::Comma, ..options });
    sheet.plain("participant");
    for variable in &variables {
        sheet.plain(&variable.name);
    }
    sheet.plain("set_aside");
    sheet.end_row();
    for (row, cells) in published.rows().iter().enumerate() {
        sheet.plain(&(row + 1).to_string());
        for variable in &variables {
            let result = &published.questions()[variable.question];
            let Some(cell) = cells.get(variable.question) else {
                sheet.plain("");
                continue;
            };
            match variable.value(deck.question(&result.question), result, cell) {
                Value::Code(code) => sheet.plain(&code.to_string()),
                Value::Number(number) => sheet.plain(&number.to_string()),
                Value::Text(text) => sheet.text(&text),
                Value::Missing(_) if variable.is_text() => sheet.plain(""),
                Value::Missing(missing) => sheet.plain(&variable.code(missing).to_string()),
            }
        }
        sheet.plain(if is_set_aside(cells) { "1" } else { "0" });
        sheet.end_row();
    }
    sheet.finish()
}
