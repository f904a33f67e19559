//! One question asked twice, while its session runs: who said what is handed in answer by answer, as it counts.
//!
//! Sees no voter; who belongs together is for the caller to know.

use super::axis::Said;
use super::{Axes, Together, is_again};
use crate::domain::answer::Answer;
use crate::domain::deck::Question;
use crate::domain::ids::SlideKey;

/// A table that is being made.
pub(in crate::domain) struct Pairing {
    axes: Axes,
    /// How many answers the deck has.
    own: usize,
}

impl Together {
    /// `None` where the second does not ask the first again, the answers fall into nothing, or one of them tells groups
    /// apart: who moved between those is told of what is published only, merged as everywhere.
    pub(in crate::domain) fn pairing(first: (&SlideKey, &Question), second: (&SlideKey, &Question)) -> Option<Pairing> {
        let may_stand = is_again(first, second) && !(first.1.segment || second.1.segment);
        let axes = Axes::of(first.0, first.1, second.0, second.1, true).ok().filter(|_| may_stand)?;
        Some(Pairing { axes, own: first.1.options.len() })
    }
}

impl Pairing {
    /// Gives what was made of texts its place before any answer is said, so that every drawing has one order.
    pub fn know(&mut self, counted: &Question) {
        self.axes.first.know(counted, self.own);
    }

    pub fn say(&mut self, counted: &Question, answer: &Answer) -> Option<Said> {
        self.axes.first.take_counted(counted, self.own, answer)
    }

    pub fn count(self, rows: &[(Option<Said>, Option<Said>)]) -> Together {
        Together::count(self.axes, rows)
    }
}
