//! A question that was asked twice: how it was answered first, and how many of those who answered both chose otherwise.

use super::Session;
use super::poll::{Given, Poll};
use crate::domain::deck::Question;
use crate::domain::ids::SlideKey;
use crate::domain::tally::Tally;

/// Before and after, of the people who answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair<'a> {
    /// How everybody answered the first time, whoever of them came back.
    pub before: &'a Tally,
    /// How many answered both times; 0 where two answers of one person may not be laid side by side, or would tell groups
    /// apart.
    pub both: u32,
    /// How many of those chose something else.
    pub moved: u32,
}

impl Session {
    /// The first asking beside this one. `None` when this question repeats none, or while either result is hidden or too
    /// few answered at first: a repeat must not tell what the first did not. Counts nothing before it is to be shown.
    pub fn pair(&self, question: &SlideKey) -> Option<Pair<'_>> {
        let (asked, first, second) = self.askings(question)?;
        let says = |poll: &Poll, given: &Given| poll.as_counted(asked, &given.answer).into_owned();
        let counts = |given: &&Given| !given.set_aside && !given.answer.is_taken_back();
        let is_told = self.privacy().has_rows() && !self.tells_groups(question);
        let answered = second.answers().filter(|(_, given)| is_told && counts(given));
        let both = answered.filter_map(|(voter, after)| Some((first.given(voter).filter(counts)?, after)));
        let (both, moved) = both.fold((0, 0), |(both, moved), (before, after)| {
            (both + 1, moved + u32::from(!says(first, before).agrees_with(&says(second, after))))
        });
        Some(Pair { before: first.tally(), both, moved })
    }

    /// Whether this question, or the one that it repeats, tells groups apart. Who moved between groups is told only once the
    /// session is over for good, merged as everywhere: merged any other way, the difference would be a small group.
    fn tells_groups(&self, question: &SlideKey) -> bool {
        let asked = self.deck().question(question);
        let first = asked.and_then(|asked| self.deck().question(asked.repeats.as_ref()?));
        asked.into_iter().chain(first).any(|asked| asked.segment)
    }

    /// The question with its first asking and its second, where both may be seen.
    pub(super) fn askings(&self, question: &SlideKey) -> Option<(&Question, &Poll, &Poll)> {
        let asked = self.deck().question(question)?;
        let first = self.polls.get(asked.repeats.as_ref()?)?;
        let second = self.polls.get(question)?;
        let may_be_seen = first.tally().answers() >= self.deck().show_from_of(asked).max(1);
        (first.revealed && second.revealed && may_be_seen).then_some((asked, first, second))
    }
}
