//! Numbers that people gave: where the middle is, where the middle half lies, and how many gave each.
//!
//! Every number counts, also one far from the rest; nothing is dropped silently.

use crate::domain::decimal::Decimal;
use crate::domain::deck::Range;
use crate::domain::tally::Tally;

/// Of a guess this part of the truth to either side counts as near, in per cent.
const NEAR_PERCENT: i128 = 10;

/// `None` of nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub answered: u32,
    pub smallest: Decimal,
    /// A quarter gave this or less.
    pub lower: Decimal,
    pub median: Decimal,
    /// A quarter gave this or more.
    pub upper: Decimal,
    pub largest: Decimal,
}

impl Spread {
    pub fn of(tally: &Tally) -> Option<Self> {
        let numbers: Vec<(Decimal, u32)> = tally.numbers().collect();
        let answered: u32 = numbers.iter().map(|(_, count)| count).sum();
        let (smallest, largest) = (numbers.first()?.0, numbers.last()?.0);
        // The number that stands in this place when all stand in a row, from 0.
        let at = |place: u32| {
            let mut passed = 0;
            let found = numbers.iter().find(|(_, count)| {
                passed += count;
                place < passed
            });
            found.map_or(largest, |(number, _)| *number)
        };
        // Halves without the middle one, and the middle of each: the quartiles that are taught at school.
        let middle = |from: u32, count: u32| mean(at(from + (count - 1) / 2), at(from + count / 2));
        let half = answered / 2;
        let quarters = if half == 0 { (smallest, largest) } else { (middle(0, half), middle(answered - half, half)) };
        Some(Self { answered, smallest, lower: quarters.0, median: middle(0, answered), upper: quarters.1, largest })
    }
}

/// How many guessed within a tenth of the truth.
pub fn near(tally: &Tally, truth: Decimal) -> u32 {
    tally.numbers().filter(|(number, _)| is_near(*number, truth)).map(|(_, count)| count).sum()
}

/// Whether a guess is within a tenth of the truth.
pub fn is_near(number: Decimal, truth: Decimal) -> bool {
    let off = i128::from(number.millionths()) - i128::from(truth.millionths());
    off.abs() * 100 <= i128::from(truth.millionths()).abs() * NEAR_PERCENT
}

/// The smallest and the largest guess that is near.
pub fn nearby(truth: Decimal) -> (Decimal, Decimal) {
    let tenth = (i128::from(truth.millionths()).abs() * NEAR_PERCENT / 100) as i64;
    let millionths = truth.millionths();
    let (least, most) = (millionths.saturating_sub(tenth), millionths.saturating_add(tenth));
    (Decimal::of_millionths(least), Decimal::of_millionths(most))
}

/// How many gave each number that can be given, from `min` on in steps up to `max`; `None` of more than `most` of them.
pub fn columns(tally: &Tally, range: Range, most: u32) -> Option<Vec<Bin>> {
    let [min, max, step] = [range.min, range.max, range.step].map(|number| i128::from(number.millionths()));
    let last = (max - min) / step.max(1);
    if last < 0 || last >= i128::from(most) {
        return None;
    }
    let number = |index: i128| Decimal::of_millionths((min + step * index) as i64);
    let mut columns: Vec<Bin> =
        (0..=last).map(|index| Bin { from: number(index), to: number(index), count: 0 }).collect();
    for (number, people) in tally.numbers() {
        if let Some(column) = columns.iter_mut().find(|column| column.from == number) {
            column.count += people;
        }
    }
    Some(columns)
}

/// How many gave a number in each of at most `most` equal steps from `min` to `max`, both of which are in.
pub fn bins(tally: &Tally, min: Decimal, max: Decimal, most: u32) -> Vec<Bin> {
    let (min, max) = (i128::from(min.millionths()), i128::from(max.millionths()));
    let width = ((max - min) + i128::from(most) - 1) / i128::from(most.max(1));
    let width = width.max(1);
    let count = ((max - min) / width + i128::from((max - min) % width != 0)).max(1);
    let edge = |index: i128| Decimal::of_millionths((min + width * index).min(max) as i64);
    let mut bins: Vec<Bin> = (0..count).map(|index| Bin { from: edge(index), to: edge(index + 1), count: 0 }).collect();
    for (number, people) in tally.numbers() {
        // The last bin holds its own end.
        let index = ((i128::from(number.millionths()) - min) / width).clamp(0, count - 1);
        bins[index as usize].count += people;
    }
    bins
}

/// From `from` up to `to`, which is in the next but for the last; or one number alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    pub from: Decimal,
    pub to: Decimal,
    pub count: u32,
}

/// The mean of all, rounded to a tenth; `None` of nobody.
pub fn average(tally: &Tally) -> Option<Decimal> {
    let (sum, count) = tally.numbers().fold((0_i128, 0_i128), |(sum, count), (number, people)| {
        let people = i128::from(people);
        (sum + i128::from(number.millionths()) * people, count + people)
    });
    let tenth = 100_000;
    // Half a tenth more before what is beyond is cut off, downwards also below zero.
    let tenths = (count > 0).then(|| (sum * 2 + count * tenth).div_euclid(count * tenth * 2))?;
    Some(Decimal::of_millionths((tenths * tenth) as i64))
}

fn mean(one: Decimal, two: Decimal) -> Decimal {
    Decimal::of_millionths(one.millionths().midpoint(two.millionths()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::deck::{Kind, Question};

    fn tally(numbers: &[i64]) -> Tally {
        let whole = Decimal::from;
        let range = Range { min: whole(0), max: whole(100), step: whole(1), nps: false };
        let question = Question::new(Kind::Number(range));
        let mut tally = Tally::new(&question);
        for number in numbers {
            tally.add(&question, &Answer::of_number(whole(*number)));
        }
        tally
    }

    fn quarters(numbers: &[i64]) -> [String; 5] {
        let spread = Spread::of(&tally(numbers)).unwrap();
        [spread.smallest, spread.lower, spread.median, spread.upper, spread.largest].map(|number| number.to_string())
    }

    #[test]
    fn the_middle_half_lies_between_the_middles_of_the_halves() {
        assert_eq!(quarters(&[7]), ["7", "7", "7", "7", "7"]);
        assert_eq!(quarters(&[1, 2]), ["1", "1", "1.5", "2", "2"]);
        assert_eq!(quarters(&[5, 1, 3, 2, 4]), ["1", "1.5", "3", "4.5", "5"]);
        assert_eq!(quarters(&[1, 2, 3, 4, 5, 6, 7, 8]), ["1", "2.5", "4.5", "6.5", "8"]);
        assert_eq!(Spread::of(&tally(&[])), None);
    }

    #[test]
    fn the_mean_is_rounded_to_a_tenth() {
        let mean = |numbers: &[i64]| average(&tally(numbers)).map(|mean| mean.to_string());
        assert_eq!(mean(&[7, 8, 8]).as_deref(), Some("7.7"));
        assert_eq!(mean(&[1, 2]).as_deref(), Some("1.5"));
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn a_guess_is_near_within_a_tenth_of_the_truth() {
        assert_eq!(near(&tally(&[44, 45, 50, 55, 56]), Decimal::from(50)), 3);
        assert_eq!(near(&tally(&[0, 1]), Decimal::from(0)), 1);
    }

    #[test]
    fn every_number_falls_in_one_bin_and_the_last_holds_its_end() {
        let bins = bins(&tally(&[0, 9, 10, 99, 100]), Decimal::from(0), Decimal::from(100), 10);
        let counts: Vec<u32> = bins.iter().map(|bin| bin.count).collect();
        assert_eq!(counts, [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!((bins[1].from.to_string(), bins[1].to.to_string()), ("10".to_owned(), "20".to_owned()));
    }

    #[test]
    fn few_numbers_have_a_column_each() {
        let range = |max, step| Range { min: Decimal::from(0), max: Decimal::from(max), step, nps: false };
        let one = Decimal::from(1);
        let each = columns(&tally(&[2, 3, 3, 20]), range(20, one), 41).unwrap();
        let given: Vec<(String, u32)> = each.iter().map(|column| (column.from.to_string(), column.count)).collect();
        assert_eq!(given.len(), 21);
        assert_eq!((given[2].1, given[3].1, &given[20]), (1, 2, &("20".to_owned(), 1)));
        assert!(each.iter().all(|column| column.from == column.to));
        assert_eq!(columns(&tally(&[2]), range(40, one), 41).map(|each| each.len()), Some(41));
        assert_eq!(columns(&tally(&[2]), range(41, one), 41), None);
        assert_eq!(columns(&tally(&[2]), range(100, Decimal::from(5)), 41).map(|each| each.len()), Some(21));
    }
}
