//! What is right, once it was told: how many had it so.
//!
//! Tells nothing before that, and nothing while too few answered for figures.

use super::Session;
use crate::domain::ids::SlideKey;
use crate::domain::kinds;

/// So many had it right, of so many who answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Solution {
    pub right: u32,
    pub answered: u32,
}

impl Session {
    /// `None` until what is right was told, and while nobody answered or too few to show.
    pub fn solution(&self, question: &SlideKey) -> Option<Solution> {
        let asked = self.deck().question(question)?;
        let poll = self.polls.get(question)?;
        let answered = poll.tally().answers();
        if !poll.solved || answered < self.deck().show_from_of(asked).max(1) {
            return None;
        }
        let counts = poll.answers().filter(|(_, given)| !given.set_aside && !given.answer.is_taken_back());
        let right = counts.filter(|(_, given)| kinds::is_right(asked, &poll.as_counted(asked, &given.answer))).count();
        Some(Solution { right: right as u32, answered })
    }
}
