//! The rules: which requests become facts, and which are refused. Looks at a session and never changes it.

use std::collections::BTreeSet;

use super::poll::{Poll, PollState};
use super::request::{AnswerRequest, Command, Decision, Outcome, Phase, Refusal, Reply, Request, Step};
use super::{Session, Undoable, clock};
use crate::domain::deck::Question;
use crate::domain::fact::{Answered, Fact, Place};
use crate::domain::ids::{Moment, SlideKey, VoterId};
use crate::domain::limits::{ANSWER_NUMBER_MAX, RESUME_MS};

impl Session {
    /// `seen` is who is or was here since the open question opened; it goes into the fact `Closed`.
    pub fn decide(&self, request: &Request, now: Moment, seen: &BTreeSet<VoterId>) -> Decision {
        match request {
            Request::Answer(answer) => self.decide_answer(answer, now),
            Request::Ask(ask) => self.decide_ask(ask),
            Request::Upvote(upvote) => self.decide_upvote(upvote),
            Request::FinishClosing => recorded(self.finish_closing(seen).or_else(|| self.close_late_form(seen, now))),
            Request::RunOut => recorded(self.run_out(now)),
            Request::WindClock => recorded(self.wind_clock(now)),
            Request::Steer { from, command } => {
                if from.as_ref().is_some_and(|from| !self.may_start(command, from)) {
                    return Decision::Reply(Reply::Refused(Refusal::Moved));
                }
                match self.decide_command(command, now, seen) {
                    Ok(facts) => Decision::Record(facts, Reply::Done),
                    Err(refusal) => Decision::Reply(Reply::Refused(refusal)),
                }
            }
        }
    }

    /// Whether a command that was pressed at `from` still means what it meant: it does at that very step, and more time
    /// also when the question closed under the finger.
    fn may_start(&self, command: &Command, from: &Step) -> bool {
        match (command, from, self.step()) {
            (Command::MoreTime, Step::Question(was, Phase::Open), Step::Question(is, Phase::Closed)) => *was == is,
            (_, from, step) => *from == step,
        }
    }

    fn decide_answer(&self, request: &AnswerRequest, now: Moment) -> Decision {
        let outcome = |outcome| Decision::Reply(Reply::Outcome(outcome));
        let (Some((key, poll)), Some(question)) =
            (self.polls.get_key_value(&request.question), self.deck().question(&request.question))
        else {
            return outcome(Outcome::Invalid);
        };
        let Some(answer) = request.said.check(question) else {
            return outcome(Outcome::Invalid);
        };
        if request.n > ANSWER_NUMBER_MAX {
            return outcome(Outcome::Invalid);
        }
        if request.round != poll.round {
            return outcome(Outcome::Closed);
        }
        let earlier = poll.given(&request.voter);
        match earlier {
            // A repeat is told the same again, also after closing: the first reply may have been lost on the way.
            Some(given) if given.n == request.n && *given.answer == answer => return outcome(Outcome::Counted),
            Some(given) if given.n >= request.n => return outcome(Outcome::Superseded),
            _ => {}
        }
        if answer.is_taken_back() && earlier.is_none() {
            return outcome(Outcome::Invalid);
        }
        let is_over = self.ended_at.is_some() && !self.is_late_form(key, now);
        if !poll.takes_answers() || is_over {
            return outcome(Outcome::Closed);
        }
        let fact = Fact::Answered(Answered {
            question: key.clone(),
            round: request.round,
            voter: request.voter,
            n: request.n,
            answer,
        });
        let reply = if earlier.is_some() { Outcome::Changed } else { Outcome::Counted };
        Decision::Record(vec![fact], Reply::Outcome(reply))
    }

    fn decide_command(&self, command: &Command, now: Moment, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        match command {
            Command::RenewLink(link) => return Ok(vec![Fact::LinkRenewed { link: *link }]),
            Command::Resume => return self.resume(now),
            Command::Finish => return self.finish(),
            // Also after the end, until the results are sealed: who counts is often looked at only then.
            Command::SetAside { since, here_before } => return self.leave_out(*since, here_before),
            Command::BringBack if self.aside.is_empty() => return Err(Refusal::NothingToBringBack),
            Command::BringBack if self.bringing_back_tells() => return Err(Refusal::TooFewToSetAside),
            Command::BringBack => return Ok(vec![Fact::BroughtBack]),
            Command::Dismiss { .. } => return Ok(Vec::new()),
            // At once: nobody in a hall has a vote under way.
            Command::Close if self.late_form().is_some() => {
                return Ok(self.closed_now(seen, None).into_iter().collect());
            }
            // Also after the end: there is time to read only then.
            Command::Sort { question, round, entries, sorting } => {
                return self.sort(question, *round, entries, sorting);
            }
            Command::Join { question, round, entries } => return self.join_texts(question, *round, entries),
            Command::ShowAll { question, round, newest } => return self.show_all(question, *round, *newest),
            Command::Veil { question, on } => return self.veil(question, *on),
            _ if self.ended_at.is_some() => return Err(Refusal::HasEnded),
            _ => {}
        }
        match command {
            Command::Next => self.next(now, seen),
            Command::Back => self.back(),
            Command::Show(Place::Join) => Ok(vec![Fact::Moved { to: Place::Join }]),
            Command::Show(Place::Slide(key)) => {
                self.deck().slide(key).ok_or(Refusal::NoSuchSlide)?;
                Ok(vec![Fact::Moved { to: Place::Slide(key.clone()) }])
            }
            Command::Open => self.open(now, seen),
            Command::Close => self.close(),
            Command::StartClock { seconds } => self.start_clock(*seconds, now),
            Command::StopClock => self.stop_clock(),
            Command::MoreTime => self.more_time(now, seen),
            Command::Reveal => self.reveal(seen),
            Command::Solve => self.solve(),
            Command::ShowMovement => self.show_movement(),
            Command::HideMovement => self.hide_movement(),
            Command::Hide => {
                let (question, poll) = self.current()?;
                if !poll.revealed {
                    return Err(Refusal::NotRevealed);
                }
                Ok(vec![Fact::Hidden { question: question.clone() }])
            }
            Command::Clear => {
                let (question, poll) = self.current()?;
                if poll.state == PollState::Unopened {
                    return Err(Refusal::NothingToClear);
                }
                Ok(vec![Fact::Cleared { question: question.clone() }])
            }
            Command::Undo => {
                let (what, question, _) = self.undoable(now).ok_or(Refusal::NothingToUndo)?;
                let question = question.clone();
                Ok(match what {
                    Undoable::Reveal => vec![Fact::Hidden { question }],
                    Undoable::Solve => vec![Fact::Unsolved { question }],
                    Undoable::Movement => vec![Fact::MovementHidden { question }],
                    // Another question may have opened meanwhile; two open questions would split the room.
                    Undoable::Close => self
                        .closed_now(seen, Some(&question))
                        .into_iter()
                        .chain([Fact::Reopened { question }])
                        .collect(),
                })
            }
            Command::Moderate { question, round, what } => self.moderate(question.as_ref(), *round, *what),
            Command::Black => Ok(vec![Fact::Blackened { on: !self.black }]),
            Command::End => Ok(self.end(seen)),
            Command::RenewLink(_)
            | Command::Resume
            | Command::Finish
            | Command::SetAside { .. }
            | Command::BringBack
            | Command::Sort { .. }
            | Command::Join { .. }
            | Command::ShowAll { .. }
            | Command::Veil { .. }
            | Command::Dismiss { .. } => {
                unreachable!("handled above")
            }
        }
    }

    /// Everything closes but a form that was asked and stays open after the end: that one opens again if it was closed.
    /// Of several it is the last, as one question is open at a time.
    fn end(&self, seen: &BTreeSet<VoterId>) -> Vec<Fact> {
        let forms = self.deck().questions().filter(|(_, question)| question.days().is_some());
        let polls = forms.filter_map(|(slide, _)| self.polls.get_key_value(&slide.key));
        let late = polls.filter(|(_, poll)| poll.state != PollState::Unopened).last();
        let opens = late.filter(|(_, poll)| poll.state != PollState::Open);
        let closed = self.closed_now(seen, late.map(|(key, _)| key));
        let reopened = opens.map(|(key, _)| Fact::Reopened { question: key.clone() });
        closed.into_iter().chain(reopened).chain([Fact::Ended]).collect()
    }

    fn is_late_form(&self, question: &SlideKey, now: Moment) -> bool {
        self.late_form().is_some_and(|(late, _, until)| late == question && until.since(now) > 0)
    }

    /// The fact that ends a form whose days are over.
    fn close_late_form(&self, seen: &BTreeSet<VoterId>, now: Moment) -> Option<Fact> {
        let (question, poll, until) = self.late_form()?;
        (until.since(now) <= 0).then(|| closed(question, poll, seen))
    }

    /// The one big button: show → open → close → reveal → what is right, where the question knows it → the next slide.
    fn next(&self, now: Moment, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        match self.current() {
            Ok((question, poll)) => match poll.phase() {
                Phase::Shown => self.open(now, seen),
                Phase::Open => self.close(),
                Phase::Closed if self.is_for_asking() => self.move_by_one(),
                Phase::Closed => self.reveal(seen),
                Phase::Revealed | Phase::Moved if self.has_solution(question) && !poll.solved => self.solve(),
                // How people moved is called for, and never comes by itself.
                Phase::Revealed | Phase::Solved | Phase::Moved => self.move_by_one(),
            },
            Err(_) => self.move_by_one(),
        }
    }

    fn move_by_one(&self) -> Result<Vec<Fact>, Refusal> {
        let index = self.slide_index().map_or(0, |index| index + 1);
        let slide = self.deck().slides.get(index).ok_or(Refusal::AtEnd)?;
        Ok(vec![Fact::Moved { to: Place::Slide(slide.key.clone()) }])
    }

    fn back(&self) -> Result<Vec<Fact>, Refusal> {
        let to = match self.slide_index().ok_or(Refusal::AtStart)? {
            0 => Place::Join,
            index => Place::Slide(self.deck().slides[index - 1].key.clone()),
        };
        Ok(vec![Fact::Moved { to }])
    }

    fn open(&self, now: Moment, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        let (question, poll) = self.current()?;
        match poll.state {
            PollState::Open => Err(Refusal::AlreadyOpen),
            _ if poll.revealed => Err(Refusal::IsRevealed),
            _ => {
                let opened = Fact::Opened { question: question.clone() };
                let seconds = self.deck().question(question).and_then(|asked| asked.seconds);
                let clock = seconds.map(|seconds| clock::set(question, now, seconds));
                Ok(self.closed_now(seen, Some(question)).into_iter().chain([opened]).chain(clock).collect())
            }
        }
    }

    fn close(&self) -> Result<Vec<Fact>, Refusal> {
        // Also closes a question that was left open when the presenter went elsewhere.
        let (question, poll) = self.open_question().ok_or(Refusal::NotOpen)?;
        if poll.state != PollState::Open {
            return Err(Refusal::NotOpen);
        }
        Ok(vec![Fact::Closing { question: question.clone() }])
    }

    fn reveal(&self, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        let (question, poll) = self.current()?;
        match poll.phase() {
            _ if self.is_for_asking() => Err(Refusal::NothingToReveal),
            Phase::Shown | Phase::Open => Err(Refusal::NotClosed),
            Phase::Revealed | Phase::Solved | Phase::Moved => Err(Refusal::IsRevealed),
            Phase::Closed => {
                let revealed = Fact::Revealed { question: question.clone() };
                Ok(self.finish_closing(seen).into_iter().chain([revealed]).collect())
            }
        }
    }

    fn solve(&self) -> Result<Vec<Fact>, Refusal> {
        let (question, poll) = self.current()?;
        match poll.phase() {
            _ if !self.has_solution(question) => Err(Refusal::NothingToSolve),
            Phase::Shown | Phase::Open | Phase::Closed => Err(Refusal::NotRevealed),
            _ if poll.solved => Err(Refusal::IsSolved),
            Phase::Revealed | Phase::Solved | Phase::Moved => Ok(vec![Fact::Solved { question: question.clone() }]),
        }
    }

    fn show_movement(&self) -> Result<Vec<Fact>, Refusal> {
        let (question, poll) = self.current()?;
        match poll.phase() {
            Phase::Shown | Phase::Open | Phase::Closed => Err(Refusal::NotRevealed),
            Phase::Moved => Err(Refusal::MovementIsShown),
            Phase::Revealed | Phase::Solved => {
                self.movement(question).ok_or(Refusal::NoMovement)?;
                Ok(vec![Fact::MovementShown { question: question.clone() }])
            }
        }
    }

    fn hide_movement(&self) -> Result<Vec<Fact>, Refusal> {
        let (question, poll) = self.current()?;
        if poll.phase() != Phase::Moved {
            return Err(Refusal::MovementNotShown);
        }
        Ok(vec![Fact::MovementHidden { question: question.clone() }])
    }

    fn has_solution(&self, question: &SlideKey) -> bool {
        self.deck().question(question).is_some_and(Question::has_solution)
    }

    fn leave_out(&self, since: Moment, here_before: &[VoterId]) -> Result<Vec<Fact>, Refusal> {
        let first = self.aside.first_since(since).ok_or(Refusal::NothingToSetAside)?;
        // A second press for the same leaves nobody out who is not out already.
        if self.aside.covers(first) {
            return Err(Refusal::NothingToSetAside);
        }
        let here_before = self.aside.spared(first, here_before);
        if self.leaving_out_tells(first, &here_before) {
            return Err(Refusal::TooFewToSetAside);
        }
        Ok(vec![Fact::SetAside { first, here_before }])
    }

    fn resume(&self, now: Moment) -> Result<Vec<Fact>, Refusal> {
        let ended_at = self.ended_at.ok_or(Refusal::NotEnded)?;
        if self.finished || now.since(ended_at) > RESUME_MS {
            return Err(Refusal::TooLateToResume);
        }
        Ok(vec![Fact::Resumed])
    }

    /// Not while a form can still be filled in: that is no end yet.
    fn finish(&self) -> Result<Vec<Fact>, Refusal> {
        if self.ended_at.is_none() || self.late_form().is_some() {
            return Err(Refusal::NotEnded);
        }
        Ok(if self.finished { Vec::new() } else { vec![Fact::Finished] })
    }

    /// Whether nothing can change any more.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    fn current(&self) -> Result<(&SlideKey, &Poll), Refusal> {
        match &self.place {
            Place::Slide(key) => self.polls.get_key_value(key).ok_or(Refusal::NotAQuestion),
            Place::Join => Err(Refusal::NotAQuestion),
        }
    }

    /// The fact that ends a closing question.
    fn finish_closing(&self, seen: &BTreeSet<VoterId>) -> Option<Fact> {
        let (question, poll) = self.open_question()?;
        matches!(poll.state, PollState::Closing { .. }).then(|| closed(question, poll, seen))
    }

    /// The fact that ends whatever question takes answers, unless it is `except`.
    pub(super) fn closed_now(&self, seen: &BTreeSet<VoterId>, except: Option<&SlideKey>) -> Option<Fact> {
        let (question, poll) = self.open_question()?;
        (Some(question) != except).then(|| closed(question, poll, seen))
    }
}

/// A request of the room's own that may have come to nothing.
fn recorded(fact: Option<Fact>) -> Decision {
    match fact {
        Some(fact) => Decision::Record(vec![fact], Reply::Done),
        None => Decision::Reply(Reply::Done),
    }
}

fn closed(question: &SlideKey, poll: &Poll, seen: &BTreeSet<VoterId>) -> Fact {
    Fact::Closed { question: question.clone(), present: poll.present_with(seen).into_iter().collect() }
}
