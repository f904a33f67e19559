//! What a session leaves behind: who said what to which question, by row and never by voter, with the totals.
//!
//! Made from a running session, or read back from a sealed one; exports know only this.

use super::answer::Answer;
use super::ids::{AskNumber, Moment, SlideKey};
use super::session::EntryState;
use super::tally::Total;

#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// In the order of the deck; also those never opened.
    pub questions: Vec<QuestionResult>,
    /// One row a participant, each with one cell a question. The order says nothing about who or when.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct QuestionResult {
    pub question: SlideKey,
    /// 1 unless answers were wiped.
    pub round: u32,
    /// `None` when the question was never opened.
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub revealed: bool,
    /// What is right was told.
    pub solved: bool,
    pub answered: u32,
    pub present: u32,
    /// How often people changed their minds: many changes mean an unclear question.
    pub changes: u32,
    /// In the order of the deck.
    pub totals: Vec<Total>,
    /// What the audience asked, in the order it came; `answered` is then how many asked something.
    pub asks: Vec<AskResult>,
}

/// A question from the audience: never who asked it, but for the name they gave themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct AskResult {
    pub number: AskNumber,
    pub text: String,
    pub name: Option<String>,
    /// How many wanted it answered besides its asker.
    pub votes: u32,
    pub state: EntryState,
    pub at: Moment,
}

impl Results {
    /// Rows that count: those of which nothing was set aside.
    pub fn participants(&self) -> u32 {
        self.rows.iter().filter(|row| !is_set_aside(row)).count() as u32
    }
}

/// Whether this row is of a participant whose answers were set aside; it is in no total.
pub fn is_set_aside(row: &[Cell]) -> bool {
    row.iter().any(|cell| matches!(cell, Cell::SetAside { .. }))
}

/// What one participant did with one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Answered {
        answer: Answer,
        at: Moment,
    },
    /// An answer that the presenter set aside, because it looks made by a script: kept, and in no total.
    SetAside {
        answer: Answer,
        at: Moment,
    },
    /// Present while it was open, but gave no answer.
    NotAnswered,
    /// Came later or had left: never saw it.
    NotPresent,
    /// The question was not opened.
    NotAsked,
}
