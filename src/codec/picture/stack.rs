//! Rows on one scale: each a bar of all its points, from the lightest to the darkest, the middle of the scale in one line.

use super::letters::Hand;
use super::mark::{Anchor, Block, Mark, Role};
use super::pen::{Pen, stacked};
use crate::codec::view::kinds::stack::{DARK_FROM, shade};
use crate::domain::chart::stack::{Part, Row, Stack};
use crate::domain::deck::Question;

/// How far the line of the middle reaches beyond the bar, in parts of its thickness.
const REACH: f32 = 0.16;

pub fn rows(pen: &mut Pen, scale: &Question, stack: &Stack, names: &[String], withheld: &[bool]) -> Vec<Block> {
    let points = stack.points.iter().enumerate().map(|(place, index)| {
        let role = Role::Shade(shade(place, stack.points.len()));
        (role, Some(Role::Water), scale.options[*index].text.clone(), true)
    });
    let legend = points.collect::<Vec<_>>();
    let legend = pen.legend(&legend);
    let mut blocks = Vec::new();
    for ((row, name), withheld) in stack.rows.iter().zip(names).zip(withheld) {
        let block = if *withheld { withheld_row(pen, name) } else { one_row(pen, scale, stack, row, name) };
        blocks.push(block.below(pen.room.gap));
    }
    // The first row is never parted from what its shades mean.
    if let Some(first) = blocks.first_mut() {
        *first = stacked([legend, std::mem::take(first)]);
    }
    blocks
}

fn withheld_row(pen: &mut Pen, name: &str) -> Block {
    let aside = pen.tongue.say("picture-withheld");
    let (width, hand) = (pen.room.width, pen.plain());
    pen.named(name, width, hand, Some(&aside))
}

fn one_row(pen: &mut Pen, scale: &Question, stack: &Stack, row: &Row, name: &str) -> Block {
    let tongue = pen.tongue;
    let answered = tongue.say_with("kind-stack-answered", &[("n", row.answered.into())]);
    let beside = stack.beside.iter().zip(&row.beside).filter(|(_, count)| **count > 0);
    let beside = beside.map(|(index, count)| format!("{} {}", scale.options[*index].text, tongue.figure(*count)));
    let aside = std::iter::once(answered).chain(beside).collect::<Vec<_>>().join(" · ");
    let (width, hand) = (pen.room.width, pen.plain());
    let named = pen.named(name, width, hand, Some(&aside));
    let bar = if row.answered > 0 { lane(pen, stack, row) } else { Block::default() };
    stacked([named, bar.below(pen.room.text * 0.1)])
}

fn lane(pen: &Pen, stack: &Stack, row: &Row) -> Block {
    // Its figures stand within it.
    let (width, bar) = (pen.room.width, pen.room.bar.max(pen.room.text * 1.2));
    let reach = bar * REACH;
    let along = |permille: u32| width * permille.min(1000) as f32 / 1000.0;
    let mut marks = Vec::new();
    for (place, part) in row.parts.iter().enumerate().filter(|(_, part)| part.count > 0) {
        let shade = shade(place, row.parts.len());
        let hair = (bar * 0.035).max(0.4);
        // A part of one in a thousand is still seen; between two parts stands a hair of ground.
        let wide = (along(part.width) - hair * 2.0).max(hair);
        let x = along(part.from) + hair;
        let role = Role::Shade(shade);
        let edge = Some((Role::Water, hair));
        marks.push(Mark::Box { x, y: reach, width: wide, height: bar, role, edge });
        marks.extend(figure(pen, part, shade, (x, wide), reach + bar / 2.0));
    }
    let middle = along(stack.middle);
    for (from, to) in [(0.0, reach), (reach + bar, bar + reach * 2.0)] {
        let (from, to, width) = ((middle, from), (middle, to), (bar * 0.05).max(0.5));
        marks.push(Mark::Rule { from, to, width, role: Role::Soft, dashes: None });
    }
    Block { air: 0.0, height: bar + reach * 2.0, marks }
}

/// Within its part, where there is room for it: the table has every figure.
fn figure(pen: &Pen, part: &Part, shade: usize, (x, wide): (f32, f32), middle: f32) -> Option<Mark> {
    let tongue = pen.tongue;
    let text = part.percent.map_or_else(|| tongue.figure(part.count), |percent| format!("{percent}%"));
    let hand = Hand::bold(pen.room.text);
    let role = if shade >= DARK_FROM { Role::Paper } else { Role::Ink };
    let fits = hand.width(&text) + hand.size * 0.3 <= wide;
    fits.then(|| Mark::words(x + wide / 2.0, middle + hand.size * 0.357, Anchor::Middle, text, hand, role))
}
