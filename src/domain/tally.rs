//! Counts answers, one tally per question. Pure: no clock, no locks, no IO.
//!
//! A session is rebuilt by replaying its journal, so `add` and `remove` must be exact inverses.

use super::answer::Answer;
use super::deck::Question;

/// How often each option was chosen, in the question's own order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    counts: Vec<u32>,
    answers: u32,
}

impl Tally {
    pub fn new(question: &Question) -> Self {
        Self { counts: vec![0; question.options.len()], answers: 0 }
    }

    pub fn add(&mut self, question: &Question, answer: &Answer) {
        for index in indices(question, answer) {
            self.counts[index] += 1;
        }
        self.answers += 1;
    }

    /// Takes back an answer that was added before. A bug if it was not: wrong counts are worse than a stop.
    pub fn remove(&mut self, question: &Question, answer: &Answer) {
        for index in indices(question, answer) {
            self.counts[index] =
                self.counts[index].checked_sub(1).expect("an answer is removed only after it was added");
        }
        self.answers = self.answers.checked_sub(1).expect("an answer is removed only after it was added");
    }

    /// Counts in the order of the question's options.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// How many people answered.
    pub fn answers(&self) -> u32 {
        self.answers
    }
}

fn indices<'a>(question: &'a Question, answer: &'a Answer) -> impl Iterator<Item = usize> + 'a {
    answer.choices.iter().filter_map(|choice| question.options.iter().position(|option| option.key == *choice))
}
