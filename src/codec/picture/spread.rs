//! Numbers that people gave: dots of few, else columns, on one axis; below it the middle half with the middle in it, and
//! over everything the number as it really is.

use super::letters::Hand;
use super::mark::{Anchor, Block, Mark, Role};
use super::pen::{Pen, stacked};
use crate::codec::findings::Plot;
use crate::codec::view::kinds::number::{at_axis, measured};
use crate::domain::chart::permille;
use crate::domain::chart::spread::{Bin, Spread};
use crate::domain::decimal::Decimal;
use crate::domain::limits::PERCENT_FROM;

/// Where not all columns can have words below them: so they are counted by people.
const EVERY: [i64; 5] = [1, 2, 5, 10, 20];
/// Of fewer than this nobody would call some of them the middle half.
const HALF_FROM: u32 = 4;

struct Axis<'a> {
    width: f32,
    bins: &'a [Bin],
    /// Each column is one number, and stands on it.
    is_each: bool,
    unit: &'a str,
}

/// `None` of a plot that is not one of numbers.
pub fn numbers(pen: &mut Pen, plot: &Plot, unit: &str) -> Option<Block> {
    let Plot::Spread { bins, is_each, spread, truth } = plot else { return None };
    let axis = Axis { width: pen.room.width, bins, is_each: *is_each, unit };
    let told = truth.map(|truth| truth_above(pen, &axis, truth));
    let stood = if spread.answered < PERCENT_FROM { dots(pen, &axis) } else { columns(pen, &axis) };
    let mut whole = stacked(told.into_iter().chain([stood]));
    let floor = whole.height;
    if let Some(truth) = truth {
        let (x, top) = (axis.place(truth.millionths()), pen.room.text * 1.3);
        let (width, dash) = (pen.room.text * 0.08, pen.room.text * 0.25);
        let dashes = Some((dash, dash * 0.6));
        whole.marks.push(Mark::Rule { from: (x, top), to: (x, floor), width, role: Role::Ink, dashes });
    }
    let width = pen.room.text * 0.05;
    let (from, to) = ((0.0, floor), (axis.width, floor));
    whole.marks.push(Mark::Rule { from, to, width, role: Role::Edge, dashes: None });
    Some(stacked([whole, below(pen, &axis, spread)]))
}

/// The right number in words, over where its line begins.
fn truth_above(pen: &Pen, axis: &Axis<'_>, truth: Decimal) -> Block {
    let (number, hand) = (measured(truth, axis.unit, pen.tongue), pen.bold());
    let text = format!("{}: {number}", pen.tongue.say("findings-truth"));
    let half = hand.width(&text) / 2.0;
    let x = axis.place(truth.millionths()).clamp(half.min(axis.width / 2.0), (axis.width - half).max(axis.width / 2.0));
    let y = pen.room.text * 0.96;
    Block {
        air: 0.0,
        height: pen.room.text * 1.5,
        marks: vec![Mark::words(x, y, Anchor::Middle, text, hand, Role::Ink)],
    }
}

/// One dot a person.
fn dots(pen: &Pen, axis: &Axis<'_>) -> Block {
    let most = axis.most();
    let radius = (axis.column() * 0.4).min(pen.room.floor / (2.0 * most as f32)).min(pen.room.text * 0.4);
    let height = most as f32 * radius * 2.0 + radius * 0.3;
    let mut marks = Vec::new();
    for bin in axis.bins {
        for dot in 0..bin.count {
            let y = height - radius * (1.2 + dot as f32 * 2.0);
            marks.push(Mark::Dot { x: axis.middle(bin), y, radius: radius * 0.92, role: Role::Water });
        }
    }
    Block { air: 0.0, height, marks }
}

fn columns(pen: &Pen, axis: &Axis<'_>) -> Block {
    let (most, hand, column) = (axis.most(), pen.bold(), axis.column());
    let above = pen.room.text * 1.35;
    let height = pen.room.floor + above;
    let highest = axis.bins.iter().position(|bin| bin.count == most);
    let mut marks = Vec::new();
    for (index, bin) in axis.bins.iter().enumerate().filter(|(_, bin)| bin.count > 0) {
        let high = (pen.room.floor * permille(bin.count, most) as f32 / 1000.0).max(pen.room.text * 0.06);
        let (x, width) = (axis.middle(bin) - column * 0.44, column * 0.88);
        let y = height - high;
        marks.push(Mark::Box { x, y, width, height: high, role: Role::Water, edge: None });
        let text = pen.tongue.figure(bin.count);
        // Apart from its neighbours or not at all: the table has every count. The highest says how high that is.
        if hand.width(&text) + pen.room.text * 0.15 <= column || highest == Some(index) {
            marks.push(Mark::words(axis.middle(bin), y - pen.room.text * 0.3, Anchor::Middle, text, hand, Role::Ink));
        }
    }
    Block { air: 0.0, height, marks }
}

/// The numbers of the axis, and below them where the middle half lies.
fn below(pen: &Pen, axis: &Axis<'_>, spread: &Spread) -> Block {
    let text = pen.room.text;
    let mut marks = axis.words(pen);
    let band = text * 1.7;
    let high = text * 0.5;
    let [lower, upper, median] =
        [spread.lower, spread.upper, spread.median].map(|number| axis.place(number.millionths()));
    if spread.answered >= HALF_FROM {
        // Of one number a mark in its middle.
        let width = (upper - lower).max(text * 0.15);
        let (x, edge) = (f32::midpoint(lower, upper) - width / 2.0, Some((Role::Water, text * 0.05)));
        marks.push(Mark::Box { x, y: band, width, height: high, role: Role::Pale, edge });
        marks.extend(name_of_half(pen, axis, (x, x + width), band + high / 2.0));
    }
    // One answer is its own middle.
    if spread.answered > 1 {
        let (x, y, width, height) = (median - text * 0.09, band - text * 0.14, text * 0.18, high + text * 0.28);
        marks.push(Mark::Box { x, y, width, height, role: Role::Water, edge: None });
    }
    Block { air: 0.0, height: band + high + text * 0.4, marks }
}

/// Beside the band, on the side where there is room for it.
fn name_of_half(pen: &Pen, axis: &Axis<'_>, (from, to): (f32, f32), middle: f32) -> Option<Mark> {
    let (name, hand, air) = (pen.tongue.say("findings-half"), pen.plain(), pen.air());
    let (wide, y) = (hand.width(&name) + air, middle + pen.room.text * 0.357);
    let (x, anchor) = match () {
        () if to + wide <= axis.width => (to + air, Anchor::Start),
        () if wide <= from => (from - air, Anchor::End),
        () => return None,
    };
    Some(Mark::words(x, y, anchor, name, hand, Role::Soft))
}

impl Axis<'_> {
    fn most(&self) -> u32 {
        self.bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1)
    }

    fn column(&self) -> f32 {
        self.width / self.bins.len().max(1) as f32
    }

    /// The numbers at both ends.
    fn ends(&self) -> (Decimal, Decimal) {
        let nought = Decimal::from(0);
        (self.bins.first().map_or(nought, |bin| bin.from), self.bins.last().map_or(nought, |bin| bin.to))
    }

    /// How far along the axis a number lies, in millionths: the one measure of everything that stands on it.
    fn place(&self, number: i64) -> f32 {
        let (min, max) = self.ends();
        let (min, max) = (min.millionths(), max.millionths());
        let along = (number - min) as f64 / (max - min).max(1) as f64;
        // A column's number is in its middle. What is beyond the axis stands at its end.
        let aside = if self.is_each { self.column() / 2.0 } else { 0.0 };
        aside + along.clamp(0.0, 1.0) as f32 * (self.width - 2.0 * aside)
    }

    fn middle(&self, bin: &Bin) -> f32 {
        self.place(bin.from.millionths().midpoint(bin.to.millionths()))
    }

    /// From one column's number to the next one's, in millionths.
    fn step(&self) -> i64 {
        let (min, max) = self.ends();
        ((max.millionths() - min.millionths()) / (self.bins.len() as i64 - 1).max(1)).max(1)
    }

    /// As many numbers as stand apart: each, or every second, fifth and so on; of steps only both ends.
    fn words(&self, pen: &Pen) -> Vec<Mark> {
        let (hand, y) = (pen.plain(), pen.room.text * 1.1);
        if !self.is_each {
            let said = |number: Decimal| measured(number, self.unit, pen.tongue);
            let (min, max) = self.ends();
            let ends = [(0.0, Anchor::Start, min), (self.width, Anchor::End, max)];
            return ends.map(|(x, anchor, number)| Mark::words(x, y, anchor, said(number), hand, Role::Soft)).into();
        }
        let said = |number: Decimal| at_axis(number, self.unit, pen.tongue);
        let widest = self.bins.iter().map(|bin| hand.width(&said(bin.from))).fold(0.0, f32::max);
        let room = widest + hand.size * 0.4;
        let every = EVERY.into_iter().find(|every| *every as f32 * self.column() >= room);
        let every = every.unwrap_or(EVERY[EVERY.len() - 1]);
        let labelled = self.bins.iter().filter(|bin| bin.from.millionths() / self.step() % every == 0);
        labelled.map(|bin| self.word(bin, said(bin.from), hand, y)).collect()
    }

    /// Of many narrow columns the first and the last one's words would leave the drawing.
    fn word(&self, bin: &Bin, text: String, hand: Hand, y: f32) -> Mark {
        let (middle, half) = (self.middle(bin), hand.width(&text) / 2.0);
        let (x, anchor) = match middle {
            _ if middle < half => (0.0, Anchor::Start),
            _ if middle + half > self.width => (self.width, Anchor::End),
            _ => (middle, Anchor::Middle),
        };
        Mark::words(x, y, anchor, text, hand, Role::Soft)
    }
}
