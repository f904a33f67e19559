//! Tables on paper: a head that is said again on each page, rows that stay whole, and columns that stay readable: a table
//! with too many goes on as another one below, under the same labels.

use krilla::tagging::{TableHeaderScope, Tag};

use super::close::Close;
use super::tags::Branch;
use super::{BOTTOM, LEFT, Part, Set, Setter, TOP, WIDTH, in_language};
use crate::codec::picture::letters::{Hand, Line, wrap};
use crate::codec::picture::mark::{Anchor, Mark, Role};
use crate::codec::report::content::{Depth, Grid, Said};

const LEADING: f32 = 1.35;
/// How far the answers of a group stand in below its name.
const INDENT: f32 = 12.0;
const FIGURE_MAX: f32 = 110.0;
/// Labels get at least this part of the width.
const LABEL_MIN: f32 = 0.23;
/// A table of short labels is no wider than this part: an eye must find the figure behind its label.
const NARROW: f32 = 0.5;
/// Of a list of names and values.
const NAME: f32 = 0.36;
/// Of the table of all questions: the question, what it came to, how many answered.
const OVERVIEW: [f32; 3] = [0.42, 0.42, 0.16];

/// How closely a table is set.
#[derive(Clone, Copy)]
struct Fit {
    head: Hand,
    cell: Hand,
    /// Above and below the words of a row.
    pad: f32,
    /// Between two columns.
    gap: f32,
    /// No column of figures is narrower, or its head could not be read.
    figure: f32,
}

const ROOMY: Fit = Fit { head: Hand::bold(8.5), cell: Hand::regular(9.5), pad: 3.6, gap: 12.0, figure: 62.0 };
/// Of many rows: so that a question still stands on its page.
const LONG: Fit = Fit { pad: 1.4, cell: Hand::regular(9.0), ..ROOMY };
/// Of many columns.
const WIDE: Fit = Fit { head: Hand::bold(8.0), cell: Hand::regular(8.5), gap: 9.0, figure: 28.0, ..ROOMY };

impl Fit {
    fn of(grid: &Grid, close: Close) -> Self {
        let fit = match (grid.is_figures, grid.heads.len(), grid.rows.len()) {
            (true, 5.., _) => WIDE,
            (true, 0, _) | (true, _, 13..) => LONG,
            _ => ROOMY,
        };
        let (cell, pad) = close.cell(fit.cell, fit.pad);
        Fit { cell, pad, ..fit }
    }
}

struct Column {
    x: f32,
    width: f32,
    /// Figures stand at the right.
    is_right: bool,
    /// Its place in the rows.
    index: usize,
}

/// Where a cell stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Body(Depth),
}

/// A cell, ready to be put on a page.
struct Cell {
    lines: Vec<Line>,
    hand: Hand,
    role: Role,
    /// From the left edge of its column.
    indent: f32,
}

impl Setter {
    pub(super) fn grid(&mut self, grid: &Grid) {
        let heads = self.spelled(&grid.heads);
        let rows: Vec<Vec<Said>> = grid.rows.iter().map(|row| self.spelled(row)).collect();
        let fit = Fit::of(grid, self.close);
        for columns in columns(grid, fit, &heads, &rows) {
            self.air(12.0);
            self.one(grid, fit, &columns, &heads, &rows);
        }
    }

    fn spelled(&mut self, row: &[Said]) -> Vec<Said> {
        row.iter().map(|said| Said { text: self.spell(&said.text), lang: said.lang.clone() }).collect()
    }

    fn one(&mut self, grid: &Grid, fit: Fit, columns: &[Column], heads: &[Said], rows: &[Vec<Said>]) {
        let cells = |row: &[Said], place: Place| -> Vec<Cell> {
            columns.iter().map(|column| cell(&row[column.index], column, place, grid, fit)).collect()
        };
        let head = (!heads.is_empty()).then(|| cells(heads, Place::Head));
        let wide = columns.last().map_or(WIDTH, |last| last.x + last.width);
        let head_high = head.as_ref().map_or(0.0, |head| height(head, fit));
        let first_high = rows.first().map_or(0.0, |row| height(&cells(row, Place::Body(grid.depth(&0))), fit));
        self.need(head_high + first_high);
        let table = self.tree.top(Tag::Table.with_summary(Some(grid.summary.clone())));
        if let Some(head) = &head {
            let group = self.tree.under(table, Tag::THead);
            let row = self.tree.under(group, Tag::TR);
            self.row(columns, fit, head, |setter, column| {
                let tag = Tag::TH(TableHeaderScope::Column);
                Some(setter.tree.under(row, in_language(tag, &heads[column.index])))
            });
            self.rule(wide, Role::Ink, 0.75);
        } else {
            self.rule(wide, Role::Line, 0.5);
        }
        let body = self.tree.under(table, Tag::TBody);
        for (index, said) in rows.iter().enumerate() {
            let cells = cells(said, Place::Body(grid.depth(&index)));
            if self.y + height(&cells, fit) > BOTTOM && self.y > TOP {
                self.new_page();
                if let Some(head) = &head {
                    self.row(columns, fit, head, |_, _| None);
                    self.rule(wide, Role::Ink, 0.75);
                }
            }
            let row = self.tree.under(body, Tag::TR);
            self.row(columns, fit, &cells, |setter, column| {
                let tag = match column.index {
                    0 => in_language(Tag::TH(TableHeaderScope::Row), &said[0]),
                    _ => in_language(Tag::TD, &said[column.index]),
                };
                Some(setter.tree.under(row, tag))
            });
            self.rule(wide, Role::Line, 0.5);
        }
        self.y += 6.0;
    }

    /// `branch` makes the place in the tree of each cell; `None` where the row is only said again.
    fn row(
        &mut self,
        columns: &[Column],
        fit: Fit,
        cells: &[Cell],
        mut branch: impl FnMut(&mut Self, &Column) -> Option<Branch>,
    ) {
        let top = self.y;
        for (column, cell) in columns.iter().zip(cells) {
            let set = Set { hand: cell.hand, role: cell.role, left: column.x + cell.indent, leading: LEADING };
            let mut y = top + fit.pad;
            let mut marks = Vec::new();
            for (index, line) in cell.lines.iter().enumerate() {
                let mut mark = set.line(line, index + 1 == cell.lines.len(), y);
                if let (true, Mark::Words { x, anchor, runs, .. }) = (column.is_right, &mut mark) {
                    (*x, *anchor) = (LEFT + column.x + column.width, Anchor::End);
                    let long = runs[0].text.trim_end().len();
                    runs[0].text.truncate(long);
                }
                marks.push(mark);
                y += cell.hand.size * LEADING;
            }
            match branch(self, column) {
                Some(branch) => self.leaf(branch, marks),
                None => self.put(Part::Ornament, marks),
            }
        }
        self.y = top + height(cells, fit);
    }

    fn rule(&mut self, wide: f32, role: Role, width: f32) {
        let (from, to) = ((LEFT, self.y), (LEFT + wide, self.y));
        self.put(Part::Ornament, vec![Mark::Rule { from, to, width, role, dashes: None }]);
    }
}

fn cell(said: &Said, column: &Column, place: Place, grid: &Grid, fit: Fit) -> Cell {
    let (hand, role) = match (place, column.index) {
        (Place::Head, _) => (fit.head, Role::Soft),
        (Place::Body(Depth::Whole), _) => (Hand::bold(fit.cell.size), Role::Ink),
        (Place::Body(_), 0) if grid.heads.is_empty() => (fit.cell, Role::Soft),
        (Place::Body(_), _) => (fit.cell, Role::Ink),
    };
    let is_part = place == Place::Body(Depth::Part) && column.index == 0;
    let indent = if is_part { INDENT } else { 0.0 };
    // An empty cell would be no cell at all in the tree.
    let text = if said.text.trim().is_empty() { "–" } else { &said.text };
    Cell { lines: wrap(text, hand, column.width - indent), hand, role, indent }
}

fn height(cells: &[Cell], fit: Fit) -> f32 {
    let high = |cell: &Cell| cell.lines.len() as f32 * cell.hand.size * LEADING;
    cells.iter().map(high).fold(0.0, f32::max) + 2.0 * fit.pad
}

/// The columns, in as many tables as they need.
fn columns(grid: &Grid, fit: Fit, heads: &[Said], rows: &[Vec<Said>]) -> Vec<Vec<Column>> {
    let plain = |index: usize, x: f32, width: f32| Column { x, width, is_right: false, index };
    if heads.is_empty() {
        let wide = if grid.is_figures { WIDTH * NARROW * 1.3 } else { WIDTH };
        let name = wide * if grid.is_figures { 0.6 } else { NAME };
        return vec![vec![plain(0, 0.0, name - fit.gap), plain(1, name, wide - name)]];
    }
    if !grid.is_figures {
        let mut x = 0.0;
        let mut column = |(index, part): (usize, &f32)| {
            let width = WIDTH * part;
            let is_last = index + 1 == OVERVIEW.len();
            let column = Column { is_right: is_last, ..plain(index, x, width - if is_last { 0.0 } else { fit.gap }) };
            x += width;
            column
        };
        return vec![OVERVIEW.iter().enumerate().map(&mut column).collect()];
    }
    let count = heads.len();
    let widths: Vec<f32> = (1..count).map(|index| figure_width(index, fit, heads, rows)).collect();
    let labels = rows.iter().filter_map(|row| row.first()).map(|said| fit.cell.width(&said.text));
    let indent = if grid.depths.contains(&Depth::Part) { INDENT } else { 0.0 };
    // A hair more than the widest, so that it stays on its line.
    let label = labels.chain([fit.head.width(&heads[0].text)]).fold(0.0, f32::max) + indent + 1.0;
    let mut tables = Vec::new();
    let mut from = 0;
    while from < widths.len() || tables.is_empty() {
        let mut taken = 0.0;
        let fits = widths[from..].iter().take_while(|width| {
            taken += *width + fit.gap;
            taken <= WIDTH * (1.0 - LABEL_MIN)
        });
        let to = from + fits.count().max(1).min(widths.len() - from);
        let taken: f32 = widths[from..to].iter().map(|width| width + fit.gap).sum();
        let mut x = label.min(WIDTH - taken).max(WIDTH * NARROW - taken);
        let mut table = vec![plain(0, 0.0, x)];
        for (index, width) in widths[from..to].iter().enumerate() {
            table.push(Column { is_right: true, ..plain(from + index + 1, x + fit.gap, *width) });
            x += width + fit.gap;
        }
        tables.push(table);
        from = to;
    }
    tables
}

/// As wide as its widest figure and the longest word of its head.
fn figure_width(index: usize, fit: Fit, heads: &[Said], rows: &[Vec<Said>]) -> f32 {
    let figures = rows.iter().filter_map(|row| row.get(index)).map(|said| fit.cell.width(&said.text));
    let words = heads[index].text.split(' ').map(|word| fit.head.width(word));
    figures.chain(words).fold(fit.figure, f32::max).min(FIGURE_MAX)
}
