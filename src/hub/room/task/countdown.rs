//! A question's clock in its room: when it closes by itself, and the seconds that are sent meanwhile.
//!
//! On the monotonic clock, set from the facts; the clock on the wall is asked nothing while one runs.

use std::time::Duration;

use tokio::time::Instant;

use super::RoomTask;
use crate::domain::fact::Fact;
use crate::domain::ids::Moment;
use crate::domain::session::Request;

/// So often screen and remote are sent what is left. They count by themselves; this puts them right.
const TICK: Duration = Duration::from_secs(1);
/// Wait before a question that could not be closed is closed again.
const CLOSE_PAUSE: Duration = Duration::from_millis(500);

impl RoomTask {
    /// A clock that ran when the server stopped goes on with what was left.
    pub(super) async fn wind_clock(&mut self) {
        if let Some(ends) = self.session.clock_ends() {
            // Until that is stored, nobody's time runs out.
            self.decide_alone(Request::WindClock).await;
            self.clock_until = self.clock_until.or_else(|| Some(self.instant(ends)));
        }
    }

    pub(super) fn follow_clock(&mut self, fact: &Fact) {
        match fact {
            Fact::ClockSet { ends, .. } => {
                self.clock_until = Some(self.instant(*ends));
                self.signs.forget_time();
            }
            Fact::Opened { .. } | Fact::Reopened { .. } => {
                self.clock_until = None;
                self.signs.forget_time();
            }
            _ if self.session.clock_ends().is_none() => self.clock_until = None,
            _ => {}
        }
    }

    /// After the journal was read back: the session may stand where it was before.
    pub(super) fn find_clock(&mut self) {
        self.clock_until = self.session.clock_ends().map(|ends| self.instant(ends));
    }

    /// Closes the question whose time is up.
    pub(super) async fn run_out(&mut self) {
        if self.clock_until.is_some_and(|until| until <= Instant::now()) {
            self.decide_alone(Request::RunOut).await;
            if self.clock_until.is_some() {
                // That could not be stored.
                self.clock_until = Some(Instant::now() + CLOSE_PAUSE);
            }
        }
    }

    pub(super) fn has_ticked(&mut self, now: Instant) -> bool {
        let has = self.next_tick().is_some_and(|tick| tick <= now);
        if has {
            self.ticked = now;
        }
        has
    }

    pub(super) fn next_tick(&self) -> Option<Instant> {
        self.clock_until.map(|_| self.ticked + TICK)
    }

    fn instant(&self, moment: Moment) -> Instant {
        let left = moment.since(self.clock.now()).max(0) as u64;
        // A millisecond more: the moment itself is cut off to a whole one.
        Instant::now() + Duration::from_millis(left + 1)
    }
}
