//! Answers that say two things: who agrees with only one of them cannot answer, and nobody knows what a vote meant.
//! Never minds a list of kinds, such as `Zorg, jeugdzorg of sociaal werk`.

use super::super::attributes::Word;
use super::super::kinds::Asked;
use super::super::source::Span;
use super::phrases::Phrases;
use super::wording::{Asking, words};
use super::{Advice, Remark};

/// Letters a word on each side of a bare slash must have. Shorter ones are names of one thing: `hbo/wo`, `km/u`, `hij/zij`.
const SIDE_LETTERS_MIN: usize = 4;

pub fn look(asking: &Asking<'_>) -> Vec<Remark> {
    let is_chosen = matches!(asking.asked, Asked::ChooseOne | Asked::Scale | Asked::Several | Asked::Ranking);
    // The groups of a segment are put together on purpose.
    if !(is_chosen || asking.asked == Asked::Rating) || asking.word(Word::Segment).is_some() {
        return vec![];
    }
    let joint = |span: &Span| {
        let answer = &asking.text[span.clone()];
        let slash = slash(answer, asking.phrases);
        // A point of a scale says how much of this goes with how much of that.
        let is_point = matches!(asking.asked, Asked::Scale | Asked::Rating);
        slash.or_else(|| if is_point { None } else { joint_of_claims(answer, asking.phrases?) })
    };
    let remark = |span: Span| {
        let found = joint(&span)?;
        let at = span.start + found.start..span.start + found.end;
        let advice = Advice::TwoInOne { joint: asking.text[at.clone()].to_owned() };
        Some(Remark::new(advice, at))
    };
    asking.answers().iter().map(|answer| asking.words_span(answer)).filter_map(remark).collect()
}

/// A slash between two things, `en/of` included. Two ways to say that no answer fits are one thing.
fn slash(answer: &str, phrases: Option<&Phrases>) -> Option<Span> {
    answer.match_indices('/').map(|(index, _)| index).find_map(|index| {
        let (before, behind) = (&answer[..index], &answer[index + 1..]);
        let is_residue = |side| phrases.is_some_and(|phrases| is_residue(phrases, side));
        if before.contains("://") || before.ends_with('/') || behind.starts_with('/') {
            return None;
        }
        if is_residue(before) && is_residue(behind) {
            return None;
        }
        if before.ends_with(' ') && behind.starts_with(' ') {
            return Some(index..index + 1);
        }
        let left = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let right = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if matches!((left.to_lowercase().as_str(), right.to_lowercase().as_str()), ("en", "of") | ("and", "or")) {
            return Some(index - left.len()..index + 1 + right.len());
        }
        let is_long = |side: &str| side.chars().count() >= SIDE_LETTERS_MIN;
        (is_long(left) && is_long(right)).then_some(index..index + 1)
    })
}

/// Whether this only says that no answer fits. Doubt says more, and so does no.
fn is_residue(phrases: &Phrases, side: &str) -> bool {
    let words = words(side);
    phrases.is_way_out(&words) && !phrases.opinions.contains(&words.join(" ").as_str())
}

/// A word between two claims: behind it stands a subject or a verb of its own, or a word that stood before it too.
fn joint_of_claims(answer: &str, phrases: &Phrases) -> Option<Span> {
    let knows = |list: &[&str], word: &str| list.contains(&word);
    for joint in phrases.joints {
        let around = format!(" {} ", joint.word);
        for (index, _) in answer.match_indices(&around) {
            let (before, behind) = (words(&answer[..index]), words(&answer[index + around.len()..]));
            let Some(next) = behind.first() else { continue };
            let claims = before.iter().any(|word| knows(phrases.subjects, word) || knows(phrases.verbs, word));
            let again = knows(phrases.doubles, next) && before.contains(next);
            let subject = joint.before_subject && knows(phrases.subjects, next);
            let verb = knows(phrases.verbs, next);
            if behind.len() > 1 && (again || claims && (subject || verb)) {
                return Some(index + 1..index + around.len() - 1);
            }
        }
    }
    None
}
