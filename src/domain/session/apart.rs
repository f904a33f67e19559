//! Whether setting voters aside, or bringing them back, would tell what a few people answered: what two counts differ by is
//! the answers of whoever is in only one of them.
//!
//! Looked at where no two answers of one person may stand beside each other while the session runs: where that was promised,
//! and where groups are told apart later.

use std::collections::BTreeSet;

use super::{Poll, Session};
use crate::domain::ids::VoterId;

impl Session {
    /// Of a span from `first`. To no question may so few answers come or go, nor so few be left of those to an earlier one.
    pub(super) fn leaving_out_tells(&self, first: u32, here_before: &[VoterId]) -> bool {
        if !self.keeps_answers_apart() {
            return false;
        }
        let (left_out, differences) = self.aside.with_span(first, here_before);
        let tells = |poll: &Poll| {
            let left =
                poll.answers().filter(|(voter, given)| !given.answer.is_taken_back() && !left_out.contains(voter));
            differences.iter().any(|voters| self.is_few(answerers(poll, voters)))
                || (!poll.takes_answers() && answerers(poll, &left_out) > 0 && self.is_few(left.count()))
        };
        left_out.len() < self.privacy.floor as usize || self.polls.values().any(tells)
    }

    /// Of bringing everybody back. Answers of a few to one question are what the room hears whenever somebody votes; to two
    /// of them they are brought together.
    pub(super) fn bringing_back_tells(&self) -> bool {
        let left_out = self.aside.left_out();
        let tells = |poll: &&Poll| !poll.takes_answers() && self.is_few(answerers(poll, &left_out));
        self.keeps_answers_apart() && self.polls.values().filter(tells).count() > 1
    }

    fn keeps_answers_apart(&self) -> bool {
        !self.privacy.has_rows() || self.deck().questions().any(|(_, question)| question.segment)
    }

    fn is_few(&self, people: usize) -> bool {
        (1..self.privacy.floor as usize).contains(&people)
    }
}

/// How many of these answered.
fn answerers(poll: &Poll, voters: &BTreeSet<VoterId>) -> usize {
    voters.iter().filter_map(|voter| poll.given(voter)).filter(|given| !given.answer.is_taken_back()).count()
}
