//! The recommendation score of a question from 0 to 10, and how far it can be trusted.
//!
//! Never of a few people: the score of a small room moves more by chance than by what anybody thinks. Whoever draws it
//! draws the whole distribution first.

use crate::domain::decimal::Decimal;
use crate::domain::tally::Tally;

/// With fewer answers the interval is wider than any finding.
pub const SCORE_FROM: u32 = 30;
/// Of this mark on people recommend; up to the other they advise against. Those between count for the whole only.
const PROMOTES_FROM: i64 = 9;
const DETRACTS_TO: i64 = 6;
/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// In whole points, from −100 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recommendation {
    pub score: i32,
    /// In 95 of 100 such samples the interval that is made so holds what everybody would say.
    pub lower: i32,
    pub upper: i32,
    pub exact: Exact,
}

/// The same in points, before it is rounded to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exact {
    pub score: f64,
    pub lower: f64,
    pub upper: f64,
}

impl Recommendation {
    /// The score is the share that recommends less the share that advises against. Its interval is the adjusted Wald
    /// interval of B. Rocks, "Interval Estimation for the 'Net Promoter Score'", The American Statistician 70 (2016),
    /// arXiv 1601.07235: three answers are added, three quarters to either side and one and a half in the middle, and
    /// the common interval of a mean of −1, 0 and 1 is taken of that. Without them it would be empty where all agree.
    ///
    /// With P and D people at either end of n: p = (P + ¾) / (n + 3), d = (D + ¾) / (n + 3), and the interval is
    /// (p − d) ± z·√((p + d − (p − d)²) / (n + 3)).
    ///
    /// `None` of fewer than [`SCORE_FROM`].
    pub fn of(tally: &Tally) -> Option<Self> {
        let count = |is_one: &dyn Fn(Decimal) -> bool| -> u32 {
            tally.numbers().filter(|(number, _)| is_one(*number)).map(|(_, count)| count).sum()
        };
        let answered = count(&|_| true);
        if answered < SCORE_FROM {
            return None;
        }
        let promote = f64::from(count(&|number| number >= Decimal::from(PROMOTES_FROM)));
        let detract = f64::from(count(&|number| number <= Decimal::from(DETRACTS_TO)));
        let n = f64::from(answered);
        let (p, d) = ((promote + 0.75) / (n + 3.0), (detract + 0.75) / (n + 3.0));
        let off = Z * ((p + d - (p - d).powi(2)) / (n + 3.0)).sqrt();
        let [score, lower, upper] = [(promote - detract) / n, p - d - off, p - d + off].map(|share| share * 100.0);
        let points = |exact: f64| exact.round().clamp(-100.0, 100.0) as i32;
        let exact = Exact { score, lower, upper };
        Some(Self { score: points(score), lower: points(lower), upper: points(upper), exact })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::deck::{Kind, Question, Range};

    fn of(counts: &[(i64, u32)]) -> Option<(i32, i32, i32)> {
        let whole = Decimal::from;
        let question = Question::new(Kind::Number(Range { min: whole(0), max: whole(10), step: whole(1), nps: true }));
        let mut tally = Tally::new(&question);
        for (mark, count) in counts {
            (0..*count).for_each(|_| tally.add(&question, &Answer::of_number(whole(*mark))));
        }
        Recommendation::of(&tally).map(|one| (one.score, one.lower, one.upper))
    }

    #[test]
    fn the_score_and_its_interval_are_as_worked_out_by_hand() {
        // 50 of 100 at 9 or 10, 20 up to 6: p = 50.75/103 = 0.49272, d = 20.75/103 = 0.20146; p − d = 0.29126,
        // variance (0.69417 − 0.08483) / 103 = 0.0059159, its root 0.076915, times 1.96 is 0.15075.
        assert_eq!(of(&[(10, 30), (9, 20), (8, 20), (7, 10), (6, 15), (0, 5)]), Some((30, 14, 44)));
        // All 30 alike: p = 30.75/33 = 0.93182, d = 0.75/33 = 0.02273; p − d = 0.90909,
        // variance (0.95455 − 0.82645) / 33 = 0.0038818, its root 0.062304, times 1.96 is 0.12211.
        assert_eq!(of(&[(10, 30)]), Some((100, 79, 100)));
        assert_eq!(of(&[(0, 30)]), Some((-100, -100, -79)));
        // All in the middle: p = d = 0.75/33, variance 0.045455 / 33 = 0.0013774, its root 0.037114, times 1.96 is 0.07274.
        assert_eq!(of(&[(7, 15), (8, 15)]), Some((0, -7, 7)));
    }

    #[test]
    fn a_room_that_is_too_small_has_no_score() {
        assert_eq!(of(&[(10, 29)]), None);
        assert_eq!(of(&[]), None);
    }
}
