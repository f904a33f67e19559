//! Keeps a text in a CSV file from being run as a formula when a spreadsheet opens it.
//!
//! A text that starts as a formula does gets an apostrophe, which spreadsheets take as "this is text"; line breaks
//! and other control characters become spaces. Changes nothing else, and never a number or name of our own.

use std::borrow::Cow;

use super::{Delimiter, Options};

/// The guard of one file.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    on: bool,
    /// The separator this file does not use. A spreadsheet set to another country splits at it.
    foreign: char,
}

impl Guard {
    pub fn new(options: Options) -> Self {
        let foreign = match options.delimiter {
            Delimiter::Semicolon => ',',
            Delimiter::Comma => ';',
        };
        Self { on: options.guard, foreign }
    }

    pub fn apply(self, text: &str) -> Cow<'_, str> {
        if !self.on || !self.is_needed(text) {
            return Cow::Borrowed(text);
        }
        let mut safe = String::with_capacity(text.len() + 1);
        if starts_formula(text) {
            safe.push('\'');
        }
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            safe.push(if breaks(character) { ' ' } else { character });
            if self.splits(character) && starts_formula_inside(rest.as_str()) {
                safe.push('\'');
            }
        }
        Cow::Owned(safe)
    }

    fn is_needed(self, text: &str) -> bool {
        starts_formula(text) || text.chars().any(|c| breaks(c) || self.splits(c))
    }

    /// Whether a spreadsheet could begin a new cell after this character although we did not.
    fn splits(self, character: char) -> bool {
        character == self.foreign || character == '\t'
    }
}

fn starts_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r']) || text.trim_start_matches(is_unseen).starts_with(is_operator)
}

/// As [`starts_formula`], for what follows a foreign separator in running text: "€ 10,-" is a price and stays one.
fn starts_formula_inside(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c| is_unseen(c) || c == '"').chars();
    rest.next().is_some_and(is_operator)
        && rest.next().is_some_and(|next| next.is_alphanumeric() || next == '(' || next == '"' || is_operator(next))
}

fn is_operator(character: char) -> bool {
    // The full-width forms too: some spreadsheets fold them to the plain ones.
    matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// What a spreadsheet or a reader's eye skips at the start of a cell.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Line breaks of every kind, and what no cell can show.
fn breaks(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::words::Tongue;

    fn check(given: &str, expected: &str) {
        let guard = Guard::new(Options::for_tongue(Tongue::Dutch));
        assert_eq!(guard.apply(given), expected, "{given:?}");
    }

    #[test]
    fn a_text_that_starts_as_a_formula_is_told_to_be_text() {
        check("=1+1", "'=1+1");
        check("+31 6 1234", "'+31 6 1234");
        check("-", "'-");
        check("@SUM(A1)", "'@SUM(A1)");
        check("  =1+1", "'  =1+1");
        check("\u{a0}\u{feff}\u{200b}=1+1", "'\u{a0}\u{feff}\u{200b}=1+1");
        check("＝1+1", "'＝1+1");
        check("＠x", "'＠x");
    }

    #[test]
    fn tabs_and_line_breaks_become_spaces_and_count_as_a_start() {
        check("\tja", "' ja");
        check("\rja", "' ja");
        check("\n=1", "' =1");
        check("\0=1", "' =1");
        check("ja\r\nnee\u{2028}of\0toch", "ja  nee of toch");
    }

    #[test]
    fn a_formula_behind_the_other_separator_is_guarded_too() {
        check("ja,=HYPERLINK(\"x\")", "ja,'=HYPERLINK(\"x\")");
        check("ja, \"=1+1\"", "ja,' \"=1+1\"");
        check("ja,@SUM(1)", "ja,'@SUM(1)");
    }

    #[test]
    fn an_ordinary_text_stays_as_it_is() {
        for text in ["", "ja", "1 = 1", "a-b", "€ 10,- per uur", "Ja, want 2+2", "'s ochtends", "\"ja\"", "‘nee’; of"]
        {
            check(text, text);
        }
    }

    #[test]
    fn switched_off_it_touches_nothing() {
        let guard = Guard::new(Options { guard: false, ..Options::for_tongue(Tongue::Dutch) });
        for text in ["=1+1", "\tja", "ja\r\nnee", "ja,=1"] {
            assert_eq!(guard.apply(text), text);
        }
    }
}
