//! Deleting by hand, with a receipt: what went, of which session, when, how much, and what stays.
//!
//! A receipt holds nothing that anybody answered. It is kept in memory and nowhere on disk, so that deleting leaves no
//! trace and no list of what was deleted grows for years; whoever wants to keep one takes it along.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use super::{Hub, HubFailure, now, random_word};
use crate::domain::ids::{DeckId, Moment, RoomCode, SessionId};
use crate::domain::published::Published;
use crate::domain::results::{Forgettable, Forgotten, Holding};

/// How many receipts are kept: those of a long afternoon of tidying.
const RECEIPTS_MAX: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// Of a session that is sealed.
    Part(Forgettable),
    /// The session itself.
    Everything,
}

impl Erasure {
    pub const ALL: [Erasure; 3] =
        [Erasure::Part(Forgettable::Texts), Erasure::Part(Forgettable::Rows), Erasure::Everything];

    /// The word for it in forms, in the API and in the names of sentences.
    pub fn word(self) -> &'static str {
        match self {
            Erasure::Part(what) => what.word(),
            Erasure::Everything => "everything",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// What it is found by as long as the server runs.
    pub word: String,
    pub what: Erasure,
    pub session: SessionId,
    pub code: RoomCode,
    pub deck: DeckId,
    pub title: String,
    pub started_at: Moment,
    pub ended_at: Option<Moment>,
    /// When it was deleted.
    pub at: Moment,
    /// When this had been deleted before; nothing went now.
    pub before: Option<Moment>,
    /// What there was to delete; `None` where the session could not be read.
    pub held: Option<Holding>,
    /// What is there after it.
    pub left: Holding,
    pub forgotten: Forgotten,
    /// Bytes of the session in the data folder.
    pub bytes_before: u64,
    pub bytes_after: u64,
}

/// The newest last.
#[derive(Default)]
pub struct Receipts(Mutex<VecDeque<Arc<Receipt>>>);

impl Receipts {
    fn put(&self, receipt: Receipt) -> Arc<Receipt> {
        let receipt = Arc::new(receipt);
        let mut receipts = self.lock();
        receipts.push_back(Arc::clone(&receipt));
        if receipts.len() > RECEIPTS_MAX {
            receipts.pop_front();
        }
        receipt
    }

    fn find(&self, word: &str) -> Option<Arc<Receipt>> {
        self.lock().iter().find(|receipt| receipt.word == word).cloned()
    }

    /// A plain lock, held only to look or change.
    fn lock(&self) -> MutexGuard<'_, VecDeque<Arc<Receipt>>> {
        self.0.lock().expect("nothing panics while it holds the receipts")
    }
}

impl Hub {
    /// Deletes this of a session now, and says what went.
    ///
    /// # Errors
    /// Nothing can be said to be gone. Also when a part is to go of a session that is not sealed.
    pub async fn erase(self: &Arc<Self>, id: &SessionId, what: Erasure) -> Result<Arc<Receipt>, HubFailure> {
        let card = self.session(id).await?;
        // What stands still is deleted unread.
        let held = self.report(id).await.ok().map(|report| report.published.holding());
        let bytes_before = self.journal.size(id).await.unwrap_or(0);
        let at = now();
        match what {
            Erasure::Part(part) => {
                self.journal.forget(id, part, at).await?;
                tracing::info!(session = %id, what = part.word(), "deleted");
            }
            Erasure::Everything => self.delete(id).await?,
        }
        let after = match what {
            Erasure::Part(_) => self.report(id).await.ok().map(|report| report.published),
            Erasure::Everything => None,
        };
        Ok(self.receipts.put(Receipt {
            word: random_word(),
            what,
            session: card.id,
            code: card.code,
            deck: card.deck,
            title: card.title,
            started_at: card.started_at,
            ended_at: card.ended_at,
            at,
            before: match what {
                Erasure::Part(part) => card.forgotten.of(part),
                Erasure::Everything => None,
            },
            held,
            left: after.as_ref().map(Published::holding).unwrap_or_default(),
            forgotten: after.map(|published| published.results().forgotten).unwrap_or_default(),
            bytes_before,
            bytes_after: self.journal.size(id).await.unwrap_or(0),
        }))
    }

    /// A receipt that was made since the server started.
    pub fn receipt(&self, word: &str) -> Option<Arc<Receipt>> {
        self.receipts.find(word)
    }
}
