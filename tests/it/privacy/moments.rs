//! Files of one session taken again and again: while it runs, after its end, when its results are final, and when a part of
//! them is deleted. A breach may come of any two.

use peil::domain::deck::{Deck, Question};
use peil::domain::ids::Moment;
use peil::domain::privacy::{Mode, Privacy};
use peil::domain::published::{Intake, Published, publish};
use peil::domain::results::Forgettable;
use peil::domain::together::{Together, Unfit};
use proptest::prelude::*;

use super::attack::Loot;
use super::room::{OTHERS, Room};
use super::{CASES, each_known_room, each_room, gated};
use crate::fixtures::slide_key;

/// All that is handed out of a session in the course of time.
fn course(room: &Room) -> Vec<(&'static str, Loot)> {
    let (deck, privacy) = (&room.editions.original, room.privacy);
    let open = room.earlier.iter().chain([&room.results]);
    let names = ["half-way", "running", "ended"];
    let open = open.map(|results| publish(results.clone(), deck, privacy, Intake::Open));
    let without = |what| {
        let left = room.results.clone().forgetting(what, Moment(9_000_000), Some(deck));
        publish(left, deck, privacy, Intake::Closed)
    };
    let last = [
        ("final", gated(room, privacy, Intake::Closed)),
        ("without texts", without(Forgettable::Texts)),
        ("without rows", without(Forgettable::Rows)),
    ];
    let all = names.into_iter().zip(open).chain(last);
    all.map(|(name, published): (_, Published)| (name, Loot::take(room, &published))).collect()
}

/// What each moment gives away, and each two of them.
fn breaches(taken: &[(&str, Loot)], privacy: Privacy) -> Vec<String> {
    let mut breaches = Vec::new();
    for (name, loot) in taken {
        breaches.extend(loot.breaches(privacy).into_iter().map(|breach| format!("{name}: {breach}")));
        for (other, earlier) in taken.iter().filter(|(other, _)| other != name) {
            let beside = loot.breaches_beside(earlier, privacy).into_iter();
            breaches.extend(beside.map(|breach| format!("{name} beside {other}: {breach}")));
        }
    }
    breaches
}

#[test]
fn no_two_moments_of_a_session_tell_together_what_neither_may_tell() {
    let found_back = std::cell::Cell::new(0);
    each_room(CASES / 4, |room| {
        let taken = course(room);
        let breaches = breaches(&taken, room.privacy);
        prop_assert!(breaches.is_empty(), "{breaches:#?}");
        let rows = |name: &str| &taken.iter().find(|(taken, _)| *taken == name).unwrap().1;
        found_back.set(found_back.get() + rows("final").found_back(rows("without texts")));
        Ok(())
    });
    assert!(found_back.get() > 0, "nobody was found back, so nothing was joined");
}

#[test]
fn a_gate_that_hands_out_rows_while_answers_may_come_is_found_out_by_two_moments() {
    let found = std::cell::Cell::new((0, 0));
    each_known_room(CASES / 10, |room| {
        let by_two = |floor| {
            let given = Privacy { mode: Mode::Open, floor, ..room.privacy };
            // It takes every moment for the last.
            let earlier = publish(room.earlier[1].clone(), &room.editions.original, given, Intake::Closed);
            let [last, earlier] = [gated(room, given, Intake::Closed), earlier].map(|taken| Loot::take(room, &taken));
            u32::from(!last.breaches_beside(&earlier, room.privacy).is_empty())
        };
        let (kept, lowered) = found.get();
        found.set((kept + by_two(room.privacy.floor), lowered + by_two(1)));
        Ok(())
    });
    let (kept, lowered) = found.get();
    assert!(kept > 0 && lowered * 2 > CASES / 10, "{kept} {lowered}");
}

#[test]
fn while_answers_may_come_nothing_tells_groups_apart_nor_lays_two_answers_together() {
    each_room(CASES / 4, |room| {
        let published = gated(room, room.privacy, Intake::Open);
        let loot = Loot::take(room, &published);
        prop_assert!(!loot.shows_segments());
        prop_assert!(loot.splits.iter().all(|split| split.groups.is_err()));
        prop_assert_eq!(published.awaits_rows(), room.privacy.has_rows());
        for (first, second) in OTHERS.iter().flat_map(|first| OTHERS.iter().map(move |second| (first, second))) {
            let deck = &room.editions.original;
            let together = Together::of(&published, deck, &slide_key(first), &slide_key(second));
            prop_assert!(together.is_err(), "{first} and {second}");
            if let ("q1", "q2") = (*first, *second) {
                let why = if room.privacy.has_rows() { Unfit::StillRunning } else { Unfit::Confidential };
                prop_assert_eq!(together.unwrap_err(), why);
            }
        }
        Ok(())
    });
}

#[test]
fn a_deck_that_divides_nobody_hands_out_its_rows_while_it_runs() {
    each_room(CASES / 8, |room| {
        let mut deck: Deck = room.editions.original.clone();
        let questions = deck.slides.iter_mut().filter_map(|slide| slide.question.as_mut());
        questions.for_each(|question: &mut Question| question.segment = false);
        let published = publish(room.results.clone(), &deck, room.privacy, Intake::Open);
        prop_assert_eq!(published.rows().is_empty(), !room.privacy.has_rows() || room.results.rows.is_empty());
        prop_assert!(!published.awaits_rows());
        Ok(())
    });
}
