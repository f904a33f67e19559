//! Words for the groups that were merged: an answer more under a segment question, which only files with rows need.

use crate::codec::words::Tongue;
use crate::domain::deck::{ChoiceOption, Deck};
use crate::domain::published::{Column, Published};

/// The deck as its segment questions stand in rows: with what was merged behind their own answers, and no words beside
/// them.
pub(super) fn labelled(deck: &Deck, published: &Published, tongue: Tongue) -> Deck {
    let mut deck = deck.clone();
    for (index, result) in published.questions().iter().enumerate() {
        let slide = deck.slides.iter_mut().find(|slide| slide.key == result.question);
        let Some(question) = slide.and_then(|slide| slide.question.as_mut()) else { continue };
        if published.column(index) != Column::Segments {
            continue;
        }
        question.options.iter_mut().for_each(|option| option.write_in = false);
        if let Some(key) = published.merged_key(index).filter(|_| published.has_merged(index)) {
            question.options.push(ChoiceOption {
                key: key.clone(),
                text: tongue.say("privacy-merged"),
                write_in: false,
                // A group like the others, with a code like theirs.
                apart: false,
                alone: false,
                right: false,
                group: None,
            });
        }
    }
    deck
}
