//! A question's life in one session: its round, its phase, the answers that stand and their tally.
//!
//! Judges nothing: what may happen is decided elsewhere, and here it has happened.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::aside::Aside;
use super::request::Phase;
use super::tray::Tray;
use crate::domain::answer::Answer;
use crate::domain::deck::Question;
use crate::domain::fact::{Answered, Sorting};
use crate::domain::ids::{EntryName, Moment, OptionKey, VoterId};
use crate::domain::results::{Arrival, Cell, CoursePoint, course};
use crate::domain::tally::Tally;

/// A question's life in this session.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    pub round: u32,
    pub state: PollState,
    pub revealed: bool,
    /// What is right was told. Never without `revealed`.
    pub solved: bool,
    /// How people moved since it was first asked stands on the screen. Never without `revealed`.
    pub moved: bool,
    /// When it closes by itself. Only while it is open.
    pub ends: Option<Moment>,
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    /// Changes of mind by those who count.
    pub changes: u32,
    /// Answers that stand and were set aside.
    pub set_aside: u32,
    tally: Tally,
    answers: HashMap<VoterId, Given>,
    present: BTreeSet<VoterId>,
    /// What people wrote.
    tray: Tray,
    /// How it counts when texts count as something else than they were given as; only then.
    recoded: Option<Box<Recoded>>,
    /// How many answers came, also those that were replaced since.
    arrivals: u32,
    /// Those that were replaced, without their words, in the order in which they came. Where only words are asked they
    /// are nothing any more: whoever wrote anew then counts from that moment.
    replaced: Vec<(VoterId, Given)>,
}

/// A question with the answers that were made of texts, and its tally.
#[derive(Clone, Debug, PartialEq)]
struct Recoded {
    question: Question,
    tally: Tally,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollState {
    Unopened,
    Open,
    /// No new taps; what is under way counts until the fact `Closed`.
    Closing {
        since: Moment,
    },
    Closed,
}

/// The answer that stands for one voter.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub n: u32,
    /// Shared with the results, which are asked for while others answer.
    pub answer: Arc<Answer>,
    pub at: Moment,
    /// How often this voter changed their mind.
    pub changes: u32,
    /// Left out of the count, and kept.
    pub set_aside: bool,
    /// Its place in the order in which answers came.
    pub(super) arrival: u32,
}

impl Poll {
    pub(super) fn new(question: &Question, round: u32) -> Self {
        Self {
            round,
            state: PollState::Unopened,
            revealed: false,
            solved: false,
            moved: false,
            ends: None,
            opened_at: None,
            closed_at: None,
            changes: 0,
            set_aside: 0,
            tally: Tally::new(question),
            answers: HashMap::new(),
            present: BTreeSet::new(),
            tray: Tray::default(),
            recoded: None,
            arrivals: 0,
            replaced: Vec::new(),
        }
    }

    pub fn phase(&self) -> Phase {
        match self.state {
            PollState::Unopened => Phase::Shown,
            PollState::Open => Phase::Open,
            PollState::Closing { .. } | PollState::Closed if self.moved => Phase::Moved,
            PollState::Closing { .. } | PollState::Closed if self.solved => Phase::Solved,
            PollState::Closing { .. } | PollState::Closed if self.revealed => Phase::Revealed,
            PollState::Closing { .. } | PollState::Closed => Phase::Closed,
        }
    }

    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// What people wrote.
    pub fn tray(&self) -> &Tray {
        &self.tray
    }

    /// The question as it counts, in any edition: with the answers that were made of texts behind its own.
    pub fn counted<'a>(&self, question: &'a Question) -> Cow<'a, Question> {
        if self.recoded.is_some() { Cow::Owned(self.tray.counted(question)) } else { Cow::Borrowed(question) }
    }

    /// The tally of the question as it counts.
    pub fn counted_tally(&self) -> &Tally {
        self.recoded.as_ref().map_or(&self.tally, |recoded| &recoded.tally)
    }

    /// An answer as it counts, after the presenter recoded its words.
    pub(super) fn as_counted<'a>(&self, question: &Question, answer: &'a Answer) -> Cow<'a, Answer> {
        if self.recoded.is_some() { Cow::Owned(self.tray.recoded(question, answer)) } else { Cow::Borrowed(answer) }
    }

    /// What was chosen as it counts, where that is not what was chosen.
    pub fn counted_choices(&self, answer: &Answer) -> Option<Vec<OptionKey>> {
        let counted = self.tray.recoded(&self.recoded.as_ref()?.question, answer);
        (counted.choices != answer.choices).then_some(counted.choices)
    }

    pub(super) fn sort(&mut self, question: &Question, entries: &[EntryName], sorting: &Sorting) {
        self.tray.sort(entries, sorting);
        self.recode(question);
    }

    pub(super) fn veil(&mut self, question: &Question, on: bool) {
        self.tray.veil(on);
        self.recode(question);
    }

    /// Counts all anew as texts are coded now. Only what is chosen has counts that a text can move to.
    fn recode(&mut self, question: &Question) {
        self.recoded = (question.is_chosen() && self.tray.recodes()).then(|| {
            let mut counted = self.tray.counted(question);
            // Only counted by: words are for whoever draws, as they then stand.
            for made in &mut counted.options[question.options.len()..] {
                made.text.clear();
            }
            let mut tally = Tally::new(&counted);
            for given in self.answers.values().filter(|given| !given.set_aside) {
                tally.add(&counted, &self.tray.recoded(question, &given.answer));
            }
            Box::new(Recoded { question: counted, tally })
        });
    }

    pub fn given(&self, voter: &VoterId) -> Option<&Given> {
        self.answers.get(voter)
    }

    /// The answers that stand, in no particular order.
    pub fn answers(&self) -> impl Iterator<Item = (&VoterId, &Given)> {
        self.answers.iter()
    }

    /// Who answered, was present at an earlier closing, or is in `seen` while the question takes answers.
    pub(super) fn present_with(&self, seen: &BTreeSet<VoterId>) -> BTreeSet<VoterId> {
        let mut present = self.present.clone();
        present.extend(self.answers.keys());
        if self.takes_answers() {
            present.extend(seen);
        }
        present
    }

    /// The size of `present_with` without those set aside. Asked for with every frame, so nothing is put together for
    /// it: an answer brings its voter into `seen`, and a closing into `present`.
    pub(super) fn count_present(&self, seen: &BTreeSet<VoterId>, aside: &Aside) -> usize {
        let here = if self.takes_answers() { seen } else { &self.present };
        debug_assert_eq!(*here, self.present_with(seen), "whoever answered was seen");
        if aside.is_empty() { here.len() } else { here.iter().filter(|voter| !aside.holds(voter)).count() }
    }

    pub(super) fn takes_answers(&self) -> bool {
        matches!(self.state, PollState::Open | PollState::Closing { .. })
    }

    /// An answer in this round takes the place of the voter's earlier one.
    pub(super) fn take(&mut self, question: &Question, answered: &Answered, at: Moment, set_aside: bool) {
        self.arrivals += 1;
        let mut given = Given {
            n: answered.n,
            answer: Arc::new(answered.answer.clone()),
            at,
            changes: 0,
            set_aside,
            arrival: self.arrivals,
        };
        if let Some(earlier) = self.answers.remove(&answered.voter) {
            // Other words with the same choice are no change of mind; nor do replaced words outlive their answer.
            given.changes = earlier.changes + u32::from(!earlier.answer.agrees_with(&answered.answer));
            self.uncount(question, &earlier);
            let answer = Arc::new(earlier.answer.without_words());
            self.replaced.push((answered.voter, Given { answer, ..earlier }));
        }
        self.count(question, &given);
        self.answers.insert(answered.voter, given);
    }

    /// Counts every answer anew whose voter was set aside or brought back.
    pub(super) fn sort_out(&mut self, question: &Question, aside: &Aside) {
        let moved: Vec<VoterId> = self
            .answers
            .iter()
            .filter(|(voter, given)| aside.holds(voter) != given.set_aside)
            .map(|(v, _)| *v)
            .collect();
        for voter in moved {
            if let Some(mut given) = self.answers.remove(&voter) {
                self.uncount(question, &given);
                given.set_aside = !given.set_aside;
                self.count(question, &given);
                self.answers.insert(voter, given);
            }
        }
    }

    fn count(&mut self, question: &Question, given: &Given) {
        if given.set_aside {
            // What was taken back is no answer, whoever gave it.
            self.set_aside += u32::from(!given.answer.is_taken_back());
        } else {
            self.tally.add(question, &given.answer);
            self.changes += given.changes;
            self.tell_tray(question, given, true);
        }
    }

    /// The exact inverse of `count`.
    fn uncount(&mut self, question: &Question, given: &Given) {
        if given.set_aside {
            self.set_aside -= u32::from(!given.answer.is_taken_back());
        } else {
            self.tally.remove(question, &given.answer);
            self.changes -= given.changes;
            self.tell_tray(question, given, false);
        }
    }

    /// An answer came or went: so do its texts, and it counts as they are coded.
    fn tell_tray(&mut self, question: &Question, given: &Given, came: bool) {
        // As it counted before it went, or counts once it has come.
        if let Some(recoded) = self.recoded.as_mut().filter(|_| !came) {
            recoded.tally.remove(&recoded.question, &self.tray.recoded(question, &given.answer));
        }
        if given.answer.text.is_some() || !given.answer.parts.is_empty() {
            let change = if came { Tray::add } else { Tray::remove };
            if change(&mut self.tray, question, &given.answer, given.arrival) {
                // A bar came or went with it. A voter who goes is not among the answers any more; one who comes not yet.
                self.recode(question);
            }
        }
        if let Some(recoded) = self.recoded.as_mut().filter(|_| came) {
            recoded.tally.add(&recoded.question, &self.tray.recoded(question, &given.answer));
        }
    }

    /// How the count came about.
    pub(super) fn course(&self, question: &Question, floor: u32, aside: &Aside) -> Vec<CoursePoint> {
        let Some(opened_at) = self.opened_at else { return Vec::new() };
        let replaced = self.replaced.iter().map(|(voter, given)| (voter, given));
        let all = self.answers.iter().chain(replaced).filter(|(voter, _)| !aside.holds(voter));
        let arrivals = all.map(|(voter, given)| {
            let Given { at, arrival, answer, .. } = given;
            Arrival { voter: *voter, at: *at, order: *arrival, answer }
        });
        course(question, opened_at, floor, arrivals.collect())
    }

    pub(super) fn close(&mut self, present: &[VoterId], at: Moment) {
        self.state = PollState::Closed;
        self.ends = None;
        self.closed_at = Some(at);
        self.present.extend(present);
    }

    /// What this voter did with the question; `present` is who was there.
    pub(super) fn cell(&self, present: &BTreeSet<VoterId>, voter: &VoterId) -> Cell {
        match self.answers.get(voter) {
            // Who took an answer back was there and gave none.
            Some(given) if given.answer.is_taken_back() && !given.set_aside => Cell::NotAnswered,
            Some(given) => {
                let (answer, at) = (Arc::clone(&given.answer), given.at);
                if given.set_aside { Cell::SetAside { answer, at } } else { Cell::Answered { answer, at } }
            }
            None if self.opened_at.is_none() => Cell::NotAsked,
            None if present.contains(voter) => Cell::NotAnswered,
            None => Cell::NotPresent,
        }
    }
}
