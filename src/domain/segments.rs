//! Which groups of people may be told apart by how they answered a question marked as a segment, and which are merged
//! so that none is too small.
//!
//! Everybody is in one group, also who gave no answer or was not there: a group that is left out could be had by taking
//! the others from the total. Never looks at what people said to anything else, only at how many did.

use super::deck::Question;
use super::ids::OptionKey;
use super::results::Cell;

/// What people who stand together have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// They chose this answer.
    Option(OptionKey),
    NotAnswered,
    NotPresent,
    /// They are of the groups that were too small to stand alone.
    Merged,
}

/// A group that is large enough to be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub group: Group,
    /// How many take part in the session and are of this group.
    pub people: u32,
}

/// The groups of one segment question, the same for every table and file of its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    /// In the order of the deck, then who gave no answer, then what was merged.
    segments: Vec<Segment>,
    /// For each category the segment that it is in; `None` where nobody is.
    of_category: Vec<Option<usize>>,
    /// The answers that were merged.
    merged: Vec<OptionKey>,
}

/// Behind the options stand those who gave none.
const NOT_ANSWERED: usize = 0;
const NOT_PRESENT: usize = 1;
const MISSING: usize = 2;

/// How many of each category answered each part of one other question.
pub(super) type Answerers = Vec<Vec<u32>>;

/// How many categories a segment question has.
pub(super) fn categories(question: &Question) -> usize {
    question.options.len() + MISSING
}

/// The category of who left this cell under a segment question.
pub(super) fn category(question: &Question, cell: &Cell) -> usize {
    let missing = question.options.len();
    match cell {
        Cell::Answered { answer, .. } => {
            let chosen = |option: &super::deck::ChoiceOption| answer.choices.contains(&option.key);
            question.options.iter().position(chosen).unwrap_or(missing + NOT_ANSWERED)
        }
        Cell::NotPresent => missing + NOT_PRESENT,
        Cell::NotAnswered | Cell::NotAsked | Cell::SetAside { .. } | Cell::Withheld => missing + NOT_ANSWERED,
    }
}

/// Whether a group of so many may be told apart: nobody, or enough.
pub(super) fn is_enough(count: u32, floor: u32) -> bool {
    count == 0 || count >= floor
}

impl Segments {
    /// Merges what is too small. `people` counts those of each category, `others` those who answered each other
    /// question: of the ways to merge it takes the one by which most of those can be split, and of equals the one that
    /// tells most groups apart.
    pub(super) fn new(question: &Question, people: &[u32], others: &[Answerers], floor: u32) -> Self {
        let mut order: Vec<usize> = (0..people.len()).filter(|category| people[*category] > 0).collect();
        order.sort_by_key(|category| (people[*category], std::cmp::Reverse(*category)));
        let merged = ways(&order, people, floor)
            .into_iter()
            .map(|count| &order[..count])
            // The first of the best: `max_by_key` would take the last.
            .rev()
            .max_by_key(|merged| others.iter().filter(|other| can_split(other, &order, merged, floor)).count())
            .unwrap_or(&order);
        Self::merging(question, people, merged)
    }

    fn merging(question: &Question, people: &[u32], merged: &[usize]) -> Self {
        let missing = question.options.len();
        let group = |category: usize| match category.checked_sub(missing) {
            None => Group::Option(question.options[category].key.clone()),
            Some(NOT_ANSWERED) => Group::NotAnswered,
            Some(_) => Group::NotPresent,
        };
        let mut segments = Vec::new();
        let mut of_category = vec![None; people.len()];
        for category in (0..people.len()).filter(|category| people[*category] > 0 && !merged.contains(category)) {
            of_category[category] = Some(segments.len());
            segments.push(Segment { group: group(category), people: people[category] });
        }
        if !merged.is_empty() {
            let together = merged.iter().map(|category| people[*category]).sum();
            merged.iter().for_each(|category| of_category[*category] = Some(segments.len()));
            segments.push(Segment { group: Group::Merged, people: together });
        }
        let mut options: Vec<usize> = merged.iter().copied().filter(|category| *category < missing).collect();
        options.sort_unstable();
        let merged = options.into_iter().map(|option| question.options[option].key.clone()).collect();
        Self { segments, of_category, merged }
    }

    pub fn all(&self) -> &[Segment] {
        &self.segments
    }

    /// The answers that do not stand alone; none where nothing was merged, or only who gave no answer.
    pub fn merged(&self) -> &[OptionKey] {
        &self.merged
    }

    pub fn has_merged(&self) -> bool {
        self.segments.last().is_some_and(|segment| segment.group == Group::Merged)
    }

    /// Whether all who answered chose one answer, so that there are no groups to tell apart, be they small or large.
    pub fn is_of_one_answer(&self) -> bool {
        self.segments.len() == 1 && self.merged.len() == 1
    }

    /// The place in [`Self::all`] of who left this cell.
    pub(super) fn place(&self, question: &Question, cell: &Cell) -> Option<usize> {
        self.of_category[category(question, cell)]
    }
}

/// How many of the smallest categories can be merged so that all groups are large enough and there are still two.
fn ways(order: &[usize], people: &[u32], floor: u32) -> Vec<usize> {
    let fits = |count: &usize| {
        let merged: u32 = order[..*count].iter().map(|category| people[*category]).sum();
        let alone = &order[*count..];
        // To merge one alone hides nothing.
        *count != 1
            && is_enough(merged, floor)
            && alone.iter().all(|category| people[*category] >= floor)
            && alone.len() + usize::from(*count > 0) >= 2
    };
    (0..order.len()).filter(fits).collect()
}

/// Whether every part of another question was answered by enough people of each group.
fn can_split(other: &Answerers, order: &[usize], merged: &[usize], floor: u32) -> bool {
    other.iter().all(|answered| {
        let together = merged.iter().map(|category| answered[*category]).sum();
        let alone = &order[merged.len()..];
        is_enough(together, floor) && alone.iter().all(|category| is_enough(answered[*category], floor))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deck::{ChoiceOption, Kind};

    fn question(options: usize) -> Question {
        let option = |index: usize| ChoiceOption {
            key: OptionKey::parse(&format!("o{index}")).unwrap(),
            text: String::new(),
            write_in: false,
            apart: false,
            alone: false,
            right: false,
            group: None,
        };
        Question { options: (1..=options).map(option).collect(), ..Question::new(Kind::ChooseOne) }
    }

    /// `o1:7 none:5 +:6` of people by option, who gave no answer, and who were not there.
    fn check(people: &[u32], others: &[Answerers], expected: &str) {
        let question = question(people.len() - MISSING);
        let segments = Segments::new(&question, people, others, 5);
        let said: Vec<String> = segments
            .all()
            .iter()
            .map(|segment| {
                let name = match &segment.group {
                    Group::Option(key) => key.as_str(),
                    Group::NotAnswered => "silent",
                    Group::NotPresent => "away",
                    Group::Merged => "+",
                };
                format!("{name}:{}", segment.people)
            })
            .collect();
        assert_eq!(said.join(" "), expected, "{people:?}");
    }

    #[test]
    fn groups_that_are_large_enough_stand_alone() {
        check(&[7, 5, 0, 0, 0], &[], "o1:7 o2:5");
        check(&[7, 5, 0, 6, 9], &[], "o1:7 o2:5 silent:6 away:9");
    }

    #[test]
    fn small_groups_are_merged_until_all_are_large_enough() {
        check(&[7, 3, 2, 0, 0], &[], "o1:7 +:5");
        // Two are too few for a group of their own, so the smallest of the others joins them.
        check(&[9, 7, 2, 0, 0], &[], "o1:9 +:9");
        check(&[9, 7, 1, 1, 1], &[], "o1:9 +:10");
    }

    #[test]
    fn who_gave_no_answer_is_a_group_too() {
        // Else 20 people less 9 and 9 would leave the two who kept silent.
        check(&[9, 9, 0, 2, 0], &[], "o1:9 +:11");
        check(&[9, 9, 0, 2, 3], &[], "o1:9 o2:9 +:5");
    }

    #[test]
    fn where_two_groups_cannot_be_told_apart_all_are_one() {
        check(&[3, 3, 2, 0, 0], &[], "+:8");
        check(&[9, 1, 0, 0, 0], &[], "+:10");
        check(&[4, 0, 0, 0, 0], &[], "+:4");
        check(&[0, 0, 0, 0, 0], &[], "");
    }

    #[test]
    fn more_is_merged_where_that_lets_more_questions_be_split() {
        let people = [20, 15, 3, 2, 0];
        check(&people, &[], "o1:20 o2:15 +:5");
        // One of the merged did not answer.
        check(&people, &[vec![vec![20, 15, 3, 1, 0]]], "o1:20 +:20");
        // No way of merging helps a question that few answered, so it spoils nothing.
        check(&people, &[vec![vec![2, 1, 0, 0, 0]]], "o1:20 o2:15 +:5");
    }
}
