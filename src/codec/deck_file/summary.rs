//! What Peil understood of a deck, in one line. Never counts faults.

use crate::codec::words::Tongue;
use crate::domain::deck::Deck;

/// `32 dia’s: 6 keuzevragen, 26 gewoon`.
pub fn summary(deck: &Deck, tongue: Tongue) -> String {
    let slides = deck.slides.len();
    let questions = deck.question_count();
    let counts = [
        ("slides", (slides as u32).into()),
        ("questions", (questions as u32).into()),
        ("plain", ((slides - questions) as u32).into()),
    ];
    tongue.say_with("check-summary", &counts)
}
