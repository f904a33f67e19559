//! What a voter said to a question, checked against the question's kind. Never who said it.

use super::deck::Question;
use super::ids::OptionKey;

/// A checked answer: its options exist and its text belongs to a write-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The chosen options, each once and in the order of the deck; one for choose-one and scale. None when the voter took
    /// the answer back.
    pub choices: Vec<OptionKey>,
    /// Words of the voter's own, already normalised; only with a write-in option.
    pub text: Option<String>,
}

impl Answer {
    /// `None` when this is no answer to that question. The choices are the deck's own, so that ten thousand answers share
    /// their names.
    pub fn check(question: &Question, choices: &[OptionKey], text: Option<&str>) -> Option<Self> {
        let chosen: Vec<_> = question.options.iter().filter(|option| choices.contains(&option.key)).collect();
        // An unknown option, or one twice.
        if chosen.len() != choices.len() {
            return None;
        }
        if chosen.is_empty() && !question.can_be_taken_back() {
            return None;
        }
        let is_alone = chosen.iter().any(|option| option.alone);
        if is_alone && chosen.len() > 1 || chosen.len() > question.choices_max() {
            return None;
        }
        let text = text.filter(|text| !text.is_empty());
        if text.is_some() && !chosen.iter().any(|option| option.write_in) {
            return None;
        }
        let choices = chosen.into_iter().map(|option| option.key.clone()).collect();
        Some(Self { choices, text: text.map(str::to_owned) })
    }

    /// Whether the voter took it back: it stands for nothing, and is kept for its number only.
    pub fn is_taken_back(&self) -> bool {
        self.choices.is_empty()
    }
}
