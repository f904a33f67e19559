//! Rows on one scale as bars of all points, the middle of the scale below each other; with a table of the same figures.
//!
//! One hue in steps of lightness, and never by colour alone: parts stand in the order of the scale, apart from each other,
//! with their figure in them where it fits.

use std::fmt::Write;

use askama::Template;

use super::{Asked, Audience};
use crate::codec::svg;
use crate::codec::view::figures;
use crate::codec::words::Tongue;
use crate::domain::chart::stack::{Part, Row, Stack};
use crate::domain::deck::{Kind, Question};

/// Shades of the hue: more points than these share some with their neighbours.
const SHADES: usize = 7;
/// From this shade on words in a part are light.
pub const DARK_FROM: usize = 5;
/// Between two parts, in thousandths of the width.
const GAP: u32 = 4;

/// What a figure takes, in thousandths of the width: its edges, and each of its signs.
#[derive(Clone, Copy)]
struct Room {
    edges: u32,
    sign: u32,
}

/// On the narrowest phone.
const NARROW: Room = Room { edges: 16, sign: 30 };
/// On a screen, where a grid has all its width.
const WIDE: Room = Room { edges: 10, sign: 14 };

#[derive(Template)]
#[template(path = "kinds/stack.html")]
pub(super) struct StackPart<'a> {
    tongue: Tongue,
    lang: Option<&'a str>,
    points: Vec<Point<'a>>,
    beside: Vec<&'a str>,
    lanes: Vec<Lane>,
}

struct Point<'a> {
    text: &'a str,
    shade: usize,
}

/// A row as it is drawn.
struct Lane {
    /// Trusted HTML. Empty where there is one row, which the question itself names.
    title: String,
    /// How many answered, in words.
    answered: String,
    /// What stands outside the scale, in words.
    beside: Vec<String>,
    /// Trusted SVG; empty while the row is withheld or nobody answered it.
    drawing: String,
    /// The table: a figure a point, one for each answer outside the scale, and how many.
    cells: Vec<String>,
}

/// `titles` are the names of the rows, as trusted HTML; `scale` is the question that each of them is.
pub(super) fn chart(asked: &Asked<'_>, scale: &Question, stack: &Stack, titles: &[String]) -> String {
    let text = |index: &usize| scale.options[*index].text.as_str();
    let lanes = stack.rows.iter().zip(titles).map(|(row, title)| lane(asked, scale, stack, row, title));
    let points = stack.points.iter().enumerate();
    StackPart {
        tongue: asked.tongue,
        lang: asked.lang,
        points: points
            .map(|(place, index)| Point { text: text(index), shade: shade(place, stack.points.len()) })
            .collect(),
        beside: stack.beside.iter().map(text).collect(),
        lanes: lanes.collect(),
    }
    .to_string()
}

fn lane(asked: &Asked<'_>, scale: &Question, stack: &Stack, row: &Row, title: &str) -> Lane {
    let tongue = asked.tongue;
    let is_wide = asked.audience == Audience::Screen && asked.question.kind == Kind::Rating;
    let room = if is_wide { WIDE } else { NARROW };
    let all = row.answered + row.beside.iter().sum::<u32>();
    if all > 0 && all < asked.show_from {
        // So few that their figures would tell who they are.
        let withheld = tongue.say_with("kind-too-few", &[("n", asked.show_from.into())]);
        let cells = vec!["–".to_owned(); row.parts.len() + row.beside.len() + 1];
        return Lane { title: title.to_owned(), answered: withheld, beside: Vec::new(), drawing: String::new(), cells };
    }
    let counted = row.parts.iter().map(|part| figures(part.count, part.percent));
    let beside = row.beside.iter().map(u32::to_string);
    let names = stack.beside.iter().zip(&row.beside).filter(|(_, count)| **count > 0);
    let names = names.map(|(index, count)| format!("{} {count}", scale.options[*index].text));
    Lane {
        title: title.to_owned(),
        answered: tongue.say_with("kind-stack-answered", &[("n", row.answered.into())]),
        beside: names.collect(),
        drawing: if row.answered > 0 { drawing(stack, row, room) } else { String::new() },
        cells: counted.chain(beside).chain([row.answered.to_string()]).collect(),
    }
}

/// From the lightest for the lowest point to the darkest for the highest.
pub fn shade(place: usize, points: usize) -> usize {
    1 + place * (SHADES - 1) / points.saturating_sub(1).max(1)
}

fn drawing(stack: &Stack, row: &Row, room: Room) -> String {
    let mut svg = String::from(r#"<svg class="lane" aria-hidden="true" focusable="false">"#);
    let middle = svg::share(stack.middle);
    // Above and below the bar: through it a figure could not be read.
    for (from, to) in [("0", "12%"), ("88%", "100%")] {
        write!(svg, r#"<line x1="{middle}" x2="{middle}" y1="{from}" y2="{to}"/>"#).expect("a String takes all");
    }
    for (place, part) in row.parts.iter().enumerate().filter(|(_, part)| part.count > 0) {
        let shade = shade(place, row.parts.len());
        draw(part, shade, room, &mut svg).expect("a String takes all");
    }
    svg + "</svg>"
}

fn draw(part: &Part, shade: usize, room: Room, svg: &mut String) -> std::fmt::Result {
    // A part of one in a thousand is still seen.
    let (gap, width) = (GAP.min(part.width / 2), part.width.max(2));
    let (x, wide) = (svg::share(part.from + gap / 2), svg::share(width - gap));
    write!(svg, r#"<rect class="s{shade}" x="{x}" y="12%" width="{wide}" height="76%"/>"#)?;
    let figure = part.percent.map_or_else(|| part.count.to_string(), |percent| format!("{percent}%"));
    if part.width >= room.edges + room.sign * figure.len() as u32 {
        let (x, on) = (svg::share(part.from + part.width / 2), if shade >= DARK_FROM { " class=\"on\"" } else { "" });
        write!(svg, r#"<text{on} x="{x}" y="50%">{figure}</text>"#)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_from_the_lightest_to_the_darkest_in_even_steps() {
        let shades = |points: usize| (0..points).map(|place| shade(place, points)).collect::<Vec<_>>();
        assert_eq!(shades(2), [1, 7]);
        assert_eq!(shades(3), [1, 4, 7]);
        assert_eq!(shades(5), [1, 2, 4, 5, 7]);
        assert_eq!(shades(7), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(shades(11).last(), Some(&7));
    }

    #[test]
    fn a_figure_stands_in_a_part_only_where_there_is_room_for_it() {
        let drawn_in = |room, width, percent| {
            let mut svg = String::new();
            draw(&Part { count: 123, percent, from: 0, width }, 7, room, &mut svg).unwrap();
            svg
        };
        let drawn = |width, percent| drawn_in(NARROW, width, percent);
        assert!(drawn(200, Some(20)).contains(r#"<text class="on" x="10.0%" y="50%">20%</text>"#));
        assert!(drawn(200, None).contains(">123</text>"));
        assert!(!drawn(60, Some(6)).contains("<text") && drawn_in(WIDE, 60, Some(6)).contains("<text"));
        assert!(drawn(0, Some(0)).contains(r#"width="0.2%""#));
    }
}
