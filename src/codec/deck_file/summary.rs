//! What Peil understood of a deck, in one line. Never counts faults.

use crate::codec::words::Tongue;
use crate::domain::deck::Deck;

/// `32 dia’s: 6 keuzevragen, 3 andere vragen, 1 vragenronde, 22 gewoon`; what a deck has none of is left out.
pub fn summary(deck: &Deck, tongue: Tongue) -> String {
    let questions = deck.question_count();
    let choices = deck.questions().filter(|(_, question)| question.is_chosen()).count();
    let rounds = deck.questions().filter(|(_, question)| question.is_for_asking()).count();
    let counts = [
        ("check-choices", choices),
        ("check-others", questions - choices - rounds),
        ("check-rounds", rounds),
        ("check-plain", deck.slides.len() - questions),
    ];
    let say = |key, count: usize| tongue.say_with(key, &[("n", (count as u32).into())]);
    let told: Vec<String> =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| say(key, count)).collect();
    format!("{}: {}", say("check-slides", deck.slides.len()), told.join(", "))
}
