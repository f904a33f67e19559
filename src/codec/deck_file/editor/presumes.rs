//! Questions that ask what is in the way and take for granted that something is. Never minds a question that has an
//! answer for who is not hindered.

use super::super::answers::Answer;
use super::super::kinds::Asked;
use super::phrases::Phrases;
use super::wording::{Asking, words};
use super::{Advice, Remark};

pub fn look(asking: &Asking<'_>) -> Option<Remark> {
    let phrases = asking.phrases?;
    if !matches!(asking.asked, Asked::ChooseOne | Asked::Several) {
        return None;
    }
    let heading = words(&asking.heading());
    let is_about_barriers = phrases.barriers.iter().any(|pattern| Phrases::asks(&heading, pattern));
    // Among square boxes a round one denies all others, whatever it says; on its own list it must say so.
    let denies = |answer: &Answer| {
        let words = words(&answer.option.text);
        let negates = words.iter().any(|word| phrases.negations.contains(&word.as_str()));
        asking.is_alone(answer) || phrases.is_none(&words) || (answer.option.apart && negates)
    };
    let presumes = is_about_barriers && !asking.answers().iter().any(denies);
    presumes.then(|| Remark::new(Advice::Presumes, asking.heading_span()))
}
