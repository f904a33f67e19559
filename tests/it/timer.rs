//! The clock of a question: it closes by itself, gives more time to everybody, and takes nobody's seconds when the server
//! was away. And signs to the presenter, which nobody else sees.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use peil::codec::deck_file::{self, Source};
use peil::codec::words::Tongue;
use peil::domain::answer::Answer;
use peil::domain::fact::{Fact, Recorded};
use peil::domain::ids::{DeckId, Moment};
use peil::domain::privacy::Privacy;
use peil::domain::session::{AnswerRequest, Command, Decision, Outcome, Refusal, Reply, Request, Session, Step};
use peil::domain::sign::{Pulse, Sign};
use peil::hub::{Audience, Room};
use peil::journal::memory::MemoryJournal;
use tokio::time::sleep;

use crate::fixtures::{option_key, slide_key, voter};
use crate::held::{open_hub, ready};

const DECK: &str =
    "+++\ntitle = \"Proef\"\npulse = \"yes\"\n+++\n\n# Goed? {#p time=60}\n\n- (ja) Ja\n- (nee) Nee\n\n---\n\n# Slot\n";

struct Table {
    session: Session,
    now: i64,
}

impl Table {
    /// At the question, open since moment 0.
    fn open() -> Self {
        let source = Source { name: "proef.md", bytes: DECK.as_bytes() };
        let reading = deck_file::read_editions(&DeckId::parse("proef").unwrap(), source, &[]).unwrap();
        let mut table = Self { session: Session::new(Arc::new(reading.editions), Moment(0)), now: 0 };
        table.steer(Command::Next).unwrap();
        table.steer(Command::Next).unwrap();
        table
    }

    fn ask(&mut self, request: &Request) -> Result<Vec<Fact>, Refusal> {
        match self.session.decide(request, Moment(self.now), &BTreeSet::new()) {
            Decision::Record(facts, _) => {
                for fact in &facts {
                    self.session.apply(&Recorded { at: Moment(self.now), fact: fact.clone() });
                }
                Ok(facts)
            }
            Decision::Reply(Reply::Refused(refusal)) => Err(refusal),
            Decision::Reply(_) => Ok(Vec::new()),
        }
    }

    fn steer(&mut self, command: Command) -> Result<Vec<Fact>, Refusal> {
        self.ask(&Request::Steer { from: None, command })
    }

    fn at(&mut self, now: i64) -> &mut Self {
        self.now = now;
        self
    }

    fn ends(&self) -> Option<i64> {
        self.session.clock_ends().map(|ends| ends.0)
    }

    fn step(&self) -> String {
        self.session.step().to_string()
    }
}

#[test]
fn a_question_with_a_time_closes_when_it_is_up_and_not_before() {
    let mut table = Table::open();
    assert_eq!(table.ends(), Some(60_000));
    assert_eq!(table.at(59_999).ask(&Request::RunOut), Ok(vec![]));
    assert_eq!(table.at(60_000).ask(&Request::RunOut), Ok(vec![Fact::Closing { question: slide_key("p") }]));
    assert_eq!((table.step().as_str(), table.ends()), ("p.closed", None));
    assert_eq!(table.ask(&Request::RunOut), Ok(vec![]));
}

#[test]
fn more_time_is_for_everybody_also_just_after_the_clock_ran_out() {
    let mut table = Table::open();
    table.at(50_000).steer(Command::MoreTime).unwrap();
    assert_eq!(table.ends(), Some(90_000));
    table.at(90_000).ask(&Request::RunOut).unwrap();
    // Pressed at the open question, which closed under the finger.
    let from = Step::parse("p.open");
    let facts = table.at(91_000).ask(&Request::Steer { from: from.clone(), command: Command::MoreTime }).unwrap();
    assert_eq!(facts[0], Fact::Reopened { question: slide_key("p") });
    assert_eq!((table.step().as_str(), table.ends()), ("p.open", Some(121_000)));
    table.at(121_000).ask(&Request::RunOut).unwrap();
    table.ask(&Request::FinishClosing).unwrap();
    assert_eq!(table.ask(&Request::Steer { from, command: Command::Close }), Err(Refusal::Moved), "nothing else is");
    assert_eq!(table.at(132_000).steer(Command::MoreTime), Err(Refusal::NoClock));
}

#[test]
fn a_clock_can_be_stopped_and_started_by_hand() {
    let mut table = Table::open();
    table.steer(Command::StopClock).unwrap();
    assert_eq!(table.ends(), None);
    assert_eq!(table.steer(Command::StopClock), Err(Refusal::NoClock));
    assert_eq!(table.steer(Command::MoreTime), Err(Refusal::NoClock));
    assert_eq!(table.at(500_000).ask(&Request::RunOut), Ok(vec![]), "from here on closing is by hand");
    table.steer(Command::StartClock { seconds: 30 }).unwrap();
    assert_eq!(table.ends(), Some(530_000));
    table.at(510_000).steer(Command::Close).unwrap();
    assert_eq!(table.steer(Command::StartClock { seconds: 30 }), Err(Refusal::NotOpen));
    table.steer(Command::Undo).unwrap();
    assert_eq!((table.step().as_str(), table.ends()), ("p.open", None));
}

#[test]
fn after_a_restart_the_clock_goes_on_from_what_was_last_heard_whatever_the_wall_says() {
    for wall in [-172_800_000, 0, 172_800_000] {
        let mut table = Table::open();
        let said = Answer::of_choices(vec![option_key("ja")]);
        let answer = AnswerRequest { voter: voter(1), question: slide_key("p"), round: 1, n: 1, said };
        table.at(20_000).ask(&Request::Answer(answer)).unwrap();
        table.at(wall).ask(&Request::WindClock).unwrap();
        assert_eq!(table.ends(), Some(wall + 40_000));
    }
    let mut table = Table::open();
    table.at(59_000).steer(Command::Black).unwrap();
    table.at(80_000).ask(&Request::WindClock).unwrap();
    assert_eq!(table.ends(), Some(90_000), "time to find the way back");
}

async fn press(room: &Room, command: Command) -> Reply {
    let from = room.look(|session, _| session.step()).await;
    room.submit(Request::Steer { from, command }).await
}

async fn step(room: &Room) -> String {
    room.look(|session, _| session.step().to_string()).await.unwrap()
}

async fn vote(room: &Room, number: u32) -> Reply {
    let said = Answer::of_choices(vec![option_key("ja")]);
    let voter = room.voter(&number.to_be_bytes());
    let answer = AnswerRequest { voter, question: slide_key("p"), round: 1, n: 1, said };
    room.submit(Request::Answer(answer)).await
}

#[tokio::test]
async fn a_room_closes_by_its_clock_with_the_same_grace_as_by_hand() {
    let journal = MemoryJournal::default();
    let deck = ready(&DECK.replace("time=60", "time=10"));
    let room = open_hub(&journal).await.start(deck, Privacy::DEFAULT).await.unwrap();
    press(&room, Command::Next).await;
    press(&room, Command::Next).await;
    sleep(Duration::from_secs(8)).await;
    assert_eq!(step(&room).await, "p.open");
    sleep(Duration::from_secs(3)).await;
    assert_eq!(step(&room).await, "p.closed");
    assert_eq!(vote(&room, 1).await, Reply::Outcome(Outcome::Counted), "under way when the time was up");
    sleep(Duration::from_secs(3)).await;
    assert_eq!(vote(&room, 2).await, Reply::Outcome(Outcome::Closed));
}

#[tokio::test]
async fn a_sign_is_seen_by_the_presenter_alone_and_kept_nowhere() {
    let journal = MemoryJournal::default();
    let room = open_hub(&journal).await.start(ready(DECK), Privacy::DEFAULT).await.unwrap();
    press(&room, Command::Next).await;
    press(&room, Command::Next).await;
    sleep(Duration::from_secs(1)).await;
    let before = room.frame(Audience::Phone, Tongue::Dutch).await.unwrap().state;
    room.sign(voter(1), Sign::MoreTime);
    room.sign(voter(2), Sign::Pulse(Pulse::Lost));
    room.sign(voter(2), Sign::Pulse(Pulse::Fine));
    sleep(Duration::from_secs(1)).await;
    let control = room.frame(Audience::Control, Tongue::Dutch).await.unwrap();
    let texts = &control.drawn.live.texts;
    assert_eq!(texts["more_time"], "1 deelnemer vraagt meer tijd");
    assert_eq!((texts["pulse-lost"].as_str(), texts["pulse-fine"].as_str()), ("0", "1"), "the newest word of a device");
    assert!(control.drawn.parts["pulse"].contains("kwijt"));
    assert_eq!(room.frame(Audience::Phone, Tongue::Dutch).await.unwrap().state, before);
    let screen = room.frame(Audience::Screen, Tongue::Dutch).await.unwrap();
    assert!(!screen.state.contains("pulse") && !screen.state.contains("meer tijd"));
    assert!(screen.drawn.live.texts.contains_key("clock"));
    // What was given is no longer asked for.
    press(&room, Command::MoreTime).await;
    sleep(Duration::from_secs(1)).await;
    let control = room.frame(Audience::Control, Tongue::Dutch).await.unwrap();
    assert!(!control.drawn.live.texts.contains_key("more_time"));
}
