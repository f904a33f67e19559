//! Cleans texts at the border: what presenters write in decks, and what attendees type. Never judges what is said.
//!
//! Nothing here escapes for HTML: that is the page's work, at the moment of writing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Marks stacked on one letter. Hebrew with cantillation needs four; more only climbs over the neighbours' answers.
const MARKS_MAX: usize = 4;

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// A text of one's own that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Graphemes, as a person counts them.
    pub graphemes: usize,
    pub max: usize,
}

/// A deck's text: composed (NFC), without signs that turn text around or hide in it. Quotes, `…`, soft hyphens and
/// joiners stay as typed.
pub fn deck_text(text: &str) -> String {
    text.nfc().filter(|&c| !turns_or_hides(c) && (!c.is_control() || c == '\n')).collect()
}

/// A deck's text on one line. Hard spaces stay: somebody typed them to keep two words together.
pub fn deck_line(text: &str) -> String {
    let clean = deck_text(text);
    clean.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An attendee's text on one line: composed, without control and invisible signs, white space collapsed and trimmed.
/// Empty when nothing visible is left.
pub fn write_in(text: &str, max_graphemes: usize) -> Result<String, TooLong> {
    let mut clean = String::new();
    let mut space_due = false;
    let mut marks = 0;
    for c in text.nfc() {
        if c.is_whitespace() || c.is_control() {
            space_due = true;
            continue;
        }
        if invisible(c) || (c == ZERO_WIDTH_JOINER && !clean.chars().next_back().is_some_and(joins)) {
            continue;
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS_MAX {
            continue;
        }
        if space_due && !clean.is_empty() {
            clean.push(' ');
        }
        space_due = false;
        clean.push(c);
    }
    let clean = clean.trim_end_matches(ZERO_WIDTH_JOINER).to_owned();
    let graphemes = clean.graphemes(true).count();
    if graphemes > max_graphemes { Err(TooLong { graphemes, max: max_graphemes }) } else { Ok(clean) }
}

/// Graphemes, as a person counts them.
pub fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Bidirectional overrides and isolates, and zero-width signs other than the joiners.
fn turns_or_hides(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// What an attendee cannot have meant: it only makes two answers differ that look the same, or an empty one look full.
fn invisible(c: char) -> bool {
    let invisible_letter =
        matches!(c, '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}');
    let mark = matches!(c, '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{180e}' | '\u{206a}'..='\u{206f}');
    let tag = matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    turns_or_hides(c) || invisible_letter || mark || tag
}

/// A joiner means something behind an emoji (or its variation sign or skin tone), nowhere else in a short answer.
fn joins(c: char) -> bool {
    matches!(c, '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, kept: &str) {
        assert_eq!(write_in(typed, 20).as_deref(), Ok(kept), "{typed:?}");
    }

    #[test]
    fn white_space_collapses_and_what_is_typed_stays() {
        check("  meer \t tijd\r\nen geld ", "meer tijd en geld");
        check("“nee” … ½ ﬁets", "“nee” … ½ ﬁets");
        check("cafe\u{301}", "café");
    }

    #[test]
    fn signs_that_hide_or_turn_text_are_gone() {
        check("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{ad}f\u{200f}", "abcdef");
        check("a\u{0}b\u{1b}[31m", "a b [31m");
        check("\u{3164}\u{2800}\u{200b} ", "");
        check("ja\u{200d}", "ja");
        check("j\u{200d}a", "ja");
    }

    #[test]
    fn an_emoji_of_several_signs_stays_whole_and_counts_once() {
        assert_eq!(write_in("👩\u{200d}👩\u{200d}👧", 1).as_deref(), Ok("👩\u{200d}👩\u{200d}👧"));
        assert_eq!(write_in("❤\u{fe0f}\u{200d}🔥", 1).as_deref(), Ok("❤\u{fe0f}\u{200d}🔥"));
    }

    #[test]
    fn marks_do_not_climb_over_the_neighbours() {
        let typed = format!("z{}", "\u{335}".repeat(500));
        assert_eq!(write_in(&typed, 20).unwrap().chars().count(), 1 + MARKS_MAX);
    }

    #[test]
    fn a_text_too_long_says_by_how_much() {
        assert_eq!(write_in("éééé", 3), Err(TooLong { graphemes: 4, max: 3 }));
        assert_eq!(write_in("  ééé  ", 3).as_deref(), Ok("ééé"));
    }

    #[test]
    fn a_deck_keeps_its_typography() {
        assert_eq!(
            deck_text("‘HR’-dingetje… in\u{ad}voeren 👩\u{200d}👧"),
            "‘HR’-dingetje… in\u{ad}voeren 👩\u{200d}👧"
        );
        assert_eq!(deck_text("a\u{202e}b\u{200b}\u{7}c e\u{301}"), "abc é");
    }
}
