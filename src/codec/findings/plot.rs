//! What is to be drawn of a result: the shapes of [`crate::domain::chart`], each with the words that stand at it elsewhere.
//!
//! Holds no sizes, colours or letters' measures: those are of whoever draws.

use crate::domain::chart::Chart;
use crate::domain::chart::ranks::{Ranks, Shares};
use crate::domain::chart::spread::{Bin, Spread};
use crate::domain::chart::stack::Stack;
use crate::domain::decimal::Decimal;

pub enum Plot {
    /// Nothing has figures here: words only, or nobody answered.
    Nothing,
    /// A bar for each answer; each bar names an option of the panel's question.
    Bars(Chart),
    /// A bar for each row, of all points of the scale; the points are options of `Panel::scale`.
    Stack {
        stack: Stack,
        /// The names of the rows.
        rows: Vec<String>,
        /// Rows that too few answered to show: they are empty in `stack`.
        withheld: Vec<bool>,
    },
    /// Columns, or dots of few, over the numbers that were given.
    Spread {
        bins: Vec<Bin>,
        /// Each column is one number, and stands on it.
        is_each: bool,
        spread: Spread,
        /// What the number really is, once it was told.
        truth: Option<Decimal>,
    },
    Ranks(Ranks),
    Shares(Shares),
    /// The words that most people gave, most first.
    Words(Vec<WordBar>),
}

pub struct WordBar {
    pub text: String,
    pub count: u32,
    /// Of those who answered; `None` of few.
    pub percent: Option<u32>,
    /// Length in thousandths of the width that stands for everybody who answered.
    pub permille: u32,
}

impl Plot {
    /// The answers that it has a shape for each of, by place, in the order drawn.
    pub fn options(&self) -> Option<Vec<usize>> {
        match self {
            Plot::Bars(chart) => Some(chart.bars.iter().map(|bar| bar.option).collect()),
            Plot::Ranks(ranks) => Some(ranks.rows.iter().map(|row| row.option).collect()),
            Plot::Shares(shares) => Some(shares.rows.iter().map(|row| row.option).collect()),
            Plot::Nothing | Plot::Stack { .. } | Plot::Spread { .. } | Plot::Words(_) => None,
        }
    }

    pub fn is_nothing(&self) -> bool {
        matches!(self, Plot::Nothing)
    }
}
