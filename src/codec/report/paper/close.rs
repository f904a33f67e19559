//! How closely a section is set: as roomy as it goes, and closer where that spares a page of which little would be filled.
//!
//! Changes sizes and air, never what is said.

use super::{BOTTOM, Setter, TOP};
use crate::codec::picture::letters::Hand;
use crate::codec::picture::pen::Room;
use crate::codec::report::content::Piece;

/// A last page of which less than this part is filled is worth sparing.
const LITTLE: f32 = 1.0 / 3.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    Roomy,
    Closer,
    /// As close as one can still read it.
    Tight,
}

impl Close {
    const ALL: [Close; 3] = [Close::Roomy, Close::Closer, Close::Tight];

    pub fn room(self, room: Room) -> Room {
        let (text, thick, gap) = match self {
            Close::Roomy => return room,
            Close::Closer => (9.0, 0.8, 0.7),
            Close::Tight => (8.5, 0.65, 0.5),
        };
        Room { text, bar: room.bar * thick, gap: room.gap * gap, floor: room.floor * thick, ..room }
    }

    /// The letters of a table, and the air above and below them.
    pub fn cell(self, hand: Hand, pad: f32) -> (Hand, f32) {
        match self {
            Close::Roomy => (hand, pad),
            Close::Closer => (Hand { size: hand.size.min(9.0), ..hand }, pad.min(1.8)),
            Close::Tight => (Hand { size: hand.size.min(8.0), ..hand }, 0.6),
        }
    }
}

/// What begins on a page of its own, each with the piece that says so.
pub fn sections<'p, 'a>(pieces: &'p [Piece<'a>]) -> Vec<&'p [Piece<'a>]> {
    let starts = pieces.iter().enumerate().filter(|(_, piece)| matches!(piece, Piece::NewPage)).map(|(place, _)| place);
    let bounds: Vec<usize> =
        std::iter::once(0).chain(starts.filter(|start| *start > 0)).chain([pieces.len()]).collect();
    bounds.windows(2).map(|pair| &pieces[pair[0]..pair[1]]).collect()
}

/// Where the setter stood before a section.
struct Stand {
    pages: usize,
    parts: usize,
    y: f32,
    tree: (usize, usize, usize),
    entries: usize,
}

impl Setter {
    pub(super) fn section(&mut self, pieces: &[Piece<'_>]) {
        let stand = Stand {
            pages: self.pages.len(),
            parts: self.pages.last().map_or(0, |page| page.parts.len()),
            y: self.y,
            tree: self.tree.size(),
            entries: self.entries.len(),
        };
        let roomy = self.set(pieces, Close::Roomy);
        if roomy <= stand.pages + 1 || self.y > TOP + (BOTTOM - TOP) * LITTLE {
            return;
        }
        for close in &Close::ALL[1..] {
            self.back_to(&stand);
            if self.set(pieces, *close) < roomy {
                self.close = Close::Roomy;
                return;
            }
        }
        self.back_to(&stand);
        self.set(pieces, Close::Roomy);
    }

    /// How many pages there are then.
    fn set(&mut self, pieces: &[Piece<'_>], close: Close) -> usize {
        self.close = close;
        pieces.iter().for_each(|piece| self.piece(piece));
        self.pages.len()
    }

    /// As if nothing had been set since. Signs that have no shape stay known: they will be met again.
    fn back_to(&mut self, stand: &Stand) {
        self.pages.truncate(stand.pages);
        if let Some(page) = self.pages.last_mut() {
            page.parts.truncate(stand.parts);
        }
        self.y = stand.y;
        self.tree.cut(stand.tree);
        self.entries.truncate(stand.entries);
    }
}
