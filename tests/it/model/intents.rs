//! Draws requests at random, in outline: what each says depends on how the session stands when its turn comes.

use peil::domain::fact::{Link, Place};
use peil::domain::ids::Moment;
use peil::domain::session::Command;
use proptest::prelude::*;

use crate::fixtures::{slide_key, voter};

const SLIDES: [&str; 6] = ["1", "p1", "3", "p2", "p3", "slot"];
/// Choices with a meaning of their own.
pub const ABSENT: usize = 18;
pub const MISPLACED: usize = 19;

/// A request in outline: what it says depends on how the session stands when its turn comes.
#[derive(Clone, Debug)]
pub enum Intent {
    Answer {
        voter: u16,
        question: Which,
        round: Round,
        n: Number,
        choice: usize,
        words: Option<u8>,
    },
    Steer {
        command: Command,
        from: From,
    },
    Next,
    FinishClosing,
    /// The last answer comes again, as when its reply was lost.
    Repeat,
    /// An answer of long ago comes again: it took another road, and newer ones were faster.
    Stray(prop::sample::Index),
    /// The server stops and goes on from its journal.
    Restart,
    /// Time passes, in milliseconds.
    Wait(i64),
}

#[derive(Clone, Debug)]
pub enum Which {
    /// The one that takes answers, else the last one.
    Open,
    Any(usize),
    Unknown,
}

#[derive(Clone, Copy, Debug)]
pub enum Round {
    Present,
    Earlier,
}

/// How an answer's number stands to the stored one.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    Next,
    Same,
    Lower,
}

#[derive(Clone, Copy, Debug)]
pub enum From {
    Here,
    Nowhere,
    Elsewhere,
}

pub fn intents() -> impl Strategy<Value = Vec<Intent>> {
    prop::collection::vec(intent(), 80..200)
}

fn intent() -> impl Strategy<Value = Intent> {
    let which = prop_oneof![8 => Just(Which::Open), 2 => (0..3_usize).prop_map(Which::Any), 1 => Just(Which::Unknown)];
    let round = prop_oneof![12 => Just(Round::Present), 1 => Just(Round::Earlier)];
    let number = prop_oneof![8 => Just(Number::Next), 2 => Just(Number::Same), 1 => Just(Number::Lower)];
    let words = prop::option::weighted(0.4, 0..3_u8);
    let answer =
        (0..9_u16, which, round, number, 0..20_usize, words).prop_map(|(voter, question, round, n, choice, words)| {
            Intent::Answer { voter, question, round, n, choice, words }
        });
    let place = prop_oneof![
        6 => (0..6_usize).prop_map(|index| Place::Slide(slide_key(SLIDES[index]))),
        3 => Just(Place::Slide(slide_key("weg"))),
        3 => Just(Place::Join),
    ];
    let command = prop_oneof![
        6 => Just(Command::Back),
        3 => place.prop_map(Command::Show),
        3 => Just(Command::Open),
        3 => Just(Command::Close),
        2 => (10..60_u32).prop_map(|seconds| Command::StartClock { seconds }),
        1 => Just(Command::StopClock),
        1 => Just(Command::MoreTime),
        3 => Just(Command::Reveal),
        4 => Just(Command::Solve),
        1 => Just(Command::ShowMovement),
        1 => Just(Command::HideMovement),
        2 => Just(Command::Hide),
        3 => Just(Command::Clear),
        3 => Just(Command::Undo),
        1 => Just(Command::Black),
        1 => prop_oneof![Just(Link::Screen), Just(Link::Control)].prop_map(Command::RenewLink),
        2 => Just(Command::End),
        6 => Just(Command::Resume),
        3 => (0..40_000_i64, prop::collection::vec(0..9_u16, 0..4)).prop_map(|(ago, here)| Command::SetAside {
            since: Moment(ago),
            here_before: here.into_iter().map(voter).collect(),
        }),
        2 => Just(Command::BringBack),
    ];
    let from = prop_oneof![8 => Just(From::Here), 2 => Just(From::Nowhere), 1 => Just(From::Elsewhere)];
    let steer = (command, from).prop_map(|(command, from)| Intent::Steer { command, from });
    prop_oneof![
        20 => answer,
        12 => steer,
        6 => Just(Intent::Next),
        1 => Just(Intent::FinishClosing),
        2 => Just(Intent::Repeat),
        3 => any::<prop::sample::Index>().prop_map(Intent::Stray),
        1 => Just(Intent::Restart),
        4 => prop_oneof![6 => 0..9_000_i64, 3 => Just(700_000_i64), 1 => Just(-3_000_i64)].prop_map(Intent::Wait),
    ]
}
