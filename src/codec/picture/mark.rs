//! What a picture is made of: a handful of marks in places, each in a role of the palette. Knows no file and no colour.

use super::letters::{Hand, Line};

/// What a colour is for; the palette says which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Paper,
    Panel,
    Ink,
    Soft,
    Line,
    Edge,
    Water,
    Pale,
    /// A point of a scale, from 1, the lightest.
    Shade(usize),
}

/// Which end of a text stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A piece of a line of text in one weight and colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub text: String,
    pub hand: Hand,
    pub role: Role,
    /// In the language of the deck, and not the page's.
    pub of_deck: bool,
}

impl Run {
    pub fn width(&self) -> f32 {
        self.hand.width(&self.text)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A bar with a square foot at the left and a round head.
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        head: f32,
        role: Role,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        role: Role,
        edge: Option<(Role, f32)>,
    },
    Rule {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        role: Role,
        dashes: Option<(f32, f32)>,
    },
    Dot {
        x: f32,
        y: f32,
        radius: f32,
        role: Role,
    },
    /// One line of text; `y` is where its letters stand.
    Words {
        x: f32,
        y: f32,
        anchor: Anchor,
        runs: Vec<Run>,
    },
}

impl Mark {
    /// A line of a text that was broken.
    pub fn line(x: f32, y: f32, line: &Line, hand: Hand, role: Role, of_deck: bool) -> Self {
        Mark::Words { x, y, anchor: Anchor::Start, runs: vec![Run { text: line.drawn(), hand, role, of_deck }] }
    }

    /// A short text of the page's.
    pub fn words(x: f32, y: f32, anchor: Anchor, text: impl Into<String>, hand: Hand, role: Role) -> Self {
        Mark::Words { x, y, anchor, runs: vec![Run { text: text.into(), hand, role, of_deck: false }] }
    }

    pub fn moved(mut self, right: f32, down: f32) -> Self {
        match &mut self {
            Mark::Bar { x, y, .. } | Mark::Box { x, y, .. } | Mark::Dot { x, y, .. } | Mark::Words { x, y, .. } => {
                *x += right;
                *y += down;
            }
            Mark::Rule { from, to, .. } => {
                for place in [from, to] {
                    place.0 += right;
                    place.1 += down;
                }
            }
        }
        self
    }
}

/// Marks that stay together, from the top of the block down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Kept free above it, but not at the top of a page or a column.
    pub air: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
}

impl Block {
    /// A block with so much more air above it.
    pub fn below(self, air: f32) -> Self {
        Self { air: self.air + air, ..self }
    }
}
