//! What Peil understood of a deck, in one line. Never counts faults.

use crate::domain::deck::Deck;

/// `32 dia’s: 6 keuzevragen, 26 gewoon`.
pub fn summary(deck: &Deck) -> String {
    let slides = deck.slides.len();
    let questions = deck.question_count();
    let slides_word = if slides == 1 { "dia" } else { "dia’s" };
    let questions_word = if questions == 1 { "keuzevraag" } else { "keuzevragen" };
    format!("{slides} {slides_word}: {questions} {questions_word}, {} gewoon", slides - questions)
}
