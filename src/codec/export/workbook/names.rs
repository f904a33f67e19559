//! Names of sheets: short, unlike each other to Excel, and without a sign that it refuses.

use std::collections::BTreeSet;

/// Excel's own limit, in UTF-16 units.
const UNITS_MAX: usize = 31;

#[derive(Default)]
pub struct Names {
    /// In small letters, for Excel makes no difference.
    given: BTreeSet<String>,
}

impl Names {
    /// A name like this text, which no sheet has yet.
    pub fn give(&mut self, text: &str) -> String {
        let plain = plain(text);
        let numbered = (2..).map(|number| format!(" ({number})"));
        let endings = std::iter::once(String::new()).chain(numbered);
        let mut candidates = endings.map(|ending| format!("{}{ending}", cut(&plain, UNITS_MAX - units(&ending))));
        let name = candidates.find(|name| !self.given.contains(&name.to_lowercase()));
        let name = name.expect("there are more numbers than sheets");
        self.given.insert(name.to_lowercase());
        name
    }
}

/// Letters, digits and a few signs that mean nothing to a spreadsheet.
fn plain(text: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | ',' | '.' | '&' | '(' | ')' | '%' | '€');
    let spaced: String = text.chars().map(|c| if is_kept(&c) { c } else { ' ' }).collect();
    let plain = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() { "1".to_owned() } else { plain }
}

/// At the end of a word where there is one.
fn cut(text: &str, max: usize) -> String {
    if units(text) <= max {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        if units(&short) + character.len_utf16() > max {
            break;
        }
        short.push(character);
    }
    match short.rfind(' ') {
        Some(end) if end > max / 2 => short.truncate(end),
        _ => {}
    }
    short.trim_end().to_owned()
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_plain_and_unlike_the_others() {
        let mut names = Names::default();
        let given: Vec<String> = [
            "3 Waardoor komt het er niet van, ook al weet iedereen het?",
            "3 waardoor KOMT het er niet van, anders?",
            "'=cmd|[x]:*?/\\'",
            "cmd x",
            "",
            "👩‍🦽👩‍🦽",
            "Arbeidsongeschiktheidsverzekeringsmaatschappij",
        ]
        .iter()
        .map(|text| names.give(text))
        .collect();
        assert_eq!(given[0], "3 Waardoor komt het er niet");
        assert_eq!(given[1], "3 waardoor KOMT het er (2)");
        assert_eq!(&given[2..6], ["cmd x", "cmd x (2)", "1", "1 (2)"]);
        assert_eq!(given[6], "Arbeidsongeschiktheidsverzekeri");
        assert!(given.iter().all(|name| units(name) <= UNITS_MAX));
    }
}
