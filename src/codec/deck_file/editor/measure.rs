//! How much of the projector's page some text takes at a size, estimated: letters by the widths of a common sans-serif,
//! lines broken between words, and the distances of the screen's stylesheet (`static/css/screen`: page, slide, steps).
//! Never lays out anything: the browser does, with a font that nobody knows beforehand.

use crate::domain::deck::{Block, Inline};

/// The stage's width at a height of 1080, without its margins of 96.
pub const WIDTH: f64 = 1728.0;
/// The stage's height: 1080 without a foot of 116 and margins of 72 and 32.
pub const HEIGHT: f64 = 860.0;

/// Line height of running text, of table cells, and of headings.
const LINE: f64 = 1.2;
const LINE_CELL: f64 = 1.22;
const LINE_TITLE: f64 = 1.15;
/// What bold letters are wider.
const BOLD: f64 = 1.06;
/// The gap between two columns, in em in a table and in pixels between steps.
const CELL_GAP: f64 = 0.75;
const STEP_GAP: f64 = 20.0;

/// A size of text and how closely it stands: what `fit.js` tries one after another.
#[derive(Clone, Copy)]
pub struct Setting {
    /// Pixels at a height of 1080.
    pub size: f64,
    pub density: Density,
}

/// How far things stand apart: `data-density` of the page.
#[derive(Clone, Copy)]
pub struct Density {
    /// `--gap`, in em.
    gap: f64,
    /// `--head-gap`, in pixels.
    head_gap: f64,
}

pub const ROOMY: Density = Density { gap: 0.78, head_gap: 44.0 };
pub const COMPACT: Density = Density { gap: 0.3, head_gap: 28.0 };

/// The height that something takes; none when a word is wider than its place.
type Height = Option<f64>;

impl Setting {
    /// A title and what stands under it.
    pub fn flow(&self, title: &[Inline], body: &[Block]) -> Height {
        let gaps = 0.6 * self.size * body.len().saturating_sub(1) as f64;
        Some(self.title(title)? + gaps + self.blocks(body, WIDTH)?)
    }

    /// A title and a list whose items stand side by side.
    pub fn steps(&self, title: &[Inline], items: &[Vec<Block>]) -> Height {
        let columns = items.len().max(1) as f64;
        let width = (WIDTH - STEP_GAP * (columns - 1.0)) / columns;
        let has_inner = items.iter().any(|item| item.len() > 1);
        let arrow = if has_inner { 24.0 } else { 160.0 };
        let mut highest = 0.0_f64;
        for item in items {
            let mut height = arrow + 0.55 * self.size;
            for (index, block) in item.iter().enumerate() {
                height += match (index, block) {
                    (0, Block::Paragraph(text)) => self.lines(text, width / BOLD)? * self.size * LINE_TITLE,
                    // The dots of the inner list take 0.75 em instead of 1.15.
                    _ => 0.7 * self.size + self.block(block, width + 0.4 * self.size)?,
                };
            }
            highest = highest.max(height);
        }
        Some(self.title(title)? + highest)
    }

    fn title(&self, title: &[Inline]) -> Height {
        let size = (self.size * 1.3).clamp(60.0_f64.min(self.size * 2.0), 88.0);
        let lines = Setting { size, ..*self }.lines(title, WIDTH / BOLD)?;
        Some(lines * size * LINE_TITLE + self.density.head_gap)
    }

    fn blocks(&self, blocks: &[Block], width: f64) -> Height {
        blocks.iter().map(|block| self.block(block, width)).sum()
    }

    fn block(&self, block: &Block, width: f64) -> Height {
        match block {
            Block::Paragraph(text) => Some(self.lines(text, width)? * self.size * LINE),
            Block::List { start, items } => {
                let gap = (0.3 + self.density.gap * 0.25) * self.size;
                let width = width - self.size * if start.is_some() { 1.5 } else { 1.15 };
                let items = items
                    .iter()
                    .map(|item| Some(self.blocks(item, width)? + gap * item.len().saturating_sub(1) as f64));
                let heights = items.collect::<Option<Vec<f64>>>()?;
                Some(heights.iter().sum::<f64>() + gap * heights.len().saturating_sub(1) as f64)
            }
            Block::Table { head, rows } => self.table(head, rows, width),
            Block::Quote(inner) => self.blocks(inner, width - 0.7 * self.size - 8.0),
            Block::Heading { level, text } => {
                // What browsers give headings of these levels.
                let grown = match level {
                    2 => 1.5,
                    3 => 1.17,
                    _ => 1.0,
                };
                let size = self.size * grown;
                Some(Setting { size, ..*self }.lines(text, width / BOLD)? * size * LINE_TITLE)
            }
            Block::Code(code) => Some(code.lines().count().max(1) as f64 * self.size * LINE),
        }
    }

    /// Columns share the width as browsers have it: each its longest word, and what is left by how much they want.
    fn table(&self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], width: f64) -> Height {
        let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
        let columns = all().map(<[_]>::len).max()?;
        let widest = |column: usize, wide: fn(&str) -> f64| {
            let cells = all().filter_map(|row| row.get(column));
            cells.map(|cell| self.size * wide(&text_of(cell))).fold(0.0, f64::max)
        };
        let gap = CELL_GAP * self.size;
        let room = width - gap * columns.saturating_sub(1) as f64;
        let least: Vec<f64> = (0..columns).map(|column| widest(column, longest_word)).collect();
        let most: Vec<f64> = (0..columns).map(|column| widest(column, text_width)).collect();
        let (least_sum, most_sum) = (least.iter().sum::<f64>(), most.iter().sum::<f64>());
        if least_sum > room {
            return None;
        }
        let share = if most_sum > least_sum { ((room - least_sum) / (most_sum - least_sum)).min(1.0) } else { 1.0 };
        let widths: Vec<f64> = least.iter().zip(&most).map(|(least, most)| least + (most - least) * share).collect();
        let padding = self.density.gap * 0.54 * 2.0 * self.size;
        let height = |row: &[Vec<Inline>]| {
            // Half a pixel more, or a cell as wide as its text would break.
            let lines = row.iter().zip(&widths).map(|(cell, width)| self.lines(cell, width + 0.5));
            let lines = lines.collect::<Option<Vec<f64>>>()?.into_iter().fold(1.0, f64::max);
            Some(lines * self.size * LINE_CELL + padding + 3.0)
        };
        all().map(height).sum()
    }

    /// Lines of a text in this width.
    fn lines(&self, text: &[Inline], width: f64) -> Height {
        let width = width / self.size;
        let mut lines = 0.0;
        for line in text_of(text).split('\n') {
            lines += 1.0;
            let mut used = 0.0;
            for word in line.split_inclusive(breaks_behind) {
                let bare = text_width(word.trim_end());
                if bare > width {
                    return None;
                }
                if used + bare > width {
                    lines += 1.0;
                    used = 0.0;
                }
                used += text_width(word);
            }
        }
        Some(lines)
    }
}

/// A text with its breaks as line ends. An address breaks anywhere, so it stands here in pieces.
fn text_of(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) => text.push_str(&text_of(inner)),
            Inline::Link { text: inner, .. } => {
                for sign in text_of(inner).chars() {
                    text.push(sign);
                    text.push(SOFT_HYPHEN);
                }
            }
            Inline::Break => text.push('\n'),
        }
    }
    text
}

const SOFT_HYPHEN: char = '\u{ad}';

/// Where a line may end: behind a space, a hyphen, and where the presenter put a soft one.
fn breaks_behind(sign: char) -> bool {
    matches!(sign, ' ' | '-' | '–' | '—' | SOFT_HYPHEN)
}

fn longest_word(text: &str) -> f64 {
    text.split(|sign| breaks_behind(sign) || sign == '\n').map(text_width).fold(0.0, f64::max)
}

/// Width in em.
fn text_width(text: &str) -> f64 {
    text.chars().map(letter_width).sum()
}

/// Rounded from the letters of Arial, in em; the fonts that Windows, macOS and Linux give are within a tenth of it.
fn letter_width(letter: char) -> f64 {
    match letter {
        SOFT_HYPHEN => 0.0,
        'i' | 'j' | 'l' | 'f' | 't' | 'I' | ' ' | '.' | ',' | ':' | ';' | '!' | '\'' | '‘' | '’' | '|' | '/' | '('
        | ')' | '[' | ']' => 0.27,
        'r' | '-' | '"' | '“' | '”' => 0.35,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 0.86,
        'A'..='Z' => 0.7,
        // Ideographs and emoji fill a square.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffdc}' | '\u{1f300}'.. => 1.0,
        _ => 0.556,
    }
}
