//! What goes by itself: texts and single answers of sealed sessions whose days are over. Once an hour, while the server runs.
//!
//! Deletes nothing of a session that runs, nor of one that promised no days, and nothing while the clock is in doubt: see
//! [`wall`]. What fails is logged and tried again an hour later.

mod wall;

use std::sync::Arc;
use std::time::Duration;

use self::wall::{Wall, steady};
use super::{Hub, now};
use crate::domain::ids::Moment;
use crate::domain::results::Forgettable;
use crate::journal::Kept;

/// How often sessions are looked at, and how far the clock is believed.
#[derive(Clone, Copy, Debug)]
pub struct Rounds {
    /// Between the start of the server and its first round: a machine that started with a wrong clock has asked the
    /// network for the right one by then.
    pub settle: Duration,
    pub every: Duration,
    /// A clock that jumped must go evenly for so long before anything is deleted by it: time for somebody to notice.
    pub doubt: Duration,
    /// The time on the wall. Tests have a wall of their own.
    pub wall: fn() -> Moment,
}

impl Default for Rounds {
    fn default() -> Self {
        Self {
            settle: Duration::from_secs(10 * 60),
            every: Duration::from_secs(60 * 60),
            doubt: Duration::from_secs(24 * 60 * 60),
            wall: now,
        }
    }
}

impl Hub {
    /// Goes round until the hub closes.
    pub(super) fn keep_promises(self: &Arc<Self>) {
        let hub = Arc::clone(self);
        self.tracker.spawn(async move {
            let rounds = hub.timing.rounds;
            let mut wall = Wall::new((rounds.wall)(), steady(), rounds.doubt);
            let mut wait = rounds.settle;
            loop {
                tokio::select! {
                    () = hub.cancel.cancelled() => return,
                    () = tokio::time::sleep(wait) => {}
                }
                wait = rounds.every;
                let at = (rounds.wall)();
                if wall.is_believed(at, steady()) {
                    hub.forget_what_is_due(at).await;
                } else {
                    tracing::warn!("the clock jumped, so nothing is deleted by it for now");
                }
            }
        });
    }

    async fn forget_what_is_due(&self, at: Moment) {
        let sessions = match self.journal.sessions().await {
            Ok(sessions) => sessions,
            Err(failure) => return tracing::error!(%failure, "nothing could be deleted by its date"),
        };
        for (kept, what) in sessions.iter().flat_map(|kept| due(kept, at).map(move |what| (kept, what))) {
            if self.cancel.is_cancelled() {
                return;
            }
            let (session, what_word) = (&kept.session, what.word());
            match self.journal.forget(session, what, at).await {
                Ok(()) => tracing::info!(%session, what = what_word, "deleted: its days are over"),
                Err(failure) => tracing::error!(%session, what = what_word, %failure, "could not be deleted yet"),
            }
        }
    }
}

/// What of this session should be gone by now. Nothing of one that ended in the future: that clock was wrong, or this is.
fn due(kept: &Kept, at: Moment) -> impl Iterator<Item = Forgettable> {
    let (privacy, sealed) = (kept.privacy, kept.sealed);
    Forgettable::ALL.into_iter().filter(move |what| {
        sealed.is_some_and(|sealed| {
            let is_over = privacy.goes_at(*what, sealed.ended_at).is_some_and(|goes| goes <= at);
            is_over && sealed.ended_at <= at && sealed.forgotten.of(*what).is_none()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{DeckId, RoomCode, SessionId};
    use crate::domain::limits::DAY_MS;
    use crate::domain::privacy::Privacy;
    use crate::domain::results::Forgotten;
    use crate::journal::Sealed;

    fn kept(privacy: Privacy, ended_at: Option<i64>, forgotten: Forgotten) -> Kept {
        Kept {
            session: SessionId::parse("s1").unwrap(),
            code: RoomCode::new(482_913).unwrap(),
            deck: DeckId::parse("webinar").unwrap(),
            title: String::new(),
            started_at: Moment(0),
            privacy,
            sealed: ended_at.map(|at| Sealed { ended_at: Moment(at), participants: 1, answers: 1, forgotten }),
        }
    }

    #[test]
    fn texts_go_after_their_days_and_single_answers_after_theirs() {
        let check = |day: i64, privacy: Privacy, forgotten: Forgotten, expected: &[Forgettable]| {
            let found: Vec<_> = due(&kept(privacy, Some(1_000), forgotten), Moment(1_000 + day * DAY_MS)).collect();
            assert_eq!(found, expected, "day {day}");
        };
        let promised = Privacy { texts_days: Some(30), rows_days: Some(90), ..Privacy::DEFAULT };
        let none = Forgotten::default();
        check(29, promised, none, &[]);
        check(30, promised, none, &[Forgettable::Texts]);
        check(30, promised, Forgotten { texts: Some(Moment(5)), rows: None }, &[]);
        check(90, promised, none, &Forgettable::ALL);
        check(-1, promised, none, &[]);
        let at_once = Privacy { texts_days: Some(0), ..promised };
        check(0, at_once, none, &[Forgettable::Texts]);
        check(-1, at_once, none, &[]);
        let for_ever = Privacy { texts_days: None, rows_days: None, ..promised };
        check(36_500, for_ever, none, &[]);
        let running = kept(promised, None, none);
        assert_eq!(due(&running, Moment(i64::MAX)).count(), 0, "what runs is left alone");
    }
}
