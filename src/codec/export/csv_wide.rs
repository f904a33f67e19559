//! `export-wide.csv`: one row a participant, one column a question, and one more where people could write.
//!
//! For reading by people: labels and not names, and words for what is missing. Holds no times. Where something was set
//! aside a last column says which participants are in no total; else that column is not there to wonder about.

use crate::domain::deck::Deck;
use crate::domain::results::{Cell, Results, is_set_aside};

use super::{Options, Sheet, asked};

/// Between the answers of a question that takes several: a sign that labels do not hold.
const BETWEEN_ANSWERS: &str = " | ";

pub(super) fn write(deck: &Deck, results: &Results, options: Options) -> Vec<u8> {
    let asked = asked(deck, results);
    let [not_present, not_answered, not_asked, own_words] =
        ["export-not-present", "export-not-answered", "export-not-asked", "export-own-words"]
            .map(|key| options.tongue.say(key));
    let mut sheet = Sheet::new(options);
    sheet.plain(&options.tongue.say("export-participant"));
    for asked in &asked {
        sheet.text(&format!("{} · {}", asked.key, asked.text));
        if asked.takes_words() {
            sheet.plain(&format!("{} · {own_words}", asked.key));
        }
    }
    let some_aside = results.rows.iter().any(|row| is_set_aside(row));
    if some_aside {
        sheet.plain(&options.tongue.say("export-set-aside"));
    }
    sheet.end_row();
    for (row, cells) in results.rows.iter().enumerate() {
        sheet.plain(&(row + 1).to_string());
        for (asked, cell) in asked.iter().zip(cells) {
            let mut words = None;
            match cell {
                Cell::Answered { choices, text, .. } | Cell::SetAside { choices, text, .. } => {
                    words = text.as_deref();
                    let labels: Vec<&str> = choices.iter().map(|choice| asked.label(choice)).collect();
                    sheet.text(&labels.join(BETWEEN_ANSWERS));
                }
                Cell::NotPresent => sheet.plain(&not_present),
                Cell::NotAnswered => sheet.plain(&not_answered),
                Cell::NotAsked => sheet.plain(&not_asked),
            }
            if asked.takes_words() {
                sheet.text(words.unwrap_or_default());
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
