//! Rows on one scale, each a bar of all its points, with the middle of the scale straight below each other: what leans
//! to the low side reaches left, what leans to the high side reaches right. Holds no words and no sizes in pixels.
//!
//! What stands outside the scale is in no bar and in no per cent: it is counted beside it.

use super::{percent, permille};
use crate::domain::deck::Question;
use crate::domain::tally::Tally;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Indices into the scale's options, from low to high.
    pub points: Vec<usize>,
    /// The same of what stands outside it.
    pub beside: Vec<usize>,
    /// Where the middle of the scale lies, in thousandths of the width.
    pub middle: u32,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How many chose a point of the scale: the base of every per cent.
    pub answered: u32,
    /// One for each point of the scale.
    pub parts: Vec<Part>,
    /// How many chose each answer outside the scale.
    pub beside: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub count: u32,
    pub percent: Option<u32>,
    /// Where it begins, in thousandths of the width.
    pub from: u32,
    /// How long it is. A row that all of one side chose is as long as the part is everywhere.
    pub width: u32,
}

/// Which rows stand out: each list holds the rows that share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaning {
    pub high: Vec<usize>,
    pub low: Vec<usize>,
    /// With most in the middle of the scale.
    pub middle: Vec<usize>,
}

impl Stack {
    /// Every tally is of one row, and every row is asked on the scale of `question`.
    pub fn new<'a>(question: &Question, tallies: impl IntoIterator<Item = &'a Tally>) -> Self {
        let (beside, points): (Vec<usize>, Vec<usize>) =
            (0..question.options.len()).partition(|index| question.options[*index].apart);
        let counted = |tally: &Tally, of: &[usize]| -> Vec<u32> {
            of.iter().map(|index| tally.counts().get(*index).copied().unwrap_or(0)).collect()
        };
        let mut rows: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
        for tally in tallies {
            rows.push((counted(tally, &points), counted(tally, &beside)));
        }
        let shares: Vec<Vec<u32>> = rows.iter().map(|(counts, _)| shares(counts)).collect();
        let left = shares.iter().map(|shares| twice_low(shares)).max().unwrap_or(0);
        let right = shares.iter().map(|shares| twice_high(shares)).max().unwrap_or(0);
        // As wide as the longest reach to each side asks, and the same for every row.
        let whole = (left + right).max(1);
        let along = |twice: u32| (u64::from(twice) * 1000 / u64::from(whole)) as u32;
        let rows = rows.into_iter().zip(&shares).map(|((counts, beside), shares)| {
            let answered = counts.iter().sum();
            let mut from = along(left - twice_low(shares));
            let parts = counts.iter().zip(shares).map(|(&count, &share)| {
                let part = Part { count, percent: percent(count, answered), from, width: along(2 * share) };
                from += part.width;
                part
            });
            let parts = parts.collect();
            Row { answered, parts, beside }
        });
        Self { middle: along(left), rows: rows.collect(), points, beside }
    }

    /// Nothing stands out where nobody chose a point, or where there is one row to look at.
    pub fn leaning(&self) -> Leaning {
        let asked: Vec<usize> = (0..self.rows.len()).filter(|row| self.rows[*row].answered > 0).collect();
        if asked.len() < 2 {
            return Leaning::default();
        }
        let most = |share: &dyn Fn(&Row) -> u64| -> Vec<usize> {
            let share_of = |row: usize| share(&self.rows[row]);
            let most = asked.iter().map(|row| share_of(*row)).max().filter(|most| *most > 0);
            asked.iter().copied().filter(|row| Some(share_of(*row)) == most).collect()
        };
        let half = self.points.len() / 2;
        let (high, low) =
            (|row: &Row| row.share(row.parts.len() - half..row.parts.len()), |row: &Row| row.share(0..half));
        let [mut highest, mut lowest] = [most(&high), most(&low)];
        // Most often low of all rows, and yet as often high, is no row on the low side.
        highest.retain(|row| high(&self.rows[*row]) > low(&self.rows[*row]));
        lowest.retain(|row| low(&self.rows[*row]) > high(&self.rows[*row]));
        let middle = most(&|row| row.share(half..row.parts.len() - half));
        Leaning { high: highest, low: lowest, middle }
    }
}

impl Row {
    /// How many chose these points, in millionths of the row: finer than any two rows of ten thousand differ.
    fn share(&self, points: std::ops::Range<usize>) -> u64 {
        let count: u32 = self.parts[points].iter().map(|part| part.count).sum();
        (u64::from(count) * 1_000_000_000).checked_div(u64::from(self.answered)).unwrap_or(0)
    }

    /// The point that most chose; several when they are equal, none of nobody. Indices into the points of the scale.
    pub fn leaders(&self) -> Vec<usize> {
        let most = self.parts.iter().map(|part| part.count).max().filter(|most| *most > 0);
        (0..self.parts.len()).filter(|point| Some(self.parts[*point].count) == most).collect()
    }
}

/// Each count as thousandths of all.
fn shares(counts: &[u32]) -> Vec<u32> {
    let answered = counts.iter().sum();
    counts.iter().map(|count| permille(*count, answered)).collect()
}

/// Twice what lies left of the middle of the scale: the point in the middle lies half to each side.
fn twice_low(shares: &[u32]) -> u32 {
    let half = shares.len() / 2;
    2 * shares[..half].iter().sum::<u32>() + middle(shares)
}

fn twice_high(shares: &[u32]) -> u32 {
    let half = shares.len() / 2;
    2 * shares[shares.len() - half..].iter().sum::<u32>() + middle(shares)
}

/// The point in the middle; 0 where the scale has none.
fn middle(shares: &[u32]) -> u32 {
    if shares.len() % 2 == 1 { shares[shares.len() / 2] } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::deck::{ChoiceOption, Kind};
    use crate::domain::ids::OptionKey;

    fn scale(points: usize) -> Question {
        let option = |key: &str, apart| ChoiceOption {
            key: OptionKey::parse(key).unwrap(),
            text: key.to_owned(),
            write_in: false,
            apart,
            alone: false,
            right: false,
            group: None,
        };
        let mut options: Vec<ChoiceOption> = (1..=points).map(|point| option(&point.to_string(), false)).collect();
        options.push(option("wn", true));
        Question { options, ..Question::new(Kind::Scale) }
    }

    fn stack(points: usize, rows: &[&[u32]]) -> Stack {
        let question = scale(points);
        let tally = |counts: &&[u32]| {
            let mut tally = Tally::new(&question);
            for (option, count) in question.options.iter().zip(*counts) {
                for _ in 0..*count {
                    tally.add(&question, &Answer::of_choices(vec![option.key.clone()]));
                }
            }
            tally
        };
        Stack::new(&question, &rows.iter().map(tally).collect::<Vec<_>>())
    }

    fn drawn(stack: &Stack, row: usize) -> Vec<(u32, u32)> {
        stack.rows[row].parts.iter().map(|part| (part.from, part.width)).collect()
    }

    #[test]
    fn the_middle_of_the_scale_is_in_one_line_and_the_longest_reach_fills_the_width() {
        let stack = stack(2, &[&[10, 0], &[0, 10], &[5, 5]]);
        assert_eq!(stack.middle, 500);
        assert_eq!(drawn(&stack, 0), [(0, 500), (500, 0)]);
        assert_eq!(drawn(&stack, 1), [(500, 0), (500, 500)]);
        assert_eq!(drawn(&stack, 2), [(250, 250), (500, 250)]);
    }

    #[test]
    fn the_point_in_the_middle_lies_half_to_each_side() {
        let stack = stack(3, &[&[0, 4, 0], &[4, 0, 4]]);
        assert_eq!(stack.middle, 500);
        assert_eq!(drawn(&stack, 0), [(0, 0), (0, 1000), (1000, 0)]);
        assert_eq!(drawn(&stack, 1), [(0, 500), (500, 0), (500, 500)]);
    }

    #[test]
    fn one_row_alone_is_as_wide_as_there_is_room() {
        let stack = stack(4, &[&[1, 1, 1, 1]]);
        assert_eq!(drawn(&stack, 0), [(0, 250), (250, 250), (500, 250), (750, 250)]);
    }

    #[test]
    fn what_stands_outside_the_scale_is_in_no_bar_and_in_no_per_cent() {
        let stack = stack(2, &[&[15, 5, 80]]);
        let row = &stack.rows[0];
        assert_eq!((row.answered, row.beside.as_slice()), (20, &[80][..]));
        assert_eq!(row.parts.iter().map(|part| part.percent).collect::<Vec<_>>(), [Some(75), Some(25)]);
        assert_eq!((stack.points.as_slice(), stack.beside.as_slice()), (&[0, 1][..], &[2][..]));
    }

    #[test]
    fn a_row_that_nobody_answered_has_no_length() {
        let stack = stack(3, &[&[0, 0, 0, 2], &[1, 0, 0]]);
        assert_eq!(stack.rows[0].parts.iter().map(|part| part.width).sum::<u32>(), 0);
        assert_eq!((stack.rows[0].answered, stack.rows[0].leaders()), (0, vec![]));
    }

    #[test]
    fn rows_stand_out_by_their_part_on_one_side_and_equal_ones_together() {
        let leaning = stack(5, &[&[0, 0, 0, 1, 1], &[9, 0, 0, 8, 0], &[0, 0, 3, 1, 4], &[0; 5]]).leaning();
        assert_eq!(leaning, Leaning { high: vec![0], low: vec![1], middle: vec![2] });
        let even = stack(2, &[&[1, 1], &[2, 2]]).leaning();
        assert_eq!(even, Leaning::default(), "what is as often high as low is on neither side");
        let all_high = stack(3, &[&[2, 6, 10], &[0, 6, 11]]).leaning();
        assert_eq!((all_high.high, all_high.low), (vec![1], vec![]), "more often high than low is not on the low side");
        assert_eq!(stack(2, &[&[1, 1]]).leaning(), Leaning::default(), "one row stands out from none");
    }

    proptest! {
        #[test]
        fn bars_stay_within_the_width_and_equal_counts_of_a_row_are_equally_wide(
            points in 2..8_usize,
            rows in prop::collection::vec(prop::collection::vec(0..400_u32, 9), 1..6),
        ) {
            let rows: Vec<Vec<u32>> = rows.into_iter().map(|row| row[..=points].to_vec()).collect();
            let stack = stack(points, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
            prop_assert!(stack.middle <= 1000);
            for row in &stack.rows {
                let mut end = None;
                for part in &row.parts {
                    prop_assert!(part.from + part.width <= 1001, "{part:?}");
                    prop_assert!(end.is_none_or(|end| end == part.from), "parts touch");
                    end = Some(part.from + part.width);
                    for other in &row.parts {
                        prop_assert!(part.count != other.count || part.width == other.width);
                        prop_assert!(part.count <= other.count || part.width >= other.width);
                    }
                }
            }
        }
    }
}
