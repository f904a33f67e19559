//! One run of a deck: the fold of its facts, and what can be seen of it.
//!
//! `decide` looks and never changes; `apply` changes and never judges. Replay is `apply` alone. Time is handed in
//! and is used for grace and undo only: what counts is decided by the order of facts.

mod apart;
mod aside;
mod asking;
mod clock;
mod decide;
mod movement;
mod pair;
mod poll;
mod questions;
mod request;
mod solution;
mod sorting;
mod tray;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aside::Aside;
pub use pair::Pair;
pub use poll::{Given, Poll, PollState};
pub use questions::{Board, Entry, EntryState, Figures, Upvote};
pub use request::{
    AnswerRequest, AskRequest, Command, Decision, Moderating, Outcome, Phase, Refusal, Reply, Request, Step,
    UpvoteRequest,
};
pub use solution::Solution;
pub use tray::{Code, Gathered, TextState, Tray, entries_of, entry_name};

use super::chart::{Chart, Order};
use super::deck::{Deck, Editions};
use super::fact::{Answered, Fact, Link, Place, Recorded};
use super::ids::{Moment, SlideKey, VoterId};
use super::limits::{DAY_MS, UNDO_MS};
use super::privacy::Privacy;
use super::results::{QuestionResult, Results};

/// The fold of a session's facts. Its deck is the copy it started with.
#[derive(Clone, Debug)]
pub struct Session {
    editions: Arc<Editions>,
    privacy: Privacy,
    place: Place,
    polls: BTreeMap<SlideKey, Poll>,
    /// What the audience asked, by the question of the deck that lets them.
    boards: BTreeMap<SlideKey, Board>,
    black: bool,
    ended_at: Option<Moment>,
    /// It cannot be resumed any more.
    finished: bool,
    steered_at: Moment,
    /// When the last fact was made.
    heard_at: Moment,
    undoable: Option<(Undoable, SlideKey, Moment)>,
    aside: Aside,
    /// How often each link was renewed: a link's secret is made from this number.
    screen_link: u32,
    control_link: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoable {
    Close,
    Reveal,
    Solve,
    Movement,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        (
            &self.place,
            (&self.polls, &self.boards),
            self.black,
            self.ended_at,
            &self.undoable,
            &self.aside,
            self.screen_link,
            self.control_link,
        ) == (
            &other.place,
            (&other.polls, &other.boards),
            other.black,
            other.ended_at,
            &other.undoable,
            &other.aside,
            other.screen_link,
            other.control_link,
        )
    }
}

impl Session {
    pub fn new(editions: Arc<Editions>, started_at: Moment) -> Self {
        let polls = editions
            .original
            .questions()
            .map(|(slide, question)| (slide.key.clone(), Poll::new(question, 1)))
            .collect();
        let asking = editions.original.questions().filter(|(_, question)| question.is_for_asking());
        let boards = asking.map(|(slide, _)| (slide.key.clone(), Board::default())).collect();
        Self {
            editions,
            privacy: Privacy::DEFAULT,
            place: Place::Join,
            polls,
            boards,
            black: false,
            ended_at: None,
            finished: false,
            steered_at: started_at,
            heard_at: started_at,
            undoable: None,
            aside: Aside::default(),
            screen_link: 0,
            control_link: 0,
        }
    }

    /// Rebuilds a session from its journal.
    pub fn replay<'a>(
        editions: Arc<Editions>,
        started_at: Moment,
        facts: impl IntoIterator<Item = &'a Recorded>,
    ) -> Self {
        let mut session = Self::new(editions, started_at);
        for recorded in facts {
            session.apply(recorded);
        }
        session
    }

    /// The same, with what its attendees were promised.
    pub fn promising(self, privacy: Privacy) -> Self {
        Self { privacy, ..self }
    }

    // What can be seen.

    pub fn privacy(&self) -> Privacy {
        self.privacy
    }

    pub fn editions(&self) -> &Arc<Editions> {
        &self.editions
    }

    /// The deck in its own language.
    pub fn deck(&self) -> &Deck {
        &self.editions.original
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Index of the slide on the screen; `None` on the join slide.
    pub fn slide_index(&self) -> Option<usize> {
        match &self.place {
            Place::Join => None,
            Place::Slide(key) => self.deck().slide(key).map(|(index, _)| index),
        }
    }

    pub fn step(&self) -> Step {
        if self.ended_at.is_some() {
            return Step::Ended;
        }
        match &self.place {
            Place::Join => Step::Join,
            Place::Slide(key) => match self.polls.get(key) {
                Some(poll) => Step::Question(key.clone(), poll.phase()),
                None => Step::Slide(key.clone()),
            },
        }
    }

    pub fn poll(&self, question: &SlideKey) -> Option<&Poll> {
        self.polls.get(question)
    }

    /// The question that takes answers now, wherever the screen is. There is at most one.
    pub fn open_question(&self) -> Option<(&SlideKey, &Poll)> {
        self.polls.iter().find(|(_, poll)| poll.takes_answers())
    }

    /// The form that can be filled in although the session is over, and until when.
    pub fn late_form(&self) -> Option<(&SlideKey, &Poll, Moment)> {
        let ended_at = self.ended_at?;
        let (key, poll) = self.open_question()?;
        let days = self.deck().question(key)?.days()?;
        Some((key, poll, Moment(ended_at.0.saturating_add(i64::from(days) * DAY_MS))))
    }

    pub fn is_black(&self) -> bool {
        self.black
    }

    pub fn ended_at(&self) -> Option<Moment> {
        self.ended_at
    }

    /// When the presenter last did something.
    pub fn steered_at(&self) -> Moment {
        self.steered_at
    }

    pub fn link_number(&self, link: Link) -> u32 {
        match link {
            Link::Screen => self.screen_link,
            Link::Control => self.control_link,
        }
    }

    /// What `Undo` would take back at `now`, on which question, and how many milliseconds are left.
    pub fn undoable(&self, now: Moment) -> Option<(Undoable, &SlideKey, i64)> {
        let (what, question, at) = self.undoable.as_ref()?;
        // A clock that went back must not make the undo last for days.
        let left = UNDO_MS - now.since(*at).abs();
        (left > 0 && self.ended_at.is_none()).then_some((*what, question, left))
    }

    /// The answers that stand for one voter, by question in the deck's order of names.
    pub fn answers_of<'a>(&'a self, voter: &'a VoterId) -> impl Iterator<Item = (&'a SlideKey, &'a Poll, &'a Given)> {
        self.polls.iter().filter_map(move |(question, poll)| Some((question, poll, poll.given(voter)?)))
    }

    /// Who has been at the open question as far as the facts tell. Whoever is here besides is for the caller to add.
    pub fn known_present(&self) -> BTreeSet<VoterId> {
        let Some((question, poll)) = self.open_question() else { return BTreeSet::new() };
        let mut present = poll.present_with(&BTreeSet::new());
        present.extend(self.boards.get(question).into_iter().flat_map(Board::voters));
        present
    }

    /// How many were present at a question; `seen` says who is or was here since it opened, and holds `known_present`.
    pub fn present(&self, question: &SlideKey, seen: &BTreeSet<VoterId>) -> u32 {
        self.polls.get(question).map_or(0, |poll| poll.count_present(seen, &self.aside) as u32)
    }

    /// Whether this voter has answered anything in this session.
    pub fn has_answered(&self, voter: &VoterId) -> bool {
        self.aside.has_answered(voter)
    }

    /// How many voters have answered anything in this session, set aside or not.
    pub fn voters(&self) -> u32 {
        self.aside.voters()
    }

    /// How many voters came with their first answer since this moment, without those who were here before.
    pub fn voters_since(&self, since: Moment, here_before: &BTreeSet<VoterId>) -> u32 {
        self.aside.voters_since(since, here_before)
    }

    pub fn is_set_aside(&self, voter: &VoterId) -> bool {
        self.aside.holds(voter)
    }

    /// Since when answers are set aside, and how many; `None` when none are.
    pub fn set_aside(&self) -> Option<(Moment, u32)> {
        Some((self.aside.since()?, self.polls.values().map(|poll| poll.set_aside).sum()))
    }

    /// Whether who answers now for the first time is set aside too.
    pub fn sets_newcomers_aside(&self) -> bool {
        self.aside.takes_newcomers()
    }

    /// The chart of a question as it stands. Who may see it is for the caller to say.
    pub fn chart(&self, question: &SlideKey, present: u32, order: Order) -> Option<Chart> {
        let poll = self.polls.get(question)?;
        Some(Chart::new(&poll.counted(self.deck().question(question)?), poll.counted_tally(), present, order))
    }

    // What has happened.

    /// Takes a fact in. Facts about what the deck does not hold are passed over.
    pub fn apply(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        self.heard_at = at;
        match &recorded.fact {
            Fact::Answered(answered) => return self.apply_answer(answered, at),
            Fact::Asked(_) | Fact::Upvoted(_) => return self.apply_asking(&recorded.fact, at),
            Fact::Moderated { .. } | Fact::Spotlit { .. } | Fact::Curtained { .. } => {
                self.apply_asking(&recorded.fact, at);
            }
            // The room's own, not the presenter's doing.
            Fact::Closed { question, present } => {
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.close(present, at);
                }
                return;
            }
            Fact::Moved { to } => {
                self.place = to.clone();
                self.black = false;
            }
            Fact::Opened { question } => {
                self.black = false;
                self.undoable = None;
                self.aside.end_span();
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.state = PollState::Open;
                    poll.ends = None;
                    poll.opened_at.get_or_insert(at);
                    poll.closed_at = None;
                }
            }
            Fact::ClockSet { question, ends } => {
                if let Some(poll) = self.polls.get_mut(question).filter(|poll| poll.state == PollState::Open) {
                    poll.ends = Some(*ends);
                }
            }
            Fact::ClockStopped { question } => {
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.ends = None;
                }
            }
            Fact::Closing { question } => {
                self.undoable = Some((Undoable::Close, question.clone(), at));
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.state = PollState::Closing { since: at };
                    poll.ends = None;
                }
            }
            Fact::Revealed { question } => {
                self.black = false;
                self.undoable = Some((Undoable::Reveal, question.clone(), at));
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.revealed = true;
                }
            }
            Fact::Solved { question } => {
                self.black = false;
                self.undoable = Some((Undoable::Solve, question.clone(), at));
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.solved = poll.revealed;
                    poll.moved = false;
                }
            }
            Fact::MovementShown { question } => {
                self.black = false;
                self.undoable = Some((Undoable::Movement, question.clone(), at));
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.moved = poll.revealed;
                }
            }
            Fact::MovementHidden { question } => {
                self.undoable = None;
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.moved = false;
                }
            }
            Fact::Unsolved { question } => {
                self.undoable = None;
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.solved = false;
                }
            }
            Fact::Hidden { question } => {
                self.undoable = None;
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.revealed = false;
                    poll.solved = false;
                    poll.moved = false;
                }
            }
            Fact::Cleared { question } => {
                self.undoable = None;
                let round = self.polls.get(question).map_or(1, |poll| poll.round + 1);
                if let Some(asked) = self.editions.original.question(question) {
                    self.polls.insert(question.clone(), Poll::new(asked, round));
                    self.boards.entry(question.clone()).and_modify(|board| *board = Board::default());
                }
            }
            Fact::Reopened { question } => {
                self.undoable = None;
                if let Some(poll) = self.polls.get_mut(question) {
                    poll.state = PollState::Open;
                    poll.revealed = false;
                    poll.solved = false;
                    poll.moved = false;
                    poll.closed_at = None;
                }
            }
            Fact::Blackened { on } => self.black = *on,
            Fact::LinkRenewed { link: Link::Screen } => self.screen_link += 1,
            Fact::LinkRenewed { link: Link::Control } => self.control_link += 1,
            Fact::SetAside { first, here_before } => {
                self.aside.open_span(*first, here_before);
                self.sort_out();
            }
            Fact::BroughtBack => {
                self.aside.clear();
                self.sort_out();
            }
            Fact::Sorted { question, entries, sorting } => {
                if let (Some(asked), Some(poll)) =
                    (self.editions.original.question(question), self.polls.get_mut(question))
                {
                    poll.sort(asked, entries, sorting);
                }
            }
            Fact::Veiled { question, on } => {
                if let (Some(asked), Some(poll)) =
                    (self.editions.original.question(question), self.polls.get_mut(question))
                {
                    poll.veil(asked, *on);
                }
            }
            Fact::Ended => {
                self.ended_at = Some(at);
                // Who fills in a late form is no newcomer to a question that was stormed.
                self.aside.end_span();
                // A form that stays open after the end has days.
                self.polls.values_mut().for_each(|poll| poll.ends = None);
            }
            Fact::Resumed => self.ended_at = None,
            Fact::Finished => self.finished = true,
        }
        self.steered_at = at;
    }

    fn apply_answer(&mut self, answered: &Answered, at: Moment) {
        let Some(question) = self.editions.original.question(&answered.question) else { return };
        let Some(poll) = self.polls.get_mut(&answered.question) else { return };
        if poll.round == answered.round {
            self.aside.note(answered.voter, at);
            poll.take(question, answered, at, self.aside.holds(&answered.voter));
        }
    }

    /// After other voters were set aside, or all brought back.
    fn sort_out(&mut self) {
        for (key, poll) in &mut self.polls {
            if let Some(question) = self.editions.original.question(key) {
                poll.sort_out(question, &self.aside);
            }
        }
    }

    // What is left behind.

    /// Rows stand in the order of voter ids: a keyed digest, so the order tells nothing about who or when.
    pub fn results(&self, seen: &BTreeSet<VoterId>) -> Results {
        let polls: Vec<(&SlideKey, &Poll, BTreeSet<VoterId>)> = self
            .deck()
            .questions()
            .filter_map(|(slide, _)| self.polls.get_key_value(&slide.key))
            .map(|(key, poll)| (key, poll, poll.present_with(seen)))
            .collect();
        let voters: BTreeSet<VoterId> = polls.iter().flat_map(|(_, _, present)| present).copied().collect();
        let rows = voters
            .iter()
            // Set aside, and its answers wiped: nothing is left to keep.
            .filter(|voter| !self.aside.holds(voter) || polls.iter().any(|(_, poll, _)| poll.given(voter).is_some()))
            .map(|voter| polls.iter().map(|(_, poll, present)| poll.cell(present, voter)).collect())
            .collect();
        let questions = polls
            .iter()
            .map(|(key, poll, present)| QuestionResult {
                question: (*key).clone(),
                round: poll.round,
                opened_at: poll.opened_at,
                closed_at: poll.closed_at,
                revealed: poll.revealed,
                solved: poll.solved,
                answered: self.board(key).map_or_else(|| poll.tally().answers(), Board::askers),
                asks: self.board(key).map(Board::results).unwrap_or_default(),
                present: present.iter().filter(|voter| !self.aside.holds(voter)).count() as u32,
                changes: poll.changes,
                totals: self.deck().question(key).map(|question| poll.tally().totals(question)).unwrap_or_default(),
                texts: self.deck().question(key).map(|question| poll.tray().results(question)).unwrap_or_default(),
                course: self
                    .deck()
                    .question(key)
                    .map(|question| poll.course(question, self.privacy.floor, &self.aside))
                    .unwrap_or_default(),
                kept: None,
            })
            .collect();
        Results { questions, rows, ..Results::default() }
    }

    /// How many took part: were present at a question, or are in `seen` while one takes answers.
    pub fn participants(&self, seen: &BTreeSet<VoterId>) -> usize {
        let mut voters = BTreeSet::new();
        for poll in self.polls.values() {
            voters.extend(poll.present_with(seen));
        }
        voters.iter().filter(|voter| !self.aside.holds(voter)).count()
    }
}
