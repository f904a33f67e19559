//! Questions one behind another: they tire, and the hall stops thinking. Never minds a deck that is all questions, which
//! is a form and no talk.

use super::super::kinds::Asked;
use super::super::slides::DraftSlide;
use super::wording::heading_span;
use super::{Advice, Page, Remark};

/// So many questions without a plain slide between are a remark.
const QUESTIONS_REMARK: usize = 3;

pub fn look(page: Page<'_>) -> Vec<Remark> {
    let slides = &page.draft.slides;
    // A round of questions from the hall is a rest for who was asked.
    let is_poll = |slide: &DraftSlide| slide.asked.is_some_and(|asked| asked != Asked::Questions);
    if slides.iter().all(is_poll) {
        return vec![];
    }
    let runs = slides.chunk_by(|one, next| is_poll(one) == is_poll(next));
    let runs = runs.filter(|run| run.len() >= QUESTIONS_REMARK && is_poll(&run[0]));
    let remark = |run: &[DraftSlide]| {
        let at = |index: usize| heading_span(page.text, &run[index]);
        Remark::new(Advice::InARow { count: run.len() }, at(QUESTIONS_REMARK - 1)).with(at(0))
    };
    runs.map(remark).collect()
}
