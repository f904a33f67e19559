//! Choose one, choose several, and a scale: options that are chosen, one of which may take words.

use crate::domain::answer::Answer;
use crate::domain::deck::{ChoiceOption, Question};
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::tally::Figures;

use super::texts::fits;

pub(super) fn check(question: &Question, said: &Answer) -> Option<Answer> {
    let chosen: Vec<_> = question.options.iter().filter(|option| said.choices.contains(&option.key)).collect();
    // An unknown option, or one twice.
    if chosen.len() != said.choices.len() || said.number.is_some() || !said.parts.is_empty() {
        return None;
    }
    let is_alone = chosen.iter().any(|option| option.alone);
    if is_alone && chosen.len() > 1 || chosen.len() > question.choices_max() {
        return None;
    }
    // One short line, however it was typed.
    let text = said.text.as_deref().map(|text| text.replace('\n', " ")).filter(|text| !text.is_empty());
    if text
        .as_deref()
        .is_some_and(|text| !fits(text, WRITE_IN_CHARS_MAX) || !chosen.iter().any(|option| option.write_in))
    {
        return None;
    }
    let choices = chosen.into_iter().map(|option| option.key.clone()).collect();
    Some(Answer { choices, text, ..Answer::default() })
}

pub(super) fn figures(question: &Question) -> Figures {
    Figures::Choices { counts: vec![0; question.options.len()], groups: vec![0; question.groups.len()] }
}

pub(super) fn each(
    question: &Question,
    answer: &Answer,
    counts: &mut [u32],
    groups: &mut [u32],
    change: &dyn Fn(&mut u32),
) {
    let mut seen = Vec::new();
    for (index, option) in chosen(question, answer) {
        change(&mut counts[index]);
        // Who chose two of a group is one person in it.
        if let Some(group) = option.group.filter(|group| !seen.contains(group)) {
            seen.push(group);
            change(&mut groups[group]);
        }
    }
}

fn chosen<'a>(question: &'a Question, answer: &'a Answer) -> impl Iterator<Item = (usize, &'a ChoiceOption)> {
    question.options.iter().enumerate().filter(|(_, option)| answer.choices.contains(&option.key))
}
