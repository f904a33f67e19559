//! `export.csv`: one row an answer. Its columns are named the same in every language, for machines to read.
//!
//! What was not answered has no row here; the wide file and the JSON tell why. What was set aside has its rows, and says
//! so in the last column: whoever counts, counts `false`.

use crate::domain::deck::Deck;
use crate::domain::results::{Cell, Results};

use super::{About, Options, Sheet, asked, iso};

/// Frozen: add at the end, never change.
const COLUMNS: [&str; 10] =
    ["session", "question_id", "question", "kind", "participant", "answer", "answer_index", "at", "text", "set_aside"];

pub(super) fn write(about: &About, deck: &Deck, results: &Results, options: Options) -> Vec<u8> {
    let mut sheet = Sheet::new(options);
    for column in COLUMNS {
        sheet.plain(column);
    }
    sheet.end_row();
    // Question by question, so that the file reads in the order of the session.
    for (index, asked) in asked(deck, results).iter().enumerate() {
        for (row, cells) in results.rows.iter().enumerate() {
            let (choices, text, at, set_aside) = match cells.get(index) {
                Some(Cell::Answered { choices, text, at }) => (choices, text, at, "false"),
                Some(Cell::SetAside { choices, text, at }) => (choices, text, at, "true"),
                _ => continue,
            };
            for choice in choices {
                sheet.plain(about.session.as_str());
                sheet.plain(asked.key.as_str());
                sheet.text(&asked.text);
                sheet.plain(asked.kind());
                sheet.plain(&(row + 1).to_string());
                sheet.text(asked.label(choice));
                sheet.plain(&asked.place(choice).map(|place| place.to_string()).unwrap_or_default());
                sheet.plain(&iso(*at));
                sheet.text(text.as_deref().filter(|_| asked.has_words(choice)).unwrap_or_default());
                sheet.plain(set_aside);
                sheet.end_row();
            }
        }
    }
    sheet.finish()
}
