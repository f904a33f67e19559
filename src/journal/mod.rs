//! Durability: where a session's facts are kept, the folder of decks, and the data folder.
//!
//! The contract, which one suite tests over every implementation:
//!
//! - `create` is all or nothing; a session that was not wholly made is not there.
//! - `append` is all or nothing, and returns only when the facts are on disk. What it acknowledged is found by `read`
//!   after a crash, in the order appended. Appends to one session land in the order they were asked. One that was
//!   asked and then no longer waited for may still land.
//! - `read` gives every fact back as it was, but for words: a write-in's text is kept only with the answer of that voter
//!   that stands. With an answer that was replaced or cleared it is gone, and an answer whose words were taken away
//!   has none. What the audience asks keeps its words until its round is cleared.
//! - A full disk is an error (`Full`) and never a hang; nothing of the batch is then kept, and a later append may pass.
//! - Votes go before steps: an append that holds an answer, or anything else of the audience, finds the disk `Full` while there is still room for 1,000
//!   steps of a presenter, which an append without answers may use, and `read` too. What was used is kept free again
//!   before the next answer is taken.
//! - After any other failed append it is unknown whether the batch is kept: whoever appends must read anew. The file is
//!   closed; the next call opens it, and nothing is acknowledged before all it holds is safely on disk again. An fsync
//!   is never retried.
//! - Two sessions never touch each other.
//! - `seal` is all or nothing too: before it the facts are the truth, after it the results. Its rows come back in an
//!   order of chance, with times to the second. When it returns, no voter, key, fact or replaced word is left in any
//!   byte of the session's files. If it fails after the results were written the session is sealed, and what is left of
//!   the cleaning is done whenever the session is opened next.
//! - `forget` deletes from a sealed session, and from no other (`NotSealed`): the words that people wrote, or every single
//!   answer. What stays is what [`Results::forgetting`] leaves. It is all or nothing and may be asked again, which
//!   changes nothing and keeps the first date. When it returns, no byte of what went is left in any file of the session.
//!   If it fails after that was decided, the session says that it is gone, and what is left of the cleaning is done
//!   whenever the session is opened next, or when it is asked again.
//! - A sealed session takes no facts and is not sealed again (`IsSealed`); one that runs has no results (`NotSealed`).
//! - A headline that was set is found by `headlines`, one for each question and language, running and sealed.
//! - `probe` says whether a write would reach the disk now, by writing and syncing one that belongs to no session.
//! - After `close` everything says `Closed`.
//!
//! Knows nothing of rooms or of the network.

pub mod data_folder;
pub mod decks;
pub mod memory;
pub mod sqlite;

use std::future::Future;
use std::pin::Pin;

use rand::seq::SliceRandom;

use crate::codec::deck_file::{self, Source};
use crate::domain::deck::Editions;
use crate::domain::fact::Recorded;
use crate::domain::ids::{DeckId, Language, Moment, RoomCode, SessionId, SlideKey};
use crate::domain::privacy::Privacy;
use crate::domain::results::{Cell, Forgettable, Forgotten, Results};

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

    /// Ends the journal: writes the results under rows in an order of chance, deletes voters, facts and key for good.
    fn seal(&self, session: &SessionId, ended_at: Moment, results: Results) -> Promise<'_, ()>;

    /// The charter (without its key) and the results of a sealed session.
    fn sealed(&self, session: &SessionId) -> Promise<'_, (Charter, Results)>;

    /// What the organiser wrote above questions, of a session that runs or is sealed.
    fn headlines(&self, session: &SessionId) -> Promise<'_, Vec<Headline>>;

    /// Keeps a headline in place of the one that stood there. An empty one takes it away.
    fn set_headline(&self, session: &SessionId, headline: Headline) -> Promise<'_, ()>;
    /// Deletes the texts or the single answers of a sealed session for good. Idempotent.
    fn forget(&self, session: &SessionId, what: Forgettable, at: Moment) -> Promise<'_, ()>;

    /// How many bytes a session takes in the data folder; 0 where it is in no folder.
    fn size(&self, session: &SessionId) -> Promise<'_, u64>;

    /// Removes every trace of a session, running or sealed, also of one whose file cannot be read.
    fn delete(&self, session: &SessionId) -> Promise<'_, ()>;

    /// Whether a write reaches the disk: `Ok` after one that was synced. Leaves nothing behind, and one that hangs is not
    /// joined by a second.
    fn probe(&self) -> Promise<'_, ()>;

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
    /// What attendees were promised.
    pub privacy: Privacy,
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

/// What the organiser wrote above a question's result in a language, in place of what is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    pub question: SlideKey,
    pub language: Language,
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
    /// What attendees were promised.
    pub privacy: Privacy,
    pub sealed: Option<Sealed>,
}

/// What the list shows of a sealed session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub ended_at: Moment,
    pub participants: u32,
    pub answers: u32,
    /// What was deleted since.
    pub forgotten: Forgotten,
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
    #[error("session {0} is not sealed yet")]
    NotSealed(SessionId),
    #[error("the journal of session {session} cannot be read: {reason}")]
    Unreadable { session: SessionId, reason: String },
    #[error("the journal failed: {0}")]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the journal is closed")]
    Closed,
}

/// Results as they are kept: rows in an order of chance, and times to the second, so that neither leads to a voter.
fn unlinked(mut results: Results) -> Results {
    results.rows.shuffle(&mut rand::rng());
    for cell in results.rows.iter_mut().flatten() {
        if let Cell::Answered { at, .. } | Cell::SetAside { at, .. } = cell {
            at.0 -= at.0.rem_euclid(1_000);
        }
    }
    for ask in results.questions.iter_mut().flat_map(|question| &mut question.asks) {
        ask.at.0 -= ask.at.0.rem_euclid(1_000);
    }
    results
}

impl Sealed {
    fn new(ended_at: Moment, results: &Results) -> Self {
        let answers = results.questions.iter().map(|question| question.answered).sum();
        Self { ended_at, participants: results.participants(), answers, forgotten: Forgotten::default() }
    }
}

/// The results without what is deleted, counted by the deck that is kept with them.
fn forgetting(charter: &Charter, results: Results, what: Forgettable, at: Moment) -> Results {
    let editions = editions_of(charter);
    if editions.is_none() {
        // Whatever becomes of counts after recoding: what was promised to be deleted is deleted.
        tracing::warn!(session = %charter.session, "the deck kept with a session cannot be read");
    }
    results.forgetting(what, at, editions.as_ref().map(|editions| &editions.original))
}

fn editions_of(charter: &Charter) -> Option<Editions> {
    let original = Source { name: &charter.original.name, bytes: charter.original.text.as_bytes() };
    Some(deck_file::read_editions(&charter.deck, original, &[]).ok()?.editions)
}
