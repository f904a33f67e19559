//! `export-wide.csv`: one row a participant, one column a question, and more where people could write, rank or rate; of
//! several answers one more for each, which holds 1 or 0.
//!
//! For reading by people: labels and not names, and words for what is missing. Where the presenter recoded words, a
//! column more holds the answer as it counts. Holds no times. A question that may not stand in rows has no column. Where
//! something was set aside a last column says which participants are in no total; else that column is not there to
//! wonder about.

use crate::domain::deck::Deck;
use crate::domain::ids::OptionKey;
use crate::domain::published::Published;
use crate::domain::results::{Cell, QuestionResult, is_set_aside};

use super::pieces::{Column, Holds, columns_of};
use super::{Asked, BETWEEN, Options, Sheet, asked};

pub(super) fn write(deck: &Deck, published: &Published, options: Options) -> Vec<u8> {
    let asked = asked(deck, published);
    let [not_present, not_answered, not_asked, own_words, counts_as] =
        ["export-not-present", "export-not-answered", "export-not-asked", "export-own-words", "export-counts-as"]
            .map(|key| options.tongue.say(key));
    let deleted = options.tongue.say("keeping-texts-deleted");
    let mut sheet = Sheet::new(options);
    sheet.plain(&options.tongue.say("export-participant"));
    let questions: Vec<(&Asked<'_>, &QuestionResult, Vec<Column>)> = asked
        .iter()
        .zip(published.questions())
        .enumerate()
        .map(|(index, (asked, result))| match published.column(index).is_withheld() {
            true => (asked, result, Vec::new()),
            false => (asked, result, columns_of(asked.question, result)),
        })
        .collect();
    for (asked, _, columns) in &questions {
        for column in columns {
            let name = std::iter::once(asked.key.as_str()).chain(column.path.iter().map(OptionKey::as_str));
            let flag = if let Holds::Flag(option) = &column.holds { Some(option.as_str()) } else { None };
            let name = name.chain(flag).collect::<Vec<_>>().join(".");
            match (&column.holds, column.head.is_empty()) {
                (Holds::OwnWords, _) => sheet.plain(&format!("{name} · {own_words}")),
                (Holds::CountsAs, _) => sheet.plain(&format!("{name} · {counts_as}")),
                (_, true) => sheet.text(&format!("{name} · {}", asked.text)),
                (_, false) => sheet.text(&format!("{name} · {}", column.head)),
            }
        }
    }
    let some_aside = published.rows().iter().any(|row| is_set_aside(row));
    if some_aside {
        sheet.plain(&options.tongue.say("export-set-aside"));
    }
    sheet.end_row();
    for (row, cells) in published.rows().iter().enumerate() {
        sheet.plain(&(row + 1).to_string());
        for ((asked, result, columns), cell) in questions.iter().zip(cells) {
            for column in columns {
                let missing = match cell {
                    Cell::Answered { answer, .. } | Cell::SetAside { answer, .. } => {
                        match column.cell(asked.question, answer, result, BETWEEN) {
                            Some(cell) if cell.is_empty() && column.is_deleted(answer) => &deleted,
                            Some(cell) => {
                                sheet.text(&cell);
                                continue;
                            }
                            None => &not_answered,
                        }
                    }
                    Cell::NotPresent => &not_present,
                    Cell::NotAnswered => &not_answered,
                    Cell::NotAsked | Cell::Withheld => &not_asked,
                };
                let is_beside = column.holds == Holds::OwnWords && missing != &deleted;
                sheet.plain(if is_beside { "" } else { missing });
            }
        }
        if some_aside {
            let key = if is_set_aside(cells) { "export-yes" } else { "export-no" };
            sheet.plain(&options.tongue.say(key));
        }
        sheet.end_row();
    }
    sheet.finish()
}
