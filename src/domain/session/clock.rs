//! The clock of an open question: set, stopped, given more time, run out.
//!
//! Reads no clock itself: `now` is handed in, by a clock that runs on evenly while one is set. Closes nothing that is
//! open without one.

use std::collections::BTreeSet;

use super::poll::{Poll, PollState};
use super::request::Refusal;
use super::{Session, Undoable};
use crate::domain::fact::Fact;
use crate::domain::ids::{Moment, SlideKey, VoterId};
use crate::domain::limits::{CLOCK_LEFT_MIN_MS, CLOCK_SECONDS, MORE_TIME_MS};

/// The fact that starts a clock of so many seconds.
pub(super) fn set(question: &SlideKey, now: Moment, seconds: u32) -> Fact {
    until(question, now, i64::from(seconds) * 1_000)
}

fn until(question: &SlideKey, now: Moment, milliseconds: i64) -> Fact {
    Fact::ClockSet { question: question.clone(), ends: Moment(now.0.saturating_add(milliseconds)) }
}

impl Session {
    /// When the open question closes by itself.
    pub fn clock_ends(&self) -> Option<Moment> {
        self.open_question().and_then(|(_, poll)| poll.ends)
    }

    pub(super) fn start_clock(&self, seconds: u32, now: Moment) -> Result<Vec<Fact>, Refusal> {
        let (question, _) = self.taking_answers().ok_or(Refusal::NotOpen)?;
        let (least, most) = CLOCK_SECONDS.into_inner();
        Ok(vec![set(question, now, seconds.clamp(least, most))])
    }

    pub(super) fn stop_clock(&self) -> Result<Vec<Fact>, Refusal> {
        let clocked = self.taking_answers().filter(|(_, poll)| poll.ends.is_some());
        let (question, _) = clocked.ok_or(Refusal::NoClock)?;
        Ok(vec![Fact::ClockStopped { question: question.clone() }])
    }

    /// Half a minute more. A question that closed so lately that this can be undone is opened again for it.
    pub(super) fn more_time(&self, now: Moment, seen: &BTreeSet<VoterId>) -> Result<Vec<Fact>, Refusal> {
        if let Some((question, ends)) = self.taking_answers().and_then(|(question, poll)| Some((question, poll.ends?)))
        {
            let most = i64::from(*CLOCK_SECONDS.end()) * 1_000;
            let left = ends.since(now).max(0).saturating_add(MORE_TIME_MS);
            return Ok(vec![until(question, now, left.min(most))]);
        }
        let Some((Undoable::Close, question, _)) = self.undoable(now) else { return Err(Refusal::NoClock) };
        let again = [Fact::Reopened { question: question.clone() }, until(question, now, MORE_TIME_MS)];
        // Another question may have opened meanwhile; two open questions would split the room.
        Ok(self.closed_now(seen, Some(question)).into_iter().chain(again).collect())
    }

    pub(super) fn run_out(&self, now: Moment) -> Option<Fact> {
        let (question, poll) = self.taking_answers()?;
        (now >= poll.ends?).then(|| Fact::Closing { question: question.clone() })
    }

    /// Goes by what was left when something was last heard, and not by the clock on the wall, which may be wrong and
    /// does not know that nobody could answer.
    pub(super) fn wind_clock(&self, now: Moment) -> Option<Fact> {
        let (question, poll) = self.taking_answers()?;
        let most = i64::from(*CLOCK_SECONDS.end()) * 1_000;
        let left = poll.ends?.since(self.heard_at).clamp(CLOCK_LEFT_MIN_MS, most);
        Some(until(question, now, left))
    }

    fn taking_answers(&self) -> Option<(&SlideKey, &Poll)> {
        self.open_question().filter(|(_, poll)| poll.state == PollState::Open)
    }
}
