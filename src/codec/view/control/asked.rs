//! The question on the screen as its presenter sees it: before the reveal, and as texts are counted.

use std::borrow::Cow;

use crate::codec::together::Sheet;
use crate::codec::view::kinds::{self, Outcome};
use crate::codec::view::{Scene, figures};
use crate::codec::words::Tongue;
use crate::domain::chart::{Chart, Order, Subtotal, percent};
use crate::domain::deck::{Deck, Question, Slide};
use crate::domain::ids::Moment;
use crate::domain::session::{Pair, Phase, Poll};

/// The question on the screen.
pub(super) struct Asked<'a> {
    pub number: u32,
    /// The language of the deck's texts, where it is not the page's.
    pub lang: Option<&'a str>,
    pub phase: Phase,
    /// With the answers that were made of texts.
    pub question: Cow<'a, Question>,
    pub poll: &'a Poll,
    pub chart: Chart,
    /// Too few answered for this deck: not even the presenter sees who said what.
    pub withheld: bool,
    /// So many must have answered before anybody sees.
    pub show_from: u32,
    /// How a question was filled in; `None` where bars say it.
    pub outcome: Option<Outcome>,
    /// The first asking, where this repeats it and both may be seen.
    pub before: Option<Pair<'a>>,
    /// How people moved since it was first asked, in sentences; `None` where that cannot be shown.
    pub movement: Option<Vec<String>>,
    /// What only the presenter reads beside the result.
    pub asides: Vec<String>,
    /// How many had it right, once that is told.
    pub solution: Option<String>,
}

/// Answers that stand together under a label.
pub(super) struct Group<'a> {
    pub label: &'a str,
    pub subtotal: &'a Subtotal,
    /// Its place among the counts that move: behind those of all options.
    pub place: usize,
}

impl<'a> Asked<'a> {
    pub fn new(scene: &Scene<'a>, deck: &'a Deck, slide: &'a Slide, tongue: Tongue) -> Option<Self> {
        let question = slide.question.as_ref()?;
        let poll = scene.session.poll(&slide.key)?;
        let phase = poll.phase();
        let order = if phase.is_public() { Order::Revealed } else { Order::Deck };
        let chart = scene.session.chart(&slide.key, scene.session.present(&slide.key, scene.seen), order)?;
        let show_from = deck.show_from_of(question);
        let withheld = show_from > 1 && chart.answered < show_from;
        let outcome = (!question.is_chosen()).then(|| {
            kinds::outcome(&kinds::Asked {
                tongue,
                lang: tongue.foreign(&slide.language),
                question,
                tally: poll.tally(),
                poll: Some(poll),
                solved: poll.solved,
                audience: kinds::Audience::Presenter,
                show_from,
            })
        });
        Some(Self {
            number: deck.question_number(&slide.key)? as u32,
            lang: tongue.foreign(&slide.language),
            phase,
            question: poll.counted(question),
            poll,
            chart,
            withheld,
            show_from,
            outcome,
            before: scene.session.pair(&slide.key),
            movement: scene.session.movement(&slide.key).filter(|_| phase.is_public()).map(|together| {
                let sheet = Sheet::of(&together, deck, tongue);
                std::iter::once(sheet.lead).chain(sheet.course).collect()
            }),
            asides: kinds::asides(question, poll.tally(), tongue),
            solution: kinds::solution(scene.session, deck, &slide.key, tongue),
        })
    }

    pub fn opened_at(&self) -> Option<Moment> {
        self.poll.opened_at
    }

    /// Whether its bars stand on the remote and may still move: then the figures travel apart from the parts.
    pub fn moves(&self) -> bool {
        matches!(self.phase, Phase::Open | Phase::Closed) && !self.withheld && self.question.is_chosen()
    }

    /// How often this option was chosen the first time, as the screen shows it: `12 · 46%`.
    pub fn first_figures(&self, option: &usize) -> Option<String> {
        let before = self.before.as_ref()?.before;
        // What was made of texts was no answer then.
        let count = *before.counts().get(*option)?;
        Some(figures(count, percent(count, before.answers())))
    }

    /// The group whose label stands above this bar.
    pub fn group_before(&self, place: &usize) -> Option<Group<'_>> {
        let above = place.checked_sub(1).and_then(|above| self.chart.bars[above].group);
        let group = self.chart.bars[*place].group.filter(|group| above != Some(*group))?;
        Some(Group {
            label: &self.question.groups[group],
            subtotal: &self.chart.groups[group],
            place: self.question.options.len() + group,
        })
    }

    /// Everybody sees the result.
    pub fn is_public(&self) -> bool {
        self.phase.is_public()
    }

    /// Whether the quote after the result may be seen: where something is right it often says what.
    pub fn shows_after(&self) -> bool {
        self.is_public() && (self.is_solved() || !self.question.has_solution())
    }

    pub fn is_solved(&self) -> bool {
        self.poll.solved
    }

    pub fn is(&self, word: &str) -> bool {
        self.phase.word() == word
    }
}
