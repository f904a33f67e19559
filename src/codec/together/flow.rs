//! Who went where as bands from left to right, as wide as there are people in them.
//!
//! Sizes are in em from the top and in thousandths of the width, so that a page that writes larger draws higher; holds no
//! words and no colours.

use std::fmt::Write;

/// The room for all people together, and between two answers, in thousandths of an em.
const PEOPLE_EM: u32 = 14_000;
const GAP_EM: u32 = 1_200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// In thousandths of an em.
    pub height: u32,
    pub left: Vec<Block>,
    pub right: Vec<Block>,
    pub bands: Vec<Band>,
}

/// One answer at one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What stands at it: its place in the list of answers, or the number it is.
    pub number: i64,
    /// In thousandths of an em.
    pub top: u32,
    pub height: u32,
}

/// People who went from one answer to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub from: usize,
    pub to: usize,
    pub count: u32,
    /// They said the same both times.
    pub stayed: bool,
    left: u32,
    right: u32,
    height: u32,
}

impl Flow {
    /// `again`: both sides are the same answers. `from` is the number of the first answer. Answers that nobody gave at a side have no block there.
    pub fn of(cells: &[Vec<u32>], again: bool, from: i64) -> Self {
        let total: u32 = cells.iter().flatten().sum();
        let high =
            |count: u32| (u64::from(count) * u64::from(PEOPLE_EM)).checked_div(u64::from(total)).unwrap_or(0) as u32;
        let rows: Vec<u32> = cells.iter().map(|row| row.iter().sum()).collect();
        let width = cells.first().map_or(0, Vec::len);
        let columns: Vec<u32> = (0..width).map(|to| cells.iter().map(|row| row[to]).sum()).collect();
        let (left, right) = (blocks(&rows, from, &high), blocks(&columns, from, &high));
        let top_of = |blocks: &[Block], place: usize| {
            blocks.iter().find(|block| block.number == from + place as i64).map_or(0, |block| block.top)
        };
        let mut filled_left: Vec<u32> = (0..rows.len()).map(|place| top_of(&left, place)).collect();
        let mut filled_right: Vec<u32> = (0..columns.len()).map(|place| top_of(&right, place)).collect();
        let mut bands = Vec::new();
        for (place, row) in cells.iter().enumerate() {
            for (to, count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                let height = high(*count);
                let (start, end) = (filled_left[place], filled_right[to]);
                bands.push(Band {
                    from: place,
                    to,
                    count: *count,
                    stayed: again && place == to,
                    left: start,
                    right: end,
                    height,
                });
                filled_left[place] += height;
                filled_right[to] += height;
            }
        }
        let end = |blocks: &[Block]| blocks.last().map_or(0, |block| block.top + block.height);
        Self { height: end(&left).max(end(&right)).max(GAP_EM), left, right, bands }
    }

    /// The bands and blocks as SVG, the numbers of answers at both sides.
    pub fn svg(&self) -> String {
        let mut svg = String::new();
        let mut write = |text: std::fmt::Arguments<'_>| svg.write_fmt(text).expect("a String takes all");
        write(format_args!(
            r#"<svg class="flow" width="100%" height="{}em" aria-hidden="true" focusable="false"><svg width="100%" height="100%" viewBox="0 0 1000 {}" preserveAspectRatio="none">"#,
            thousandths(self.height),
            self.height
        ));
        // Who stayed lies under who went.
        for stayed in [true, false] {
            for band in self.bands.iter().filter(|band| band.stayed == stayed) {
                let class = if band.stayed { "stayed" } else { "went" };
                write(format_args!(r#"<path class="{class}" d="{}"/>"#, band.path()));
            }
        }
        write(format_args!("</svg>"));
        for (blocks, x, at, anchor) in [(&self.left, "0", "2.2em", "start"), (&self.right, "100%", "-2.2em", "end")] {
            for block in blocks {
                let shift = if x == "0" { "" } else { r#" class="right""# };
                write(format_args!(
                    r#"<svg x="{x}" y="{}em" overflow="visible"{shift}><rect class="block" x="{}" width="1.6em" height="{}em"/><text x="{at}" y="{}em" text-anchor="{anchor}">{}</text></svg>"#,
                    thousandths(block.top),
                    if x == "0" { "0" } else { "-1.6em" },
                    thousandths(block.height),
                    thousandths(block.height / 2 + 350),
                    block.number
                ));
            }
        }
        write(format_args!("</svg>"));
        svg
    }
}

fn blocks(counts: &[u32], from: i64, high: &dyn Fn(u32) -> u32) -> Vec<Block> {
    let mut top = 0;
    let mut blocks = Vec::new();
    for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // As high as its bands together, which are rounded down each; a hair at least.
        let height = high(*count).max(60);
        blocks.push(Block { number: from + place as i64, top, height });
        top += height + GAP_EM;
    }
    blocks
}

impl Band {
    fn path(&self) -> String {
        let Self { left, right, height, .. } = *self;
        let (low_left, low_right) = (left + height, right + height);
        format!(
            "M0 {left}C500 {left} 500 {right} 1000 {right}V{low_right}C500 {low_right} 500 {low_left} 0 {low_left}Z"
        )
    }
}

fn thousandths(em: u32) -> String {
    format!("{}.{:03}", em / 1000, em % 1000)
}
