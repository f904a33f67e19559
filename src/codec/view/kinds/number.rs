//! A number: a row of marks when there are few, else a field; and dots, a histogram and the middle half of what came.

mod drawing;

use askama::Template;
use drawing::Drawing;

use super::{Asked, Field, Outcome};
use crate::codec::words::Tongue;
use crate::domain::answer::Answer;
use crate::domain::chart::percent;
use crate::domain::chart::recommend::{Recommendation, SCORE_FROM};
use crate::domain::chart::spread::{Bin, Spread, average, bins, columns, near};
use crate::domain::decimal::Decimal;
use crate::domain::deck::{Question, Range};
use crate::domain::limits::PERCENT_FROM;
use crate::domain::tally::Tally;

/// Columns of the histogram at most: as many as a hall tells apart.
const BINS_MAX: u32 = 20;
/// As many numbers still have a column each, from nought to forty: a dot stands on its number.
const COLUMNS_MAX: u32 = 41;
/// `%` and `€` are so short that they can stand at every number of an axis.
const SIGN_CHARS_MAX: usize = 1;
/// Of fewer than this nobody would call some of them the middle half.
const HALF_FROM: u32 = 4;

#[derive(Template)]
#[template(path = "kinds/number_field.html")]
struct NumberField<'a> {
    name: String,
    id: String,
    labelled_by: &'a str,
    value: String,
    unit: &'a str,
    lang: Option<&'a str>,
    wrong: String,
    /// On a slide of its own what to do stands above the field already.
    is_told: bool,
    min: String,
    max: String,
    step: String,
}

#[derive(Template)]
#[template(path = "kinds/marks_field.html")]
struct MarksField<'a> {
    name: String,
    labelled_by: &'a str,
    marks: Vec<(i64, bool)>,
}

pub(super) fn field(field: &Field<'_>, range: Range) -> String {
    let said = field.said.and_then(|answer| answer.number);
    let name = format!("number{}", field.name);
    if let Some(marks) = range.marks() {
        let marks = marks.into_iter().map(|mark| (mark, said == Some(Decimal::from(mark)))).collect();
        return MarksField { name, labelled_by: &field.labelled_by, marks }.to_string();
    }
    let written = |number: Decimal| written(number, field.tongue);
    NumberField {
        name,
        id: field.id("number"),
        labelled_by: &field.labelled_by,
        value: said.map(written).unwrap_or_default(),
        unit: &field.question.unit,
        lang: field.lang,
        wrong: field.how(),
        is_told: field.name.is_empty(),
        min: range.min.to_string(),
        max: range.max.to_string(),
        step: range.step.to_string(),
    }
    .to_string()
}

pub(super) fn how(question: &Question, range: Range, tongue: Tongue) -> String {
    let [min, max, step] = [range.min, range.max, range.step].map(|number| with_unit(question, number, tongue));
    let key = match range {
        _ if range.marks().is_some() => "kind-number-mark",
        _ if range.step == Decimal::from(1) && range.min.is_whole() => "kind-number-how",
        _ if range.step.is_whole() && range.min.is_whole() => "kind-number-how-whole",
        _ => "kind-number-how-step",
    };
    tongue.say_with(key, &[("min", min.as_str().into()), ("max", max.as_str().into()), ("step", step.as_str().into())])
}

pub(super) fn read_back(question: &Question, answer: &Answer, tongue: Tongue) -> String {
    answer.number.map(|number| with_unit(question, number, tongue)).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "kinds/spread.html")]
struct SpreadPart<'a> {
    tongue: Tongue,
    page_lang: &'a str,
    /// Trusted SVG.
    drawing: String,
    rows: Vec<(String, u32, Option<u32>)>,
    middle: Option<String>,
    truth: Option<String>,
}

pub(super) fn outcome(asked: &Asked<'_>, range: Range) -> Outcome {
    let Asked { tongue, question, tally, .. } = asked;
    let Some(spread) = Spread::of(tally) else {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-nobody"), note: None };
    };
    let unit = |number| with_unit(question, number, *tongue);
    let (bins, is_each) = bins_of(tally, range);
    let label = |bin: &Bin| label(question, range, bin, is_each, *tongue);
    let rows = bins.iter().map(|bin| (label(bin), bin.count, percent(bin.count, spread.answered))).collect();
    let [median, lower, upper] = [spread.median, spread.lower, spread.upper].map(unit);
    let has_half = spread.answered >= HALF_FROM;
    let middle = has_half.then(|| {
        let key = if lower == upper { "kind-number-middle-same" } else { "kind-number-middle" };
        tongue.say_with(key, &[("lower", lower.as_str().into()), ("upper", upper.as_str().into())])
    });
    let truth = question.truth.filter(|_| asked.solved);
    let told = truth.map(|truth| {
        let (near, value) = (near(tally, truth), unit(truth));
        let near = [("truth", value.as_str().into()), ("near", near.into()), ("n", spread.answered.into())];
        tongue.say_with("kind-number-truth", &near)
    });
    let part = SpreadPart {
        tongue: *tongue,
        page_lang: tongue.code(),
        drawing: Drawing {
            bins: &bins,
            is_each,
            spread: &spread,
            truth,
            unit: &question.unit,
            tongue: *tongue,
            has_half,
        }
        .draw(asked.audience),
        rows,
        middle,
        truth: told,
    };
    let key = match question.truth {
        _ if range.marks().is_some() => "kind-number-sentence-mark",
        // Only of what is right can people make an estimate.
        Some(_) => "kind-number-sentence-estimate",
        None => "kind-number-sentence",
    };
    let sentence = tongue.say_with(key, &[("median", median.as_str().into()), ("n", spread.answered.into())]);
    let note = (spread.answered < PERCENT_FROM).then(|| tongue.say("kind-number-dots"));
    Outcome { chart: part.to_string(), sentence, note }
}

/// The columns to draw, and whether each is one number.
pub fn bins_of(tally: &Tally, range: Range) -> (Vec<Bin>, bool) {
    match columns(tally, range, COLUMNS_MAX) {
        Some(each) => (each, true),
        None => (bins(tally, range.min, range.max, BINS_MAX), false),
    }
}

/// What stands at a column: a number that could be in two of them stands in one only. Of whole numbers the first and the
/// last that it holds, of others from where and up to where.
pub fn label(question: &Question, range: Range, bin: &Bin, is_each: bool, tongue: Tongue) -> String {
    if is_each {
        return with_unit(question, bin.from, tongue);
    }
    if range.step.is_whole() && range.min.is_whole() {
        let (first, last) = held(range, bin);
        return if first == last { with_unit(question, first, tongue) } else { between(question, first, last, tongue) };
    }
    let key = if bin.to < range.max { "kind-number-class" } else { "kind-number-class-last" };
    let (from, to) = (shown(bin.from, tongue), with_unit(question, bin.to, tongue));
    tongue.say_with(key, &[("from", from.as_str().into()), ("to", to.as_str().into())])
}

/// The first and the last number on a step that a column holds; the last column holds its own end.
fn held(range: Range, bin: &Bin) -> (Decimal, Decimal) {
    let [min, step, from, to] = [range.min, range.step, bin.from, bin.to].map(|number| i128::from(number.millionths()));
    let step = step.max(1);
    let beyond = if bin.to < range.max { to - 1 } else { to };
    let number = |index: i128| Decimal::of_millionths((min + step * index) as i64);
    (number((from - min + step - 1).div_euclid(step)), number((beyond - min).div_euclid(step)))
}

/// From one number to another, with the unit once.
pub fn between(question: &Question, from: Decimal, to: Decimal, tongue: Tongue) -> String {
    format!("{}–{}", shown(from, tongue), with_unit(question, to, tongue))
}

/// What stands at an axis: with a unit that is but a sign, for longer ones would leave no room for numbers.
pub fn at_axis(number: Decimal, unit: &str, tongue: Tongue) -> String {
    let is_sign = unit.chars().count() <= SIGN_CHARS_MAX;
    measured(number, if is_sign { unit } else { "" }, tongue)
}

/// The mean, which one far number moves, and of a recommendation its score: too uncertain for a headline.
pub(super) fn asides(question: &Question, tally: &Tally, range: Range, tongue: Tongue) -> Vec<String> {
    let Some(mean) = average(tally) else { return Vec::new() };
    let mean = with_unit(question, mean, tongue);
    let figures = [("mean", mean.as_str().into()), ("n", tally.answers().into())];
    let mut asides = vec![tongue.say_with("kind-number-mean", &figures)];
    if range.nps {
        let few = || tongue.say_with("kind-number-score-few", &[("n", SCORE_FROM.into())]);
        let score = |of: Recommendation| {
            let [score, lower, upper] = [of.score, of.lower, of.upper].map(signed);
            let figures =
                [("score", score.as_str().into()), ("lower", lower.as_str().into()), ("upper", upper.as_str().into())];
            tongue.say_with("kind-number-score", &figures)
        };
        asides.push(Recommendation::of(tally).map_or_else(few, score));
    }
    asides
}

/// With the minus of print.
pub fn signed(points: i32) -> String {
    if points < 0 { format!("−{}", points.abs()) } else { points.to_string() }
}

/// As it is written in the language: with a comma in Dutch.
fn written(number: Decimal, tongue: Tongue) -> String {
    match tongue {
        Tongue::Dutch => number.to_string().replace('.', ","),
        Tongue::English => number.to_string(),
    }
}

/// As it is read: from five figures on in threes, so that a year stays whole. Not by a point or a comma, which somebody
/// could copy into a field that takes them for a decimal sign.
pub fn shown(number: Decimal, tongue: Tongue) -> String {
    let written = written(number, tongue);
    let end = written.find([',', '.']).unwrap_or(written.len());
    let start = usize::from(written.starts_with('-'));
    if end - start < 5 {
        return written;
    }
    let mut shown = String::with_capacity(written.len() + 4);
    for (at, letter) in written.char_indices() {
        if at > start && at < end && (end - at).is_multiple_of(3) {
            shown.push('\u{202f}');
        }
        shown.push(letter);
    }
    shown
}

/// A sign stands close to its number, a word apart.
pub fn with_unit(question: &Question, number: Decimal, tongue: Tongue) -> String {
    measured(number, &question.unit, tongue)
}

/// The same of a unit alone.
pub fn measured(number: Decimal, unit: &str, tongue: Tongue) -> String {
    let number = shown(number, tongue);
    match unit {
        "" => number,
        "%" => format!("{number}%"),
        unit => format!("{number}\u{a0}{unit}"),
    }
}

#[cfg(test)]
mod tests;
