//! What is made of questions itself: the rows of a grid and the fields of a form. Each part checks and counts as the
//! question it is; a part that was skipped is in no count but that of nobody.

use crate::domain::answer::Answer;
use crate::domain::deck::Question;
use crate::domain::ids::OptionKey;
use crate::domain::tally::{Figures, Tally};

pub(super) fn check(question: &Question, said: &Answer) -> Option<Answer> {
    if !said.choices.is_empty() || said.number.is_some() || said.text.is_some() {
        return None;
    }
    let is_part = |key: &OptionKey| question.parts.iter().any(|part| part.key == *key);
    let is_twice = |index: usize| said.parts[..index].iter().any(|(earlier, _)| *earlier == said.parts[index].0);
    if said.parts.iter().enumerate().any(|(index, (key, _))| !is_part(key) || is_twice(index)) {
        return None;
    }
    let mut parts = Vec::new();
    for part in &question.parts {
        let Some(answer) = said.part(&part.key) else { continue };
        let answer = super::check(&part.question, answer)?;
        if !answer.is_taken_back() {
            parts.push((part.key.clone(), answer));
        }
    }
    Some(Answer { parts, ..Answer::default() })
}

pub(super) fn figures(question: &Question) -> Figures {
    Figures::Parts(question.parts.iter().map(|part| Tally::new(&part.question)).collect())
}

pub(super) fn each(question: &Question, answer: &Answer, tallies: &mut [Tally], change: &dyn Fn(&mut u32)) {
    for (part, tally) in question.parts.iter().zip(tallies) {
        if let Some(answer) = answer.part(&part.key) {
            tally.each(&part.question, answer, change);
        }
    }
}
