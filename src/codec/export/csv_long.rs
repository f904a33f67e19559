//! `export.csv`: one row for each thing that was said or asked. Its columns are named the same in every language, for machines to read.
//!
//! What was not answered has no row here; the wide file and the JSON tell why. What was set aside has its rows, and says
//! so in the last column: whoever counts, counts `false`.

use crate::domain::deck::Deck;
use crate::domain::results::{Cell, Results};

use super::pieces::pieces;
use super::{About, Options, Sheet, asked, asks, iso};

/// Frozen: add at the end, never change.
const COLUMNS: [&str; 17] = [
    "session",
    "question_id",
    "question",
    "kind",
    "participant",
    "answer",
    "answer_index",
    "at",
    "text",
    "set_aside",
    // The row, field or option that it is about, by name and in words; and a number, points, or a place in a ranking.
    "part",
    "part_text",
    "number",
    // Of a question from the audience: who asked it, as they called themselves, and what became of it.
    "name",
    "state",
    "merged_into",
    // What a text counts as, where the presenter recoded it.
    "recoded",
];

pub(super) fn write(about: &About, deck: &Deck, results: &Results, options: Options) -> Vec<u8> {
    let mut sheet = Sheet::new(options);
    for column in COLUMNS {
        sheet.plain(column);
    }
    sheet.end_row();
    // Question by question, so that the file reads in the order of the session.
    for (index, asked) in asked(deck, results).iter().enumerate() {
        for ask in results.questions.get(index).map(|result| result.asks.as_slice()).unwrap_or_default() {
            asks::row(&mut sheet, about, asked, ask);
        }
        for (row, cells) in results.rows.iter().enumerate() {
            let (answer, at, set_aside) = match cells.get(index) {
                Some(Cell::Answered { answer, at }) => (answer, at, "false"),
                Some(Cell::SetAside { answer, at }) => (answer, at, "true"),
                _ => continue,
            };
            for piece in pieces(asked.question, answer) {
                sheet.plain(about.session.as_str());
                sheet.plain(asked.key.as_str());
                sheet.text(&asked.text);
                sheet.plain(asked.kind());
                sheet.plain(&(row + 1).to_string());
                sheet.text(&piece.answer);
                sheet.plain(&piece.index.map(|index| index.to_string()).unwrap_or_default());
                sheet.plain(&iso(*at));
                sheet.text(&piece.text);
                sheet.plain(set_aside);
                sheet.plain(&piece.part);
                sheet.text(&piece.part_text);
                sheet.plain(&piece.number.unwrap_or_default());
                for _ in 0..3 {
                    sheet.plain("");
                }
                let recoded = asked.question.filter(|_| !piece.text.is_empty()).and_then(|question| {
                    results.questions[index].recoded(question, &piece.part, &piece.text)?.recoded.as_deref()
                });
                sheet.text(recoded.unwrap_or_default());
                sheet.end_row();
            }
        }
    }
    sheet.finish()
}
