//! What every drawing of figures shares: how large, how wide, in whose words; and names with what stands behind them.

use super::letters::{Hand, Letters, Line, Missing, wrap};
use super::mark::{Anchor, Block, Mark, Role, Run};
use crate::codec::words::Tongue;

/// From one line of text to the next, in heights of its letters.
pub const LEADING: f32 = 1.25;
/// Where letters stand, from the top of their line.
const BASELINE: f32 = 0.96;
/// From the middle of a bar to where its figures stand: half a capital.
const HALF_CAPITAL: f32 = 0.357;

/// Where the names of bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Above,
    /// For a list that is longer than the room is high.
    Beside,
}

/// The room that a drawing gets, in the units of its picture.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub width: f32,
    /// Height of the letters.
    pub text: f32,
    /// Thickness of a bar.
    pub bar: f32,
    /// Between two rows.
    pub gap: f32,
    /// Height of columns.
    pub floor: f32,
    pub names: Names,
}

/// Draws within a room, and remembers which signs it could not draw.
pub struct Pen {
    pub tongue: Tongue,
    pub letters: Letters,
    pub room: Room,
    pub missing: Missing,
}

impl Pen {
    pub fn new(tongue: Tongue, letters: Letters, room: Room) -> Self {
        Self { tongue, letters, room, missing: Missing::default() }
    }

    pub fn plain(&self) -> Hand {
        Hand::regular(self.room.text)
    }

    pub fn bold(&self) -> Hand {
        Hand::bold(self.room.text)
    }

    pub fn spell(&mut self, text: &str) -> String {
        self.letters.spell(text, &mut self.missing)
    }

    /// The head of a bar is as round as on the screen: six pixels of a bar of fifty-six.
    pub fn head(&self) -> f32 {
        (self.room.bar * 0.11).min(6.0)
    }

    /// A text over as many lines as it takes.
    pub fn paragraph(&mut self, text: &str, hand: Hand, role: Role, of_deck: bool) -> Block {
        let text = self.spell(text);
        lines(&wrap(&text, hand, self.room.width), hand, role, of_deck)
    }

    /// A name, with what is said of it at the other end of its last line, or on a line of its own where that is too short.
    pub fn named(&mut self, name: &str, width: f32, hand: Hand, aside: Option<&str>) -> Block {
        let name = self.spell(name);
        let broken = wrap(&name, hand, width);
        let mut block = lines(&broken, hand, Role::Ink, true);
        let Some(aside) = aside else { return block };
        let (aside, plain) = (self.spell(aside), self.plain());
        let last = broken.last().map_or(0.0, |line| line.width);
        if last + plain.width(&aside) + self.room.text > width {
            let below = lines(&wrap(&aside, plain, width), plain, Role::Soft, false);
            return stacked([block, below]);
        }
        let y = block.height - self.room.text * (LEADING - BASELINE);
        block.marks.push(Mark::words(width, y, Anchor::End, aside, plain, Role::Soft));
        block
    }

    /// A count in bold with its share beside it, from `x` on, at the height of a bar's middle.
    pub fn figures(&self, x: f32, middle: f32, figures: &Figures) -> Mark {
        let y = middle + self.room.text * HALF_CAPITAL;
        Mark::Words { x, y, anchor: Anchor::Start, runs: self.runs(figures) }
    }

    pub fn runs(&self, figures: &Figures) -> Vec<Run> {
        let bold = Run { text: figures.count.clone(), hand: self.bold(), role: Role::Ink, of_deck: false };
        let behind = figures.behind.as_ref().map(|behind| Run {
            text: format!(" · {behind}"),
            hand: self.plain(),
            role: Role::Soft,
            of_deck: false,
        });
        std::iter::once(bold).chain(behind).collect()
    }

    /// What figures take up behind a bar, the air before them with it.
    pub fn behind_bar(&self, figures: &Figures) -> f32 {
        self.runs(figures).iter().map(Run::width).sum::<f32>() + self.air()
    }

    /// Between a bar and its figures.
    pub fn air(&self) -> f32 {
        self.room.text * 0.5
    }

    /// Words beside the colour that they name, over as many lines as it takes.
    pub fn legend(&mut self, entries: &[(Role, Option<Role>, String, bool)]) -> Block {
        let (text, hand, width) = (self.room.text, self.plain(), self.room.width);
        let side = text * 0.75;
        let mut block = Block { height: text * LEADING, ..Block::default() };
        let mut x = 0.0;
        for (role, edge, name, of_deck) in entries {
            let name = self.spell(name);
            let lines = wrap(&name, hand, width - side * 1.6);
            let wide = side * 1.6 + lines.iter().map(|line| line.width).fold(0.0, f32::max);
            if x > 0.0 && x + wide > width {
                (x, block.height) = (0.0, block.height + text * LEADING);
            }
            for (index, line) in lines.iter().enumerate() {
                block.height += if index > 0 { text * LEADING } else { 0.0 };
                let y = block.height - text * (LEADING - BASELINE);
                if index == 0 {
                    let edge = edge.map(|edge| (edge, text * 0.05));
                    let (x, y) = (x, y - side * 0.92);
                    block.marks.push(Mark::Box { x, y, width: side, height: side, role: *role, edge });
                }
                block.marks.push(Mark::line(x + side * 1.6, y, line, hand, Role::Ink, *of_deck));
            }
            x += wide + text;
        }
        block
    }
}

/// `41` and, beside it, `47%`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub count: String,
    pub behind: Option<String>,
}

impl Figures {
    pub fn people(count: u32, percent: Option<u32>, tongue: Tongue) -> Self {
        Self { count: tongue.figure(count), behind: percent.map(|percent| format!("{percent}%")) }
    }
}

/// Lines below each other.
pub fn lines(lines: &[Line], hand: Hand, role: Role, of_deck: bool) -> Block {
    let mut block = Block::default();
    for line in lines {
        block.marks.push(Mark::line(0.0, block.height + hand.size * BASELINE, line, hand, role, of_deck));
        block.height += hand.size * LEADING;
    }
    block
}

/// Blocks below each other as one, that stay together; the air above the first stays above them all.
pub fn stacked(blocks: impl IntoIterator<Item = Block>) -> Block {
    let mut whole: Option<Block> = None;
    for block in blocks {
        match &mut whole {
            None => whole = Some(block),
            Some(whole) => {
                let top = whole.height + block.air;
                whole.marks.extend(block.marks.into_iter().map(|mark| mark.moved(0.0, top)));
                whole.height = top + block.height;
            }
        }
    }
    whole.unwrap_or_default()
}
