//! Acknowledged means on disk: while a commit runs nothing leaves the room, and what could not be stored never counted.
//!
//! A hub over a journal that can be held and made to fail; no network.

use std::sync::Arc;
use std::time::Duration;

use peil::codec::deck_file::{self, Source};
use peil::codec::view::{JoinAddress, Storage};
use peil::codec::words::Tongue;
use peil::domain::answer::Answer;
use peil::domain::deck::Editions;
use peil::domain::fact::{Fact, Link};
use peil::domain::ids::{DeckId, Moment, VoterId};
use peil::domain::privacy::Privacy;
use peil::domain::session::{AnswerRequest, Command, Outcome, Refusal, Reply, Request};
use peil::hub::frames::Frame;
use peil::hub::presence::SEEN_MAX;
use peil::hub::{Audience, Hub, ReadyDeck, Room, Timing};
use peil::journal::memory::MemoryJournal;
use peil::journal::{DeckText, Journal, JournalFailure};
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::fixtures::{option_key, slide_key};
use crate::support::{DECK, PATIENCE};

/// Longer than the longest wait between two frames: what does not come in this time is not coming.
const QUIET: Duration = Duration::from_millis(800);

pub fn ready(text: &str) -> ReadyDeck {
    let source = Source { name: "polls/proef.md", bytes: text.as_bytes() };
    let reading = deck_file::read(&DeckId::parse("proef").unwrap(), source).ok().unwrap();
    let original = DeckText { name: source.name.to_owned(), text: text.to_owned() };
    ReadyDeck {
        editions: Editions { original: reading.deck, translations: Vec::new() },
        original,
        translations: Vec::new(),
    }
}

pub async fn open_hub(journal: &MemoryJournal) -> Arc<Hub> {
    let join = JoinAddress::new("http://192.0.2.1:8080");
    Hub::open(Arc::new(journal.clone()), Timing::default(), join).await.unwrap()
}

/// A room at its first open question, with two voters in it, over a journal in hand.
struct Hall {
    journal: MemoryJournal,
    hub: Arc<Hub>,
    room: Arc<Room>,
    voters: [VoterId; 2],
}

impl Hall {
    /// As a script votes: nobody saw this one come in.
    async fn vote(&self, number: u32) -> Reply {
        let request = AnswerRequest {
            voter: self.room.voter(&number.to_be_bytes()),
            question: slide_key("p1"),
            round: 1,
            n: 1,
            said: Answer::of_choices(vec![option_key("ja")]),
        };
        self.room.submit(Request::Answer(request)).await
    }

    async fn open() -> Self {
        let journal = MemoryJournal::default();
        let hub = open_hub(&journal).await;
        let room = hub.start(ready(DECK), Privacy::DEFAULT).await.unwrap();
        let voters = [room.voter(b"een"), room.voter(b"twee")];
        let hall = Self { journal, hub, room, voters };
        while hall.step().await != "p1.open" {
            assert_eq!(hall.press(Command::Next).await, Reply::Done);
        }
        hall
    }

    async fn step(&self) -> String {
        self.room.look(|session, _| session.step().to_string()).await.unwrap()
    }

    async fn press(&self, command: Command) -> Reply {
        let from = self.room.look(|session, _| session.step()).await;
        self.room.submit(Request::Steer { from, command }).await
    }

    fn answer(&self, voter: usize, n: u32, choice: &str) -> JoinHandle<Reply> {
        let request = AnswerRequest {
            voter: self.voters[voter],
            question: slide_key("p1"),
            round: 1,
            n,
            said: Answer::of_choices(vec![option_key(choice)]),
        };
        let room = Arc::clone(&self.room);
        tokio::spawn(async move { room.submit(Request::Answer(request)).await })
    }

    fn frame(&self, audience: Audience) -> Frame {
        self.room.frames(audience, Tongue::Dutch).borrow().clone()
    }

    /// Waits until the control says that the disk is full, or no longer does.
    async fn until_full(&self, full: bool) {
        let mut frames = self.room.frames(Audience::Control, Tongue::Dutch);
        let shown = |frame: &Frame| {
            frame.drawn.parts.get("health").is_some_and(|health| health.contains("de schijf is vol. Maak ruimte"))
                == full
        };
        let frame = timeout(PATIENCE, frames.wait_for(shown)).await;
        assert!(frame.is_ok_and(|frame| frame.is_ok()), "the control never says so: full is {full}");
    }

    fn epoch(&self) -> String {
        let state: Value = serde_json::from_str(&self.frame(Audience::Screen).state).unwrap();
        state["epoch"].as_str().unwrap().to_owned()
    }

    /// The number of every audience's newest frame, in every language.
    fn numbers(&self) -> Vec<u64> {
        let channels = Audience::ALL.into_iter().flat_map(|audience| Tongue::ALL.map(|tongue| (audience, tongue)));
        channels.map(|(audience, tongue)| self.room.frames(audience, tongue).borrow().number).collect()
    }

    /// Waits until nobody is owed a frame any more.
    async fn settle(&self) {
        loop {
            let before = self.numbers();
            sleep(QUIET).await;
            if self.numbers() == before {
                return;
            }
        }
    }

    /// How many answered, as the control and the screen show it.
    async fn until_shown(&self, audience: Audience, answered: &str) {
        let mut frames = self.room.frames(audience, Tongue::Dutch);
        let shown = |frame: &Frame| {
            // The screen shows a number, the control "2 van 2".
            let name = if audience == Audience::Screen { "answered" } else { "people" };
            frame.drawn.live.texts.get(name).is_some_and(|text| text.split(' ').next() == Some(answered))
        };
        let frame = timeout(PATIENCE, frames.wait_for(shown)).await;
        assert!(frame.is_ok_and(|frame| frame.is_ok()), "{audience:?} never shows {answered}");
    }

    async fn answered(&self) -> u32 {
        self.hub.report(&self.room.id).await.unwrap().published.questions()[0].answered
    }
}

fn storage() -> JournalFailure {
    JournalFailure::Storage("the cable was pulled".into())
}

#[tokio::test]
async fn while_a_commit_runs_no_reply_no_count_and_no_look_leaves_the_room_and_after_it_all_do() {
    let hall = Hall::open().await;
    hall.settle().await;
    let before = hall.numbers();
    hall.journal.hold();
    let first = hall.answer(0, 1, "ja");
    hall.journal.until_one_is_held().await;
    // More comes in meanwhile: a second vote, a command, somebody new, and somebody who wants the results.
    let second = hall.answer(1, 1, "nee");
    let _seat = hall.room.presence().sit(hall.voters[1]);
    let room = Arc::clone(&hall.room);
    let renewal = Request::Steer { from: None, command: Command::RenewLink(Link::Screen) };
    let command = tokio::spawn(async move { room.submit(renewal).await });
    let room = Arc::clone(&hall.room);
    let look = tokio::spawn(async move { room.look(|session, seen| session.results(seen)).await });
    sleep(QUIET).await;
    assert_eq!(hall.numbers(), before, "a frame left the room");
    assert!(!first.is_finished() && !second.is_finished() && !command.is_finished(), "a reply left the room");
    assert!(!look.is_finished(), "an answer that is not on disk was looked at");

    hall.journal.release();
    assert_eq!(first.await.unwrap(), Reply::Outcome(Outcome::Counted));
    assert_eq!(second.await.unwrap(), Reply::Outcome(Outcome::Counted));
    assert_eq!(command.await.unwrap(), Reply::Done);
    assert!(look.await.unwrap().unwrap().questions[0].answered >= 1);
    for audience in [Audience::Screen, Audience::Control] {
        hall.until_shown(audience, "2").await;
    }
    assert_eq!(hall.answered().await, 2);
}

#[tokio::test]
async fn an_answer_that_finds_the_disk_full_is_told_so_counts_nowhere_and_counts_when_sent_again() {
    let hall = Hall::open().await;
    assert_eq!(hall.answer(0, 1, "ja").await.unwrap(), Reply::Outcome(Outcome::Counted));
    hall.journal.fail_next(JournalFailure::Full);
    assert_eq!(hall.answer(1, 1, "nee").await.unwrap(), Reply::Outcome(Outcome::StorageFull));
    assert_eq!(hall.answered().await, 1);
    hall.journal.fail_next(JournalFailure::Full);
    assert_eq!(hall.answer(0, 2, "nee").await.unwrap(), Reply::Outcome(Outcome::StorageFull));
    let voter = hall.voters[0];
    let stands = hall.room.look(move |session, _| session.answers_of(&voter).next().map(|(_, _, given)| given.n)).await;
    assert_eq!(stands, Some(Some(1)), "the answer that is on disk stands");
    assert_eq!(hall.answer(1, 1, "nee").await.unwrap(), Reply::Outcome(Outcome::Counted));
    assert_eq!(hall.answered().await, 2);
    hall.until_shown(Audience::Screen, "2").await;
}

#[tokio::test]
async fn a_room_whose_disk_is_full_says_so_until_there_is_room_though_nobody_can_vote() {
    let hall = Hall::open().await;
    hall.journal.fail_next(JournalFailure::Full);
    assert_eq!(hall.answer(0, 1, "ja").await.unwrap(), Reply::Outcome(Outcome::StorageFull));
    hall.until_full(true).await;
    // A step finds room where a vote finds none.
    assert_eq!(hall.press(Command::Close).await, Reply::Done);
    assert_eq!(hall.room.storage(), Storage::Full);
    hall.until_full(false).await;
    assert_eq!(hall.room.storage(), Storage::Well);
}

#[tokio::test]
async fn newcomers_whose_votes_find_the_disk_full_are_not_taken_for_a_script() {
    let hall = Hall::open().await;
    hall.journal.limit_batch(0);
    // Their phones try again by themselves.
    for number in (0..20).chain(0..20) {
        assert_eq!(hall.vote(number).await, Reply::Outcome(Outcome::StorageFull));
    }
    hall.journal.limit_batch(usize::MAX);
    assert_eq!(hall.vote(0).await, Reply::Outcome(Outcome::Counted));
    hall.until_full(false).await;
    assert_eq!(hall.frame(Audience::Control).drawn.parts["alarm"], "");
}

#[tokio::test]
async fn after_any_other_failure_the_room_says_busy_begins_a_new_epoch_and_goes_on() {
    let hall = Hall::open().await;
    assert_eq!(hall.answer(0, 1, "ja").await.unwrap(), Reply::Outcome(Outcome::Counted));
    hall.until_shown(Audience::Screen, "1").await;
    let (epoch, number) = (hall.epoch(), hall.frame(Audience::Screen).number);
    hall.journal.fail_next(storage());
    assert_eq!(hall.answer(1, 1, "nee").await.unwrap(), Reply::Outcome(Outcome::Busy));
    let mut frames = hall.room.frames(Audience::Screen, Tongue::Dutch);
    timeout(PATIENCE, frames.wait_for(|frame| frame.number > number)).await.unwrap().unwrap();
    assert_ne!(hall.epoch(), epoch);
    assert!(hall.frame(Audience::Screen).tick.is_none(), "a new epoch begins with a whole state");
    assert_eq!(hall.answered().await, 1);
    assert_eq!(hall.answer(1, 1, "nee").await.unwrap(), Reply::Outcome(Outcome::Counted));
    hall.until_shown(Audience::Screen, "2").await;
    assert_eq!(hall.step().await, "p1.open");
}

#[tokio::test]
async fn a_step_that_was_not_stored_was_not_taken_and_says_why() {
    let hall = Hall::open().await;
    for (failure, refusal) in [(JournalFailure::Full, Refusal::StorageFull), (storage(), Refusal::Busy)] {
        hall.journal.fail_next(failure);
        assert_eq!(hall.press(Command::Next).await, Reply::Refused(refusal));
        assert_eq!(hall.step().await, "p1.open");
    }
    assert_eq!(hall.answer(0, 1, "ja").await.unwrap(), Reply::Outcome(Outcome::Counted), "it is still open");
    assert_eq!(hall.press(Command::Next).await, Reply::Done);
    assert_eq!(hall.step().await, "p1.closed");
}

#[tokio::test]
async fn a_withdrawal_that_was_not_stored_withdraws_nothing() {
    let hall = Hall::open().await;
    let secret = hall.room.link_secret(Link::Control).await.unwrap();
    hall.journal.fail_next(JournalFailure::Full);
    let renewal = Command::RenewLink(Link::Control);
    assert_eq!(hall.press(renewal.clone()).await, Reply::Refused(Refusal::StorageFull));
    assert_eq!(hall.room.link_secret(Link::Control).await.as_ref(), Some(&secret));
    assert_eq!(hall.press(renewal).await, Reply::Done);
    assert_ne!(hall.room.link_secret(Link::Control).await, Some(secret));
}

#[tokio::test]
async fn a_room_that_a_bug_stops_is_opened_again_from_its_journal() {
    let hall = Hall::open().await;
    assert_eq!(hall.answer(0, 1, "ja").await.unwrap(), Reply::Outcome(Outcome::Counted));
    // A look that panics stands for any bug inside the room.
    let looked: Option<()> = hall.room.look(|_, _| panic!("a planted bug")).await;
    assert!(looked.is_none());
    let code = hall.room.code;
    let again = timeout(PATIENCE, async {
        loop {
            match hall.hub.find(code) {
                Some(room) if !Arc::ptr_eq(&room, &hall.room) => break room,
                _ => tokio::task::yield_now().await,
            }
        }
    });
    let room = again.await.expect("another room with the same code");
    let (step, answered) = room
        .look(|session, _| (session.step().to_string(), session.poll(&slide_key("p1")).unwrap().tally().answers()))
        .await
        .unwrap();
    assert_eq!((step.as_str(), answered), ("p1.open", 1));
}

#[tokio::test]
async fn a_closing_that_could_not_be_stored_is_tried_again_though_nothing_happens_in_the_room() {
    let hall = Hall::open().await;
    assert_eq!(hall.press(Command::Close).await, Reply::Done);
    hall.journal.fail_next(storage());
    // The grace, the next try, and room to spare; well before the undo of the closing runs out, which wakes the room.
    let closed = timeout(Duration::from_secs(7), async {
        // Not by a look at the room, which would wake it.
        while !hall
            .journal
            .read(&hall.room.id)
            .await
            .unwrap()
            .1
            .iter()
            .any(|recorded| matches!(recorded.fact, Fact::Closed { .. }))
        {
            sleep(Duration::from_millis(50)).await;
        }
    });
    assert!(closed.await.is_ok(), "the question stays open");
}

#[tokio::test]
async fn votes_that_could_not_be_set_aside_can_be_set_aside_after_all() {
    let hall = Hall::open().await;
    for number in 0..30_u32 {
        assert_eq!(hall.vote(number).await, Reply::Outcome(Outcome::Counted));
    }
    let mut frames = hall.room.frames(Audience::Control, Tongue::Dutch);
    let offer = |frame: &Frame| {
        let (_, rest) = frame.drawn.parts.values().find_map(|part| part.split_once("name=\"since\" value=\""))?;
        rest.split('"').next()?.parse().ok().map(Moment)
    };
    let offered = timeout(PATIENCE, frames.wait_for(|frame| offer(frame).is_some())).await.unwrap().unwrap().clone();
    let since = offer(&offered).unwrap();
    hall.journal.fail_next(storage());
    let set_aside = Command::SetAside { since, here_before: Vec::new() };
    assert_eq!(hall.press(set_aside.clone()).await, Reply::Refused(Refusal::Busy));
    let again = |frame: &Frame| frame.number > offered.number && offer(frame) == Some(since);
    timeout(PATIENCE, frames.wait_for(again)).await.expect("the button is still there").unwrap();
    assert_eq!(hall.press(set_aside).await, Reply::Done);
    timeout(PATIENCE, frames.wait_for(|frame| offer(frame).is_none())).await.expect("it is dealt with").unwrap();
}

#[tokio::test]
async fn whoever_comes_with_ever_new_cookies_fills_no_memory_and_who_answers_was_here_all_the_same() {
    let hall = Hall::open().await;
    for number in 0..60_000_u32 {
        hall.room.presence().pass_by(hall.room.voter(&number.to_be_bytes()));
    }
    // The room takes note of who came after its first turn.
    hall.step().await;
    let seen = hall.room.look(|_, seen| seen.len()).await.unwrap();
    assert_eq!(seen, SEEN_MAX);
    assert_eq!(hall.answer(0, 1, "ja").await.unwrap(), Reply::Outcome(Outcome::Counted));
    let voter = hall.voters[0];
    assert!(hall.room.look(move |_, seen| seen.contains(&voter)).await.unwrap());
}
