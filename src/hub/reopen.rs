//! How a session goes on after its room stopped: opened again from its journal, or kept closed where it would only fall
//! over again, or tried once in a while where the journal cannot be read.

use std::sync::Arc;
use std::time::Duration;

use super::halt::{self, FactName, Halt};
use super::{Hub, HubFailure, editions_of};
use crate::domain::fact::Recorded;
use crate::domain::ids::{RoomCode, SessionId};
use crate::journal::Charter;

/// Waits before a session whose journal cannot be read is tried again: soon after a hiccup, and then once in a while.
const REOPEN_WAIT_MIN: Duration = Duration::from_secs(1);
const REOPEN_WAIT_MAX: Duration = Duration::from_secs(30);

impl Hub {
    pub(super) async fn reopen(self: &Arc<Self>, id: &SessionId) -> Result<(), HubFailure> {
        let (charter, facts) = self.journal.read(id).await?;
        self.reopen_from(charter, &facts)
    }

    fn reopen_from(self: &Arc<Self>, charter: Charter, facts: &[Recorded]) -> Result<(), HubFailure> {
        let editions = Arc::new(editions_of(&charter)?);
        let session = halt::replay(editions, charter.started_at, facts)
            .map_err(|fact| HubFailure::Bug { session: charter.session.clone(), fact })?;
        self.halted.remove(&charter.session);
        let session = session.promising(charter.privacy);
        self.spawn(charter, session);
        Ok(())
    }

    /// A bug stopped the room. What it had in memory may be wrong, what is in the journal is not.
    pub(super) async fn reopen_after_panic(self: &Arc<Self>, id: &SessionId, code: RoomCode) {
        let reopened = match self.journal.read(id).await {
            Ok((charter, facts)) => self.reopen_once(charter, &facts),
            Err(failure) => Err(failure.into()),
        };
        if let Err(failure) = reopened {
            self.rooms.remove(&code);
            self.halt(id, failure);
        }
    }

    /// Opens the room anew, unless the journal went no further since a bug stopped it before.
    fn reopen_once(self: &Arc<Self>, charter: Charter, facts: &[Recorded]) -> Result<(), HubFailure> {
        let fact = FactName::last(facts);
        tracing::error!(session = %charter.session, %fact, "a room stopped by a bug");
        if self.stopped_at.insert(charter.session.clone(), fact.clone()).as_ref() == Some(&fact) {
            return Err(HubFailure::Bug { session: charter.session, fact });
        }
        self.reopen_from(charter, facts)
    }

    /// The session cannot go on: whoever comes is told why, and a journal that cannot be read is tried again.
    pub(super) fn halt(self: &Arc<Self>, id: &SessionId, failure: HubFailure) {
        tracing::error!(session = %id, %failure, "the session cannot go on");
        match failure {
            HubFailure::Bug { fact, .. } => {
                self.halted.insert(id.clone(), Halt::Bug(fact));
            }
            _ => {
                self.halted.insert(id.clone(), Halt::Unreadable);
                let (hub, id) = (Arc::clone(self), id.clone());
                self.tracker.spawn(async move { hub.reopen_when_readable(&id).await });
            }
        }
    }

    pub(super) async fn reopen_when_readable(self: &Arc<Self>, id: &SessionId) {
        let mut wait = REOPEN_WAIT_MIN;
        loop {
            tokio::select! {
                () = self.cancel.cancelled() => return,
                () = tokio::time::sleep(wait) => {}
            }
            // Deleted meanwhile.
            if !self.halted.contains_key(id) {
                return;
            }
            match self.reopen(id).await {
                Ok(()) => return tracing::info!(session = %id, "the session goes on"),
                Err(HubFailure::Bug { fact, .. }) => {
                    tracing::error!(session = %id, %fact, "the session cannot be replayed");
                    self.halted.insert(id.clone(), Halt::Bug(fact));
                    return;
                }
                Err(failure) => tracing::warn!(session = %id, %failure, "the session still cannot go on"),
            }
            wait = (wait * 2).min(REOPEN_WAIT_MAX);
        }
    }
}
