//! What a voter said to a question, checked against the question's kind. Never who said it.

use super::deck::Question;
use super::ids::OptionKey;

/// A checked answer: its options exist and its text belongs to a write-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The chosen options, in the order given; one for choose-one and scale.
    pub choices: Vec<OptionKey>,
    /// Words of the voter's own, already normalised; only with a write-in option.
    pub text: Option<String>,
}

impl Answer {
    /// `None` when this is no answer to that question. The choices are the deck's own, so that ten thousand answers share
    /// their names.
    pub fn check(question: &Question, choices: &[OptionKey], text: Option<&str>) -> Option<Self> {
        let [choice] = choices else { return None };
        let option = question.option(choice)?;
        let text = text.filter(|text| !text.is_empty());
        if text.is_some() && !option.write_in {
            return None;
        }
        Some(Self { choices: vec![option.key.clone()], text: text.map(str::to_owned) })
    }
}
