//! The parts of a question that are answered by themselves: itself, or each row of a grid and each field of a form.
//!
//! Who skipped a field is not among those who answered it, so each has a number of people of its own.

use crate::domain::answer::Answer;
use crate::domain::deck::{Kind, Question};
use crate::domain::ids::OptionKey;

pub(super) struct Leaf<'a> {
    /// Empty when it is the question itself.
    pub path: Vec<OptionKey>,
    pub question: &'a Question,
}

impl Leaf<'_> {
    /// Whether people answer it in words of their own, which are never split.
    pub fn is_text(&self) -> bool {
        matches!(self.question.kind, Kind::Open { .. } | Kind::Words { .. })
    }

    /// Whether this answer to it holds words of a person's own.
    pub fn is_worded_in(&self, answer: &Answer) -> bool {
        at(answer, &self.path).is_some_and(|said| self.is_text() || said.text.is_some())
    }
}

pub(super) fn leaves(question: &Question) -> Vec<Leaf<'_>> {
    match question.kind {
        Kind::Rating | Kind::Form { .. } => {
            let under = |part: &'_ crate::domain::deck::Part| part.key.clone();
            let parts = question.parts.iter().flat_map(|part| {
                leaves(&part.question)
                    .into_iter()
                    .map(move |leaf| Leaf { path: [vec![under(part)], leaf.path].concat(), ..leaf })
            });
            parts.collect()
        }
        // Nothing is answered there.
        Kind::Questions { .. } => Vec::new(),
        _ => vec![Leaf { path: Vec::new(), question }],
    }
}

/// What this answer says to the part with this path; `None` where it was skipped.
pub(super) fn at<'a>(answer: &'a Answer, path: &[OptionKey]) -> Option<&'a Answer> {
    let found = path.iter().try_fold(answer, |answer, key| answer.part(key))?;
    (!found.is_taken_back()).then_some(found)
}

/// The same answer without the words that it holds there.
pub(super) fn without(answer: &Answer, path: &[OptionKey]) -> Answer {
    let [key, rest @ ..] = path else { return Answer { text: None, ..answer.clone() } };
    let part = |(name, inner): &(OptionKey, Answer)| {
        let inner = if name == key { without(inner, rest) } else { inner.clone() };
        (!inner.is_taken_back()).then(|| (name.clone(), inner))
    };
    Answer { parts: answer.parts.iter().filter_map(part).collect(), ..answer.clone() }
}
