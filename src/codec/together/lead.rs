//! The sentences about two questions. Judges nothing: counts of people and no more.

use super::Side;
use crate::codec::words::{Argument, Tongue};
use crate::domain::together::Together;

/// What it comes to, in one sentence.
pub(super) fn lead(together: &Together, first: &Side, second: &Side, tongue: Tongue) -> String {
    if together.both == 0 {
        return tongue.say("together-nobody");
    }
    match &together.again {
        Some(_) if together.first.several => switched(together, first, tongue),
        Some(again) if again.moved == 0 => tongue.say_with("together-all-stayed", &[("n", together.both.into())]),
        Some(again) if together.cells.is_empty() => {
            let course = again.drift.unwrap_or_default();
            let figures = [("both", together.both.into()), ("n", course.up.into()), ("down", course.down.into())];
            tongue.say_with("together-number", &figures)
        }
        Some(_) => moved(together, first, tongue),
        None => most(together, first, second, tongue),
    }
}

fn moved(together: &Together, first: &Side, tongue: Tongue) -> String {
    let moves = together.moves();
    let Some(way) = moves.first() else {
        return tongue.say_with("together-all-stayed", &[("n", together.both.into())]);
    };
    let (from, to) = (first.quoted(way.from), first.quoted(way.to));
    tongue.say_with(
        "together-moved",
        &[
            ("n", way.count.into()),
            ("both", together.both.into()),
            ("from", from.as_str().into()),
            ("to", to.as_str().into()),
            ("back", way.back.into()),
        ],
    )
}

/// The answer that most people switched on or off.
fn switched(together: &Together, first: &Side, tongue: Tongue) -> String {
    let switches = together.again.iter().flat_map(|again| again.switches.iter().enumerate());
    let most = switches.rev().max_by_key(|(_, switch)| switch.gained + switch.lost);
    let Some((place, switch)) = most.filter(|(_, switch)| switch.gained + switch.lost > 0) else {
        return tongue.say_with("together-all-stayed", &[("n", together.both.into())]);
    };
    let answer = first.quoted(place);
    tongue.say_with(
        "together-switched",
        &[
            ("n", switch.gained.into()),
            ("both", together.both.into()),
            ("answer", answer.as_str().into()),
            ("lost", switch.lost.into()),
        ],
    )
}

/// Of the answer that most people gave first, what most of them said then.
fn most(together: &Together, first: &Side, second: &Side, tongue: Tongue) -> String {
    let largest = |counts: &[u32]| (0..counts.len()).rev().max_by_key(|place| counts[*place]).unwrap_or(0);
    let row = largest(&together.before);
    let column = largest(&together.cells[row]);
    let (from, to) = (first.quoted(row), second.quoted(column));
    let figures: [(&'static str, Argument<'_>); 6] = [
        ("n", together.before[row].into()),
        ("count", together.cells[row][column].into()),
        ("from", from.as_str().into()),
        ("to", to.as_str().into()),
        ("first", first.number.into()),
        ("second", second.number.into()),
    ];
    tongue.say_with("together-most", &figures)
}

/// Which way people moved: towards the last answer of a scale or the first, or to a higher or lower number.
pub(super) fn course(together: &Together, first: &Side, tongue: Tongue) -> Option<String> {
    let course = together.again.as_ref()?.drift?;
    let ordered: Vec<usize> =
        (0..first.labels.len()).filter(|place| together.first.categories[*place].ordered).collect();
    let mut figures: Vec<(&'static str, Argument<'_>)> =
        vec![("up", course.up.into()), ("same", course.same.into()), ("down", course.down.into())];
    let is_scale = together
        .first
        .categories
        .iter()
        .any(|category| category.ordered && matches!(category.name, crate::domain::together::Name::Option(_)));
    let (low, high) = match (ordered.first().filter(|_| is_scale), ordered.last()) {
        (Some(low), Some(high)) => (first.quoted(*low), first.quoted(*high)),
        _ => return Some(tongue.say_with("together-course-number", &figures)),
    };
    figures.extend([("low", Argument::Text(&low)), ("high", Argument::Text(&high))]);
    Some(tongue.say_with("together-course", &figures))
}

pub(super) fn reach(together: &Together, tongue: Tongue) -> Vec<String> {
    let said = |key, n: u32| tongue.say_with(key, &[("n", n.into())]);
    vec![
        said("together-both", together.both),
        said("together-only-first", together.only_first),
        said("together-only-second", together.only_second),
    ]
}

pub(super) fn notes(together: &Together, tongue: Tongue) -> Vec<String> {
    let several = together.first.several || together.second.several;
    let is_few = together.both > 0 && together.percent(0).is_none();
    [(several, "together-several"), (is_few, "together-few")]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, key)| tongue.say(key))
        .collect()
}
