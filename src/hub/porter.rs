//! Stands between what is asked of a room and its session: keeps answers at a human pace, and tells the presenter when
//! they look made by a script. The one place where `pace` and `alarm` meet. Holds no session and decides no vote.

use std::collections::BTreeSet;

use tokio::time::Instant;

use super::alarm::{Alarm, Mark};
use super::pace::{Pace, Verdict};
use crate::codec::view;
use crate::domain::fact::Fact;
use crate::domain::ids::{Moment, VoterId};
use crate::domain::session::{Command, Request, Session};

pub struct Porter {
    pace: Pace,
    alarm: Alarm,
}

impl Porter {
    /// For a session that was just founded or read back.
    pub fn new(session: &Session, now: Instant) -> Self {
        Self { pace: Pace::new(now), alarm: Alarm::new(session, now) }
    }

    /// These came in, or back. `seen` is who is or was here since the question opened, without them.
    pub fn came(&mut self, arrivals: &[VoterId], seen: &BTreeSet<VoterId>, now: Instant) {
        for voter in arrivals {
            self.alarm.came(*voter, seen, now);
        }
    }

    /// Hears what a presenter says of the alarm, and adds what the room knows and they need not say.
    pub fn hear(&mut self, request: &mut Request) {
        match request {
            Request::Steer { command: Command::SetAside { since, here_before }, .. } => {
                *here_before = self.alarm.here_before(*since);
            }
            Request::Steer { command: Command::Dismiss { since }, .. } => self.alarm.dismiss(*since),
            _ => {}
        }
    }

    /// Whether this answer, which the session would record, is taken now; else its voter hears that we are busy.
    pub fn takes(
        &mut self,
        voter: &VoterId,
        session: &Session,
        seen: &BTreeSet<VoterId>,
        at: Moment,
        now: Instant,
    ) -> bool {
        let is_newcomer = !session.has_answered(voter);
        match self.pace.judge(voter, is_newcomer, || seen.iter(), now) {
            Verdict::Take => {
                if is_newcomer {
                    self.alarm.first_answer(voter, session, seen, at, now);
                }
                true
            }
            Verdict::TooOften => false,
            Verdict::TooMany { since } => {
                let moment = Moment(at.0 - (now - since).as_millis() as i64);
                self.alarm.flood((moment, since), session, seen, now);
                false
            }
        }
    }

    /// Whether something else of this voter than an answer is taken now. Strangers share one allowance with those who
    /// answer for the first time. A flood of them sets off no alarm by itself: it brings no answers to set aside.
    pub fn paces(&mut self, voter: &VoterId, session: &Session, seen: &BTreeSet<VoterId>, now: Instant) -> bool {
        let is_newcomer = !session.has_answered(voter) && !session.boards().any(|(_, board)| board.knows(voter));
        self.pace.judge(voter, is_newcomer, || seen.iter(), now) == Verdict::Take
    }

    /// What has happened in the session, after it was applied.
    pub fn follow(&mut self, fact: &Fact, session: &Session, now: Instant) {
        self.alarm.follow(fact, session, now);
    }

    /// What was noticed so far, to put back when what follows could not be stored.
    pub fn mark(&self) -> Mark {
        self.alarm.mark()
    }

    pub fn put_back(&mut self, mark: Mark) {
        self.alarm.put_back(mark);
    }

    pub fn alarm(&self, now: Instant) -> Option<view::Alarm> {
        self.alarm.shown(now)
    }

    /// Whether the alarm went off or out since this was last asked: then it must be drawn.
    pub fn has_turned(&mut self, now: Instant) -> bool {
        self.alarm.has_turned(now)
    }
}
