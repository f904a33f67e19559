//! Numbers as a drawing: dots or columns, with the middle half, the middle and the truth on the same measure. Knows no
//! sentences; a table beside it says the same.

use std::fmt::Write;

use super::{at_axis, measured};
use crate::codec::view::kinds::Audience;
use crate::codec::words::Tongue;
use crate::domain::chart::permille;
use crate::domain::chart::spread::{Bin, Spread};
use crate::domain::decimal::Decimal;
use crate::domain::limits::PERCENT_FROM;

/// Width of every drawing, in its own measure: it grows with the room it gets.
const WIDTH: u32 = 1000;
/// Where not all columns can have words below them: so they are counted by people.
const EVERY: [i64; 5] = [1, 2, 5, 10, 20];
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
pub(super) struct Drawing<'a> {
    pub bins: &'a [Bin],
    /// Each column is one number, and stands on it.
    pub is_each: bool,
    pub spread: &'a Spread,
    pub truth: Option<Decimal>,
    pub unit: &'a str,
    pub tongue: Tongue,
    pub has_half: bool,
}

impl Drawing<'_> {
    pub fn draw(&self, audience: Audience) -> String {
        let Drawing { bins, is_each, spread, truth, unit, tongue, .. } = *self;
        let sheet = Sheet::of(audience);
        let Sheet { floor, text } = sheet;
        let are_dots = spread.answered < PERCENT_FROM;
        let most = bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1);
        let column = self.column();
        // Never wider than the column, and never higher than the drawing.
        let radius = ((column * 0.4) as u32).min((floor - sheet.top()) / (2 * most)).clamp(1, RADIUS_MAX);
        // Above few dots no empty room.
        let above = floor.saturating_sub(most * radius * 2 + if truth.is_some() { sheet.top() } else { 12 });
        let from = if are_dots { above } else { 0 };
        let height = sheet.bottom() - from;
        let mut svg = format!(
            r#"<svg class="spread" viewBox="0 {from} {WIDTH} {height}" preserveAspectRatio="xMinYMid" aria-hidden="true" focusable="false"><g font-size="{text}">"#
        );
        let mut draw = |text: std::fmt::Arguments<'_>| svg.write_fmt(text).expect("a String takes all");
        let every = if is_each { self.labelled(text) } else { 0 };
        let highest = bins.iter().position(|bin| bin.count == most);
        for (index, bin) in bins.iter().enumerate() {
            let middle = self.place(bin.from.millionths().midpoint(bin.to.millionths()));
            if are_dots {
                for dot in 0..bin.count {
                    let y = floor.saturating_sub(radius + dot * radius * 2 + 4);
                    draw(format_args!(r#"<circle class="fill" cx="{middle}" cy="{y}" r="{radius}"/>"#));
                }
            } else if bin.count > 0 {
                let height = ((floor - sheet.top()) * permille(bin.count, most) / 1000).max(3);
                let (y, width) = (floor - height, tenth((column - 8.0).max(column * 0.6)));
                let x = tenth(middle - width / 2.0);
                draw(format_args!(r#"<rect class="fill" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>"#));
                // Apart from its neighbours or not at all: the table has every count. The highest says how high that is.
                let room = wide(&bin.count.to_string(), text) + f64::from(text) / 8.0;
                if room <= column || highest == Some(index) {
                    let y = y - text / 4;
                    draw(format_args!(r#"<text class="count" x="{middle}" y="{y}">{}</text>"#, bin.count));
                }
            }
            if is_each && bin.from.millionths() / self.step() % every == 0 {
                let (y, number) = (sheet.words(), at_axis(bin.from, unit, tongue));
                let half = wide(&number, text) / 2.0;
                // Of many narrow columns the first and the last one's words would leave the drawing.
                let (x, class) = match middle {
                    _ if middle < half => (0.0, r#" class="start""#),
                    _ if middle + half > f64::from(WIDTH) => (f64::from(WIDTH), r#" class="end""#),
                    _ => (middle, ""),
                };
                draw(format_args!(r#"<text{class} x="{x}" y="{y}">{number}</text>"#));
            }
        }
        draw(format_args!(r#"<line class="axis" x1="0" x2="{WIDTH}" y1="{floor}" y2="{floor}"/>"#));
        if !is_each {
            for (class, number, x) in [("start", self.ends().0, 0), ("end", self.ends().1, WIDTH)] {
                let (y, number) = (sheet.words(), measured(number, unit, tongue));
                draw(format_args!(r#"<text class="{class}" x="{x}" y="{y}">{number}</text>"#));
            }
        }
        let [lower, upper, median] =
            [spread.lower, spread.upper, spread.median].map(|number| self.place(number.millionths()));
        let y = sheet.band();
        if self.has_half {
            // Of one number a mark in its middle.
            let width = tenth((upper - lower).max(6.0));
            let x = tenth((lower + upper - width) / 2.0);
            draw(format_args!(r#"<rect class="half" x="{x}" y="{y}" width="{width}" height="22" rx="4"/>"#));
        }
        // One answer is its own middle.
        if spread.answered > 1 {
            let (x, y) = (tenth((median - 4.0).max(0.0)), y - 6);
            draw(format_args!(r#"<rect class="middle" x="{x}" y="{y}" width="8" height="34" rx="2"/>"#));
        }
        if let Some(truth) = truth {
            let (x, y) = (self.place(truth.millionths()), from + text);
            draw(format_args!(r#"<line class="truth" x1="{x}" x2="{x}" y1="{}" y2="{floor}"/>"#, y + text / 4));
            let anchor = if x > f64::from(WIDTH) * 0.8 {
                "end"
            } else if x < f64::from(WIDTH) * 0.2 {
                "start"
            } else {
                ""
            };
            draw(format_args!(
                r#"<text class="told {anchor}" x="{x}" y="{y}">{}</text>"#,
                measured(truth, unit, tongue)
            ));
        }
        svg + "</g></svg>"
    }

    fn column(&self) -> f64 {
        f64::from(WIDTH) / self.bins.len().max(1) as f64
    }

    /// The numbers at both ends.
    fn ends(&self) -> (Decimal, Decimal) {
        let nought = Decimal::from(0);
        (self.bins.first().map_or(nought, |bin| bin.from), self.bins.last().map_or(nought, |bin| bin.to))
    }

    /// From one column's number to the next one's, in millionths.
    fn step(&self) -> i64 {
        let (min, max) = self.ends();
        ((max.millionths() - min.millionths()) / (self.bins.len() as i64 - 1).max(1)).max(1)
    }

    /// How far along the axis a number lies, in millionths: the one measure of everything that stands on it.
    fn place(&self, number: i64) -> f64 {
        let (min, max) = self.ends();
        let (min, max) = (min.millionths(), max.millionths());
        let along = (number - min) as f64 / (max - min).max(1) as f64;
        // A column's number is in its middle.
        let aside = if self.is_each { self.column() / 2.0 } else { 0.0 };
        tenth(aside + along * (f64::from(WIDTH) - 2.0 * aside))
    }

    /// Each number has its words, or only every second, fifth and so on: as many as stand apart.
    fn labelled(&self, text: u32) -> i64 {
        let widest =
            self.bins.iter().map(|bin| wide(&at_axis(bin.from, self.unit, self.tongue), text)).fold(0.0, f64::max);
        let room = widest + f64::from(text) / 4.0;
        EVERY.into_iter().find(|every| *every as f64 * self.column() >= room).unwrap_or(EVERY[EVERY.len() - 1])
    }
}

/// How wide words are about: figures are little more than half as wide as high.
fn wide(words: &str, text: u32) -> f64 {
    words.chars().count() as f64 * f64::from(text) * 0.56
}

/// As finely as anything is placed.
fn tenth(measure: f64) -> f64 {
    (measure * 10.0).round() / 10.0
}
