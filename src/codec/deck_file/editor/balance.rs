//! Scales that lean to one side: more room for praise than for blame, or a middle that is not in the middle. Never judges
//! a scale of which it does not know every word, nor one that runs from nothing to much.

use super::super::answers::Answer;
use super::super::attributes::Word;
use super::super::kinds::Asked;
use super::super::source::Span;
use super::advice::Lopsided;
use super::phrases::Phrases;
use super::wording::{Asking, words};
use super::{Advice, Remark};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Positive,
    Negative,
    Middle,
}

pub fn look(asking: &Asking<'_>) -> Option<Remark> {
    if !matches!(asking.asked, Asked::Scale | Asked::Rating) {
        return None;
    }
    let points: Vec<&Answer> = asking.answers().iter().filter(|answer| answer.numbered).collect();
    let (first, last) = points.first().zip(points.last())?;
    if let Some(word) = asking.word(Word::Bipolar) {
        let list = asking.words_span(first);
        return two_ended(asking, &points, word).map(|(lopsided, at)| {
            let remark = Remark::new(Advice::Unbalanced(lopsided), at);
            if lopsided == Lopsided::NoMiddle { remark.with(list) } else { remark }
        });
    }
    let phrases = asking.phrases?;
    let lopsided = leaning(phrases, &points)?;
    // The far end is where there is too much.
    let sides = [first, last].map(|point| side(phrases, &words(&point.option.text)));
    let wanted = if lopsided == Lopsided::MorePositive { Side::Positive } else { Side::Negative };
    let point = if sides[0] == Some(wanted) { first } else { last };
    Some(Remark::new(Advice::Unbalanced(lopsided), asking.words_span(point)))
}

/// The best point of a `.bipolar` scale is its middle one.
fn two_ended(asking: &Asking<'_>, points: &[&Answer], word: &Span) -> Option<(Lopsided, Span)> {
    if points.len().is_multiple_of(2) {
        return Some((Lopsided::NoMiddle, word.clone()));
    }
    let phrases = asking.phrases?;
    let is_best = |point: &&Answer| phrases.just_right.contains(&words(&point.option.text).join(" ").as_str());
    let best = points.iter().position(is_best)?;
    (best != points.len() / 2).then(|| (Lopsided::BestAside, asking.words_span(points[best])))
}

fn leaning(phrases: &Phrases, points: &[&Answer]) -> Option<Lopsided> {
    let texts: Vec<Vec<String>> = points.iter().map(|point| words(&point.option.text)).collect();
    let sides: Vec<Side> = texts.iter().map(|words| side(phrases, words)).collect::<Option<_>>()?;
    // `Niet tevreden` up to `heel tevreden` runs from nothing to much, and has no other side.
    let blames = |words: &Vec<String>| words.iter().any(|word| phrases.negative.contains(&word.as_str()));
    if !texts.iter().any(blames) {
        return None;
    }
    let count = |wanted| sides.iter().filter(|side| **side == wanted).count();
    match (count(Side::Positive), count(Side::Negative)) {
        (0, _) | (_, 0) => None,
        (positive, negative) if positive > negative => Some(Lopsided::MorePositive),
        (positive, negative) if positive < negative => Some(Lopsided::MoreNegative),
        _ => None,
    }
}

/// Which side a label is on, where its words tell.
fn side(phrases: &Phrases, words: &[String]) -> Option<Side> {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let denied = has(phrases.negations);
    match (has(phrases.positive), has(phrases.negative)) {
        (true, true) => Some(Side::Middle),
        (false, false) => has(phrases.neutral).then_some(Side::Middle),
        (positive, _) => Some(if positive != denied { Side::Positive } else { Side::Negative }),
    }
}
