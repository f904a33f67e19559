//! One question split by one segment question: the same groups for every question, each large enough, or no split.
//!
//! Counts answers as they were given: what texts were recoded to is told of the whole room only.

use super::leaves::{at, leaves};
use super::{Column, Intake, Published};
use crate::domain::deck::Question;
use crate::domain::results::Cell;
use crate::domain::segments::{Segment, categories, category, is_enough};
use crate::domain::tally::Tally;

/// How each group answered. The groups' counts add up to the question's totals.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    pub groups: Vec<SplitGroup>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SplitGroup {
    pub segment: Segment,
    /// What those of the group who answered said; its `answers` are how many did.
    pub tally: Tally,
}

/// Why a question is not split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The deck does not say that results may be split by this one.
    NoSegment,
    /// Two segment questions would tell apart who is in both groups.
    BothSegments,
    /// One of the two was never asked.
    NotAsked,
    /// It is answered in words, or not answered at all.
    NoFigures,
    /// Answers may still come: two tables would tell who came in between.
    StillRunning,
    /// Nobody answered, or fewer answered one of the two than its deck asks for.
    TooFew,
    /// The single answers are deleted.
    RowsGone,
    /// However small groups are merged, everybody is in one.
    OneGroup,
    /// Fewer than the floor of some group answered this question.
    SmallGroup,
}

impl Refusal {
    pub const ALL: [Refusal; 9] = [
        Refusal::NoSegment,
        Refusal::BothSegments,
        Refusal::NotAsked,
        Refusal::NoFigures,
        Refusal::StillRunning,
        Refusal::TooFew,
        Refusal::RowsGone,
        Refusal::OneGroup,
        Refusal::SmallGroup,
    ];

    /// For files and programs.
    pub fn word(self) -> &'static str {
        match self {
            Refusal::NoSegment => "no_segment",
            Refusal::BothSegments => "both_segments",
            Refusal::NotAsked => "not_asked",
            Refusal::NoFigures => "no_figures",
            Refusal::StillRunning => "still_running",
            Refusal::TooFew => "too_few",
            Refusal::RowsGone => "rows_gone",
            Refusal::OneGroup => "one_group",
            Refusal::SmallGroup => "small_group",
        }
    }
}

impl Published {
    /// The places of the questions that results may be split by.
    pub fn splitters(&self) -> impl Iterator<Item = usize> {
        (0..self.asked.len()).filter(|index| self.is_segment(*index))
    }

    /// How those of each group of `segment` answered `question`; both are places.
    ///
    /// # Errors
    /// Why it is not told.
    pub fn split(&self, segment: usize, question: usize) -> Result<Split, Refusal> {
        let (Some(splitter), Some(asked)) = (&self.asked[segment], &self.asked[question]) else {
            return Err(Refusal::NotAsked);
        };
        if !splitter.segment {
            return Err(Refusal::NoSegment);
        }
        if asked.segment {
            return Err(Refusal::BothSegments);
        }
        if !self.has_figures(question) {
            return Err(Refusal::NoFigures);
        }
        for place in [segment, question] {
            if self.results.questions[place].opened_at.is_none() {
                return Err(Refusal::NotAsked);
            }
            if self.is_hidden(place) {
                return Err(Refusal::TooFew);
            }
        }
        if self.intake == Intake::Open {
            return Err(Refusal::StillRunning);
        }
        if self.answers(question).next().is_none() {
            let is_gone = self.results.questions[question].answered > 0;
            return Err(if is_gone { Refusal::RowsGone } else { Refusal::TooFew });
        }
        let segments = self.segments[segment].as_ref().filter(|segments| segments.all().len() >= 2);
        let segments = segments.ok_or(Refusal::OneGroup)?;
        if !self.is_told_beside_others(segment) {
            return Err(Refusal::SmallGroup);
        }
        let groups = segments.all().iter().enumerate().map(|(place, segment_)| {
            let mut tally = Tally::new(asked);
            for row in self.people().filter(|row| segments.place(splitter, &row[segment]) == Some(place)) {
                if let Cell::Answered { answer, .. } = &row[question] {
                    tally.add(asked, answer);
                }
            }
            SplitGroup { segment: segment_.clone(), tally }
        });
        let groups: Vec<SplitGroup> = groups.collect();
        let by_group = self.answerers(question, asked, |row| segments.place(splitter, &row[segment]), groups.len());
        let floor = self.privacy.floor;
        match by_group.iter().flatten().all(|answered| is_enough(*answered, floor)) {
            true => Ok(Split { groups }),
            false => Err(Refusal::SmallGroup),
        }
    }

    /// Whether a split by this question, laid beside the rows or beside a split by another question, tells no smaller group
    /// apart. Alone in a session without rows there is nothing to lay it beside.
    fn is_told_beside_others(&self, segment: usize) -> bool {
        let is_alone = !self.privacy.has_rows() && self.splitters().count() == 1;
        is_alone || self.columns[segment] == Column::Segments
    }

    pub(super) fn is_segment(&self, index: usize) -> bool {
        self.asked[index].as_ref().is_some_and(|asked| asked.segment)
    }

    /// Whether anything of the question in this place is counted.
    pub(super) fn has_figures(&self, index: usize) -> bool {
        self.asked[index].as_ref().is_some_and(|asked| leaves(asked).iter().any(|leaf| !leaf.is_text()))
    }

    /// How many answered each part of a question that is counted, by the group of their row.
    pub(super) fn answerers(
        &self,
        index: usize,
        asked: &Question,
        group: impl Fn(&[Cell]) -> Option<usize>,
        groups: usize,
    ) -> Vec<Vec<u32>> {
        let leaves: Vec<_> = leaves(asked).into_iter().filter(|leaf| !leaf.is_text()).collect();
        let mut counts = vec![vec![0; groups]; leaves.len()];
        for row in self.people() {
            let Some(Cell::Answered { answer, .. }) = row.get(index) else { continue };
            let Some(group) = group(row) else { continue };
            for (leaf, counts) in leaves.iter().zip(&mut counts) {
                counts[group] += u32::from(at(answer, &leaf.path).is_some());
            }
        }
        counts
    }

    /// The questions that can be split at all: counted, asked, answered by enough, and no segments themselves.
    pub(super) fn splittable(&self) -> Vec<usize> {
        let is = |index: &usize| {
            self.has_figures(*index)
                && !self.is_segment(*index)
                && !self.is_hidden(*index)
                && self.results.questions[*index].opened_at.is_some()
        };
        (0..self.asked.len()).filter(is).collect()
    }

    /// How many are of each category of a segment question, and how many of each answered each other question.
    pub(super) fn by_category(&self, index: usize, asked: &Question) -> (Vec<u32>, Vec<Vec<Vec<u32>>>) {
        let mut people = vec![0; categories(asked)];
        self.people().for_each(|row| people[category(asked, &row[index])] += 1);
        let others = self.splittable().into_iter().filter_map(|other| {
            let of = |row: &[Cell]| Some(category(asked, &row[index]));
            Some(self.answerers(other, self.asked[other].as_ref()?, of, people.len()))
        });
        let others = others.collect();
        (people, others)
    }
}
