//! Groups that are too small to be told apart: together they become the rest.
//!
//! A group may be large enough in the room and small among those who answered both, so it is judged in each table anew.

use super::axis::{Category, Name, Said};
use super::{Axes, Axis, Unfit};

/// Lays the small groups of the side that tells groups apart together, until each that is left has at least `floor`
/// people, in the room and in the table.
///
/// # Errors
/// All of them together are too small.
pub(super) fn merge(
    axes: &mut Axes,
    rows: &mut [(Option<Said>, Option<Said>)],
    of_first: bool,
    floor: u32,
) -> Result<(), Unfit> {
    let places = axes.side(of_first).categories.len();
    let (mut in_room, mut in_table) = (vec![0_u32; places], vec![0_u32; places]);
    for (one, other) in rows.iter() {
        let (side, beside) = if of_first { (one, other) } else { (other, one) };
        for place in side.iter().flat_map(|said| &said.places) {
            in_room[*place] += 1;
            in_table[*place] += u32::from(beside.is_some());
        }
    }
    let is_small = |people: u32| (1..floor).contains(&people);
    let mut rest: Vec<usize> =
        (0..places).filter(|place| is_small(in_room[*place]) || is_small(in_table[*place])).collect();
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
    for (one, other) in rows.iter_mut() {
        let sides = [one.as_mut().filter(|_| of_first || is_shared), other.as_mut().filter(|_| !of_first || is_shared)];
        for said in sides.into_iter().flatten() {
            said.places = said.places.iter().map(|place| goes[*place]).collect();
            said.places.sort_unstable();
            said.places.dedup();
        }
    }
    Ok(())
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
