//! What each kind of question takes for an answer, and how it counts: one file a kind.
//!
//! A kind checks what came in (`check`), says what is counted of nobody yet (`figures`), and names every count that one
//! answer is in (`each`); adding and taking away then cannot differ.

mod choice;
mod number;
mod parts;
mod points;
mod ranking;
mod texts;

use super::answer::Answer;
use super::chart::spread::is_near;
use super::deck::{ChoiceOption, Kind, Question};
use super::tally::Figures;

pub use texts::fold;

/// Whether this answer is right: all that is right and nothing else, or a number within a tenth of the truth. Never of
/// a question that knows nothing right.
pub fn is_right(question: &Question, answer: &Answer) -> bool {
    match question.truth {
        Some(truth) => answer.number.is_some_and(|number| is_near(number, truth)),
        None => {
            let is_chosen = |option: &ChoiceOption| answer.choices.contains(&option.key);
            question.has_solution() && question.options.iter().all(|option| option.right == is_chosen(option))
        }
    }
}

/// The answer in its one true form; `None` when this is none to that question. Nothing at all is checked as such.
pub(super) fn check(question: &Question, said: &Answer) -> Option<Answer> {
    match question.kind {
        Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. } => choice::check(question, said),
        Kind::Ranking { max } => ranking::check(question, said, max),
        Kind::Number(range) => number::check(said, range),
        Kind::Open { max } => texts::check_open(said, max),
        Kind::Words { max } => texts::check_words(said, max),
        Kind::Points { total, .. } => points::check(question, said, total),
        Kind::Rating | Kind::Form { .. } => parts::check(question, said),
        // Nothing is answered there.
        Kind::Questions { .. } => None,
    }
}

pub(super) fn figures(question: &Question) -> Figures {
    match question.kind {
        Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. } => choice::figures(question),
        Kind::Ranking { .. } | Kind::Points { .. } => Figures::by_option(question),
        Kind::Number(_) => Figures::Numbers(Default::default()),
        Kind::Open { .. } | Kind::Questions { .. } => Figures::None,
        Kind::Words { .. } => Figures::Words(Default::default()),
        Kind::Rating | Kind::Form { .. } => parts::figures(question),
    }
}

/// Every count that this answer is in, changed.
pub(super) fn each(question: &Question, answer: &Answer, figures: &mut Figures, change: &dyn Fn(&mut u32)) {
    match (question.kind, figures) {
        (Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. }, Figures::Choices { counts, groups }) => {
            choice::each(question, answer, counts, groups, change)
        }
        (Kind::Ranking { .. }, Figures::Parts(parts)) => ranking::each(question, answer, parts, change),
        (Kind::Points { .. }, Figures::Parts(parts)) => points::each(question, answer, parts, change),
        (Kind::Number(_), Figures::Numbers(numbers)) => number::each(answer, numbers, change),
        (Kind::Words { .. }, Figures::Words(words)) => texts::each(answer, words, change),
        (Kind::Rating | Kind::Form { .. }, Figures::Parts(parts)) => parts::each(question, answer, parts, change),
        _ => {}
    }
}
