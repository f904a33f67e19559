//! Counts answers, one tally per question. Pure: no clock, no locks, no IO.
//!
//! A session is rebuilt by replaying its journal, so `add` and `remove` must be exact inverses.

use super::answer::Answer;
use super::deck::{ChoiceOption, Question};

/// How many people chose each option, and something of each group, in the question's own order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    counts: Vec<u32>,
    groups: Vec<u32>,
    answers: u32,
}

impl Tally {
    pub fn new(question: &Question) -> Self {
        Self { counts: vec![0; question.options.len()], groups: vec![0; question.groups.len()], answers: 0 }
    }

    pub fn add(&mut self, question: &Question, answer: &Answer) {
        self.each(question, answer, |count| *count += 1);
    }

    /// Takes back an answer that was added before. A bug if it was not: wrong counts are worse than a stop.
    pub fn remove(&mut self, question: &Question, answer: &Answer) {
        self.each(question, answer, |count| {
            *count = count.checked_sub(1).expect("an answer is removed only after it was added");
        });
    }

    /// Every count that this answer is in.
    fn each(&mut self, question: &Question, answer: &Answer, change: impl Fn(&mut u32)) {
        if answer.is_taken_back() {
            return;
        }
        let mut groups = Vec::new();
        for (index, option) in chosen(question, answer) {
            change(&mut self.counts[index]);
            // Who chose two of a group is one person in it.
            if let Some(group) = option.group.filter(|group| !groups.contains(group)) {
                groups.push(group);
                change(&mut self.groups[group]);
            }
        }
        change(&mut self.answers);
    }

    /// Counts in the order of the question's options.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// How many people chose something of each group.
    pub fn groups(&self) -> &[u32] {
        &self.groups
    }

    /// How many people answered.
    pub fn answers(&self) -> u32 {
        self.answers
    }
}

fn chosen<'a>(question: &'a Question, answer: &'a Answer) -> impl Iterator<Item = (usize, &'a ChoiceOption)> {
    question.options.iter().enumerate().filter(|(_, option)| answer.choices.contains(&option.key))
}
