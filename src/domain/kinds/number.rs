//! A number within a range, on a step: an estimate, a mark, a 0–10.

use std::collections::BTreeMap;

use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::deck::Range;
use crate::domain::tally::each_in;

pub(super) fn check(said: &Answer, range: Range) -> Option<Answer> {
    if !said.choices.is_empty() || said.text.is_some() || !said.parts.is_empty() {
        return None;
    }
    match said.number {
        None => Some(Answer::default()),
        Some(number) => range.holds(number).then(|| Answer::of_number(number)),
    }
}

pub(super) fn each(answer: &Answer, numbers: &mut BTreeMap<Decimal, u32>, change: &dyn Fn(&mut u32)) {
    if let Some(number) = answer.number {
        each_in(numbers, number, change);
    }
}
