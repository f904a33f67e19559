//! The answers of a question on the screen, before any figure and as bars: which stand where, and what becomes one bar.

use askama::Template;

use crate::codec::svg;
use crate::domain::chart::{Bar, Chart, percent, permille};
use crate::domain::deck::{Kind, Part, Question, plain_text};
use crate::domain::tally::Tally;

/// So many bars a hall can still read from its last row: with more, the smallest are drawn as one.
pub(super) const BARS_MAX: usize = 7;

#[derive(Template)]
#[template(path = "screen/options.html")]
pub(super) struct OptionsPart {
    pub numbers_wide: bool,
    pub rows: Vec<OptionRow>,
}

pub(super) struct OptionRow {
    /// The name of the group that begins here.
    pub group: Option<String>,
    pub grouped: bool,
    /// A gap stands above it.
    pub apart: bool,
    pub number: u32,
    pub text: String,
}

#[derive(Template)]
#[template(path = "screen/chart.html")]
pub(super) struct ChartPart {
    /// Names beside the bars instead of above them: for long scales.
    pub inline: bool,
    /// Names may be indented; bars never are, or equal counts would not look equal.
    pub has_groups: bool,
    pub numbers_wide: bool,
    pub page_lang: &'static str,
    /// From how many answers the page's script shows per cents.
    pub percent_from: u32,
    pub rows: Vec<ChartRow>,
}

pub(super) struct ChartRow {
    pub group: Option<GroupHead>,
    pub grouped: Option<usize>,
    pub apart: bool,
    pub option: Option<usize>,
    pub number: Option<u32>,
    pub text: String,
    /// The words that say that this is right.
    pub right: Option<String>,
    /// The text is ours, in the page's language, and not the deck's.
    pub own_words: bool,
    pub bar: String,
    pub figures: Option<Figures>,
    /// The same answer when the question was asked first.
    pub before: Option<Before>,
}

pub(super) struct Before {
    pub bar: String,
    pub figures: Figures,
}

impl ChartRow {
    /// With how it was before, where the row is one answer's.
    pub fn beside(self, before: &Tally) -> Self {
        let counted = self.option.map(|option| before.counts()[option]);
        let before = counted.map(|count| Before {
            bar: svg::bar(permille(count, before.answers())),
            figures: Figures { count, percent: percent(count, before.answers()) },
        });
        Self { before, ..self }
    }

    /// Marked when it is right.
    pub fn judged(self, question: &Question, sign: &str) -> Self {
        let is_right = self.option.is_some_and(|option| question.options[option].right);
        Self { right: is_right.then(|| sign.to_owned()), ..self }
    }

    /// A bar for the script to lengthen.
    pub fn unfilled(self) -> Self {
        let group = self.group.map(|group| GroupHead { figures: None, ..group });
        Self { group, bar: svg::bar(0), figures: None, ..self }
    }
}

pub(super) struct GroupHead {
    /// Its place among the counts that move: behind those of all options.
    pub place: usize,
    pub text: String,
    pub figures: Option<Figures>,
}

#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub count: u32,
    pub percent: Option<u32>,
}

/// Whether small bars may be drawn as one: where order and groups carry no meaning.
pub(super) fn can_be_merged(question: &Question, chart: &Chart) -> bool {
    question.sorted_at_reveal() && chart.bars.len() > BARS_MAX
}

/// What the speaker calls an answer: its place in the deck, counted from where a scale begins.
pub(super) fn number_of(question: &Question, index: usize) -> u32 {
    let from_zero =
        question.kind == Kind::Scale && question.options.first().is_some_and(|first| first.key.as_str() == "0");
    index as u32 + u32::from(!from_zero)
}

/// The answers as they stand before any figure.
pub(super) fn option_rows(question: &Question) -> Vec<OptionRow> {
    let mut last_group = None;
    let part = |(index, part): (usize, &Part)| OptionRow {
        group: None,
        grouped: false,
        apart: false,
        number: index as u32 + 1,
        text: plain_text(&part.title),
    };
    // Of a grid or a form: what is asked. Nothing else has both.
    let parts = question.parts.iter().enumerate().map(part);
    let options = question.options.iter().enumerate().map(|(index, option)| {
        let is_first_of_group = option.group.is_some() && option.group != last_group;
        let row = OptionRow {
            group: option.group.filter(|_| is_first_of_group).map(|group| question.groups[group].clone()),
            grouped: option.group.is_some(),
            apart: option.group.is_none() && (last_group.is_some() || is_first_apart(question, index)),
            number: number_of(question, index),
            text: option.text.clone(),
        };
        last_group = option.group;
        row
    });
    parts.chain(options).collect()
}

/// Whether the answers outside the scale begin here.
fn is_first_apart(question: &Question, index: usize) -> bool {
    index > 0 && question.options[index].apart && !question.options[index - 1].apart
}

/// The bars with their names. With `others`, what is too much for a hall is drawn as one bar with that name.
pub(super) fn chart_rows(question: &Question, chart: &Chart, others: Option<&dyn Fn(u32) -> String>) -> Vec<ChartRow> {
    let apart = chart.bars.iter().filter(|bar| bar.apart).count();
    // At least three keep their names, however many stand apart.
    let named = (BARS_MAX - 1).saturating_sub(apart).max(3);
    let merges = others.is_some() && can_be_merged(question, chart) && chart.bars.len() - apart > named + 1;
    let mut rows = Vec::new();
    let mut last: Option<&Bar> = None;
    // Sorted bars stand largest first and what is apart last, so the small ones are one run in the middle.
    let small = if merges { named..chart.bars.len() - apart } else { 0..0 };
    for (index, bar) in chart.bars.iter().enumerate() {
        if let Some(name) = others.filter(|_| merges && index == small.start) {
            rows.push(other_row(name, &chart.bars[small.clone()], chart.answered));
        }
        if !small.contains(&index) {
            rows.push(chart_row(question, chart, bar, last));
        }
        last = Some(bar);
    }
    rows
}

fn chart_row(question: &Question, chart: &Chart, bar: &Bar, last: Option<&Bar>) -> ChartRow {
    let last_group = last.and_then(|last| last.group);
    let group = bar.group.filter(|group| last_group != Some(*group)).map(|index| {
        let subtotal = &chart.groups[index];
        GroupHead {
            place: question.options.len() + index,
            text: question.groups[index].clone(),
            figures: Some(Figures { count: subtotal.count, percent: subtotal.percent }),
        }
    });
    let begins_apart = bar.apart && last.is_some_and(|last| !last.apart);
    ChartRow {
        group,
        grouped: bar.group,
        apart: bar.group.is_none() && (last_group.is_some() || begins_apart),
        option: Some(bar.option),
        number: Some(number_of(question, bar.option)),
        text: question.options[bar.option].text.clone(),
        right: None,
        own_words: false,
        bar: svg::bar(bar.permille),
        figures: Some(Figures { count: bar.count, percent: bar.percent }),
        before: None,
    }
}

/// The smallest answers as one bar.
fn other_row(name: &dyn Fn(u32) -> String, small: &[Bar], answered: u32) -> ChartRow {
    let count = small.iter().map(|bar| bar.count).sum();
    ChartRow {
        group: None,
        grouped: None,
        apart: false,
        option: None,
        number: None,
        text: name(small.len() as u32),
        right: None,
        own_words: true,
        bar: svg::bar(permille(count, answered)),
        figures: Some(Figures { count, percent: percent(count, answered) }),
        before: None,
    }
}
