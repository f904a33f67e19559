//! The rows as they may leave, one a participant: segments merged, columns left out that would tell few people apart,
//! and texts taken from rows in which they would say who wrote them.
//!
//! No table that can be made of these rows tells a group apart that [`super::split`] would refuse.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::leaves::{Leaf, leaves, without};
use super::{Intake, Published, Written};
use crate::domain::answer::Answer;
use crate::domain::deck::Question;
use crate::domain::ids::{Moment, OptionKey};
use crate::domain::results::{Cell, is_set_aside};
use crate::domain::segments::{Group, Segments, is_enough};

/// How the answers to one question stand in the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// As they were given.
    InRows,
    /// As groups, of which the small ones are merged.
    Segments,
    /// Not at all.
    Withheld(Withheld),
}

/// Why a question is not in the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Fewer answered it than its deck asks for.
    TooFew,
    /// It is a segment question, and answers may still come.
    StillRunning,
    /// It is a segment question of which everybody is in one group.
    OneGroup,
    /// Beside the other questions it would tell apart a group of fewer than the floor.
    SmallGroup,
    /// It was answered in words, by too few of some group that the rows tell apart.
    Texts,
}

impl Withheld {
    pub const ALL: [Withheld; 5] =
        [Withheld::TooFew, Withheld::StillRunning, Withheld::OneGroup, Withheld::SmallGroup, Withheld::Texts];

    /// For files and programs.
    pub fn word(self) -> &'static str {
        match self {
            Withheld::TooFew => "too_few",
            Withheld::StillRunning => "still_running",
            Withheld::OneGroup => "one_group",
            Withheld::SmallGroup => "small_group",
            Withheld::Texts => "texts",
        }
    }
}

impl Column {
    pub(super) const TOO_FEW: Column = Column::Withheld(Withheld::TooFew);

    pub fn is_withheld(self) -> bool {
        matches!(self, Column::Withheld(_))
    }
}

/// The key of what was merged, unless the deck has it already.
const MERGED: &str = "overig";

/// A question in the rows, with its place.
type Placed<'a> = (usize, &'a Question);

pub(super) fn publish(mut published: Published) -> Published {
    let places: Vec<usize> = published.splitters().filter(|index| !published.is_hidden(*index)).collect();
    let mut kept: Vec<usize> = Vec::new();
    for index in places {
        published.columns[index] = match published.intake {
            Intake::Open => Column::Withheld(Withheld::StillRunning),
            Intake::Closed if published.results.questions[index].opened_at.is_none() => Column::InRows,
            Intake::Closed => {
                published.segments[index] = published.groups(index);
                let column = published.beside(&kept, index);
                if column == Column::Segments {
                    kept.push(index);
                }
                column
            }
        };
        published.merged_keys[index] = published.asked[index].as_ref().map(merged_key);
    }
    let loose = published.loose(&kept);
    for (index, path) in &loose {
        if path.is_empty() && published.is_text(*index) {
            published.columns[*index] = Column::Withheld(Withheld::Texts);
        }
    }
    if published.has_rows() {
        let is_beside_groups = published.splitters().next().is_some();
        let mut rows: Vec<Vec<Cell>> =
            published.counted.rows.iter().map(|row| published.row(row, &loose, is_beside_groups)).collect();
        rows.sort_by(|one, other| one.iter().map(rank).cmp(other.iter().map(rank)));
        published.results.rows = rows;
    }
    published.written = (0..published.asked.len()).map(|index| published.texts(index, &loose)).collect();
    published
}

/// What a row's place goes by: all that may be seen of it, and nothing else. So the order says no more than the rows do, and
/// is the same whenever the same answers are asked for, also once they were sealed, which keeps whole seconds.
fn rank(cell: &Cell) -> (u8, Option<&Answer>, i64) {
    match cell {
        Cell::Answered { answer, at } => (0, Some(&**answer), at.0.div_euclid(1000)),
        Cell::SetAside { answer, at } => (1, Some(&**answer), at.0.div_euclid(1000)),
        Cell::NotAnswered => (2, None, 0),
        Cell::NotPresent => (3, None, 0),
        Cell::NotAsked => (4, None, 0),
        Cell::Withheld => (5, None, 0),
    }
}

fn merged_key(question: &Question) -> OptionKey {
    let numbered = (2..).map(|number| format!("{MERGED}-{number}"));
    std::iter::once(MERGED.to_owned())
        .chain(numbered)
        .filter_map(|name| OptionKey::parse(&name))
        .find(|key| question.option(key).is_none())
        .expect("a deck has fewer answers than there are numbers")
}

impl Published {
    fn groups(&self, index: usize) -> Option<Segments> {
        let asked = self.asked[index].as_ref()?;
        let (people, others) = self.by_category(index, asked);
        Some(Segments::new(asked, &people, &others, self.privacy.floor))
    }

    /// Whether this segment question can stand in the rows beside those that do.
    fn beside(&self, kept: &[usize], index: usize) -> Column {
        if self.segments[index].as_ref().is_none_or(|segments| segments.all().len() < 2) {
            return Column::Withheld(Withheld::OneGroup);
        }
        let together: Vec<usize> = kept.iter().copied().chain([index]).collect();
        let (group, groups) = self.combinations(&together);
        let floor = self.privacy.floor;
        let mut people = vec![0; groups];
        self.people().filter_map(|row| group(row)).for_each(|group| people[group] += 1);
        let enough = people.iter().all(|people| is_enough(*people, floor))
            && self.splittable().into_iter().all(|other| {
                let Some(asked) = &self.asked[other] else { return true };
                let answerers = self.answerers(other, asked, &group, groups);
                answerers.iter().flatten().all(|answered| is_enough(*answered, floor))
            });
        if enough { Column::Segments } else { Column::Withheld(Withheld::SmallGroup) }
    }

    /// Which combination of groups a row is in, and how many combinations there are.
    fn combinations(&self, columns: &[usize]) -> (impl Fn(&[Cell]) -> Option<usize>, usize) {
        let questions: Vec<(Placed<'_>, &Segments)> = columns
            .iter()
            .filter_map(|index| Some(((*index, self.asked[*index].as_ref()?), self.segments[*index].as_ref()?)))
            .collect();
        let places = move |row: &[Cell]| -> Option<Vec<usize>> {
            questions.iter().map(|((index, asked), segments)| segments.place(asked, &row[*index])).collect()
        };
        let mut numbers: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for combination in self.people().filter_map(|row| places(row)) {
            let next = numbers.len();
            numbers.entry(combination).or_insert(next);
        }
        let groups = numbers.len();
        (move |row: &[Cell]| numbers.get(&places(row)?).copied(), groups)
    }

    /// The places and paths of texts that leave the rows, also of those beside a choice: of which too few of some group wrote
    /// one.
    fn loose(&self, kept: &[usize]) -> Vec<(usize, Vec<OptionKey>)> {
        if kept.is_empty() {
            return Vec::new();
        }
        let (group, groups) = self.combinations(kept);
        let mut loose = Vec::new();
        // Words beside a group never stand in its row.
        for (index, asked) in self.asked.iter().enumerate().filter(|(index, _)| !self.is_segment(*index)) {
            for leaf in asked.iter().flat_map(leaves) {
                let mut writers = vec![0; groups];
                for row in self.people() {
                    let Some(Cell::Answered { answer, .. }) = row.get(index) else { continue };
                    if let Some(group) = group(row).filter(|_| leaf.is_worded_in(answer)) {
                        writers[group] += 1;
                    }
                }
                if !writers.iter().all(|writers| is_enough(*writers, self.privacy.floor)) && !self.is_hidden(index) {
                    loose.push((index, leaf.path));
                }
            }
        }
        loose
    }

    fn row(&self, row: &[Cell], loose: &[(usize, Vec<OptionKey>)], is_beside_groups: bool) -> Vec<Cell> {
        let is_aside = is_set_aside(row);
        let cell = |(index, cell): (usize, &Cell)| match self.columns[index] {
            Column::Withheld(_) => withheld(cell, self.time(index)),
            Column::Segments if is_aside => withheld(cell, self.time(index)),
            Column::Segments => self.segment(index, cell),
            Column::InRows => {
                let mut cell = cell.clone();
                if let Cell::Answered { answer, at } | Cell::SetAside { answer, at } = &mut cell {
                    for (_, path) in loose.iter().filter(|(place, _)| *place == index) {
                        *answer = Arc::new(without(answer, path));
                    }
                    if is_beside_groups {
                        *at = self.time(index);
                    }
                }
                match cell {
                    // All that this person said there stands in no row.
                    Cell::Answered { answer, .. } if answer.is_taken_back() => Cell::NotAnswered,
                    cell => cell,
                }
            }
        };
        row.iter().enumerate().map(cell).collect()
    }

    /// A cell of a segment question: the group alone, without words or a time of its own.
    fn segment(&self, index: usize, cell: &Cell) -> Cell {
        let (Some(asked), Some(segments)) = (&self.asked[index], &self.segments[index]) else { return Cell::Withheld };
        let group = segments.place(asked, cell).map(|place| &segments.all()[place].group);
        let at = self.time(index);
        let choice = |key: &OptionKey| Cell::Answered { answer: Arc::new(Answer::of_choices(vec![key.clone()])), at };
        match (group, &self.merged_keys[index]) {
            (Some(Group::Option(key)), _) => choice(key),
            (Some(Group::Merged), Some(key)) => choice(key),
            (Some(Group::NotAnswered), _) => Cell::NotAnswered,
            (Some(Group::NotPresent), _) => Cell::NotPresent,
            (Some(Group::Merged), None) | (None, _) => Cell::Withheld,
        }
    }

    /// Whether the question in this place is answered in words alone.
    fn is_text(&self, index: usize) -> bool {
        self.asked[index].as_ref().is_some_and(|asked| leaves(asked).iter().all(Leaf::is_text))
    }

    /// The same for everybody: when the question was opened. Beside groups no answer has a time of its own: whoever saw the
    /// totals change while the session ran knows when somebody answered, and what before they changed it.
    fn time(&self, index: usize) -> Moment {
        self.results.questions[index].opened_at.unwrap_or(Moment(0))
    }

    /// The texts that stand in no row.
    fn texts(&self, index: usize, loose: &[(usize, Vec<OptionKey>)]) -> Vec<Written> {
        if self.counted.rows.is_empty() {
            // As they were kept when the rows went.
            let kept = self.results.questions[index].kept.iter().flat_map(|kept| &kept.said);
            let each = kept.flat_map(|said| {
                let written = Written { part: said.part.clone(), text: said.text.clone() };
                std::iter::repeat_n(written, said.count as usize)
            });
            let mut texts: Vec<Written> = each.collect();
            texts.sort_unstable();
            return texts;
        }
        let all = !self.has_rows() || self.is_segment(index);
        let is_loose = |part: &[OptionKey]| all || loose.iter().any(|(place, path)| *place == index && path == part);
        let texts = self.answers(index).flat_map(Answer::texts).flat_map(|(path, text)| {
            let part: Vec<OptionKey> = path.into_iter().cloned().collect();
            text.lines().map(move |line| Written { part: part.clone(), text: line.to_owned() })
        });
        let mut texts: Vec<Written> = texts.filter(|written| is_loose(&written.part)).collect();
        texts.sort_unstable();
        texts
    }
}

/// What stands in the place of a cell that does not leave. A row that was set aside stays so, and says no more.
fn withheld(cell: &Cell, at: Moment) -> Cell {
    match cell {
        Cell::SetAside { .. } => Cell::SetAside { answer: Arc::default(), at },
        _ => Cell::Withheld,
    }
}
