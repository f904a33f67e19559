//! Durability: where a session's facts are kept, and the folder of decks.
//!
//! The contract, which one suite tests over every implementation:
//!
//! - `append` is all or nothing, and returns only when the facts are on disk. What it acknowledged is found by `read`
//!   after a crash, in the order appended.
//! - A full disk is an error and never a hang; nothing of the batch is then kept.
//! - After any other failed append the session's file is closed; the next call opens it anew. An fsync is never retried.
//! - Two sessions never touch each other.
//! - `seal` is all or nothing too: before it the facts are the truth, after it the results.
//!
//! Knows nothing of rooms or of the network.

pub mod memory;

use std::future::Future;
use std::pin::Pin;

use crate::domain::fact::Recorded;
use crate::domain::ids::{DeckId, Language, Moment, RoomCode, SessionId};
use crate::domain::results::Results;

/// What a journal promises to do, later.
pub type Promise<'a, T> = Pin<Box<dyn Future<Output = Result<T, JournalFailure>> + Send + 'a>>;

pub trait Journal: Send + Sync + 'static {
    /// Starts a session's journal with its founding facts. An error if the id exists.
    fn create(&self, charter: Charter) -> Promise<'_, ()>;

    /// Every session kept, running and sealed, oldest first. A file that cannot be read is left out and logged.
    fn sessions(&self) -> Promise<'_, Vec<Kept>>;

    /// Adds facts at the end, in one transaction with one fsync.
    fn append(&self, session: &SessionId, facts: Vec<Recorded>) -> Promise<'_, ()>;

    /// The charter and every fact so far, in order. `Sealed` once it is sealed.
    fn read(&self, session: &SessionId) -> Promise<'_, (Charter, Vec<Recorded>)>;

    /// Ends the journal: writes the results, deletes voters, facts and key for good.
    fn seal(&self, session: &SessionId, ended_at: Moment, results: Results) -> Promise<'_, ()>;

    /// The charter (without its key) and the results of a sealed session.
    fn sealed(&self, session: &SessionId) -> Promise<'_, (Charter, Results)>;

    /// Removes every trace of a session.
    fn delete(&self, session: &SessionId) -> Promise<'_, ()>;

    /// Lets every session's file go, so that the process can end. Idempotent.
    fn close(&self) -> Promise<'_, ()>;
}

/// What a session starts with and never changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Charter {
    pub session: SessionId,
    pub code: RoomCode,
    pub deck: DeckId,
    /// The deck's title in its own language, to list sessions without reading decks.
    pub title: String,
    pub started_at: Moment,
    /// Makes voter ids from tokens and the secrets of links; gone after sealing (then all zeros).
    pub key: [u8; 32],
    /// The deck file as it was at the start, and its translations: the room reads only these.
    pub original: DeckText,
    pub translations: Vec<(Language, DeckText)>,
}

/// A deck file, copied.
#[derive(Clone, Debug, PartialEq)]
pub struct DeckText {
    /// `polls/webinar.md`, for error messages.
    pub name: String,
    pub text: String,
}

/// A session in the list of sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub session: SessionId,
    pub code: RoomCode,
    pub deck: DeckId,
    pub title: String,
    pub started_at: Moment,
    pub sealed: Option<Sealed>,
}

/// What the list shows of a sealed session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub ended_at: Moment,
    pub participants: u32,
    pub answers: u32,
}

/// The world's faults, for the log; people get a calm line.
#[derive(Debug, thiserror::Error)]
pub enum JournalFailure {
    #[error("the disk is full")]
    Full,
    #[error("session {0} is not in the journal")]
    NoSuchSession(SessionId),
    #[error("session {0} is already in the journal")]
    Exists(SessionId),
    #[error("session {0} is sealed")]
    IsSealed(SessionId),
    #[error("the journal of session {session} cannot be read: {reason}")]
    Unreadable { session: SessionId, reason: String },
    #[error("the journal failed: {0}")]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the journal is closed")]
    Closed,
}
