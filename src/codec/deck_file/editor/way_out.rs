//! Questions without an answer for whom none of the others fits: such a person skips, or says something untrue. Never
//! minds a scale, a ranking, or answers that leave nobody out by themselves.

use super::super::answers::Answer;
use super::super::attributes::Word;
use super::super::kinds::Asked;
use super::wording::{Asking, words};
use super::{Advice, Remark};

/// Of two answers the hall soon sees that it must choose; of more it begins to look for its own.
const ANSWERS_MAX: usize = 2;

pub fn look(asking: &Asking<'_>) -> Option<Remark> {
    let phrases = asking.phrases?;
    let answers = asking.answers();
    if !matches!(asking.asked, Asked::ChooseOne | Asked::Several) || answers.len() <= ANSWERS_MAX {
        return None;
    }
    // Of a question that has a right answer everybody knows one or guesses.
    let is_way_out = |answer: &Answer| {
        let option = &answer.option;
        let texts = [Some(option.text.as_str()), asking.group(answer)];
        let says_so = texts.into_iter().flatten().any(|text| phrases.is_way_out(&words(text)));
        option.write_in || option.apart || option.right || asking.is_alone(answer) || says_so
    };
    // The best of those that are named is among them; and classes of numbers, such as `3 tot 5 jaar`, hold everyone.
    let heading = words(&asking.heading());
    let picks = heading.iter().any(|word| phrases.picks.contains(&word.as_str()));
    let has_figure = |answer: &&Answer| answer.option.text.contains(|c: char| c.is_ascii_digit());
    let is_classes = answers.iter().filter(has_figure).count() * 2 > answers.len();
    let needs_one = !picks && !is_classes && asking.word(Word::Nps).is_none();
    (needs_one && !answers.iter().any(is_way_out)).then(|| Remark::new(Advice::NoWayOut, asking.heading_span()))
}
