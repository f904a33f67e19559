//! Two questions together, paired by participant: how many answered both, what those said to either, and, where one
//! question was asked twice, who moved.
//!
//! Reads rows and never voters. Who was set aside counts nowhere; a text counts as what it was recoded to. Tells nothing
//! of a group that is too small, nor where attendees were promised that no two answers of theirs stand together.

mod again;
mod axis;
mod live;
mod offers;
mod sessions;
mod small;

pub use again::{Again, Drift, Move, Switch};
pub use axis::{Axis, Category, Name, Said, are_alike, is_again};
pub use offers::{Offer, can_stand, offers};
pub use sessions::{Beside, LeftOut, Room, Run, compare};

use super::answer::Answer;
use super::chart::percent;
use super::deck::{Deck, Question};
use super::ids::SlideKey;
use super::published::{Column, Published, Withheld};
use super::results::{Cell, QuestionResult, Results, is_set_aside};
use super::segments::Segments;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// Rows of the table.
    pub first: Axis,
    /// Columns of the table.
    pub second: Axis,
    /// People who answered both.
    pub both: u32,
    pub only_first: u32,
    pub only_second: u32,
    /// People who answered both, by what they said first and then. Where several may be chosen one person stands in
    /// several cells. Empty where a number may be anything.
    pub cells: Vec<Vec<u32>>,
    /// People who answered both, by what they said first; and by what they said then.
    pub before: Vec<u32>,
    pub after: Vec<u32>,
    /// By what they said first, those who did not answer the second question; and the other way round.
    pub left: Vec<u32>,
    pub came: Vec<u32>,
    /// Where both are the same question.
    pub again: Option<Again>,
}

/// Why two questions are not laid together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Attendees were promised that no two answers of theirs stand beside each other.
    Confidential,
    /// One of them is not in the deck.
    NoSuchQuestion,
    /// A question with itself.
    Same,
    /// The answers of this one fall into no categories.
    Uncountable(SlideKey),
    /// Two questions that tell groups apart would show single people.
    TwoSegments,
    /// This one was never opened.
    NotAsked(SlideKey),
    /// The session will tell groups apart, and answers may still come: beside the final results an earlier table would tell
    /// of too few of a group what they answered before.
    StillRunning,
    /// Fewer answered both than the deck asks for.
    TooFew(u32),
    /// All chose the same group.
    OneGroup,
    /// A group would be so small that single people could be known.
    SmallGroups(u32),
    /// Single answers are deleted; totals say nothing about who said both.
    RowsGone,
}

impl Unfit {
    /// Whether this holds for any two questions of the session.
    pub fn is_of_all(&self) -> bool {
        matches!(self, Unfit::Confidential | Unfit::StillRunning | Unfit::RowsGone)
    }
}

impl Together {
    /// # Errors
    /// Why they are not laid together.
    pub fn of(published: &Published, deck: &Deck, first: &SlideKey, second: &SlideKey) -> Result<Self, Unfit> {
        let (privacy, results) = (published.privacy(), published.results());
        if !privacy.has_rows() {
            return Err(Unfit::Confidential);
        }
        let (before, after) = (Asked::of(results, deck, first)?, Asked::of(results, deck, second)?);
        if first == second {
            return Err(Unfit::Same);
        }
        let (asked, then) = (before.question, after.question);
        if asked.segment && then.segment {
            return Err(Unfit::TwoSegments);
        }
        let alike = is_again((first, asked), (second, then));
        let mut axes = Axes::of(first, asked, second, then, alike)?;
        for column in [&before, &after] {
            if column.result.opened_at.is_none() {
                return Err(Unfit::NotAsked(column.result.question.clone()));
            }
        }
        if published.awaits_rows() {
            return Err(Unfit::StillRunning);
        }
        let from = deck.show_from_of(asked).max(deck.show_from_of(then));
        for place in [before.place, after.place] {
            match published.column(place) {
                Column::InRows | Column::Segments => {}
                Column::Withheld(Withheld::StillRunning) => return Err(Unfit::StillRunning),
                Column::Withheld(Withheld::TooFew) => return Err(Unfit::TooFew(from)),
                Column::Withheld(Withheld::OneGroup)
                    if published.segments(place).is_some_and(Segments::is_of_one_answer) =>
                {
                    return Err(Unfit::OneGroup);
                }
                Column::Withheld(Withheld::OneGroup | Withheld::SmallGroup | Withheld::Texts) => {
                    return Err(Unfit::SmallGroups(privacy.floor));
                }
            }
        }
        if results.rows.is_empty() && before.result.answered.min(after.result.answered) > 0 {
            return Err(Unfit::RowsGone);
        }
        let mut rows = Vec::new();
        for row in results.rows.iter().filter(|row| !is_set_aside(row)) {
            let one = before.said(row).and_then(|answer| axes.first.take(asked, before.result, answer));
            let seen = axes.second();
            let other = after.said(row).and_then(|answer| seen.take(then, after.result, answer));
            rows.push((one, other));
        }
        if asked.segment || then.segment {
            let own = if asked.segment { asked.options.len() } else { then.options.len() };
            small::merge(&mut axes, &mut rows, asked.segment, own, privacy.floor)?;
        }
        let together = Self::count(axes, &rows);
        if (1..from).contains(&together.both) { Err(Unfit::TooFew(from)) } else { Ok(together) }
    }

    /// Counts who said what, once every answer has its place.
    fn count(axes: Axes, rows: &[(Option<Said>, Option<Said>)]) -> Self {
        let alike = axes.is_shared();
        let (first, second) = axes.both();
        let (height, width) = (first.categories.len(), second.categories.len());
        let mut together = Self {
            both: 0,
            only_first: 0,
            only_second: 0,
            cells: vec![vec![0; width]; height],
            before: vec![0; height],
            after: vec![0; width],
            left: vec![0; height],
            came: vec![0; width],
            again: None,
            first,
            second,
        };
        let mut both = Vec::new();
        for row in rows {
            match row {
                (Some(one), Some(other)) => {
                    together.both += 1;
                    one.places.iter().for_each(|place| together.before[*place] += 1);
                    other.places.iter().for_each(|place| together.after[*place] += 1);
                    for from in &one.places {
                        other.places.iter().for_each(|to| together.cells[*from][*to] += 1);
                    }
                    both.push((one.clone(), other.clone()));
                }
                (Some(one), None) => {
                    together.only_first += 1;
                    one.places.iter().for_each(|place| together.left[*place] += 1);
                }
                (None, Some(other)) => {
                    together.only_second += 1;
                    other.places.iter().for_each(|place| together.came[*place] += 1);
                }
                (None, None) => {}
            }
        }
        together.again = alike.then(|| Again::of(&together.first, &both));
        together
    }

    /// Each per cent is of those who answered both; `None` of so few that counts speak.
    pub fn percent(&self, count: u32) -> Option<u32> {
        percent(count, self.both)
    }

    /// Every way that somebody went between two answers of a question that was asked twice, the busiest first. None where
    /// several may be chosen: there one switches answers on and off.
    pub fn moves(&self) -> Vec<Move> {
        if self.again.is_none() || self.first.several { Vec::new() } else { again::moves(&self.cells) }
    }
}

/// The two sides of a table, which are one where the same question was asked twice.
#[derive(Clone, Debug)]
struct Axes {
    pub first: Axis,
    second: Option<Axis>,
    /// What the second is called where it shares the categories of the first.
    again: SlideKey,
}

impl Axes {
    pub fn of(
        first: &SlideKey,
        asked: &Question,
        second: &SlideKey,
        then: &Question,
        alike: bool,
    ) -> Result<Self, Unfit> {
        let axis = |key: &SlideKey, question| Axis::of(key, question).ok_or_else(|| Unfit::Uncountable(key.clone()));
        let (first, then) = (axis(first, asked)?, axis(second, then)?);
        for axis in [&first, &then] {
            // A number that may be anything only goes up or down.
            if axis.categories.is_empty() && !alike {
                return Err(Unfit::Uncountable(axis.question.clone()));
            }
        }
        Ok(Self { first, second: (!alike).then_some(then), again: second.clone() })
    }

    /// The axis that the second question's answers fall on.
    pub fn second(&mut self) -> &mut Axis {
        self.second.as_mut().unwrap_or(&mut self.first)
    }

    fn side(&mut self, of_first: bool) -> &mut Axis {
        if of_first { &mut self.first } else { self.second() }
    }

    /// Whether both questions have the same answers.
    fn is_shared(&self) -> bool {
        self.second.is_none()
    }

    fn both(self) -> (Axis, Axis) {
        let second = self.second.unwrap_or_else(|| Axis { question: self.again, ..self.first.clone() });
        (self.first, second)
    }
}

/// One question in the results.
struct Asked<'a> {
    place: usize,
    question: &'a Question,
    result: &'a QuestionResult,
}

impl<'a> Asked<'a> {
    fn of(results: &'a Results, deck: &'a Deck, key: &SlideKey) -> Result<Self, Unfit> {
        let question = deck.question(key).ok_or(Unfit::NoSuchQuestion)?;
        let mut places = results.questions.iter().enumerate();
        let (place, result) = places.find(|(_, result)| result.question == *key).ok_or(Unfit::NoSuchQuestion)?;
        Ok(Self { place, question, result })
    }

    fn said<'b>(&self, row: &'b [Cell]) -> Option<&'b Answer> {
        match row.get(self.place)? {
            Cell::Answered { answer, .. } => Some(&**answer),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
