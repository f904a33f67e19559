//! How to write a deck, on one page and by example, in the reader's language. Its examples are decks, and are read as
//! such by a test: where they are wrong, the language is.

use pulldown_cmark::{Options, Parser, html};

use crate::codec::words::Tongue;

const DUTCH: &str = include_str!("guide/nl.md");
const ENGLISH: &str = include_str!("guide/en.md");

/// The page as Markdown.
pub fn text(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Dutch => DUTCH,
        Tongue::English => ENGLISH,
    }
}

/// The page as HTML, to stand within another. Trusted: the text is our own.
pub fn page(tongue: Tongue) -> String {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(text(tongue), Options::ENABLE_TABLES));
    // A wide example scrolls by itself, also by keyboard.
    page.replace("<pre>", "<pre tabindex=\"0\">")
}
