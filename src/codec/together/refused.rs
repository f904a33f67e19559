//! Why two questions are not laid together, in a sentence that says what can be done.

use crate::codec::words::Tongue;
use crate::domain::deck::{Deck, Range};
use crate::domain::together::Unfit;

/// `deck` is in the reader's language, as far as there is a translation.
pub fn refused(unfit: &Unfit, deck: &Deck, tongue: Tongue) -> String {
    let of = |key, n: u32| tongue.say_with(key, &[("n", n.into())]);
    let number = |question| deck.question_number(question).unwrap_or_default() as u32;
    match unfit {
        Unfit::Confidential => tongue.say("together-not-confidential"),
        Unfit::NoSuchQuestion => tongue.say("together-not-found"),
        Unfit::Same => tongue.say("together-not-same"),
        Unfit::Uncountable(question) => {
            let marks = u32::try_from(Range::MARKS_MAX).unwrap_or_default();
            tongue.say_with("together-not-countable", &[("n", number(question).into()), ("marks", marks.into())])
        }
        Unfit::TwoSegments => tongue.say("together-not-two-segments"),
        Unfit::NotAsked(question) => of("together-not-asked", number(question)),
        Unfit::StillRunning => tongue.say("together-not-running"),
        Unfit::TooFew(n) => of("together-not-few", *n),
        Unfit::OneGroup => tongue.say("together-not-one-group"),
        Unfit::SmallGroups(floor) => of("together-not-small", *floor),
        Unfit::RowsGone => tongue.say("together-not-rows"),
    }
}
