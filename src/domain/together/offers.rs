//! Which questions of a deck are worth laying together.
//!
//! Offers what the rules allow and nothing else; whether there are people enough is seen when the table is made.

use super::axis::{Axis, is_again};
use crate::domain::deck::{Deck, Kind, Question};
use crate::domain::ids::SlideKey;
use crate::domain::results::Results;

/// Two questions of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub first: SlideKey,
    pub second: SlideKey,
    /// The second asks the first again, as the deck says or with the same answers.
    pub again: bool,
}

/// Whether a question's answers fall into categories that can be counted against others.
pub fn can_stand(question: &Question) -> bool {
    match question.kind {
        Kind::Number(range) => range.marks().is_some(),
        _ => question.is_chosen(),
    }
}

/// What was asked twice first, in the order of the deck; then what divides the room against each later question, but no
/// two that tell groups apart.
pub fn offers(results: &Results, deck: &Deck) -> Vec<Offer> {
    let was_opened =
        |key: &SlideKey| results.questions.iter().any(|result| result.question == *key && result.opened_at.is_some());
    let asked: Vec<(&SlideKey, &Question)> = deck
        .questions()
        .map(|(slide, question)| (&slide.key, question))
        .filter(|(key, question)| was_opened(key) && Axis::of(key, question).is_some())
        .collect();
    let mut found: Vec<Offer> = Vec::new();
    let pairs =
        asked.iter().enumerate().flat_map(|(place, first)| asked[place + 1..].iter().map(move |then| (first, then)));
    let mut others = Vec::new();
    for ((first, one), (second, other)) in pairs {
        let repeats = other.repeats.as_ref() == Some(*first);
        let again = is_again((first, one), (second, other));
        let offer = Offer { first: (*first).clone(), second: (*second).clone(), again };
        if one.segment && other.segment {
            continue;
        }
        if repeats && again {
            found.push(offer);
        } else if again || can_stand(one) && can_stand(other) {
            others.push(offer);
        }
    }
    // Alike by chance, as two scales are, is offered after what was meant as a repeat.
    others.sort_by_key(|offer| !offer.again);
    found.extend(others);
    found
}
