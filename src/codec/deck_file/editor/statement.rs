//! Headings that state something and are answered with yes or no: the hall must guess what it says yes to. Never minds
//! a statement to agree with: "eens" and "oneens" answer one.

use super::super::answers::Answer;
use super::super::kinds::Asked;
use super::wording::{Asking, words};
use super::{Advice, Remark};

pub fn look(asking: &Asking<'_>) -> Option<Remark> {
    let phrases = asking.phrases?;
    if !matches!(asking.asked, Asked::ChooseOne | Asked::Scale) {
        return None;
    }
    let begins = |answer: &Answer, with: &[&str]| {
        let texts = [Some(answer.option.text.as_str()), asking.group(answer)];
        texts.into_iter().flatten().any(|text| words(text).first().is_some_and(|word| with.contains(&word.as_str())))
    };
    let is_answered = |with| asking.answers().iter().any(|answer| begins(answer, with));
    let asks = asking.heading().contains('?') || asking.explanation_asks();
    let is_statement = !asks && is_answered(phrases.yes) && is_answered(phrases.no);
    is_statement.then(|| Remark::new(Advice::Statement, asking.heading_span()))
}
