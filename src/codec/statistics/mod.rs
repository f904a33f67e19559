//! Tests for a question that was asked twice of the same people: is what moved more than chance would move?
//!
//! Takes counts and gives figures; says nothing and draws nothing. Each function names its formula and where that stands.
//! Fewer than [`CHANGERS_MIN`] people who changed are too few for any of them: then counts speak.

mod homogeneity;
mod paired;

pub use homogeneity::{Homogeneity, stuart_maxwell};
pub use paired::{mcnemar_mid_p, sign_test};

/// With fewer who changed, one person more or less turns the outcome.
pub const CHANGERS_MIN: u32 = 10;

/// Why there is no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untested {
    /// Fewer than [`CHANGERS_MIN`] changed.
    FewChanged,
    /// Some answers exchange nobody with the others, so that there is no one table to test.
    Apart,
}

#[cfg(test)]
mod tests;
