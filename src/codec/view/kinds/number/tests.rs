//! Everything on the drawing of a number stands on one measure, and people are told which numbers fit.

use super::*;
use crate::codec::view::kinds::Audience;
use crate::domain::deck::Kind;

fn drawn(max: i64, numbers: &[i64], truth: i64) -> String {
    let whole = Decimal::from;
    let range = Range { min: whole(0), max: whole(max), step: whole(1), nps: false };
    let question = Question { unit: "km".to_owned(), truth: Some(whole(truth)), ..Question::new(Kind::Number(range)) };
    let mut tally = Tally::new(&question);
    for number in numbers {
        tally.add(&question, &Answer::of_number(whole(*number)));
    }
    let asked = Asked {
        tongue: Tongue::Dutch,
        lang: None,
        question: &question,
        tally: &tally,
        poll: None,
        solved: true,
        audience: Audience::Screen,
        show_from: 1,
    };
    outcome(&asked, range).chart
}

/// The values of an attribute of every element of this kind and class.
fn values(html: &str, element: &str, class: &str, name: &str) -> Vec<f64> {
    let start = format!(r#"<{element} class="{class}""#);
    let value = |tag: &str| tag.split_once(&format!(r#" {name}=""#))?.1.split('"').next()?.parse().ok();
    html.split('<')
        .map(|tag| format!("<{tag}"))
        .filter(|tag| tag.starts_with(&start))
        .filter_map(|tag| value(&tag))
        .collect()
}

#[test]
fn few_numbers_have_a_column_each_and_the_truth_stands_on_its_own() {
    for (max, answers) in [(20, vec![2, 3, 3, 3, 10]), (10, vec![2, 3, 3, 3, 10]), (40, vec![3])] {
        let html = drawn(max, &answers, 3);
        let at = |number: f64| ((number + 0.5) * 1000.0 / (max as f64 + 1.0) * 10.0).round() / 10.0;
        let dots = values(&html, "circle", "fill", "cx");
        assert_eq!(dots, answers.iter().map(|number| at(*number as f64)).collect::<Vec<_>>(), "up to {max}");
        assert_eq!(values(&html, "line", "truth", "x1"), [at(3.0)]);
        if answers.len() > 1 {
            assert_eq!(values(&html, "rect", "middle", "x"), [((at(3.0) - 4.0) * 10.0).round() / 10.0]);
        }
        assert!(html.contains("<th scope=row>3\u{a0}km<td>"), "{html}");
        assert!(!html.contains("km–"), "no number shares its row: {html}");
        assert!(html.contains(&format!(r#"<text x="{}" y=""#, at(10.0))) && html.contains(">10</text>"), "{html}");
    }
}

#[test]
fn many_numbers_share_columns() {
    let html = drawn(100, &[2, 3, 99], 3);
    assert!(html.contains("<th scope=row>0–4\u{a0}km<td>2"), "{html}");
    assert_eq!(values(&html, "line", "truth", "x1"), [30.0]);
}

/// What stands at the columns of these numbers, in Dutch and in English.
fn labels(min: &str, max: &str, step: &str) -> [Vec<String>; 2] {
    let [min, max, step] = [min, max, step].map(|number| Decimal::parse(number).unwrap());
    let range = Range { min, max, step, nps: false };
    let question = Question { unit: "km".to_owned(), ..Question::new(Kind::Number(range)) };
    let (bins, is_each) = bins_of(&Tally::new(&question), range);
    let label = |bin, tongue| label(&question, range, bin, is_each, tongue).replace('\u{a0}', " ");
    [Tongue::Dutch, Tongue::English].map(|tongue| bins.iter().map(|bin| label(bin, tongue)).collect())
}

#[test]
fn no_number_stands_at_two_columns() {
    let check = |[min, max, step]: [&str; 3], expected: [[&str; 3]; 2]| {
        for (labels, [first, second, last]) in labels(min, max, step).iter().zip(expected) {
            assert_eq!([&labels[0], &labels[1], &labels[labels.len() - 1]], [first, second, last]);
        }
    };
    check(["0", "100", "1"], [["0–4 km", "5–9 km", "95–100 km"]; 2]);
    check(["-50", "50", "1"], [["-50–-46 km", "-45–-41 km", "45–50 km"]; 2]);
    check(["0", "1000", "5"], [["0–45 km", "50–95 km", "950–1000 km"]; 2]);
    // Where a column's end is no number that can be given, the numbers still follow each other.
    check(["0", "50", "1"], [["0–2 km", "3–4 km", "48–50 km"]; 2]);
    check(
        ["0", "50", "0.5"],
        [
            ["0 tot 2,5 km", "2,5 tot 5 km", "47,5 tot en met 50 km"],
            ["0 to under 2.5 km", "2.5 to under 5 km", "47.5 to 50 km"],
        ],
    );
}

#[test]
fn people_make_an_estimate_only_of_what_is_right() {
    let sentence = |truth: Option<i64>, tongue| {
        let whole = Decimal::from;
        let range = Range { min: whole(0), max: whole(100), step: whole(1), nps: false };
        let question = Question { truth: truth.map(whole), ..Question::new(Kind::Number(range)) };
        let mut tally = Tally::new(&question);
        for number in [3, 5, 8] {
            tally.add(&question, &Answer::of_number(whole(number)));
        }
        let asked = Asked {
            tongue,
            lang: None,
            question: &question,
            tally: &tally,
            poll: None,
            solved: false,
            audience: Audience::Screen,
            show_from: 1,
        };
        outcome(&asked, range).sentence
    };
    assert_eq!(sentence(Some(4), Tongue::Dutch), "De middelste schatting is 5.");
    assert_eq!(sentence(None, Tongue::Dutch), "Het middelste antwoord is 5.");
    assert_eq!(sentence(Some(4), Tongue::English), "The middle estimate is 5.");
    assert_eq!(sentence(None, Tongue::English), "The middle answer is 5.");
}

/// What people are told to fill in, in both tongues.
fn told(min: &str, step: &str) -> [String; 2] {
    let [min, max, step] = [min, "20", step].map(|number| Decimal::parse(number).unwrap());
    let range = Range { min, max, step, nps: false };
    let question = Question::new(Kind::Number(range));
    [Tongue::Dutch, Tongue::English].map(|tongue| how(&question, range, tongue))
}

#[test]
fn where_only_whole_numbers_fit_people_are_told_so() {
    let whole = ["Vul een heel getal in van 0 tot en met 20.", "Fill in a whole number from 0 to 20."];
    assert_eq!(told("0", "1"), whole);
    let fives = [
        "Vul een heel getal in van 0 tot en met 20, in stappen van 5.",
        "Fill in a whole number from 0 to 20, in steps of 5.",
    ];
    assert_eq!(told("0", "5"), fives);
    let halves = [
        "Vul een getal in van 0 tot en met 20, in stappen van 0,5.",
        "Fill in a number from 0 to 20, in steps of 0.5.",
    ];
    assert_eq!(told("0", "0.5"), halves);
    assert_eq!(told("0.5", "1")[0], "Vul een getal in van 0,5 tot en met 20, in stappen van 1.");
}
