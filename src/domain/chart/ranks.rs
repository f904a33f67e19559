//! Options that people put in order, or divided points over: the mean of each and how many it comes from.
//!
//! What somebody gave no place is not last: it is left out of the mean of that option. What somebody gave no points got
//! none, and that counts.

use super::permille;
use crate::domain::decimal::Decimal;
use crate::domain::deck::Question;
use crate::domain::tally::Tally;

/// The options of a ranking, the highest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// How many put at least one option in its place: the base of every share.
    pub answered: u32,
    pub rows: Vec<Ranked>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Index into the question's options.
    pub option: usize,
    /// How many gave it a place.
    pub ranked: u32,
    /// How many gave it the first.
    pub first: u32,
    /// The mean place in thousandths, of those who gave it one; `None` of nobody.
    pub mean: Option<u32>,
}

impl Ranks {
    /// Ordered by mean place; of equal means the one that more people placed first, then the deck's order. What nobody
    /// placed has no mean, and stands last.
    pub fn of(question: &Question, tally: &Tally) -> Self {
        let row = |(option, places): (usize, &Tally)| {
            let first = places.numbers().find(|(place, _)| *place == Decimal::from(1)).map_or(0, |(_, count)| count);
            (Ranked { option, ranked: places.answers(), first, mean: mean(sum(places), places.answers()) }, sum(places))
        };
        let mut rows: Vec<(Ranked, u64)> =
            tally.parts().iter().take(question.options.len()).enumerate().map(row).collect();
        // Exact: two sums over two counts, and no fraction of either.
        rows.sort_by(|(one, one_sum), (two, two_sum)| {
            let products = (one_sum * u64::from(two.ranked)).cmp(&(two_sum * u64::from(one.ranked)));
            let by_mean = if one.ranked > 0 && two.ranked > 0 { products } else { std::cmp::Ordering::Equal };
            (one.ranked == 0).cmp(&(two.ranked == 0)).then(by_mean).then(two.ranked.cmp(&one.ranked))
        });
        Self { answered: tally.answers(), rows: rows.into_iter().map(|(row, _)| row).collect() }
    }

    /// Those that stand highest: more than one is a tie. None when nobody answered.
    pub fn highest(&self) -> Vec<&Ranked> {
        let Some(best) = self.rows.first().filter(|row| row.mean.is_some()) else { return Vec::new() };
        self.rows.iter().filter(|row| (row.mean, row.ranked) == (best.mean, best.ranked)).collect()
    }
}

/// The options over which points were divided, the most first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    pub answered: u32,
    pub rows: Vec<Share>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Index into the question's options.
    pub option: usize,
    /// How many gave it anything.
    pub gave: u32,
    /// The mean in thousandths of a point, of everybody who divided points.
    pub mean: u32,
    /// The mean in thousandths of all points one may divide.
    pub permille: u32,
}

impl Shares {
    /// Ordered by mean; of equal means in the deck's order.
    pub fn of(question: &Question, tally: &Tally, points: u32) -> Self {
        let answered = tally.answers();
        let row = |(option, given): (usize, &Tally)| {
            let gave = given.numbers().filter(|(points, _)| *points > Decimal::from(0)).map(|(_, count)| count).sum();
            let (sum, all) = (sum(given) as u32, answered * points);
            Share { option, gave, mean: mean(u64::from(sum), answered).unwrap_or(0), permille: permille(sum, all) }
        };
        let mut rows: Vec<Share> = tally.parts().iter().take(question.options.len()).enumerate().map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.mean));
        Self { answered, rows }
    }

    /// Those with the most points: more than one is a tie. None when nobody answered.
    pub fn most(&self) -> Vec<&Share> {
        let most = self.rows.first().map(|row| row.mean).filter(|mean| *mean > 0);
        self.rows.iter().filter(|row| Some(row.mean) == most).collect()
    }
}

/// Of whole numbers from 0: places and points.
fn sum(numbers: &Tally) -> u64 {
    numbers.numbers().map(|(number, count)| number.whole().unwrap_or(0).max(0) as u64 * u64::from(count)).sum()
}

/// In thousandths, rounded half up; `None` of nobody.
fn mean(sum: u64, count: u32) -> Option<u32> {
    let count = u64::from(count);
    (sum * 2000 + count).checked_div(count * 2).map(|mean| mean as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::deck::{ChoiceOption, Kind};
    use crate::domain::ids::OptionKey;

    fn key(letter: char) -> OptionKey {
        OptionKey::parse(&letter.to_string()).unwrap()
    }

    fn question(kind: Kind) -> Question {
        let option = |letter: char| ChoiceOption {
            key: key(letter),
            text: letter.to_string(),
            write_in: false,
            apart: false,
            alone: false,
            right: false,
            group: None,
        };
        Question { options: "abcd".chars().map(option).collect(), ..Question::new(kind) }
    }

    /// Letters with their means in thousandths and their counts, in the order drawn.
    fn ranked(orders: &[&str]) -> Vec<(char, Option<u32>, u32, u32)> {
        let question = question(Kind::Ranking { max: 4 });
        let mut tally = Tally::new(&question);
        for order in orders {
            tally.add(&question, &Answer::of_choices(order.chars().map(key).collect()));
        }
        let ranks = Ranks::of(&question, &tally);
        assert_eq!(ranks.answered as usize, orders.len());
        ranks.rows.iter().map(|row| (['a', 'b', 'c', 'd'][row.option], row.mean, row.ranked, row.first)).collect()
    }

    #[test]
    fn options_stand_by_mean_place_and_what_is_not_placed_is_not_last() {
        // ‘c’ was placed once, and first: one place that it was not given counts against it nowhere.
        let expected = [('c', Some(1000), 1, 1), ('a', Some(1333), 3, 2), ('b', Some(2333), 3, 0), ('d', None, 0, 0)];
        assert_eq!(ranked(&["ab", "ab", "cab"]), expected);
    }

    #[test]
    fn of_equal_means_the_one_that_more_people_placed_stands_first() {
        let rows = ranked(&["a", "ba", "ab", "dc"]);
        assert_eq!(rows[0], ('d', Some(1000), 1, 1));
        let letters = |orders: &[&str]| ranked(orders).iter().map(|row| row.0).collect::<String>();
        assert_eq!(letters(&["ab", "ba", "b", "dcb"]), "dabc");
        assert_eq!(letters(&["ac", "bc", "b"]), "bacd");
        assert_eq!(letters(&["ab", "ba"]), "abcd", "equal in all is as in the deck");
    }

    #[test]
    fn the_highest_are_those_that_no_figure_tells_apart() {
        let question = question(Kind::Ranking { max: 4 });
        let mut tally = Tally::new(&question);
        assert!(Ranks::of(&question, &tally).highest().is_empty());
        for order in ["ab", "ba"] {
            tally.add(&question, &Answer::of_choices(order.chars().map(key).collect()));
        }
        let highest: Vec<usize> = Ranks::of(&question, &tally).highest().iter().map(|row| row.option).collect();
        assert_eq!(highest, [0, 1]);
    }

    #[test]
    fn whoever_gives_an_option_no_points_counts_in_its_mean() {
        let question = question(Kind::Points { total: 100, step: 5 });
        let mut tally = Tally::new(&question);
        assert!(Shares::of(&question, &tally, 100).most().is_empty());
        for points in [[("a", 100), ("b", 0)], [("a", 0), ("b", 100)], [("a", 0), ("b", 100)]] {
            let parts = points.into_iter().filter(|(_, points)| *points > 0);
            let parts =
                parts.map(|(letter, points)| (OptionKey::parse(letter).unwrap(), Answer::of_number(points.into())));
            tally.add(&question, &Answer { parts: parts.collect(), ..Answer::default() });
        }
        let shares = Shares::of(&question, &tally, 100);
        let rows: Vec<_> = shares.rows.iter().map(|row| (row.option, row.mean, row.gave, row.permille)).collect();
        assert_eq!(rows, [(1, 66_667, 2, 666), (0, 33_333, 1, 333), (2, 0, 0, 0), (3, 0, 0, 0)]);
        assert_eq!(shares.most().iter().map(|row| row.option).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn ten_thousand_people_with_a_thousand_points_do_not_overflow() {
        let question = question(Kind::Points { total: 1000, step: 5 });
        let mut tally = Tally::new(&question);
        let all = Answer { parts: vec![(key('a'), Answer::of_number(1000.into()))], ..Answer::default() };
        for _ in 0..10_000 {
            tally.add(&question, &all);
        }
        let rows = Shares::of(&question, &tally, 1000).rows;
        assert_eq!((rows[0].mean, rows[0].permille), (1_000_000, 1000));
    }
}
