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
    assert!(html.contains("<th scope=row>0–5\u{a0}km<td>2"), "{html}");
    assert_eq!(values(&html, "line", "truth", "x1"), [30.0]);
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
