//! What the presenter may do while a session runs without telling one person's answers apart: by setting people aside, and
//! by asking twice.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::deck::Editions;
use peil::domain::fact::{Place, Recorded};
use peil::domain::ids::{DeckId, Moment};
use peil::domain::privacy::{Mode, Privacy};
use peil::domain::session::{AnswerRequest, Command, Decision, Refusal, Reply, Request, Session};

use crate::fixtures::{option_key, slide_key, voter};

const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n# Komt u? {#komt}\n\n- (ja) Ja\n- (nee) Nee\n\n---\n\n\
    # En nu, komt u? {#nu repeat=komt}\n\n---\n\n# Waar werkt u? {#waar .segment}\n\n- (zorg) Zorg\n- (bouw) Bouw\n\n---\n\n\
    # En nu, waar werkt u? {#later repeat=waar}\n";
const PEOPLE: u16 = 20;

struct Table {
    session: Session,
    now: i64,
}

impl Table {
    fn of(mode: Mode) -> Self {
        Self::of_deck(DECK, mode)
    }

    fn of_deck(deck: &str, mode: Mode) -> Self {
        let source = Source { name: "proef.md", bytes: deck.as_bytes() };
        let reading = deck_file::read_editions(&DeckId::parse("proef").unwrap(), source, &[]);
        let Ok(reading) = reading else { panic!("the deck is sound") };
        let editions: Arc<Editions> = Arc::new(reading.editions);
        Self { session: Session::new(editions, Moment(0)).promising(Privacy { mode, ..Privacy::DEFAULT }), now: 0 }
    }

    fn ask(&mut self, request: Request) -> Result<(), Refusal> {
        match self.session.decide(&request, Moment(self.now), &BTreeSet::new()) {
            Decision::Record(facts, _) => {
                facts.into_iter().for_each(|fact| self.session.apply(&Recorded { at: Moment(self.now), fact }));
                Ok(())
            }
            Decision::Reply(Reply::Refused(refusal)) => Err(refusal),
            other => panic!("{other:?}"),
        }
    }

    fn steer(&mut self, command: Command) -> Result<(), Refusal> {
        self.ask(Request::Steer { from: None, command })
    }

    /// Everybody answers, one a second; `otherwise` of them the second option.
    fn answered(&mut self, key: &str, options: [&'static str; 2], otherwise: u16) {
        self.ask_for(key, 1..=PEOPLE, |number| options[usize::from(number <= otherwise)]);
    }

    /// These answer, all the same.
    fn ask_of(&mut self, key: &str, numbers: RangeInclusive<u16>) {
        let option = if matches!(key, "waar" | "later") { "zorg" } else { "ja" };
        self.ask_for(key, numbers, |_| option);
    }

    fn ask_for(&mut self, key: &str, numbers: RangeInclusive<u16>, says: impl Fn(u16) -> &'static str) {
        self.steer(Command::Show(Place::Slide(slide_key(key)))).unwrap();
        self.steer(Command::Open).unwrap();
        for number in numbers {
            self.now += 1_000;
            let said = Answer::of_choices(vec![option_key(says(number))]);
            let (voter, question) = (voter(number), slide_key(key));
            self.ask(Request::Answer(AnswerRequest { voter, question, round: 1, n: 1, said })).unwrap();
        }
        self.steer(Command::Close).unwrap();
        self.ask(Request::FinishClosing).unwrap();
        self.steer(Command::Reveal).unwrap();
    }

    /// Sets aside all but the first so many.
    fn leave_out_after(&mut self, place: i64) -> Result<(), Refusal> {
        self.steer(Command::SetAside { since: Moment(place * 1_000 + 500), here_before: Vec::new() })
    }
}

#[test]
fn nobody_is_set_aside_in_a_confidential_session_whose_answers_would_be_the_difference() {
    let mut table = Table::of(Mode::Confidential);
    table.answered("komt", ["ja", "nee"], 3);
    assert_eq!(table.leave_out_after(18), Err(Refusal::TooFewToSetAside));
    assert_eq!(table.leave_out_after(10), Ok(()));
    // One more than a moment ago: that one is the difference, now or after bringing everybody back.
    assert_eq!(table.leave_out_after(9), Err(Refusal::TooFewToSetAside));
    assert_eq!(table.steer(Command::BringBack), Ok(()));
    for place in [6, 9, 11, 14] {
        assert_eq!(table.leave_out_after(place), Err(Refusal::TooFewToSetAside), "{place}");
    }
    assert_eq!(table.leave_out_after(5), Ok(()));
    // Groups are told apart later: what one person of a group said is no more to be told now.
    let mut table = Table::of(Mode::Open);
    table.answered("komt", ["ja", "nee"], 3);
    assert_eq!(table.leave_out_after(18), Err(Refusal::TooFewToSetAside));
    // Where rows are handed out with what was set aside in them, it tells nothing more.
    let mut table = Table::of_deck(&DECK.replace(" .segment", ""), Mode::Open);
    table.answered("komt", ["ja", "nee"], 3);
    assert_eq!(table.leave_out_after(18), Ok(()));
}

#[test]
fn no_two_answers_of_one_late_comer_are_the_difference_between_two_counts() {
    for late in [1, 3, 4] {
        let mut table = Table::of(Mode::Confidential);
        table.ask_of("komt", 1..=16);
        assert_eq!(table.leave_out_after(10), Ok(()));
        // They count, as the span ended, and fall in the next one from the same moment.
        table.ask_of("nu", 17..=16 + late);
        table.ask_of("waar", 17..=16 + late);
        assert_eq!(table.steer(Command::BringBack), Ok(()));
        assert_eq!(table.leave_out_after(10), Err(Refusal::TooFewToSetAside), "{late}");
    }
}

#[test]
fn nobody_comes_back_whose_two_answers_would_be_the_difference() {
    for (late, comes_back) in [(1, Err(Refusal::TooFewToSetAside)), (6, Ok(()))] {
        let mut table = Table::of(Mode::Open);
        table.ask_of("komt", 1..=16);
        assert_eq!(table.leave_out_after(10), Ok(()));
        table.ask_of("nu", 11..=10 + late);
        // Of one question it is what the room hears when somebody votes.
        table.ask_of("waar", 11..=10 + late);
        assert_eq!(table.steer(Command::BringBack), comes_back, "{late}");
    }
}

#[test]
fn how_many_chose_otherwise_is_told_only_where_two_answers_of_one_person_may_stand_together() {
    for (mode, key, told) in [
        (Mode::Open, "nu", 20),
        (Mode::Confidential, "nu", 0),
        (Mode::Open, "later", 0),
        (Mode::Confidential, "later", 0),
    ] {
        let mut table = Table::of(mode);
        table.answered("komt", ["ja", "nee"], 3);
        table.answered("nu", ["ja", "nee"], 8);
        table.answered("waar", ["zorg", "bouw"], 6);
        table.answered("later", ["zorg", "bouw"], 7);
        let pair = table.session.pair(&slide_key(key)).unwrap();
        assert_eq!((pair.both, pair.moved > 0), (told, told > 0), "{mode:?} {key}");
        assert_eq!(pair.before.answers(), u32::from(PEOPLE));
        assert_eq!(table.session.movement(&slide_key(key)).is_some(), told > 0, "{mode:?} {key}");
    }
}

#[test]
fn what_was_made_final_is_not_resumed() {
    let mut table = Table::of(Mode::Open);
    table.answered("komt", ["ja", "nee"], 3);
    assert_eq!(table.steer(Command::Finish), Err(Refusal::NotEnded));
    table.steer(Command::End).unwrap();
    table.steer(Command::Finish).unwrap();
    assert!(table.session.is_finished());
    assert_eq!(table.steer(Command::Resume), Err(Refusal::TooLateToResume));
}
