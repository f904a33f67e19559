//! A chart for a slide of 1920 × 1080: nothing on it is smaller than what the last row of a hall reads.
//!
//! What does not fit is first set closer, then in two columns, then with the smallest bars in one line of words where
//! their order carries no meaning. Letters are never made smaller.

use super::letters::{Hand, Letters, wrap, wrap_balanced};
use super::mark::{Block, Role};
use super::pen::{Names, Pen, Room, lines, stacked};
use super::{Caption, Parts, Picture, Unit, body, foot, notes, picture};
use crate::codec::findings::{Panel, Plot};

const WIDTH: f32 = 1920.0;
const HEIGHT: f32 = 1080.0;
const SIDE: f32 = 96.0;
const TOP: f32 = 64.0;
/// As on the screen: the height of letters that a hall reads.
const TEXT: f32 = 44.0;
/// Where the rule above the foot stands.
const FOOT: f32 = 972.0;
/// Above that rule.
const AIR: f32 = 34.0;
const COLUMN_GAP: f32 = 96.0;

/// One way to set the chart.
#[derive(Clone, Copy)]
struct Setting {
    bar: f32,
    gap: f32,
    floor: f32,
    names: Names,
    columns: usize,
    has_notes: bool,
    /// So many bars keep their names.
    cut: Option<usize>,
}

const ROOMY: Setting =
    Setting { bar: 56.0, gap: 36.0, floor: 430.0, names: Names::Above, columns: 1, has_notes: true, cut: None };
const PLAIN: Setting = Setting { bar: 44.0, gap: 24.0, floor: 330.0, ..ROOMY };
const TIGHT: Setting = Setting { bar: 32.0, gap: 18.0, floor: 220.0, ..ROOMY };
const COLUMNS: Setting = Setting { bar: 36.0, gap: 20.0, columns: 2, has_notes: false, ..ROOMY };
const BESIDE: Setting = Setting { bar: 36.0, gap: 8.0, floor: 160.0, names: Names::Beside, has_notes: false, ..ROOMY };

/// From what is best to look at to what just fits.
const SETTINGS: [Setting; 12] = [
    ROOMY,
    PLAIN,
    Setting { has_notes: false, ..PLAIN },
    TIGHT,
    Setting { has_notes: false, ..TIGHT },
    Setting { has_notes: false, gap: 14.0, bar: 30.0, ..TIGHT },
    COLUMNS,
    Setting { bar: 30.0, gap: 12.0, ..COLUMNS },
    Setting { cut: Some(6), has_notes: false, ..TIGHT },
    BESIDE,
    Setting { cut: Some(4), has_notes: false, ..TIGHT },
    Setting { cut: Some(2), has_notes: false, ..TIGHT },
];
/// A long title gives way before the chart does.
const TITLES: [f32; 2] = [64.0, 48.0];

pub(super) fn draw(caption: &Caption<'_>, panels: &[&Panel], letters: Letters) -> Option<Picture> {
    let is_bars = panels.len() == 1 && !matches!(panels[0].plot, Plot::Stack { .. } | Plot::Spread { .. });
    let settings = SETTINGS.iter().filter(|setting| is_bars || (setting.columns == 1 && setting.cut.is_none()));
    for setting in settings {
        for title in TITLES {
            if let Some(picture) = set(caption, panels, letters, *setting, title) {
                return Some(picture);
            }
        }
    }
    None
}

/// `None` when it does not fit.
fn set(
    caption: &Caption<'_>,
    panels: &[&Panel],
    letters: Letters,
    setting: Setting,
    title_size: f32,
) -> Option<Picture> {
    const QUESTION: Hand = Hand::regular(TEXT);
    let wide = WIDTH - 2.0 * SIDE;
    let columns = setting.columns as f32;
    let width = (wide - COLUMN_GAP * (columns - 1.0)) / columns;
    let Setting { bar, gap, floor, names, .. } = setting;
    let mut pen = Pen::new(caption.tongue, letters, Room { width: wide, text: TEXT, bar, gap, floor, names });
    let title = Hand::bold(title_size);
    let [said, asked] = [caption.title(panels), caption.question(panels)].map(|text| pen.spell(&text));
    let head = stacked([
        lines(&wrap_balanced(&said, title, wide), title, Role::Ink, false),
        lines(&wrap(&asked, QUESTION, wide), QUESTION, Role::Soft, true),
    ]);
    let under = if setting.has_notes { notes(&mut pen, panels, Hand::regular(TEXT)) } else { None };
    pen.room.width = width;
    let drawn = body(&mut pen, panels, setting.cut);
    let top = TOP + head.height + gap.max(20.0);
    let room = FOOT - AIR - top - under.as_ref().map_or(0.0, |under| under.height + gap);
    let columns = in_columns(drawn, setting.columns);
    let height = columns.iter().map(|column| column.height).fold(0.0, f32::max);
    if height > room {
        return None;
    }
    let mut marks: Vec<_> = head.marks.into_iter().map(|mark| mark.moved(SIDE, TOP)).collect();
    for (index, column) in columns.into_iter().enumerate() {
        let left = SIDE + index as f32 * (width + COLUMN_GAP);
        marks.extend(column.marks.into_iter().map(|mark| mark.moved(left, top)));
    }
    if let Some(under) = under {
        marks.extend(under.marks.into_iter().map(|mark| mark.moved(SIDE, top + height + gap)));
    }
    let foot = foot(caption, panels, &mut pen, wide, QUESTION);
    marks.extend(foot.marks.into_iter().map(|mark| mark.moved(SIDE, FOOT)));
    let parts = Parts { unit: Unit::Pixel, ground: Role::Paper, marks, missing: pen.missing };
    Some(picture(caption, panels, (WIDTH, HEIGHT), parts))
}

/// Parted where the higher column is least high.
fn in_columns(blocks: Vec<Block>, columns: usize) -> Vec<Block> {
    if columns == 1 || blocks.len() < 2 {
        return vec![stacked(blocks)];
    }
    let high = |blocks: &[Block]| stacked(blocks.iter().map(|block| Block { marks: Vec::new(), ..*block })).height;
    let parted = |at: usize| high(&blocks[..at]).max(high(&blocks[at..]));
    // Of equals the last: the first column is never the shorter one.
    let at = (1..blocks.len()).rev().min_by(|one, other| parted(*one).total_cmp(&parted(*other))).unwrap_or(1);
    let mut first = blocks;
    let second = first.split_off(at);
    vec![stacked(first), stacked(second)]
}
