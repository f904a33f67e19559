//! Figures with decimals, as the reader's language writes them.

use crate::codec::words::Tongue;

/// So many decimals: `32,51`.
pub fn decimals(value: f64, places: usize, tongue: Tongue) -> String {
    let text = format!("{value:.places$}");
    if tongue == Tongue::Dutch { text.replace('.', ",") } else { text }
}

/// A p-value behind its sign: `= 0,043`, `< 0,001`.
pub fn chance(p: f64, tongue: Tongue) -> String {
    if p < 0.001 {
        format!("<\u{a0}{}", decimals(0.001, 3, tongue))
    } else {
        format!("=\u{a0}{}", decimals(p, 3, tongue))
    }
}
