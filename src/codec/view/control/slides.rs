//! The list of all slides, in which each has a name and each question says how far it is.

use crate::codec::view::Scene;
use crate::codec::words::Tongue;
use crate::domain::deck::{Deck, Slide};
use crate::domain::ids::SlideKey;
use crate::domain::session::Phase;

/// A line in the list of slides.
pub(super) struct Row<'a> {
    pub key: &'a SlideKey,
    pub number: usize,
    pub heading: String,
    pub lang: Option<&'a str>,
    /// Its number among the questions, and how far it is.
    pub question: Option<(u32, Phase)>,
    pub now: bool,
}

pub(super) fn rows<'a>(scene: &Scene<'_>, deck: &'a Deck, t: Tongue, current: Option<usize>) -> Vec<Row<'a>> {
    let mut questions = 0;
    deck.slides
        .iter()
        .enumerate()
        .map(|(index, slide)| Row {
            key: &slide.key,
            number: index + 1,
            heading: heading(slide, t),
            lang: t.foreign(&slide.language),
            question: scene.session.poll(&slide.key).map(|poll| {
                questions += 1;
                (questions, poll.phase())
            }),
            now: current == Some(index),
        })
        .collect()
}

/// Every slide can be named in a list, also one without a heading.
pub(super) fn heading(slide: &Slide, t: Tongue) -> String {
    let heading = slide.heading();
    if heading.is_empty() { t.say("control-untitled") } else { heading }
}
