//! A text as a QR code, drawn as SVG: level M, a quiet zone of four modules, dark on light also in the dark.
//!
//! Holds no colours and no size: `.qr` in the stylesheet gives both.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// Modules of light around the code; scanners need as many to find it.
const QUIET_ZONE: usize = 4;

/// Hidden from screen readers: whoever draws it writes the address beside it.
///
/// # Panics
/// When the text is longer than a QR can hold, about 2,300 bytes; a join address never is.
pub fn svg(text: &str) -> String {
    let code = QRBuilder::new(text).ecl(ECL::M).build().expect("an address fits in a QR code");
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

/// For a terminal: two modules a character, with the quiet zone, readable on light and dark grounds alike.
///
/// # Panics
/// As [`svg`].
pub fn terminal(text: &str) -> String {
    QRBuilder::new(text).ecl(ECL::M).build().expect("an address fits in a QR code").to_str()
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
}
