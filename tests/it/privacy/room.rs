//! Random sessions: people in groups of none to a dozen, some of whom come late, keep silent, write words of their own
//! or are set aside; over a deck with one to three segment questions and one question of nearly every kind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::deck::Editions;
use peil::domain::fact::{Answered, Fact, Recorded};
use peil::domain::ids::{DeckId, Moment, SlideKey, VoterId};
use peil::domain::limits::FLOOR;
use peil::domain::privacy::{Mode, Privacy};
use peil::domain::results::Results;
use peil::domain::session::Session;
use proptest::prelude::*;

use crate::fixtures::{option_key, slide_key, voter};

pub const SEGMENTS: [&str; 3] = ["s1", "s2", "s3"];
pub const OTHERS: [&str; 9] = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"];
/// All of them, as they are numbered.
pub const QUESTIONS: [&str; 12] = ["s1", "s2", "s3", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"];
/// What is asked twice: the first segment question, and this one.
pub const AGAIN: (&str, &str) = ("s1", "q9");
/// Questions that are answered part by part, with the parts that are written.
pub const IN_PARTS: [&str; 2] = ["q4", "q7"];
/// Of the hidden question: fewer than so many, and nothing of it may be seen.
pub const SHOW_FROM: u32 = 8;
pub const HIDDEN: &str = "q6";
/// Of so many who answered a question, one answers it again.
const CHANGED: u64 = 7;

// An `x` between brackets would be a mark, and no name.
const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n\
    # Waar werkt u? {#s1 SEGMENT1}\n\n- (a) Zorg\n- (b) Techniek\n- (overig) Overig\n- (d) Anders… ____\n\n---\n\n\
    # Hoe vaak? {#s2 SEGMENT2}\n\n1. ( ) Nooit\n2. ( ) Soms\n3. ( ) Vaak\n\n---\n\n\
    # Was u er? {#s3 SEGMENT3}\n\n- (ja) Ja\n- (nee) Nee\n\n---\n\n\
    # Wat kiest u? {#q1}\n\n- (w) Dit\n- (y) Dat\n- (z) Anders ____\n\n---\n\n\
    # Wat nog meer? {#q2}\n\n- [w] Dit\n- [y] Dat\n- [z] Zulks\n\n---\n\n\
    # Hoeveel? {#q3 .number min=0 max=10}\n\n---\n\n\
    # Hoe goed? {#q4 .rating}\n\n## Het eten {#eten}\n## De zaal {#zaal}\n\n1. ( ) Slecht\n2. ( ) Goed\n\n---\n\n\
    # Waarom? {#q5 .open}\n\n---\n\n\
    # Samen? {#q6 show_from=8}\n\n- (w) Ja\n- (y) Nee\n\n---\n\n\
    # Tot slot {#q7 .form}\n\n## Een cijfer {#cijfer .number min=1 max=10}\n\n## Een tip {#tip .open}\n\n---\n\n\
    # In een woord? {#q8 .words max=2}\n\n---\n\n\
    # En nu, waar werkt u? {#q9 repeat=s1}\n";

/// A session as it was left.
pub struct Room {
    /// As it was written.
    pub deck: String,
    pub editions: Arc<Editions>,
    pub privacy: Privacy,
    pub results: Results,
    /// As they were while it ran: half-way, and before some people thought better of what they had said.
    pub earlier: Vec<Results>,
}

#[derive(Clone, Debug)]
pub struct Plan {
    segments: usize,
    mode: Mode,
    floor: u32,
    /// Of the first segment question: by option, then silent, then not there.
    sizes: [u8; 6],
    /// Of the other two: people are spread over so many of their options, silence and absence.
    spread: [u8; 2],
    /// In a hundred, how many answer each other question.
    density: [u8; 9],
    seed: u64,
    bots: u8,
}

pub fn rooms() -> impl Strategy<Value = Plan> {
    let floor = prop_oneof![4 => Just(FLOOR), 1 => FLOOR..9];
    let density = prop_oneof![4 => Just(100_u8), 2 => Just(92), 1 => Just(60), 1 => Just(15), 1 => Just(0)];
    let mixed: [_; 9] = std::array::from_fn(|_| density.clone());
    // A room in which all answer everything is as likely as any other.
    let density = prop_oneof![1 => Just([100; 9]), 2 => mixed];
    let size = prop_oneof![5 => 0..13_u8, 2 => Just(0), 1 => 20..50_u8];
    let mixed = std::array::from_fn::<_, 6, _>(|_| size.clone());
    // Few rooms are so large that two segment questions can stand beside each other.
    let sizes = prop_oneof![11 => mixed, 1 => std::array::from_fn::<_, 6, _>(|_| 24..40_u8)];
    let mode = prop_oneof![3 => Just(Mode::Open), 1 => Just(Mode::Confidential), 1 => Just(Mode::Research)];
    let spread = [1..6_u8, 1..5_u8];
    (1..4_usize, mode, floor, sizes, spread, density, any::<u64>(), 0..4_u8).prop_map(
        |(segments, mode, floor, sizes, spread, density, seed, bots)| Plan {
            segments,
            mode,
            floor,
            sizes,
            spread,
            density,
            seed,
            bots,
        },
    )
}

/// A room so large, and so eager to answer, that two segment questions stand beside each other; few random ones are.
pub fn large_room(seed: u64) -> Room {
    let density = [100; 9];
    let plan =
        Plan { segments: 2, mode: Mode::Open, floor: FLOOR, sizes: [30; 6], spread: [2, 2], density, seed, bots: 0 };
    plan.play()
}

/// One person, by their place.
#[derive(Clone, Copy)]
struct Person {
    place: u16,
    /// How they answer each segment question: an option by its place, or what comes behind the options.
    said: [usize; 3],
}

const SILENT: usize = 100;
const ABSENT: usize = 101;
const OPTIONS: [&[&str]; 3] = [&["a", "b", "overig", "d"], &["1", "2", "3"], &["ja", "nee"]];

impl Plan {
    /// Something random of its own for a person and a question.
    fn random(&self, person: u16, of: &str) -> u64 {
        let mut state = self.seed ^ (u64::from(person) << 32);
        for byte in of.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            state ^= state >> 29;
        }
        state
    }

    fn people(&self) -> Vec<Person> {
        let groups = self.sizes.iter().zip([0, 1, 2, 3, SILENT, ABSENT]);
        let of_first = groups.flat_map(|(size, said)| std::iter::repeat_n(said, usize::from(*size)));
        (0..)
            .zip(of_first)
            .map(|(place, first)| {
                let other = |index: usize| {
                    let options = OPTIONS[index].len();
                    let drawn = self.random(place, SEGMENTS[index]) % u64::from(self.spread[index - 1]);
                    match drawn as usize {
                        option if option < options => option,
                        option if option == options => SILENT,
                        _ => ABSENT,
                    }
                };
                Person { place, said: [first, other(1), other(2)] }
            })
            .collect()
    }

    pub fn play(&self) -> Room {
        let deck = (0..3).fold(DECK.to_owned(), |deck, index| {
            let word = if index < self.segments { ".segment" } else { "" };
            deck.replace(&format!(" SEGMENT{}", index + 1), &format!(" {word}"))
        });
        let id = DeckId::parse("proef").unwrap();
        let reading = deck_file::read_editions(&id, Source { name: "proef.md", bytes: deck.as_bytes() }, &[]);
        let editions = Arc::new(reading.unwrap_or_else(|_| panic!("the deck is whole")).editions);
        let mut stage = Stage {
            session: Session::new(Arc::clone(&editions), Moment(0)),
            now: 1_000_000,
            answered: BTreeSet::new(),
        };
        let people = self.people();
        let bots = 900..900 + u16::from(self.bots);
        for (index, key) in SEGMENTS.iter().enumerate() {
            let here = people.iter().filter(|person| person.said[index] != ABSENT);
            let answers = here.clone().filter_map(|person| {
                let option = OPTIONS[index].get(person.said[index])?;
                let text = (*option == "d").then(|| format!("wie-{}", person.place));
                Some((person.place, Answer { choices: vec![option_key(option)], text, ..Answer::default() }))
            });
            stage.open(key);
            stage.hear(key, answers.collect());
            if index == 0 && self.bots > 0 {
                let first = stage.answered.len() as u32;
                let said = bots.clone().map(|bot| (bot, Answer::of_choices(vec![option_key(OPTIONS[0][1])])));
                stage.hear(key, said.collect());
                stage.apply(Fact::SetAside { first, here_before: Vec::new() });
            }
            stage.close(key, here.map(|person| person.place));
        }
        let mut earlier = Vec::new();
        let seen = BTreeSet::new();
        for (place, (key, density)) in OTHERS.iter().zip(self.density).enumerate() {
            if place == OTHERS.len() / 2 {
                earlier.push(stage.session.results(&seen));
            }
            let answers = people.iter().map(|person| person.place).chain(bots.clone());
            let answers = answers.filter(|place| self.random(*place, key) % 100 < u64::from(density));
            stage.open(key);
            stage.hear(key, answers.map(|place| (place, self.answer(place, key, ""))).collect());
            // Who kept silent may have been there or not.
            stage.close(key, people.iter().map(|person| person.place).filter(|place| place % 3 > 0));
        }
        earlier.push(stage.session.results(&seen));
        for (key, density) in OTHERS.iter().zip(self.density) {
            let answered = people.iter().map(|person| person.place);
            let answered = answered.filter(|place| self.random(*place, key) % 100 < u64::from(density));
            let changed =
                answered.filter(|place| self.random(*place, &format!("{key}-changed")).is_multiple_of(CHANGED));
            stage.hear(key, changed.map(|place| (place, self.answer(place, key, "-again"))).collect());
        }
        stage.apply(Fact::Ended);
        Room {
            deck,
            editions,
            privacy: Privacy { mode: self.mode, floor: self.floor, ..Privacy::DEFAULT },
            results: stage.session.results(&seen),
            earlier,
        }
    }

    fn answer(&self, place: u16, key: &str, time: &str) -> Answer {
        let drawn = self.random(place, &format!("{key}-said{time}"));
        let choice = |index: u64| option_key(["w", "y", "z"][index as usize % 3]);
        let number = |least: u64| Answer::of_number(((least + drawn % 10) as i64).into());
        let part = |key: &str, answer: Answer| (option_key(key), answer);
        let parts = |parts: Vec<_>| Answer { parts, ..Answer::default() };
        match key {
            "q1" => {
                let text = (drawn % 3 == 2 && drawn.is_multiple_of(2)).then(|| format!("los-{place}"));
                Answer { choices: vec![choice(drawn)], text, ..Answer::default() }
            }
            "q2" => Answer::of_choices(vec![choice(0), choice(1 + drawn % 2)]),
            "q3" => number(0),
            "q4" => {
                let point =
                    |of: u64| Answer::of_choices(vec![option_key(if of.is_multiple_of(2) { "1" } else { "2" })]);
                let zaal = (!drawn.is_multiple_of(13)).then(|| part("zaal", point(drawn / 2)));
                parts(std::iter::once(part("eten", point(drawn))).chain(zaal).collect())
            }
            "q5" => Answer::of_text(format!("want-{place}")),
            "q6" => Answer::of_choices(vec![choice(drawn % 2)]),
            "q9" => {
                let chosen = OPTIONS[0][drawn as usize % 4];
                let text = (chosen == "d").then(|| format!("nu-{place}"));
                Answer { choices: vec![option_key(chosen)], text, ..Answer::default() }
            }
            "q7" => {
                let tip = (!drawn.is_multiple_of(4)).then(|| part("tip", Answer::of_text(format!("tip-{place}"))));
                parts(std::iter::once(part("cijfer", number(1))).chain(tip).collect())
            }
            _ => Answer::of_text(format!("woord\nwoord-{place}")),
        }
    }
}

struct Stage {
    session: Session,
    now: i64,
    answered: BTreeSet<u16>,
}

impl Stage {
    fn apply(&mut self, fact: Fact) {
        self.now += 1_700;
        self.session.apply(&Recorded { at: Moment(self.now), fact });
    }

    fn open(&mut self, key: &str) {
        self.apply(Fact::Opened { question: slide_key(key) });
    }

    fn hear(&mut self, key: &str, answers: BTreeMap<u16, Answer>) {
        let question: SlideKey = slide_key(key);
        for (place, answer) in answers {
            self.answered.insert(place);
            let answered = Answered { question: question.clone(), round: 1, voter: voter(place), n: 1, answer };
            self.apply(Fact::Answered(answered));
        }
    }

    fn close(&mut self, key: &str, present: impl Iterator<Item = u16>) {
        let present: Vec<VoterId> = present.map(voter).collect();
        self.apply(Fact::Closing { question: slide_key(key) });
        self.apply(Fact::Closed { question: slide_key(key), present });
    }
}
