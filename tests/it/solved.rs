//! What is right: told in a step of its own, and in no byte before it.
//!
//! Two decks that differ only in what is right must look the same to everybody until then.

use std::collections::BTreeSet;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::codec::view::control::control;
use peil::codec::view::phone::phone;
use peil::codec::view::screen::screen;
use peil::codec::view::{JoinAddress, Scene, Storage};
use peil::codec::wire::Drawn;
use peil::codec::words::Tongue;
use peil::domain::answer::Answer;
use peil::domain::decimal::Decimal;
use peil::domain::fact::Recorded;
use peil::domain::ids::{DeckId, Moment, RoomCode};
use peil::domain::session::{AnswerRequest, Command, Decision, Refusal, Reply, Request, Session};

use crate::fixtures::{option_key, slide_key, voter};

const ONE: &str = "# Welke? {#p}\n\n- (a) Appel\n- (x b) Peer\n- (c) Pruim\n\n> Het is de peer.\n";
const OTHER_ONE: &str = "# Welke? {#p}\n\n- (a) Appel\n- (b) Peer\n- (x c) Pruim\n\n> Het is de pruim.\n";
const SEVERAL: &str = "# Welke? {#p}\n\n- [x a] Appel\n- [x b] Peer\n- [c] Pruim\n";
const OTHER_SEVERAL: &str = "# Welke? {#p}\n\n- [a] Appel\n- [b] Peer\n- [x c] Pruim\n";
const NUMBER: &str = "# Hoeveel? {#p .number max=100 truth=52}\n";
const OTHER_NUMBER: &str = "# Hoeveel? {#p .number max=100 truth=48}\n";

struct Room {
    session: Session,
    now: Moment,
}

impl Room {
    fn of(slides: &str) -> Self {
        let text = format!("+++\ntitle = \"Proef\"\n+++\n\n{slides}\n---\n\n# Slot\n");
        let source = Source { name: "proef.md", bytes: text.as_bytes() };
        let reading = deck_file::read_editions(&DeckId::parse("proef").unwrap(), source, &[]).unwrap();
        Self { session: Session::new(Arc::new(reading.editions), Moment(0)), now: Moment(0) }
    }

    fn ask(&mut self, request: &Request) -> Option<Refusal> {
        match self.session.decide(request, self.now, &BTreeSet::new()) {
            Decision::Record(facts, _) => {
                let recorded = facts.into_iter().map(|fact| Recorded { at: self.now, fact });
                recorded.for_each(|recorded| self.session.apply(&recorded));
                None
            }
            Decision::Reply(Reply::Refused(refusal)) => Some(refusal),
            Decision::Reply(_) => None,
        }
    }

    fn steer(&mut self, command: Command) -> Option<Refusal> {
        self.ask(&Request::Steer { from: None, command })
    }

    fn next_to(&mut self, step: &str) {
        while self.session.step().to_string() != step {
            assert_eq!(self.steer(Command::Next), None, "on the way to {step}");
        }
    }

    fn vote(&mut self, number: u16, said: Answer) {
        let answer = AnswerRequest { voter: voter(number), question: slide_key("p"), round: 1, n: 1, said };
        assert_eq!(self.ask(&Request::Answer(answer)), None);
    }

    /// Everything that anybody sees, in both languages.
    fn drawn(&self) -> Vec<Drawn> {
        let scene = Scene {
            session: &self.session,
            code: RoomCode::new(482_913).unwrap(),
            now: self.now,
            join: &JoinAddress::new("https://stem.voorbeeld.nl"),
            seen: &self.session.known_present(),
            here: 7,
            screens: 1,
            recent_answers: 0,
            storage: Storage::Well,
            alarm: None,
            signs: Default::default(),
            clock: |_| String::new(),
        };
        let of = |tongue| [phone(&scene, tongue), screen(&scene, tongue), control(&scene, tongue)];
        Tongue::ALL.into_iter().flat_map(of).collect()
    }
}

fn choices(keys: &[&str]) -> Answer {
    Answer::of_choices(keys.iter().map(|key| option_key(key)).collect())
}

#[test]
fn nothing_tells_what_is_right_before_it_is_told() {
    let estimate = |number| Answer::of_number(Decimal::from(number));
    for (deck, other, said) in [
        (ONE, OTHER_ONE, [choices(&["b"]), choices(&["c"]), choices(&["a"])]),
        (SEVERAL, OTHER_SEVERAL, [choices(&["a", "b"]), choices(&["c"]), choices(&["a"])]),
        (NUMBER, OTHER_NUMBER, [estimate(40), estimate(52), estimate(99)]),
    ] {
        let mut rooms = [Room::of(deck), Room::of(other)];
        for step in ["0", "p.shown", "p.open", "p.closed", "p.revealed"] {
            rooms.iter_mut().for_each(|room| room.next_to(step));
            if step == "p.open" {
                for room in &mut rooms {
                    (1..).zip(&said).for_each(|(number, said)| room.vote(number, said.clone()));
                }
            }
            let [one, other] = rooms.each_ref().map(Room::drawn);
            assert_eq!(one, other, "{step} of {deck}");
            assert!(one.iter().all(|drawn| !drawn.parts.values().any(|part| part.contains("Het is de"))), "{step}");
        }
        rooms.iter_mut().for_each(|room| room.next_to("p.solved"));
        let [one, other] = rooms.each_ref().map(Room::drawn);
        for (one, other) in one.iter().zip(&other) {
            assert_ne!(one.parts, other.parts, "{deck}");
        }
    }
}

#[test]
fn what_is_right_is_told_in_words_with_how_many_had_it_so() {
    let mut room = Room::of(ONE);
    room.next_to("p.open");
    (1..).zip(["b", "b", "a", "c", "b"]).for_each(|(number, choice)| room.vote(number, choices(&[choice])));
    room.next_to("p.solved");
    let drawn = room.drawn();
    for (part, drawn) in ["main", "stage", "result"].into_iter().zip(&drawn) {
        let html = &drawn.parts[part];
        assert_eq!(html.matches("data-right").count() - html.matches("data-right=").count(), 1, "{html}");
        assert!(html.contains("goed antwoord") && html.contains("3 van 5 hadden het goed."), "{html}");
        assert!(html.contains("Het is de peer."), "the quote came with it: {html}");
    }
    assert!(drawn[1].parts["stage"].contains("Goed antwoord:"));
    assert!(drawn[2].parts["next"].contains("Toon dia 2: Slot"));

    let mut room = Room::of(SEVERAL);
    room.next_to("p.open");
    room.vote(1, choices(&["a", "b"]));
    room.vote(2, choices(&["a"]));
    room.vote(3, choices(&["a", "b", "c"]));
    room.next_to("p.solved");
    assert!(room.drawn()[1].parts["stage"].contains("1 van 3 had het helemaal goed."));
}

#[test]
fn what_was_told_can_be_taken_back_for_ten_seconds_and_hiding_goes_back_to_closed() {
    let mut room = Room::of(ONE);
    room.next_to("p.revealed");
    assert!(room.drawn()[2].parts["next"].contains("Toon het goede antwoord"));
    room.next_to("p.solved");
    assert_eq!(room.steer(Command::Solve), Some(Refusal::IsSolved));
    assert_eq!(room.steer(Command::Reveal), Some(Refusal::IsRevealed));
    assert_eq!(room.steer(Command::Undo), None);
    assert_eq!(room.session.step().to_string(), "p.revealed");
    assert_eq!(room.steer(Command::Undo), Some(Refusal::NothingToUndo), "not the reveal with it");
    assert_eq!(room.steer(Command::Solve), None);
    room.now = Moment(10_001);
    assert_eq!(room.steer(Command::Undo), Some(Refusal::NothingToUndo));
    assert_eq!(room.steer(Command::Hide), None);
    assert_eq!(room.session.step().to_string(), "p.closed");
    assert_eq!(room.steer(Command::Solve), Some(Refusal::NotRevealed));
    assert_eq!(room.steer(Command::Reveal), None);
    assert_eq!(room.session.step().to_string(), "p.revealed", "and is told anew");

    let mut room = Room::of("# Goed? {#p}\n\n- (ja) Ja\n- (nee) Nee\n");
    room.next_to("p.revealed");
    assert_eq!(room.steer(Command::Solve), Some(Refusal::NothingToSolve));
    assert_eq!(room.steer(Command::Next), None);
    assert_eq!(room.session.step().to_string(), "2");
}
