//! Whose answers are set aside: voters by the order of their first answer, and the spans of that order that the
//! presenter left out of the count.
//!
//! Deletes nothing and looks at no clock: a span is written in the order of facts, so replay finds the same voters
//! whatever the clock did.
//!
//! Left out are voters and not answers. Whoever answered before `first`, or was seen in the room before, was here before
//! the script came and keeps counting, also with answers given since; and a token that a script made counts in no later
//! question either. Who joins without answering leaves nothing in the journal, so a voter's place in the order is that
//! of the first answer in the session; those who were here without having answered yet are named in the fact.
//!
//! A span stays open for newcomers until the next question opens. A script does not stop at the press of a button, and
//! the presenter has a room to talk to; but people who come ten minutes later should not be left out for it.

use std::collections::{BTreeSet, HashMap};

use crate::domain::ids::{Moment, VoterId};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Aside {
    /// Each voter's place in the order of first answers, from 0.
    places: HashMap<VoterId, u32>,
    /// When each of those first answers came, by place.
    firsts: Vec<Moment>,
    spans: Vec<Span>,
    /// Whom spans left out before others took their place or everybody came back.
    earlier: Vec<LeftOut>,
}

/// Whom the count left out at a time when so many had answered.
#[derive(Clone, Debug, PartialEq)]
struct LeftOut {
    voters: u32,
    who: BTreeSet<VoterId>,
}

#[derive(Clone, Debug, PartialEq)]
struct Span {
    first: u32,
    /// The place after the last; `None` while newcomers still fall in it.
    end: Option<u32>,
    /// Here before, whatever their place.
    here_before: BTreeSet<VoterId>,
}

impl Aside {
    /// Notes that a voter answered: the first time is the one that counts.
    pub fn note(&mut self, voter: VoterId, at: Moment) {
        let next = self.firsts.len() as u32;
        if *self.places.entry(voter).or_insert(next) == next {
            self.firsts.push(at);
        }
    }

    pub fn has_answered(&self, voter: &VoterId) -> bool {
        self.places.contains_key(voter)
    }

    /// How many voters have answered.
    pub fn voters(&self) -> u32 {
        self.firsts.len() as u32
    }

    /// The place of the first voter who came at this moment or later; `None` when nobody did.
    pub fn first_since(&self, since: Moment) -> Option<u32> {
        self.firsts.iter().position(|at| *at >= since).map(|place| place as u32)
    }

    /// How many came since then, but for these.
    pub fn voters_since(&self, since: Moment, here_before: &BTreeSet<VoterId>) -> u32 {
        let Some(first) = self.first_since(since) else { return 0 };
        let came = self.places.iter().filter(|(voter, place)| **place >= first && !here_before.contains(voter));
        came.count() as u32
    }

    /// Of these the ones whom a span from `first` would take along though they were here before, or yet could.
    pub fn spared(&self, first: u32, here_before: &[VoterId]) -> Vec<VoterId> {
        let spared: BTreeSet<VoterId> = here_before
            .iter()
            .filter(|voter| self.places.get(voter).is_none_or(|place| *place >= first))
            .copied()
            .collect();
        spared.into_iter().collect()
    }

    /// Who is left out.
    pub fn left_out(&self) -> BTreeSet<VoterId> {
        self.places.keys().filter(|voter| self.holds(voter)).copied().collect()
    }

    /// Whom a span from `first` would leave out together with those that are open; and who would then count otherwise than
    /// if nobody were left out, than now, and than at any earlier time.
    pub fn with_span(&self, first: u32, here_before: &[VoterId]) -> (BTreeSet<VoterId>, Vec<BTreeSet<VoterId>>) {
        let mut then = self.clone();
        // Remembers who is left out now.
        then.open_span(first, here_before);
        let left_out = then.left_out();
        let nobody = LeftOut { voters: self.voters(), who: BTreeSet::new() };
        let differences = then.earlier.iter().chain([&nobody]).map(|earlier| {
            let was_there = |voter: &&VoterId| self.places.get(voter).is_some_and(|place| *place < earlier.voters);
            earlier.who.symmetric_difference(&left_out).filter(was_there).copied().collect()
        });
        let differences = differences.collect();
        (left_out, differences)
    }

    fn remember(&mut self) {
        if !self.is_empty() {
            self.earlier.push(LeftOut { voters: self.voters(), who: self.left_out() });
        }
    }

    pub fn open_span(&mut self, first: u32, here_before: &[VoterId]) {
        self.remember();
        self.spans.push(Span { first, end: None, here_before: here_before.iter().copied().collect() });
    }

    /// Newcomers count again from here on.
    pub fn end_span(&mut self) {
        let end = self.voters();
        for span in &mut self.spans {
            span.end.get_or_insert(end);
        }
    }

    pub fn clear(&mut self) {
        self.remember();
        self.spans.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether who answers now for the first time falls in a span.
    pub fn takes_newcomers(&self) -> bool {
        self.spans.iter().any(|span| span.end.is_none())
    }

    /// Whether everybody from this place on is in a span already, newcomers too.
    pub fn covers(&self, first: u32) -> bool {
        self.spans.iter().any(|span| span.end.is_none() && span.first <= first)
    }

    /// Since when: the first answer of the first voter left out.
    pub fn since(&self) -> Option<Moment> {
        let first = self.spans.iter().map(|span| span.first).min()?;
        self.firsts.get(first as usize).copied()
    }

    pub fn holds(&self, voter: &VoterId) -> bool {
        if self.spans.is_empty() {
            return false;
        }
        let Some(place) = self.places.get(voter) else { return false };
        self.spans.iter().any(|span| {
            span.first <= *place && span.end.is_none_or(|end| *place < end) && !span.here_before.contains(voter)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voter(number: u8) -> VoterId {
        VoterId([number; 16])
    }

    /// Voters 1 to `count`, a second apart.
    fn answered(count: u8) -> Aside {
        let mut aside = Aside::default();
        for number in 1..=count {
            aside.note(voter(number), Moment(i64::from(number) * 1_000));
        }
        aside
    }

    fn held(aside: &Aside, numbers: std::ops::RangeInclusive<u8>) -> Vec<u8> {
        numbers.filter(|number| aside.holds(&voter(*number))).collect()
    }

    #[test]
    fn whoever_answered_before_stays_also_with_answers_given_since() {
        let mut aside = answered(4);
        aside.open_span(aside.first_since(Moment(2_500)).unwrap(), &[]);
        aside.note(voter(1), Moment(9_000));
        assert_eq!(held(&aside, 1..=4), [3, 4]);
        assert_eq!(aside.since(), Some(Moment(3_000)));
    }

    #[test]
    fn whoever_was_here_before_stays_though_the_first_answer_came_since() {
        let mut aside = answered(4);
        let spared = aside.spared(2, &[voter(9), voter(4), voter(1), voter(4)]);
        assert_eq!(spared, [voter(4), voter(9)], "sorted, each once, and only whom the span could take along");
        aside.open_span(2, &spared);
        aside.note(voter(9), Moment(5_000));
        assert_eq!(held(&aside, 1..=9), [3]);
    }

    #[test]
    fn newcomers_fall_in_a_span_until_it_ends_and_then_count_again() {
        let mut aside = answered(2);
        aside.open_span(1, &[]);
        aside.note(voter(3), Moment(3_000));
        assert!(aside.takes_newcomers() && aside.covers(1) && !aside.covers(0));
        aside.end_span();
        aside.note(voter(4), Moment(4_000));
        assert!(!aside.takes_newcomers());
        assert_eq!(held(&aside, 1..=4), [2, 3]);
        aside.clear();
        assert_eq!(held(&aside, 1..=4), [0_u8; 0]);
    }

    #[test]
    fn nobody_came_since_a_moment_after_the_last() {
        assert_eq!(answered(2).first_since(Moment(2_001)), None);
        assert_eq!(answered(2).first_since(Moment(2_000)), Some(1));
    }
}
