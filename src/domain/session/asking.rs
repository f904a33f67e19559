//! A session and what its audience asks: which requests become facts, and what the facts change. What may be done with
//! one of them is for its board to say.

use super::questions::{Board, Upvote};
use super::request::{AskRequest, Decision, Moderating, Outcome, Refusal, Reply, UpvoteRequest};
use super::{Poll, Session};
use crate::domain::deck::{Kind, Question};
use crate::domain::fact::{Asked, Fact, Place, Upvoted};
use crate::domain::ids::{Moment, SlideKey};
use crate::domain::limits::ANSWER_NUMBER_MAX;

impl Session {
    /// What the audience asked there; `None` where it does not ask.
    pub fn board(&self, question: &SlideKey) -> Option<&Board> {
        self.boards.get(question)
    }

    /// All boards, by question.
    pub fn boards(&self) -> impl Iterator<Item = (&SlideKey, &Board)> {
        self.boards.iter()
    }

    /// The board on the screen, else the one at which may be asked now.
    pub fn board_in_sight(&self) -> Option<(&SlideKey, &Board)> {
        let on_screen = match &self.place {
            Place::Slide(key) => self.boards.get_key_value(key),
            Place::Join => None,
        };
        on_screen.or_else(|| self.boards.get_key_value(self.open_question()?.0))
    }

    pub(super) fn is_for_asking(&self) -> bool {
        matches!(&self.place, Place::Slide(key) if self.boards.contains_key(key))
    }

    pub(super) fn decide_ask(&self, request: &AskRequest) -> Decision {
        let outcome = |outcome| Decision::Reply(Reply::Outcome(outcome));
        let Some((key, poll, board)) = self.asked_at(&request.question) else { return outcome(Outcome::Invalid) };
        let Some((max, moderated)) = self.deck().question(key).and_then(asking) else {
            return outcome(Outcome::Invalid);
        };
        if request.text.is_empty() || request.characters > max || !is_number(request.n) {
            return outcome(Outcome::Invalid);
        }
        if request.round != poll.round {
            return outcome(Outcome::Closed);
        }
        if let Some(repeated) = board.repeated(&request.voter, request.n, &request.text, request.name.as_deref()) {
            return outcome(repeated);
        }
        if !poll.takes_answers() || self.ended_at.is_some() {
            return outcome(Outcome::Closed);
        }
        if let Err(refused) = board.may_ask(&request.voter, moderated) {
            return outcome(refused);
        }
        let fact = Fact::Asked(Asked {
            question: key.clone(),
            round: request.round,
            voter: request.voter,
            n: request.n,
            text: request.text.clone(),
            name: request.name.clone(),
        });
        Decision::Record(vec![fact], Reply::Outcome(Outcome::Counted))
    }

    pub(super) fn decide_upvote(&self, request: &UpvoteRequest) -> Decision {
        let outcome = |outcome| Decision::Reply(Reply::Outcome(outcome));
        let Some((key, poll, board)) = self.asked_at(&request.question) else { return outcome(Outcome::Invalid) };
        let takes_votes = matches!(
            self.deck().question(key).map(|question| question.kind),
            Some(Kind::Questions { upvotes: true, .. })
        );
        if !takes_votes || !is_number(request.n) {
            return outcome(Outcome::Invalid);
        }
        if request.round != poll.round {
            return outcome(Outcome::Closed);
        }
        let vote = Upvote { n: request.n, on: request.on };
        let stored = match board.may_upvote(&request.voter, request.ask, vote) {
            Ok(stored) => stored,
            Err(unchanged) => return outcome(unchanged),
        };
        if !poll.takes_answers() || self.ended_at.is_some() {
            return outcome(Outcome::Closed);
        }
        let fact = Fact::Upvoted(Upvoted {
            question: key.clone(),
            round: request.round,
            voter: request.voter,
            ask: request.ask,
            n: request.n,
            on: request.on,
        });
        Decision::Record(vec![fact], Reply::Outcome(stored))
    }

    /// Names the entry and says how it shall be, so that a press that comes twice is done once.
    pub(super) fn moderate(
        &self,
        question: Option<&SlideKey>,
        round: Option<u32>,
        what: Moderating,
    ) -> Result<Vec<Fact>, Refusal> {
        let found = match question {
            Some(question) => self.boards.get_key_value(question),
            None => self.board_in_sight(),
        };
        let (key, board) = found.ok_or(Refusal::NotAQuestion)?;
        if round.is_some_and(|round| self.polls.get(key).is_none_or(|poll| poll.round != round)) {
            return Err(Refusal::NoSuchAsk);
        }
        let question = key.clone();
        let fact = match what {
            Moderating::One(ask, moderation) => {
                board.may_moderate(ask, moderation)?.map(|moderation| Fact::Moderated { question, ask, moderation })
            }
            Moderating::Spotlight(ask) => board.may_spotlight(ask)?.then_some(Fact::Spotlit { question, ask }),
            Moderating::Curtain(on) => (board.is_curtained() != on).then_some(Fact::Curtained { question, on }),
        };
        Ok(fact.into_iter().collect())
    }

    pub(super) fn apply_asking(&mut self, fact: &Fact, at: Moment) {
        let Self { editions, polls, boards, .. } = self;
        let is_round = |question: &SlideKey, round: u32| polls.get(question).is_some_and(|poll| poll.round == round);
        match fact {
            Fact::Asked(asked) if is_round(&asked.question, asked.round) => {
                let question = editions.original.question(&asked.question).and_then(asking);
                if let (Some(board), Some((_, moderated))) = (boards.get_mut(&asked.question), question) {
                    board.ask(asked, moderated, at);
                }
            }
            Fact::Upvoted(upvoted) if is_round(&upvoted.question, upvoted.round) => {
                if let Some(board) = boards.get_mut(&upvoted.question) {
                    board.upvote(upvoted);
                }
            }
            Fact::Moderated { question, ask, moderation } => {
                if let Some(board) = boards.get_mut(question) {
                    board.moderate(*ask, *moderation);
                }
            }
            Fact::Spotlit { question, ask } => {
                if let Some(board) = boards.get_mut(question) {
                    board.spotlight_on(*ask);
                }
            }
            Fact::Curtained { question, on } => {
                if let Some(board) = boards.get_mut(question) {
                    board.curtain(*on);
                }
            }
            _ => {}
        }
    }

    fn asked_at(&self, question: &SlideKey) -> Option<(&SlideKey, &Poll, &Board)> {
        let (key, board) = self.boards.get_key_value(question)?;
        Some((key, self.polls.get(key)?, board))
    }
}

/// How long a question from the audience may be, and whether it waits to be let through.
fn asking(question: &Question) -> Option<(u32, bool)> {
    match question.kind {
        Kind::Questions { max, moderated, .. } => Some((max, moderated)),
        _ => None,
    }
}

fn is_number(n: u32) -> bool {
    (1..=ANSWER_NUMBER_MAX).contains(&n)
}
