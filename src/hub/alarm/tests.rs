//! Scripts and halls as the alarm must tell them apart: who is noticed, since when, and who is left alone.

use std::sync::Arc;

use super::*;
use crate::codec::deck_file::{self, Source};
use crate::domain::answer::Answer;
use crate::domain::fact::Recorded;
use crate::domain::ids::{DeckId, OptionKey};
use crate::domain::session::{AnswerRequest, Command, Decision, Request};

const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n# Een? {#p1}\n\n- (ja) Ja\n- (nee) Nee\n\n---\n\n# Twee? {#p2}\n\n- (ja) Ja\n- (nee) Nee\n";

fn voter(number: u32) -> VoterId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    VoterId(bytes)
}

/// A room without sockets, whose clock we move.
struct Hall {
    session: Session,
    alarm: Alarm,
    seen: BTreeSet<VoterId>,
    began: Instant,
    ms: u64,
}

impl Hall {
    fn new() -> Self {
        let source = Source { name: "proef.md", bytes: DECK.as_bytes() };
        let id = DeckId::parse("proef").unwrap();
        let reading = deck_file::read_editions(&id, source, &[]).unwrap();
        let session = Session::new(Arc::new(reading.editions), Moment(0));
        let began = Instant::now();
        Self { alarm: Alarm::new(&session, began), session, seen: BTreeSet::new(), began, ms: 0 }
    }

    fn now(&self) -> Instant {
        self.began + Duration::from_millis(self.ms)
    }

    fn apply(&mut self, request: Request) {
        let at = Moment(self.ms as i64);
        let Decision::Record(facts, _) = self.session.decide(&request, at, &self.seen) else {
            panic!("{request:?} was refused");
        };
        for fact in facts {
            self.session.apply(&Recorded { at, fact: fact.clone() });
            if let Fact::Answered(answered) = &fact {
                self.seen.insert(answered.voter);
            }
            self.alarm.follow(&fact, &self.session, self.now());
        }
    }

    fn steer(&mut self, command: Command) {
        self.apply(Request::Steer { from: None, command });
    }

    /// Goes to the next question and opens it before these, who sit in the room.
    fn open(&mut self, sitting: std::ops::Range<u32>) {
        while self.session.open_question().is_none() {
            self.steer(Command::Next);
        }
        self.seen = sitting.map(voter).collect();
    }

    /// From one question to the next.
    fn go_on(&mut self, sitting: std::ops::Range<u32>) {
        self.steer(Command::Close);
        self.apply(Request::FinishClosing);
        self.open(sitting);
    }

    fn comes(&mut self, number: u32) {
        self.alarm.came(voter(number), &self.seen, self.now());
        self.seen.insert(voter(number));
    }

    fn votes(&mut self, number: u32) {
        let (question, poll) = self.session.open_question().unwrap();
        let answer = AnswerRequest {
            voter: voter(number),
            question: question.clone(),
            round: poll.round,
            n: 1,
            said: Answer { choices: vec![OptionKey::parse("ja").unwrap()], text: None, ..Default::default() },
        };
        if !self.session.has_answered(&voter(number)) {
            let (at, now) = (Moment(self.ms as i64), self.now());
            self.alarm.first_answer(&voter(number), &self.session, &self.seen, at, now);
        }
        self.apply(Request::Answer(answer));
    }

    /// These come and vote so long after, one every `every` milliseconds.
    fn wave(&mut self, numbers: std::ops::Range<u32>, every: u64, after: u64) {
        let mut moments: Vec<(u64, bool, u32)> = Vec::new();
        for (index, number) in numbers.enumerate() {
            let at = self.ms + index as u64 * every;
            moments.extend([(at, false, number), (at + after, true, number)]);
        }
        moments.sort_unstable();
        for (at, votes, number) in moments {
            self.ms = at;
            if votes { self.votes(number) } else { self.comes(number) }
        }
    }

    fn sign(&self) -> Option<Sign> {
        self.alarm.shown(self.now()).map(|shown| shown.sign)
    }
}

#[test]
fn a_hall_of_five_thousand_that_comes_in_ten_seconds_is_no_script() {
    let mut hall = Hall::new();
    hall.open(0..0);
    hall.wave(0..5_000, 2, 2_500);
    assert_eq!(hall.sign(), None);
}

#[test]
fn ten_thousand_who_sit_and_vote_within_a_second_are_no_script_nor_are_their_hundred_phones_without_script() {
    let mut hall = Hall::new();
    hall.open(0..10_000);
    for number in 0..10_100 {
        hall.ms = u64::from(number) / 10;
        // Every hundredth vote is by a form of somebody who never held a socket.
        hall.votes(number);
    }
    assert_eq!(hall.sign(), None);
}

#[test]
fn votes_faster_than_reading_are_noticed_within_thirty_of_them() {
    let mut hall = Hall::new();
    hall.open(0..300);
    for number in 0..20 {
        hall.ms += 400;
        hall.votes(number);
    }
    hall.ms = 20_000;
    hall.wave(1_000..1_029, 1, 50);
    assert_eq!(hall.sign(), None);
    hall.wave(1_029..1_030, 1, 50);
    let shown = hall.alarm.shown(hall.now()).unwrap();
    assert_eq!((shown.sign, shown.since, shown.voters), (Sign::Hasty, Moment(20_050), 30));
}

#[test]
fn votes_by_form_of_whom_nobody_saw_come_in_are_noticed() {
    let mut hall = Hall::new();
    hall.open(0..300);
    for number in 1_000..1_030 {
        hall.ms += 10;
        hall.votes(number);
    }
    assert_eq!(hall.sign(), Some(Sign::Hasty));
}

#[test]
fn who_was_here_before_is_told_apart_from_who_came_since() {
    let mut hall = Hall::new();
    hall.open(0..300);
    hall.ms = 60_000;
    // A script comes, and half of the hall votes only now.
    for number in 0..100 {
        hall.wave(1_000 + number..1_001 + number, 1, 9);
        hall.votes(number);
    }
    let since = hall.alarm.shown(hall.now()).unwrap().since;
    let here_before = hall.alarm.here_before(since);
    assert_eq!(here_before, (0..300).map(voter).collect::<Vec<_>>());
    assert_eq!(hall.alarm.here_before(Moment(0)), [], "of another moment nothing is known");
    assert_eq!(hall.alarm.shown(hall.now()).unwrap().voters, 100);
    hall.steer(Command::SetAside { since, here_before });
    assert_eq!(hall.session.set_aside(), Some((since, 100)));
    assert_eq!(hall.sign(), None, "what was dealt with is shown no more");
    hall.steer(Command::BringBack);
    assert_eq!(hall.sign(), Some(Sign::Hasty));
}

#[test]
fn who_votes_by_form_without_coming_in_was_not_here_before() {
    let mut hall = Hall::new();
    hall.open(0..300);
    hall.ms = 60_000;
    for number in 1_000..1_100 {
        hall.ms += 10;
        hall.votes(number);
    }
    let shown = hall.alarm.shown(hall.now()).unwrap();
    assert_eq!((shown.sign, shown.voters), (Sign::Hasty, 100));
    let here_before = hall.alarm.here_before(shown.since);
    assert_eq!(here_before, (0..300).map(voter).collect::<Vec<_>>());
    hall.steer(Command::SetAside { since: shown.since, here_before });
    assert_eq!(hall.session.set_aside(), Some((shown.since, 100)));
}

#[test]
fn votes_are_noticed_also_when_ever_new_cookies_have_filled_what_is_remembered() {
    let mut hall = Hall::new();
    hall.open(0..300);
    hall.ms = 60_000;
    for number in 0..SEEN_MAX as u32 {
        hall.alarm.came(voter(1_000_000 + number), &hall.seen, hall.now());
    }
    for number in 1_000..1_100 {
        hall.ms += 10;
        hall.votes(number);
    }
    let shown = hall.alarm.shown(hall.now()).unwrap();
    assert_eq!((shown.sign, shown.voters), (Sign::Hasty, 100));
    assert_eq!(hall.alarm.here_before(shown.since).len(), 300);
}

#[test]
fn an_alarm_whose_votes_could_not_be_set_aside_is_shown_again() {
    let mut hall = Hall::new();
    hall.open(0..10);
    hall.wave(100..140, 10, 5);
    let set_aside = Fact::SetAside { first: 0, here_before: Vec::new() };
    let mark = hall.alarm.mark();
    hall.alarm.follow(&set_aside, &hall.session, hall.now());
    assert_eq!(hall.sign(), None);
    hall.alarm.put_back(mark);
    assert_eq!(hall.sign(), Some(Sign::Hasty));
    // And what was set aside stays so when it could not be brought back.
    hall.alarm.follow(&set_aside, &hall.session, hall.now());
    let mark = hall.alarm.mark();
    hall.alarm.follow(&Fact::BroughtBack, &hall.session, hall.now());
    hall.alarm.put_back(mark);
    assert_eq!(hall.sign(), None);
}

#[test]
fn what_the_presenter_calls_people_is_not_shown_again_before_the_next_question() {
    let mut hall = Hall::new();
    hall.open(0..10);
    hall.wave(100..140, 10, 5);
    let since = hall.alarm.shown(hall.now()).unwrap().since;
    hall.alarm.dismiss(Moment(since.0 + 1));
    assert_eq!(hall.sign(), Some(Sign::Hasty), "another alarm than the one on the page");
    hall.alarm.dismiss(since);
    hall.wave(140..180, 10, 5);
    assert_eq!(hall.sign(), None);
    hall.go_on(0..180);
    hall.wave(200..240, 10, 5);
    assert_eq!(hall.sign(), Some(Sign::Hasty));
}

#[test]
fn answers_that_could_not_be_stored_make_no_sign() {
    let mut hall = Hall::new();
    hall.open(0..10);
    let mark = hall.alarm.mark();
    hall.wave(100..140, 10, 5);
    assert_eq!(hall.sign(), Some(Sign::Hasty));
    hall.alarm.put_back(mark);
    assert_eq!(hall.sign(), None);
    hall.wave(140..141, 10, 5);
    assert_eq!(hall.sign(), None, "the next one stands alone");
}

#[test]
fn a_room_that_knows_its_size_notices_more_newcomers_than_that() {
    let mut hall = Hall::new();
    hall.open(0..200);
    for number in 0..200 {
        hall.ms += 50;
        hall.votes(number);
    }
    hall.ms += 60_000;
    hall.go_on(0..200);
    // They take two seconds each, as people do.
    hall.wave(1_000..1_199, 20, 2_000);
    assert_eq!(hall.sign(), None);
    hall.wave(1_199..1_201, 20, 2_000);
    assert_eq!(hall.sign(), Some(Sign::Rush));
    let since = hall.alarm.shown(hall.now()).unwrap().since;
    assert_eq!(hall.alarm.here_before(since).len(), 200);
}

#[test]
fn a_script_that_goes_on_at_the_next_question_is_a_new_alarm() {
    let mut hall = Hall::new();
    hall.open(0..10);
    hall.wave(100..200, 10, 5);
    let first = hall.alarm.shown(hall.now()).unwrap().since;
    hall.steer(Command::SetAside { since: first, here_before: hall.alarm.here_before(first) });
    hall.wave(200..300, 10, 5);
    assert_eq!((hall.sign(), hall.session.set_aside().unwrap().1), (None, 200));
    hall.ms += 30_000;
    hall.go_on(0..10);
    hall.ms += 5_000;
    hall.wave(300..400, 10, 5);
    let shown = hall.alarm.shown(hall.now()).unwrap();
    assert!(shown.since > first && shown.voters == 100, "{shown:?}");
}

#[test]
fn phones_that_come_back_with_votes_that_waited_are_no_script() {
    let mut hall = Hall::new();
    hall.open(0..0);
    hall.alarm = Alarm::new(&hall.session, hall.now());
    hall.wave(0..1_000, 8, 5);
    assert_eq!(hall.sign(), None);
    hall.ms = 31_000;
    hall.wave(1_000..1_030, 8, 5);
    assert_eq!(hall.sign(), Some(Sign::Hasty));
}

#[test]
fn the_alarm_goes_out_by_itself_and_is_drawn_when_it_turns() {
    let mut hall = Hall::new();
    hall.open(0..10);
    let now = hall.now();
    assert!(!hall.alarm.has_turned(now));
    hall.wave(100..140, 10, 5);
    let now = hall.now();
    assert!(hall.alarm.has_turned(now) && !hall.alarm.has_turned(now));
    assert!(hall.alarm.has_turned(now + SHOWN_FOR) && hall.alarm.shown(now + SHOWN_FOR).is_none());
}
