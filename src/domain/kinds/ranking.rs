//! Put in order: all options or the first few. What is not placed is not last; it has no place.

use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::deck::Question;
use crate::domain::tally::Tally;

/// Said as choices in order, or, as a page without script does, as a place for each option. Places may leave gaps, for
/// whoever skips "3e" means the order all the same; two options in one place mean none.
pub(super) fn check(question: &Question, said: &Answer, max: usize) -> Option<Answer> {
    if said.number.is_some() || said.text.is_some() || !(said.choices.is_empty() || said.parts.is_empty()) {
        return None;
    }
    let mut placed = Vec::new();
    for (key, part) in &said.parts {
        placed.push((part.number?.whole().filter(|place| *place >= 1)?, key));
    }
    placed.sort_unstable();
    if placed.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return None;
    }
    let named: Vec<_> = said.choices.iter().chain(placed.into_iter().map(|(_, key)| key)).collect();
    let mut choices = Vec::with_capacity(named.len());
    for key in named {
        let key = &question.option(key)?.key;
        if choices.contains(key) {
            return None;
        }
        choices.push(key.clone());
    }
    (choices.len() <= max).then(|| Answer::of_choices(choices))
}

/// A histogram of places for each option.
pub(super) fn each(question: &Question, answer: &Answer, parts: &mut [Tally], change: &dyn Fn(&mut u32)) {
    for (option, tally) in question.options.iter().zip(parts) {
        if let Some(place) = answer.choices.iter().position(|choice| *choice == option.key) {
            tally.each_number(Decimal::from(place as i64 + 1), change);
        }
    }
}
