//! Answers that are nearly the same: a slip of the pen, or two that nobody can tell apart on a phone. Never minds words
//! that differ little and mean the opposite, nor figures.

use super::super::attributes::distance;
use super::wording::{Asking, words};
use super::{Advice, Remark};

/// A word shorter than this may differ from another by a letter and be another word: `leren` and `leven`.
const WORD_LETTERS_MIN: usize = 6;
/// From so many letters on two may differ. Below it stand pairs such as `werkgever` and `werknemer`.
const LONG_WORD_LETTERS_MIN: usize = 12;

/// Turn a word into its opposite, or into the other of a pair.
const OPPOSITES: [&str; 10] = ["on", "in", "un", "im", "il", "ir", "dis", "non", "a", "de"];

pub fn look(asking: &Asking<'_>) -> Vec<Remark> {
    let answers = asking.answers();
    let texts: Vec<Vec<String>> = answers.iter().map(|answer| words(&answer.option.text)).collect();
    let mut remarks = vec![];
    for (index, answer) in answers.iter().enumerate() {
        let earlier = (0..index).find(|earlier| {
            let is_same_group = answers[*earlier].option.group == answer.option.group;
            is_same_group && are_alike(&texts[*earlier], &texts[index])
        });
        if let Some(earlier) = earlier {
            let remark = Remark::new(Advice::NearlyEqual, asking.words_span(answer));
            remarks.push(remark.with(asking.words_span(&answers[earlier])));
        }
    }
    remarks
}

fn are_alike(one: &[String], other: &[String]) -> bool {
    // Of a text without letters, such as a row of emoji, nothing is left to compare.
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one.concat() == other.concat() {
        return true;
    }
    let mut different = one.iter().zip(other).filter(|(one, other)| one != other);
    match (one.len() == other.len(), different.next(), different.next()) {
        (true, Some((one, other)), None) => is_slip(one, other),
        _ => false,
    }
}

/// Whether one word is the other with a slip.
fn is_slip(one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    let slips = usize::from(letters >= WORD_LETTERS_MIN) + usize::from(letters >= LONG_WORD_LETTERS_MIN);
    let has_figure = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let is_opposite = |long: &str, short: &str| OPPOSITES.iter().any(|sign| long.strip_prefix(sign) == Some(short));
    distance(one, other) <= slips
        && !has_figure(one)
        && !has_figure(other)
        && !is_opposite(one, other)
        && !is_opposite(other, one)
}
