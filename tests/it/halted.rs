//! A room that a bug stops comes back from its journal; one that a bug stops again at the same fact stays closed and
//! says at which. So does one whose journal cannot be read, until it can.
//!
//! A hub over a journal in which faults are planted; no network.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use peil::codec::view::JoinAddress;
use peil::domain::answer::Answer;
use peil::domain::fact::{Fact, Recorded};
use peil::domain::ids::{Moment, RoomCode, SessionId};
use peil::domain::privacy::Privacy;
use peil::domain::results::{Forgettable, Results};
use peil::domain::session::{AnswerRequest, Command, Outcome, Reply, Request};
use peil::hub::halt::Halt;
use peil::hub::{Hub, Room, Standing, Timing};
use peil::journal::memory::MemoryJournal;
use peil::journal::{Charter, Headline, Journal, JournalFailure, Kept, Promise};
use tokio::time::{sleep, timeout};

use crate::fixtures::{option_key, slide_key, voter};
use crate::held::ready;
use crate::support::{DECK, PATIENCE};

/// The presenter's steps to the first open question.
const STEPS: usize = 3;

/// A journal that stops the room that appends a vote to it, or that cannot be used at all.
#[derive(Clone, Default)]
pub struct Planted {
    inner: MemoryJournal,
    /// An append with a vote panics in the task of whoever asked for it.
    pub panics_at_votes: Arc<AtomicBool>,
    /// As when the cable of a disk is pulled.
    pub unplugged: Arc<AtomicBool>,
}

pub fn set(switch: &AtomicBool, on: bool) {
    switch.store(on, Ordering::SeqCst);
}

impl Journal for Planted {
    fn create(&self, charter: Charter) -> Promise<'_, ()> {
        self.inner.create(charter)
    }

    fn sessions(&self) -> Promise<'_, Vec<Kept>> {
        self.inner.sessions()
    }

    fn append(&self, session: &SessionId, facts: Vec<Recorded>) -> Promise<'_, ()> {
        let votes = facts.iter().any(|recorded| matches!(recorded.fact, Fact::Answered(_)));
        assert!(!(votes && self.panics_at_votes.load(Ordering::SeqCst)), "a planted bug");
        if self.unplugged.load(Ordering::SeqCst) {
            return Box::pin(async { Err(JournalFailure::Storage("the cable is out".into())) });
        }
        self.inner.append(session, facts)
    }

    fn read(&self, session: &SessionId) -> Promise<'_, (Charter, Vec<Recorded>)> {
        if self.unplugged.load(Ordering::SeqCst) {
            return Box::pin(async { Err(JournalFailure::Storage("the cable is out".into())) });
        }
        self.inner.read(session)
    }

    fn seal(&self, session: &SessionId, ended_at: Moment, results: Results) -> Promise<'_, ()> {
        self.inner.seal(session, ended_at, results)
    }

    fn sealed(&self, session: &SessionId) -> Promise<'_, (Charter, Results)> {
        self.inner.sealed(session)
    }

    fn headlines(&self, session: &SessionId) -> Promise<'_, Vec<Headline>> {
        self.inner.headlines(session)
    }

    fn set_headline(&self, session: &SessionId, headline: Headline) -> Promise<'_, ()> {
        self.inner.set_headline(session, headline)
    }

    fn forget(&self, session: &SessionId, what: Forgettable, at: Moment) -> Promise<'_, ()> {
        self.inner.forget(session, what, at)
    }

    fn size(&self, session: &SessionId) -> Promise<'_, u64> {
        self.inner.size(session)
    }

    fn delete(&self, session: &SessionId) -> Promise<'_, ()> {
        self.inner.delete(session)
    }

    fn probe(&self) -> Promise<'_, ()> {
        self.inner.probe()
    }

    fn close(&self) -> Promise<'_, ()> {
        self.inner.close()
    }
}

struct Hall {
    journal: Planted,
    hub: Arc<Hub>,
    code: RoomCode,
}

impl Hall {
    /// A room at its first open question.
    async fn open() -> Self {
        let journal = Planted::default();
        let join = JoinAddress::new("http://192.0.2.1:8080");
        let hub = Hub::open(Arc::new(journal.clone()), Timing::default(), join).await.unwrap();
        let code = hub.start(ready(DECK), Privacy::DEFAULT).await.unwrap().code;
        let hall = Self { journal, hub, code };
        for _ in 0..STEPS {
            assert_eq!(hall.press().await, Reply::Done);
        }
        hall
    }

    fn room(&self) -> Arc<Room> {
        self.hub.find(self.code).expect("the room runs")
    }

    async fn press(&self) -> Reply {
        let from = self.room().look(|session, _| session.step()).await;
        self.room().submit(Request::Steer { from, command: Command::Next }).await
    }

    async fn vote(&self, number: u16) -> Reply {
        let request = AnswerRequest {
            voter: voter(number),
            question: slide_key("p1"),
            round: 1,
            n: 1,
            said: Answer::of_choices(vec![option_key("ja")]),
        };
        self.room().submit(Request::Answer(request)).await
    }

    /// A vote that a bug meets: nobody hears that it was stored.
    async fn vote_into_the_bug(&self, number: u16) {
        let room = self.room();
        set(&self.journal.panics_at_votes, true);
        assert_eq!(self.vote(number).await, Reply::Outcome(Outcome::Busy));
        set(&self.journal.panics_at_votes, false);
        self.until(|| self.hub.find(self.code).is_none_or(|again| !Arc::ptr_eq(&again, &room))).await;
    }

    async fn until(&self, there: impl Fn() -> bool) {
        let wait = async {
            while !there() {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, wait).await.expect("in time");
    }

    async fn votes(&self) -> u32 {
        self.room().look(|session, _| session.poll(&slide_key("p1")).unwrap().tally().answers()).await.unwrap()
    }

    fn halt(&self) -> Option<Halt> {
        match self.hub.standing(self.code) {
            Standing::Halted(halt) => Some(halt),
            _ => None,
        }
    }
}

#[tokio::test]
async fn a_room_that_a_bug_stops_twice_at_the_same_fact_stays_closed_and_names_it() {
    let hall = Hall::open().await;
    assert_eq!(hall.vote(1).await, Reply::Outcome(Outcome::Counted));
    assert_eq!(hall.vote(2).await, Reply::Outcome(Outcome::Counted));
    hall.vote_into_the_bug(3).await;
    assert!(hall.halt().is_none(), "once is no reason to stay closed");
    assert_eq!(hall.votes().await, 2);
    hall.vote_into_the_bug(3).await;
    let Some(Halt::Bug(fact)) = hall.halt() else { panic!("the room is open: {:?}", hall.halt()) };
    assert_eq!(fact.to_string(), format!("{} (answered p1)", STEPS + 2));
    assert!(hall.hub.find(hall.code).is_none());
    // What was stored is kept, and a server that is started anew (with the bug mended) goes on with it.
    let join = JoinAddress::new("http://192.0.2.1:8080");
    let journal = Planted { inner: hall.journal.inner.reopened(), ..Planted::default() };
    let hub = Hub::open(Arc::new(journal.clone()), Timing::default(), join).await.unwrap();
    let again = Hall { journal, hub, code: hall.code };
    assert_eq!(again.votes().await, 2);
}

#[tokio::test]
async fn a_room_that_went_on_between_two_bugs_is_opened_again_each_time() {
    let hall = Hall::open().await;
    for number in 1..=8 {
        hall.vote_into_the_bug(number).await;
        assert_eq!(hall.vote(number).await, Reply::Outcome(Outcome::Counted), "vote {number}");
    }
    assert_eq!(hall.votes().await, 8);
    assert!(hall.halt().is_none());
}

#[tokio::test]
async fn a_halted_session_stops_no_other_and_can_be_deleted() {
    let hall = Hall::open().await;
    let other = hall.hub.start(ready(DECK), Privacy::DEFAULT).await.unwrap();
    for _ in 0..2 {
        hall.vote_into_the_bug(1).await;
    }
    assert!(hall.halt().is_some());
    assert_eq!(other.submit(Request::Steer { from: None, command: Command::Next }).await, Reply::Done);
    let id = hall.hub.sessions().await.unwrap().into_iter().find(|card| card.code == hall.code).unwrap().id;
    hall.hub.delete(&id).await.unwrap();
    assert!(matches!(hall.hub.standing(hall.code), Standing::Unknown));
}

#[tokio::test]
async fn a_room_whose_journal_cannot_be_read_says_so_and_comes_back_when_it_can() {
    let hall = Hall::open().await;
    assert_eq!(hall.vote(1).await, Reply::Outcome(Outcome::Counted));
    set(&hall.journal.unplugged, true);
    assert_eq!(hall.vote(2).await, Reply::Outcome(Outcome::Busy));
    let halted = async {
        while hall.halt() != Some(Halt::Unreadable) {
            sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, halted).await.expect("it gives up in time");
    set(&hall.journal.unplugged, false);
    let running = async {
        while hall.hub.find(hall.code).is_none() {
            sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, running).await.expect("it comes back by itself");
    assert_eq!(hall.votes().await, 1);
    assert_eq!(hall.vote(2).await, Reply::Outcome(Outcome::Counted));
    assert_eq!(hall.votes().await, 2);
}
