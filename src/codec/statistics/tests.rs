//! Against figures that statistics packages made: `tests/reference/make.py` says which.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::domain::answer::Answer;
use crate::domain::chart::ranks::Ranks;
use crate::domain::chart::recommend::Recommendation;
use crate::domain::deck::{ChoiceOption, Kind, Question, Range};
use crate::domain::ids::OptionKey;
use crate::domain::tally::Tally;

const NEAR: f64 = 1e-9;

#[derive(Deserialize)]
struct Reference<T> {
    cases: Vec<T>,
}

fn cases<T: DeserializeOwned>(json: &str) -> Vec<T> {
    let cases = serde_json::from_str::<Reference<T>>(json).unwrap().cases;
    assert!(cases.len() >= 50);
    cases
}

fn assert_near(found: f64, expected: f64, of: &str) {
    assert!((found - expected).abs() <= NEAR, "{of}: {found} is not {expected}");
}

#[derive(Deserialize)]
struct Square {
    table: Vec<Vec<u32>>,
    refused: Option<String>,
    statistic: Option<f64>,
    df: Option<u32>,
    p: Option<f64>,
}

#[test]
fn stuart_and_maxwell_say_what_statsmodels_says() {
    for case in cases::<Square>(include_str!("../../../tests/reference/stuart-maxwell.json")) {
        let of = format!("{:?}", case.table);
        match (stuart_maxwell(&case.table), case.refused.as_deref()) {
            (Ok(found), None) => {
                // Of the largest statistics a billionth of themselves.
                let expected = case.statistic.unwrap();
                assert_near(found.statistic / expected.max(1.0), expected / expected.max(1.0), &of);
                assert_near(found.p, case.p.unwrap(), &of);
                assert_eq!(Some(found.df), case.df, "{of}");
            }
            (Err(Untested::FewChanged), Some("few")) | (Err(Untested::Apart), Some("singular")) => {}
            (found, refused) => panic!("{of}: {found:?} is not {refused:?}"),
        }
    }
}

#[test]
fn people_in_an_answer_that_nobody_left_or_came_to_are_not_in_the_test() {
    let found = stuart_maxwell(&[vec![5, 9, 0], vec![4, 7, 0], vec![0, 0, 80]]).unwrap();
    assert_eq!((found.df, found.people), (1, 25));
}

#[derive(Deserialize)]
struct Switched {
    gained: u32,
    lost: u32,
    p: f64,
}

#[test]
fn the_mid_p_of_mcnemar_is_that_of_the_reference() {
    for case in cases::<Switched>(include_str!("../../../tests/reference/mcnemar.json")) {
        assert_near(mcnemar_mid_p(case.gained, case.lost), case.p, &format!("{} and {}", case.gained, case.lost));
    }
    assert_near(mcnemar_mid_p(0, 0), 1.0, "nobody");
    // The children of Bentur et al. (2009), as the supplement of Fagerland et al. has them.
    assert!((mcnemar_mid_p(1, 7) - 0.0391).abs() < 5e-5);
}

#[derive(Deserialize)]
struct Course {
    up: u32,
    down: u32,
    p: f64,
}

#[test]
fn the_sign_test_is_that_of_scipy() {
    for case in cases::<Course>(include_str!("../../../tests/reference/sign.json")) {
        assert_near(sign_test(case.up, case.down), case.p, &format!("{} up and {} down", case.up, case.down));
    }
    assert_near(sign_test(0, 0), 1.0, "nobody");
}

#[derive(Deserialize)]
struct Marks {
    marks: Vec<u32>,
    score: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn the_recommendation_score_and_its_interval_are_those_of_the_reference() {
    let range = Range { min: 0.into(), max: 10.into(), step: 1.into(), nps: true };
    let question = Question::new(Kind::Number(range));
    for case in cases::<Marks>(include_str!("../../../tests/reference/recommendation.json")) {
        let mut tally = Tally::new(&question);
        for (mark, people) in case.marks.iter().enumerate() {
            (0..*people).for_each(|_| tally.add(&question, &Answer::of_number((mark as i64).into())));
        }
        let found = Recommendation::of(&tally).unwrap();
        let of = format!("{:?}", case.marks);
        let exact = found.exact;
        for (found, expected) in [(exact.score, case.score), (exact.lower, case.lower), (exact.upper, case.upper)] {
            assert_near(found, expected, &of);
        }
        let shown = |exact: f64| exact.round().clamp(-100.0, 100.0) as i32;
        let expected = (shown(case.score), shown(case.lower), shown(case.upper));
        assert_eq!((found.score, found.lower, found.upper), expected, "{of}");
    }
}

#[derive(Deserialize)]
struct Orders {
    options: usize,
    orders: Vec<Vec<usize>>,
    means: Vec<Option<f64>>,
}

#[test]
fn the_mean_place_is_that_of_everybody_who_gave_one() {
    let key = |option: usize| OptionKey::parse(&(option + 1).to_string()).unwrap();
    for case in cases::<Orders>(include_str!("../../../tests/reference/mean-rank.json")) {
        let option = |option: usize| ChoiceOption {
            key: key(option),
            text: String::new(),
            write_in: false,
            apart: false,
            alone: false,
            right: false,
            group: None,
        };
        let options = (0..case.options).map(option).collect();
        let question = Question { options, ..Question::new(Kind::Ranking { max: case.options }) };
        let mut tally = Tally::new(&question);
        for order in &case.orders {
            tally.add(&question, &Answer::of_choices(order.iter().map(|option| key(*option)).collect()));
        }
        for row in Ranks::of(&question, &tally).rows {
            let of = format!("option {} of {:?}", row.option, case.orders);
            assert_eq!(row.mean.is_some(), case.means[row.option].is_some(), "{of}");
            if let (Some(shown), Some(expected)) = (row.mean, case.means[row.option]) {
                assert_near(f64::from(row.sum) / f64::from(row.ranked), expected, &of);
                // Shown in thousandths: half of one is the most that rounding takes.
                assert!((f64::from(shown) / 1000.0 - expected).abs() <= 0.0005 + NEAR, "{of}");
            }
        }
    }
}
