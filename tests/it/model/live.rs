//! A session as a room would run it, without the room: carries intents out, one after the other.

use std::collections::BTreeSet;

use peil::domain::answer::Answer;
use peil::domain::fact::{Place, Recorded};
use peil::domain::ids::{Moment, VoterId};
use peil::domain::session::{AnswerRequest, Command, Decision, Request, Session, Step};

use super::QUESTIONS;
use super::intents::{ABSENT, From, Intent, MISPLACED, Number, Round, Which};
use crate::fixtures::{editions, option_key, slide_key, voter};

/// A session as a room would run it, without the room.
pub struct Live {
    pub session: Session,
    pub facts: Vec<Recorded>,
    pub now: Moment,
    /// Every answer that was sent, the last one last.
    pub sent: Vec<AnswerRequest>,
}

impl Live {
    pub fn new() -> Self {
        Self { session: Session::new(editions(), Moment(0)), facts: Vec::new(), now: Moment(1_000), sent: Vec::new() }
    }

    /// Carries one intent out and tells what was decided.
    pub fn take(&mut self, intent: &Intent, seen: &BTreeSet<VoterId>) -> Option<Decision> {
        let request = match intent {
            Intent::Wait(ms) => {
                self.now = Moment(self.now.0 + ms);
                return None;
            }
            Intent::Restart => {
                self.session = Session::replay(editions(), Moment(0), &self.facts);
                return None;
            }
            Intent::Repeat => Request::Answer(self.sent.last()?.clone()),
            Intent::Stray(_) if self.sent.is_empty() => return None,
            Intent::Stray(index) => Request::Answer(index.get(&self.sent).clone()),
            Intent::FinishClosing => Request::FinishClosing,
            Intent::Next => Request::Steer { from: Some(self.session.step()), command: Command::Next },
            Intent::Steer { command, from } => {
                let from = match from {
                    From::Here => Some(self.session.step()),
                    From::Nowhere => None,
                    From::Elsewhere => Some(Step::Slide(slide_key("elders"))),
                };
                // A time of the presenter's choice: so long ago.
                let command = match command.clone() {
                    Command::SetAside { since, here_before } => {
                        Command::SetAside { since: Moment(self.now.0 - since.0), here_before }
                    }
                    command => command,
                };
                Request::Steer { from, command }
            }
            // Few people answer what is not open: most of the time the presenter goes on first.
            Intent::Answer { voter: 0..=4, question: Which::Open, .. } if self.session.open_question().is_none() => {
                Request::Steer { from: Some(self.session.step()), command: self.go_on() }
            }
            Intent::Answer { voter, question, round, n, choice, words } => {
                let answer = self.answer(*voter, question, *round, *n, *choice, *words);
                self.sent.push(answer.clone());
                Request::Answer(answer)
            }
        };
        let decision = self.session.decide(&request, self.now, seen);
        if let Decision::Record(facts, _) = &decision {
            for fact in facts {
                let recorded = Recorded { at: self.now, fact: fact.clone() };
                self.session.apply(&recorded);
                self.facts.push(recorded);
            }
        }
        Some(decision)
    }

    /// What a presenter does who wants to hear people.
    fn go_on(&self) -> Command {
        match self.session.step() {
            Step::Ended => Command::Resume,
            Step::Slide(slide) if slide.as_str() == "slot" => Command::Show(Place::Slide(slide_key("1"))),
            _ => Command::Next,
        }
    }

    fn answer(
        &self,
        number: u16,
        which: &Which,
        round: Round,
        n: Number,
        choice: usize,
        words: Option<u8>,
    ) -> AnswerRequest {
        let question = match which {
            Which::Open => {
                self.session.open_question().map_or_else(|| slide_key("p3"), |(question, _)| question.clone())
            }
            Which::Any(index) => slide_key(QUESTIONS[*index]),
            Which::Unknown => slide_key("weg"),
        };
        let poll = self.session.poll(&question);
        let stored = poll.and_then(|poll| poll.given(&voter(number))).map_or(0, |given| given.n);
        let options = self.session.deck().question(&question).map_or(&[][..], |asked| &asked.options);
        // Now and then an option that is not there, or words with one that takes none.
        let option = (choice != ABSENT).then(|| options.get(choice % options.len().max(1))).flatten();
        AnswerRequest {
            voter: voter(number),
            round: match round {
                Round::Present => poll.map_or(1, |poll| poll.round),
                Round::Earlier => poll.map_or(1, |poll| poll.round) - 1,
            },
            n: match n {
                Number::Next => stored + 1,
                Number::Same => stored,
                Number::Lower => stored.saturating_sub(1),
            },
            said: Answer {
                choices: vec![option.map_or_else(|| option_key("geen"), |option| option.key.clone())],
                text: words
                    .filter(|_| choice == MISPLACED || option.is_some_and(|option| option.write_in))
                    .map(|words| format!("woord {words}")),
                ..Answer::default()
            },
            question,
        }
    }
}
