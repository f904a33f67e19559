//! What a session leaves behind: who said what to which question, by row and never by voter, with the totals.
//!
//! Made from a running session, or read back from a sealed one; exports know only this.

mod course;
mod forgetting;
mod kept;

pub use course::{Arrival, CoursePoint, course};
pub use forgetting::{Forgettable, Forgotten, Holding};
pub use kept::{Gathered, Kept, Said};

use std::sync::Arc;

use super::answer::Answer;
use super::deck::Question;
use super::ids::{AskNumber, EntryName, Moment, OptionKey, SlideKey};
use super::session::{EntryState, TextState, entry_name};
use super::tally::Total;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// In the order of the deck; also those never opened.
    pub questions: Vec<QuestionResult>,
    /// One row a participant, each with one cell a question. The order says nothing about who or when.
    pub rows: Vec<Vec<Cell>>,
    /// How many took part, where the rows are not, or no longer, here to tell.
    pub people: Option<u32>,
    /// The questions of which nothing is told until no answer can come any more. Only in what is published.
    pub later: Vec<SlideKey>,
    /// What was deleted of them, and when. A text that was deleted is empty where it stood.
    pub forgotten: Forgotten,
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
    /// What the presenter did with texts, in the order in which they came.
    pub texts: Vec<TextResult>,
    /// How the count came about, up to the totals.
    pub course: Vec<CoursePoint>,
    /// What else the rows told, where they are not, or no longer, here.
    pub kept: Option<Kept>,
}

/// What the presenter did with one text. The text as each wrote it stands in their row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextResult {
    pub name: EntryName,
    pub part: Vec<OptionKey>,
    /// As most people wrote it.
    pub text: String,
    pub count: u32,
    pub state: TextState,
    /// The answer of the deck that it counts as.
    pub option: Option<OptionKey>,
    /// What it counts as, in words: that answer, or another text, or itself as an answer of its own.
    pub recoded: Option<String>,
}

impl QuestionResult {
    /// What a text counts as, in words; `None` when as itself. `place` is the path to the part it was written in.
    pub fn recoded(&self, question: &Question, place: &str, text: &str) -> Option<&TextResult> {
        // Most questions have no such text, and names are reckoned.
        if self.texts.iter().all(|text| text.recoded.is_none()) {
            return None;
        }
        let name = entry_name(question, place, text);
        self.texts.iter().find(|text| text.name == name && text.recoded.is_some())
    }
}

/// How often each answer counts after texts were recoded: those of the deck by place, and those that were made of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    pub counts: Vec<u32>,
    pub made: Vec<(String, u32)>,
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
    /// Whether nothing is told of this question yet.
    pub fn is_later(&self, question: &SlideKey) -> bool {
        self.later.contains(question)
    }

    /// The counts of the question in this place after recoding; `None` where none was done.
    pub fn recount(&self, index: usize, question: &Question) -> Option<Recount> {
        let result = self.questions.get(index).filter(|_| question.is_chosen())?;
        result.texts.iter().any(|text| text.recoded.is_some()).then_some(())?;
        let mut recount = Recount { counts: vec![0; question.options.len()], made: Vec::new() };
        for row in &self.rows {
            let Some(Cell::Answered { answer, .. }) = row.get(index) else { continue };
            let recoded = answer.text.as_deref().and_then(|text| result.recoded(question, "", text));
            let as_option = recoded.and_then(|recoded| recoded.option.as_ref());
            for (option, count) in question.options.iter().zip(&mut recount.counts) {
                let is_chosen = answer.choices.contains(&option.key) && !(option.write_in && recoded.is_some());
                *count += u32::from(is_chosen || as_option == Some(&option.key));
            }
            if let Some(label) = recoded.filter(|text| text.option.is_none()).and_then(|text| text.recoded.as_ref()) {
                match recount.made.iter_mut().find(|(made, _)| made == label) {
                    Some((_, count)) => *count += 1,
                    None => recount.made.push((label.clone(), 1)),
                }
            }
        }
        Some(recount)
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
        answer: Arc<Answer>,
        at: Moment,
    },
    /// An answer that the presenter set aside, because it looks made by a script: kept, and in no total.
    SetAside {
        answer: Arc<Answer>,
        at: Moment,
    },
    /// Present while it was open, but gave no answer.
    NotAnswered,
    /// Came later or had left: never saw it.
    NotPresent,
    /// The question was not opened.
    NotAsked,
    /// What it was does not leave the session. Only in what is published, never in what is kept.
    Withheld,
}
