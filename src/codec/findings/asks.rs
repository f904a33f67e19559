//! What became of a question from the audience, in the words of page and report.

use crate::codec::words::Tongue;
use crate::domain::results::AskResult;
use crate::domain::session::EntryState;

/// What nobody looked at is no answer that was kept back.
pub fn ask_became(ask: &AskResult, tongue: Tongue) -> String {
    match ask.state {
        EntryState::Waiting => tongue.say("results-ask-waiting"),
        EntryState::Shown => tongue.say("results-ask-shown"),
        EntryState::Answered => tongue.say("results-ask-answered"),
        EntryState::Hidden => tongue.say("results-ask-hidden"),
        EntryState::Merged(into) => tongue.say_with("results-ask-merged", &[("n", into.0.into())]),
    }
}
