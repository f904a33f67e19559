//! Options that people put in order, or divided points over: the mean of each and how many it comes from.
//!
//! What somebody gave no place is not last: it is left out of the mean of that option. But it won nothing there either, so
//! options stand by what their places are worth together, as Borda counted (Mémoire sur les élections au scrutin, 1781):
//! of k options the first place is worth k, each next one less, and no place nothing. Where all are placed that is the
//! order of the means; where few are, one fan of an option does not put it above what everybody placed. What somebody
//! gave no points got none, and that counts.

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
    /// All its places added up; their mean is this over `ranked`.
    pub sum: u32,
    /// The mean place in thousandths, of those who gave it one; `None` of nobody.
    pub mean: Option<u32>,
    /// What all its places are worth together.
    pub worth: u64,
}

impl Ranks {
    /// Whether anything was placed otherwise than first, so that its bar of all places is the longer one.
    pub fn has_open(&self) -> bool {
        self.rows.iter().any(|row| row.ranked > row.first)
    }

    /// Ordered by worth; of equal worth by first places, then in the deck's order.
    pub fn of(question: &Question, tally: &Tally) -> Self {
        let options = question.options.len();
        let row = |(option, places): (usize, &Tally)| {
            let first = places.numbers().find(|(place, _)| *place == Decimal::from(1)).map_or(0, |(_, count)| count);
            let (ranked, sum) = (places.answers(), sum(places));
            // Nobody gives a place beyond the last option.
            let worth = ((options as u64 + 1) * u64::from(ranked)).saturating_sub(sum);
            Ranked { option, ranked, first, sum: sum as u32, mean: mean(sum, ranked), worth }
        };
        let mut rows: Vec<Ranked> = tally.parts().iter().take(options).enumerate().map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.worth, row.first)));
        Self { answered: tally.answers(), rows }
    }

    /// Those that stand highest: more than one is a tie. None when nobody answered.
    pub fn highest(&self) -> Vec<&Ranked> {
        let Some(best) = self.rows.first().filter(|row| row.mean.is_some()) else { return Vec::new() };
        self.rows.iter().filter(|row| (row.worth, row.first) == (best.worth, best.first)).collect()
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
    fn one_fan_puts_nothing_above_what_everybody_placed_and_no_place_is_not_the_last() {
        // ‘c’ was placed once, and first: its mean is the best there is, and three people wanted ‘a’ and ‘b’.
        let expected = [('a', Some(1333), 3, 2), ('b', Some(2333), 3, 0), ('c', Some(1000), 1, 1), ('d', None, 0, 0)];
        assert_eq!(ranked(&["ab", "ab", "cab"]), expected);
    }

    #[test]
    fn of_equal_worth_the_one_that_more_people_placed_first_stands_first() {
        let letters = |orders: &[&str]| ranked(orders).iter().map(|row| row.0).collect::<String>();
        // Of four options: a 4 + 3, b 3 + 4 + 4 + 2, c 3, d 4.
        assert_eq!(letters(&["ab", "ba", "b", "dcb"]), "badc");
        // b 4, c 2 + 2.
        assert_eq!(letters(&["adc", "adc", "b"]), "adbc");
        assert_eq!(letters(&["ab", "ba"]), "abcd", "equal in all is as in the deck");
    }

    #[test]
    fn where_everything_is_placed_options_stand_by_their_means() {
        let rows = ranked(&["abcd", "badc", "dbac", "bcda"]);
        let means: Vec<_> = rows.iter().map(|row| row.1).collect();
        assert!(means.is_sorted(), "{rows:?}");
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
