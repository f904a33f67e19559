//! What may leave a session: whoever takes every table and file that it offers, and lays them side by side, tells no
//! group apart that is smaller than attendees were promised.
//!
//! Each rule is proved on a planted breach, so that an attack which stopped looking is noticed.

mod aside;
mod attack;
mod documents;
mod moments;
mod names;
mod room;
mod served;
mod taken;

use std::cell::RefCell;
use std::collections::BTreeMap;

use peil::domain::limits::FLOOR;
use peil::domain::privacy::{Mode, Privacy};
use peil::domain::published::{Intake, Published, publish};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use attack::Loot;
use room::{Room, large_room, rooms};

const CASES: u32 = 100;
/// So many large rooms besides.
const LARGE: u64 = 3;

/// One room of so many has its workbook, its report and its charts taken too.
const DOCUMENTS_EACH: u32 = 4;

/// As often as this, of a hundred cases, a split is granted; attacks on nothing would find nothing.
const GRANTED_MIN: u32 = 30;

fn gated(room: &Room, privacy: Privacy, intake: Intake) -> Published {
    publish(room.results.clone(), &room.editions.original, privacy, intake)
}

/// Runs a check over random sessions.
fn each_room(cases: u32, check: impl Fn(&Room) -> Result<(), TestCaseError>) {
    in_rooms_of(TestRunner::new(config(cases)), check);
}

/// Runs a check over the same sessions each time: what must find something must not depend on chance.
fn each_known_room(cases: u32, check: impl Fn(&Room) -> Result<(), TestCaseError>) {
    let dice = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    in_rooms_of(TestRunner::new_with_rng(config(cases), dice), check);
}

fn config(cases: u32) -> Config {
    // Cases that once failed are kept as tests of their own, not in a file beside the sources.
    Config { cases, failure_persistence: None, ..Config::default() }
}

fn in_rooms_of(mut runner: TestRunner, check: impl Fn(&Room) -> Result<(), TestCaseError>) {
    runner.run(&rooms(), |plan| check(&plan.play())).unwrap();
}

#[test]
fn nothing_that_a_session_offers_tells_a_group_apart_that_is_smaller_than_promised() {
    let seen = RefCell::new(BTreeMap::<&str, u32>::new());
    let check = |room: &Room| {
        let mut seen = seen.borrow_mut();
        let number = *seen.entry("rooms").and_modify(|rooms| *rooms += 1).or_insert(1);
        let published = gated(room, room.privacy, Intake::Closed);
        // Documents take longer to make than all the rest.
        let take = if number % DOCUMENTS_EACH == 1 { Loot::take_all } else { Loot::take };
        let loot = take(room, &published);
        let breaches = loot.breaches(room.privacy);
        prop_assert!(breaches.is_empty(), "{breaches:#?}\n{loot}");
        let splits = &loot.splits;
        let outcomes = [
            ("granted", splits.iter().any(|split| split.is_told())),
            ("refused", splits.iter().any(|split| split.groups.is_err())),
            ("small", splits.iter().any(|split| split.groups == Err("small_group"))),
            ("alone", splits.iter().any(|split| split.groups == Err("one_group"))),
            ("few", splits.iter().any(|split| split.groups == Err("too_few"))),
            ("rows", loot.shows_segments()),
            ("two", loot.shows_two_segments()),
            ("merged", loot.has_merged()),
            ("loose", loot.has_loose_texts()),
            ("workbook", loot.tells("the workbook")),
            ("report", loot.tells("the report")),
            ("together", loot.together.iter().any(|(_, groups)| groups.iter().any(|people| *people > 0))),
        ];
        for (outcome, is_seen) in outcomes {
            *seen.entry(outcome).or_default() += u32::from(is_seen);
        }
        Ok(())
    };
    each_room(CASES, check);
    for seed in 0..LARGE {
        check(&large_room(seed)).unwrap();
    }
    let seen = seen.into_inner();
    assert!(seen["granted"] * 100 >= CASES * GRANTED_MIN, "{seen:?}");
    assert!(seen.values().all(|times| *times > 0), "{seen:?}");
}

#[test]
fn a_gate_with_a_lower_floor_is_found_out() {
    let found = RefCell::new(BTreeMap::<&str, u32>::new());
    each_known_room(CASES / 2, |room| {
        let published = gated(room, Privacy { floor: 1, ..room.privacy }, Intake::Closed);
        let mut found = found.borrow_mut();
        let number = *found.entry("rooms").and_modify(|rooms| *rooms += 1).or_insert(1);
        let take = if number % DOCUMENTS_EACH == 1 { Loot::take_all } else { Loot::take };
        let breaches = take(room, &published).breaches(room.privacy);
        *found.entry("any").or_default() += u32::from(!breaches.is_empty());
        for source in ["files", "the sheet of answers", "the workbook", "the report"] {
            let is_of = breaches.iter().any(|breach| breach.starts_with(&format!("{source}:")));
            *found.entry(source).or_default() += u32::from(is_of);
        }
        Ok(())
    });
    let found = found.into_inner();
    assert!(found["any"] * 2 > CASES / 2, "{found:?}");
    assert!(found.values().all(|times| *times > 0), "{found:?}");
}

#[test]
fn rows_of_a_confidential_session_are_found_out() {
    let plan = RefCell::new(0);
    each_known_room(8, |room| {
        let promised = Privacy { mode: Mode::Confidential, ..room.privacy };
        let loot = Loot::take(room, &gated(room, Privacy { mode: Mode::Open, ..promised }, Intake::Closed));
        *plan.borrow_mut() += u32::from(!loot.breaches(promised).is_empty());
        Ok(())
    });
    assert!(*plan.borrow() >= 6);
}

#[test]
fn whole_room_figures_are_the_same_with_and_without_rows() {
    each_room(CASES / 8, |room| {
        let of = |mode, intake| {
            let published = gated(room, Privacy { mode, ..room.privacy }, intake);
            published.questions().to_vec()
        };
        prop_assert_eq!(of(Mode::Open, Intake::Closed), of(Mode::Confidential, Intake::Closed));
        prop_assert_eq!(of(Mode::Open, Intake::Closed), of(Mode::Open, Intake::Open));
        Ok(())
    });
}

#[test]
fn the_floor_of_a_promise_is_never_below_five() {
    assert_eq!((FLOOR, Privacy::DEFAULT.floor), (5, 5));
}
