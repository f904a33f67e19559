//! The gate: what of a session's results may leave it, for pages, files and programs alike. The presenter's live screens
//! stand before it; nothing else does.
//!
//! Holds the results as they were counted and never hands them out. What it hands out keeps three promises:
//! - no group of fewer people than the floor can be told apart by a segment question, nor by several together, nor by
//!   taking figures from one another;
//! - in a confidential session no two answers of one person stand beside each other, and a form comes when nobody can send
//!   it any more;
//! - a question that too few answered has no figures and no texts.
//!
//! Groups are told apart only when no answer can come any more: of two tables made one after the other, the difference
//! is who came in between. Until then no two answers of one person stand beside each other where groups are to come.

mod leaves;
mod rows;
mod split;

use super::answer::Answer;
use super::deck::{Deck, Kind, Question};
use super::ids::{OptionKey, SlideKey};
use super::privacy::Privacy;
use super::results::{Cell, Holding, Kept, QuestionResult, Results, is_set_aside};
use super::segments::Segments;
use leaves::{Leaf, at, leaves};
pub use rows::{Column, Withheld};
pub use split::{Refusal, Split, SplitGroup};

/// Whether the answers are all there will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    /// More may come: the session runs, or a form can still be filled in.
    Open,
    Closed,
}

/// Results as they may leave their session.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    privacy: Privacy,
    intake: Intake,
    /// Never handed out.
    counted: Results,
    /// What is handed out.
    results: Results,
    /// What was asked, by place; `None` where the deck does not hold it.
    asked: Vec<Option<Question>>,
    /// By place: the groups of a segment question that was asked and that enough answered.
    segments: Vec<Option<Segments>>,
    columns: Vec<Column>,
    /// The answer that stands in rows for the groups that were merged, by place.
    merged_keys: Vec<Option<OptionKey>>,
    written: Vec<Vec<Written>>,
}

/// A text that stands in no row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    /// The row or field that it was written in; none where the question has none.
    pub part: Vec<OptionKey>,
    pub text: String,
}

/// What may leave of these results.
pub fn publish(results: Results, deck: &Deck, privacy: Privacy, intake: Intake) -> Published {
    let asked: Vec<Option<Question>> =
        results.questions.iter().map(|result| deck.question(&result.question).cloned()).collect();
    // Whoever sends a form answers several questions at once: of two files the difference would be all that one person said.
    let comes_later = |(result, asked): &(&QuestionResult, &Option<Question>)| {
        let is_form = asked.as_ref().is_some_and(|asked| matches!(asked.kind, Kind::Form { .. }));
        !privacy.has_rows() && intake == Intake::Open && is_form && result.opened_at.is_some()
    };
    let later: Vec<SlideKey> =
        results.questions.iter().zip(&asked).filter(comes_later).map(|(result, _)| result.question.clone()).collect();
    let has_too_few = |(result, asked): (&QuestionResult, &Option<Question>)| match asked {
        // What the audience asks is no answer, and everybody has read it.
        Some(asked) if asked.is_for_asking() => false,
        Some(asked) => {
            let show_from = deck.show_from_of(asked);
            result.opened_at.is_some() && show_from > 1 && result.answered < show_from
        }
        None => false,
    };
    let too_few: Vec<bool> = results.questions.iter().zip(&asked).map(has_too_few).collect();
    let shown = |(index, result): (usize, &QuestionResult)| match &asked[index] {
        Some(_) if too_few[index] || later.contains(&result.question) => {
            let (totals, texts, course) = (Vec::new(), Vec::new(), Vec::new());
            QuestionResult { totals, texts, course, kept: Some(Kept::default()), ..result.clone() }
        }
        // Figures are of everybody, whatever the rows still tell.
        Some(asked) => QuestionResult { kept: Some(results.kept(index, asked).into_owned()), ..result.clone() },
        None => result.clone(),
    };
    let questions = results.questions.iter().enumerate().map(shown).collect();
    let column = |(result, too_few): (&QuestionResult, bool)| match too_few {
        true => Column::TOO_FEW,
        false if later.contains(&result.question) => Column::Withheld(Withheld::StillRunning),
        false => Column::InRows,
    };
    rows::publish(Published {
        privacy,
        intake,
        segments: vec![None; asked.len()],
        columns: results.questions.iter().zip(too_few.iter().copied()).map(column).collect(),
        merged_keys: vec![None; asked.len()],
        written: vec![Vec::new(); asked.len()],
        results: Results {
            questions,
            rows: Vec::new(),
            people: Some(results.participants()),
            later: later.clone(),
            forgotten: results.forgotten,
        },
        counted: results,
        asked,
    })
}

impl Published {
    pub fn privacy(&self) -> Privacy {
        self.privacy
    }

    pub fn intake(&self) -> Intake {
        self.intake
    }

    /// Whether answers of one person may stand beside each other now.
    pub fn has_rows(&self) -> bool {
        self.privacy.has_rows() && !self.awaits_rows()
    }

    /// Whether rows come only when the results are final, because those will tell groups apart. Rows of an earlier moment
    /// hold what some people answered before they changed it; joined to the final ones by all that they did not change,
    /// they would tell that of fewer people of a group than the floor.
    pub fn awaits_rows(&self) -> bool {
        self.privacy.has_rows() && self.intake == Intake::Open && self.splitters().next().is_some()
    }

    /// Whether the rows were deleted; what people wrote was kept without them.
    pub fn rows_are_gone(&self) -> bool {
        self.results.forgotten.rows.is_some()
    }

    /// As they may leave: every figure is of everybody, and the rows are those that may be seen.
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// How much is kept that can be deleted, in numbers.
    pub fn holding(&self) -> Holding {
        self.counted.holding()
    }

    /// In the order of the deck.
    pub fn questions(&self) -> &[QuestionResult] {
        &self.results.questions
    }

    /// One row a participant; none unless [`Self::has_rows`]. They stand in the order of what they say, which says no more
    /// than they do.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.results.rows
    }

    /// Whether nothing is told of the question in this place: too few answered it for its deck, or it comes later.
    pub fn is_hidden(&self, index: usize) -> bool {
        self.columns[index] == Column::TOO_FEW || self.results.is_later(&self.results.questions[index].question)
    }

    /// How the answers to the question in this place stand in the rows.
    pub fn column(&self, index: usize) -> Column {
        self.columns[index]
    }

    /// The answer that stands in rows for the groups that were merged; an answer that the deck does not hold.
    pub fn merged_key(&self, index: usize) -> Option<&OptionKey> {
        self.merged_keys[index].as_ref()
    }

    /// The groups of the segment question in this place; `None` where none may be told apart yet, or at all.
    pub fn segments(&self, index: usize) -> Option<&Segments> {
        self.segments[index].as_ref()
    }

    /// Whether small groups of the segment question in this place were merged.
    pub fn has_merged(&self, index: usize) -> bool {
        self.segments(index).is_some_and(Segments::has_merged)
    }

    /// The texts of the question in this place that stand in no row, in the order of the alphabet.
    pub fn written(&self, index: usize) -> &[Written] {
        &self.written[index]
    }

    /// How many answers to the question in this place were set aside; one that was taken back is none.
    pub fn set_aside(&self, index: usize) -> u32 {
        let is_aside = |cell: &Cell| matches!(cell, Cell::SetAside { answer, .. } if !answer.is_taken_back());
        self.counted.rows.iter().filter(|row| row.get(index).is_some_and(is_aside)).count() as u32
    }

    /// Every answer to each part of the question in this place that is answered by itself, each part under its path, in
    /// an order that says nothing: of one person no two can be brought together.
    pub fn said(&self, index: usize) -> Vec<(Vec<OptionKey>, Vec<&Answer>)> {
        let leaves = self.asked[index].as_ref().map(leaves).unwrap_or_default();
        let of_leaf = |leaf: Leaf<'_>| {
            let mut said: Vec<&Answer> = self.answers(index).filter_map(|answer| at(answer, &leaf.path)).collect();
            said.sort_unstable();
            (leaf.path, said)
        };
        leaves.into_iter().map(of_leaf).collect()
    }

    /// The answers that count, row by row; of a hidden question none.
    fn answers(&self, index: usize) -> impl Iterator<Item = &Answer> {
        let is_hidden = self.is_hidden(index);
        self.counted.answers(index).filter(move |_| !is_hidden)
    }

    /// The rows that count.
    fn people(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.counted.rows.iter().filter(|row| !is_set_aside(row))
    }
}
