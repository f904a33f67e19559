//! `export.csv`: one row for each thing that was said or asked. Its columns are named the same in every language, for machines to read.
//!
//! What was not answered has no row here; the wide file and the JSON tell why. What was set aside has its rows, and says
//! so: whoever counts, counts `false`. What may not stand beside a participant's other answers has no participant and no
//! time, and stands in the order of the alphabet: all that was said in a confidential session, or in one that will tell
//! groups apart while answers may come; and texts that would tell who wrote them.

use crate::domain::deck::Deck;
use crate::domain::ids::{Moment, OptionKey};
use crate::domain::published::Published;
use crate::domain::results::Cell;

use super::pieces::{Piece, pieces, pieces_at};
use super::{About, Asked, Options, Sheet, asked, asks, iso};

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

pub(super) fn write(about: &About, deck: &Deck, published: &Published, options: Options) -> Vec<u8> {
    let mut sheet = Sheet::new(options);
    for column in COLUMNS {
        sheet.plain(column);
    }
    sheet.end_row();
    // Question by question, so that the file reads in the order of the session.
    for (index, asked) in asked(deck, published).iter().enumerate() {
        let result = &published.questions()[index];
        for ask in &result.asks {
            asks::row(&mut sheet, about, asked, ask);
        }
        let mut line = |piece: &Piece, participant: Option<(usize, Moment)>, set_aside: &str| {
            sheet.plain(about.session.as_str());
            sheet.plain(asked.key.as_str());
            sheet.text(&asked.text);
            sheet.plain(asked.kind());
            sheet.plain(&participant.map(|(row, _)| (row + 1).to_string()).unwrap_or_default());
            sheet.text(&piece.answer);
            sheet.plain(&piece.index.map(|index| index.to_string()).unwrap_or_default());
            sheet.plain(&participant.map(|(_, at)| iso(at)).unwrap_or_default());
            sheet.text(&piece.text);
            sheet.plain(set_aside);
            sheet.plain(&piece.part);
            sheet.text(&piece.part_text);
            sheet.plain(piece.number.as_deref().unwrap_or_default());
            for _ in 0..3 {
                sheet.plain("");
            }
            let recoded = asked
                .question
                .filter(|_| !piece.text.is_empty())
                .and_then(|question| result.recoded(question, &piece.part, &piece.text)?.recoded.as_deref());
            sheet.text(recoded.unwrap_or_default());
            sheet.end_row();
        };
        for (row, cells) in published.rows().iter().enumerate() {
            let (answer, at, set_aside) = match cells.get(index) {
                Some(Cell::Answered { answer, at }) => (answer, at, "false"),
                Some(Cell::SetAside { answer, at }) => (answer, at, "true"),
                _ => continue,
            };
            pieces(asked.question, answer).iter().for_each(|piece| line(piece, Some((row, *at)), set_aside));
        }
        apart(published, index, asked).iter().for_each(|piece| line(piece, None, "false"));
    }
    sheet.finish()
}

/// What stands beside no participant.
fn apart(published: &Published, index: usize, asked: &Asked<'_>) -> Vec<Piece> {
    let mut apart: Vec<Piece> = match published.has_rows() || published.rows_are_gone() {
        true => {
            let written = published.written(index).iter();
            written.map(|written| Piece { part: path(&written.part), ..Piece::of_text(&written.text) }).collect()
        }
        false => {
            let said = published.said(index);
            let each = said.iter().flat_map(|(part, answers)| answers.iter().map(move |answer| (part, *answer)));
            each.flat_map(|(part, answer)| pieces_at(asked.question, part, answer)).collect()
        }
    };
    // The pieces of one answer must not stand together either.
    apart.sort_unstable();
    apart
}

fn path(part: &[OptionKey]) -> String {
    part.iter().map(OptionKey::as_str).collect::<Vec<_>>().join(".")
}
