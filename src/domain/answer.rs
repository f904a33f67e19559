//! What a voter said to a question, in one shape for every kind. Never who said it.
//!
//! What a kind makes of it, which is an answer and how it counts, stands in [`super::kinds`].

use super::decimal::Decimal;
use super::deck::Question;
use super::ids::OptionKey;
use super::kinds;

/// As it came in, or checked by [`Answer::check`]: then its options exist, its numbers and texts fit, and it holds
/// nothing that its question does not ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// The chosen options: each once and in the order of the deck, but of a ranking in the order of the voter.
    pub choices: Vec<OptionKey>,
    pub number: Option<Decimal>,
    /// Words of the voter's own, already normalised; where several texts are asked, one a line.
    pub text: Option<String>,
    /// What was said to each row, field or option that asks something itself; those that were skipped are left out.
    pub parts: Vec<(OptionKey, Answer)>,
}

impl Answer {
    pub fn of_choices(choices: Vec<OptionKey>) -> Self {
        Self { choices, ..Self::default() }
    }

    pub fn of_number(number: Decimal) -> Self {
        Self { number: Some(number), ..Self::default() }
    }

    pub fn of_text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::default() }
    }

    /// The answer in its one true form, with the deck's own names, so that ten thousand answers share them. `None` when
    /// this is no answer to that question.
    pub fn check(&self, question: &Question) -> Option<Self> {
        let checked = kinds::check(question, self)?;
        (!checked.is_taken_back() || question.can_be_taken_back()).then_some(checked)
    }

    /// Whether the voter took it back: it stands for nothing, and is kept for its number only.
    pub fn is_taken_back(&self) -> bool {
        self.choices.is_empty() && self.number.is_none() && self.text.is_none() && self.parts.is_empty()
    }

    /// The same but for its words: as the journal keeps an answer that was replaced. Words alone are then nothing.
    pub fn without_words(&self) -> Self {
        let parts = self.parts.iter().map(|(key, answer)| (key.clone(), answer.without_words()));
        let parts = parts.filter(|(_, answer)| !answer.is_taken_back()).collect();
        Self { choices: self.choices.clone(), number: self.number, text: None, parts }
    }

    pub fn part(&self, key: &OptionKey) -> Option<&Answer> {
        self.parts.iter().find(|(name, _)| name == key).map(|(_, answer)| answer)
    }

    /// Whether both say the same but for their words: other words are no change of mind.
    pub fn agrees_with(&self, other: &Answer) -> bool {
        let agree =
            |(one, two): (&(OptionKey, Answer), &(OptionKey, Answer))| one.0 == two.0 && one.1.agrees_with(&two.1);
        self.choices == other.choices
            && self.number == other.number
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(agree)
    }

    /// Every text in it, with the path of parts to it.
    pub fn texts(&self) -> Vec<(Vec<&OptionKey>, &str)> {
        let own = self.text.as_deref().map(|text| (Vec::new(), text));
        let inner = self.parts.iter().flat_map(|(key, answer)| {
            answer.texts().into_iter().map(move |(path, text)| ([vec![key], path].concat(), text))
        });
        own.into_iter().chain(inner).collect()
    }
}
