//! Decimal figures in decks and answers, exact. Never floats: 0.1 added ten times must be 1.

use std::fmt;

/// Digits kept behind the point; finer than a millionth nobody answers.
const PLACES: usize = 6;
const UNIT: i64 = 1_000_000;
/// Digits before the point, so that sums stay far from overflow.
const DIGITS_MAX: usize = 11;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self(whole * UNIT)
    }
}

impl Decimal {
    /// `52.6`, `-3`; a comma is not a point: what people type is for the border to read.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(part) || whole.len() > DIGITS_MAX || part.len() > PLACES {
            return None;
        }
        let part = part.parse::<i64>().ok()? * 10_i64.pow((PLACES - part.len()) as u32);
        Some(Self(sign * (whole.parse::<i64>().ok()? * UNIT + part)))
    }

    /// How many millionths: for sums and means.
    pub fn millionths(self) -> i64 {
        self.0
    }

    pub fn of_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The whole number, if it is one.
    pub fn whole(self) -> Option<i64> {
        self.is_whole().then_some(self.0 / UNIT)
    }

    pub fn is_whole(self) -> bool {
        self.0 % UNIT == 0
    }

    /// Whether a whole number of steps leads from `from` to this figure.
    pub fn on_step(self, from: Self, step: Self) -> bool {
        step.0 != 0 && (self.0 - from.0) % step.0 == 0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / UNIT, self.0.abs() % UNIT);
        let text = format!("{sign}{whole}.{part:06}");
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_exact() {
        let read = |text| Decimal::parse(text).map(|figure| figure.to_string());
        for text in ["0", "52.6", "-3", "10", "0.000001", "99999999999"] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
        for wrong in ["", "-", "52,6", "1e3", ".5", "5.", "0.0000001", "100000000000", "٣"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let figure = |text| Decimal::parse(text).unwrap();
        assert!(figure("52.6").on_step(figure("0"), figure("0.1")));
        assert!(!figure("52.6").on_step(figure("0"), figure("0.25")));
    }
}
