//! Documents that come with Peil, in the reader's language: an annex to a processing agreement, and an accessibility
//! statement. To read at the desk, to print, and to take along and fill in.
//!
//! Says nothing that the code does not do; figures come from the limits that hold, and are typed nowhere twice.

use pulldown_cmark::{Options, Parser, html};

use crate::codec::words::Tongue;
use crate::domain::limits::{FLOOR, FLOOR_MAX, KEEP_DAYS_MAX, RESUME_MS, ROWS_DAYS, TEXTS_DAYS};

/// Where words may break that are wider than a phone: not every browser knows Dutch.
const LONG_WORDS: [(&str, &str); 6] = [
    ("erkersovereenkomst", "erkers\u{ad}overeenkomst"),
    ("erwerkingsverantwoordelijke", "erwerkings\u{ad}verantwoordelijke"),
    ("gegevensbescherming", "gegevens\u{ad}bescherming"),
    ("Toegankelijkheidsverklaring", "Toegankelijkheids\u{ad}verklaring"),
    ("verantwoordelijke", "verant\u{ad}woordelijke"),
    ("toegankelijkheid", "toegankelijk\u{ad}heid"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    Processing,
    Accessibility,
}

impl Document {
    pub const ALL: [Document; 2] = [Document::Processing, Document::Accessibility];

    /// As in its address and in the names of its sentences.
    pub fn word(self) -> &'static str {
        match self {
            Document::Processing => "processing",
            Document::Accessibility => "accessibility",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.word() == word)
    }

    fn raw(self, tongue: Tongue) -> &'static str {
        match (self, tongue) {
            (Document::Processing, Tongue::Dutch) => include_str!("nl/processing.md"),
            (Document::Processing, Tongue::English) => include_str!("en/processing.md"),
            (Document::Accessibility, Tongue::Dutch) => include_str!("nl/accessibility.md"),
            (Document::Accessibility, Tongue::English) => include_str!("en/accessibility.md"),
        }
    }

    /// As Markdown, its figures filled in.
    pub fn text(self, tongue: Tongue) -> String {
        figures().into_iter().fold(self.raw(tongue).to_owned(), |text, (name, figure)| text.replace(name, &figure))
    }

    /// As HTML, to stand within a page. Trusted: the text is our own.
    pub fn page(self, tongue: Tongue) -> String {
        let text = self.text(tongue);
        let mut page = String::new();
        html::push_html(&mut page, Parser::new_ext(&text, Options::ENABLE_TABLES));
        // A table without a head has an empty one, which says nothing to whoever hears it.
        let page = page.replace("<thead><tr><th></th><th></th></tr></thead>", "");
        let page = LONG_WORDS.iter().fold(page, |page, (word, parted)| page.replace(word, parted));
        // A wide table scrolls by itself, also by keyboard.
        page.replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>").replace("</table>", "</table></div>")
    }
}

/// What stands between braces, and what it is.
fn figures() -> [(&'static str, String); 7] {
    [
        ("{version}", env!("CARGO_PKG_VERSION").to_owned()),
        ("{texts-days}", TEXTS_DAYS.to_string()),
        ("{rows-days}", ROWS_DAYS.to_string()),
        ("{keep-days-max}", KEEP_DAYS_MAX.to_string()),
        ("{resume-minutes}", (RESUME_MS / 60_000).to_string()),
        ("{floor}", FLOOR.to_string()),
        ("{floor-max}", FLOOR_MAX.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_filled_in_and_none_is_typed_by_hand() {
        for document in Document::ALL {
            for tongue in Tongue::ALL {
                let text = document.text(tongue);
                assert!(!text.contains(['{', '}']), "{document:?} in {tongue:?} has a figure that nobody fills in");
                for (name, figure) in figures().into_iter().filter(|(name, _)| name.contains("days")) {
                    let typed = document.raw(tongue).contains(&format!(" {figure} da"));
                    assert!(!typed, "{document:?} in {tongue:?} types {name} by hand");
                }
            }
        }
        let annex = Document::Processing.text(Tongue::Dutch);
        for figure in [TEXTS_DAYS, ROWS_DAYS, KEEP_DAYS_MAX] {
            assert!(annex.contains(&format!("{figure} dagen")), "{figure} days are not in the annex");
        }
        assert!(annex.contains(&format!("minder dan {FLOOR} mensen")));
    }

    #[test]
    fn both_languages_say_the_same_things_in_the_same_order() {
        for document in Document::ALL {
            let shape = |tongue| -> Vec<String> {
                let text = document.text(tongue);
                let start = |line: &str| line.chars().take_while(|c| "#-| ".contains(*c)).collect::<String>();
                text.lines().filter(|line| !line.is_empty()).map(start).collect()
            };
            assert_eq!(shape(Tongue::Dutch), shape(Tongue::English), "{document:?}");
        }
    }

    #[test]
    fn no_document_calls_answers_anonymous() {
        for document in Document::ALL {
            for (tongue, never) in [(Tongue::Dutch, "anoniem"), (Tongue::English, "anonymous")] {
                assert!(!document.text(tongue).to_lowercase().contains(never), "{document:?}");
            }
        }
    }
}
