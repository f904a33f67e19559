//! A question that was asked twice: who stayed, who moved and which way. Of people who answered both times only.
//!
//! Judges no difference: whether it is more than chance is for `codec::statistics`, behind “for the researcher”.

use super::axis::{Axis, Said};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// Said the same both times.
    pub stayed: u32,
    pub moved: u32,
    /// Of ordered answers and numbers.
    pub drift: Option<Drift>,
    /// One an answer, where several may be chosen.
    pub switches: Vec<Switch>,
}

/// Which way people moved along an order. Who stood outside it once, such as at “don't know”, is in none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Towards the last answer of the list, or to a higher number.
    pub up: u32,
    pub same: u32,
    pub down: u32,
}

/// How people switched one of several answers on or off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switch {
    pub kept: u32,
    pub gained: u32,
    pub lost: u32,
    pub never: u32,
}

/// From one answer to another, and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: usize,
    pub to: usize,
    pub count: u32,
    /// How many went the other way: never more.
    pub back: u32,
}

impl Again {
    pub(super) fn of(axis: &Axis, both: &[(Said, Said)]) -> Self {
        let stayed = both.iter().filter(|(before, after)| before == after).count() as u32;
        let mut drift = axis.ordered.then(Drift::default);
        let places = if axis.several { axis.categories.len() } else { 0 };
        let mut switches = vec![Switch::default(); places];
        for (before, after) in both {
            if let (Some(drift), Some(from), Some(to)) = (&mut drift, axis.rank(before), axis.rank(after)) {
                match to.cmp(&from) {
                    std::cmp::Ordering::Greater => drift.up += 1,
                    std::cmp::Ordering::Equal => drift.same += 1,
                    std::cmp::Ordering::Less => drift.down += 1,
                }
            }
            for (place, switch) in switches.iter_mut().enumerate() {
                match (before.places.contains(&place), after.places.contains(&place)) {
                    (true, true) => switch.kept += 1,
                    (false, true) => switch.gained += 1,
                    (true, false) => switch.lost += 1,
                    (false, false) => switch.never += 1,
                }
            }
        }
        Self { stayed, moved: both.len() as u32 - stayed, drift, switches }
    }
}

/// Every way that somebody went, the busiest first; each two answers once, in the direction that more people took.
pub(super) fn moves(cells: &[Vec<u32>]) -> Vec<Move> {
    let mut moves = Vec::new();
    for (from, row) in cells.iter().enumerate() {
        for (to, column) in cells.iter().enumerate().take(row.len()).skip(from + 1) {
            let (there, back) = (row[to], column[from]);
            let (from, to, count, back) = if back > there { (to, from, back, there) } else { (from, to, there, back) };
            if count > 0 {
                moves.push(Move { from, to, count, back });
            }
        }
    }
    // A stable sort: of equals the first in the deck.
    moves.sort_by_key(|way| std::cmp::Reverse((way.count, way.count - way.back)));
    moves
}
