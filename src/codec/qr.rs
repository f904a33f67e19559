//! A text as a QR code, for a page or for a terminal: level M, a quiet zone of four modules, dark on light.
//!
//! Holds no colours and no size: `.qr` in the stylesheet gives both, also in the dark.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode};

/// Modules of light around the code; scanners need as many to find it.
const QUIET_ZONE: usize = 4;

/// Hidden from screen readers: whoever draws it writes the address beside it.
///
/// # Panics
/// When the text is longer than a QR can hold, about 2,300 bytes; a join address never is.
pub fn svg(text: &str) -> String {
    let code = encode(text);
    let size = code.size + 2 * QUIET_ZONE;
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|y| (y, &code[y])) {
        let mut x = 0;
        while x < code.size {
            let run = row[x..code.size].iter().take_while(|module| module.value()).count();
            if run > 0 {
                // One run of dark modules; separate squares would show seams between them.
                write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET_ZONE, y + QUIET_ZONE).expect("a String takes all");
            }
            x += run + 1;
        }
    }
    format!(
        r#"<svg class="qr" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" aria-hidden="true" focusable="false"><path d="{path}"/></svg>"#
    )
}

/// As lines of half blocks, two modules high each, for a terminal that writes light on dark.
///
/// # Panics
/// As [`svg`].
pub fn terminal(text: &str) -> String {
    let code = encode(text);
    let size = code.size + 2 * QUIET_ZONE;
    let is_light = |x: usize, y: usize| {
        let (x, y) = (x.wrapping_sub(QUIET_ZONE), y.wrapping_sub(QUIET_ZONE));
        x >= code.size || y >= code.size || !code[y][x].value()
    };
    let mut lines = String::new();
    for y in (0..size).step_by(2) {
        for x in 0..size {
            // Light modules are the ones that are written; the last line may have no lower half.
            lines.push(match (is_light(x, y), y + 1 < size && is_light(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        lines.push('\n');
    }
    lines
}

fn encode(text: &str) -> QRCode {
    QRBuilder::new(text).ecl(ECL::M).build().expect("an address fits in a QR code")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_join_address_in_capitals_takes_25_modules_and_its_quiet_zone() {
        let svg = svg("HTTPS://STEM.VOORBEELD.NL/482913");
        assert!(svg.contains(r#"viewBox="0 0 33 33""#), "{svg}");
        // The finder at the top left: seven dark modules, four from the edges.
        assert!(svg.contains(r#"d="M4 4h7v1h-7z"#), "{svg}");
    }

    #[test]
    fn an_address_in_small_letters_needs_more_modules() {
        assert!(svg("https://stem.voorbeeld.nl/482913").contains(r#"viewBox="0 0 37 37""#));
    }

    #[test]
    fn a_terminal_shows_two_rows_of_modules_a_line() {
        let text = terminal("HTTPS://STEM.VOORBEELD.NL/482913");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines.len(), lines[0].chars().count()), (17, 33));
        assert!(lines[0].chars().all(|c| c == '█'));
        // The finder: a dark edge, and under it a dark side with light inside.
        assert!(lines[2].starts_with("████ ▄▄▄▄▄ "), "{}", lines[2]);
    }
}
