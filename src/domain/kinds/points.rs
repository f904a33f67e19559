//! Points to divide over the options: all of them, no fewer and no more.

use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::deck::Question;
use crate::domain::tally::Tally;

/// An option without points is said by nothing or by 0, and kept as neither.
pub(super) fn check(question: &Question, said: &Answer, total: u32) -> Option<Answer> {
    if !said.choices.is_empty() || said.number.is_some() || said.text.is_some() {
        return None;
    }
    let mut left = i64::from(total);
    for (index, (key, part)) in said.parts.iter().enumerate() {
        let points = part.number?.whole().filter(|points| (0..=left).contains(points))?;
        if question.option(key).is_none() || said.parts[..index].iter().any(|(earlier, _)| earlier == key) {
            return None;
        }
        left -= points;
    }
    let given = |key| said.part(key)?.number.filter(|number| *number > Decimal::from(0));
    let parts =
        question.options.iter().filter_map(|option| Some((option.key.clone(), Answer::of_number(given(&option.key)?))));
    let parts: Vec<_> = parts.collect();
    (parts.is_empty() || left == 0).then(|| Answer { parts, ..Answer::default() })
}

/// A histogram of points for each option. Whoever divides gives every option something, be it nothing.
pub(super) fn each(question: &Question, answer: &Answer, parts: &mut [Tally], change: &dyn Fn(&mut u32)) {
    for (option, tally) in question.options.iter().zip(parts) {
        let points = answer.part(&option.key).and_then(|part| part.number);
        tally.each_number(points.unwrap_or_else(|| Decimal::from(0)), change);
    }
}
