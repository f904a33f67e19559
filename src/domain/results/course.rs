//! How a vote moved: what the count was at moments since the question opened.
//!
//! So coarse that nobody can be recognised: between any two of its moments, and between the start and each, at least as
//! many people answered or changed their mind as a group must have to be told apart. Never says who, and no words.

use std::collections::HashMap;

use crate::domain::answer::Answer;
use crate::domain::deck::Question;
use crate::domain::ids::{Moment, VoterId};
use crate::domain::tally::{Tally, Total};

/// Moments that a course has at most, whatever it lasted: as many as one drags through.
const MOMENTS_MAX: i64 = 20;
/// Moments are no closer than this, in milliseconds: who saw somebody tap must not find the tap.
const APART_MS: i64 = 5_000;

/// The count at one moment. A course ends with the count that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoursePoint {
    /// Since the question first opened.
    pub seconds: u32,
    pub answered: u32,
    /// In the order of the deck, as the results' own.
    pub totals: Vec<Total>,
}

/// One answer as it came.
pub struct Arrival<'a> {
    pub voter: VoterId,
    pub at: Moment,
    /// Its place in the order in which they came.
    pub order: u32,
    pub answer: &'a Answer,
}

/// `arrivals` holds every answer that counts or counted, also those that were replaced since. No answers have no course.
pub fn course(question: &Question, opened_at: Moment, floor: u32, mut arrivals: Vec<Arrival<'_>>) -> Vec<CoursePoint> {
    arrivals.sort_by_key(|arrival| arrival.order);
    let moments = moments(opened_at, &arrivals);
    let Some((last, earlier)) = moments.split_last() else { return Vec::new() };
    let start = Standing { end_ms: 0, stands: Vec::new() };
    let mut kept = vec![start, last.clone()];
    // From the end, as the count that stands is always told.
    for moment in earlier.iter().rev() {
        if kept.iter().all(|other| moment.is_apart(other, &arrivals, floor as usize)) {
            kept.push(moment.clone());
        }
    }
    kept.sort_by_key(|moment| moment.end_ms);
    let mut tally = Tally::new(question);
    kept.windows(2)
        .map(|pair| {
            let (earlier, later) = (&pair[0], &pair[1]);
            later.count_since(earlier, question, &arrivals, &mut tally);
            CoursePoint {
                seconds: u32::try_from(later.end_ms / 1_000).unwrap_or(u32::MAX),
                answered: tally.answers(),
                totals: tally.totals(question),
            }
        })
        .collect()
}

/// Which answer stood for each voter at the end of a step.
#[derive(Clone)]
struct Standing {
    end_ms: i64,
    /// Places in the arrivals, by voter in the order in which they first came.
    stands: Vec<usize>,
}

/// The ends of all steps in which something came.
fn moments(opened_at: Moment, arrivals: &[Arrival<'_>]) -> Vec<Standing> {
    // A clock that went back must not turn the order round.
    let mut latest = 0;
    let mut since = Vec::with_capacity(arrivals.len());
    for arrival in arrivals {
        latest = latest.max(arrival.at.since(opened_at));
        since.push(latest);
    }
    let width = step_ms(latest);
    let mut voters = HashMap::<VoterId, usize>::new();
    let (mut stands, mut moments) = (Vec::new(), Vec::new());
    for (place, arrival) in arrivals.iter().enumerate() {
        let next = voters.len();
        let voter = *voters.entry(arrival.voter).or_insert(next);
        if voter == next {
            stands.push(place);
        } else {
            stands[voter] = place;
        }
        let step = since[place] / width;
        if since.get(place + 1).is_none_or(|next| next / width > step) {
            moments.push(Standing { end_ms: (step + 1) * width, stands: stands.clone() });
        }
    }
    moments
}

/// A step as a round number of seconds, so wide that the whole takes no more than so many.
fn step_ms(lasted_ms: i64) -> i64 {
    let least = (lasted_ms / MOMENTS_MAX + 1).max(APART_MS);
    (least + APART_MS - 1) / APART_MS * APART_MS
}

impl Standing {
    /// Whether at least so many voters answered otherwise at the other moment, or not yet. Looks no further once it knows:
    /// a room reckons this between votes.
    fn is_apart(&self, other: &Self, arrivals: &[Arrival<'_>], least: usize) -> bool {
        let answer = |stands: &[usize], voter: usize| stands.get(voter).map(|place| arrivals[*place].answer);
        let is_other = |voter: &usize| {
            if self.stands.get(*voter) == other.stands.get(*voter) {
                return false;
            }
            match (answer(&self.stands, *voter), answer(&other.stands, *voter)) {
                (Some(one), Some(two)) => !one.agrees_with(two) || one.is_taken_back() != two.is_taken_back(),
                (one, two) => one.or(two).is_some_and(|answer| !answer.is_taken_back()),
            }
        };
        (0..self.stands.len().max(other.stands.len())).filter(is_other).take(least).count() == least
    }

    /// Moves a tally of the earlier moment on to this one.
    fn count_since(&self, earlier: &Self, question: &Question, arrivals: &[Arrival<'_>], tally: &mut Tally) {
        for (voter, place) in self.stands.iter().enumerate() {
            match earlier.stands.get(voter) {
                Some(before) if before == place => continue,
                Some(before) => tally.remove(question, arrivals[*before].answer),
                None => {}
            }
            tally.add(question, arrivals[*place].answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deck::{ChoiceOption, Kind};
    use crate::domain::ids::OptionKey;

    const FLOOR: u32 = 5;

    fn question() -> Question {
        let option = |key: &str| ChoiceOption {
            key: OptionKey::parse(key).unwrap(),
            text: key.to_owned(),
            write_in: false,
            apart: false,
            alone: false,
            right: false,
            group: None,
        };
        Question { options: ["ja", "nee"].map(option).into(), ..Question::new(Kind::ChooseOne) }
    }

    /// Voters who said this so many seconds after the opening; the moments, each with its count of yes and no.
    fn check(said: &[(u8, i64, &str)], expected: &[(u32, u32, u32)]) {
        let answers: Vec<Answer> =
            said.iter().map(|(_, _, key)| Answer::of_choices(vec![OptionKey::parse(key).unwrap()])).collect();
        let arrivals = said.iter().zip(&answers).zip(1..).map(|(((voter, seconds, _), answer), order)| Arrival {
            voter: VoterId([*voter; 16]),
            at: Moment(60_000 + seconds * 1_000),
            order,
            answer,
        });
        let points = course(&question(), Moment(60_000), FLOOR, arrivals.collect());
        let counted: Vec<_> =
            points.iter().map(|point| (point.seconds, point.totals[0].count, point.totals[1].count)).collect();
        assert_eq!(counted, expected, "{said:?}");
        assert!(points.iter().all(|point| point.answered == point.totals[0].count + point.totals[1].count));
    }

    fn crowd(voters: std::ops::Range<u8>, seconds: i64, key: &'static str) -> Vec<(u8, i64, &'static str)> {
        voters.map(|voter| (voter, seconds, key)).collect()
    }

    #[test]
    fn the_count_is_told_at_moments_in_which_a_group_came() {
        check(&[], &[]);
        check(&[crowd(0..6, 2, "ja"), crowd(6..13, 11, "nee")].concat(), &[(5, 6, 0), (15, 6, 7)]);
    }

    #[test]
    fn fewer_than_a_group_are_told_only_with_others() {
        check(&[crowd(0..6, 2, "ja"), crowd(6..8, 11, "nee")].concat(), &[(15, 6, 2)]);
        check(&crowd(0..3, 2, "ja"), &[(5, 3, 0)]);
        let three = [crowd(0..6, 2, "ja"), crowd(6..9, 11, "nee"), crowd(9..12, 21, "nee")].concat();
        check(&three, &[(5, 6, 0), (25, 6, 6)]);
    }

    #[test]
    fn a_change_that_others_hide_by_going_and_coming_back_is_not_told() {
        let there_and_back = [
            crowd(0..10, 2, "ja"),
            crowd(0..5, 11, "nee"),
            // Four of the five come back: between the first moment and the last one person moved.
            crowd(0..4, 21, "ja"),
        ]
        .concat();
        check(&there_and_back, &[(25, 9, 1)]);
    }

    #[test]
    fn a_clock_that_goes_back_keeps_the_order() {
        check(&[crowd(0..5, 12, "ja"), crowd(5..10, 3, "nee")].concat(), &[(15, 5, 5)]);
    }

    #[test]
    fn however_long_it_lasts_there_are_no_more_moments_than_one_can_look_at() {
        let said: Vec<_> = (0..100).map(|voter| (voter, i64::from(voter) * 60, "ja")).collect();
        let answers = Answer::of_choices(vec![OptionKey::parse("ja").unwrap()]);
        let arrivals = said.iter().zip(1..).map(|((voter, seconds, _), order)| Arrival {
            voter: VoterId([*voter; 16]),
            at: Moment(seconds * 1_000),
            order,
            answer: &answers,
        });
        let points = course(&question(), Moment(0), FLOOR, arrivals.collect());
        assert_eq!((points.len(), points.last().unwrap().answered), (20, 100));
    }
}
