//! Bars with a name and figures each: of answers, of words, of what was ranked or given points.
//!
//! Lengths are those of the chart; here they only get a measure.

use super::mark::{Block, Mark, Role};
use super::pen::{Figures, Names, Pen, stacked};
use crate::codec::findings::{Panel, WordBar};
use crate::codec::together::{Share, Sheet};
use crate::domain::chart::ranks::{Ranked, Ranks, Share as Given, Shares};
use crate::domain::chart::{Bar, Chart, percent, permille};
use crate::domain::deck::Question;

/// With names beside them, bars get this part of the width.
const BESIDE: f32 = 0.48;

struct Row {
    /// The group that begins here, with its own figures.
    group: Option<(String, Option<Figures>)>,
    /// More air above: it stands outside the list.
    is_apart: bool,
    name: String,
    /// Said of it beside its name.
    aside: Option<String>,
    figures: Figures,
    /// Thousandths of everybody.
    filled: u32,
    /// A bar behind the filled one that reaches further.
    open: u32,
}

/// How many rows are left out, where not all fit and their order carries no meaning.
pub struct Cut {
    pub named: usize,
}

pub fn chart(pen: &mut Pen, panel: &Panel, chart: &Chart, cut: Option<Cut>) -> Vec<Block> {
    let question = &panel.question;
    let named = cut.map_or(chart.bars.len(), |cut| cut.named);
    let mut left_out = 0;
    let mut last: Option<&Bar> = None;
    let mut rows = Vec::new();
    for (index, bar) in chart.bars.iter().enumerate() {
        if index >= named && !bar.apart {
            left_out += 1;
            continue;
        }
        let line = panel.table.lines.get(index);
        rows.push(row(pen, question, chart, bar, last, line.is_some_and(|line| line.right)));
        last = Some(bar);
    }
    let mut blocks = drawn(pen, rows);
    if left_out > 0 {
        let more = pen.tongue.say_with("picture-more", &[("n", left_out.into())]);
        blocks.push(pen.paragraph(&more, pen.plain(), Role::Soft, false).below(pen.room.gap));
    }
    blocks
}

/// Whether the smallest bars may be left out: where neither order nor groups carry a meaning.
pub fn can_be_cut(question: &Question) -> bool {
    question.sorted_at_reveal()
}

fn row(pen: &Pen, question: &Question, chart: &Chart, bar: &Bar, last: Option<&Bar>, right: bool) -> Row {
    let tongue = pen.tongue;
    let last_group = last.and_then(|last| last.group);
    let group = bar.group.filter(|group| last_group != Some(*group)).map(|index| {
        let figures = chart.groups.get(index).map(|group| Figures::people(group.count, group.percent, tongue));
        (question.groups[index].clone(), figures)
    });
    Row {
        is_apart: bar.group.is_none() && (last_group.is_some() || (bar.apart && last.is_some_and(|last| !last.apart))),
        group,
        name: question.options[bar.option].text.clone(),
        aside: right.then(|| tongue.say("kind-right")),
        figures: Figures::people(bar.count, bar.percent, tongue),
        filled: bar.permille,
        open: 0,
    }
}

pub fn words(pen: &mut Pen, bars: &[WordBar]) -> Vec<Block> {
    let tongue = pen.tongue;
    let row = |bar: &WordBar| Row {
        group: None,
        is_apart: false,
        name: bar.text.clone(),
        aside: None,
        figures: Figures::people(bar.count, bar.percent, tongue),
        filled: bar.permille,
        open: 0,
    };
    drawn(pen, bars.iter().map(row).collect())
}

/// The filled bar is of the first places, the open one behind it of all places.
pub fn ranks(pen: &mut Pen, question: &Question, ranks: &Ranks) -> Vec<Block> {
    let tongue = pen.tongue;
    let row = |row: &Ranked| {
        let mean = row.mean.map(|mean| format!("{} {} · ", tongue.say("kind-ranking-mean"), tongue.tenths(mean)));
        let ranked = tongue.say_with("kind-ranking-ranked", &[("n", row.ranked.into())]);
        Row {
            group: None,
            is_apart: false,
            name: question.options[row.option].text.clone(),
            aside: Some(format!("{}{ranked}", mean.unwrap_or_default())),
            figures: Figures::people(row.first, percent(row.first, ranks.answered), tongue),
            filled: permille(row.first, ranks.answered),
            open: permille(row.ranked, ranks.answered),
        }
    };
    let rows = ranks.rows.iter().map(row).collect();
    let mut legend = vec![(Role::Water, None, tongue.say("picture-first-place"), false)];
    if ranks.has_open() {
        legend.push((Role::Pale, Some(Role::Water), tongue.say("picture-any-place"), false));
    }
    let legend = pen.legend(&legend);
    let mut blocks = drawn(pen, rows);
    if let Some(first) = blocks.first_mut() {
        let gap = pen.room.gap;
        *first = stacked([legend, std::mem::take(first).below(gap)]);
    }
    blocks
}

pub fn shares(pen: &mut Pen, question: &Question, shares: &Shares) -> Vec<Block> {
    let tongue = pen.tongue;
    let row = |row: &Given| Row {
        group: None,
        is_apart: false,
        name: question.options[row.option].text.clone(),
        aside: Some(tongue.say_with("kind-points-gave", &[("n", row.gave.into())])),
        figures: Figures { count: tongue.tenths(row.mean), behind: None },
        filled: row.permille,
        open: 0,
    };
    drawn(pen, shares.rows.iter().map(row).collect())
}

/// Two bars a row: what people said first, and what the same people said then.
pub fn pairs(pen: &mut Pen, sheet: &Sheet) -> Vec<Block> {
    let (tongue, gap, text) = (pen.tongue, pen.room.gap, pen.room.text);
    let figures = |share: Share| Figures::people(share.count, share.percent, tongue);
    let shares = sheet.pairs.iter().flat_map(|pair| [pair.before, pair.after]);
    let behind = shares.map(|share| pen.behind_bar(&figures(share))).fold(0.0, f32::max);
    let (width, hand) = (pen.room.width, pen.plain());
    let legend = [
        (Role::Pale, Some(Role::Water), tongue.say("together-before"), false),
        (Role::Water, None, tongue.say("together-after"), false),
    ];
    let mut blocks = Vec::with_capacity(sheet.pairs.len());
    for pair in &sheet.pairs {
        let name = pen.named(&pair.label, width, hand, None);
        let plain = Row {
            group: None,
            is_apart: false,
            name: String::new(),
            aside: None,
            figures: figures(pair.before),
            filled: 0,
            open: pair.before.permille,
        };
        let before = bar(pen, &plain, 0.0, width - behind);
        let after = Row { figures: figures(pair.after), filled: pair.after.permille, open: 0, ..plain };
        let after = bar(pen, &after, 0.0, width - behind);
        // So far apart that the figures of both are two lines, and not one that is crowded.
        let row = stacked([name, before.below(text * 0.1), after.below(text * 0.45)]);
        let block = match blocks.is_empty() {
            true => stacked([pen.legend(&legend), row.below(gap)]),
            false => row.below(gap),
        };
        blocks.push(block);
    }
    blocks
}

/// A block a row, so that a long list can go on over a page.
fn drawn(pen: &mut Pen, rows: Vec<Row>) -> Vec<Block> {
    let behind = rows.iter().map(|row| pen.behind_bar(&row.figures)).fold(0.0, f32::max);
    let gap = pen.room.gap;
    let mut blocks = Vec::with_capacity(rows.len());
    for row in rows {
        let above = match blocks.is_empty() {
            true => 0.0,
            false if row.is_apart || row.group.is_some() => gap * 2.0,
            false => gap,
        };
        let group = row.group.as_ref().map(|(name, figures)| group_head(pen, name, figures.as_ref()));
        let block = match pen.room.names {
            Names::Above => above_bar(pen, &row, behind),
            Names::Beside => beside_bar(pen, &row, behind),
        };
        blocks.push(stacked(group.into_iter().chain([block])).below(above));
    }
    blocks
}

fn group_head(pen: &mut Pen, name: &str, figures: Option<&Figures>) -> Block {
    let said = figures.map(|figures| match &figures.behind {
        Some(behind) => format!("{} · {behind}", figures.count),
        None => figures.count.clone(),
    });
    let (width, hand) = (pen.room.width, pen.bold());
    let head = pen.named(name, width, hand, said.as_deref());
    Block { height: head.height + pen.room.gap * 0.5, ..head }
}

fn above_bar(pen: &mut Pen, row: &Row, behind: f32) -> Block {
    let (width, hand) = (pen.room.width, pen.plain());
    let name = pen.named(&row.name, width, hand, row.aside.as_deref());
    let bar = bar(pen, row, 0.0, width - behind);
    stacked([name, bar.below(pen.room.text * 0.1)])
}

/// The bar stands at the first line of its name.
fn beside_bar(pen: &mut Pen, row: &Row, behind: f32) -> Block {
    let (width, text, hand) = (pen.room.width, pen.room.text, pen.plain());
    let from = width * (1.0 - BESIDE);
    let mut name = pen.named(&row.name, from - text, hand, row.aside.as_deref());
    let bar = bar(pen, row, from, (width - from - behind).max(text));
    let down = (text * super::pen::LEADING - bar.height) / 2.0;
    name.height = name.height.max(bar.height + down);
    name.marks.extend(bar.marks.into_iter().map(|mark| mark.moved(0.0, down)));
    name
}

/// `whole` stands for everybody.
fn bar(pen: &Pen, row: &Row, from: f32, whole: f32) -> Block {
    let height = pen.room.bar;
    // Several answers of one person can be one now that texts were recoded: nothing is longer than everybody.
    let long = |permille: u32| whole * permille.min(1000) as f32 / 1000.0;
    let mut marks = Vec::new();
    if row.open > row.filled {
        let edge = Some((Role::Water, (height * 0.05).max(0.5)));
        marks.push(Mark::Box { x: from, y: 0.0, width: long(row.open), height, role: Role::Pale, edge });
    }
    if row.filled > 0 {
        let (width, head) = (long(row.filled).max(height * 0.06), pen.head());
        marks.push(Mark::Bar { x: from, y: 0.0, width, height, head, role: Role::Water });
    }
    let reach = long(row.filled.max(row.open));
    // Without a bar the figures stand where it would begin.
    let air = if reach > 0.0 { pen.air() } else { 0.0 };
    marks.push(pen.figures(from + reach + air, height / 2.0, &row.figures));
    Block { air: 0.0, height, marks }
}
