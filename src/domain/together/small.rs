//! Groups that are too small to be told apart: together they become the rest.
//!
//! A group may be large enough in the room and small among those who answered both, so it is judged in each table anew.

use super::axis::{Category, Name, Said};
use super::{Axes, Axis, Unfit};

/// Lays the small groups of the side that tells groups apart together, until each that is left has at least `floor`
/// people, in the room and in the table. Who did not say which group is theirs is a group too: they are had by taking the
/// others from the total. `own` is how many answers the deck has there; what stands behind those was merged before.
///
/// # Errors
/// All of them together are too small.
pub(super) fn merge(
    axes: &mut Axes,
    rows: &mut [(Option<Said>, Option<Said>)],
    of_first: bool,
    own: usize,
    floor: u32,
) -> Result<(), Unfit> {
    let groups = axes.side(of_first);
    let places = groups.categories.len();
    let was_merged = |place: &usize| *place >= own && matches!(groups.categories[*place].name, Name::Option(_));
    let has_merged = (0..places).any(|place| was_merged(&place));
    let merged: Vec<usize> = (0..places).filter(was_merged).collect();
    // Behind the groups stand those who named none.
    let (mut in_room, mut in_table) = (vec![0_u32; places + 1], vec![0_u32; places + 1]);
    let unnamed = [places];
    for (one, other) in rows.iter() {
        let (side, beside) = if of_first { (one, other) } else { (other, one) };
        let named = side.as_ref().map_or(&unnamed[..], |said| &said.places);
        for place in named {
            in_room[*place] += u32::from(side.is_some() || beside.is_some());
            in_table[*place] += u32::from(beside.is_some());
        }
    }
    let is_small = |people: u32| (1..floor).contains(&people);
    let goes = |place: &usize| {
        let gone = has_merged && *place < own && in_room[*place] == 0;
        gone || merged.contains(place) || is_small(in_room[*place]) || is_small(in_table[*place])
    };
    let mut rest: Vec<usize> = (0..=places).filter(goes).collect();
    let mut others: Vec<usize> = (0..places).filter(|place| in_table[*place] > 0 && !rest.contains(place)).collect();
    others.sort_by_key(|place| std::cmp::Reverse(in_table[*place]));
    let sum = |of: &[u32], rest: &[usize]| rest.iter().map(|place| of[*place]).sum::<u32>();
    while is_small(sum(&in_room, &rest)) || is_small(sum(&in_table, &rest)) {
        rest.push(others.pop().ok_or(Unfit::SmallGroups(floor))?);
    }
    if rest.is_empty() {
        return Ok(());
    }
    let is_shared = axes.is_shared();
    let goes = lay_together(axes.side(of_first), &rest);
    let last = axes.side(of_first).categories.len() - 1;
    for (one, other) in rows.iter_mut() {
        let (side, beside) = if of_first { (one, other) } else { (other, one) };
        if side.is_none() && beside.is_some() && rest.contains(&places) {
            *side = Some(Said { places: vec![last], number: None });
        } else if let Some(said) = side {
            said.move_to(&goes);
        }
        if let Some(said) = beside.as_mut().filter(|_| is_shared) {
            said.move_to(&goes);
        }
    }
    Ok(())
}

impl Said {
    fn move_to(&mut self, goes: &[usize]) {
        self.places = self.places.iter().map(|place| goes[*place]).collect();
        self.places.sort_unstable();
        self.places.dedup();
    }
}

/// Makes these categories one, the last, and says where each has gone.
fn lay_together(axis: &mut Axis, rest: &[usize]) -> Vec<usize> {
    let kept: Vec<usize> = (0..axis.categories.len()).filter(|place| !rest.contains(place)).collect();
    let place_of = |place: usize| kept.iter().position(|stays| *stays == place).unwrap_or(kept.len());
    let goes = (0..axis.categories.len()).map(place_of).collect();
    axis.categories = kept.iter().map(|place| axis.categories[*place].clone()).collect();
    axis.categories.push(Category { name: Name::Rest, ordered: false, own_words: true });
    goes
}
