//! How the hall moved since a question was first asked: a step that is called for, and never comes by itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::codec::view::control::control;
use peil::codec::view::phone::phone;
use peil::codec::view::screen::screen;
use peil::codec::view::{JoinAddress, Scene, Storage};
use peil::codec::words::Tongue;
use peil::domain::answer::Answer;
use peil::domain::fact::{Place, Recorded};
use peil::domain::ids::{DeckId, Moment, RoomCode};
use peil::domain::privacy::{Mode, Privacy};
use peil::domain::session::{AnswerRequest, Command, Decision, Refusal, Reply, Request, Session};

use crate::fixtures::{option_key, slide_key, voter};

const CHOICE: &str = "- (ja) Ja\n- (nee) Nee\n- (twijfel) Twijfel\n";
const SCALE: &str = "1. ( ) Niet\n2. ( ) Wat\n3. ( ) Veel\n";

struct Room {
    session: Session,
    now: Moment,
}

impl Room {
    fn asking(settings: &str, answers: &str, privacy: Privacy) -> Self {
        let text = format!(
            "+++\ntitle = \"Proef\"\n{settings}+++\n\n# Gaat u het doen? {{#eerst}}\n\n{answers}\n---\n\n# En nu? {{#nu repeat=eerst}}\n\n---\n\n# Slot\n"
        );
        let source = Source { name: "proef.md", bytes: text.as_bytes() };
        let reading = deck_file::read_editions(&DeckId::parse("proef").unwrap(), source, &[]).unwrap();
        let session = Session::new(Arc::new(reading.editions), Moment(0)).promising(privacy);
        Self { session, now: Moment(0) }
    }

    /// Asked twice and both revealed; each vote is what somebody said first and then, `-` nothing.
    fn of(settings: &str, answers: &str, privacy: Privacy, votes: &[(&str, &str)]) -> Self {
        let mut room = Self::asking(settings, answers, privacy);
        for (question, said) in [("eerst", 0), ("nu", 1)] {
            assert_eq!(room.steer(Command::Show(Place::Slide(slide_key(question)))), None);
            room.next_to(&format!("{question}.open"));
            for (number, vote) in (1..).zip(votes) {
                let said = [vote.0, vote.1][said];
                if said != "-" {
                    room.vote(number, question, said);
                }
            }
            room.next_to(&format!("{question}.revealed"));
        }
        room
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
        while self.step() != step {
            assert_eq!(self.steer(Command::Next), None, "on the way to {step}");
        }
    }

    fn vote(&mut self, number: u16, question: &str, said: &str) {
        let said = Answer::of_choices(vec![option_key(said)]);
        let answer = AnswerRequest { voter: voter(number), question: slide_key(question), round: 1, n: 1, said };
        assert_eq!(self.ask(&Request::Answer(answer)), None);
    }

    fn step(&self) -> String {
        self.session.step().to_string()
    }

    /// What stands on phone, screen and control.
    fn drawn(&self, tongue: Tongue) -> [String; 3] {
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
        let drawn = [phone(&scene, tongue), screen(&scene, tongue), control(&scene, tongue)];
        let mut parts = drawn.into_iter().zip(["main", "stage", "result"]);
        [(); 3].map(|()| parts.next().map(|(drawn, part)| drawn.parts[part].clone()).unwrap())
    }
}

const VOTES: [(&str, &str); 7] = [
    ("twijfel", "ja"),
    ("twijfel", "ja"),
    ("twijfel", "ja"),
    ("ja", "twijfel"),
    ("nee", "nee"),
    ("nee", "-"),
    ("-", "ja"),
];

fn moved() -> Room {
    let mut room = Room::of("", CHOICE, Privacy::DEFAULT, &VOTES);
    assert_eq!(room.steer(Command::ShowMovement), None);
    room
}

#[test]
fn the_screen_tells_who_moved_from_where_to_where_and_the_phones_say_it_in_a_sentence() {
    let room = moved();
    assert_eq!(room.step(), "nu.moved");
    let [phone, screen, control] = room.drawn(Tongue::Dutch);
    assert!(screen.contains("Van de 5 die twee keer antwoordden kozen er 4 nu anders."), "{screen}");
    assert!(screen.contains("<b>3</b> <span>van ‘Twijfel’ naar ‘Ja’ <i>1 andersom</i></span>"), "{screen}");
    assert!(screen.contains("<th scope=\"row\">Ja</th><td>1</td><td><b>3</b></td>"), "{screen}");
    let sentence = "3 van 5 gingen van ‘\u{2068}Twijfel\u{2069}’ naar ‘\u{2068}Ja\u{2069}’; 1 andersom.";
    assert!(phone.contains(sentence) && control.contains(sentence), "{phone}\n{control}");
    for drawn in room.drawn(Tongue::English) {
        assert!(!drawn.contains("p &lt;") && !drawn.contains("p ="), "no test value stands in front of an audience");
    }
}

#[test]
fn on_a_scale_the_screen_tells_which_way_people_went() {
    let votes = [("1", "2"), ("1", "3"), ("2", "3"), ("3", "3"), ("3", "1")];
    let mut room = Room::of("", SCALE, Privacy::DEFAULT, &votes);
    assert_eq!(room.steer(Command::ShowMovement), None);
    let [_, screen, _] = room.drawn(Tongue::English);
    assert!(
        screen.contains("3 moved towards") && screen.contains("1 towards") || screen.contains("; 1 stayed."),
        "{screen}"
    );
}

#[test]
fn both_askings_are_bars_where_parts_are_told_and_there_is_room_for_them() {
    let many = ["- (ja) Ja\n- (nee) Nee\n", "- (a) A\n- (b) B\n- (c) C\n"].concat();
    let all = [("ja", "nee"); 20];
    for (answers, votes, bars) in [(CHOICE, &all[..], 3), (CHOICE, &VOTES[..], 0), (many.as_str(), &all[..], 0)] {
        let mut room = Room::of("", answers, Privacy::DEFAULT, votes);
        assert_eq!(room.steer(Command::ShowMovement), None);
        let [_, screen, _] = room.drawn(Tongue::Dutch);
        assert_eq!(screen.matches("class=\"bar first\"").count(), bars, "{screen}");
    }
}

#[test]
fn it_is_called_for_and_taken_back_and_next_goes_on_to_the_next_slide() {
    let mut room = Room::of("", CHOICE, Privacy::DEFAULT, &VOTES);
    assert!(room.drawn(Tongue::Dutch)[2].contains("Toon hoe de zaal opschoof"));
    assert_eq!(room.steer(Command::HideMovement), Some(Refusal::MovementNotShown));
    assert_eq!(room.steer(Command::ShowMovement), None);
    assert_eq!(room.steer(Command::ShowMovement), Some(Refusal::MovementIsShown));
    assert_eq!(room.steer(Command::Reveal), Some(Refusal::IsRevealed));
    assert!(room.drawn(Tongue::Dutch)[2].contains("Terug naar de uitslag"));
    assert_eq!(room.steer(Command::HideMovement), None);
    assert_eq!(room.step(), "nu.revealed");
    assert_eq!(room.steer(Command::ShowMovement), None);
    assert_eq!(room.steer(Command::Undo), None);
    assert_eq!(room.step(), "nu.revealed", "an undo goes back to the result");
    assert_eq!(room.steer(Command::ShowMovement), None);
    assert_eq!(room.steer(Command::Hide), None);
    assert_eq!(room.step(), "nu.closed");
    assert_eq!(room.steer(Command::ShowMovement), Some(Refusal::NotRevealed));
    assert_eq!(room.steer(Command::Reveal), None);
    assert_eq!(room.step(), "nu.revealed", "and is called for anew");
    assert_eq!(room.steer(Command::ShowMovement), None);
    assert_eq!(room.steer(Command::Next), None);
    assert_eq!(room.step(), "3");
}

#[test]
fn it_is_refused_where_it_would_tell_what_the_results_did_not() {
    let confidential = Privacy { mode: Mode::Confidential, ..Privacy::DEFAULT };
    for (settings, privacy, votes) in [
        ("", confidential, &VOTES[..]),
        ("show_from = 6\n", Privacy::DEFAULT, &VOTES[..]),
        ("", Privacy::DEFAULT, &[("ja", "-"), ("-", "nee")][..]),
    ] {
        let mut room = Room::of(settings, CHOICE, privacy, votes);
        assert_eq!(room.steer(Command::ShowMovement), Some(Refusal::NoMovement), "{settings}");
        assert!(!room.drawn(Tongue::Dutch)[2].contains("opschoof"), "{settings}");
    }
    let mut room = Room::of("", CHOICE, Privacy::DEFAULT, &VOTES);
    assert_eq!(room.steer(Command::Show(Place::Slide(slide_key("eerst")))), None);
    assert_eq!(room.steer(Command::ShowMovement), Some(Refusal::NoMovement), "it repeats none");
    assert_eq!(room.steer(Command::Hide), None);
    assert_eq!(room.steer(Command::Show(Place::Slide(slide_key("nu")))), None);
    assert_eq!(room.steer(Command::ShowMovement), Some(Refusal::NoMovement), "the first result is out of sight");
}

#[test]
fn when_the_first_result_goes_out_of_sight_the_screen_shows_the_second_alone() {
    let mut room = moved();
    assert_eq!(room.steer(Command::Show(Place::Slide(slide_key("eerst")))), None);
    assert_eq!(room.steer(Command::Hide), None);
    assert_eq!(room.steer(Command::Show(Place::Slide(slide_key("nu")))), None);
    assert_eq!(room.step(), "nu.moved");
    let [phone, screen, _] = room.drawn(Tongue::Dutch);
    assert!(
        !screen.contains("andersom") && !phone.contains("andersom") && screen.contains("Meeste stemmen"),
        "{screen}"
    );
}
