//! What a room does by the clock: closes after the grace and a form after its
//! days, ends an idle session, seals an ended one, asks a disk that failed.

use std::time::Duration;

use tokio::time::Instant;

use super::{RECENT, RoomEnd, RoomTask};
use crate::domain::ids::Moment;
use crate::domain::session::{Command, PollState, Request};
use crate::hub::room::{Ask, ReplyTo};
use crate::journal::JournalFailure;

/// Wait before a question that could not be closed is closed again.
const CLOSE_PAUSE: Duration = Duration::from_millis(500);
/// Wait before a session that could not be sealed is sealed again.
const SEAL_PAUSE: Duration = Duration::from_millis(500);

impl RoomTask {
    /// Does what is due by the clock: asks a disk that failed, closes after the grace, ends an idle session, seals an ended one.
    pub(super) async fn keep_time(&mut self) -> Option<RoomEnd> {
        if self.is_in_trouble() && self.ask_disk_at <= Instant::now() {
            self.ask_disk().await;
        }
        self.run_out().await;
        if !self.is_closing() {
            self.grace_until = None;
        } else if self.grace_until.is_none_or(|until| until <= Instant::now()) {
            self.decide_alone(Request::FinishClosing).await;
            if self.is_closing() {
                // That could not be stored, and it must not wait until somebody comes or goes.
                self.grace_until = Some(Instant::now() + CLOSE_PAUSE);
            }
        }
        if self.form_until().is_some_and(|until| until.since(self.clock.now()) <= 0) {
            self.decide_alone(Request::FinishClosing).await;
        }
        match (self.session.ended_at(), self.ended) {
            // As long as a form can be filled in, there is more to come.
            (Some(_), _) if self.form_until().is_some() => {}
            (Some(ended_at), Some(ended)) if self.session.is_finished() || ended.elapsed() >= self.timing.resume => {
                return self.seal(ended_at).await;
            }
            (None, _) if self.steered.elapsed() >= self.timing.idle_end => {
                self.decide_alone(Request::Steer { from: None, command: Command::End }).await;
            }
            _ => {}
        }
        None
    }

    /// Until when a form can be filled in after the end.
    fn form_until(&self) -> Option<Moment> {
        self.session.late_form().map(|(_, _, until)| until)
    }

    fn is_closing(&self) -> bool {
        self.session.open_question().is_some_and(|(_, poll)| matches!(poll.state, PollState::Closing { .. }))
    }

    /// A request of the room's own; its reply is for nobody.
    pub(super) async fn decide_alone(&mut self, request: Request) {
        self.serve(vec![Ask { request, reply: ReplyTo::nobody() }]).await;
    }

    async fn seal(&mut self, ended_at: Moment) -> Option<RoomEnd> {
        let results = self.session.results(&self.seen);
        match self.journal.seal(&self.charter.session, ended_at, results).await {
            // Already sealed: an earlier try failed only after the results were written.
            Ok(()) | Err(JournalFailure::IsSealed(_)) => {
                tracing::info!(session = %self.charter.session, "sealed");
                Some(RoomEnd::Sealed)
            }
            Err(failure) => {
                tracing::error!(session = %self.charter.session, %failure, "could not be sealed yet");
                tokio::time::sleep(SEAL_PAUSE).await;
                None
            }
        }
    }

    pub(super) fn wake_at(&self) -> Instant {
        // A session that idles for a day is looked at once a minute.
        let mut wake = Instant::now() + Duration::from_secs(60);
        if let Some(ended) = self.ended.filter(|_| self.form_until().is_none()) {
            wake = wake.min(ended + self.timing.resume);
        }
        let undo = self
            .session
            .undoable(self.clock.now())
            .map(|(_, _, left)| Instant::now() + Duration::from_millis(left as u64));
        let recent = self.recent.front().map(|(at, _)| *at + RECENT);
        let disk = self.is_in_trouble().then_some(self.ask_disk_at);
        let clock = self.clock_until.into_iter().chain(self.next_tick()).chain(self.signs.forgets_at()).min();
        [self.grace_until, self.easel.due(), undo, recent, disk, clock].into_iter().flatten().fold(wake, Instant::min)
    }
}
