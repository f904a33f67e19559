//! A journal that tells how long its appends take, how large they are and which of them fail.
//!
//! Changes nothing about what a journal does: every call goes to the one inside.

use std::sync::Arc;
use std::time::Instant;

use super::metrics::Metrics;
use crate::domain::fact::Recorded;
use crate::domain::ids::{Moment, SessionId};
use crate::domain::results::{Forgettable, Results};
use crate::journal::{Charter, Headline, Journal, JournalFailure, Kept, Promise};

pub struct Metered {
    inside: Arc<dyn Journal>,
    metrics: Arc<Metrics>,
}

impl Metered {
    pub fn new(inside: Arc<dyn Journal>, metrics: Arc<Metrics>) -> Self {
        Self { inside, metrics }
    }
}

impl Journal for Metered {
    fn create(&self, charter: Charter) -> Promise<'_, ()> {
        self.inside.create(charter)
    }

    fn sessions(&self) -> Promise<'_, Vec<Kept>> {
        self.inside.sessions()
    }

    fn append(&self, session: &SessionId, facts: Vec<Recorded>) -> Promise<'_, ()> {
        let count = facts.len();
        let begun = Instant::now();
        let appended = self.inside.append(session, facts);
        Box::pin(async move {
            let appended = appended.await;
            match &appended {
                Ok(()) => self.metrics.appended(count, begun.elapsed()),
                Err(failure) => self.metrics.append_failed(matches!(failure, JournalFailure::Full)),
            }
            appended
        })
    }

    fn read(&self, session: &SessionId) -> Promise<'_, (Charter, Vec<Recorded>)> {
        self.inside.read(session)
    }

    fn seal(&self, session: &SessionId, ended_at: Moment, results: Results) -> Promise<'_, ()> {
        self.inside.seal(session, ended_at, results)
    }

    fn sealed(&self, session: &SessionId) -> Promise<'_, (Charter, Results)> {
        self.inside.sealed(session)
    }

    fn headlines(&self, session: &SessionId) -> Promise<'_, Vec<Headline>> {
        self.inside.headlines(session)
    }

    fn set_headline(&self, session: &SessionId, headline: Headline) -> Promise<'_, ()> {
        self.inside.set_headline(session, headline)
    }

    fn forget(&self, session: &SessionId, what: Forgettable, at: Moment) -> Promise<'_, ()> {
        self.inside.forget(session, what, at)
    }

    fn size(&self, session: &SessionId) -> Promise<'_, u64> {
        self.inside.size(session)
    }

    fn delete(&self, session: &SessionId) -> Promise<'_, ()> {
        self.inside.delete(session)
    }

    fn probe(&self) -> Promise<'_, ()> {
        self.inside.probe()
    }

    fn close(&self) -> Promise<'_, ()> {
        self.inside.close()
    }
}
