//! The reference journal, in memory, for tests: the contract in its shortest form, with handles to make it misbehave.
//!
//! Never touches a disk, so it survives nothing but [`MemoryJournal::reopened`].

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::watch;

use super::{Charter, Headline, Journal, JournalFailure, Kept, Promise, Sealed, forgetting, unlinked};
use crate::domain::fact::{Fact, Recorded};
use crate::domain::ids::{Moment, SessionId};
use crate::domain::results::{Forgettable, Results};

/// Clones share everything, also being closed.
#[derive(Clone, Default)]
pub struct MemoryJournal {
    store: Arc<Store>,
    closed: Arc<AtomicBool>,
}

/// What a disk would hold, and the handles for tests.
#[derive(Default)]
struct Store {
    /// Guards the sessions: held only to look or change, never while waiting.
    sessions: Mutex<BTreeMap<SessionId, Entry>>,
    /// What the next appends and probes fail with.
    failures: Mutex<VecDeque<JournalFailure>>,
    /// More facts than this in an append that holds an answer do not fit on the pretended disk.
    batch_max: Mutex<Option<usize>>,
    held: watch::Sender<bool>,
    /// How many commits are being held.
    waiting: watch::Sender<usize>,
    /// Commits pass one at a time, first come first served, as a writer thread would take them.
    turn: tokio::sync::Mutex<()>,
}

struct Entry {
    charter: Charter,
    headlines: Vec<Headline>,
    state: State,
}

enum State {
    Running(Facts),
    Sealed(Sealed, Results),
}

#[derive(Default)]
struct Facts {
    all: Vec<Recorded>,
    /// Where in it the answers with words stand, so that an answer need not look through everything before it.
    worded: Vec<usize>,
}

impl MemoryJournal {
    /// From now on no append is committed, nor answered, until [`Self::release`].
    pub fn hold(&self) {
        self.store.held.send_replace(true);
    }

    pub fn release(&self) {
        self.store.held.send_replace(false);
    }

    /// Waits until an append is being held.
    pub async fn until_one_is_held(&self) {
        let mut waiting = self.store.waiting.subscribe();
        waiting.wait_for(|waiting| *waiting > 0).await.expect("the store outlives this borrow of it");
    }

    /// The next append or probe fails like this and keeps nothing. Several of these wait in line.
    pub fn fail_next(&self, failure: JournalFailure) {
        lock(&self.store.failures).push_back(failure);
    }

    /// From now on an append of more facts than this finds the disk full, unless all of them are steps.
    pub fn limit_batch(&self, facts: usize) {
        *lock(&self.store.batch_max) = Some(facts);
    }

    /// The same journal as found after the process has ended and begun again.
    pub fn reopened(&self) -> Self {
        Self { store: Arc::clone(&self.store), closed: Arc::default() }
    }

    fn sessions_open(&self) -> Result<MutexGuard<'_, BTreeMap<SessionId, Entry>>, JournalFailure> {
        if self.closed.load(Ordering::Acquire) {
            return Err(JournalFailure::Closed);
        }
        Ok(lock(&self.store.sessions))
    }

    async fn until_released(&self) {
        let mut held = self.store.held.subscribe();
        if *held.borrow() {
            let _counted = Waiting::new(&self.store.waiting);
            held.wait_for(|held| !held).await.expect("the store outlives this borrow of it");
        }
    }
}

impl Journal for MemoryJournal {
    fn create(&self, charter: Charter) -> Promise<'_, ()> {
        Box::pin(async move {
            let mut sessions = self.sessions_open()?;
            if sessions.contains_key(&charter.session) {
                return Err(JournalFailure::Exists(charter.session));
            }
            sessions.insert(
                charter.session.clone(),
                Entry { charter, headlines: Vec::new(), state: State::Running(Facts::default()) },
            );
            Ok(())
        })
    }

    fn sessions(&self) -> Promise<'_, Vec<Kept>> {
        Box::pin(async move {
            let mut kept: Vec<Kept> = self.sessions_open()?.values().map(Entry::kept).collect();
            kept.sort_by(|a, b| (a.started_at, &a.session).cmp(&(b.started_at, &b.session)));
            Ok(kept)
        })
    }

    fn append(&self, session: &SessionId, facts: Vec<Recorded>) -> Promise<'_, ()> {
        let session = session.clone();
        Box::pin(async move {
            let _turn = self.store.turn.lock().await;
            self.until_released().await;
            if let Some(failure) = lock(&self.store.failures).pop_front() {
                return Err(failure);
            }
            let are_votes = facts.iter().any(|recorded| recorded.fact.is_of_audience());
            if are_votes && lock(&self.store.batch_max).is_some_and(|max| facts.len() > max) {
                return Err(JournalFailure::Full);
            }
            let mut sessions = self.sessions_open()?;
            match sessions.get_mut(&session).map(|entry| &mut entry.state) {
                None => Err(JournalFailure::NoSuchSession(session)),
                Some(State::Sealed(..)) => Err(JournalFailure::IsSealed(session)),
                Some(State::Running(kept)) => {
                    facts.into_iter().for_each(|fact| kept.take(fact));
                    Ok(())
                }
            }
        })
    }

    fn read(&self, session: &SessionId) -> Promise<'_, (Charter, Vec<Recorded>)> {
        let session = session.clone();
        Box::pin(async move {
            match self.sessions_open()?.get(&session) {
                None => Err(JournalFailure::NoSuchSession(session)),
                Some(Entry { state: State::Sealed(..), .. }) => Err(JournalFailure::IsSealed(session)),
                Some(Entry { charter, state: State::Running(facts), .. }) => Ok((charter.clone(), facts.all.clone())),
            }
        })
    }

    fn seal(&self, session: &SessionId, ended_at: Moment, results: Results) -> Promise<'_, ()> {
        let session = session.clone();
        Box::pin(async move {
            let mut sessions = self.sessions_open()?;
            let Some(entry) = sessions.get_mut(&session) else { return Err(JournalFailure::NoSuchSession(session)) };
            if matches!(entry.state, State::Sealed(..)) {
                return Err(JournalFailure::IsSealed(session));
            }
            entry.charter.key = [0; 32];
            entry.state = State::Sealed(Sealed::new(ended_at, &results), unlinked(results));
            Ok(())
        })
    }

    fn sealed(&self, session: &SessionId) -> Promise<'_, (Charter, Results)> {
        let session = session.clone();
        Box::pin(async move {
            match self.sessions_open()?.get(&session) {
                None => Err(JournalFailure::NoSuchSession(session)),
                Some(Entry { state: State::Running(_), .. }) => Err(JournalFailure::NotSealed(session)),
                Some(Entry { charter, state: State::Sealed(_, results), .. }) => Ok((charter.clone(), results.clone())),
            }
        })
    }

    fn headlines(&self, session: &SessionId) -> Promise<'_, Vec<Headline>> {
        let session = session.clone();
        Box::pin(async move {
            let sessions = self.sessions_open()?;
            let entry = sessions.get(&session).ok_or(JournalFailure::NoSuchSession(session))?;
            Ok(entry.headlines.clone())
        })
    }

    fn set_headline(&self, session: &SessionId, headline: Headline) -> Promise<'_, ()> {
        let session = session.clone();
        Box::pin(async move {
            let mut sessions = self.sessions_open()?;
            let entry = sessions.get_mut(&session).ok_or(JournalFailure::NoSuchSession(session))?;
            let is_other =
                |kept: &Headline| (&kept.question, &kept.language) != (&headline.question, &headline.language);
            entry.headlines.retain(is_other);
            if !headline.text.is_empty() {
                entry.headlines.push(headline);
            }
            Ok(())
        })
    }

    fn forget(&self, session: &SessionId, what: Forgettable, at: Moment) -> Promise<'_, ()> {
        let session = session.clone();
        Box::pin(async move {
            let mut sessions = self.sessions_open()?;
            match sessions.get_mut(&session) {
                None => Err(JournalFailure::NoSuchSession(session)),
                Some(Entry { state: State::Running(_), .. }) => Err(JournalFailure::NotSealed(session)),
                Some(Entry { charter, state: State::Sealed(sealed, results), .. }) => {
                    *results = forgetting(charter, std::mem::take(results), what, at);
                    sealed.forgotten = results.forgotten;
                    Ok(())
                }
            }
        })
    }

    fn size(&self, session: &SessionId) -> Promise<'_, u64> {
        let session = session.clone();
        Box::pin(async move {
            let sessions = self.sessions_open()?;
            if sessions.contains_key(&session) { Ok(0) } else { Err(JournalFailure::NoSuchSession(session)) }
        })
    }

    fn delete(&self, session: &SessionId) -> Promise<'_, ()> {
        let session = session.clone();
        Box::pin(async move {
            let removed = self.sessions_open()?.remove(&session);
            removed.map(drop).ok_or(JournalFailure::NoSuchSession(session))
        })
    }

    fn probe(&self) -> Promise<'_, ()> {
        Box::pin(async move {
            if let Some(failure) = lock(&self.store.failures).pop_front() {
                return Err(failure);
            }
            self.sessions_open().map(drop)
        })
    }

    fn close(&self) -> Promise<'_, ()> {
        Box::pin(async move {
            self.closed.store(true, Ordering::Release);
            Ok(())
        })
    }
}

impl Entry {
    fn kept(&self) -> Kept {
        Kept {
            session: self.charter.session.clone(),
            code: self.charter.code,
            deck: self.charter.deck.clone(),
            title: self.charter.title.clone(),
            started_at: self.charter.started_at,
            privacy: self.charter.privacy,
            sealed: match self.state {
                State::Running(_) => None,
                State::Sealed(sealed, _) => Some(sealed),
            },
        }
    }
}

impl Facts {
    fn take(&mut self, recorded: Recorded) {
        self.forget_words(&recorded.fact);
        if has_words(&recorded.fact) {
            self.worded.push(self.all.len());
        }
        self.all.push(recorded);
    }

    /// Takes away the words that `next` replaces or clears.
    fn forget_words(&mut self, next: &Fact) {
        let all = &mut self.all;
        self.worded.retain(|position| {
            let answered = match &mut all[*position].fact {
                Fact::Answered(answered) => answered,
                Fact::Asked(asked) => {
                    let goes = matches!(next, Fact::Cleared { question } if asked.question == *question);
                    if goes {
                        (asked.text, asked.name) = (String::new(), None);
                    }
                    return !goes;
                }
                _ => return false,
            };
            let goes = match next {
                Fact::Answered(next) => answered.question == next.question && answered.voter == next.voter,
                Fact::Cleared { question } => answered.question == *question,
                _ => false,
            };
            if goes {
                answered.answer.text = None;
            }
            !goes
        });
    }
}

fn has_words(fact: &Fact) -> bool {
    match fact {
        Fact::Answered(answered) => answered.answer.text.is_some(),
        Fact::Asked(_) => true,
        _ => false,
    }
}

/// Counts a held commit for as long as it lives: its caller may stop waiting for it.
struct Waiting<'a>(&'a watch::Sender<usize>);

impl<'a> Waiting<'a> {
    fn new(waiting: &'a watch::Sender<usize>) -> Self {
        waiting.send_modify(|waiting| *waiting += 1);
        Self(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|waiting| *waiting -= 1);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no test panics while it holds the store")
}
