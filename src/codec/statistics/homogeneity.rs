//! Whether the answers to a question lie as they lay before, tested on the people who answered it twice.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{CHANGERS_MIN, Untested};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homogeneity {
    pub statistic: f64,
    /// Degrees of freedom: one fewer than the answers that somebody went to or came from.
    pub df: u32,
    pub p: f64,
    /// People in the table, without those who gave twice an answer that nobody else went to or came from.
    pub people: u32,
}

/// The test of Stuart and Maxwell for equal margins of a square table of people by their answer before and after.
///
/// With d the vector of row sums less column sums, without the last answer, and S its covariance where nothing moved,
/// that is S_ii = n_i· + n_·i − 2·n_ii and S_ij = −(n_ij + n_ji), the statistic is d′·S⁻¹·d; it is chi-squared with as
/// many degrees of freedom as d is long. Stuart, "A test for homogeneity of the marginal distributions in a two-way
/// classification", Biometrika 42 (1955); Maxwell, "Comparing the classification of subjects by two independent judges",
/// British Journal of Psychiatry 116 (1970). Answers that nobody went to or came from hold nothing and are left out.
///
/// # Errors
/// Too few changed, or S has no inverse. S is the Laplacian of the graph in which two answers are joined when somebody
/// went from one to the other; it has none just when that graph falls apart, which is seen without rounding.
pub fn stuart_maxwell(table: &[Vec<u32>]) -> Result<Homogeneity, Untested> {
    let moved = |one: usize, other: usize| f64::from(table[one][other]) + f64::from(table[other][one]);
    let movers = |place: usize| (0..table.len()).filter(|other| *other != place).map(|other| moved(place, other)).sum();
    let kept: Vec<usize> = (0..table.len()).filter(|place| movers(*place) > 0.0).collect();
    let changed: f64 = kept.iter().map(|place| movers(*place)).sum::<f64>() / 2.0;
    if changed < f64::from(CHANGERS_MIN) {
        return Err(Untested::FewChanged);
    }
    if !is_joined(&kept, |one, other| moved(one, other) > 0.0) {
        return Err(Untested::Apart);
    }
    let sum = |row: &dyn Fn(usize) -> u32| kept.iter().map(|place| f64::from(row(*place))).sum::<f64>();
    let free = &kept[..kept.len() - 1];
    let difference: Vec<f64> =
        free.iter().map(|one| sum(&|other| table[*one][other]) - sum(&|other| table[other][*one])).collect();
    let spread = |one: &usize, other: &usize| if one == other { movers(*one) } else { -moved(*one, *other) };
    let spread = free.iter().map(|one| free.iter().map(|other| spread(one, other)).collect()).collect();
    let solved = solve(spread, difference.clone());
    let statistic: f64 = difference.iter().zip(&solved).map(|(one, other)| one * other).sum();
    // Rounding may leave a hair below nothing.
    let statistic = statistic.max(0.0);
    let df = free.len() as u32;
    let chi = ChiSquared::new(f64::from(df)).expect("there is at least one degree of freedom");
    let people = kept.iter().flat_map(|one| kept.iter().map(|other| table[*one][*other])).sum();
    Ok(Homogeneity { statistic, df, p: chi.sf(statistic), people })
}

/// Whether one can get from any of these to any other.
fn is_joined(places: &[usize], joins: impl Fn(usize, usize) -> bool) -> bool {
    let mut reached: Vec<usize> = places.first().copied().into_iter().collect();
    let mut next = 0;
    while let Some(place) = reached.get(next).copied() {
        let more: Vec<usize> =
            places.iter().copied().filter(|other| !reached.contains(other) && joins(place, *other)).collect();
        reached.extend(more);
        next += 1;
    }
    reached.len() == places.len()
}

/// Solves a system of equations whose matrix is symmetric and positive, by elimination: such a matrix needs no exchange of
/// rows.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        let (above, below) = matrix.split_at_mut(pivot + 1);
        let pivots = &above[pivot];
        for (row, cells) in (pivot + 1..).zip(below) {
            let factor = cells[pivot] / pivots[pivot];
            for (cell, of_pivot) in cells.iter_mut().zip(pivots).skip(pivot) {
                *cell -= factor * of_pivot;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
