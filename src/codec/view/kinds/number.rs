//! A number: a row of marks when there are few, else a field; and dots, a histogram and the middle half of what came.

use std::fmt::Write;

use askama::Template;

use super::{Asked, Audience, Field, Outcome};
use crate::codec::words::Tongue;
use crate::domain::answer::Answer;
use crate::domain::chart::recommend::{Recommendation, SCORE_FROM};
use crate::domain::chart::spread::{Bin, Spread, average, bins, near};
use crate::domain::chart::{percent, permille};
use crate::domain::decimal::Decimal;
use crate::domain::deck::{Question, Range};
use crate::domain::limits::PERCENT_FROM;
use crate::domain::tally::Tally;

/// Columns of the histogram at most: as many as a hall tells apart.
const BINS_MAX: u32 = 20;
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
    let bins = match range.marks() {
        Some(marks) => marks.into_iter().map(|mark| mark_bin(asked, mark)).collect(),
        None => bins(tally, range.min, range.max, BINS_MAX),
    };
    let is_marks = range.marks().is_some();
    let label = |bin: &Bin| if is_marks { unit(bin.from) } else { format!("{}–{}", unit(bin.from), unit(bin.to)) };
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
        drawing: Drawing { bins: &bins, spread: &spread, range, truth, tongue: *tongue, has_half }.draw(asked.audience),
        rows,
        middle,
        truth: told,
    };
    let key = if is_marks { "kind-number-sentence-mark" } else { "kind-number-sentence" };
    let sentence = tongue.say_with(key, &[("median", median.as_str().into()), ("n", spread.answered.into())]);
    let note = (spread.answered < PERCENT_FROM).then(|| tongue.say("kind-number-dots"));
    Outcome { chart: part.to_string(), sentence, note }
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
fn signed(points: i32) -> String {
    if points < 0 { format!("−{}", points.abs()) } else { points.to_string() }
}

fn mark_bin(asked: &Asked<'_>, mark: i64) -> Bin {
    let mark = Decimal::from(mark);
    let count = asked.tally.numbers().find(|(number, _)| *number == mark).map_or(0, |(_, count)| count);
    Bin { from: mark, to: mark, count }
}

/// Width of every drawing, in its own measure: it grows with the room it gets.
const WIDTH: u32 = 1000;
/// Dots are no larger than this, however few they are.
const RADIUS_MAX: u32 = 22;

/// What a drawing measures, for the room that it gets.
#[derive(Clone, Copy)]
struct Sheet {
    /// Above the axis, where columns or dots stand.
    floor: u32,
    /// Height of the letters.
    text: u32,
}

impl Sheet {
    /// A phone, or the side of a page.
    const TALL: Sheet = Sheet { floor: 370, text: 40 };
    /// A screen has more width than height to give.
    const WIDE: Sheet = Sheet { floor: 248, text: 34 };
    /// Half a screen, read from as far as all of it.
    const HALF: Sheet = Sheet { floor: 320, text: 56 };

    fn of(audience: Audience) -> Sheet {
        match audience {
            Audience::Phone | Audience::Presenter => Sheet::TALL,
            Audience::Screen => Sheet::WIDE,
            Audience::ScreenPart => Sheet::HALF,
        }
    }

    /// Over the highest column stand its figure and, over that, the truth.
    fn top(self) -> u32 {
        self.text * 9 / 4
    }

    fn bottom(self) -> u32 {
        self.band() + 30
    }

    /// Where the words below the axis stand.
    fn words(self) -> u32 {
        self.floor + self.text * 19 / 20
    }

    /// Where the middle half lies, below them.
    fn band(self) -> u32 {
        self.words() + self.text * 3 / 5
    }
}

/// Below [`PERCENT_FROM`] one dot a person, else columns; under them the middle half as a band with the middle in it,
/// and the truth as a line over everything.
struct Drawing<'a> {
    bins: &'a [Bin],
    spread: &'a Spread,
    range: Range,
    truth: Option<Decimal>,
    tongue: Tongue,
    has_half: bool,
}

impl Drawing<'_> {
    fn draw(&self, audience: Audience) -> String {
        let Drawing { bins, spread, range, truth, tongue, .. } = *self;
        let sheet = Sheet::of(audience);
        let Sheet { floor, text } = sheet;
        let is_marks = range.marks().is_some();
        let are_dots = spread.answered < PERCENT_FROM;
        let most = bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1);
        let column = WIDTH / bins.len().max(1) as u32;
        // Never wider than the column, and never higher than the drawing.
        let radius = (column * 2 / 5).min((floor - sheet.top()) / (2 * most)).clamp(1, RADIUS_MAX);
        // Above few dots no empty room.
        let above = floor.saturating_sub(most * radius * 2 + if truth.is_some() { sheet.top() } else { 12 });
        let from = if are_dots { above } else { 0 };
        let height = sheet.bottom() - from;
        let mut svg = format!(
            r#"<svg class="spread" viewBox="0 {from} {WIDTH} {height}" preserveAspectRatio="xMinYMid" aria-hidden="true" focusable="false"><g font-size="{text}">"#
        );
        let mut draw = |text: std::fmt::Arguments<'_>| svg.write_fmt(text).expect("a String takes all");
        for (index, bin) in bins.iter().enumerate() {
            let left = index as u32 * column;
            let middle = left + column / 2;
            if are_dots {
                for dot in 0..bin.count {
                    let y = floor.saturating_sub(radius + dot * radius * 2 + 4);
                    draw(format_args!(r#"<circle class="fill" cx="{middle}" cy="{y}" r="{radius}"/>"#));
                }
            } else if bin.count > 0 {
                let height = ((floor - sheet.top()) * permille(bin.count, most) / 1000).max(3);
                let (x, y, width) = (left + 4, floor - height, column.saturating_sub(8).max(2));
                draw(format_args!(r#"<rect class="fill" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>"#));
                let y = y - text / 4;
                draw(format_args!(r#"<text class="count" x="{middle}" y="{y}">{}</text>"#, bin.count));
            }
            if is_marks {
                draw(format_args!(r#"<text x="{middle}" y="{}">{}</text>"#, sheet.words(), bin.from));
            }
        }
        draw(format_args!(r#"<line class="axis" x1="0" x2="{WIDTH}" y1="{floor}" y2="{floor}"/>"#));
        if !is_marks {
            for (class, number, x) in [("start", range.min, 0), ("end", range.max, WIDTH)] {
                let (y, number) = (sheet.words(), shown(number, tongue));
                draw(format_args!(r#"<text class="{class}" x="{x}" y="{y}">{number}</text>"#));
            }
        }
        let (lower, upper, median) = (self.place(spread.lower), self.place(spread.upper), self.place(spread.median));
        let (y, width) = (sheet.band(), (upper - lower).max(6));
        if self.has_half {
            draw(format_args!(r#"<rect class="half" x="{lower}" y="{y}" width="{width}" height="22" rx="4"/>"#));
        }
        // One answer is its own middle.
        if spread.answered > 1 {
            let (x, y) = (median.saturating_sub(4), y - 6);
            draw(format_args!(r#"<rect class="middle" x="{x}" y="{y}" width="8" height="34" rx="2"/>"#));
        }
        if let Some(truth) = truth {
            let (x, y) = (self.place(truth), from + text);
            draw(format_args!(r#"<line class="truth" x1="{x}" x2="{x}" y1="{}" y2="{floor}"/>"#, y + text / 4));
            let anchor = if x > WIDTH * 4 / 5 {
                "end"
            } else if x < WIDTH / 5 {
                "start"
            } else {
                ""
            };
            draw(format_args!(r#"<text class="told {anchor}" x="{x}" y="{y}">{}</text>"#, shown(truth, tongue)));
        }
        svg + "</g></svg>"
    }

    /// How far along the axis a number lies.
    fn place(&self, number: Decimal) -> u32 {
        let (min, max) = (self.range.min.millionths(), self.range.max.millionths());
        let along = (number.millionths() - min) as f64 / (max - min).max(1) as f64;
        // Marks stand in the middle of their column.
        let columns = self.bins.len() as f64;
        let is_marks = self.range.marks().is_some();
        let along = if is_marks { (along * (columns - 1.0) + 0.5) / columns } else { along };
        (along * f64::from(WIDTH)).round() as u32
    }
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
fn shown(number: Decimal, tongue: Tongue) -> String {
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
pub(super) fn with_unit(question: &Question, number: Decimal, tongue: Tongue) -> String {
    let number = shown(number, tongue);
    match question.unit.as_str() {
        "" => number,
        "%" => format!("{number}%"),
        unit => format!("{number}\u{a0}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deck::Kind;

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
}
