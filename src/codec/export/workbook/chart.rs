//! Excel's own chart of a panel, drawn from the cells of its table: bars for answers, means and words, bars of a hundred
//! per cent for rows on one scale, columns for numbers.
//!
//! Texts of the deck come in by their cells; only the title is written out, so that nothing in it is taken for a range of
//! cells: it starts with a number and never with `=`, and ends as no range does.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine,
    ChartPoint, ChartSolidFill, ChartType, Color, ObjectMovement,
};

use super::book::BLUE;
use crate::codec::findings::{Figure, Finding, Line, Panel, Plot, Table};
use crate::codec::words::Tongue;
use crate::domain::deck::Kind;

/// In pixels: what fits the page in width, with columns of a phone's answer beside it.
const WIDTH: u32 = 880;
const TITLE: u32 = 64;
/// One bar with its share of space.
const BAR: u32 = 34;
/// One more line of a label.
const LINE: u32 = 16;
/// Letters of a label in one line beside its bar.
const LETTERS: usize = 46;
const COLUMNS_HEIGHT: u32 = 380;
/// Letters of a title: three lines.
const TITLE_LETTERS: usize = 180;
/// What says a picture in words is heard in one breath.
const ALT_LETTERS: usize = 240;
/// Below the bars, where series have names.
const LEGEND: u32 = 40;
/// The columns of a ranking's table, behind the mean.
const FIRST: usize = 1;
const RANKED: usize = 2;
/// What stands apart from the other answers.
const GREY: u32 = 0x8A9299;
/// A whole group of answers, above those that are in it.
const WHOLE: u32 = 0x003B5F;
const INK: u32 = 0x1F2428;
/// From the low end of a scale to the high, in steps of one blue.
const STEPS: [u32; 7] = [0xD6E6F1, 0xB3D0E4, 0x86B7D6, 0x4F9AC6, BLUE, 0x00568A, 0x003B5F];

/// Where a table stands.
pub struct Place<'a> {
    pub sheet: &'a str,
    /// The row of its heads.
    pub top: u32,
    /// Its last row.
    pub last: u32,
    /// The column of each figure.
    pub columns: Vec<u16>,
}

/// The chart and its height in pixels; `None` where there is nothing to draw.
pub fn of(finding: &Finding, panel: &Panel, place: &Place<'_>, tongue: Tongue) -> Option<(Chart, u32)> {
    // As the table has them: a whole group has a bar too, and those of its answers stand below it.
    let table = panel.told();
    let lines = &table.lines;
    let (mut chart, height) = match &panel.plot {
        Plot::Nothing => return None,
        Plot::Bars(_) | Plot::Shares(_) => (bars(panel, place, lines, tongue), bars_height(lines)),
        Plot::Ranks(ranks) => (ranked(place, lines, ranks.answered, tongue), bars_height(lines) + LEGEND),
        Plot::Words(words) => {
            let lines = &lines[..words.len().min(lines.len())];
            let place = Place { last: place.top + lines.len() as u32, columns: place.columns.clone(), ..*place };
            (bars(panel, &place, lines, tongue), bars_height(lines))
        }
        Plot::Spread { .. } => (columns(place, lines), COLUMNS_HEIGHT),
        Plot::Stack { stack, .. } => (stacked(place, lines, stack.points.len()), bars_height(lines) + LEGEND),
    };
    let title = match &panel.field {
        Some((_, title)) => format!("{}. {} · {title}", finding.number, finding.heading),
        None => format!("{}. {}", finding.number, finding.heading),
    };
    let said = if panel.sentence.is_empty() { &finding.headline } else { &panel.sentence };
    named(&mut chart, &title, said, height);
    Some((chart, height))
}

/// Its size, its title, and what it says to whoever does not see it.
fn named(chart: &mut Chart, title: &str, said: &str, height: u32) {
    chart.set_width(WIDTH).set_height(height).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    // "Kom naar zaal!A1" is a range but for this.
    let end = if title.contains('!') { "\u{a0}" } else { "" };
    chart.title().set_name(&(shortened(title, TITLE_LETTERS) + end)).set_overlay(false);
    chart.title().set_font(font(13).set_bold());
    chart.set_alt_text(shortened(&format!("{title} {said}"), ALT_LETTERS));
    chart.chart_area().set_format(ChartFormat::new().set_no_border());
}

fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size).set_color(Color::RGB(INK)).unset_bold();
    font
}

fn bars_height(lines: &[Line]) -> u32 {
    let line_count = |line: &Line| line.label.chars().count().div_ceil(LETTERS).max(1) as u32;
    TITLE + lines.iter().map(|line| BAR.max(line_count(line) * LINE + 10)).sum::<u32>() + 24
}

/// One bar a line, as long as its first figure, which stands at its end.
fn bars(panel: &Panel, place: &Place<'_>, lines: &[Line], tongue: Tongue) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let points: Vec<ChartPoint> = lines.iter().map(|line| point(colour(line))).collect();
    let labels: Vec<ChartDataLabel> = lines
        .iter()
        .map(|line| {
            let figure = line.figures.first().map(|figure| figure.read(tongue)).unwrap_or_default();
            ChartDataLabel::new().set_value(&figure).set_font(&font(10)).to_custom()
        })
        .collect();
    let column = place.columns.first().copied().unwrap_or(1);
    chart
        .add_series()
        .set_categories((place.sheet, place.top + 1, 0, place.last, 0))
        .set_values((place.sheet, place.top + 1, column, place.last, column))
        .set_name((place.sheet, place.top, column))
        .set_points(&points)
        .set_gap(45)
        .set_data_label(
            ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::OutsideEnd).set_font(&font(10)),
        )
        .set_custom_data_labels(&labels);
    let longest = lines.iter().filter_map(|line| figure_of(line.figures.first()?)).fold(0.0, f64::max);
    let all = if let Kind::Points { total, .. } = panel.question.kind { f64::from(total) } else { longest };
    // Room behind the longest bar for what it says.
    chart.x_axis().set_min(0).set_max(if all > 0.0 { all.max(longest) * 1.15 } else { 1.0 });
    beside(&mut chart, lines, 0, bars_height(lines));
    chart.legend().set_hidden();
    chart
}

/// Two bars a line, one over the other: who placed it first, and who gave it a place.
fn ranked(place: &Place<'_>, lines: &[Line], answered: u32, tongue: Tongue) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    for (index, colour) in [(RANKED, STEPS[1]), (FIRST, BLUE)] {
        let Some(column) = place.columns.get(index) else { continue };
        // Of first places: who gave any is told by the length behind it, and in the table.
        let label = |line: &Line| {
            let figure = line.figures.get(FIRST).map(|figure| figure.read(tongue)).unwrap_or_default();
            ChartDataLabel::new().set_value(&figure).set_font(&font(10)).to_custom()
        };
        let labels: Vec<ChartDataLabel> = lines.iter().map(label).collect();
        let series = chart.add_series();
        series
            .set_categories((place.sheet, place.top + 1, 0, place.last, 0))
            .set_values((place.sheet, place.top + 1, *column, place.last, *column))
            .set_name((place.sheet, place.top, *column))
            .set_format(&mut filled(colour))
            .set_gap(45)
            .set_overlap(100);
        if index == RANKED {
            let label = ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::OutsideEnd).clone();
            series.set_data_label(&label).set_custom_data_labels(&labels);
        }
    }
    // Room behind the longest bar for what it says.
    chart.x_axis().set_min(0).set_max(f64::from(answered.max(1)) * 1.15);
    beside(&mut chart, lines, LEGEND, bars_height(lines) + LEGEND);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    chart
}

/// Two bars a line: what people said first, and what the same people said then.
pub fn pairs(title: &str, said: &str, table: &Table, place: &Place<'_>, tongue: Tongue) -> (Chart, u32) {
    let mut chart = Chart::new(ChartType::Bar);
    let lines = &table.lines;
    for (index, colour) in [STEPS[1], BLUE].into_iter().enumerate() {
        let Some(column) = place.columns.get(index) else { continue };
        let label = |line: &Line| {
            let figure = line.figures.get(index).map(|figure| figure.read(tongue)).unwrap_or_default();
            ChartDataLabel::new().set_value(&figure).set_font(&font(10)).to_custom()
        };
        let labels: Vec<ChartDataLabel> = lines.iter().map(label).collect();
        let outside = ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::OutsideEnd).clone();
        chart
            .add_series()
            .set_categories((place.sheet, place.top + 1, 0, place.last, 0))
            .set_values((place.sheet, place.top + 1, *column, place.last, *column))
            .set_name((place.sheet, place.top, *column))
            .set_format(&mut filled(colour))
            .set_gap(60)
            .set_overlap(0)
            .set_data_label(&outside)
            .set_custom_data_labels(&labels);
    }
    let figures = lines.iter().flat_map(|line| &line.figures[..2.min(line.figures.len())]);
    let longest = figures.filter_map(figure_of).fold(0.0, f64::max);
    chart.x_axis().set_min(0).set_max(if longest > 0.0 { longest * 1.15 } else { 1.0 });
    // Two bars need nearly the room of two lines.
    let free = LEGEND + BAR / 2 * lines.len() as u32;
    let height = bars_height(lines) + free;
    beside(&mut chart, lines, LEGEND, height);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    named(&mut chart, title, said, height);
    (chart, height)
}

fn figure_of(figure: &Figure) -> Option<f64> {
    match figure {
        Figure::People { count, .. } | Figure::Count(count) => Some(f64::from(*count)),
        Figure::Mean(mean) => Some(f64::from((*mean)?) / 1000.0),
        Figure::Number { number, .. } => Some(number.millionths() as f64 / 1_000_000.0),
        Figure::Change(change) => Some(f64::from(*change)),
        Figure::Text(_) | Figure::Withheld => None,
    }
}

/// Rows on one scale, each as long as all who chose a point of it.
fn stacked(place: &Place<'_>, lines: &[Line], points: usize) -> Chart {
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for (index, column) in place.columns.iter().take(points).enumerate() {
        let colour = step(index, points);
        let is_dark = STEPS[4..].contains(&colour) || colour == STEPS[3];
        let mut ink = font(9);
        ink.set_color(if is_dark { Color::White } else { Color::RGB(INK) });
        let label = |line: &Line| match line.figures.get(index) {
            Some(Figure::People { count: 0, .. }) | None => ChartDataLabel::new().set_hidden().to_custom(),
            Some(Figure::People { percent: Some(percent), .. }) => {
                ChartDataLabel::new().set_value(&format!("{percent}%")).set_font(&ink).to_custom()
            }
            Some(figure) => {
                let count = figure_of(figure).unwrap_or_default();
                ChartDataLabel::new().set_value(&format!("{count}")).set_font(&ink).to_custom()
            }
        };
        let labels: Vec<ChartDataLabel> = lines.iter().map(label).collect();
        chart
            .add_series()
            .set_categories((place.sheet, place.top + 1, 0, place.last, 0))
            .set_values((place.sheet, place.top + 1, *column, place.last, *column))
            .set_name((place.sheet, place.top, *column))
            .set_format(&mut filled(colour))
            .set_gap(40)
            .set_overlap(100)
            .set_data_label(ChartDataLabel::new().show_value().set_font(&ink))
            .set_custom_data_labels(&labels);
    }
    beside(&mut chart, lines, LEGEND, bars_height(lines) + LEGEND);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    chart
}

/// Labels to the left of bars, the first line at the top, and no axis: figures stand at the bars. Below stay so many
/// pixels free, of so many in all. A bar chart lies on its side: its `y_axis` is that of the answers.
fn beside(chart: &mut Chart, lines: &[Line], free: u32, height: u32) {
    let longest = lines.iter().map(|line| line.label.chars().count()).max().unwrap_or(0).min(LETTERS);
    let left = (0.08 + longest as f64 * 0.0085).min(0.44);
    let height = f64::from(height);
    let (top, bottom) = (f64::from(TITLE) / height, f64::from(free + 12) / height);
    chart.y_axis().set_reverse().set_font(&font(10)).set_major_gridlines(false);
    chart.y_axis().set_format(ChartFormat::new().set_line(ChartLine::new().set_color(Color::RGB(GREY))));
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    let layout = ChartLayout::new().set_offset(left, top).set_dimensions(0.98 - left, 1.0 - top - bottom);
    chart.plot_area().set_layout(&layout);
}

/// How many gave each number.
fn columns(place: &Place<'_>, lines: &[Line]) -> Chart {
    let mut chart = Chart::new(ChartType::Column);
    let column = place.columns.first().copied().unwrap_or(1);
    let series = chart.add_series();
    series
        .set_categories((place.sheet, place.top + 1, 0, place.last, 0))
        .set_values((place.sheet, place.top + 1, column, place.last, column))
        .set_name((place.sheet, place.top, column))
        .set_format(&mut filled(BLUE))
        .set_gap(25);
    // More figures than this stand in each other's way.
    if lines.len() <= 16 {
        series.set_data_label(ChartDataLabel::new().show_value().set_font(&font(10)));
    }
    chart.x_axis().set_font(&font(10));
    chart.x_axis().set_name((place.sheet, place.top, 0)).set_name_font(&font(10));
    chart.y_axis().set_font(&font(10)).set_min(0).set_num_format("0");
    chart.y_axis().set_name((place.sheet, place.top, column)).set_name_font(&font(10));
    chart.y_axis().set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xDDE2E6)));
    chart.legend().set_hidden();
    chart
}

fn filled(colour: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour)));
    format
}

fn colour(line: &Line) -> u32 {
    match () {
        () if line.total => WHOLE,
        () if line.apart => GREY,
        () => BLUE,
    }
}

fn point(colour: u32) -> ChartPoint {
    ChartPoint::new().set_format(&mut filled(colour))
}

/// The colour of this point of so many: the steps of the blue that stand farthest apart.
fn step(index: usize, points: usize) -> u32 {
    let last = STEPS.len() - 1;
    STEPS[if points < 2 { 4 } else { (index * last / (points - 1)).min(last) }]
}

fn shortened(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_scale_have_the_lightest_and_the_darkest_step() {
        for points in 2..=7 {
            let steps: Vec<u32> = (0..points).map(|index| step(index, points)).collect();
            assert_eq!((steps[0], steps[points - 1]), (STEPS[0], STEPS[6]));
            assert!(steps.windows(2).all(|pair| pair[0] != pair[1]), "{steps:?}");
        }
    }
}
