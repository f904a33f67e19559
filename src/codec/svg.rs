//! The geometry of charts and of the gauge as SVG. Holds no colours, no words and no pixels: sizes are parts of the
//! room they get, so that a strict content policy needs no `style=`.

use std::fmt::Write;

/// Marks on the gauge staff between its two ends; each fifth is long, as on a staff in the water.
const MARKS: u32 = 19;

/// A bar as long as `permille` of the room, on a square foot and with a head that the stylesheet rounds.
///
/// The rectangle reaches as far to the left of the foot as to the right, so that only its head is seen.
pub fn bar(permille: u32) -> String {
    format!(
        r#"<svg class="bar" width="{}" height="1" aria-hidden="true" focusable="false"><rect x="-100%" width="200%" height="100%"/></svg>"#,
        share(permille)
    )
}

/// Thousandths as a per cent with one decimal: `47.1%`.
pub fn share(permille: u32) -> String {
    let permille = permille.min(1000);
    format!("{}.{}%", permille / 10, permille % 10)
}

/// The marks of the gauge, over its whole height. Drawn twice, over the dry staff and over the water.
pub fn gauge_marks() -> String {
    let mut lines = String::new();
    for mark in 1..=MARKS {
        let y = mark * 1000 / (MARKS + 1);
        let length = if mark % 5 == 0 { 62 } else { 38 };
        write!(lines, r#"<line x2="{length}%" y1="{y}" y2="{y}"/>"#, y = share(y)).expect("a String takes all");
    }
    format!(r#"<svg class="marks" width="100%" height="100%" focusable="false">{lines}</svg>"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        for (permille, width) in [(0, "0.0%"), (471, "47.1%"), (1000, "100.0%"), (1005, "100.0%")] {
            assert!(bar(permille).contains(&format!(r#"width="{width}" height="1""#)), "{permille}");
        }
    }

    #[test]
    fn no_drawing_carries_a_style() {
        assert!(!bar(471).contains("style") && !gauge_marks().contains("style"));
    }

    #[test]
    fn the_gauge_has_a_long_mark_at_each_quarter() {
        let marks = gauge_marks();
        assert_eq!((marks.matches("<line").count(), marks.matches(r#"x2="62%""#).count()), (19, 3));
        assert!(marks.contains(r#"x2="62%" y1="50.0%""#));
    }
}
